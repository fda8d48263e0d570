"""Places that look like criteria and hold none that could be read: nothing is to be lost silently."""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for
from whylint.spec.criteria import context_of
from whylint.spec.model import Passage, Unread
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whylint.spec.criteria import DraftGroup
    from whylint.spec.outline import Section

ALIKE = 0.85  # of 1: how like a known label a heading is that was probably meant to be it
NOTHING = "nothing stands below it"
PROSE = "write each as an item of a list, a row of a table, or Given/When/Then"


class Below(IntEnum):
    """What stands below a section."""

    NOTHING = 0
    WORDS = 1
    CRITERIA = 2


def unread(
    root: Section, groups: Iterable[DraftGroup], language: str, *, below: Below = Below.NOTHING
) -> Iterator[Unread]:
    """Yield the headings and labels that promise criteria without any below them, and those that are one letter off.

    below: what stands below the first section besides what can be seen in its tree.
    """
    lines = sorted(draft.line for group in groups for draft in group.drafts)
    for section in root.walk():
        more = below if section is root else Below.NOTHING
        if section.opened_by is None or _holds(lines, section) or more is Below.CRITERIA:
            continue
        if "acceptance" in section.roles and context_of(section) is section:
            says = more is Below.WORDS or any(
                placed.unit.kind is not UnitKind.BREAK for placed in section.units()
            )
            yield Unread(_label(section), PROSE if says else NOTHING)
        elif not section.roles and any(placed.unit.kind is UnitKind.ITEM for placed in section.body):
            meant = _meant(section.title.casefold(), language)
            if meant is not None:
                yield Unread(_label(section), f"did you mean “{meant}”?")


def _holds(lines: Sequence[int], section: Section) -> bool:
    """Tell whether one of the ordered lines stands in a section."""
    at = bisect_left(lines, section.line)
    return at < len(lines) and lines[at] < section.end_line


def _label(section: Section) -> Passage:
    assert section.opened_by is not None
    unit = section.opened_by.unit
    length = len(unit.label) if section.is_label and unit.lead else len(unit.text.strip())
    start = len(unit.text) - len(unit.text.lstrip())
    return Passage(section.opened_by.span(start, start + length), section.title)


@lru_cache(maxsize=4096)
def _meant(title: str, language: str) -> str | None:
    """Return the label for criteria that a title is nearly: a single word is too short to tell."""
    if " " not in title:
        return None
    for each in vocabulary_for(language).lexicons:
        for label in each.criteria_labels:
            if " " in label and SequenceMatcher(None, title, label).ratio() >= ALIKE:
                return label
    return None
