"""Where the failure of a promise is covered: in the criterion itself, a sibling, or elsewhere in the document."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from enum import IntEnum
from typing import TYPE_CHECKING

from whylint.spec import forms
from whylint.spec.failures import FailureStatement, failure_statement, is_question
from whylint.spec.model import Coverage, Passage
from whylint.spec.reading import content_stems, read, verb_stems
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whylint.spec.criteria import Draft, DraftGroup
    from whylint.spec.model import Promise
    from whylint.spec.outline import Section
    from whylint.spec.units import Placed

QUESTION_REASON = "a question is no answer"
VAGUE_REASON = "it says that an error is shown, and not what it tells or what can be done next"

# Classes so narrow that a failure of one is a failure of all: whoever says what happens when "the upload" is refused
# has said it of "attach". Of the others ("save", "create", "run") only the same verb is the same operation.
NARROW = frozenset({
    "upload", "import", "export", "pay", "sign-in", "register", "search", "sync", "connect",
})  # fmt: skip


# Where a document says what happens on failure in this many places, its author has thought of it throughout: of what
# could still be asked there, three of four questions were answered in other words or not worth asking.
THOROUGH = 6
TELLING_OBJECTS = 2  # words: a failure of the same class that shares as many is one of the same operation


class Nearness(IntEnum):
    """How a failure statement was found to speak of a promise, loosest first."""

    THROUGHOUT = 0
    OPERATION = 1
    GENERAL = 2
    SIBLING = 3
    SIBLING_OBJECT = 4
    SIBLING_OPERATION = 5
    ITSELF = 6

    @property
    def reason(self) -> str:
        """Why the statement counts, for hover and inspect."""
        return REASONS[self]


THIS = "it says what happens when this fails"
REASONS = {
    Nearness.THROUGHOUT: "the document says throughout what happens when something fails, and here comes closest",
    Nearness.OPERATION: THIS,
    Nearness.GENERAL: "it says what happens whatever fails",
    Nearness.SIBLING: "it stands beside the criterion and says what happens when something goes wrong",
    Nearness.SIBLING_OBJECT: THIS,
    Nearness.SIBLING_OPERATION: THIS,
    Nearness.ITSELF: "the criterion itself says what happens then",
}


def failure_statements(root: Section, language: str) -> list[FailureStatement]:
    """Return every statement about failure in a document, in order."""
    found: list[FailureStatement | None] = []
    for section in root.walk():
        for at, placed in enumerate(section.body):
            if placed.unit.kind is UnitKind.ROW:
                context = " ".join(cell.text for cell in placed.unit.cells)
                units = [placed._replace(unit=cell) for cell in placed.unit.cells]
                found.extend(
                    failure_statement(each, section, language, context, _remedy(units[index + 1 :], language))
                    for index, each in enumerate(units)
                )
            elif placed.unit.kind in (UnitKind.TEXT, UnitKind.ITEM):
                context = section.title if section.roles.isdisjoint({"errors", "edge_cases"}) else ""
                then = _consequence(section.body[at:])
                found.append(failure_statement(placed, section, language, context, then))
    return [statement for statement in found if statement is not None]


def _remedy(cells: Sequence[Placed], language: str) -> str:
    """Return the cell of a row that says what is done about the one before it, "" where none does."""
    return next(
        (
            cell.unit.text
            for cell in cells
            if read(cell.unit.text, language).categories & {"outcome", "concrete"}
            and not read(cell.unit.text, language).says("vague_outcome")
            and not is_question(cell.unit.text)
        ),
        "",
    )


def _consequence(body: Sequence[Placed]) -> str:
    """Return the step that says what happens under the first one's condition, "" where that is no such step."""
    for placed in body:
        step = forms.step(placed.unit.text)
        if step is None or step.keyword == "scenario":
            return ""
        if step.keyword == "then":
            return placed.unit.text[step.end :] if placed is not body[0] else ""
    return ""


class Coverages:
    """The failure statements of a document, asked for each promise."""

    def __init__(self, statements: Iterable[FailureStatement], language: str) -> None:
        self._language = language
        ordered = sorted(statements, key=lambda statement: statement.placed.line)
        self._answers = _Index([each for each in ordered if each.answers], language)
        self._others = _Index(
            [each for each in ordered if not each.answers and (each.question or each.vague)], language
        )

    def of(
        self, promise: Promise, draft: Draft, group: DraftGroup
    ) -> tuple[Coverage | None, Coverage | None]:
        """Return what covers a promise's failure, and else what comes closest."""
        found = self._answers.nearest(promise, draft, group, self._language)
        if found is not None:
            statement, nearness = found
            return _coverage(statement, nearness.reason), None
        close = self._others.nearest(promise, draft, group, self._language)
        if close is None or close[1] is Nearness.THROUGHOUT:
            return None, None
        statement, _ = close
        return None, _coverage(statement, QUESTION_REASON if statement.question else VAGUE_REASON)


