"""The rules: each looks at the spec model for one kind of gap, and asks one question.

Their names are known at once; the rules themselves are loaded when ``RULES`` is first asked for, since a
configuration can be read and a known answer given without them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whylint.rules.rule import Rule

    RULES: Mapping[str, Rule]

# In the order in which people are shown them; the module of each has its name with underscores.
RULE_NAMES = (
    "missing-user-problem",
    "missing-error-state",
    "vague-error-handling",
    "vague-criterion",
    "criterion-not-recognised",
    "unanswered-question",
    "stale-reference",
    "unknown-rule-in-suppression",
    "unused-suppression",
)


def __getattr__(name: str) -> Mapping[str, Rule]:
    if name != "RULES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _loaded()


@cache
def _loaded() -> Mapping[str, Rule]:
    return {name: import_module(f"{__name__}.{name.replace('-', '_')}").RULE for name in RULE_NAMES}


def closest(name: str) -> str | None:
    """Return the rule that a mistyped name most likely means, None where no rule is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for who has mistyped one

    return next(iter(get_close_matches(name, RULE_NAMES, n=1, cutoff=0.5)), None)
