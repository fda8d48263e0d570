"""What sort of document this is, whether anybody could build from it, and how far it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from whylint.lexicon import vocabulary_for
from whylint.lexicon.lexicon import ENGLISH
from whylint.lexicon.phrases import word_count
from whylint.spec.forms import bare_label, obliges
from whylint.spec.model import DocumentKind
from whylint.spec.reading import read, roles_of
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whylint.spec.criteria import DraftGroup
    from whylint.spec.outline import Section
    from whylint.spec.units import Unit

# What a template leaves to be filled in: {name}, [Describe the goal], <short title>. A link's text is none, nor a
# part of an address, nor a note that names what it is: [NEEDS CLARIFICATION: who?].
BLANK = re.compile(
    r"(?<![\w/$={])\{[^{}\n]{3,60}\}|(?<!\w)\[[^\W\d_][^\[\]\n:]{3,70}\](?![(:\[])|<[a-z][a-z ]{3,40}>"
)
NEAR_THE_TOP = 30  # lines in which a status stands that is about the whole document
# The fields of front matter that say what a document is.
TYPE_FIELDS = ("type", "doc_type", "doctype", "document_type", "kind", "template")
# The fields that the prompts, skills and rules of coding agents have, and no spec.
FIELDS_OF_A_PROMPT = frozenset({
    "allowed-tools", "argument-hint", "alwaysapply", "applyto", "globs", "tools", "model", "disable-model-invocation",
    "user-invocable",
})  # fmt: skip
# What a title speaks of that stands on a guide to such documents, or on a form for one.
ABOUT = frozenset({"acceptance", "requirements", "story", "stories", "spec"})

# The sections that proposals, RFCs and decision records have.
PROPOSAL = (
    {"problem", "introduction"},
    {"goals"},
    {"non_goals"},
    {"alternatives"},
    {"proposal", "design", "decision"},
    {"questions"},
    {"stories"},
)
ENOUGH_FAMILIES = 4
# Fewer will do where the document calls itself a spec, or some are sections that hardly anything else has.
FAMILIES_OF_A_SPEC = 2
FEWER_FAMILIES, ENOUGH_TELLING = 3, 2
TELLING = frozenset({"problem", "goals", "non_goals", "alternatives", "questions"})
SECTIONS_OF_A_MANUAL = 2  # "Installation" and "Usage", as a README has them
MANY_STORIES = 3
MANY_CRITERIA = 12
MOSTLY_CRITERIA = 5  # one in so many passages is a criterion where they are what a document is for
TEMPLATE_BLANKS = 4  # fewer are slips in a document that somebody has filled in
PASSAGES_PER_BLANK = 4
# A text that says "you" this often, and more than once in so many words, speaks to its reader, and is a guide.
MANY_ADDRESSES = 5
WORDS_PER_ADDRESS = 150


# What a title or front matter may call a document that has criteria.
NAMED = (
    ("bug", DocumentKind.BUG_REPORT),
    ("refactoring", DocumentKind.REFACTORING),
    ("api", DocumentKind.API),
)
# What a document calls itself in front of its title's colon: "Story: Edit a template" is a story, and no template.
BEFORE_A_COLON = frozenset(
    {"story", "requirements", "acceptance", "spec", "no_spec", *(role for role, _ in NAMED)}
)


def status_of(front_matter: Mapping[str, str], root: Section, language: str) -> str | None:
    """Return a document's status as written: in front matter, or below or behind that label near the top."""
    for key, value in front_matter.items():
        if _is_status(key, language):
            return value or None
    return next((status for status in _statuses(root, language) if status), None)


def _statuses(root: Section, language: str) -> Iterator[str]:
    for section in root.walk():
        if section.line > NEAR_THE_TOP:
            return
        below = section.opened_by is not None and _is_status(section.title, language)
        columns: list[int] = []
        for placed in section.body:
            unit = placed.unit
            if placed.line > NEAR_THE_TOP:
                break
            if unit.kind is UnitKind.ROW:
                cells = [cell.text.strip() for cell in unit.cells]
                yield from (cells[at] for at in columns if at < len(cells))
                columns = [
                    at for at, cell in enumerate(cells) if not unit.level and _is_status(cell, language)
                ]
                if len(cells) > 1 and _is_status(cells[0], language) and not (columns and len(cells) > 2):
                    yield cells[1]
            elif below:
                yield (unit.rest or unit.text).strip().split("\n")[0]
                below = False
            else:
                yield from _behind_labels(unit, language)