class _Index:
    """Failure statements in order of their lines, found by what they name."""

    def __init__(self, statements: Sequence[FailureStatement], language: str) -> None:
        self._statements = statements
        self._lines = [statement.placed.line for statement in statements]
        self._by_operation = _positions(statement.operations for statement in statements)
        self._by_verb = _positions(verb_stems(statement.whole, language) for statement in statements)
        self._by_stem = _positions(statement.stems for statement in statements)
        self._silent = [at for at, statement in enumerate(statements) if not statement.operations]
        self._general = [at for at, statement in enumerate(statements) if statement.general]

    def nearest(
        self, promise: Promise, draft: Draft, group: DraftGroup, language: str
    ) -> tuple[FailureStatement, Nearness] | None:
        """Return the statement that most surely speaks of a promise's failure, and how it does."""
        if not self._statements:
            return None
        text = " ".join(placed.unit.text for placed in draft.statement)
        verbs = verb_stems(promise.words, language)
        objects = content_stems(text, language) - verbs
        own = content_stems(promise.words, language) - verbs
        start, end = group.drafts[0].line, max(each.end_line for each in group.drafts)
        for nearness, at in (
            (Nearness.ITSELF, self._between(range(len(self._lines)), draft.line, draft.end_line)),
            (Nearness.SIBLING_OPERATION, self._first(self._by_verb, verbs, start, end)),
            (Nearness.SIBLING_OPERATION, self._first(self._by_operation, {promise.operation}, start, end)),
            (Nearness.SIBLING_OBJECT, self._first(self._by_stem, objects, start, end)),
            (Nearness.SIBLING, self._between(self._silent, start, end)),
            (Nearness.OPERATION, self._sharing(self._all(self._by_verb, verbs), own, 1)),
            (Nearness.OPERATION, self._first(self._by_operation, {promise.operation} & NARROW)),
            (Nearness.OPERATION, self._sharing(self._all(self._by_operation, {promise.operation}), objects)),
            (Nearness.OPERATION, self._sharing(self._all(self._by_stem, own), own)),
            (Nearness.GENERAL, self._general[0] if self._general else None),
            (Nearness.THROUGHOUT, self._closest(draft.line) if len(self._lines) >= THOROUGH else None),
        ):
            if at is not None:
                return self._statements[at], nearness
        return None

    @staticmethod
    def _all(index: Mapping[str, Sequence[int]], keys: Iterable[str]) -> list[int]:
        """Return the statements that an index holds under any of some keys, in order."""
        return sorted({at for key in keys for at in index.get(key, ())})

    def _sharing(
        self, positions: Iterable[int], objects: frozenset[str], least: int = TELLING_OBJECTS
    ) -> int | None:
        """Return the first of some statements that speaks of enough of the same things."""
        return next((at for at in positions if len(objects & self._statements[at].stems) >= least), None)

    def _first(
        self, index: Mapping[str, Sequence[int]], keys: Iterable[str], start: int = 0, end: int | None = None
    ) -> int | None:
        """Return the first statement between two lines that an index holds under one of some keys."""
        last = self._lines[-1] + 1 if end is None else end
        found = (self._between(index[key], start, last) for key in keys if key in index)
        return min((at for at in found if at is not None), default=None)

    def _closest(self, line: int) -> int:
        """Return the statement that stands closest to a line."""
        at = bisect_left(self._lines, line)
        return min(
            (near for near in (at - 1, at) if 0 <= near < len(self._lines)),
            key=lambda near: abs(self._lines[near] - line),
        )

    def _between(self, positions: Sequence[int], start: int, end: int) -> int | None:
        """Return the first of some positions whose statement begins between two lines."""
        at = bisect_left(positions, start, key=self._lines.__getitem__)
        return positions[at] if at < len(positions) and self._lines[positions[at]] < end else None


def _positions(keys: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, names in enumerate(keys):
        for name in names:
            found[name].append(position)
    return dict(found)


def _coverage(statement: FailureStatement, reason: str) -> Coverage:
    return Coverage(Passage(statement.placed.words, statement.text), reason)
