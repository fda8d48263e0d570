"""Asking under the document's open questions, which begin where there are none yet."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from whylint.exits.naming import by_itself
from whylint.exits.places import item_prefix
from whylint.lexicon import vocabulary_for
from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.markdown.places import blocks_at
from whylint.questions.insertion import Insertion
from whylint.questions.quote import MARK
from whylint.questions.wording import blanks, in_markdown, introduced, question
from whylint.spec.outline import outline
from whylint.spec.units import UnitKind
from whylint.text.lines import content

if TYPE_CHECKING:
    from whylint.engine import Analysis
    from whylint.markdown.blocks import Block
    from whylint.markdown.document import Markdown
    from whylint.rules.finding import Finding
    from whylint.spec.outline import Section

NUMBERED = re.compile(r"(\d+)([.)]?\s+)")
CLOSED_FENCE = ("```", "~~~")


def listed(analysis: Analysis, finding: Finding) -> Insertion | None:
    """Return the insertion of a finding's question among the open ones, None where a section cannot begin."""
    language = analysis.facts.language
    section = _section(analysis.markdown, language) if analysis.reading.has_section("questions") else None
    if section is not None:
        return _into(analysis, section, finding)
    return _with_heading(analysis, finding)


# Every fix of every finding asks for these two: they are kept while a document is looked at.


@lru_cache(maxsize=4)
def _section(markdown: Markdown, language: str) -> Section | None:
    """Return the section of the open questions."""
    sections = outline(walk(markdown), markdown.lines, language).walk()
    named = (each for each in sections if each.has_role("questions") and not each.within)
    return next((each for each in named if each.opened_by is not None), None)


def _entry(analysis: Analysis, finding: Finding) -> tuple[str, str]:
    """Return the two lines of an entry, without its marker: it names what it is about."""
    language = analysis.facts.language
    asked = question(finding.rule, language, in_markdown(finding.details))
    text = introduced(by_itself(analysis, finding), asked)
    mark = MARK.format(kind="question", rule=finding.rule)
    return f"{text} {mark}", " · ".join(blanks(finding.rule, language))


def _into(analysis: Analysis, section: Section, finding: Finding) -> Insertion:
    """Return the insertion of an entry at the end of a section, with the marker of the entries before."""
    lines = analysis.lines
    assert section.opened_by is not None
    body = [each for each in section.body if each is not section.opened_by]
    items = [each for each in body if each.unit.kind is UnitKind.ITEM]
    text, parts = _entry(analysis, finding)
    if not items:
        above = body[-1] if body else section.opened_by
        blocks = blocks_at(analysis.markdown, above.end_line - 1)
        after = _last_line(analysis, blocks[0].end_line if blocks else above.end_line)
        return Insertion(after, (f"- {text}", f"  {parts}"), apart=True)
    shallow = min(each.unit.depth for each in items)
    last = [each for each in items if each.unit.depth == shallow][-1]
    block = next(
        each
        for each in blocks_at(analysis.markdown, last.line)
        if each.kind is Kind.ITEM and each.line == last.line and each.block.level == last.unit.depth
    )
    before, marker, behind = content(lines[last.line]).partition(last.unit.marker)
    white = behind[: len(behind) - len(behind.lstrip())] or " "
    following = f"{int(marker[:-1]) + 1}{marker[-1]}" if marker[:-1].isdigit() else marker
    checkbox = "" if last.unit.checked is None else "[ ] "
    prefix = item_prefix(lines, block) + " " * (len(following) - len(marker))
    entry = (f"{before}{following}{white}{checkbox}{text}", f"{prefix}{parts}")
    loose = last.line > 0 and not content(lines[last.line - 1]).strip(" \t>") and len(items) > 1
    return Insertion(_last_line(analysis, block.end_line), ("", *entry) if loose else entry)


def _with_heading(analysis: Analysis, finding: Finding) -> Insertion | None:
    """Return the insertion of the section with an entry at the end of the document, in the style of its headings."""
    parts = analysis.markdown.parts
    last = _last_line(analysis, len(analysis.lines))
    if parts and parts[-1].block.kind in (Kind.FENCE, Kind.HTML) and not _is_closed(analysis, last):
        return None
    text, answer = _entry(analysis, finding)
    heading = _heading(analysis.markdown, analysis.facts.language)
    return Insertion(last, (*heading, "", f"- {text}", f"  {answer}"), apart=True)


def _is_closed(analysis: Analysis, line: int) -> bool:
    text = content(analysis.lines[line]).strip()
    return text.startswith(CLOSED_FENCE) or text.endswith(">")


@lru_cache(maxsize=4)
def _heading(markdown: Markdown, language: str) -> tuple[str, ...]:
    """Return the heading of the open questions, in the level and the style of the document's own."""
    title = vocabulary_for(language).lexicons[0].headings["questions"]
    headings = [block for _, block in walk(markdown) if block.kind is Kind.HEADING and block.text]
    below = [block for block in headings if block.level > 1] or headings
    if not below:
        return (f"## {title}",)
    level = min(Counter(block.level for block in below).items(), key=lambda found: (found[0], -found[1]))[0]
    same = [block for block in below if block.level == level]
    title = f"{_number(same)}{title}"
    if same[-1].marker != "#" and level <= 2:
        return (title, same[-1].marker[0] * max(len(title), 3))
    return (f"{'#' * level} {title}",)


def _number(headings: list[Block]) -> str:
    """Return the number that the next of some headings has, "" where the last one has none."""
    text = headings[-1].text
    found = NUMBERED.match(text.plain) if text else None
    return f"{int(found[1]) + 1}{found[2]}" if found else ""


def _last_line(analysis: Analysis, end_line: int) -> int:
    line = min(end_line, len(analysis.lines)) - 1
    while line > 0 and not content(analysis.lines[line]).strip(" \t>"):
        line -= 1
    return line
