"""Findings for a person: the question, the words that it is about, and what is related."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from whylint.cli.terminal import cells, styled
from whylint.rules.finding import Severity
from whylint.text.lines import content

if TYPE_CHECKING:
    from whylint.engine import Analysis
    from whylint.rules.finding import Finding

COLOURS = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFORMATION: "bold blue",
    Severity.HINT: "bold cyan",
}
TAB = "    "
WIDEST = 160  # characters of a source line that are shown


class TextReporter:
    """Writes findings as they come, and a summary line at the end."""

    def __init__(self, output: IO[str], *, colour: bool, everything: bool) -> None:
        """Write to ``output``, with or without colour; with ``everything``, folded findings too."""
        self._output = output
        self._colour = colour
        self._everything = everything
        self._documents = self._asked = self._questions = 0

    def document(self, path: str, analysis: Analysis) -> None:
        """Write the findings of one document."""
        self._documents += 1
        shown = [finding for finding in analysis.findings if self._everything or not finding.folded]
        folded = len(analysis.findings) - len(shown)
        for finding in shown:
            self._write(path, analysis, finding)
        if folded and not analysis.spec.settled:
            more = f"{path}: and {folded} more question{'s' * (folded != 1)}; --all shows them"
            self._line(styled(more, "dim", colour=self._colour))
            self._line("")
        counted = len(shown) + (0 if analysis.spec.settled and not self._everything else folded)
        self._questions += counted
        self._asked += bool(counted)

    def finish(self, *, incomplete: bool) -> None:
        """Write the summary."""
        documents = f"{self._documents} document{'s' * (self._documents != 1)}"
        rest = "; some could not be read" if incomplete else ""
        if self._questions:
            text = f"{self._questions} question{'s' * (self._questions != 1)} in {self._asked} of {documents}{rest}"
            self._line(styled(text, "bold", colour=self._colour))
        else:
            self._line(styled(f"No questions in {documents}{rest}", "bold green" if not incomplete else "bold", colour=self._colour))

    def _write(self, path: str, analysis: Analysis, finding: Finding) -> None:
        start = finding.span.start
        place = styled(f"{path}:{start.line + 1}:{start.column + 1}:", "bold", colour=self._colour)
        severity = styled(finding.severity.value, COLOURS[finding.severity], colour=self._colour)
        rule = styled(f"[{finding.rule}]", "dim", colour=self._colour)
        self._line(f"{place} {severity} {finding.message} {rule}")
        self._source(content(analysis.lines[start.line]), finding)
        for related in finding.related:
            self._line(f"  {path}:{related.span.start.line + 1}: {related.message}")
        self._line("")

    def _source(self, line: str, finding: Finding) -> None:
        """Write the line that the words stand on, and underline them."""
        start = finding.span.start.column
        end = finding.span.end.column if finding.span.end.line == finding.span.start.line else len(line)
        cut = max(0, start - WIDEST // 2) if len(line) > WIDEST else 0
        shown = line[cut : cut + WIDEST].replace("\ufeff", "")
        before = line[cut:start].replace("\ufeff", "").replace("\t", TAB)
        words = line[start : min(end, cut + WIDEST)].replace("\t", TAB)
        marker = styled("^" * max(1, cells(words)), COLOURS[finding.severity], colour=self._colour)
        self._line(f"    {shown.replace(chr(9), TAB)}")
        self._line(f"    {' ' * cells(before)}{marker}")

    def _line(self, text: str) -> None:
        try:
            self._output.write(text + "\n")
        except UnicodeEncodeError:
            encoding = self._output.encoding or "ascii"
            self._output.write(text.encode(encoding, "replace").decode(encoding) + "\n")
