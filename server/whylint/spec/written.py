"""The questions that people leave in a document themselves: open ones in a list, marks, edge cases that only ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.spec.failures import is_question
from whylint.spec.model import OpenQuestion, Passage, QuestionKind
from whylint.spec.reading import read
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from whylint.spec.outline import Section
    from whylint.spec.units import Placed

MARKED = re.compile(r"\[?NEEDS CLARIFICATION\b[^\]]*\]?|\?{3,}|\bTB[DAC]\b")
ASKS = re.compile(r"[?？]")
EDGES = ("errors", "edge_cases")


def written_questions(
    root: Section,
    language: str,
    stated: Iterable[Passage],
    told: Collection[int],
) -> Iterator[OpenQuestion]:
    """Yield the questions in a stretch of a document that no fix has asked, in order.

    stated: what states an open question there; told: the lines of those that a fix has asked.
    """
    opened = {passage.line for passage in stated} - set(told)
    for section in root.walk():
        edges = any(each.has_role(*EDGES) for each in section.lineage())
        for index, placed in enumerate(section.body):
            if placed.line in told or placed.unit.kind not in (UnitKind.ITEM, UnitKind.TEXT, UnitKind.ROW):
                continue
            text = placed.unit.text
            if placed.line in opened and _is_listed(section, placed):
                if not _answers_above(section, index):
                    answered = _is_answered(section, index)
                    yield OpenQuestion(Passage(placed.words, text), None, answered, QuestionKind.LISTED)
            elif placed.line in opened:
                yield OpenQuestion(_mark(placed, language), None, False, QuestionKind.MARKED)
            elif edges and ASKS.search(text) and is_question(text):
                answered = _is_answered(section, index)
                yield OpenQuestion(Passage(placed.words, text), None, answered, QuestionKind.EDGE_CASE)


def _is_listed(section: Section, placed: Placed) -> bool:
    """Tell whether a unit stands in a list of questions; what "Needs clarification:" only introduces stands in none."""
    opens = section.opened_by is not None and section.opened_by.unit is placed.unit
    around = section.ancestors() if opens else section.lineage()
    return any(each.has_role("questions") for each in around)


def _mark(placed: Placed, language: str) -> Passage:
    """Return the words that leave something open: the mark alone where there is one."""
    text = placed.unit.text
    found = MARKED.search(text)
    if found is not None:
        return Passage(placed.span(*found.span()), found[0])
    said = read(text, language).of("open_question")
    return Passage(placed.span(said[0].start, said[0].end) if said else placed.words, text)


def _is_answered(section: Section, index: int) -> bool:
    """Tell whether a question is ticked off, has its answer behind it, or as items below it."""
    placed = section.body[index]
    text = placed.unit.text
    return (
        placed.unit.checked is True
        or (ASKS.search(text) is not None and not is_question(text))
        or (index + 1 < len(section.body) and _answers_above(section, index + 1))
    )


def _answers_above(section: Section, index: int) -> bool:
    """Tell whether a unit stands below a question, and asks nothing itself."""
    placed = section.body[index]
    if not placed.unit.depth or ASKS.search(placed.unit.text):
        return False
    above = next(
        (each for each in reversed(section.body[:index]) if each.unit.depth < placed.unit.depth), None
    )
    return above is not None and ASKS.search(above.unit.text) is not None
