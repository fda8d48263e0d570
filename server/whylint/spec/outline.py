"""The sections of a document, their roles, and what stands in each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from whylint.spec.forms import PREFIXED_ID, bare_label, step
from whylint.spec.reading import roles_of
from whylint.spec.units import JIRA_MARKER, Placed, UnitKind, units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whylint.markdown.blocks import Block
    from whylint.spec.units import Unit

LABEL_LEVEL = 10  # labels stand below every heading; those of list items deeper by the item's depth

# A plain lead-in ("Out of scope: …") opens a section only where its words are known to mean one of these.
PLAIN_LABEL_ROLES = frozenset({
    "acceptance", "problem", "goals", "non_goals", "why_now", "persona", "alternatives", "metrics", "follow_up",
    "errors", "edge_cases", "performance", "questions", "process", "tests", "tasks", "requirements", "assumptions",
    "prior_art",
})  # fmt: skip


@dataclass(slots=True, eq=False)
class Section:
    """A heading or label with what stands below it.

    level: of a heading 1 to 6, of a label 10 and more, of the document 0. depth: how deep in lists it stands.
    within: the list item it stands in, where it does. body: the units that belong to the section itself and to none
    of its children, in order. end_line: exclusive. quoted: a heading in a quote opens it. scenario: it has the title
    of one scenario; requirement: its heading names one requirement. only_container: whether it is a title and nothing
    below it has a container's role, where that cannot be seen in ``children``.
    """

    title: str
    level: int
    roles: frozenset[str]
    opened_by: Placed | None = None
    parent: Section | None = None
    depth: int = 0
    within: Placed | None = None
    body: list[Placed] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    end_line: int = 0
    quoted: bool = False
    scenario: bool = False
    requirement: bool = False
    only_container: bool | None = None

    def moved(self, lines: int) -> Section:
        """Return the same section, opened ``lines`` further down; what stands in it stays where it is."""
        return self if self.opened_by is None else replace(self, opened_by=self.opened_by.moved(lines))

    @property
    def line(self) -> int:
        """The line where the section begins."""
        return self.opened_by.line if self.opened_by else 0

    @property
    def is_label(self) -> bool:
        """Whether a label opens the section, not a heading."""
        return self.level >= LABEL_LEVEL

    def ancestors(self) -> Iterator[Section]:
        """Yield the enclosing sections, innermost first, the document last."""
        section = self.parent
        while section is not None:
            yield section
            section = section.parent

    def lineage(self) -> Iterator[Section]:
        """Yield the section itself and then the enclosing ones."""
        yield self
        yield from self.ancestors()

    def walk(self) -> Iterator[Section]:
        """Yield the section and all those below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def units(self) -> Iterator[Placed]:
        """Yield all units of the section and of those below it."""
        for section in self.walk():
            yield from section.body

    def has_role(self, *roles: str) -> bool:
        """Tell whether the section's own label has one of the roles."""
        return not self.roles.isdisjoint(roles)


def outline(
    blocks: Iterable[tuple[int, Block]], end: int, language: str, around: Section | None = None
) -> Section:
    """Return a stretch of a document, up to the line ``end``, as a tree of sections.

    blocks: its top-level blocks with the lines where they begin. around: the section that it stands in, where it is no
    beginning of a document; then its first block is a heading, and all that follows stands below that.
    """
    units = (Placed(shift, unit) for shift, block in blocks for unit in units_of(block))
    if around is None:
        root = Section("", 0, frozenset())
    else:
        heading = next(units)
        root = _section(around, heading, heading.unit.text, heading.unit.level, language)
    current = root
    for placed in units:
        current = _place(current, placed, language)
    _close(root, end)
    return root


def _place(current: Section, placed: Placed, language: str) -> Section:
    """Add a unit to the outline and return the section that is open after it."""
    if placed.unit.level == 1 and _is_pasted(current):
        placed = placed._replace(unit=replace(placed.unit, kind=UnitKind.ITEM, level=0, marker="#"))
    unit = placed.unit
    current = _leave_quotes(_leave_lists(current, unit), unit)
    if unit.kind is UnitKind.HEADING:
        return _open(current, placed, unit.text, unit.level, language)
    if unit.kind is UnitKind.BREAK:
        return _up(current, LABEL_LEVEL, unit)
    if unit.kind is UnitKind.LABEL:
        return _open(current, placed, unit.text, LABEL_LEVEL, language)
    level = _label_level(placed, language)
    if level is not None:
        section = _open(current, placed, unit.label or unit.text, level, language)
        if unit.rest and level != LABEL_LEVEL:
            section.body.append(placed)
        return section
    current.body.append(placed)
    return current


