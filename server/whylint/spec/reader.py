"""Reading a document as a spec: from its blocks to what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from whylint.conventions import NO_CONVENTIONS
from whylint.markdown.document import walk
from whylint.spec.asked import asked_questions
from whylint.spec.chapters import chapters_of
from whylint.spec.cover import checked_references
from whylint.spec.coverage import THOROUGH, Elsewhere, covered_by, nearly_by, passage_of
from whylint.spec.document_kind import DocumentKind
from whylint.spec.front_matter import front_matter
from whylint.spec.kind import kind_of
from whylint.spec.language import language_of
from whylint.spec.model import ELSEWHERE, Coverage, Element, ProblemTrace, QuestionKind, Spec
from whylint.spec.outline import outline
from whylint.spec.problem import Part, ProblemsOfDocument
from whylint.spec.remarks import remarks
from whylint.spec.status import is_settled, status_of
from whylint.spec.stretches import common, divide
from whylint.spec.tally import Tally
from whylint.spec.units import UnitKind, units_of
from whylint.spec.unread import Below

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.conventions import Conventions
    from whylint.markdown.document import Markdown
    from whylint.spec.chapters import Chapter, Chapters, Place
    from whylint.spec.coverage import Asked, Found
    from whylint.spec.groups import GroupReading
    from whylint.spec.model import Criterion, Group, OpenQuestion, Passage, Suppression
    from whylint.spec.remarks import Mark

ANSWERED_REASON = "the question about it is answered"
ANSWERED = {
    QuestionKind.DOES_NOT_APPLY: "somebody says why this does not apply",
    QuestionKind.COVERED_BY: "somebody says where it is covered",
}
COVERED = Coverage(ELSEWHERE, "another part of the document says what happens when this fails")
TOLD = ProblemTrace(ELSEWHERE)
RUN = 32  # chapters whose tallies are added up together


def read_spec(markdown: Markdown, lines: Sequence[str], conventions: Conventions = NO_CONVENTIONS) -> Spec:
    """Return what a document says as a spec. It takes any document, and yields what it understood."""
    return DocumentReading(markdown, lines, conventions).spec


class Slice(NamedTuple):
    """What one chapter says, as rules see it: a spec whose lines count from ``start``, a line of the document.

    end: the line of the document behind it. It is the same spec as before as long as the chapter says the same and
    whatever stands in other chapters decides the same; of that it has ``ELSEWHERE``, and not where it stands.
    """

    start: int
    end: int
    spec: Spec


class Decision(NamedTuple):
    """What the other chapters decide of one.

    below: what stands below its heading in them. suppressions: the comments in it that silence rules. questions: those
    in it that a fix has asked. groups: of each
    group whether it is told whose problem it solves, and of each of its criteria what is said about its failure.
    """

    below: Below
    suppressions: tuple[Suppression, ...]
    questions: tuple[OpenQuestion, ...]
    groups: tuple[tuple[ProblemTrace, tuple[Told, ...]], ...]


class Told(NamedTuple):
    """What covers a criterion's failure, and else what comes closest."""

    coverage: Coverage | None = None
    nearly: Coverage | None = None


class _Decided(NamedTuple):
    """All that was decided of the chapters of a document.

    facts: what is alike for all of them; failures: what the document says about failure, and where, as far as that
    matters; specs: what follows for the slice of each one.
    """

    facts: tuple[object, ...]
    failures: tuple[tuple[int, object], ...]
    layout: Chapters
    chapters: tuple[Chapter, ...]
    decisions: tuple[Decision, ...]
    specs: tuple[Spec, ...]


