"""The elements of a spec: which of them a document states, and in which passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for
from whylint.lexicon.phrases import word_count
from whylint.spec.clauses import Clause, ClauseRole, clauses
from whylint.spec.failures import is_question
from whylint.spec.forms import step
from whylint.spec.model import Element, Passage
from whylint.spec.problem import NOT_ABOUT_USERS, is_placeholder, states_problem
from whylint.spec.reading import read, roles_of
from whylint.spec.units import Placed, UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from whylint.spec.failures import FailureStatement
    from whylint.spec.outline import Section
    from whylint.spec.reading import Reading

# What stands below a heading or label of one of these roles states the element, whatever its words.
BY_ROLE: Mapping[str, Element] = {
    "goals": Element.GOAL,
    "why_now": Element.WHY_NOW,
    "non_goals": Element.NON_GOALS,
    "alternatives": Element.ALTERNATIVES,
    "metrics": Element.SUCCESS_METRIC,
    "edge_cases": Element.EDGE_CASES,
    "performance": Element.PERFORMANCE_EXPECTATION,
    "prior_art": Element.PRIOR_ART,
    "questions": Element.OPEN_QUESTIONS,
    "persona": Element.PERSONA,
}

# Roles that a statement's own lead-in can give it; other words also name a topic there: "Performance: cached pages".
LABELS = frozenset({"persona", "goals", "metrics"})

TO_BE_DECIDED = re.compile(r"\W*(?:TBD|TBC|\?\?\?|NEEDS CLARIFICATION)\W*", re.IGNORECASE)
PATH = re.compile(r"\b[\w.-]+/[\w./-]*\.\w{1,5}\b")  # of a file: src/mail/send.py
ARROW = re.compile(r"\S\s*(?:→|->|=>|⇒)\s*\S")  # between a failure and what then happens
PAIR = 2  # cells in a row of a table that says one thing of each label
STORY_LINES = 3  # "As a …", "I want …", "so that …"
TIME_BOUND = re.compile(
    r"[<≤]\s*\d[\d.,]*\s*(?:ms\b|s\b|[sm]ec\w*|min\w*|seg\w*|Sek\w*|сек\w*|мс|мин\w*|秒|分|초|분|毫秒|ミリ秒|밀리초)"
    r"|\b\d[\d.,]*\s?(?:ms|fps|rps|qps|tps|req/s|requests/s)\b",
    re.IGNORECASE,
)

CRITERIA = frozenset({"acceptance", "tests"})
WHY = frozenset({"introduction", "problem", "why_now", "story", "stories", "goals"})
SAYS_BEHAVIOUR = frozenset({"acceptance", "requirements", "errors", "edge_cases", "story"})
BEHAVIOUR = frozenset({"acceptance", "edge_cases", "errors", "story"})
WORK = frozenset({"tasks", "tests", "record", "process"})
TOLD = frozenset({"introduction", "problem", "goals", "prior_art", "alternatives", "non_goals", "metrics"})


@dataclass(frozen=True)
class Statement:
    """A passage that can state something, with what it says and where it stands.

    roles: those of its own section and of those around it, up to a story, and but for the document's title. below: the
    elements that these sections are for. row: the first cell of its row, where that names what the other one says.
    """

    placed: Placed
    section: Section
    language: str
    roles: frozenset[str]
    below: frozenset[Element]
    row: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return self.placed.unit.text

    @cached_property
    def said(self) -> Reading:
        """What its words say."""
        return read(self.text, self.language)

    @cached_property
    def question(self) -> bool:
        """Whether it only asks."""
        return is_question(self.text)

    @cached_property
    def label_roles(self) -> frozenset[str]:
        """The roles of what introduces it on its own line: its lead-in, or the first cell of its row."""
        label = self.placed.unit.label or self.row
        return roles_of(label, self.language) if label else frozenset()

    @cached_property
    def about(self) -> frozenset[Element]:
        """The elements that it is about by its own label, its section's, or that of a section around it."""
        return self.below.union(BY_ROLE[role] for role in self.label_roles & LABELS)

    @cached_property
    def says_nothing(self) -> bool:
        """Whether what it says is still to be filled in."""
        return is_placeholder(self.placed.unit.rest or self.text)

    @property
    def following(self) -> Iterator[str]:
        """The next texts of its section, of which a story in several lines takes up two."""
        at = next((i for i, placed in enumerate(self.section.body) if placed is self.placed), None)
        if at is not None:
            yield from (placed.unit.text for placed in self.section.body[at + 1 : at + STORY_LINES])

    @property
    def denies(self) -> bool:
        """Whether it begins by saying that there is nothing: "No specific requirements"."""
        return any(match.start == 0 for match in self.said.of("absent"))

    @property
    def assumes(self) -> bool:
        """Whether its own lead-in calls it an assumption."""
        return "assumptions" in roles_of(self.placed.unit.label, self.language)

    @property
    def passage(self) -> Passage:
        """Where it stands and what it says."""
        return Passage(self.placed.words, self.text)


