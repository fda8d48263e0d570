"""The spec model: what a reader understood of a document.

Everything here is an immutable value. Spans are absolute: zero-based lines of the document, zero-based columns
in code points; only in the part of a document that a rule sees do lines count from the beginning of that part.
``end_line`` is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whylint.spec.document_kind import DocumentKind


class Element(StrEnum):
    """What a careful reader looks for in a spec."""

    USER_PROBLEM = "user_problem"
    PERSONA = "persona"
    GOAL = "goal"
    WHY_NOW = "why_now"
    NON_GOALS = "non_goals"
    ALTERNATIVES = "alternatives"
    SUCCESS_METRIC = "success_metric"
    FOLLOW_UP = "follow_up"
    ERROR_STATES = "error_states"
    EDGE_CASES = "edge_cases"
    PERFORMANCE_EXPECTATION = "performance_expectation"
    PRIOR_ART = "prior_art"
    OPEN_QUESTIONS = "open_questions"


class GroupFormat(StrEnum):
    """How a group writes its criteria; a question is inserted in the same form."""

    CHECKBOX = "checkbox"
    BULLET = "bullet"
    NUMBERED = "numbered"
    PARAGRAPH = "paragraph"
    GIVEN_WHEN_THEN = "given-when-then"
    GHERKIN = "gherkin"
    EARS = "ears"
    SCENARIO = "scenario"
    TABLE = "table"
    YAML = "yaml"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that state something: where they stand and what they say. path: of another document, "" of this one."""

    span: Span
    text: str
    path: str = ""

    @property
    def line(self) -> int:
        """The line where the passage begins."""
        return self.span.start.line

    @property
    def end_line(self) -> int:
        """The line after the last one of the passage."""
        return self.span.end.line + 1

    def moved(self, lines: int) -> Passage:
        """Return the same, ``lines`` further down."""
        return replace(self, span=self.span.shifted(lines))


# Stands for a passage that is in another part of the document than the one that a rule sees.
ELSEWHERE = Passage(Span(Position(0, 0), Position(0, 0)), "")


@dataclass(frozen=True, slots=True)
class Promise:
    """The operation that a criterion commits to.

    operation: its class by the lexicon ("upload"); span and words: the phrase that names it in the criterion
    ("uploads a receipt"); noun: how a question speaks of it ("the upload"); persona: who does it, as written, or None;
    hazards: what can go wrong with operations of this class, most telling first.
    """

    operation: str
    span: Span
    words: str
    noun: str
    persona: str | None
    hazards: tuple[str, ...]

    def moved(self, lines: int) -> Promise:
        """Return the same, ``lines`` further down."""
        return replace(self, span=self.span.shifted(lines))


@dataclass(frozen=True, slots=True)
class Coverage:
    """A passage that says what happens when a promise fails, or that nearly does.

    reason: why the passage counts, or why it does not ("a question is no answer"), for hover and inspect.
    """

    passage: Passage
    reason: str

    def moved(self, lines: int) -> Coverage:
        """Return the same, ``lines`` further down."""
        return replace(self, passage=self.passage.moved(lines))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One statement that the finished work will be accepted against.

    span: the source of the whole criterion, from its own words to the end of its details; text: its words without
    markup; opening_end: where the words of its first line end; id: as the author wrote it ("AC-1"), or None;
    promise: None where it promises nothing that can fail; coverage: what covers the promise's failure, None where
    nothing does; nearly: the line that comes closest; vague_words: words that two people would measure
    differently; marker: its list marker, "" where it has none.
    """

    span: Span
    text: str
    opening_end: Position
    id: str | None = None
    promise: Promise | None = None
    coverage: Coverage | None = None
    nearly: Coverage | None = None
    vague_words: tuple[Passage, ...] = ()
    marker: str = ""

    @property
    def line(self) -> int:
        """The line where the criterion begins."""
        return self.span.start.line

    @property
    def end_line(self) -> int:
        """The line after the last one of the criterion."""
        return self.span.end.line + 1

    def underline(self, words: Span) -> Span:
        """Return what to underline for words of it: the words, or its opening line where they stand further down."""
        if words.start.line == self.line:
            return words
        start = self.span.start
        end = self.opening_end if self.opening_end > start else Position(start.line, start.column + 1)
        return Span(start, end)

    def moved(self, lines: int) -> Criterion:
        """Return the same, ``lines`` further down."""
        end = self.opening_end
        return replace(
            self,
            span=self.span.shifted(lines),
            opening_end=Position(end.line + lines, end.column),
            promise=self.promise and self.promise.moved(lines),
            coverage=self.coverage and self.coverage.moved(lines),
            nearly=self.nearly and self.nearly.moved(lines),
            vague_words=tuple(passage.moved(lines) for passage in self.vague_words),
        )


@dataclass(frozen=True, slots=True)
class ProblemTrace:
    """Whether the readers of a group are told whose problem it solves.

    stated: the passage that says so, None where nothing does; saw: what was found instead, a clause in English for
    the message and for inspect ("the introduction describes the feature, not whose problem it solves").
    """

    stated: Passage | None
    saw: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria that belong together, from the line that introduces them to the last criterion.

    label: the words of the heading or label that introduces them ("Acceptance Criteria"), "" where nothing does;
    label_span: those words in the source, the first criterion's first line where there is no label;
    story: the title of the story or requirement they belong to, "" where none; persona: the passage that
    names for whom.
    """

    start_line: int
    end_line: int
    label: str
    label_span: Span
    format: GroupFormat
    criteria: tuple[Criterion, ...]
    problem: ProblemTrace
    story: str = ""
    persona: Passage | None = None

    def moved(self, lines: int) -> Group:
        """Return the same, ``lines`` further down."""
        stated = self.problem.stated
        return replace(
            self,
            start_line=self.start_line + lines,
            end_line=self.end_line + lines,
            label_span=self.label_span.shifted(lines),
            criteria=tuple(criterion.moved(lines) for criterion in self.criteria),
            problem=replace(self.problem, stated=stated and stated.moved(lines)),
            persona=self.persona and self.persona.moved(lines),
        )


