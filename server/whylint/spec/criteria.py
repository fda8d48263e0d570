"""Finding criteria: which statements of a document the finished work will be accepted against, and their groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whylint.lexicon.phrases import word_count
from whylint.spec import forms
from whylint.spec.model import GroupFormat
from whylint.spec.reading import read, roles_of
from whylint.spec.units import Placed, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.spec.outline import Section

CONTAINERS = frozenset({"acceptance", "requirements"})

# What stands in sections of these roles is never a criterion, whatever its form.
NEVER = frozenset({
    "tasks", "process", "tests", "metrics", "goals", "non_goals", "questions", "glossary", "why_now", "persona",
    "alternatives", "follow_up", "assumptions", "prior_art", "record",
})  # fmt: skip

# These hold criteria only below a container of one of the roles behind them: "Error handling" below
# "Acceptance criteria".
ONLY_INSIDE = {
    "errors": CONTAINERS,
    "performance": CONTAINERS,
    "introduction": frozenset({"acceptance"}),
    "problem": frozenset({"acceptance"}),
    "edge_cases": frozenset({"acceptance"}),
    "design": frozenset({"acceptance"}),
    "story": frozenset({"acceptance", "requirements"}),
    "stories": frozenset({"acceptance"}),
}

LABEL_WORDS = 4  # an item with items below it, a colon, and no more words than this only introduces them


@dataclass(slots=True)
class Draft:
    """A criterion as found, before anybody asked what it promises.

    head: the unit that states it; statement: all units that belong to the statement (the steps of a scenario);
    details: what stands below it. at: where the statement begins in the head's text, behind its id.
    """

    head: Placed
    statement: list[Placed]
    details: list[Placed]
    format: GroupFormat
    id: str | None = None
    at: int = 0
    title: bool = False

    @property
    def line(self) -> int:
        """The absolute line where the criterion begins."""
        return self.head.line

    @property
    def end_line(self) -> int:
        """The absolute line after its last one."""
        return max(placed.end_line for placed in [*self.statement, *self.details])


@dataclass(slots=True)
class DraftGroup:
    """Criteria that belong together: ``owner`` is the section they serve, ``label`` what introduces them."""

    owner: Section
    label: Section
    drafts: list[Draft] = field(default_factory=list)


def find_groups(root: Section, language: str) -> list[DraftGroup]:
    """Return all groups of criteria in a document, in order."""
    groups: dict[int, DraftGroup] = {}
    finder = _Finder(language)
    for section in root.walk():
        drafts = finder.criteria_of(section)
        if not drafts:
            continue
        owner = _owner(section)
        key = id(owner) if not section.within else id(section)
        groups.setdefault(key, DraftGroup(owner, _introducer(section))).drafts.extend(drafts)
    for group in groups.values():
        group.drafts.sort(key=lambda draft: draft.line)
    return sorted(groups.values(), key=lambda group: group.drafts[0].line)


def context_of(section: Section) -> Section | None:
    """Return the container that a section stands in, or is: None where its items are no criteria."""
    allowed = CONTAINERS
    for each in section.lineage():
        if each.level == 1 and "acceptance" not in each.roles and not _is_only_container(each):
            return None
        if not each.roles.isdisjoint(allowed):
            return None if _records(each) else each
        if not each.roles.isdisjoint(NEVER | CONTAINERS):
            return None
        for role, containers in ONLY_INSIDE.items():
            if role in each.roles and not (role == "design" and _stands_in_requirement(each)):
                allowed &= containers
    return None


def _stands_in_requirement(section: Section) -> bool:
    """Tell whether a section details one requirement: the "Endpoints" of "FR-2 Export" are what is required."""
    return section.is_label and section.parent is not None and names_requirement(section.parent)


def _records(container: Section) -> bool:
    """Tell whether what looks like a container measures or reports on work, or lists what the work itself needs.

    "Acceptance criteria validation" below "QA results", or "Database requirements" below "Dev notes".
    """
    if not container.roles.isdisjoint({"metrics", "process"}):
        return True
    about_work = (
        {"record"}
        if "acceptance" in container.roles
        else {"record", "tests", "tasks", "prior_art", "process"}
    )
    return any(
        not each.roles.isdisjoint(about_work)
        for each in container.lineage()
        if not each.is_label or each is container
    )


def _is_only_container(title: Section) -> bool:
    """Tell whether a document's title is all there is to introduce criteria: "Login requirements", and then a list."""
    return "requirements" in title.roles and all(
        each is title or each.roles.isdisjoint(CONTAINERS) for each in title.walk()
    )


