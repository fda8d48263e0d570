"""What Whylint itself left in a document: inserted questions, and comments that silence rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.spec.model import OpenQuestion, Passage, Suppression
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.markdown.blocks import Block
    from whylint.markdown.document import Markdown

QUESTION_MARK = re.compile(r"<!--\s*whylint-question:\s*([a-z-]+)\s*-->")
BLANK = "(…)"
DIRECTIVE = re.compile(
    r"<!--\s*whylint-(disable-file|disable-next-line|disable-line|disable|enable)\b([^>]*?)-->"
)
QUOTE_LINE = re.compile(r"^\s*>")


def remarks(
    markdown: Markdown, lines: Sequence[str]
) -> tuple[tuple[OpenQuestion, ...], tuple[Suppression, ...]]:
    """Return the questions that stand in a document, and the suppressions."""
    if not any("whylint-" in line for line in lines):
        return (), ()
    fenced = _fenced_lines(markdown)
    questions: list[OpenQuestion] = []
    suppressions: list[Suppression] = []
    open_since: dict[str, tuple[Span, int]] = {}
    for number, line in enumerate(lines):
        if "whylint-" not in line or number in fenced:
            continue
        questions.extend(_question(lines, number, found) for found in QUESTION_MARK.finditer(line))
        for found in DIRECTIVE.finditer(line):
            span = Span.on_line(number, found.start(), found.end())
            rules = frozenset(re.findall(r"[a-z][a-z-]+", found[2].split("--")[0]))
            match found[1]:
                case "disable-file":
                    suppressions.append(Suppression(span, rules, 0, len(lines)))
                case "disable-line":
                    suppressions.append(Suppression(span, rules, number, number + 1))
                case "disable-next-line":
                    suppressions.append(Suppression(span, rules, number + 1, number + 2))
                case "disable":
                    for rule in rules or {""}:
                        open_since.setdefault(rule, (span, number))
                case _:
                    suppressions.extend(_closed(open_since, rules, number))
    suppressions.extend(_closed(open_since, frozenset(), len(lines)))
    return tuple(questions), tuple(suppressions)


def _closed(
    open_since: dict[str, tuple[Span, int]], rules: frozenset[str], end: int
) -> Iterator[Suppression]:
    for rule in list(open_since) if not rules else [rule for rule in open_since if rule in rules]:
        span, start = open_since.pop(rule)
        yield Suppression(span, frozenset({rule} if rule else ()), start, end)


def _question(lines: Sequence[str], number: int, mark: re.Match[str]) -> OpenQuestion:
    """Read an inserted question: the quote that its mark stands in; it is answered once no blank is left."""
    end = number + 1
    while end < len(lines) and QUOTE_LINE.match(lines[end]) and not QUESTION_MARK.search(lines[end]):
        end += 1
    quoted = [QUOTE_LINE.sub("", line).strip() for line in lines[number:end]]
    start = re.match(r"[\s>]*", lines[number])
    column = start.end() if start else 0
    last = lines[end - 1].rstrip("\r\n")
    text = QUESTION_MARK.sub("", "\n".join(quoted)).strip()
    span = Span(Position(number, column), Position(end - 1, len(last.rstrip())))
    return OpenQuestion(Passage(span, text), mark[1], answered=BLANK not in text)


def _fenced_lines(markdown: Markdown) -> frozenset[int]:
    """Return the lines of fences and indented code, where a remark is only an example of one."""
    found: set[int] = set()

    def visit(block: Block, shift: int) -> None:
        if block.kind in (Kind.FENCE, Kind.CODE):
            found.update(range(shift + block.line, shift + block.end_line))
        for child in block.children:
            visit(child, shift)

    for shift, block in walk(markdown):
        visit(block, shift)
    return frozenset(found)