class QuestionKind(StrEnum):
    """How a question came to stand in a document, and what it has become.

    The first four were written by a fix: the question itself, the criterion that was missing with blanks in it, or
    one of the exits. The others a person wrote: under the open questions, as a mark ("TBD"), as an edge case that
    only asks.
    """

    ASKED = "asked"
    CRITERION = "criterion"
    DOES_NOT_APPLY = "does-not-apply"
    COVERED_BY = "covered-by"
    LISTED = "listed"
    MARKED = "marked"
    EDGE_CASE = "edge-case"


@dataclass(frozen=True, slots=True)
class Lost:
    """A reference that leads nowhere.

    reason: a clause in English; span: the words that refer; near: what may be meant instead, "" for nothing obvious.
    """

    reason: str
    span: Span
    near: str = ""

    def moved(self, lines: int) -> Lost:
        """Return the same, ``lines`` further down."""
        return replace(self, span=self.span.shifted(lines))


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question left in the document: inserted by a fix, or written by its author.

    rule: the rule that asked it, None where a person did; answered: whether its blanks are filled in.
    names: the words that it quotes as what it is about, "" where its place tells; about: the lines that it is about,
    from one to another (exclusive), None where it may be any. lost: what it refers to and is not there, None where all
    is; leads_to: the addresses of other files that it refers to; ids: the names it refers to that they would have to
    give.
    """

    passage: Passage
    rule: str | None
    answered: bool
    kind: QuestionKind = QuestionKind.ASKED
    names: str = ""
    about: tuple[int, int] | None = None
    lost: Lost | None = None
    leads_to: tuple[Passage, ...] = ()
    ids: tuple[Passage, ...] = ()

    def moved(self, lines: int) -> OpenQuestion:
        """Return the same, ``lines`` further down."""
        about = (self.about[0] + lines, self.about[1] + lines) if self.about is not None else None
        return replace(
            self,
            passage=self.passage.moved(lines),
            about=about,
            lost=self.lost and self.lost.moved(lines),
            leads_to=tuple(each.moved(lines) for each in self.leads_to),
            ids=tuple(each.moved(lines) for each in self.ids),
        )

    def is_about(self, line: int, *texts: str) -> bool:
        """Tell whether it asks about what stands on a line, of which the texts are the words or the whole."""
        if self.about is not None and not self.about[0] <= line < self.about[1]:
            return False
        named = letters(self.names)
        if not named:
            return self.about is not None
        return any(letters(text).startswith(named) for text in texts)


def letters(text: str) -> str:
    """Return the letters and digits of a text, by which it is known again whatever its markup."""
    return "".join(filter(str.isalnum, text.casefold()))


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that silences rules, from ``start_line`` to ``end_line`` (exclusive); no ``rules`` means all.

    named: the rules as the comment names them, each with its place; reason: what a person wrote behind "--".
    """

    span: Span
    rules: frozenset[str]
    start_line: int
    end_line: int
    named: tuple[Passage, ...] = ()
    reason: str = ""

    def moved(self, lines: int) -> Suppression:
        """Return the same, ``lines`` further down."""
        return replace(
            self,
            span=self.span.shifted(lines),
            start_line=self.start_line + lines,
            end_line=self.end_line + lines,
            named=tuple(passage.moved(lines) for passage in self.named),
        )

    def silences(self, rule: str, line: int) -> bool:
        """Tell whether it silences a rule on a line."""
        return self.start_line <= line < self.end_line and (not self.rules or rule in self.rules)


@dataclass(frozen=True, slots=True)
class Unread:
    """A heading or label that looks like the place for criteria, and why none could be read there."""

    passage: Passage
    reason: str

    def moved(self, lines: int) -> Unread:
        """Return the same, ``lines`` further down."""
        return replace(self, passage=self.passage.moved(lines))


@dataclass(frozen=True, slots=True)
class Spec:
    """What the reader understood of one document.

    language: ISO 639-1 code of the prose, or the project's dialect of it; status: as written in front matter or a
    status line, None where absent; settled: the status says that the work is done or dropped, so nobody
    needs questions any more; because: why it is no spec, "" where it is one.
    """

    is_spec: bool
    kind: DocumentKind
    language: str
    status: str | None = None
    settled: bool = False
    title: str = ""
    because: str = ""
    elements: Mapping[Element, tuple[Passage, ...]] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    vague_failures: tuple[Passage, ...] = ()
    unread: tuple[Unread, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    def criterion_at(self, line: int) -> tuple[Group, Criterion] | None:
        """Return the criterion that covers a line, with its group."""
        for group in self.groups:
            if group.start_line <= line < group.end_line:
                for criterion in group.criteria:
                    if criterion.line <= line < criterion.end_line:
                        return group, criterion
        return None