class DocumentReading:
    """What a document says, chapter by chapter.

    A reading goes on from the previous one: chapters that are as they were are not read again, and neither are the
    slices made again of which the whole document decides the same. new_lines: how many lines the chapters have that are
    not as they were; they are read when somebody asks.
    """

    _layout: Chapters

    def __init__(
        self,
        markdown: Markdown,
        lines: Sequence[str],
        conventions: Conventions = NO_CONVENTIONS,
        previous: DocumentReading | None = None,
    ) -> None:
        self.markdown = markdown
        self._conventions = conventions
        self._language = conventions.language_of(_language(markdown))
        known = previous._layout if previous is not None else None
        self._known = previous._decided if previous is not None and previous.facts.is_spec else None
        division = divide(markdown, lines, known.division if known else None)
        marked = any(stretch.marked for stretch in division.stretches)
        marks, self._suppressions = remarks(markdown, lines) if marked else ((), ())
        self._whole = any(stretch.pasted for stretch in division.stretches)
        self._layout = chapters_of(division, self._language, known, whole=self._whole)
        self.new_lines = _lines_of_new(known.chapters if known else (), self._layout.chapters)
        self._chapters = self._layout.chapters
        self._starts = self._layout.starts
        self._questions: tuple[OpenQuestion, ...] = ()
        self._asked: dict[Chapter, Chapter] = {}  # those that hold questions, by what they are without them
        if marks:
            self._questions = self._find_questions(marks, lines)
            self._take_in_questions(previous._asked if previous is not None else {})

    def _find_questions(self, marks: Sequence[Mark], lines: Sequence[str]) -> tuple[OpenQuestion, ...]:
        """Return the questions that stand where the marks are: any part of a document may be what they are about."""
        groups = [
            group.moved(start)
            for start, chapter in zip(self._starts, self._chapters, strict=True)
            for group in chapter.found
        ]
        asked = asked_questions(marks, groups, self.markdown, lines)
        if all(question.kind is not QuestionKind.COVERED_BY for question in asked):
            return asked
        root = outline(walk(self.markdown), len(lines), self._language)
        return tuple(checked_references(asked, root, groups, self.markdown, lines))

    def _take_in_questions(self, known: Mapping[Chapter, Chapter]) -> None:
        """Put the chapters that hold questions in the place of those that know nothing of them."""
        chapters = list(self._chapters)
        numbers = dict.fromkeys(self._layout.at(question.passage.line) for question in self._questions)
        for number in numbers:
            chapter = chapters[number]
            asked = chapter.with_questions(self._questions_in(number))
            before = known.get(chapter)
            chapters[number] = before if before and before.questions == asked.questions else asked
            self._asked[chapter] = chapters[number]
        self._chapters = tuple(chapters)

    def _questions_in(self, number: int) -> tuple[OpenQuestion, ...]:
        """Return the questions in a chapter that a fix has asked."""
        start = self._starts[number]
        return tuple(
            question.moved(-start)
            for question in self._questions
            if self._layout.at(question.passage.line) == number
        )

    @property
    def is_divided(self) -> bool:
        """Whether its parts can be read one by one."""
        return not self._whole

    @cached_property
    def facts(self) -> Spec:
        """What can be said of the document as a whole, without the passages that say it."""
        fields = front_matter(self.markdown)
        tally = Tally.total(_tallies(self._chapters))
        kind, because = kind_of(tally, self._language, fields)
        if self._conventions.kind:
            kind, because = DocumentKind(self._conventions.kind), ""
        roots = zip(self._starts, (chapter.root for chapter in self._chapters), strict=True)
        status = status_of(fields, roots, self._language)
        return Spec(
            is_spec=kind is not DocumentKind.NONE,
            kind=kind,
            because=because,
            language=self._language,
            status=status,
            settled=is_settled(status, self._language),
            title=tally.title or "",
            questions=self._questions,
            suppressions=self._suppressions,
        )

    @cached_property
    def spec(self) -> Spec:
        """All that it says."""
        if not self.facts.is_spec:
            return self.facts
        numbered = list(enumerate(self._starts))
        return replace(
            self.facts,
            elements=self.elements,
            groups=tuple(group for number in range(len(self._chapters)) for group in self._groups(number)),
            vague_failures=tuple(
                passage.moved(start)
                for number, start in numbered
                for passage in self._chapters[number].vague_failures
            ),
            questions=(
                *self._questions,
                *(question for number in range(len(self._chapters)) for question in self._written(number)),
            ),
            unread=tuple(
                place.moved(start)
                for number, start in numbered
                for place in self._chapters[number].unread(self._below(number))
            ),
        )

    def spec_around(self, line: int) -> Spec:
        """Return what it says around a line, and of the rest no more than the elements: all that matters to a hover."""
        if not self.facts.is_spec:
            return self.facts
        number = self._layout.at(line)
        return replace(
            self.facts,
            elements=self.elements,
            groups=tuple(self._groups(number)),
            questions=(*self._questions, *self._written(number)),
        )

    def _groups(self, number: int) -> Iterator[Group]:
        return (self._group(number, reading) for reading in self._chapters[number].groups_read)

    def _written(self, number: int) -> Iterator[OpenQuestion]:
        return (each.moved(self._starts[number]) for each in self._chapters[number].written)

    @property
    def overview(self) -> Spec:
        """What it says as a whole: all but what stands in single places of it, which takes time to put together."""
        return replace(self.facts, elements=self.elements) if self.facts.is_spec else self.facts

    def groups_between(self, first: int, last: int) -> Iterator[Group]:
        """Yield the groups of criteria that stand on the lines from ``first`` to ``last``, or touch them."""
        if not self.facts.is_spec:
            return
        for number in range(self._layout.at(first), self._layout.at(last) + 1):
            start = self._starts[number]
            for reading in self._chapters[number].groups_read:
                if start + reading.group.start_line <= last and first < start + reading.group.end_line:
                    yield self._group(number, reading)

    def resting_near(self, line: int) -> Iterator[Group]:
        """Yield the groups that may rest on a passage on a line: the problem there, or what is said of failure."""
        if not self.facts.is_spec:
            return
        here = self._layout.at(line)
        own = line - self._starts[here]
        failing = bool(self._questions) or any(
            statement.placed.line <= own < statement.placed.end_line
            for statement in self._chapters[here].failures
        )
        for number, chapter in enumerate(self._chapters):
            for reading in chapter.groups_read:
                stated = self._problems.of(number, reading.found)
                if failing or (
                    stated is not None
                    and stated.part == here
                    and stated.passage.line <= own < stated.passage.end_line
                ):
                    yield self._group(number, reading)

    def has_section(self, role: str) -> bool:
        """Tell whether a section of it has a role."""
        return any(section.has_role(role) for chapter in self._chapters for section in chapter.root.walk())

    def groups_near(self, line: int) -> tuple[int, list[tuple[int, int]]]:
        """Return where the chapter ends that a line stands in, and where its groups of criteria begin and end."""
        number = self._layout.at(line)
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else self.markdown.lines
        read = self._chapters[number].groups_read if self.facts.is_spec else ()
        return max(end, line + 1), [
            (start + reading.group.start_line, start + reading.group.end_line) for reading in read
        ]

    @property
    def slices(self) -> Iterator[Slice]:
        """What it says as rules see it, chapter by chapter; of a document that is no spec there is nothing."""
        if self.facts.is_spec:
            ends = (*self._starts[1:], self._layout.division.markdown.lines)
            yield from map(Slice, self._starts, ends, self._decided.specs)

    @cached_property
    def _common(self) -> Spec:
        """What the slices have in common."""
        return replace(self.facts, questions=(), suppressions=())

    @cached_property
    def _decided(self) -> _Decided:
        told, thorough = self._problems.document_wide is not None, self._is_thorough
        silenced = bool(self._suppressions)
        facts = (self._common, self._first_persona is not None, told, thorough, silenced)
        failures = () if thorough else self._said_of_failure
        known, self._known = self._known, None
        old: dict[Chapter, tuple[Decision, Spec]] = {}
        if known is not None and known.facts == facts:
            same = known.failures == failures and known.layout.places is self._layout.places
            if told and same and not silenced and not self._questions:
                return self._decided_again(known)
            decided = zip(known.decisions, known.specs, strict=True)
            old = dict(zip(known.chapters, decided, strict=True))
        decisions, specs = [], []
        for number, chapter in enumerate(self._chapters):
            decision = self._decision(number, chapter)
            before = old.get(chapter)
            decisions.append(decision)
            specs.append(before[1] if before and before[0] == decision else self._slice(chapter, decision))
        return _Decided(facts, failures, self._layout, self._chapters, tuple(decisions), tuple(specs))

    def _decided_again(self, known: _Decided) -> _Decided:
        """Return what is decided where the document as a whole decides as it did before."""
        decisions, specs = list(known.decisions), list(known.specs)
        for number in self._affected(known):
            chapter = self._chapters[number]
            decision = self._decision(number, chapter)
            if chapter is not known.chapters[number] or decision != decisions[number]:
                decisions[number], specs[number] = decision, self._slice(chapter, decision)
        return _Decided(
            known.facts, known.failures, self._layout, self._chapters, tuple(decisions), tuple(specs)
        )

    def _affected(self, known: _Decided) -> list[int]:
        """Return the chapters that are not as they were, and all around those."""
        first = common(known.chapters, self._chapters)
        last = len(self._chapters) - common(known.chapters[first:][::-1], self._chapters[first:][::-1])
        affected = set(range(first, last))
        for number in range(first, last):
            while (number := self._layout.places[number].above) >= 0:
                affected.add(number)
        return sorted(affected)

    def _decision(self, number: int, chapter: Chapter) -> Decision:
        """Return what is decided of a chapter."""
        below = self._below(number) if chapter.unread(Below.NOTHING) else Below.NOTHING
        groups = tuple(
            (self._problem(number, reading), self._told(number, reading)) for reading in chapter.groups_read
        )
        return Decision(below, self._comments(number), self._questions_in(number), groups)

    def _comments(self, number: int) -> tuple[Suppression, ...]:
        """Return the comments in a chapter that silence rules."""
        start = self._starts[number]
        return tuple(
            comment.moved(-start)
            for comment in self._suppressions
            if self._layout.at(comment.span.start.line) == number
        )

    def _problem(self, number: int, reading: GroupReading) -> ProblemTrace:
        problems = self._problems
        if problems.document_wide is not None or problems.of(number, reading.found) is not None:
            return TOLD
        return ProblemTrace(None, problems.saw(number, reading.found))

    def _told(self, number: int, reading: GroupReading) -> tuple[Told, ...]:
        told = []
        group = reading.group.moved(self._starts[number]) if self._answering else reading.group
        for at, (criterion, asked) in enumerate(zip(reading.group.criteria, reading.asked, strict=True)):
            if asked is None:
                told.append(Told(criterion.coverage))
            elif (
                self._is_thorough
                or self._elsewhere.covers(asked)
                or self._answer(group, group.criteria[at]) is not None
            ):
                told.append(Told(COVERED))
            else:
                told.append(Told(nearly=self._nearly(criterion, asked, -self._starts[number])))
        return tuple(told)

    def _nearly(self, criterion: Criterion, asked: Asked, shift: int) -> Coverage | None:
        """Return what comes closest to covering a criterion's failure, ``shift`` lines further down than it stands."""
        found = self._elsewhere.nearly(asked) if criterion.nearly is None else None
        if found is None:
            return criterion.nearly
        return nearly_by(found.statement, self._passage(found).moved(shift))

    def _slice(self, chapter: Chapter, decision: Decision) -> Spec:
        """Return what a chapter says, with all that was decided of it."""
        persona = ELSEWHERE if self._first_persona else None
        return replace(
            self._common,
            groups=tuple(
                replace(
                    reading.group,
                    criteria=tuple(map(_with, reading.group.criteria, told)),
                    problem=problem,
                    persona=persona,
                )
                for reading, (problem, told) in zip(chapter.groups_read, decision.groups, strict=True)
            ),
            vague_failures=chapter.vague_failures,
            questions=(*decision.questions, *chapter.written),
            unread=chapter.unread(decision.below),
            suppressions=decision.suppressions,
        )

    def _group(self, number: int, reading: GroupReading) -> Group:
        """Return a group as understood, with all that the document says around it."""
        start = self._starts[number]
        group = reading.group.moved(start)
        stated = self._problems.of(number, reading.found)
        problem = (
            ProblemTrace(None, self._problems.saw(number, reading.found))
            if stated is None
            else ProblemTrace(stated.passage.moved(self._starts[stated.part]))
        )
        own = self._chapters[number].elements.stating(Element.PERSONA)
        persona = next(
            (each for each in own if reading.group.start_line <= each.line < reading.group.end_line), None
        )
        return replace(
            group,
            criteria=tuple(
                criterion if asked is None else self._criterion(number, group, criterion, asked)
                for criterion, asked in zip(group.criteria, reading.asked, strict=True)
            ),
            problem=problem,
            persona=persona.moved(start) if persona else self._first_persona,
        )

    def _criterion(self, number: int, group: Group, criterion: Criterion, asked: Asked) -> Criterion:
        """Return a criterion with what other parts of the document than its own group say about its failure."""
        answer = self._elsewhere.answer(asked, self._starts[number] + asked.line)
        if answer is not None:
            found, nearness = answer
            covered = covered_by(found.statement, nearness, self._passage(found))
            return replace(criterion, coverage=covered, nearly=None)
        return replace(
            criterion, coverage=self._answer(group, criterion), nearly=self._nearly(criterion, asked, 0)
        )

    def _answer(self, group: Group, criterion: Criterion) -> Coverage | None:
        """Return the answered question, or the exit, that is about the failure of what a criterion promises.

        What is answered for one criterion is answered for all of its group that promise the same operation.
        """
        if not self._answering or criterion.promise is None:
            return None
        operation = criterion.promise.operation
        alike = [
            (each.line, each.promise.words, each.text)
            for each in (criterion, *group.criteria)
            if each.promise is not None and each.promise.operation == operation
        ]
        for question in self._answering:
            if any(question.is_about(*each) for each in alike):
                return Coverage(question.passage, ANSWERED.get(question.kind, ANSWERED_REASON))
        return None

    @cached_property
    def _answering(self) -> list[OpenQuestion]:
        """The questions whose answers say what happens when something fails."""
        return [
            question
            for question in self._questions
            if question.answered and question.lost is None and question.rule == "missing-error-state"
        ]

    def _passage(self, found: Found) -> Passage:
        return passage_of(found.statement).moved(self._starts[found.part])

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        statements = (chapter.statements for chapter in self._chapters)
        return Elsewhere(list(zip(self._starts, statements, strict=True)), self._language)

    @property
    def _said_of_failure(self) -> tuple[tuple[int, object], ...]:
        """The chapters that say something about failure: where they begin, and what they say."""
        told = (chapter.statements.told for chapter in self._chapters)
        return tuple((start, said) for start, said in zip(self._starts, told, strict=True) if said)

    @cached_property
    def _is_thorough(self) -> bool:
        """Whether the document says in many places what happens when something fails."""
        numbers = (len(chapter.statements.answers.lines) for chapter in self._chapters)
        return any(number >= THOROUGH for number in accumulate(numbers))

    @cached_property
    def _problems(self) -> ProblemsOfDocument:
        # Not a method: what refers to itself stays in memory until the collector comes by.
        return ProblemsOfDocument(len(self._chapters), partial(_part, self._chapters, self._layout.places))

    @cached_property
    def _first_persona(self) -> Passage | None:
        """The first passage that says for whom the document is."""
        for start, chapter in zip(self._starts, self._chapters, strict=True):
            if personas := chapter.elements.stating(Element.PERSONA):
                return personas[0].moved(start)
        return None

    @cached_property
    def elements(self) -> Mapping[Element, tuple[Passage, ...]]:
        """The passages that state each element of a spec, and those that say something of one that another states."""
        return _ElementsOfDocument(self._starts, self._chapters)

    def _below(self, number: int) -> Below:
        """Return what stands below a chapter's heading in other chapters."""
        below = self._chapters[number + 1 : self._layout.places[number].below]
        if any(chapter.groups for chapter in below):
            return Below.CRITERIA
        return Below.WORDS if any(chapter.holds_words for chapter in below) else Below.NOTHING


