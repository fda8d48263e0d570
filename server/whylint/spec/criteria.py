"""Finding criteria: which statements of a document the finished work will be accepted against, and their groups."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whylint.lexicon.phrases import word_count
from whylint.spec import forms
from whylint.spec.failures import is_question
from whylint.spec.model import GroupFormat
from whylint.spec.problem import is_placeholder
from whylint.spec.reading import read, roles_of
from whylint.spec.units import Placed, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.spec.outline import Section
    from whylint.spec.units import Unit

CONTAINERS = frozenset({"acceptance", "requirements"})

# What stands in sections of these roles is never a criterion, whatever its form.
NEVER = frozenset({
    "tasks", "process", "tests", "metrics", "goals", "non_goals", "questions", "glossary", "why_now", "persona",
    "alternatives", "follow_up", "assumptions", "prior_art", "record",
})  # fmt: skip

# What a list of criteria holds besides them, under a label of its own.
NEVER_A_TOPIC = frozenset({"non_goals", "questions", "glossary"})

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

FORM_WORDS = 2


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

    def moved(self, lines: int) -> Draft:
        """Return the same, ``lines`` further down."""
        statement = [placed.moved(lines) for placed in self.statement]
        details = [placed.moved(lines) for placed in self.details]
        return replace(self, head=self.head.moved(lines), statement=statement, details=details)


@dataclass(slots=True)
class DraftGroup:
    """Criteria that belong together: ``owner`` is the section they serve, ``label`` what introduces them."""

    owner: Section
    label: Section
    drafts: list[Draft] = field(default_factory=list)

    def moved(self, lines: int) -> DraftGroup:
        """Return the same, ``lines`` further down; of the sections no more than what opens them is moved."""
        drafts = [draft.moved(lines) for draft in self.drafts]
        return DraftGroup(self.owner.moved(lines), self.label.moved(lines), drafts)


def find_groups(root: Section, language: str) -> list[DraftGroup]:
    """Return all groups of criteria in a document, in order."""
    groups: dict[int, DraftGroup] = {}
    finder = _Finder(language)
    for section in root.walk():
        drafts = finder.criteria_of(section)
        if not drafts:
            continue
        introduced = section
        while _is_topic(introduced) and introduced.parent is not None:
            introduced = introduced.parent
        owner = _owner(introduced)
        key = id(owner) if not introduced.within else id(introduced)
        groups.setdefault(key, DraftGroup(owner, _introducer(introduced))).drafts.extend(drafts)
    for group in groups.values():
        group.drafts.sort(key=lambda draft: draft.line)
    return sorted(groups.values(), key=lambda group: group.drafts[0].line)


def context_of(section: Section) -> Section | None:
    """Return the container that a section stands in, or is: None where its items are no criteria."""
    allowed = CONTAINERS
    for each in section.lineage():
        if _is_topic(each):
            continue
        if each.level == 1 and "acceptance" not in each.roles and not _is_only_container(each):
            return None
        if not each.roles.isdisjoint(allowed):
            return None if _records(each) else each
        if not each.roles.isdisjoint(NEVER | CONTAINERS):
            return None
        for role, containers in ONLY_INSIDE.items():
            if role in each.roles and not (role == "design" and _is_interface_of_requirement(each)):
                allowed &= containers
    return None


def _is_topic(section: Section) -> bool:
    """Tell whether a label only names a part of the list of criteria that it stands in: "Testing" in such a list."""
    parent = section.parent
    if parent is None or not section.is_label or section.has_role("acceptance", *NEVER_A_TOPIC):
        return False
    listed = section.opened_by is not None and section.opened_by.unit.kind is UnitKind.ITEM
    if not listed and section.has_role(*NEVER - {"tests", "performance", "follow_up"}):
        return False
    container = context_of(parent)
    return container is not None and (
        container.has_role("acceptance") or (listed and not section.has_role(*NEVER))
    )


def _is_interface_of_requirement(section: Section) -> bool:
    """Tell whether a label is about the interface of one requirement: its "Endpoints" are what is required."""
    if not section.is_label or section.parent is None or "api" not in section.roles:
        return False
    return section.parent.requirement


def _records(container: Section) -> bool:
    """Tell whether what looks like a container measures or reports on work, or lists what the work itself needs.

    "Acceptance criteria validation" below "QA results", or "Database requirements" below "Dev notes".
    """
    if not container.roles.isdisjoint({"metrics", "process"}):
        return True
    about_work = (
        {"record", "alternatives"}
        if "acceptance" in container.roles
        else {"record", "tests", "tasks", "prior_art", "process", "alternatives"}
    )
    for each in container.lineage():
        if each.has_role("story"):
            return False  # it states what the story requires, in whatever phase of the work that is
        if not each.roles.isdisjoint(about_work) and (not each.is_label or each is container):
            return True
    return False


def _is_only_container(title: Section) -> bool:
    """Tell whether a document's title is all there is to introduce criteria: "Login requirements", and then a list."""
    if title.only_container is not None:
        return title.only_container
    return "requirements" in title.roles and all(
        each is title or each.roles.isdisjoint(CONTAINERS) for each in title.walk()
    )


