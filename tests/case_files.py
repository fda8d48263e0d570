"""Case files: Markdown in which each heading with a spec in a fence below it is a test.

A case is a fence of ``markdown`` with a spec. Below a line of it stand the findings that are expected on it::

    - The customer uploads a receipt
                   ^^^^^^^^^^^^^^^^^ missing-error-state "When the upload fails"

The carets stand under the words, one for each code point; ``+2:5`` behind them says that the words go on and
end two lines further down, before column 5 (zero-based). The quoted part of the message may be left out. No
other finding may exist. A fence of ``toml`` is the configuration of the case, and one of ``outline`` what
``whylint inspect`` says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from whylint.cli.outline import outline
from whylint.engine import analyse
from whylint.text.lines import content, split_lines
from whylint.workspace.configuration import parse_configuration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whylint.rules.finding import Finding

SPEC, CONFIGURATION, OUTLINE = KINDS = ("markdown", "toml", "outline")
_MARKER = re.compile(r'(?P<mark> *\^+(?:\+\d+:\d+)? [a-z]+(?:-[a-z]+)*)(?: "(?P<part>.*)")?')


class CaseError(Exception):
    """A case file that cannot be read as one: the message names the file and the line."""


class Fence(NamedTuple):
    """What stands in a fence, and between which lines of the file: zero-based, the end exclusive."""

    text: str
    line: int
    end_line: int


@dataclass(slots=True)
class Case:
    """A test in a case file: its name, its place, and its fences by their kind."""

    path: Path
    name: str
    line: int
    fences: dict[str, Fence] = field(default_factory=dict)

    def expected(self) -> dict[str, str]:
        """Return the fences that say what is expected, as they stand in the file."""
        return {kind: self.fences[kind].text for kind in (SPEC, OUTLINE) if kind in self.fences}

    def actual(self) -> dict[str, str]:
        """Return the same fences with what is found in place of what is expected."""
        lines, markers = without_markers(self.fences[SPEC].text)
        settings = None
        if CONFIGURATION in self.fences:
            configuration = parse_configuration(self.fences[CONFIGURATION].text, Path("whylint.toml"))
            if configuration.problems:
                raise CaseError(f"{self.path}:{self.line + 1}: {configuration.problems[0]}")
            settings = configuration.settings
        analysis = analyse(split_lines("".join(lines)), settings)
        texts = {
            SPEC: _with_markers(lines, analysis.findings, markers),
            OUTLINE: f"{outline(analysis.spec)}\n",
        }
        return {kind: texts[kind] for kind in self.expected()}

    def difference(self) -> str:
        """Return how what is found differs from what is expected, empty where it does not."""
        actual = self.actual()
        return "".join(
            line
            for kind, text in self.expected().items()
            for line in unified_diff(
                text.splitlines(keepends=True),
                actual[kind].splitlines(keepends=True),
                f"{self.path}:{self.line + 1} {kind}, expected",
                f"{kind}, found",
                n=2,
            )
        )


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file, in order. Raises CaseError where it is no case file."""
    cases: list[Case] = []
    heading, opened_at = "", 0
    tokens = MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8"))
    for number, token in enumerate(tokens):
        line, end_line = token.map or (0, 0)
        if token.type == "heading_open":
            heading, opened_at = tokens[number + 1].content, line
        elif token.type == "fence":
            if token.info not in KINDS:
                raise CaseError(
                    f"{path}:{line + 1}: a fence of “{token.info}”; a case has {', '.join(KINDS)}"
                )
            if not cases or cases[-1].line != opened_at:
                cases.append(Case(path, heading, opened_at))
            if token.info in cases[-1].fences:
                raise CaseError(
                    f"{path}:{line + 1}: a second fence of {token.info}; give it a heading of its own"
                )
            cases[-1].fences[token.info] = Fence(token.content, line + 1, end_line - 1)
    names = [case.name for case in cases]
    for case in cases:
        if SPEC not in case.fences:
            raise CaseError(f"{path}:{case.line + 1}: “{case.name}” has no fence of {SPEC}")
        if names.count(case.name) > 1:
            raise CaseError(f"{path}:{case.line + 1}: “{case.name}” is the name of another case too")
    return cases


def update(case: Case) -> None:
    """Write what is found into the case file, in place of what was expected."""
    lines = case.path.read_text(encoding="utf-8").splitlines(keepends=True)
    # Another case may have been updated since this one was read, so that its lines stand elsewhere by now.
    current = next(each for each in read_cases(case.path) if each.name == case.name)
    actual = current.actual()
    for kind, fence in sorted(current.fences.items(), key=lambda item: item[1].line, reverse=True):
        if kind in actual:
            lines[fence.line : fence.end_line] = [actual[kind]]
    case.path.write_text("".join(lines), encoding="utf-8")


def mark(finding: Finding, lines: list[str]) -> str:
    """Return the marker that stands below the line where a finding begins."""
    (line, column), (end_line, end_column) = finding.span
    further = f"+{end_line - line}:{end_column}" if end_line > line else ""
    last = len(content(lines[line])) if further else end_column
    return f"{' ' * column}{'^' * max(1, last - column)}{further} {finding.rule}"


def without_markers(text: str) -> tuple[list[str], dict[tuple[int, str], list[str]]]:
    """Return the lines of a spec, and the expected parts of messages by line and mark."""
    lines: list[str] = []
    markers: dict[tuple[int, str], list[str]] = defaultdict(list)
    for line in text.splitlines(keepends=True):
        if lines and (marker := _MARKER.fullmatch(content(line))):
            markers[len(lines) - 1, marker["mark"]].append(marker["part"] or "")
        else:
            lines.append(line)
    return lines, markers


def _with_markers(
    lines: list[str], findings: Iterable[Finding], expected: Mapping[tuple[int, str], list[str]]
) -> str:
    """Return a spec with a marker for each finding, and the expected part of its message."""
    marked: dict[int, list[str]] = defaultdict(list)
    for finding in findings:
        line, marker = finding.span.start.line, mark(finding, lines)
        parts = expected.get((line, marker), [""])
        part = next((part for part in parts if part in finding.message), finding.message)
        marked[line].append(f'{marker} "{part}"\n' if part else f"{marker}\n")
    return "".join(line + "".join(marked[number]) for number, line in enumerate(lines))