def _is_pasted(section: Section) -> bool:
    """Tell whether Jira's markup introduces a section, in which "# …" is an item of a numbered list."""
    return any(
        each.opened_by is not None and each.opened_by.unit.marker == JIRA_MARKER for each in section.lineage()
    )


def _leave_lists(section: Section, unit: Unit) -> Section:
    """Close the sections that stand in list items which end before a unit."""
    item = unit.kind is UnitKind.ITEM
    while section.parent is not None and (
        section.depth > unit.depth
        or (item and section.level >= _item_label_level(unit.depth) and section.depth >= unit.depth)
    ):
        section = section.parent
    return section


def _leave_quotes(section: Section, unit: Unit) -> Section:
    """Close the sections that headings in a quote have opened, before a unit that stands in none."""
    if not unit.quoted:
        for each in section.lineage():
            if each.quoted and each.parent is not None:
                section = each.parent
    return section


def _item_label_level(depth: int) -> int:
    return LABEL_LEVEL + 2 + 2 * depth


def _label_level(placed: Placed, language: str) -> int | None:
    """Return the level of the section that a unit opens as a label, None where it is no label."""
    unit = placed.unit
    keyword = step(unit.text)
    if keyword is not None:
        titles_scenario = (
            keyword.keyword == "scenario" and unit.bold and not unit.fenced and unit.kind is UnitKind.TEXT
        )
        return LABEL_LEVEL if titles_scenario else None
    if not unit.lead:
        return None
    label = unit.text[: unit.lead]
    numbered = any(char.isdigit() for char in label)
    roles = roles_of(label, language)
    known = not roles.isdisjoint(PLAIN_LABEL_ROLES)
    if unit.kind is UnitKind.ITEM:
        names_itself = not unit.nested and "requirements" in roles  # "HTTPS requirement: all pages use it"
        if known and not numbered and (unit.bold or unit.nested) and not names_itself:
            return _item_label_level(unit.depth)
        return None
    if unit.kind is not UnitKind.TEXT or unit.fenced:
        return None
    if unit.bold:
        return None if numbered and unit.rest else LABEL_LEVEL + 1 + 2 * unit.depth
    return LABEL_LEVEL + 1 + 2 * unit.depth if known and not numbered else None


def _open(current: Section, placed: Placed, title: str, level: int, language: str) -> Section:
    parent = _up(current, level, placed.unit)
    section = _section(parent, placed, title, level, language)
    parent.children.append(section)
    return section


def _section(parent: Section, placed: Placed, title: str, level: int, language: str) -> Section:
    unit = placed.unit
    roles = roles_of(title, language)
    section = Section(bare_label(title), level, roles, placed, parent, unit.depth)
    if unit.depth or unit.kind is UnitKind.ITEM:
        section.within = _item_around(parent, unit.depth)
    section.quoted = unit.kind is UnitKind.HEADING and unit.quoted
    section.scenario = titles_scenario(unit.text)
    section.requirement = not section.is_label and titles_requirement(unit.text, roles)
    return section


def titles_scenario(text: str) -> bool:
    """Tell whether the text of a heading or label is the title of one scenario."""
    found = step(text.lstrip("#* "))
    return found is not None and found.keyword == "scenario"


def titles_requirement(text: str, roles: frozenset[str]) -> bool:
    """Tell whether the text of a heading names one requirement: "Requirement 3: Password reset", "FR-2 Export"."""
    if PREFIXED_ID.match(text.lstrip("*[ ")):
        return True
    return "requirements" in roles and (any(c.isdigit() for c in text) or ":" in text or "：" in text)


def _item_around(section: Section, depth: int) -> Placed | None:
    """Return the last list item above the given depth in a section's body."""
    for placed in reversed(section.body):
        if placed.unit.kind is UnitKind.ITEM and placed.unit.depth < depth:
            return placed
    return section.within


def _up(section: Section, level: int, unit: Unit) -> Section:
    """Return the innermost open section that a section of this level stands in: in a list or a quote none outside."""
    while (
        section.level >= level
        and section.parent is not None
        and section.depth >= unit.depth
        and (section.is_label or section.quoted or not unit.quoted)
    ):
        section = section.parent
    return section


def _close(section: Section, end: int) -> None:
    section.end_line = end
    for child, following in zip_longest(section.children, section.children[1:]):
        _close(child, following.line if following else end)
