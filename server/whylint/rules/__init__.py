"""The rules: each looks at the spec model for one kind of gap, and asks one question."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from whylint.rules import (
    criterion_not_recognised,
    missing_error_state,
    missing_user_problem,
    unanswered_question,
    vague_criterion,
    vague_error_handling,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whylint.rules.rule import Rule

RULES: Mapping[str, Rule] = {
    module.RULE.name: module.RULE
    for module in (
        missing_user_problem,
        missing_error_state,
        vague_error_handling,
        vague_criterion,
        criterion_not_recognised,
        unanswered_question,
    )
}


def closest(name: str) -> str | None:
    """Return the rule that a mistyped name most likely means, None where no rule is like it."""
    return next(iter(get_close_matches(name, RULES, n=1, cutoff=0.5)), None)
