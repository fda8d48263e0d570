"""Writing a question into a document: where it goes, and as which text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.questions.wording import blanks, heading
from whylint.text.edits import Edit
from whylint.text.lines import content, detect_newline
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

MARK = "<!-- whylint-question: {rule} -->"


def block_quote(
    lines: Sequence[str],
    after: int,
    *,
    rule: str,
    text: str,
    language: str,
    indent: str = "",
    apart: bool = False,
) -> Edit:
    """Return the edit that inserts a question as a block quote below a line.

    after: the zero-based line that it goes below. indent: what its lines begin with, so that it belongs to a list item.
    apart: whether blank lines have to set it off from what stands around it.
    """
    newline = detect_newline(lines)
    quoted = [f"**{heading(language)}** {text} {MARK.format(rule=rule)}", " · ".join(blanks(rule, language))]
    written = [f"{indent}> {line}" for line in quoted if line]
    if apart:
        written.insert(0, "")
        if after + 1 < len(lines) and content(lines[after + 1]).strip():
            written.append("")
    at = Position(after, len(content(lines[after])))
    return Edit(Span(at, at), "".join(newline + line for line in written))


def comment_above(lines: Sequence[str], line: int, comment: str) -> Edit:
    """Return the edit that puts a comment on a line of its own above a line, indented as that one is."""
    text = content(lines[line])
    indent = text[: len(text) - len(text.lstrip())]
    at = Position(line, 0)
    return Edit(Span(at, at), f"{indent}{comment}{detect_newline(lines)}")
