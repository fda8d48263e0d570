"""The elements of a spec: which of them a document states, and in which passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.spec.failures import is_question
from whylint.spec.model import Element, Passage
from whylint.spec.problem import is_placeholder, states_problem
from whylint.spec.reading import read
from whylint.spec.units import Placed, UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from whylint.spec.failures import FailureStatement
    from whylint.spec.outline import Section

# A section of one of these roles states the element as soon as it says anything.
BY_ROLE: Mapping[Element, frozenset[str]] = {
    Element.GOAL: frozenset({"goals"}),
    Element.WHY_NOW: frozenset({"why_now"}),
    Element.NON_GOALS: frozenset({"non_goals"}),
    Element.ALTERNATIVES: frozenset({"alternatives"}),
    Element.SUCCESS_METRIC: frozenset({"metrics"}),
    Element.FOLLOW_UP: frozenset({"follow_up"}),
    Element.EDGE_CASES: frozenset({"edge_cases"}),
    Element.PERFORMANCE_EXPECTATION: frozenset({"performance"}),
    Element.PRIOR_ART: frozenset({"prior_art"}),
    Element.OPEN_QUESTIONS: frozenset({"questions"}),
    Element.PERSONA: frozenset({"persona"}),
}


def find_elements(
    root: Section, language: str, failures: list[FailureStatement]
) -> dict[Element, tuple[Passage, ...]]:
    """Return the passages that state each element; an element that nothing states is absent."""
    found: dict[Element, list[Passage]] = {}
    for section in root.walk():
        by_role = [element for element, roles in BY_ROLE.items() if not section.roles.isdisjoint(roles)]
        for element in by_role:
            first = _first_statement(section, questions=element is Element.OPEN_QUESTIONS)
            if first is not None:
                found.setdefault(element, []).append(_passage(first))
        for placed in _statements(section):
            text = placed.unit.text
            for element, states in BY_TEXT.items():
                if element not in by_role and states(text, section, language):
                    found.setdefault(element, []).append(_passage(placed))
    answered = [statement for statement in failures if statement.answers]
    if answered:
        found[Element.ERROR_STATES] = [Passage(s.placed.words, s.text) for s in answered]
    return {element: tuple(passages) for element, passages in found.items()}


def _statements(section: Section) -> Iterator[Placed]:
    for placed in section.body:
        if placed.unit.kind in (UnitKind.TEXT, UnitKind.ITEM) and not is_placeholder(
            placed.unit.rest or placed.unit.text
        ):
            yield placed
        elif placed.unit.kind is UnitKind.ROW and placed.unit.level:
            yield from (Placed(placed.shift, cell) for cell in placed.unit.cells)


def _first_statement(section: Section, *, questions: bool) -> Placed | None:
    for each in section.walk():
        for placed in each.body:
            text = placed.unit.rest or placed.unit.text
            if placed.unit.kind in (UnitKind.BREAK, UnitKind.CODE) or is_placeholder(text):
                continue
            if placed.unit.kind is UnitKind.ROW and not placed.unit.level:
                continue
            if questions or not is_question(text):
                return placed
    return None


def _passage(placed: Placed) -> Passage:
    return Passage(placed.words, placed.unit.text)


def _user_problem(text: str, section: Section, language: str) -> bool:
    roles = frozenset(role for each in section.lineage() for role in each.roles)
    if not roles.isdisjoint({"tasks", "tests", "non_goals", "alternatives", "questions"}):
        return False
    return states_problem(text, language, section.roles)


def _persona(text: str, _: Section, language: str) -> bool:
    said = read(text, language)
    if not said.says("story_role") or said.says("no_person"):
        return False
    role = said.of("story_role")[0]
    people = [m for m in said.of("person") if m.start >= role.end]
    generic = {(m.start, m.end) for m in said.of("generic_person")}
    return not people or (people[0].start, people[0].end) not in generic or people[0].start > role.end + 3


def _says(category: str, *blocked: str) -> Callable[[str, Section, str], bool]:
    def states(text: str, section: Section, language: str) -> bool:
        return (
            read(text, language).says(category)
            and section.roles.isdisjoint(blocked)
            and not is_question(text)
        )

    return states


def _open_question(text: str, _: Section, language: str) -> bool:
    return read(text, language).says("open_question") or "NEEDS CLARIFICATION" in text or "???" in text


BY_TEXT: Mapping[Element, Callable[[str, Section, str], bool]] = {
    Element.USER_PROBLEM: _user_problem,
    Element.PERSONA: _persona,
    Element.NON_GOALS: _says("non_goals", "acceptance", "tests"),
    Element.ALTERNATIVES: _says("alternatives", "acceptance", "requirements"),
    Element.PERFORMANCE_EXPECTATION: _says("performance", "tests", "tasks"),
    Element.EDGE_CASES: _says("edge", "tests", "tasks", "non_goals"),
    Element.OPEN_QUESTIONS: _open_question,
    Element.GOAL: _says("goal", "acceptance", "requirements", "tests", "tasks", "record", "design"),
    Element.PRIOR_ART: _says("prior_art", "tests"),
}
