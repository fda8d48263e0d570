"""Silencing a rule by a comment: for a line, for a block, or for a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.markdown.blocks import Kind
from whylint.markdown.places import blocks_at
from whylint.questions.insertion import Insertion, comment_above, edits, newline_of
from whylint.rules.finding import Fix
from whylint.text.edits import Edit
from whylint.text.lines import content
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.engine import Analysis
    from whylint.rules.finding import Finding

# Inside these a comment of Markdown is none, or breaks the block apart.
CLOSED = frozenset({Kind.TABLE, Kind.FENCE, Kind.CODE, Kind.HTML})


def silence(analysis: Analysis, finding: Finding) -> Iterator[Fix]:
    """Yield the ways to silence a finding's rule with a comment."""
    lines, line, rule = analysis.lines, finding.span.start.line, finding.rule
    if _stands_alone(analysis, line):
        comment = f"<!-- whylint-disable-next-line {rule} -->"
        yield Fix(f"Disable {rule} for this line", (comment_above(lines, line, comment),))
    blocks = blocks_at(analysis.markdown, line)
    if blocks and _ends(analysis, blocks[0].end_line):
        begin = comment_above(lines, blocks[0].line, f"<!-- whylint-disable {rule} -->")
        below = Insertion(_last_line(analysis, blocks[0].end_line), (f"<!-- whylint-enable {rule} -->",))
        yield Fix(f"Disable {rule} for this block", (begin, *edits(lines, [below])))
    top = _top(analysis)
    newline = newline_of(analysis.lines)
    comment = f"<!-- whylint-disable-file {rule} -->{newline}{newline}"
    yield Fix(f"Disable {rule} for this file", (Edit(Span(top, top), comment),))


def refused(analysis: Analysis, finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield the ways to silence a finding's rule that its place does not allow: what they are called, and why not."""
    if not _stands_alone(analysis, finding.span.start.line):
        reason = (
            "A comment above this line would break the table, the fence or the paragraph that it stands in."
        )
        yield f"Disable {finding.rule} for this line", reason


def _stands_alone(analysis: Analysis, line: int) -> bool:
    """Tell whether a comment can go above a line without breaking a table, a fence or a paragraph there."""
    blocks = blocks_at(analysis.markdown, line)
    return not blocks or (CLOSED.isdisjoint(each.kind for each in blocks) and blocks[-1].line == line)


def _ends(analysis: Analysis, end_line: int) -> bool:
    """Tell whether what goes below a block is no more part of it, as in a fence that nobody closed."""
    line = _last_line(analysis, end_line)
    last, kind = content(analysis.lines[line]).strip(), blocks_at(analysis.markdown, line)[-1].kind
    if kind is Kind.FENCE:
        return last.lstrip("> ")[:3] in ("```", "~~~")
    return kind is not Kind.HTML or last.endswith(">")


def _last_line(analysis: Analysis, end_line: int) -> int:
    line = min(end_line, len(analysis.lines)) - 1
    while line > 0 and not content(analysis.lines[line]).strip():
        line -= 1
    return line


def _top(analysis: Analysis) -> Position:
    """Return where a document's text begins, behind its byte order mark and front matter."""
    parts = analysis.markdown.parts
    if parts and parts[0].block.kind is Kind.FRONT_MATTER:
        return Position(min(parts[0].block.end_line, len(analysis.lines) - 1), 0)
    return Position(0, 1 if analysis.lines[0].startswith("\ufeff") else 0)
