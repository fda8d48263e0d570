"""Where the failure of a promise is covered: in the criterion itself, a sibling, or elsewhere in the document."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from whylint.spec import forms
from whylint.spec.failures import FailureStatement, failure_statement, is_question
from whylint.spec.model import Coverage, Passage
from whylint.spec.reading import content_stems, read, verb_stems
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whylint.spec.criteria import Draft
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A promise, and what a statement has to name to speak of its failure.

    line: where the criterion begins; verbs: the stems of the words that name the operation; own, objects: those of the
    other telling words of the promise, and of the whole criterion.
    """

    promise: Promise
    line: int
    verbs: frozenset[str]
    own: frozenset[str]
    objects: frozenset[str]


class Statements:
    """The statements about failure in a stretch of a document, asked for each promise in it."""

    def __init__(self, statements: Iterable[FailureStatement], language: str) -> None:
        self._language = language
        ordered = sorted(statements, key=lambda statement: statement.placed.line)
        self.answers = Index([each for each in ordered if each.answers], language)
        self.others = Index(
            [each for each in ordered if not each.answers and (each.question or each.vague)], language
        )

    @cached_property
    def told(self) -> tuple[tuple[object, ...], ...]:
        """All that matters of them elsewhere: where the same is told, the same is covered."""
        return tuple(
            (each.placed, each.whole, each.answers, each.vague, each.question, each.general)
            for each in (*self.answers.statements, *self.others.statements)
        )

    def ask(self, promise: Promise, draft: Draft) -> Asked:
        """Return what a statement has to name to speak of a criterion's promise."""
        text = " ".join(placed.unit.text for placed in draft.statement)
        verbs = verb_stems(promise.words, self._language)
        own = content_stems(promise.words, self._language) - verbs
        return Asked(promise, draft.line, verbs, own, content_stems(text, self._language) - verbs)

    def beside(self, asked: Asked, draft: Draft, group: range) -> tuple[Coverage | None, Coverage | None]:
        """Return what covers a promise's failure on the lines of its own group, and else what comes closest there."""
        found = self.answers.beside(asked, draft, group)
        if found is not None:
            return covered_by(*found), None
        close = self.others.beside(asked, draft, group)
        return None, nearly_by(close[0]) if close else None


class Index:
    """Failure statements in order of their lines, found by what they name."""

    def __init__(self, statements: Sequence[FailureStatement], language: str) -> None:
        self.statements = statements
        self.lines = [statement.placed.line for statement in statements]
        self._by_operation = _positions(statement.operations for statement in statements)
        self._by_verb = _positions(verb_stems(statement.whole, language) for statement in statements)
        self._by_stem = _positions(statement.stems for statement in statements)
        self._silent = [at for at, statement in enumerate(statements) if not statement.operations]
        self._general = next((at for at, statement in enumerate(statements) if statement.general), None)

    def beside(self, asked: Asked, draft: Draft, group: range) -> tuple[FailureStatement, Nearness] | None:
        """Return the statement on a group's lines that most surely speaks of a promise's failure, and how it does."""
        if not self.statements:
            return None
        start, end = group.start, group.stop
        operation = {asked.promise.operation}
        for nearness, at in (
            (Nearness.ITSELF, self._between(range(len(self.lines)), draft.line, draft.end_line)),
            (Nearness.SIBLING_OPERATION, self._first(self._by_verb, asked.verbs, start, end)),
            (Nearness.SIBLING_OPERATION, self._first(self._by_operation, operation, start, end)),
            (Nearness.SIBLING_OBJECT, self._first(self._by_stem, asked.objects, start, end)),
            (Nearness.SIBLING, self._between(self._silent, start, end)),
        ):
            if at is not None:
                return self.statements[at], nearness
        return None

    def anywhere(self, asked: Asked) -> tuple[int, Nearness] | None:
        """Return the number of the statement that most surely speaks of a promise's failure wherever it stands."""
        if not self.statements:
            return None
        operation = asked.promise.operation
        for nearness, at in (
            (Nearness.OPERATION, self._sharing(self._all(self._by_verb, asked.verbs), asked.own, 1)),
            (Nearness.OPERATION, self._narrow(operation)),
            (Nearness.OPERATION, self._sharing(self._all(self._by_operation, {operation}), asked.objects)),
            (Nearness.OPERATION, self._sharing(self._all(self._by_stem, asked.own), asked.own)),
            (Nearness.GENERAL, self._general),
        ):
            if at is not None:
                return at, nearness
        return None

    def _narrow(self, operation: str) -> int | None:
        return next(iter(self._by_operation.get(operation, ())), None) if operation in NARROW else None

    @staticmethod
    def _all(index: Mapping[str, Sequence[int]], keys: Iterable[str]) -> list[int]:
        """Return the statements that an index holds under any of some keys, in order."""
        return sorted({at for key in keys for at in index.get(key, ())})

    def _sharing(
        self, positions: Iterable[int], objects: frozenset[str], least: int = TELLING_OBJECTS
    ) -> int | None:
        """Return the first of some statements that speaks of enough of the same things."""
        return next((at for at in positions if len(objects & self.statements[at].stems) >= least), None)

    def _first(
        self, index: Mapping[str, Sequence[int]], keys: Iterable[str], start: int, end: int
    ) -> int | None:
        """Return the first statement between two lines that an index holds under one of some keys."""
        found = (self._between(index[key], start, end) for key in keys if key in index)
        return min((at for at in found if at is not None), default=None)

    def _between(self, positions: Sequence[int], start: int, end: int) -> int | None:
        """Return the first of some positions whose statement begins between two lines."""
        at = bisect_left(positions, start, key=self.lines.__getitem__)
        return positions[at] if at < len(positions) and self.lines[positions[at]] < end else None


