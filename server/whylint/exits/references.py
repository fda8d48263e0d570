"""Correcting a reference to what covers a question: the name of what is there, where only one can be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.rules.finding import Fix
from whylint.text.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.rules.finding import Finding

RULE = "stale-reference"


def redirect(finding: Finding) -> Iterator[Fix]:
    """Yield the way to let a stale reference lead to what it may mean."""
    near = finding.details.get("near", "") if finding.rule == RULE else ""
    if near:
        yield Fix(f"Change to {near}", (Edit(finding.span, near),), preferred=True)