def _owner(section: Section) -> Section:
    """Return the section that a section's criteria serve: its story or requirement, or itself."""
    container = context_of(section)
    if section.scenario:
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
    if not parent.roles.isdisjoint(CONTAINERS) and not container.is_label and not parent.requirement:
        return container
    return parent


def _heading(section: Section) -> Section:
    """Return the story or the named requirement that a section stands in, else the section itself."""
    for each in section.lineage():
        if each.level > 1 and not each.is_label and (each.has_role("story") or each.requirement):
            return each
    return section


def _introducer(section: Section) -> Section:
    """Return the section whose words introduce the criteria: the nearest label or heading that is no scenario."""
    while section.scenario and section.parent is not None and section.parent.level:
        section = section.parent
    return section


class _Finder:
    """Finds the criteria that stand directly in one section."""

    def __init__(self, language: str) -> None:
        self._language = language

    def criteria_of(self, section: Section) -> list[Draft]:
        container = context_of(section)
        blocked = container is None and any(not each.roles.isdisjoint(NEVER) for each in section.lineage())
        if self._inside_scenario(section):
            return []
        if section.scenario:
            has_steps = any(
                self._step(placed) in ("given", "when", "then") or placed.unit.marker[:1].isdigit()
                for placed in section.units()
            )
            return [self._scenario(section)] if has_steps and not blocked else []
        drafts = list(self._from_body(section, container, blocked=blocked)) or _node_statement(section)
        if (
            not drafts
            and section.requirement
            and container is not None
            and not self._has_criteria_below(section)
        ):
            drafts = (
                [self._requirement_itself(section)] if section.parent and context_of(section.parent) else []
            )
        return drafts

    @staticmethod
    def _inside_scenario(section: Section) -> bool:
        return any(each.scenario for each in section.ancestors())

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
                hopeless = blocked and any(
                    each.has_role(*NEVER - {"assumptions"}) for each in section.lineage()
                )
                yield from self._rows(body[index:end], container is not None, blocked=hopeless)
                index = end
            else:
                if unit.kind is UnitKind.TEXT and self._is_criterion_paragraph(
                    section, placed, container, blocked, lists_or_steps
                ):
                    yield self._paragraph(section, placed)
                index += 1

    @staticmethod
    def _paragraph(section: Section, placed: Placed) -> Draft:
        """Return the criterion that a paragraph is, or that stands behind the label of its section."""
        text = placed.unit.text
        name, at = forms.split_id(text)
        if section.opened_by is not None and section.opened_by.unit is placed.unit:
            unit = placed.unit
            start = unit.start + len(text) - len(unit.rest)
            line = unit.inline.position(start).line
            placed = placed._replace(unit=replace(unit, start=start, line=line, lead=0))
            name, at, text = None, 0, placed.unit.text
        form = GroupFormat.EARS if forms.is_ears(text[at:]) else GroupFormat.PARAGRAPH
        return Draft(placed, [placed], [], form, id=name, at=at)

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
            if _asks(head.unit):
                continue  # what stands below it are its answers
            if self._are_steps(inner) and not blocked:
                yield self._draft(head, below, GroupFormat.GIVEN_WHEN_THEN, steps=True)
            elif self._introduces(head, below):
                first = next((i for i, p in enumerate(below) if p.unit.kind is UnitKind.ITEM), len(below))
                yield from self._tables(below[:first], in_container, blocked=blocked)
                if inner:
                    yield from self._items(below[first:], in_container, blocked=blocked)
            elif self._is_criterion_item(text, in_container, blocked=blocked):
                yield self._draft(head, below, self._item_format(head))
            elif inner and not blocked:
                yield from self._items(below[below.index(inner[0]) :], in_container, blocked=blocked)

    def _are_steps(self, items: Sequence[Placed]) -> bool:
        """Tell whether items are the steps of one scenario, and not criteria of which one begins with "When"."""
        steps = [self._step(placed) for placed in items]
        return "then" in steps or ("when" in steps and steps[0] in ("given", "when"))

    def _is_criterion_item(self, text: str, in_container: bool, *, blocked: bool) -> bool:
        if blocked or not any(char.isalpha() for char in text) or is_placeholder(_behind_id(text)):
            return False
        if in_container:
            return not self._is_story(text) and not self._is_only_named(text)
        return (
            forms.is_ears(text)
            or forms.is_numbered_requirement(text)
            or (forms.is_scenario_sentence(forms.ID.sub("", text, count=1)))
        )

    def _is_only_named(self, text: str) -> bool:
        """Tell whether an item only names what stands there in a form to be filled in: "Criterion 1"."""
        return word_count(text) <= FORM_WORDS and not roles_of(text, self._language).isdisjoint(CONTAINERS)

    def _is_story(self, text: str) -> bool:
        said = read(text, self._language)
        return said.says("story_role", "wish")

    @classmethod
    def _introduces(cls, head: Placed, below: Sequence[Placed]) -> bool:
        """Tell whether an item only introduces the items or the table below it."""
        holds = any(placed.unit.kind in (UnitKind.ITEM, UnitKind.ROW) for placed in below)
        return holds and cls._only_introduces(head)

    @staticmethod
    def _only_introduces(head: Placed) -> bool:
        """Tell whether an item is only a label of what stands below it: all bold, or a few words that oblige nobody."""
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
        if unit.fenced:
            return GroupFormat.YAML
        if forms.is_ears(unit.text):
            return GroupFormat.EARS
        if forms.is_scenario_sentence(_statement(head)):
            return GroupFormat.GIVEN_WHEN_THEN
        if unit.checked is not None:
            return GroupFormat.CHECKBOX
        return GroupFormat.NUMBERED if unit.marker[:1].isdigit() else GroupFormat.BULLET

    @staticmethod
    def _draft(head: Placed, below: list[Placed], form: GroupFormat, *, steps: bool = False) -> Draft:
        name, at = forms.split_id(head.unit.text)
        if form is GroupFormat.YAML and name is None:
            name = forms.id_in_yaml(head.unit.text)
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
        rows = [row for row in rows if any(any(c.isalpha() for c in cell.text) for cell in row.unit.cells)]
        if len(rows) < len(table) - 1 and any(_is_dots(row) for row in table[1:]):
            return  # a row of nothing but dots says that the others only show how to fill the table in
        titles = [cell.text for cell in header.unit.cells]
        roles = [roles_of(title, self._language) if title.strip() else frozenset() for title in titles]
        column = next(
            (i for i, role in enumerate(roles) if "acceptance" in role and "tests" not in role), None
        )
        asked = in_container and not blocked and not any("tests" in role or "tasks" in role for role in roles)
        if column is None and asked:
            steps = [i for i, title in enumerate(titles) if _is_step_title(title)]
            if len(steps) > 1:
                yield from self._scenario_rows(rows, steps)
                return
            column = next(
                (i for i, role in enumerate(roles) if not role.isdisjoint({"requirements", "introduction"})),
                None,
            )
        for row in rows:
            cells = row.unit.cells
            chosen = (
                cells[column]
                if column is not None and column < len(cells)
                else max(cells, key=lambda cell: len(cell.text))
            )
            if not any(c.isalpha() for c in chosen.text) or is_placeholder(chosen.text):
                continue
            name = _id_of_row(cells, chosen)
            if column is None and not asked and (blocked or name is None or not forms.commands(chosen.text)):
                continue
            at = forms.split_id(chosen.text)[1]
            statement = Placed(row.shift, chosen)
            details = [Placed(row.shift, cell) for cell in cells if cell is not chosen]
            yield Draft(statement, [statement], details, GroupFormat.TABLE, id=name, at=at)

    @staticmethod
    def _scenario_rows(rows: Sequence[Placed], steps: Sequence[int]) -> Iterator[Draft]:
        """Yield the criteria of a table with a column for each step: given, when, then."""
        for row in rows:
            cells = row.unit.cells
            said = [
                Placed(row.shift, cells[at]) for at in steps if at < len(cells) and cells[at].text.strip()
            ]
            if said:
                details = [Placed(row.shift, cell) for i, cell in enumerate(cells) if i not in steps]
                name = _id_of_row(cells, said[0].unit)
                yield Draft(said[0], said, details, GroupFormat.TABLE, id=name)

    def _is_criterion_paragraph(
        self, section: Section, placed: Placed, container: Section | None, blocked: bool, lists: bool
    ) -> bool:
        unit = placed.unit
        text = unit.text
        if blocked or unit.quoted or unit.depth or section.requirement:
            return False
        if forms.is_scenario_sentence(_statement(placed)) and (
            container is not None or (forms.ID.match(text) and not section.has_role("problem"))
        ):
            return True
        if forms.is_ears(text) and "\n" not in text.strip()[:20]:
            return container is not None or "SHALL" in text or forms.CLAUSE.match(text) is not None
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
    return _behind_id(placed.unit.text)


