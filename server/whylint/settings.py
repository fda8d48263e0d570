"""The settings that a document is read with. They can be made and compared without loading what reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whylint.baseline.known import Known
from whylint.conventions import NO_CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whylint.conventions import Conventions
    from whylint.rules.finding import Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that one document is read with.

    select: the rules to run, None for all; ignore: rules not to run; severity: other severities than the rules' own;
    known: findings that were frozen in a baseline, and are not told again; kinds: the kinds of documents to ask about,
    None for all; conventions: how documents are to be read.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    kinds: frozenset[str] | None = None
    conventions: Conventions = NO_CONVENTIONS

    def asks(self, kind: str) -> bool:
        """Tell whether documents of a kind are to be asked about."""
        return self.kinds is None or kind in self.kinds

    def runs(self, rule: str) -> bool:
        """Tell whether a rule is to run."""
        return rule not in self.ignore and (self.select is None or rule in self.select)