def _about(section: Section) -> Iterator[Section]:
    for each in section.lineage():
        if each.level == 1 and each is not section:
            return  # a title names the document, and says nothing of its parts
        yield each
        if each.has_role("story"):
            return  # whatever plan or phase it is listed in


class Elements:
    """The elements of a spec in a stretch of a document; each is looked for when it is first asked for."""

    def __init__(self, root: Section, language: str, failures: Sequence[FailureStatement]) -> None:
        """Look below ``root``; ``failures`` are the statements about failure there."""
        self._root = root
        self._language = language
        self._failures = failures
        self._stated: dict[Element, tuple[Passage, ...]] = {}

    def stating(self, element: Element) -> tuple[Passage, ...]:
        """Return the passages that state an element, in order."""
        if element not in self._stated:
            found: dict[int, Passage] = {}
            if element is Element.ERROR_STATES:
                for each in self._failures:
                    if (each.answers or each.vague) and not _only_told(each.section):
                        found[each.placed.line] = Passage(each.placed.words, each.text)
            first: dict[int, Passage] = {}
            for statement in self._statements:
                line = statement.placed.line
                if line not in first and _states(statement, element):
                    first[line] = statement.passage
            found |= first
            self._stated[element] = tuple(found[line] for line in sorted(found))
        return self._stated[element]

    def touching(self, element: Element) -> tuple[Passage, ...]:
        """Return the passages that touch an element: alone too little, one more where the document states it."""
        touches = TOUCHED.get(element)
        found: dict[int, Passage] = {}
        for statement in self._statements if touches is not None else ():
            if statement.placed.line not in found and touches is not None and touches(statement):
                found[statement.placed.line] = statement.passage
        return tuple(found.values())

    @cached_property
    def _statements(self) -> list[Statement]:
        return [each for section in self._root.walk() for each in _statements(section, self._language)]


def _statements(section: Section, language: str) -> Iterator[Statement]:
    roles = frozenset(role for each in _about(section) for role in each.roles)
    below = frozenset(_elements_below(section))
    for placed in section.body:
        unit = placed.unit
        if unit.kind in (UnitKind.TEXT, UnitKind.ITEM):
            said = unit.rest or unit.text
            if not is_placeholder(said) or TO_BE_DECIDED.fullmatch(said):
                yield Statement(placed, section, language, roles, below)
        elif unit.kind is UnitKind.ROW and unit.level:
            for cell in unit.cells:
                if not is_placeholder(cell.text):
                    name = unit.cells[0].text if len(unit.cells) == PAIR and cell is not unit.cells[0] else ""
                    yield Statement(Placed(placed.shift, cell), section, language, roles, below, name)


def _elements_below(section: Section) -> Iterator[Element]:
    """Yield the elements that a section is for, or one around it."""
    for each in section.lineage():
        for role in each.roles & BY_ROLE.keys():
            # "Purpose" inside a chapter tells what a part is for.
            if role != "goals" or not (each.has_role("introduction") and each.is_label):
                yield BY_ROLE[role]
        if not each.roles.isdisjoint(BY_ROLE):
            return  # "Why now" below "Goal" is no goal


def _states(statement: Statement, element: Element) -> bool:
    """Tell whether a passage states an element: by the section it stands in, or by its own words."""
    if statement.says_nothing:
        return element is Element.OPEN_QUESTIONS
    if element in statement.about:
        if element is Element.OPEN_QUESTIONS:
            stated = not statement.denies and not statement.assumes
        elif element is Element.PERFORMANCE_EXPECTATION:
            stated = not statement.question and not statement.denies
        else:
            stated = not statement.question
        if stated:
            return True
    return BY_TEXT[element](statement)