def _owner(section: Section) -> Section:
    """Return the section that a section's criteria serve: its story or requirement, or itself."""
    container = context_of(section)
    if is_scenario_heading(section):
        parent = section.parent
        return _owner(parent) if parent is not None and parent.level else section
    if container is None:
        return section
    if section is not container:
        return _heading(section)
    parent = container.parent
    while parent is not None and parent.is_label:
        parent = parent.parent
    if parent is None or parent.level <= 1:
        return container
    if not parent.roles.isdisjoint(CONTAINERS) and not container.is_label and not names_requirement(parent):
        return container
    return parent


def _heading(section: Section) -> Section:
    """Return the story or the named requirement that a section stands in, else the section itself."""
    for each in section.lineage():
        if not each.is_label and (each.has_role("story") or names_requirement(each)):
            return each
    return section


def _introducer(section: Section) -> Section:
    """Return the section whose words introduce the criteria: the nearest label or heading that is no scenario."""
    while is_scenario_heading(section) and section.parent is not None and section.parent.level:
        section = section.parent
    return section


def is_scenario_heading(section: Section) -> bool:
    """Tell whether a section's heading or label is the title of one scenario."""
    if section.opened_by is None:
        return False
    found = forms.step(section.opened_by.unit.text.lstrip("#* "))
    return found is not None and found.keyword == "scenario"


def names_requirement(section: Section) -> bool:
    """Tell whether a heading names one requirement: "Requirement 3: Password reset", "FR-2 Export"."""
    if section.opened_by is None or section.is_label:
        return False
    text = section.opened_by.unit.text
    if forms.PREFIXED_ID.match(text.lstrip("*[ ")):
        return True
    return "requirements" in section.roles and (any(c.isdigit() for c in text) or ":" in text or "：" in text)


