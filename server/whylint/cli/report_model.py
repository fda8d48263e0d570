"""The readiness report: how all documents of a project stand, and how that came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whylint.readiness.standing import total

if TYPE_CHECKING:
    from datetime import datetime

    from whylint.readiness.standing import Readiness, Tally


@dataclass(frozen=True, slots=True)
class Moment:
    """How many of everything there were at a time; ``change``: what somebody said of the commit, "" for now."""

    time: datetime
    change: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Report:
    """How the documents of a project stand.

    name: of the project; made: when; documents: all that were read; trend: from the earliest moment to now, empty where
    the past is not known.
    """

    name: str
    made: datetime
    documents: tuple[Readiness, ...]
    trend: tuple[Moment, ...] = ()

    @property
    def open_documents(self) -> list[Readiness]:
        """The specs that somebody has still to be ready with, what is most open first."""
        found = [each for each in self.documents if each.is_spec and not each.settled]
        return sorted(found, key=lambda each: (-len(each.questions), each.path))

    @property
    def settled_documents(self) -> list[Readiness]:
        """The specs whose work is done or dropped."""
        return [each for each in self.documents if each.is_spec and each.settled]

    @property
    def tally(self) -> Tally:
        """What there is to count in all documents."""
        return total(self.documents)
