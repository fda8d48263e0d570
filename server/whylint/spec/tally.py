"""What the sections of a document show of its kind, in counts that add up over its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from whylint.lexicon.phrases import word_count
from whylint.spec.forms import obliges, step
from whylint.spec.reading import read, roles_of
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whylint.spec.criteria import Draft, DraftGroup
    from whylint.spec.outline import Section
    from whylint.spec.units import Unit

# What a template leaves to be filled in: {name}, [Describe the goal], <short title>, <роль>. A link's text is none,
# nor a part of an address, nor a note that names what it is: [NEEDS CLARIFICATION: who?].
BLANK = re.compile(
    r"(?<![\w/$={])\{[^{}\n]{3,60}\}|(?<!\w)\[[^\W\d_][^\[\]\n:]{3,70}\](?![(:\[])|<[a-z][a-z ]{3,40}>"
    r"|<(?=[^<>\n]*[^\W\d_\x00-\x7f])[^<>\n=]{1,60}>"
)
EMPTY = re.compile(r"\W*")
DOTS = re.compile(r"(?:\.\.\.|…)\s*$")
WORDS_BEFORE_DOTS = 3  # "Given ...", "AC-1: …"
PAIR = 2  # cells in a row of a table that says one thing of each label

# The sections that proposals, RFCs, tickets and decision records have.
PROPOSAL = (
    frozenset({"problem", "introduction"}),
    frozenset({"goals"}),
    frozenset({"non_goals"}),
    frozenset({"why_now"}),
    frozenset({"alternatives"}),
    frozenset({"proposal", "design", "decision"}),
    frozenset({"questions"}),
    frozenset({"stories", "persona"}),
    frozenset({"metrics"}),
)
# Those of them that hardly anything else has.
TELLING = frozenset({"problem", "goals", "non_goals", "why_now", "alternatives", "questions", "metrics"})
MOST_TELLING = frozenset({"problem", "non_goals", "why_now", "alternatives"})
PASSAGES_PER_TELLING = 60
ENOUGH_FAMILIES = 4
SECTIONS_OF_A_MANUAL = 2  # "Installation" and "Usage", as a README has them
MOSTLY_CRITERIA = 5  # one in so many passages is a criterion where they are what a document is for
# With fewer than one in so many passages criteria are an accident; with those that nothing calls so, sooner.
FEW_CRITERIA, FEW_WITHOUT_A_NAME = 40, 10
MANY_STORIES = 3
TEMPLATE_BLANKS = 4  # fewer are slips in a document that somebody has filled in
PASSAGES_PER_BLANK = 4
FORM_BLANKS, PASSAGES_OF_A_FORM = 2, 2  # a short form is blank in every second passage
# A text that says "you" this often, and more than once in so many words, speaks to its reader, and is a guide.
MANY_ADDRESSES = 5
WORDS_PER_ADDRESS = 150

COUNTS = ("criteria", "sections", "texts", "stories", "blanks", "words", "addresses", "manuals")


@dataclass(frozen=True, slots=True)
class Tally:
    """What sections show of the kind of document that they belong to; tallies of parts of a document add up.

    criteria, sections: how many there are; texts: how many headings, labels, paragraphs, items and cells; stories,
    blanks: in how many of those there are any; words: how many words they have, and addresses, how often they speak to
    their reader. manuals: how many headings a manual has. roles: those of all headings, and those of labels that
    proposals alone have. requirements: a heading is about them. accepting: there are criteria that are labelled as
    such, are scenarios, have ids, or oblige. form: a table of requirements ends in a row of nothing but dots.
    heading: the first one; title: the first one of the first level, None where there is none.
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
        roles = frozenset(role for section in headings for role in section.roles)
        return cls(
            criteria=sum(len(group.drafts) for group in groups),
            sections=len(sections),
            texts=len(units),
            stories=sum(each.says("story_role", "wish") for each in said),
            blanks=sum(map(_is_blank, units)),
            words=sum(word_count(unit.text) for unit in units),
            addresses=sum(len(each.of("address")) for each in said if each.says("address")),
            manuals=sum(section.has_role("manual") for section in headings),
            roles=roles | (TELLING & frozenset(_roles_of_labels(sections, language))),
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
    def hardly_any_criteria(self) -> bool:
        """Whether what was taken for criteria may be so by accident: few of many passages, and no stories."""
        if self.stories or not self.criteria or self.mostly_criteria:
            return not self.criteria
        if self.accepting:
            return self.criteria * FEW_CRITERIA < self.passages
        return self.criteria * (FEW_WITHOUT_A_NAME if self.criteria > 1 else MOSTLY_CRITERIA) < self.passages

    @property
    def families(self) -> int:
        """How many of the sections of a proposal there are."""
        return sum(not self.roles.isdisjoint(family) for family in PROPOSAL)

    @property
    def telling(self) -> frozenset[str]:
        """The sections that hardly anything but a proposal has."""
        return self.roles & TELLING

    @property
    def is_long(self) -> bool:
        """Whether it is so long that single sections of a proposal may be there by accident: an API has "Options"."""
        return self.passages > PASSAGES_PER_TELLING * max(1, len(self.telling))

    @property
    def says_why(self) -> bool:
        """Whether two of those sections are there, one of them about why this or what else, and none of a manual."""
        telling = self.telling
        said = len(telling) > 1 and not telling.isdisjoint(MOST_TELLING)
        return said and not self.manuals and not self.is_long

    @property
    def says_what_for(self) -> bool:
        """Whether it says what is wrong and what is proposed, and nothing of a manual."""
        return (
            {"problem", "proposal"} <= self.roles
            and not self.manuals
            and not self.is_long
            and not self.is_guide
        )

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
        many = self.blanks >= TEMPLATE_BLANKS and self.blanks * PASSAGES_PER_BLANK > self.passages
        return many or (self.blanks >= FORM_BLANKS and self.blanks * PASSAGES_OF_A_FORM >= self.passages)

    @property
    def is_guide(self) -> bool:
        """Whether it speaks to its reader all along, and tells no stories."""
        if self.stories > MANY_STORIES:
            return False
        return self.addresses >= MANY_ADDRESSES and self.addresses * WORDS_PER_ADDRESS > self.words


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


def _roles_of_labels(sections: Iterable[Section], language: str) -> Iterator[str]:
    """Yield the roles of the labels right below the title, and of what names each row in a table of two columns.

    Labels further down are about a part: a guide has "Problem" and "Why" for each of its examples.
    """
    for section in sections:
        if (
            section.is_label
            and not section.depth
            and section.parent is not None
            and section.parent.level <= 1
        ):
            yield from section.roles
        for placed in section.body:
            unit = placed.unit
            if unit.kind is UnitKind.ROW and unit.level and len(unit.cells) == PAIR:
                yield from roles_of(unit.cells[0].text, language)


def _is_for_acceptance(group: DraftGroup) -> bool:
    """Tell whether criteria are labelled as such, or one of them is a scenario, has an id, or obliges."""
    return group.label.has_role("acceptance") or any(
        draft.id is not None or obliges(draft.head.unit.text) or (draft.title and _has_outcome(draft))
        for draft in group.drafts
    )


def _has_outcome(draft: Draft) -> bool:
    steps = (step(placed.unit.text) for placed in draft.statement)
    return any(found is not None and found.keyword == "then" for found in steps)


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


def _is_blank(unit: Unit) -> bool:
    """Tell whether a text has something to be filled in: what is set as code is none, and an empty cell neither."""
    if unit.kind is UnitKind.ITEM and not unit.nested and _is_empty(unit):
        return True
    return any(
        not any(start <= unit.start + found.start() < end for start, end in unit.inline.code)
        for found in BLANK.finditer(unit.text)
    )


def _is_empty(unit: Unit) -> bool:
    """Tell whether an item is only a bullet, a label with nothing behind it, or one with dots."""
    text = unit.rest if unit.lead else unit.text
    if EMPTY.fullmatch(text):
        return True
    return DOTS.search(text) is not None and word_count(text) <= WORDS_BEFORE_DOTS
