"""Small specs for the tests of what a criterion promises and where its failure is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.engine import analyse
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from whylint.spec.model import Criterion, Spec

HEAD = "As a warden, I want to keep the huts in one list so that nobody walks to a closed one.\n\n"


def spec_of(criteria: str, more: str = "") -> Spec:
    """Return the spec of a document with these acceptance criteria, and more behind them."""
    return analyse(split_lines(f"{HEAD}## Acceptance criteria\n\n{criteria}\n\n{more}")).spec


def criterion_of(criterion: str, more: str = "") -> Criterion:
    """Return a criterion as understood: the first of a document that has it as a list item."""
    return spec_of(f"- {criterion}", more).groups[0].criteria[0]
