"""What Whylint itself left in a document: the marks of inserted questions, and comments that silence rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.spec.model import Passage, QuestionKind, Suppression
from whylint.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.markdown.blocks import Block
    from whylint.markdown.document import Markdown

# A question's mark: a comment of Markdown, or inside a fence one of Gherkin and YAML.
MARK = re.compile(r"<!--\s*whylint-(question|does-not-apply|covered-by):\s*([a-z][a-z-]*)\s*-->")
FENCED_MARK = re.compile(r"(?:^|(?<=\s))#\s*whylint-(question):\s*([a-z][a-z-]*)\s*$")
KINDS = {
    "question": QuestionKind.ASKED,
    "does-not-apply": QuestionKind.DOES_NOT_APPLY,
    "covered-by": QuestionKind.COVERED_BY,
}
# What a comment that silences rules can say; one of these is never the beginning of a later one.
DIRECTIVES = {
    "disable-file": "rules are silent in this file",
    "disable-next-line": "rules are silent on the next line",
    "disable-line": "rules are silent on this line",
    "disable": "rules are silent from here on",
    "enable": "rules speak again from here on",
}
DIRECTIVE = re.compile(rf"<!--\s*whylint-({'|'.join(DIRECTIVES)})\b([^>]*?)-->")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of an inserted question: where it stands, and which rule asks; fenced: it is a comment in a fence."""

    line: int
    start: int
    end: int
    kind: QuestionKind
    rule: str
    fenced: bool = False


def remarks(markdown: Markdown, lines: Sequence[str]) -> tuple[tuple[Mark, ...], tuple[Suppression, ...]]:
    """Return the marks of the questions that stand in a document, and the suppressions."""
    if not any("whylint-" in line for line in lines):
        return (), ()
    fenced = _fenced_lines(markdown)
    marks: list[Mark] = []
    suppressions: list[Suppression] = []
    open_since: dict[str, tuple[_Comment, int]] = {}
    for number, line in enumerate(lines):
        if "whylint-" not in line:
            continue
        inside = number in fenced
        pattern = FENCED_MARK if inside else MARK
        marks.extend(
            Mark(number, found.start(), found.end(), KINDS[found[1]], found[2], inside)
            for found in pattern.finditer(line.rstrip("\r\n"))
        )
        for found in () if inside else DIRECTIVE.finditer(line):
            comment = _Comment.read(number, found)
            match found[1]:
                case "disable-file":
                    suppressions.append(comment.over(0, len(lines)))
                case "disable-line":
                    suppressions.append(comment.over(number, number + 1))
                case "disable-next-line":
                    suppressions.append(comment.over(number + 1, number + 2))
                case "disable":
                    for rule in comment.rules or {""}:
                        open_since.setdefault(rule, (comment, number))
                case _:
                    suppressions.extend(_closed(open_since, comment.rules, number))
    suppressions.extend(_closed(open_since, frozenset(), len(lines)))
    return tuple(marks), tuple(suppressions)


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment that silences rules: where it stands, what it names, and why."""

    span: Span
    named: tuple[Passage, ...]
    reason: str

    @classmethod
    def read(cls, number: int, found: re.Match[str]) -> _Comment:
        names, _, reason = found[2].partition("--")
        named = tuple(
            Passage(Span.on_line(number, found.start(2) + name.start(), found.start(2) + name.end()), name[0])
            for name in re.finditer(r"[a-z][a-z-]+", names)
        )
        return cls(Span.on_line(number, found.start(), found.end()), named, reason.strip(" -"))

    @property
    def rules(self) -> frozenset[str]:
        return frozenset(passage.text for passage in self.named)

    def over(self, start: int, end: int, rule: str | None = None) -> Suppression:
        """Return the suppression of all rules that it names, or of one of them, between two lines."""
        named = tuple(passage for passage in self.named if rule is None or passage.text == rule)
        rules = frozenset(passage.text for passage in named)
        return Suppression(self.span, rules, start, end, named, self.reason)


def _closed(
    open_since: dict[str, tuple[_Comment, int]], rules: frozenset[str], end: int
) -> Iterator[Suppression]:
    for rule in list(open_since) if not rules else [rule for rule in open_since if rule in rules]:
        comment, start = open_since.pop(rule)
        yield comment.over(start, end, rule or None)


def _fenced_lines(markdown: Markdown) -> frozenset[int]:
    """Return the lines of fences and indented code, where a remark of Markdown is only an example of one."""
    found: set[int] = set()

    def visit(block: Block, shift: int) -> None:
        if block.kind in (Kind.FENCE, Kind.CODE):
            found.update(range(shift + block.line, shift + block.end_line))
        for child in block.children:
            visit(child, shift)

    for shift, block in walk(markdown):
        visit(block, shift)
    return frozenset(found)
