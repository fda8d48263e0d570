"""Findings for a person: the question, the words that it is about, and what is related to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.cli.counted import counted
from whylint.cli.excerpt import excerpt
from whylint.rules.finding import Severity
from whylint.text.lines import content

if TYPE_CHECKING:
    from whylint.cli.terminal import Terminal
    from whylint.engine import Analysis
    from whylint.rules.finding import Finding

COLOURS = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFORMATION: "bold blue",
    Severity.HINT: "bold cyan",
}
GUTTER = 6  # columns for the line number


class TextReporter:
    """Writes findings as they come, and a summary at the end."""

    def __init__(self, terminal: Terminal, *, everything: bool) -> None:
        """Write to a terminal; with ``everything``, folded findings too."""
        self._terminal = terminal
        self._everything = everything
        self._documents = self._with_questions = self._questions = 0

    def document(self, path: str, analysis: Analysis) -> None:
        """Write the findings of one document.

        Those of a settled document are all folded, and not counted: nobody needs to answer them any more.
        """
        shown = [finding for finding in analysis.findings if self._everything or not finding.folded]
        folded = 0 if analysis.spec.settled else len(analysis.findings) - len(shown)
        for finding in shown:
            self._write(path, analysis, finding)
        if folded:
            self._terminal.line(
                self._terminal.styled(f"{path}: and {folded} more: whylint check --all {path}", "dim")
            )
            self._terminal.line()
        self._documents += 1
        self._questions += len(shown) + folded
        self._with_questions += bool(shown or folded)

    def finish(self, known: int) -> None:
        """Write the summary; ``known``: how many findings of these documents are in a baseline, and left out."""
        documents = counted(self._documents, "document")
        new, left_out = ("new ", f"; {known} more in the baseline") if known else ("", "")
        if self._questions:
            questions = counted(self._questions, f"{new}question")
            summary, style = f"{questions} in {self._with_questions} of {documents}{left_out}", "bold"
        else:
            summary, style = f"No {new}questions in {documents}{left_out}", "bold green"
        self._terminal.line(self._terminal.styled(summary, style))

    def _write(self, path: str, analysis: Analysis, finding: Finding) -> None:
        styled, line = self._terminal.styled, self._terminal.line
        (start, end), colour = finding.span, COLOURS[finding.severity]
        place = styled(f"{path}:{start.line + 1}:{start.column + 1}", "bold")
        severity, rule = styled(finding.severity, colour), styled(f"[{finding.rule}]", "dim")
        line(f"{place} {severity} {finding.message} {rule}")
        source = content(analysis.lines[start.line])
        last = end.column if end.line == start.line else len(source)
        shown = excerpt(source, start.column, last, self._terminal.width - GUTTER - 3)
        line(f"{styled(f'{start.line + 1:{GUTTER}} |', 'dim')} {shown.line}")
        line(f"{styled(' ' * GUTTER + ' |', 'dim')} {shown.before}{styled(shown.mark, colour)}")
        for related in finding.related:
            line(styled(f"{' ' * GUTTER} = line {related.span.start.line + 1}: {related.message}", "dim"))
        line()