def _behind_labels(unit: Unit, language: str) -> Iterator[str]:
    for line in unit.text.replace("：", ":").split("\n"):
        label, colon, rest = line.partition(":")
        if colon and _is_status(label, language):
            yield rest.strip()


def _is_status(label: str, language: str) -> bool:
    """Tell whether a label is nothing but a word for a status: what the status of a payment is says nothing here."""
    bare = bare_label(label.replace("_", " "))
    return any(
        match.category == "status" and match.start == 0 and match.end == len(bare)
        for match in vocabulary_for(language).labels(bare)
    )


def is_settled(status: str | None, language: str) -> bool:
    """Tell whether a status says that the work is done or dropped: begins with such a word, but for a sign."""
    return status is not None and any(
        match.category == "settled" and not any(map(str.isalnum, status[: match.start]))
        for each in {language, ENGLISH}
        for match in read(status, each).signals
    )


def kind_of(
    root: Section, groups: list[DraftGroup], language: str, front_matter: Mapping[str, str]
) -> DocumentKind:
    """Return the kind of a document; ``NONE`` where it is no spec."""
    seen = _Seen(root, groups, language, front_matter)
    if seen.is_template or seen.shows_how_to_fill_in:
        return DocumentKind.NONE
    if seen.is_about_specs or seen.instructs_an_agent or seen.is_readme:
        return DocumentKind.NONE
    guides = "no_spec" in seen.names or (seen.is_guide and not seen.proposes)
    if guides and not seen.mostly_criteria:
        return DocumentKind.NONE
    if seen.criteria:
        for role, kind in NAMED:
            if role in seen.names:
                return kind
    if seen.proposes and (seen.is_proposal_all_over or not seen.mostly_criteria):
        return DocumentKind.PROPOSAL
    if not seen.criteria and not seen.tells_stories:
        return DocumentKind.NONE
    if seen.stories > MANY_STORIES and seen.criteria > MANY_CRITERIA:
        return DocumentKind.EPIC
    few = seen.criteria <= MANY_CRITERIA and not seen.lists_requirements
    return (
        DocumentKind.STORY
        if not seen.is_declared_spec and (seen.stories == 1 or (not seen.stories and few))
        else DocumentKind.FEATURE_SPEC
    )


