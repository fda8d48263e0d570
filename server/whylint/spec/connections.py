"""How the passages of a document hang together: from a criterion to what it rests on, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whylint.spec.model import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whylint.spec.model import Criterion, Group, Passage, Spec
    from whylint.text.position import Position


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group of criteria stands.

    why, who: somebody's problem is stated for it, and who they are; promises: how many of its criteria promise what can
    fail, and covered: of how many the failure is; measured: the document says how success is measured.
    """

    why: bool
    who: bool
    promises: int
    covered: int
    measured: bool

    def __str__(self) -> str:
        """Return it in one line, as a code lens shows it: ``why ✓ · who ✓ · fails 2/5 · measured ✗``."""
        parts = [f"why {_mark(self.why)}", f"who {_mark(self.who)}"]
        if self.promises:
            parts.append(f"fails {self.covered}/{self.promises}")
        return " · ".join((*parts, f"measured {_mark(self.measured)}"))


def standing(spec: Spec, group: Group) -> Standing:
    """Return how a group stands."""
    promising = [criterion for criterion in group.criteria if criterion.promise is not None]
    return Standing(
        why=group.problem.stated is not None,
        who=group.persona is not None,
        promises=len(promising),
        covered=sum(criterion.coverage is not None for criterion in promising),
        measured=bool(spec.elements.get(Element.SUCCESS_METRIC)),
    )


def rests_on(group: Group, criterion: Criterion) -> list[Passage]:
    """Return what a criterion hangs on: the problem that it serves, and what covers its failure.

    Either may stand in another document.
    """
    passages = []
    if group.problem.stated is not None:
        passages.append(group.problem.stated)
    if criterion.coverage is not None:
        passages.append(criterion.coverage.passage)
    return passages


def resting_on(groups: Iterable[Group], position: Position) -> Iterator[Criterion]:
    """Yield the criteria that hang on the passage at a position, in order."""
    for group in groups:
        stated = group.problem.stated
        served = stated is not None and _holds(stated, position)
        for criterion in group.criteria:
            covered = criterion.coverage is not None and _holds(criterion.coverage.passage, position)
            if served or covered:
                yield criterion


def _holds(passage: Passage, position: Position) -> bool:
    return not passage.path and passage.span.start <= position <= passage.span.end


def _mark(stands: bool) -> str:
    return "✓" if stands else "✗"
