"""How a document and its stories stand: why, for whom, what happens when something fails, and what measures success."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

from whylint.conventions import language_code
from whylint.readiness.open_questions import GAP, Open, on_one_line, open_in, story_of
from whylint.spec.model import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whylint.engine import Analysis
    from whylint.spec.model import Criterion, Group, Passage

MISSING_ERROR_STATE = "missing-error-state"
WRITTEN_BY_PEOPLE = "written by people"


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that state something, on one line of text, and the zero-based line where they stand.

    path: of another document that says it, "" of this one.
    """

    line: int
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that a criterion promises and that can fail.

    line: zero-based; words: those that promise it; covered: what says what happens then, None where nothing does;
    nearly: what comes closest; reason: why that does not count, or why what covers it does; question: what is open
    about it, None where another one stands for it.
    """

    line: int
    words: str
    covered: Statement | None
    nearly: Statement | None
    reason: str
    question: Open | None = None

    @property
    def comes_close(self) -> bool:
        """Whether something else than the open question itself nearly says what happens then."""
        return self.nearly is not None and (
            self.question is None or (self.question.line, "") != (self.nearly.line, self.nearly.path)
        )


@dataclass(frozen=True, slots=True)
class Story:
    """A story, or the criteria below a label.

    line: zero-based; why: the statement of somebody's problem, None where there is none, and then ``saw`` says what
    there is instead; who: the statement that names for whom, if only as who does what is promised; questions: what is
    open in it, gaps too.
    """

    title: str
    line: int
    why: Statement | None
    saw: str
    who: Statement | None
    criteria: int
    failures: tuple[Failure, ...]
    questions: tuple[Open, ...]

    @property
    def other_questions(self) -> tuple[Open, ...]:
        """The questions about anything else than what happens when one of the failures occurs."""
        told = {id(failure.question) for failure in self.failures}
        return tuple(each for each in self.questions if id(each) not in told)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are, of several documents together.

    documents: those that are specs and not done; measured: those that say how success is measured; stories, and of
    these why and who: those that state a problem, and for whom; failures: promises that can fail, and of these covered;
    asked: questions that stand open in the documents; gaps: those that nobody has asked there.
    """

    documents: int = 0
    measured: int = 0
    stories: int = 0
    why: int = 0
    who: int = 0
    failures: int = 0
    covered: int = 0
    asked: int = 0
    gaps: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Readiness:
    """How one document stands.

    measured: the statement of how success is measured, None where there is none; questions: what is open in it, gaps
    too, those of its stories included; is_spec: other documents have no stories and are asked nothing; settled: its
    work is done or dropped.
    """

    path: str
    title: str
    kind: str
    language: str
    status: str | None
    is_spec: bool
    settled: bool
    measured: Statement | None
    stories: tuple[Story, ...]
    questions: tuple[Open, ...]

    @property
    def tally(self) -> Tally:
        """What there is to count, nothing in a document that nobody has to be ready with."""
        if not self.is_spec or self.settled:
            return Tally()
        failures = [failure for story in self.stories for failure in story.failures]
        return Tally(
            documents=1,
            measured=self.measured is not None,
            stories=len(self.stories),
            why=sum(story.why is not None for story in self.stories),
            who=sum(story.who is not None for story in self.stories),
            failures=len(failures),
            covered=sum(failure.covered is not None for failure in failures),
            asked=sum(each.kind != GAP for each in self.questions),
            gaps=sum(each.kind == GAP for each in self.questions),
        )


def readiness(path: str, analysis: Analysis) -> Readiness:
    """Return how a document stands; its findings should be those without a baseline."""
    spec = analysis.spec
    questions = tuple(open_in(analysis, gaps=True))
    by_title: dict[str, list[Group]] = {}
    for group in spec.groups:
        by_title.setdefault(story_of(group), []).append(group)
    return Readiness(
        path=path,
        title=on_one_line(spec.title),
        kind=spec.kind,
        language=language_code(spec.language),
        status=spec.status,
        is_spec=spec.is_spec,
        settled=spec.settled,
        measured=_first(spec.elements.get(Element.SUCCESS_METRIC, ())),
        stories=tuple(_story(title, groups, questions) for title, groups in by_title.items()),
        questions=questions,
    )


def total(documents: Iterable[Readiness]) -> Tally:
    """Return what there is to count in all documents."""
    return sum((document.tally for document in documents), Tally())


def by_rule(documents: Iterable[Readiness]) -> Mapping[str, tuple[int, int]]:
    """Return for each rule how many of its questions stand open in documents, and how many nobody has asked."""
    asked: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    for document in documents:
        for each in document.questions:
            (gaps if each.kind == GAP else asked)[each.rule or WRITTEN_BY_PEOPLE] += 1
    both = asked + gaps
    return {rule: (asked[rule], gaps[rule]) for rule, _ in both.most_common()}


def _story(title: str, groups: Sequence[Group], questions: Iterable[Open]) -> Story:
    stated = (group.problem.stated for group in groups)
    named = (group.persona for group in groups)
    asked = tuple(each for each in questions if each.story == title)
    criteria = [criterion for group in groups for criterion in group.criteria]
    return Story(
        title=title,
        line=groups[0].start_line,
        why=_first(passage for passage in stated if passage is not None),
        saw=groups[0].problem.saw,
        who=_first(passage for passage in named if passage is not None) or _named_by(criteria),
        criteria=len(criteria),
        failures=tuple(_failure(each, asked) for each in criteria if each.promise is not None),
        questions=asked,
    )


def _named_by(criteria: Iterable[Criterion]) -> Statement | None:
    """Return the first criterion that names who does what it promises, where no other passage says for whom it is."""
    for criterion in criteria:
        if criterion.promise is not None and criterion.promise.persona:
            return Statement(criterion.line, criterion.promise.persona)
    return None


def _failure(criterion: Criterion, questions: Iterable[Open]) -> Failure:
    assert criterion.promise is not None
    coverage, nearly = criterion.coverage, criterion.nearly
    told = coverage or nearly
    return Failure(
        line=criterion.line,
        words=on_one_line(criterion.promise.words),
        covered=_statement(coverage.passage) if coverage else None,
        nearly=_statement(nearly.passage) if nearly and not coverage else None,
        reason=told.reason if told else "",
        question=next((each for each in questions if _asks_about(each, criterion)), None),
    )


def _asks_about(each: Open, criterion: Criterion) -> bool:
    """Tell whether a question asks what happens when a criterion fails."""
    return each.rule == MISSING_ERROR_STATE and criterion.line <= each.line < criterion.end_line


def _first(passages: Iterable[Passage]) -> Statement | None:
    passage = next(iter(passages), None)
    return _statement(passage) if passage is not None else None


def _statement(passage: Passage) -> Statement:
    return Statement(passage.line, on_one_line(passage.text), passage.path)
