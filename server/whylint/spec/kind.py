"""What sort of document this is, whether anybody could build from it, and how far it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.lexicon.phrases import word_count
from whylint.spec.model import DocumentKind
from whylint.spec.reading import read, roles_of
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.criteria import DraftGroup
    from whylint.spec.outline import Section

# What a template leaves to be filled in: {name}, [Describe the goal], <short title>; a link's text is none.
BLANK = re.compile(
    r"\{[^}\n]{3,60}\}|\[[A-Z][^\]\n]{4,70}\](?!\()|<[a-z][a-z ]{3,40}>"
    r"|\[(?:your|the|describe|insert|e\.g\.)[^\]\n]*\](?!\()",
    re.IGNORECASE,
)
STATUS = re.compile(r"^\s*[\"']?status[\"']?\s*[:=]\s*[\"']?([^\"'\n#]+)", re.IGNORECASE | re.MULTILINE)
NEAR_THE_TOP = 30  # lines in which a status stands that is about the whole document

# The sections that proposals, RFCs and decision records have; four of these families make one.
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
MANY_STORIES = 3
MANY_CRITERIA = 12
TEMPLATE_BLANKS = 8  # fewer are slips in a document that somebody has filled in
# A text that says "you" this often, and more than once in so many words, speaks to its reader, and is a guide.
MANY_ADDRESSES = 5
WORDS_PER_ADDRESS = 60


def status_of(front_matter: str, root: Section) -> str | None:
    """Return a document's status as written, in front matter or below a label or heading near the top."""
    found = STATUS.search(front_matter)
    if found:
        return found[1].strip() or None
    for section in root.walk():
        if section.line > NEAR_THE_TOP:
            break
        if section.has_role("status"):
            first = next((placed.unit.rest or placed.unit.text for placed in section.body), "")
            return first.split("\n")[0].strip() or None
    return None


def is_settled(status: str | None, language: str) -> bool:
    """Tell whether a status says that the work is done or dropped."""
    return status is not None and read(status, language).says("settled")


def kind_of(root: Section, groups: list[DraftGroup], language: str) -> DocumentKind:
    """Return the kind of a document; ``NONE`` where it is no spec."""
    sections = list(root.walk())
    headings = [section for section in sections if section.level and not section.is_label]
    title = next((section for section in headings if section.level == 1), headings[0] if headings else root)
    texts = list(_texts(sections))
    criteria = sum(len(group.drafts) for group in groups)
    stories = sum(read(text, language).says("story_role", "wish") for text in texts)
    if (
        _is_no_spec(title)
        or _is_template(texts, sections)
        or _shows_how_to_fill_in(sections, language)
        or (stories <= MANY_STORIES and _is_guide(texts, language))
    ):
        return DocumentKind.NONE
    families = sum(any(not section.roles.isdisjoint(roles) for section in headings) for roles in PROPOSAL)
    decides = any(s.has_role("decision") for s in headings) and any(
        s.has_role("introduction", "problem") for s in headings
    )
    if families >= ENOUGH_FAMILIES or decides:
        return DocumentKind.PROPOSAL
    if not criteria and stories < 2:
        return DocumentKind.NONE
    if title.has_role("bug"):
        return DocumentKind.BUG_REPORT
    if stories > MANY_STORIES and criteria > MANY_CRITERIA:
        return DocumentKind.EPIC
    few = criteria <= MANY_CRITERIA and not any(section.has_role("requirements") for section in headings)
    return DocumentKind.STORY if stories == 1 or (not stories and few) else DocumentKind.FEATURE_SPEC


def _texts(sections: list[Section]) -> Iterator[str]:
    """Yield what stands in a document's paragraphs, items, cells and headings."""
    for section in sections:
        if section.opened_by is not None:
            yield section.opened_by.unit.text
        for placed in section.body:
            if placed.unit.kind in (UnitKind.TEXT, UnitKind.ITEM):
                yield placed.unit.text
            elif placed.unit.kind is UnitKind.ROW:
                yield from (cell.text for cell in placed.unit.cells)


def _is_no_spec(title: Section) -> bool:
    """Tell whether a title says that this is a guide, a template, a changelog."""
    return title.has_role("no_spec") and not title.has_role("acceptance", "story", "requirements")


def _is_template(texts: list[str], sections: list[Section]) -> bool:
    """Tell whether much of a document is still to be filled in."""
    blanks = sum(len(BLANK.findall(text)) for text in texts)
    return blanks >= TEMPLATE_BLANKS and blanks * 4 > len(texts) - len(sections)


def _shows_how_to_fill_in(sections: list[Section], language: str) -> bool:
    """Tell whether a table of requirements ends in a row of nothing but dots: a form to be filled in."""
    for section in sections:
        header: frozenset[str] = frozenset()
        for placed in section.body:
            if placed.unit.kind is not UnitKind.ROW:
                continue
            cells = [cell.text.strip() for cell in placed.unit.cells]
            if not placed.unit.level:
                header = frozenset(role for cell in cells if cell for role in roles_of(cell, language))
            elif not header.isdisjoint({"acceptance", "requirements"}) and not "".join(cells).strip(".… "):
                return True
    return False


def _is_guide(texts: list[str], language: str) -> bool:
    """Tell whether a document speaks to its reader all along."""
    words = sum(word_count(text) for text in texts)
    addressed = sum(len(read(text, language).of("address")) for text in texts)
    return addressed >= MANY_ADDRESSES and addressed * WORDS_PER_ADDRESS > words