class _ElementsOfDocument(Mapping[Element, tuple["Passage", ...]]):
    """The passages that state each element of a spec, those included that alone say too little.

    Each is looked for when it is first asked for.
    """

    def __init__(self, starts: Sequence[int], chapters: Sequence[Chapter]) -> None:
        self._chapters = list(zip(starts, chapters, strict=True))
        self._found: dict[Element, tuple[Passage, ...]] = {}

    def __getitem__(self, element: Element) -> tuple[Passage, ...]:
        if element not in self._found:
            self._found[element] = tuple(self._find(element))
        if not self._found[element]:
            raise KeyError(element)
        return self._found[element]

    def __iter__(self) -> Iterator[Element]:
        return (element for element in Element if element in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, element: Element) -> Iterator[Passage]:
        stated = [chapter.elements.stating(element) for _, chapter in self._chapters]
        if any(stated):
            for (start, chapter), stating in zip(self._chapters, stated, strict=True):
                by_line = {each.line: each for each in chapter.elements.touching(element)}
                by_line |= {each.line: each for each in stating}
                yield from (by_line[line].moved(start) for line in sorted(by_line))


def _lines_of_new(old: Sequence[Chapter], new: Sequence[Chapter]) -> int:
    """Return how many lines the chapters have that are not among the old ones."""
    above = common(old, new)
    below = common(old[above:][::-1], new[above:][::-1])
    known = set(map(id, old[above : len(old) - below]))
    return sum(chapter.lines for chapter in new[above : len(new) - below] if id(chapter) not in known)


def _part(chapters: Sequence[Chapter], places: Sequence[Place], number: int) -> Part:
    chapter, place = chapters[number], places[number]
    return Part(chapter.problems, chapter.root.level, place.above, place.below)


def _tallies(chapters: Sequence[Chapter]) -> Iterator[Tally]:
    """Yield what runs of chapters show together; most of them were added up before."""
    for first in range(0, len(chapters), RUN):
        yield _tally(tuple(chapters[first : first + RUN]))


@lru_cache(maxsize=64)
def _tally(chapters: tuple[Chapter, ...]) -> Tally:
    return Tally.total(chapter.tally for chapter in chapters)


def _with(criterion: Criterion, told: Told) -> Criterion:
    if (criterion.coverage, criterion.nearly) == told:
        return criterion
    return replace(criterion, coverage=told.coverage, nearly=told.nearly)


def _language(markdown: Markdown) -> str:
    units = (unit for _, block in walk(markdown) for unit in units_of(block))
    return language_of(unit.text for unit in units if unit.kind is not UnitKind.CODE)