def _user_problem(statement: Statement) -> bool:
    if not statement.roles.isdisjoint(NOT_ABOUT_USERS | {"tests", "non_goals"}):
        return False
    text = statement.text
    if statement.said.says("story_role") and not statement.said.says("reason"):
        text = "\n".join((text, *statement.following))  # a story may stand in several lines
    return states_problem(text, statement.language, statement.section.roles | statement.label_roles)


def _persona(statement: Statement) -> bool:
    """Tell whether a passage says for whom: a role in a story, or people named where it is said what is wrong."""
    said = statement.said
    people = said.of("person")
    generic = {(match.start, match.end) for match in said.of("generic_person")}
    role = next(
        (
            match
            for match in said.of("story_role")
            if _opens(statement.text, match.start) or said.says("wish")
        ),
        None,
    )
    if role is not None:
        people = [match for match in people if match.start >= role.start]
        if said.says("no_person") and not people:
            return False
        if not people or people[0][1:] not in generic or people[0].start > role.end + 3:
            return True
        # "a user who pays by card" is narrower than "a user, I want"
        behind = statement.text[people[0].end :]
        return (
            behind[:1] == " "
            and behind[1:2].isalnum()
            and not any(match.start == people[0].end + 1 for match in said.of("wish"))
        )
    if statement.question or not statement.roles.isdisjoint(CRITERIA | WORK | {"alternatives", "non_goals"}):
        return False
    named = [match for match in people if match[1:] not in generic]
    return bool(named) and not statement.section.roles.isdisjoint(WHY)


def _opens(text: str, at: int) -> bool:
    """Tell whether a phrase begins a text or a line of it, but for an id, a label or a quotation mark before it."""
    before = text[:at].rpartition("\n")[2].rstrip()
    return not before or not (before[-1].isalnum() or before[-1] == ",")


def _says(category: str, *blocked: str) -> Callable[[Statement], bool]:
    """Return a test for a phrase of one category outside sections of some roles, and in no question."""

    def states(statement: Statement) -> bool:
        return (
            statement.said.says(category) and statement.roles.isdisjoint(blocked) and not statement.question
        )

    return states


def _goal(statement: Statement) -> bool:
    """Tell whether a passage says what is to be reached: an introduction does so as soon as it tells a gain."""
    said = statement.said
    told = any(match.start < 3 for match in said.of("reason"))
    if said.says("story_role") or told or statement.question:
        return False  # what a story is for is its user's need, also where it stands in lines of its own
    introduces = statement.section.level <= 1 and statement.placed.unit.kind is UnitKind.TEXT
    if introduces or statement.section.has_role("introduction", "problem"):
        return said.says("goal") or said.says("gain") or said.says("reason")
    return said.says("goal") and statement.roles.isdisjoint(CRITERIA | WORK | {"requirements", "design"})


def _prior_art(statement: Statement) -> bool:
    """Tell whether a passage names what is there already: code and services, where a criterion would speak of data."""
    said = statement.said
    if not said.says("prior_art") or said.says("story_role") or statement.question:
        return False
    if step(statement.text) is not None or not statement.roles.isdisjoint(BEHAVIOUR):
        return said.says("process")
    return statement.roles.isdisjoint({"tests", "record"})


def _success_metric(statement: Statement) -> bool:
    """Tell whether a passage names what will be measured, where the document says what it is for."""
    section = statement.section
    introduces = section.level <= 1 or section.has_role("goals", "introduction", "problem", "why_now")
    return introduces and statement.said.says("metric") and not statement.question


def _performance(statement: Statement) -> bool:
    if not statement.roles.isdisjoint({"tests", "tasks", "record"}) or statement.question:
        return False
    return statement.said.says("performance") or TIME_BOUND.search(statement.text) is not None


def _edge_case(statement: Statement) -> bool:
    if statement.said.says("story_role") or statement.question:
        return False
    unusual = statement.said.says("edge") or (
        statement.said.says("failure") and step(statement.text) is not None
    )
    return unusual and statement.roles.isdisjoint(TOLD | WORK | {"questions"})


