"""Whose problem: which passages say who cannot do what, or what somebody gains, and where a group is told so."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from whylint.spec.forms import obliges
from whylint.spec.model import Passage
from whylint.spec.pointing import only_points
from whylint.spec.reading import read
from whylint.spec.units import Placed, UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
    """Where a tree of sections states problems, and what it says instead."""

    def __init__(self, root: Section, language: str, groups: Iterable[DraftGroup]) -> None:
        self._language = language
        self._root = root
        self._criteria_lines = {draft.line for group in groups for draft in group.drafts}
        self._group_sections = {id(group.owner) for group in groups}
        self._stated: dict[int, Passage | None] = {}

    def of_group(self, group: DraftGroup) -> Passage | None:
        """Return the passage in a group's own story that says whose problem it solves."""
        return self._first(self._story_sections(group))

    def around(self, group: DraftGroup) -> Passage | None:
        """Return the passage in a section around a group that does, nearest first."""
        return self._first(group.owner.ancestors())

    @cached_property
    def of_root(self) -> Passage | None:
        """The passage in the first section itself that states a problem, but for the sections below it."""
        return self._in_section(self._root)

    @cached_property
    def first(self) -> Passage | None:
        """The first passage of all that states a problem."""
        return self._first(self._root.walk())

    def is_root(self, section: Section) -> bool:
        """Tell whether a section is the first one, which all others stand below."""
        return section is self._root

    @cached_property
    def owns_criteria(self) -> bool:
        """Whether criteria serve the first section."""
        return id(self._root) in self._group_sections

    def document_wide(self, *, within_group: bool) -> Passage | None:
        """Return the first passage that states a problem in an introduction or a section about the whole document.

        within_group: whether the tree stands in a section that criteria serve.
        """
        return self._first(
            section
            for section in self._root.walk()
            if section.level <= 1
            or (
                not within_group
                and not section.roles.isdisjoint(WHY_ROLES | INTRODUCING_ROLES)
                and self._about_document(section)
            )
        )

    @cached_property
    def in_stories(self) -> Passage | None:
        """The first passage of a story that states a problem."""
        return self._first(
            section
            for section in self._root.walk()
            if section.has_role("story", "stories")
            or any(read(p.unit.text, self._language).says("story_role") for p in passages(section))
        )

    def saw(self, group: DraftGroup) -> str:
        """Say what a group's story states instead of a problem, "" where it states nothing."""
        return self._said(self._story_sections(group))

    @cached_property
    def saw_first(self) -> str:
        """What is stated first of all instead of a problem."""
        return self._said(self._root.walk())

    @cached_property
    def introduction(self) -> str | None:
        """The title of the first section that could have stated a problem."""
        for section in self._root.walk():
            if section.has_role("introduction", "problem", "goals") and any(True for _ in passages(section)):
                return section.title
        return None

    def of_document(self) -> Passage | None:
        """Return where a reader of the whole tree is told whose problem it solves, if it is a document."""
        return self.document_wide(within_group=False) or self.in_stories

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

    def _said(self, sections: Iterable[Section]) -> str:
        for section in sections:
            for placed in passages(section):
                said = read(placed.unit.text, self._language)
                if said.says("no_person"):
                    return "the story's role is a system, and nobody's need is named"
                if said.says("story_role"):
                    return "the story wishes for something and gives no reason"
        return ""


class Part(NamedTuple):
    """A part of a document: what it states, the number of the part around it, and of the part behind all below it.

    level: of its first section. above: -1 where no part is around it.
    """

    problems: Problems
    level: int
    above: int
    below: int


class Stated(NamedTuple):
    """A passage that states a problem, in the lines of the part with a number."""

    part: int
    passage: Passage


class ProblemsOfDocument:
    """Where a document states problems: asked for each group that its own part leaves without one."""

    def __init__(self, number: int, part: Callable[[int], Part]) -> None:
        """Ask ``part`` for each of a ``number`` of parts as it is needed."""
        self._number = number
        self._part = part

    def of(self, number: int, group: DraftGroup) -> Stated | None:
        """Return where readers of a group in a part are told whose problem it solves, None where nothing tells them."""
        own = self._part(number).problems.of_group(group)
        if own is not None:
            return Stated(number, own)
        for part in self._below(number, group):
            if (found := self._part(part).problems.first) is not None:
                return Stated(part, found)
        around = self._part(number).problems.around(group)
        if around is not None:
            return Stated(number, around)
        for part in self._around(number):
            if (found := self._part(part).problems.of_root) is not None:
                return Stated(part, found)
        if self.document_wide is not None:
            return self.document_wide
        serves_story = any(each.has_role("story") and each.level > 1 for each in group.owner.lineage())
        return None if serves_story else self.in_stories

    def saw(self, number: int, group: DraftGroup) -> str:
        """Say what stands where the problem of a group could have been stated."""
        own = self._part(number).problems.saw(group) or next(
            filter(None, (self._part(part).problems.saw_first for part in self._below(number, group))), ""
        )
        if own:
            return own
        if self.introduction is not None:
            return f"“{self.introduction}” says what is to be built, and not whose problem it solves"
        return "no text around the criteria says whose problem they solve"

    @cached_property
    def document_wide(self) -> Stated | None:
        """The first passage that states a problem for the whole document."""
        for number in range(self._number):
            found = self._part(number).problems.document_wide(within_group=self._is_within_group(number))
            if found is not None:
                return Stated(number, found)
        return None

    @cached_property
    def in_stories(self) -> Stated | None:
        """The first passage that states a problem in any story."""
        for number in range(self._number):
            if (found := self._part(number).problems.in_stories) is not None:
                return Stated(number, found)
        return None

    @cached_property
    def introduction(self) -> str | None:
        """The title of the first section that could have stated a problem for the whole document."""
        titles = (self._part(number).problems.introduction for number in range(self._number))
        return next((title for title in titles if title is not None), None)

    def _around(self, number: int) -> Iterator[int]:
        """Yield the parts around a part, innermost first."""
        while (number := self._part(number).above) >= 0:
            yield number

    def _below(self, number: int, group: DraftGroup) -> range:
        """Return the parts below the section that a group serves, other than its own."""
        is_first = self._part(number).problems.is_root(group.owner)
        return range(number + 1, self._part(number).below) if is_first else range(0)

    def _is_within_group(self, number: int) -> bool:
        parts = (self._part(around) for around in self._around(number))
        return any(part.level > 1 and part.problems.owns_criteria for part in parts)
