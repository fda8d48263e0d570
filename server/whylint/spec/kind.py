"""What sort of document this is, whether anybody could build from it, and how far it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.spec.model import DocumentKind
from whylint.spec.reading import read, roles_of
from whylint.spec.units import UnitKind

if TYPE_CHECKING:
    from whylint.spec.criteria import DraftGroup
    from whylint.spec.outline import Section

BLANK = re.compile(r"\{[^}\n]{3,60}\}|\[[A-Z][^\]\n]{4,70}\](?!\()|<[a-z][a-z ]{3,40}>|\[(?:your|the|describe|insert|e\.g\.)[^\]\n]*\](?!\()", re.IGNORECASE)
PROPOSAL_ROLES = ({"problem", "introduction"}, {"goals"}, {"non_goals"}, {"alternatives"}, {"proposal", "design", "decision"}, {"questions"}, {"stories"})
SETTLED = re.compile(r"\b(?:done|completed?|archived|superseded|rejected|deprecated|closed|cancell?ed|withdrawn|obsolete|implemented)\b", re.IGNORECASE)
STATUS = re.compile(r"^\s*[\"']?status[\"']?\s*[:=]\s*[\"']?([^\"'\n#]+)", re.IGNORECASE | re.MULTILINE)
YOU = re.compile(r"\b(?:you|your|you're|let's)\b", re.IGNORECASE)


def status_of(front_matter: str, root: Section) -> str | None:
    """Return a document's status as written, in front matter or in a line of its own near the top."""
    found = STATUS.search(front_matter)
    if found:
        return found[1].strip() or None
    for section in root.walk():
        if section.line > 30:
            break
        if section.title.casefold() in ("status", "état", "estado", "stato", "статус", "状态", "状態", "상태"):
            first = next((p.unit.rest or p.unit.text for p in section.body), None)
            return first.split("\n")[0].strip() if first else None
    return None


def is_settled(status: str | None) -> bool:
    """Tell whether a status says that the work is done or dropped."""
    return status is not None and SETTLED.search(status) is not None


def kind_of(root: Section, groups: list[DraftGroup], language: str) -> DocumentKind:
    """Return the kind of a document; ``NONE`` where it is no spec."""
    title = next((s for s in root.walk() if s.level == 1), None) or (root.children[0] if root.children else root)
    title_roles = title.roles if title.level else frozenset()
    sections = list(root.walk())
    texts = [p.unit.text for s in sections for p in s.body if p.unit.kind in (UnitKind.TEXT, UnitKind.ITEM)]
    text = "\n".join(texts)
    criteria = sum(len(group.drafts) for group in groups)
    stories = sum(read(each, language).says("story_role", "wish") for each in texts) + sum(
        read(s.opened_by.unit.text, language).says("story_role", "wish") for s in sections if s.opened_by
    )
    if "no_spec" in title_roles and not {"acceptance", "story", "requirements"} & title_roles:
        return DocumentKind.NONE
    blanks = len(BLANK.findall(text)) + sum(len(BLANK.findall(s.title)) for s in sections)
    if blanks >= 8 and blanks * 4 > len(texts):
        return DocumentKind.NONE
    words = len(text.split()) or 1
    if len(YOU.findall(text)) * 60 > words and stories < 3:
        return DocumentKind.NONE
    headings = [s for s in sections if s.level and not s.is_label]
    present = [any(not s.roles.isdisjoint(roles) for s in headings) for roles in PROPOSAL_ROLES]
    is_decision = any(s.has_role("decision") for s in headings) and any(s.has_role("introduction", "problem") for s in headings)
    if criteria == 0 and stories < 2 and sum(present) < 4 and not is_decision:
        return DocumentKind.NONE
    if sum(present) >= 4 or is_decision:
        return DocumentKind.PROPOSAL
    if stories > 3 and criteria > 12:
        return DocumentKind.EPIC
    if any("bug" in s.title.casefold().split() for s in headings[:2]):
        return DocumentKind.BUG_REPORT
    if stories == 1 or (stories == 0 and criteria <= 12 and not any(roles_of(s.title, language) & {"requirements"} for s in headings)):
        return DocumentKind.STORY
    return DocumentKind.FEATURE_SPEC