def _error_state(statement: Statement) -> bool:
    """Tell whether a passage says what happens on failure: a failing outcome, or one that a failing condition has."""
    said = statement.said
    if (
        not said.says("failure")
        or said.says("story_role")
        or statement.question
        or _only_told(statement.section)
    ):
        return False
    found = step(statement.text)
    if found is not None and found.keyword == "then":
        return True
    if statement.section.has_role("errors") and ARROW.search(statement.text):
        return True
    parts = clauses(statement.text, statement.language)
    promised = any(
        part.role is ClauseRole.THEN and word_count(statement.text[part.start : part.end]) > 1
        for part in parts
    )
    conditions = [
        part
        for part in parts
        if part.role in (ClauseRole.WHEN, ClauseRole.GIVEN) or _is_condition_behind(part, statement)
    ]
    return promised and any(
        part.start <= failure.start < part.end for part in conditions for failure in said.of("failure")
    )


def _is_condition_behind(part: Clause, statement: Statement) -> bool:
    """Tell whether a clause is a condition behind what it is for: "reads the older list if the server is busy"."""
    before = statement.text[: part.start].split()
    known = vocabulary_for(statement.language)
    return (
        part.role is ClauseRole.ASIDE
        and bool(before)
        and before[-1].casefold()
        in {word.casefold() for kind in ("when", "ears") for word in known.keywords(kind)}
    )


def _only_told(section: Section) -> bool:
    """Tell whether a section tells about the work or why it is done, and not how a thing behaves."""
    for each in section.lineage():
        if not each.roles.isdisjoint(SAYS_BEHAVIOUR):
            return False
        if not each.roles.isdisjoint(TOLD | WORK):
            return True
    return False


def _non_goal(statement: Statement) -> bool:
    return step(statement.text) is None and _says("non_goals", "record", *CRITERIA)(statement)


def _open_question(statement: Statement) -> bool:
    """Tell whether a passage leaves something open, but for reports to be filled in."""
    text = statement.text
    if not statement.roles.isdisjoint({"tests", "record"}):
        return False
    return statement.said.says("open_question") or "NEEDS CLARIFICATION" in text or "???" in text


BY_TEXT: Mapping[Element, Callable[[Statement], bool]] = {
    Element.USER_PROBLEM: _user_problem,
    Element.PERSONA: _persona,
    Element.GOAL: _goal,
    Element.NON_GOALS: _non_goal,
    Element.ALTERNATIVES: _says(
        "alternatives", "acceptance", "requirements", "introduction", "story", "assumptions", *WORK
    ),
    Element.WHY_NOW: _says("why_now", "requirements", *CRITERIA, *WORK),
    Element.FOLLOW_UP: _says("follow_up", *CRITERIA, *WORK),
    Element.PERFORMANCE_EXPECTATION: _performance,
    Element.EDGE_CASES: _edge_case,
    Element.ERROR_STATES: _error_state,
    Element.SUCCESS_METRIC: _success_metric,
    Element.PRIOR_ART: _prior_art,
    Element.OPEN_QUESTIONS: _open_question,
}


def _touches_failure(statement: Statement) -> bool:
    return statement.said.says("failure") and not statement.question and not _only_told(statement.section)


def _touches_edge(statement: Statement) -> bool:
    said = statement.said
    unusual = (said.says("edge") or said.says("failure")) and not statement.question
    return unusual and not said.says("story_role") and statement.roles.isdisjoint(TOLD | WORK | {"questions"})


def _touches_prior_art(statement: Statement) -> bool:
    unit = statement.placed.unit
    named = bool(unit.inline.links) or statement.said.says("prior_art") or PATH.search(unit.text) is not None
    told = not statement.said.says("story_role") and not statement.question
    return named and told and statement.roles.isdisjoint({"tests", "record", "acceptance"})


def _touches_goal(statement: Statement) -> bool:
    said = statement.said
    gained = said.says("goal") or said.says("gain")
    told = not statement.roles.isdisjoint(WHY) and statement.roles.isdisjoint(CRITERIA | WORK)
    return gained and told and not statement.question and not said.says("story_role")


def _touches_problem(statement: Statement) -> bool:
    said = statement.said
    return (
        said.says("person")
        and any(map(said.says, ("pain", "need", "gain", "reason")))
        and statement.roles.isdisjoint(CRITERIA | WORK | {"requirements"})
    )


# By element, what a passage says that touches it.
TOUCHED: Mapping[Element, Callable[[Statement], bool]] = {
    Element.ERROR_STATES: _touches_failure,
    Element.EDGE_CASES: _touches_edge,
    Element.PRIOR_ART: _touches_prior_art,
    Element.USER_PROBLEM: _touches_problem,
    Element.GOAL: _touches_goal,
}