class _Finder:
    """Finds the criteria that stand directly in one section."""

    def __init__(self, language: str) -> None:
        self._language = language

    def criteria_of(self, section: Section) -> list[Draft]:
        container = context_of(section)
        blocked = container is None and any(not each.roles.isdisjoint(NEVER) for each in section.lineage())
        if self._inside_scenario(section):
            return []
        if is_scenario_heading(section):
            has_steps = any(
                self._step(placed) in ("given", "when", "then") or placed.unit.marker[:1].isdigit()
                for placed in section.units()
            )
            return [self._scenario(section)] if has_steps and not blocked else []
        drafts = list(self._from_body(section, container, blocked=blocked))
        if (
            not drafts
            and names_requirement(section)
            and container is not None
            and not self._has_criteria_below(section)
        ):
            drafts = (
                [self._requirement_itself(section)] if section.parent and context_of(section.parent) else []
            )
        return drafts

    @staticmethod
    def _inside_scenario(section: Section) -> bool:
        return any(is_scenario_heading(each) for each in section.ancestors())

    def _has_criteria_below(self, section: Section) -> bool:
        return any(self.criteria_of(child) or self._has_criteria_below(child) for child in section.children)

    @staticmethod
    def _scenario(section: Section) -> Draft:
        assert section.opened_by is not None
        body = list(section.units())
        head = section.opened_by
        found = forms.step(head.unit.text)
        return Draft(head, [head, *body], [], GroupFormat.SCENARIO, at=found.end if found else 0, title=True)

    @staticmethod
    def _requirement_itself(section: Section) -> Draft:
        assert section.opened_by is not None
        head = section.opened_by
        name, at = forms.split_id(head.unit.text)
        return Draft(head, [head, *section.body], [], GroupFormat.PARAGRAPH, id=name, at=at)

    def _from_body(self, section: Section, container: Section | None, *, blocked: bool) -> Iterator[Draft]:
        body = section.body
        lists_or_steps = any(p.unit.kind in (UnitKind.ITEM, UnitKind.ROW) for p in body)
        index = 0
        while index < len(body):
            placed = body[index]
            unit = placed.unit
            scenario_end = (
                self._scenario_end(body, index) if not blocked and not section.has_role("tests") else index
            )
            if scenario_end > index:
                run = body[index:scenario_end]
                fenced = GroupFormat.GHERKIN if unit.fenced else GroupFormat.GIVEN_WHEN_THEN
                name, at = forms.split_id(unit.text)
                yield Draft(placed, run, [], fenced, id=name, at=at, title=self._is_title(placed))
                index = scenario_end
            elif unit.kind is UnitKind.ITEM:
                end = self._list_end(body, index)
                yield from self._items(body[index:end], container is not None, blocked=blocked)
                index = end
            elif unit.kind is UnitKind.ROW and unit.level == 0:
                end = self._table_end(body, index)
                yield from self._rows(body[index:end], container is not None, blocked=blocked)
                index = end
            else:
                if unit.kind is UnitKind.TEXT and self._is_criterion_paragraph(
                    section, placed, container, blocked, lists_or_steps
                ):
                    name, at = forms.split_id(unit.text)
                    yield Draft(
                        placed,
                        [placed],
                        [],
                        GroupFormat.EARS if forms.is_ears(unit.text) else GroupFormat.PARAGRAPH,
                        id=name,
                        at=at,
                    )
                index += 1

    @staticmethod
    def _is_title(placed: Placed) -> bool:
        found = forms.step(placed.unit.text)
        return found is not None and found.keyword == "scenario"

    def _scenario_end(self, body: Sequence[Placed], index: int) -> int:
        """Return the index after the scenario that begins at a unit; the index itself where none begins there."""
        first = self._step(body[index])
        if first not in ("scenario", "given", "when"):
            return index
        if first != "scenario" and (
            forms.is_ears(body[index].unit.text) or forms.is_scenario_sentence(_statement(body[index]))
        ):
            return index
        seen = [first]
        end = index + 1
        while end < len(body):
            following = self._step(body[end])
            if following is None:
                if body[end].unit.kind in (UnitKind.ROW, UnitKind.CODE) or (
                    first == "scenario" and seen[-1] == "scenario" and body[end].unit.fenced
                ):
                    end += 1
                    continue
                if body[end].unit.kind is UnitKind.ITEM and body[end].unit.depth > body[index].unit.depth:
                    end += 1
                    continue
                break
            if following in ("scenario", "feature", "background"):
                break
            if following == "given" and not {"when", "then"}.isdisjoint(seen):
                break
            if following == "when" and "then" in seen and "given" not in seen and first != "scenario":
                break
            seen.append(following)
            end += 1
        return end if "then" in seen or (first == "scenario" and len(seen) > 1) else index

    @staticmethod
    def _step(placed: Placed) -> str | None:
        unit = placed.unit
        if unit.kind not in (UnitKind.ITEM, UnitKind.TEXT):
            return None
        found = forms.step(_statement(placed))
        return found.keyword if found else None

    @staticmethod
    def _list_end(body: Sequence[Placed], index: int) -> int:
        """Return the index after the list that begins at an item, continuation paragraphs included."""
        depth = body[index].unit.depth
        end = index + 1
        while end < len(body):
            unit = body[end].unit
            deeper = unit.depth > depth
            same = unit.kind is UnitKind.ITEM and unit.depth == depth
            if not deeper and not same:
                break
            if (
                same
                and forms.step(_statement(body[end])) is not None
                and not forms.is_ears(unit.text)
                and not forms.is_scenario_sentence(_statement(body[end]))
            ):
                break
            end += 1
        return end

    def _items(self, run: Sequence[Placed], in_container: bool, *, blocked: bool) -> Iterator[Draft]:
        depth = run[0].unit.depth
        tops = [i for i, p in enumerate(run) if p.unit.kind is UnitKind.ITEM and p.unit.depth == depth]
        for position, start in enumerate(tops):
            end = tops[position + 1] if position + 1 < len(tops) else len(run)
            head, below = run[start], list(run[start + 1 : end])
            inner = [p for p in below if p.unit.kind is UnitKind.ITEM]
            text = head.unit.text
            if inner and self._only_introduces(head):
                first = below.index(inner[0])
                yield from self._tables(below[:first], in_container, blocked=blocked)
                yield from self._items(below[first:], in_container, blocked=blocked)
                continue
            steps_below = [self._step(p) for p in inner]
            if steps_below and {"when", "then"} & set(steps_below) and not blocked:
                yield self._draft(head, below, GroupFormat.GIVEN_WHEN_THEN, steps=True)
            elif self._is_criterion_item(text, in_container, blocked=blocked):
                yield self._draft(head, below, self._item_format(head))
            elif inner and not blocked:
                yield from self._items(below[below.index(inner[0]) :], in_container, blocked=blocked)

    def _is_criterion_item(self, text: str, in_container: bool, *, blocked: bool) -> bool:
        if blocked or not any(char.isalpha() for char in text):
            return False
        if in_container:
            return not self._is_story(text)
        return (
            forms.is_ears(text)
            or forms.is_numbered_requirement(text)
            or (forms.is_scenario_sentence(forms.ID.sub("", text, count=1)))
        )

    def _is_story(self, text: str) -> bool:
        said = read(text, self._language)
        return said.says("story_role", "wish")

    @staticmethod
    def _only_introduces(head: Placed) -> bool:
        """Tell whether an item with items below it is only their label: all bold, or a few words that oblige nobody."""
        unit = head.unit
        if unit.bold and unit.lead and not unit.rest:
            return True
        _, at = forms.split_id(unit.text)
        statement = unit.text[at:].strip()
        label = statement.rstrip(":： ")
        if forms.obliges(label):
            return False
        words = word_count(label)
        return words < LABEL_WORDS or (label != statement and words == LABEL_WORDS)

    @staticmethod
    def _item_format(head: Placed) -> GroupFormat:
        unit = head.unit
        if forms.is_scenario_sentence(_statement(head)):
            return GroupFormat.GIVEN_WHEN_THEN
        if forms.is_ears(unit.text):
            return GroupFormat.EARS
        if unit.checked is not None:
            return GroupFormat.CHECKBOX
        return GroupFormat.NUMBERED if unit.marker[:1].isdigit() else GroupFormat.BULLET

    @staticmethod
    def _draft(head: Placed, below: list[Placed], form: GroupFormat, *, steps: bool = False) -> Draft:
        name, at = forms.split_id(head.unit.text)
        if steps:
            return Draft(head, [head, *below], [], form, id=name, at=at)
        return Draft(head, [head], below, form, id=name, at=at)

    @staticmethod
    def _table_end(body: Sequence[Placed], index: int) -> int:
        """Return the index after the table whose header stands at an index."""
        end = index + 1
        while end < len(body) and body[end].unit.kind is UnitKind.ROW and body[end].unit.level:
            end += 1
        return end

    def _tables(self, run: Sequence[Placed], in_container: bool, *, blocked: bool) -> Iterator[Draft]:
        """Yield the criteria of the tables that stand between a label and the items below it."""
        for index, placed in enumerate(run):
            if placed.unit.kind is UnitKind.ROW and placed.unit.level == 0:
                yield from self._rows(run[index : self._table_end(run, index)], in_container, blocked=blocked)

    def _rows(self, table: Sequence[Placed], in_container: bool, *, blocked: bool) -> Iterator[Draft]:
        header, *rows = table
        if any(all(cell.text.strip(".… ") == "" for cell in row.unit.cells) for row in rows):
            return  # a row of nothing but dots says that the others only show how to fill the table in
        titles = [cell.text for cell in header.unit.cells]
        roles = [roles_of(title, self._language) if title.strip() else frozenset() for title in titles]
        column = next(
            (i for i, role in enumerate(roles) if "acceptance" in role and "tests" not in role), None
        )
        if column is None:
            if not in_container or blocked or any("tests" in role or "tasks" in role for role in roles):
                return
            column = next(
                (i for i, role in enumerate(roles) if not role.isdisjoint({"requirements", "introduction"})),
                None,
            )
        for row in rows:
            cells = row.unit.cells
            if not any(any(c.isalpha() for c in cell.text) for cell in cells):
                continue
            chosen = (
                cells[column]
                if column is not None and column < len(cells)
                else max(cells, key=lambda cell: len(cell.text))
            )
            if not chosen.text.strip() or not any(c.isalpha() for c in chosen.text):
                continue
            name, at = forms.split_id(chosen.text)
            if name is None and cells[0] is not chosen:
                name, _ = forms.split_id(cells[0].text)
            statement = Placed(row.shift, chosen)
            details = [Placed(row.shift, cell) for cell in cells if cell is not chosen]
            yield Draft(statement, [statement], details, GroupFormat.TABLE, id=name, at=at)

    def _is_criterion_paragraph(
        self, section: Section, placed: Placed, container: Section | None, blocked: bool, lists: bool
    ) -> bool:
        unit = placed.unit
        text = unit.text
        if blocked or unit.quoted or unit.depth or names_requirement(section):
            return False
        if forms.is_scenario_sentence(_statement(placed)) and (container is not None or forms.ID.match(text)):
            return True
        if forms.is_ears(text) and "\n" not in text.strip()[:20]:
            return container is not None or "SHALL" in text
        if forms.is_numbered_requirement(text):
            return True
        if container is None or lists:
            return container is not None and forms.split_id(text)[0] is not None and not unit.fenced
        if section.opened_by is not None and unit is section.opened_by.unit:
            return section is container and bool(unit.rest) and "acceptance" in section.roles
        if not section.is_label and forms.split_id(text)[0] is not None:
            return not unit.fenced
        return (
            section is container
            and "acceptance" in section.roles
            and not text.rstrip().endswith((":", "："))
            and not unit.fenced
        )


def _statement(placed: Placed) -> str:
    """Return a unit's words behind its id, for telling whether they begin a step."""
    text = placed.unit.text
    _, at = forms.split_id(text)
    return text[at:]
