"""A document in chapters: its smallest parts that can be read without the rest of the document.

A chapter is a heading with what stands below it, up to the next heading, or where criteria below several headings may
belong together (those of a story, of a requirement, of a scenario) all of that. What is found in it depends on its own
blocks and on the roles of the headings around it, and on nothing else; its lines count from its own first line. So a
chapter is read once, and kept wherever it moves while it stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from whylint.spec.coverage import Statements, failure_statements
from whylint.spec.criteria import find_groups
from whylint.spec.elements import Elements
from whylint.spec.groups import read_group, vague_failures
from whylint.spec.model import Element, QuestionKind
from whylint.spec.outline import Section, outline
from whylint.spec.problem import Problems
from whylint.spec.stretches import OUTSIDE, Division, Heading, Stretch
from whylint.spec.tally import Tally
from whylint.spec.units import UnitKind
from whylint.spec.unread import Below, unread
from whylint.spec.written import written_questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whylint.markdown.blocks import Block
    from whylint.spec.criteria import DraftGroup
    from whylint.spec.failures import FailureStatement
    from whylint.spec.groups import GroupReading
    from whylint.spec.model import OpenQuestion, Passage, Unread


EXITS = (QuestionKind.DOES_NOT_APPLY, QuestionKind.COVERED_BY)


@lru_cache(maxsize=4096)
def _enclosing(heading: Heading, only_container: bool | None, parent: Section) -> Section:
    """Return a heading as the chapters below it see it; the same one wherever it means the same."""
    return Section(
        "",
        heading.level,
        heading.roles,
        parent=parent,
        scenario=heading.scenario,
        requirement=heading.requirement,
        only_container=only_container,
    )


@dataclass(frozen=True, eq=False)
class Chapter:
    """A part of a document that is read by itself; each thing is read when it is first asked for.

    around: the headings around it, None at the beginning of a document. only_container: whether its heading is a title
    and nothing in the document but that is for criteria. stubs: the lines of criteria that are still open questions;
    asking: the lines of all open questions; left: the lines of exits from one; asked: the lines of all of these,
    answered ones included.
    """

    stretches: tuple[Stretch, ...]
    around: Section | None
    only_container: bool | None
    language: str
    stubs: frozenset[int] = frozenset()
    asking: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()

    @cached_property
    def key(self) -> tuple[object, ...]:
        """All that it depends on, but for the questions in it."""
        return self.stretches, self.around, self.only_container, self.language

    @property
    def questions(self) -> tuple[frozenset[int], ...]:
        """All that it depends on of the questions in it."""
        return self.stubs, self.asking, self.left, self.asked

    @property
    def lines(self) -> int:
        """How many lines it takes up."""
        return sum(stretch.lines for stretch in self.stretches)

    @cached_property
    def root(self) -> Section:
        """Its first section, with all that stand below it."""
        root = outline(self._blocks(), self.lines, self.language, self.around)
        root.only_container = self.only_container
        return root

    def _blocks(self) -> Iterator[tuple[int, Block]]:
        start = 0
        for stretch in self.stretches:
            yield from ((start + line, block) for line, block in stretch.blocks)
            start += stretch.lines

    @cached_property
    def found(self) -> list[DraftGroup]:
        """Its groups of criteria, open questions among them included."""
        return find_groups(self.root, self.language)

    @cached_property
    def groups(self) -> list[DraftGroup]:
        """Its groups of criteria."""
        return list(_without(self.stubs, self.found)) if self.stubs else self.found

    def with_questions(self, questions: Iterable[OpenQuestion]) -> Chapter:
        """Return the chapter with what some questions in it take from what it says."""
        questions = list(questions)
        still_open = [question for question in questions if not question.answered]
        exits = [question for question in questions if question.kind in EXITS]
        stubs = (each.passage.line for each in still_open if each.kind is QuestionKind.CRITERION)
        return replace(
            self,
            stubs=frozenset(stubs),
            asking=_lines(still_open),
            left=_lines(exits),
            asked=_lines(questions),
        )

    @cached_property
    def tally(self) -> Tally:
        """What it shows of the kind of its document."""
        return Tally.of(self.root, self.found, self.language)

    @cached_property
    def failures(self) -> list[FailureStatement]:
        """What it says about failure."""
        statements = failure_statements(self.root, self.language)
        if not self.asked:
            return statements
        said = [each for each in statements if each.placed.line not in self.left]
        return [each.as_question() if each.placed.line in self.asking else each for each in said]

    @cached_property
    def statements(self) -> Statements:
        """The same, to be asked for a promise."""
        return Statements(self.failures, self.language)

    @cached_property
    def problems(self) -> Problems:
        """Where it states problems."""
        return Problems(self.root, self.language, self.groups)

    @cached_property
    def elements(self) -> Elements:
        """The passages that state or touch the elements of a spec."""
        return Elements(self.root, self.language, self.failures)

    @cached_property
    def written(self) -> tuple[OpenQuestion, ...]:
        """The questions in it that people have left there themselves."""
        stated = self.elements.stating(Element.OPEN_QUESTIONS)
        return tuple(written_questions(self.root, self.language, stated, self.asked))

    @cached_property
    def vague_failures(self) -> tuple[Passage, ...]:
        """The words by which it leaves people nowhere when something fails."""
        return vague_failures(self.failures, self.language)

    @cached_property
    def groups_read(self) -> tuple[GroupReading, ...]:
        """Its groups of criteria as understood, as far as the chapter alone tells."""
        return tuple(read_group(group, self.language, self.statements) for group in self.groups)

    @cached_property
    def holds_words(self) -> bool:
        """Whether anything but headings, labels and breaks stands in it."""
        return any(placed.unit.kind is not UnitKind.BREAK for placed in self.root.units())

    def unread(self, below: Below) -> tuple[Unread, ...]:
        """Return what looks like criteria and could not be read; below: what stands below its heading elsewhere."""
        return tuple(unread(self.root, self.found, self.language, below=below))


def _lines(questions: Iterable[OpenQuestion]) -> frozenset[int]:
    """Return the lines that some questions take up."""
    lines = (range(each.passage.line, each.passage.end_line) for each in questions)
    return frozenset(chain.from_iterable(lines))


def _without(stubs: frozenset[int], groups: Sequence[DraftGroup]) -> Iterator[DraftGroup]:
    """Yield groups without the criteria that are still open questions."""
    for group in groups:
        drafts = [draft for draft in group.drafts if draft.line not in stubs]
        if drafts:
            yield replace(group, drafts=drafts)


class Place(NamedTuple):
    """Where a chapter stands among the others.

    first, end: the stretches that it consists of. above: the number of the chapter that holds the heading around it, -1
    where there is none; below: the number of the one behind all those below its heading.
    """

    first: int
    end: int
    above: int = -1
    below: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Chapters:
    """A document as its chapters, with the line on which each begins.

    headings: those of the stretches that it is divided into; titled: one of them is a title that may be all there is
    to introduce criteria.
    """

    division: Division
    language: str
    headings: tuple[Heading, ...]
    places: tuple[Place, ...]
    chapters: tuple[Chapter, ...]
    starts: tuple[int, ...]
    titled: bool

    def at(self, line: int) -> int:
        """Return the number of the chapter that a line stands in."""
        return max(0, bisect_right(self.starts, line) - 1)


def chapters_of(
    division: Division, language: str, previous: Chapters | None = None, *, whole: bool = False
) -> Chapters:
    """Return the chapters of a document; they are those of the previous ones where these would be the same.

    whole: it has to be read as one chapter.
    """
    known = previous if previous is not None and previous.language == language else None
    headings = _headings(division, language, known)
    same = known is not None and known.headings == headings
    if whole:
        places: tuple[Place, ...] = (Place(0, len(headings)),)
    elif known is not None and same and len(known.places) > 1:
        places = known.places
    else:
        places = tuple(_places(headings))
    titled = known.titled if known and same else any(each.is_title_of_criteria for each in headings)
    if known is not None and known.places is places and not titled:
        chapters = _renewed(known, division)
    else:
        chapters = tuple(_chapters(division, language, headings, places, known))
    starts = tuple(division.start(place.first) for place in places)
    return Chapters(division, language, headings, places, chapters, starts, titled)


def _headings(division: Division, language: str, known: Chapters | None) -> tuple[Heading, ...]:
    """Return what the heading of each stretch means."""
    kept, following = (division.kept, division.following) if known else (0, 0)
    rest = len(division.stretches) - following
    fresh = (stretch.heading(language) for stretch in division.stretches[kept:rest])
    if known is None:
        return tuple(fresh)
    return (*known.headings[:kept], *fresh, *known.headings[len(known.headings) - following :])


def _places(headings: Sequence[Heading]) -> Iterator[Place]:
    """Yield where the chapters stand in a document that has these headings, the first of which is none."""
    above = [-1] * len(headings)
    ends = [len(headings)] * len(headings)
    gathers = [heading.gathers for heading in headings]
    around = [0]
    for number, heading in enumerate(headings):
        if number:
            while headings[around[-1]].level >= heading.level:
                ends[around.pop()] = number
            above[number] = around[-1]
            gathers[around[-1]] |= headings[around[-1]].holds(heading)
            around.append(number)
    firsts: list[int] = []
    number = 0
    while number < len(headings):
        firsts.append(number)
        number = ends[number] if gathers[number] else number + 1
    for chapter, first in enumerate(firsts):
        end = firsts[chapter + 1] if chapter + 1 < len(firsts) else len(headings)
        outer = bisect_left(firsts, above[first]) if first else -1
        yield Place(first, end, outer, bisect_left(firsts, ends[first]))


def _renewed(known: Chapters, division: Division) -> tuple[Chapter, ...]:
    """Return chapters that stand as they stood, and mean the same for each other; some stretches are new."""
    chapters = list(known.chapters)
    firsts = [place.first for place in known.places]
    changed = range(division.kept, len(division.stretches) - division.following)
    for number in {bisect_right(firsts, stretch) - 1 for stretch in changed}:
        place, chapter = known.places[number], known.chapters[number]
        stretches = division.stretches[place.first : place.end]
        if stretches != chapter.stretches:
            chapters[number] = replace(chapter, stretches=stretches)
    return tuple(chapters)


def _chapters(
    division: Division,
    language: str,
    headings: Sequence[Heading],
    places: Sequence[Place],
    known: Chapters | None,
) -> Iterator[Chapter]:
    old = {chapter.key: chapter for chapter in known.chapters} if known else {}
    inside: list[Section] = []  # of each chapter, what those below its heading see around them
    for place in places:
        heading = headings[place.first]
        around = inside[place.above] if place.above >= 0 else None
        only: bool | None = None
        if heading.is_title_of_criteria:
            end = places[place.below].first if place.below < len(places) else len(headings)
            only = not any(
                division.stretches[number].has_container(language, below=number == place.first)
                for number in range(place.first, end)
            )
        inside.append(OUTSIDE if around is None else _enclosing(heading, only, around))
        chapter = Chapter(division.stretches[place.first : place.end], around, only, language)
        yield old.get(chapter.key, chapter)