class Found(NamedTuple):
    """A statement about failure, and the number of the part of a document that it stands in."""

    part: int
    statement: FailureStatement


class Elsewhere:
    """The statements about failure in all parts of a document, asked where a promise's own group says nothing.

    parts: the line on which each part begins, in order, and its statements.
    """

    def __init__(self, parts: Sequence[tuple[int, Statements]], language: str) -> None:
        self._parts = parts
        self._language = language
        self._is_thorough = sum(len(each.answers.lines) for _, each in parts) >= THOROUGH

    def covers(self, asked: Asked) -> bool:
        """Tell whether anything in the document covers a promise's failure."""
        return self._is_thorough or self._answers.index.anywhere(asked) is not None

    def answer(self, asked: Asked, line: int) -> tuple[Found, Nearness] | None:
        """Return the statement that most surely covers the failure of what is promised on a line, and how."""
        found = self._answers.index.anywhere(asked)
        if found is not None:
            return self._answers.found[found[0]], found[1]
        return (self._closest(line), Nearness.THROUGHOUT) if self._is_thorough else None

    def nearly(self, asked: Asked) -> Found | None:
        """Return the statement that comes closest to covering a promise's failure."""
        found = self._others.index.anywhere(asked)
        return self._others.found[found[0]] if found else None

    @cached_property
    def _answers(self) -> _Gathered:
        return _Gathered(((at, each.answers) for at, (_, each) in enumerate(self._parts)), self._language)

    @cached_property
    def _others(self) -> _Gathered:
        return _Gathered(((at, each.others) for at, (_, each) in enumerate(self._parts)), self._language)

    @cached_property
    def _lines(self) -> list[int]:
        """The line of each answer."""
        return [start + line for start, statements in self._parts for line in statements.answers.lines]

    def _closest(self, line: int) -> Found:
        """Return the answer that stands closest to a line."""
        lines = self._lines
        at = bisect_left(lines, line)
        near = (each for each in (at - 1, at) if 0 <= each < len(lines))
        return self._answers.found[min(near, key=lambda each: abs(lines[each] - line))]


class _Gathered:
    """The statements of all parts in one index, each with its part."""

    def __init__(self, parts: Iterable[tuple[int, Index]], language: str) -> None:
        self.found = [Found(part, statement) for part, index in parts for statement in index.statements]
        self.index = Index([each.statement for each in self.found], language)


def _positions(keys: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, names in enumerate(keys):
        for name in names:
            found[name].append(position)
    return dict(found)


def covered_by(statement: FailureStatement, nearness: Nearness, passage: Passage | None = None) -> Coverage:
    """Return that a statement covers a promise's failure, and why. passage: where it stands, if in other lines."""
    return Coverage(passage or passage_of(statement), nearness.reason)


def nearly_by(statement: FailureStatement, passage: Passage | None = None) -> Coverage:
    """Return that a statement nearly covers a promise's failure, and why it does not."""
    return Coverage(passage or passage_of(statement), QUESTION_REASON if statement.question else VAGUE_REASON)


def passage_of(statement: FailureStatement) -> Passage:
    """Return where a statement stands and what it says."""
    return Passage(statement.placed.words, statement.text)
