"""What sort of document this is, whether anybody could build from it, and how far it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from whylint.lexicon import vocabulary_for
from whylint.lexicon.lexicon import ENGLISH
from whylint.lexicon.phrases import word_count
from whylint.spec.document_kind import DocumentKind
from whylint.spec.forms import bare_label, obliges
from whylint.spec.reading import read, roles_of
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def status_of(
    front_matter: Mapping[str, str], roots: Iterable[tuple[int, Section]], language: str
) -> str | None:
    """Return a document's status as written: in front matter, or below or behind that label near the top.

    roots: the trees of the document's sections, in order, each with the line of the document that its lines count from.
    """
    for key, value in front_matter.items():
        if _is_status(key, language):
            return value or None
    near = takewhile(lambda root: root[0] <= NEAR_THE_TOP, roots)
    statuses = chain.from_iterable(_statuses(root, NEAR_THE_TOP - start, language) for start, root in near)
    return next(filter(None, statuses), None)


def _statuses(root: Section, last: int, language: str) -> Iterator[str]:
    """Yield what is called a status in sections down to the line ``last``."""
    for section in root.walk():
        if section.line > last:
            return
        below = section.opened_by is not None and _is_status(section.title, language)
        columns: list[int] = []
        for placed in section.body:
            unit = placed.unit
            if placed.line > last:
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


COUNTS = ("criteria", "sections", "texts", "stories", "blanks", "words", "addresses", "manuals")


@dataclass(frozen=True, slots=True)
class Tally:
    """What sections show of the kind of document that they belong to; tallies of parts of a document add up.

    criteria, sections: how many there are; texts: how many headings, labels, paragraphs, items and cells; stories,
    blanks: in how many of those there are any; words: how many words they have, and addresses, how often they speak to
    their reader. manuals: how many headings a manual has. roles: those of all headings. requirements: a heading is
    about them. accepting: there are criteria that are labelled as such, or oblige. form: a table of requirements ends
    in a row of nothing but dots. heading: the first one; title: the first one of the first level, None where there is
    none.
    """

    criteria: int = 0
    sections: int = 0
    texts: int = 0
    stories: int = 0
    blanks: int = 0
    words: int = 0
    addresses: int = 0
    manuals: int = 0
    roles: frozenset[str] = frozenset()
    requirements: bool = False
    accepting: bool = False
    form: bool = False
    heading: str | None = None
    title: str | None = None

    @classmethod
    def of(cls, root: Section, groups: Sequence[DraftGroup], language: str) -> Tally:
        """Return what a section and all below it show, with the groups of criteria that were found there."""
        sections = list(root.walk())
        headings = [section for section in sections if section.level and not section.is_label]
        units = list(_units(sections))
        said = [read(unit.text, language) for unit in units]
        return cls(
            criteria=sum(len(group.drafts) for group in groups),
            sections=len(sections),
            texts=len(units),
            stories=sum(each.says("story_role", "wish") for each in said),
            blanks=sum(map(_has_blank, units)),
            words=sum(word_count(unit.text) for unit in units),
            addresses=sum(len(each.of("address")) for each in said if each.says("address")),
            manuals=sum(section.has_role("manual") for section in headings),
            roles=frozenset(role for section in headings for role in section.roles),
            requirements=any(section.has_role("requirements") or section.requirement for section in headings),
            accepting=any(map(_is_for_acceptance, groups)),
            form=any(_shows_how_to_fill_in(section, language) for section in sections),
            heading=next((section.title for section in headings), None),
            title=next((section.title for section in headings if section.level == 1), None),
        )

    @classmethod
    def total(cls, tallies: Iterable[Tally]) -> Tally:
        """Return what the parts of a document show together."""
        rows = map(attrgetter(*cls.__slots__), tallies)
        columns = dict(zip(cls.__slots__, zip(*rows, strict=True), strict=True))
        counts: dict[str, Any] = {name: sum(columns[name]) for name in COUNTS}
        return cls(
            **counts,
            roles=frozenset().union(*columns["roles"]),
            requirements=any(columns["requirements"]),
            accepting=any(columns["accepting"]),
            form=any(columns["form"]),
            heading=next((heading for heading in columns["heading"] if heading is not None), None),
            title=next((title for title in columns["title"] if title is not None), None),
        )

    @property
    def passages(self) -> int:
        """How many of the texts are no headings or labels."""
        return self.texts - self.sections

    @property
    def mostly_criteria(self) -> bool:
        """Whether criteria are what the document is for."""
        return self.criteria * MOSTLY_CRITERIA >= self.passages and self.criteria > 1

    @property
    def families(self) -> int:
        """How many of the sections of a proposal there are."""
        return sum(not self.roles.isdisjoint(family) for family in PROPOSAL)

    @property
    def is_proposal_all_over(self) -> bool:
        """Whether it weighs and motivates so much that its criteria are only a part of it."""
        return self.families > ENOUGH_FAMILIES and "alternatives" in self.roles

    @property
    def is_readme(self) -> bool:
        """Whether it tells how to install and use something, and calls what that needs its requirements."""
        return self.manuals >= SECTIONS_OF_A_MANUAL and not self.stories and not self.accepting

    @property
    def is_template(self) -> bool:
        """Whether much of it is still to be filled in."""
        return self.blanks >= TEMPLATE_BLANKS and self.blanks * PASSAGES_PER_BLANK > self.passages

    @property
    def is_guide(self) -> bool:
        """Whether it speaks to its reader all along, and tells no stories."""
        if self.stories > MANY_STORIES:
            return False
        return self.addresses >= MANY_ADDRESSES and self.addresses * WORDS_PER_ADDRESS > self.words


def kind_of(seen: Tally, language: str, front_matter: Mapping[str, str]) -> DocumentKind:
    """Return the kind of a document by all that its sections show; ``NONE`` where it is no spec."""
    named = _Named(seen, language, front_matter)
    if seen.is_template or seen.form:
        return DocumentKind.NONE
    if named.is_about_specs or named.instructs_an_agent or seen.is_readme:
        return DocumentKind.NONE
    guides = "no_spec" in named.names or (seen.is_guide and not named.proposes)
    if guides and not seen.mostly_criteria:
        return DocumentKind.NONE
    if seen.criteria:
        for role, kind in NAMED:
            if role in named.names:
                return kind
    if named.proposes and (seen.is_proposal_all_over or not seen.mostly_criteria):
        return DocumentKind.PROPOSAL
    if not seen.criteria and not named.tells_stories:
        return DocumentKind.NONE
    if seen.stories > MANY_STORIES and seen.criteria > MANY_CRITERIA:
        return DocumentKind.EPIC
    few = seen.criteria <= MANY_CRITERIA and not seen.requirements
    return (
        DocumentKind.STORY
        if not named.is_declared_spec and (seen.stories == 1 or (not seen.stories and few))
        else DocumentKind.FEATURE_SPEC
    )


@dataclass(frozen=True)
class _Named:
    """What a document calls itself, and what follows from that and from what its sections show."""

    seen: Tally
    language: str
    front_matter: Mapping[str, str]

    @cached_property
    def declared(self) -> frozenset[str]:
        """The roles of what its front matter says that the document is."""
        kinds = [self.front_matter.get(key, "").replace("_", " ").replace("-", " ") for key in TYPE_FIELDS]
        return frozenset(role for kind in kinds for role in roles_of(kind, self.language))

    @property
    def title(self) -> str:
        """The words of its title, or of its first heading where it has none."""
        return self.seen.heading or "" if self.seen.title is None else self.seen.title

    @cached_property
    def names(self) -> frozenset[str]:
        """The roles of what the document calls itself, in its title or its front matter."""
        title = self.title
        before = title.replace("：", ":").partition(":")[0]
        calls = self.declared | roles_of(before, self.language)
        return calls if calls & BEFORE_A_COLON else calls | roles_of(title, self.language)

    @property
    def tells_stories(self) -> bool:
        """Whether it has stories, or is a single one by its title."""
        return self.seen.stories > 1 or (self.seen.stories == 1 and "story" in self.names)

    @property
    def is_declared_spec(self) -> bool:
        """Whether it calls itself a spec, and no story: "PRD: Shelf labels"."""
        return "spec" in self.names and "story" not in self.names

    @property
    def proposes(self) -> bool:
        """Whether it is declared one, or has the sections of a proposal, or of a decision and what it is about."""
        families, has = self.seen.families, self.seen.roles
        if self.declared & {"spec", "design", "decision"}:
            return True
        if families >= ENOUGH_FAMILIES or ("decision" in has and has & {"introduction", "problem"}):
            return True
        enough = families >= FAMILIES_OF_A_SPEC and "spec" in self.names
        return enough or (families >= FEWER_FAMILIES and len(has & TELLING) >= ENOUGH_TELLING)

    @property
    def instructs_an_agent(self) -> bool:
        """Whether its front matter is that of a prompt, a skill or a rule for a coding agent."""
        keys = {key.casefold().replace("_", "-") for key in self.front_matter}
        if not keys.isdisjoint(FIELDS_OF_A_PROMPT):
            return True
        return keys - {"license", "version"} == {"name", "description"} and self.seen.addresses > 0

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


def _units(sections: Iterable[Section]) -> Iterator[Unit]:
    """Yield the headings, labels, paragraphs, items and cells of sections."""
    for section in sections:
        if section.opened_by is not None:
            yield section.opened_by.unit
        for placed in section.body:
            if placed.unit.kind in (UnitKind.TEXT, UnitKind.ITEM):
                yield placed.unit
            elif placed.unit.kind is UnitKind.ROW:
                yield from placed.unit.cells


def _is_for_acceptance(group: DraftGroup) -> bool:
    """Tell whether criteria are labelled as such, or one of them obliges."""
    return group.label.has_role("acceptance") or any(obliges(draft.head.unit.text) for draft in group.drafts)


def _shows_how_to_fill_in(section: Section, language: str) -> bool:
    """Tell whether a table of requirements ends in a row of nothing but dots: a form to be filled in."""
    header: frozenset[str] = frozenset()
    for placed in section.body:
        if placed.unit.kind is not UnitKind.ROW:
            continue
        cells = [cell.text.strip() for cell in placed.unit.cells]
        if not placed.unit.level:
            header = frozenset(role for cell in cells for role in roles_of(cell, language))
        elif not header.isdisjoint({"acceptance", "requirements"}) and not "".join(cells).strip(".… "):
            return True
    return False


def _has_blank(unit: Unit) -> bool:
    """Tell whether a text has something to be filled in; what is set as code is none."""
    return any(
        not any(start <= unit.start + found.start() < end for start, end in unit.inline.code)
        for found in BLANK.finditer(unit.text)
    )