def _node_statement(section: Section) -> list[Draft]:
    """Return the statement of a requirement that is written as fields below its heading: UID, Statement, Rationale."""
    node = section.parent
    if node is None or section.opened_by is None or section.title.casefold() != "statement":
        return []
    uid = next((each for each in node.children if each.title.casefold() == "uid" and each.opened_by), None)
    if uid is None or uid.opened_by is None:
        return []
    head = section.opened_by if section.opened_by.unit.rest else next(iter(section.body), None)
    if head is None:
        return []
    at = len(head.unit.text) - len(head.unit.rest) if head is section.opened_by else 0
    return [Draft(head, [head], [], GroupFormat.PARAGRAPH, id=uid.opened_by.unit.rest.strip(" \\"), at=at)]


def _is_dots(row: Placed) -> bool:
    return all(not cell.text.strip(".… ") for cell in row.unit.cells)


def _is_step_title(title: str) -> bool:
    found = forms.step(title)
    return (
        found is not None and found.keyword in ("given", "when", "then") and found.end == len(title.rstrip())
    )


def _id_of_row(cells: Sequence[Unit], statement: Unit) -> str | None:
    """Return the id in front of a row's statement, or in the row's first cell."""
    name, _ = forms.split_id(statement.text)
    return name or (forms.split_id(cells[0].text)[0] if cells[0] is not statement else None)


def _asks(unit: Unit) -> bool:
    """Tell whether an item is nothing but a question, or one in bold and its answer.

    No question is what a criterion says that somebody is asked: "asks: 'Delete it?'".
    """
    text = unit.text
    if any(
        start == unit.start and unit.inline.plain[start:end].rstrip().endswith(("?", "？"))
        for start, end in unit.inline.strong
    ):
        return True
    return is_question(text) and text.rstrip().endswith(("?", "？")) and forms.step(_behind_id(text)) is None


def _behind_id(text: str) -> str:
    return text[forms.split_id(text)[1] :]