@dataclass(frozen=True)
class _Seen:
    """What a document shows of its kind."""

    root: Section
    groups: list[DraftGroup]
    language: str
    front_matter: Mapping[str, str]

    @cached_property
    def sections(self) -> list[Section]:
        return list(self.root.walk())

    @cached_property
    def headings(self) -> list[Section]:
        return [section for section in self.sections if section.level and not section.is_label]

    @cached_property
    def criteria(self) -> int:
        return sum(len(group.drafts) for group in self.groups)

    @cached_property
    def units(self) -> list[Unit]:
        """The document's headings, labels, paragraphs, items and cells."""
        found = []
        for section in self.sections:
            if section.opened_by is not None:
                found.append(section.opened_by.unit)
            for placed in section.body:
                if placed.unit.kind in (UnitKind.TEXT, UnitKind.ITEM):
                    found.append(placed.unit)
                elif placed.unit.kind is UnitKind.ROW:
                    found.extend(placed.unit.cells)
        return found

    @cached_property
    def texts(self) -> list[str]:
        return [unit.text for unit in self.units]

    @property
    def passages(self) -> int:
        """How many of them are no headings or labels."""
        return len(self.texts) - len(self.sections)

    @cached_property
    def stories(self) -> int:
        return sum(read(text, self.language).says("story_role", "wish") for text in self.texts)

    @property
    def tells_stories(self) -> bool:
        """Whether it has stories, or is a single one by its title."""
        return self.stories > 1 or (self.stories == 1 and "story" in self.names)

    @cached_property
    def declared(self) -> frozenset[str]:
        """The roles of what its front matter says that the document is."""
        kinds = [self.front_matter.get(key, "").replace("_", " ").replace("-", " ") for key in TYPE_FIELDS]
        return frozenset(role for kind in kinds for role in roles_of(kind, self.language))

    @cached_property
    def title(self) -> str:
        """The words of its title, or of its first heading where it has none."""
        return next((s for s in self.headings if s.level == 1), next(iter(self.headings), self.root)).title

    @cached_property
    def names(self) -> frozenset[str]:
        """The roles of what the document calls itself, in its title or its front matter."""
        title = self.title
        before = title.replace("：", ":").partition(":")[0]
        calls = self.declared | roles_of(before, self.language)
        return calls if calls & BEFORE_A_COLON else calls | roles_of(title, self.language)

    @property
    def lists_requirements(self) -> bool:
        return any(
            section.has_role("requirements") or section.requirement for section in self.headings
        )

    @property
    def is_declared_spec(self) -> bool:
        """Whether it calls itself a spec, and no story: "PRD: Shelf labels"."""
        return "spec" in self.names and "story" not in self.names

    @property
    def mostly_criteria(self) -> bool:
        return self.criteria * MOSTLY_CRITERIA >= self.passages and self.criteria > 1

    @cached_property
    def families(self) -> int:
        """How many of the sections of a proposal it has."""
        return sum(any(s.has_role(*family) for s in self.headings) for family in PROPOSAL)

    @property
    def is_proposal_all_over(self) -> bool:
        """Whether it weighs and motivates so much that its criteria are only a part of it."""
        return self.families > ENOUGH_FAMILIES and any(s.has_role("alternatives") for s in self.headings)

    @property
    def proposes(self) -> bool:
        """Whether it is declared one, or has the sections of a proposal, or of a decision and what it is about."""
        roles = [section.roles for section in self.headings]
        families = self.families
        has = frozenset(role for each in roles for role in each)
        telling = len(has & TELLING)
        if self.declared & {"spec", "design", "decision"}:
            return True
        if families >= ENOUGH_FAMILIES or ("decision" in has and has & {"introduction", "problem"}):
            return True
        enough = families >= FAMILIES_OF_A_SPEC and "spec" in self.names
        return enough or (families >= FEWER_FAMILIES and telling >= ENOUGH_TELLING)

    @property
    def is_readme(self) -> bool:
        """Whether it tells how to install and use something, and calls what that needs its requirements."""
        if sum(s.has_role("manual") for s in self.headings) < SECTIONS_OF_A_MANUAL or self.stories:
            return False
        drafts = [draft for group in self.groups for draft in group.drafts]
        return not any(group.label.has_role("acceptance") for group in self.groups) and not any(
            obliges(draft.head.unit.text) for draft in drafts
        )

    @property
    def instructs_an_agent(self) -> bool:
        """Whether its front matter is that of a prompt, a skill or a rule for a coding agent."""
        keys = {key.casefold().replace("_", "-") for key in self.front_matter}
        if not keys.isdisjoint(FIELDS_OF_A_PROMPT):
            return True
        said = [read(text, self.language) for text in self.texts]
        return keys - {"license", "version"} == {"name", "description"} and any(
            s.says("address") for s in said
        )

    @property
    def is_about_specs(self) -> bool:
        """Whether its title is that of a guide to such documents, or a form for one: "User story template"."""
        found = sorted(vocabulary_for(self.language).labels(self.title), key=lambda match: match.end)
        if not ABOUT.intersection(match.category for match in found):
            return False
        ends = {match.category for match in found if match.end >= len(self.title.rstrip(")"))}
        begins = {
            match.category
            for match in found
            if match.start == 0 and (self.language != ENGLISH or " " in self.title[: match.end])
        }
        return "no_spec" in ends | begins

    @property
    def is_template(self) -> bool:
        """Whether much of it is still to be filled in."""
        blanks = sum(map(_has_blank, self.units))
        return blanks >= TEMPLATE_BLANKS and blanks * PASSAGES_PER_BLANK > self.passages

    @property
    def shows_how_to_fill_in(self) -> bool:
        """Whether a table of requirements ends in a row of nothing but dots: a form to be filled in."""
        for section in self.sections:
            header: frozenset[str] = frozenset()
            for placed in section.body:
                if placed.unit.kind is not UnitKind.ROW:
                    continue
                cells = [cell.text.strip() for cell in placed.unit.cells]
                if not placed.unit.level:
                    header = frozenset(role for cell in cells for role in roles_of(cell, self.language))
                elif not header.isdisjoint({"acceptance", "requirements"}) and not "".join(cells).strip(
                    ".… "
                ):
                    return True
        return False

    @property
    def is_guide(self) -> bool:
        """Whether it speaks to its reader all along, and tells no stories."""
        if self.stories > MANY_STORIES:
            return False
        words = sum(map(word_count, self.texts))
        addressed = sum(len(read(text, self.language).of("address")) for text in self.texts)
        return addressed >= MANY_ADDRESSES and addressed * WORDS_PER_ADDRESS > words


def _has_blank(unit: Unit) -> bool:
    """Tell whether a text has something to be filled in; what is set as code is none."""
    return any(
        not any(start <= unit.start + found.start() < end for start, end in unit.inline.code)
        for found in BLANK.finditer(unit.text)
    )
