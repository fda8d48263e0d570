"""What a rule says: a finding, its related places, and the fixes that go with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whylint.text.edits import Edit
    from whylint.text.position import Span


class Severity(StrEnum):
    """How much a finding matters, by the names of the Language Server Protocol."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """1 for an error to 4 for a hint, as the protocol numbers them."""
        return tuple(Severity).index(self) + 1


class Relation(StrEnum):
    """What a related place has to do with a finding."""

    SAME_OPERATION = "same-operation"
    NEARLY_COVERS = "nearly-covers"
    INTRODUCES = "introduces"


@dataclass(frozen=True, slots=True)
class Related:
    """A further place that helps to understand a finding. path: of another document, "" where it is the same one."""

    span: Span
    relation: Relation
    message: str
    path: str = ""

    def moved(self, lines: int) -> Related:
        """Return the same, ``lines`` further down; in another document it stays where it is."""
        return self if self.path else replace(self, span=self.span.shifted(lines))


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap in a spec: where it stands and the question it raises.

    span: the words underlined; message: the question as people see it; details: what a question template needs to
    be filled in ("operation", "persona", …); fingerprint: the same for the same gap after edits elsewhere.
    """

    rule: str
    severity: Severity
    message: str
    span: Span
    related: tuple[Related, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""
    folded: bool = False

    def moved(self, lines: int) -> Finding:
        """Return the same, ``lines`` further down."""
        related = tuple(each.moved(lines) for each in self.related)
        return replace(self, span=self.span.shifted(lines), related=related)


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits, to be made together, that ask a question or silence a rule. ``preferred``: the one to offer first."""

    title: str
    edits: tuple[Edit, ...]
    preferred: bool = False
