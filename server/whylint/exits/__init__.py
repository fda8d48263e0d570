"""What a person can do about a finding, in one action each: ask in the document, or leave by an honest exit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.exits.ask import ask, ask_all, leave
from whylint.exits.comments import correct, correct_all
from whylint.exits.references import redirect
from whylint.exits.silence import refused, silence

if TYPE_CHECKING:
    from whylint.engine import Analysis
    from whylint.rules.finding import Finding, Fix

__all__ = ["ask_all", "correct_all", "fixes", "refused"]


def fixes(analysis: Analysis, finding: Finding) -> tuple[Fix, ...]:
    """Return what can be done about a finding, the best first."""
    return (
        *ask(analysis, finding),
        *correct(analysis, finding),
        *redirect(finding),
        *leave(analysis, finding),
        *silence(analysis, finding),
    )
