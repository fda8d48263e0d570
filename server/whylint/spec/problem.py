"""Whose problem: which passages say who cannot do what, or what somebody gains, and where a group is told so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.spec.forms import obliges
from whylint.spec.model import Passage, ProblemTrace
from whylint.spec.pointing import only_points
from whylint.spec.reading import read
from whylint.spec.units import Placed, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whylint.spec.criteria import DraftGroup
    from whylint.spec.outline import Section

WHY_ROLES = frozenset({"problem", "why_now"})
NOT_ABOUT_USERS = frozenset(
    {"record", "tasks", "tests", "design", "process", "glossary", "alternatives", "questions"}
)
CONTAINERS = frozenset({"acceptance", "requirements"})
INTRODUCING_ROLES = frozenset({"introduction", "goals", "persona"})
PLACEHOLDER = re.compile(
    r"^\s*(?:[\[{<(_…][^\]}>)]*[\]}>)_…]|tbd|todo|n/a|none|\?+|-+)\s*[.:]?\s*$", re.IGNORECASE | re.DOTALL
)


def is_placeholder(text: str) -> bool:
    """Tell whether a passage says nothing: bracketed, a dash, TBD, question marks."""
    return not text.strip() or PLACEHOLDER.match(text) is not None


def states_problem(text: str, language: str, roles: frozenset[str]) -> bool:
    """Tell whether a passage says who has what problem or need, or what they gain.

    ``roles`` are those of the section it stands in: below "Problem" or a story's title less has to be
    said to be understood.
    """
    if is_placeholder(text):
        return False
    said = read(text, language)
    person = said.says("person")
    if said.says("story_role"):
        return said.says("reason") and (person or not said.says("no_person"))
    if not roles.isdisjoint(WHY_ROLES):
        return (
            said.says("pain") or said.says("need") or (person and (said.says("gain") or said.says("reason")))
        )
    if "story" in roles:
        return (
            said.says("need") or said.says("pain") or (said.says("reason") and (person or said.says("wish")))
        )
    if not person:
        return False
    if not roles.isdisjoint(CONTAINERS) and obliges(text):
        return said.says("pain") or said.says("reason")
    return said.says("pain") or said.says("need") or said.says("reason")


def _is_not_about_users(section: Section) -> bool:
    """Tell whether a section speaks of the work, and not of those it is for; a story does, in any plan."""
    for each in section.lineage():
        if each.has_role("story") or not each.roles.isdisjoint(WHY_ROLES):
            return False
        if not each.roles.isdisjoint(NOT_ABOUT_USERS):
            return True
    return False


def passages(section: Section) -> Iterator[Placed]:
    """Yield the units of a section itself that can state something."""
    for placed in section.body:
        if placed.unit.kind in (UnitKind.TEXT, UnitKind.ITEM):
            yield placed


class Problems:
    """Where a document states problems, by section; built once for a document and asked for each group."""

    def __init__(self, root: Section, language: str, groups: Iterable[DraftGroup]) -> None:
        self._language = language
        self._root = root
        self._criteria_lines = {draft.line for group in groups for draft in group.drafts}
        self._group_sections = {id(group.owner) for group in groups}
        self._stated: dict[int, Passage | None] = {}
        self._document_wide = self._first_document_wide()

    def trace(self, group: DraftGroup) -> ProblemTrace:
        """Return where a group's readers are told whose problem it solves."""
        own = self._first(self._story_sections(group))
        if own is None:
            for section in group.owner.ancestors():
                own = self._in_section(section)
                if own is not None:
                    break
        stated = own or self._document_wide or (self._in_stories() if self._serves_document(group) else None)
        if stated is not None:
            return ProblemTrace(stated)
        return ProblemTrace(None, self._saw(group))

    def of_document(self) -> Passage | None:
        """Return where a reader of the document as a whole is told whose problem it solves."""
        return self._document_wide or self._in_stories()

    @staticmethod
    def _serves_document(group: DraftGroup) -> bool:
        """Tell whether a group belongs to no one story."""
        return not any(each.has_role("story") and each.level > 1 for each in group.owner.lineage())

    def _story_sections(self, group: DraftGroup) -> Iterator[Section]:
        if group.label.within is not None:
            yield group.label
        yield from group.owner.walk()

    def _first(self, sections: Iterable[Section]) -> Passage | None:
        return next((found for section in sections if (found := self._in_section(section)) is not None), None)

    def _in_section(self, section: Section) -> Passage | None:
        key = id(section)
        if key not in self._stated:
            self._stated[key] = self._find(section)
        return self._stated[key]

    def _find(self, section: Section) -> Passage | None:
        if _is_not_about_users(section):
            return None
        units = list(passages(section))
        if section.within is not None:
            units.insert(0, section.within)
        roles = section.roles | frozenset(
            role for each in section.ancestors() if not each.is_label for role in each.roles & WHY_ROLES
        )
        joined: list[Placed] = []
        for placed in units:
            if placed.line in self._criteria_lines or only_points(placed.unit):
                continue
            text = placed.unit.text
            if states_problem(text, self._language, roles):
                return Passage(placed.words, text)
            joined.append(placed)
        # A story may stand in several lines: "As a …", "I want …", "so that …".
        whole = "\n".join(placed.unit.text for placed in joined)
        if (
            joined
            and read(whole, self._language).says("story_role", "reason")
            and states_problem(whole, self._language, roles)
        ):
            return Passage(joined[0].words, whole)
        if section.opened_by is not None and section.opened_by.line not in self._criteria_lines:
            title = section.opened_by.unit.text
            said = read(title, self._language)
            if said.says("story_role", "reason") and not said.says("no_person"):
                return Passage(section.opened_by.words, title)
        return None

    def _first_document_wide(self) -> Passage | None:
        """Return the first passage that states a problem in the introduction or a section about the whole document."""
        for section in self._root.walk():
            about_all = section.level <= 1 or (
                not section.roles.isdisjoint(WHY_ROLES | INTRODUCING_ROLES) and self._about_document(section)
            )
            if about_all and (found := self._in_section(section)) is not None:
                return found
        return None

    def _about_document(self, section: Section) -> bool:
        """Tell whether a section speaks of the whole document, and not of one story or group."""
        return all(
            each.level <= 1
            or not (
                each.has_role("story", "stories", "requirements", "acceptance")
                or id(each) in self._group_sections
            )
            for each in section.ancestors()
        )

    def _in_stories(self) -> Passage | None:
        return self._first(
            section
            for section in self._root.walk()
            if section.has_role("story", "stories")
            or any(read(p.unit.text, self._language).says("story_role") for p in passages(section))
        )

    def _saw(self, group: DraftGroup) -> str:
        """Say what stands where a problem could have been stated."""
        for section in self._story_sections(group):
            for placed in passages(section):
                said = read(placed.unit.text, self._language)
                if said.says("no_person"):
                    return "the story's role is a system, and nobody's need is named"
                if said.says("story_role"):
                    return "the story wishes for something and gives no reason"
        for section in self._root.walk():
            if section.has_role("introduction", "problem", "goals") and any(True for _ in passages(section)):
                return f"“{section.title}” says what is to be built, and not whose problem it solves"
        return "no text around the criteria says whose problem they solve"
