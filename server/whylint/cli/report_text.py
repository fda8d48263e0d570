"""Findings for a person: the question, the words that it is about, and what is related to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whylint.cli.counted import counted
from whylint.cli.excerpt import excerpt

if TYPE_CHECKING:
    from whylint.cli.outcome import Outcome
    from whylint.cli.terminal import Terminal

COLOURS = {"error": "bold red", "warning": "bold yellow", "information": "bold blue", "hint": "bold cyan"}
GUTTER = 6  # columns for the line number


class TextReporter:
    """Writes findings as they come, and a summary at the end."""

    def __init__(self, terminal: Terminal, *, everything: bool) -> None:
        """Write to a terminal; with ``everything``, folded findings too."""
        self._terminal = terminal
        self._everything = everything
        self._documents = self._with_questions = self._questions = 0

    def document(self, path: str, outcome: Outcome) -> None:
        """Write the findings of one document.

        Those of a settled document are all folded, and not counted: nobody needs to answer them any more.
        """
        findings = list(zip(outcome["findings"], outcome["sources"], strict=True))
        shown = [each for each in findings if self._everything or not each[0].get("folded")]
        folded = 0 if outcome["settled"] else len(findings) - len(shown)
        for finding, source in shown:
            self._write(path, finding, source)
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

    def _write(self, path: str, finding: dict[str, Any], source: str) -> None:
        styled, line = self._terminal.styled, self._terminal.line
        start, end = finding["range"]["start"], finding["range"]["end"]
        colour = COLOURS[finding["severity"]]
        place = styled(f"{path}:{start['line']}:{start['column']}", "bold")
        severity, rule = styled(finding["severity"], colour), styled(f"[{finding['rule']}]", "dim")
        line(f"{place} {severity} {finding['message']} {rule}")
        first = start["column"] - 1
        last = end["column"] - 1 if end["line"] == start["line"] else len(source)
        number = f"{start['line']:{GUTTER}} |"
        shown = excerpt(source, first, last, self._terminal.width - GUTTER - 3)
        line(f"{styled(number, 'dim')} {shown.line}")
        line(f"{styled(' ' * GUTTER + ' |', 'dim')} {shown.before}{styled(shown.mark, colour)}")
        for related in finding["related"]:
            place = f"{related['path']}:" if related.get("path") else "line "
            line(styled(f"{' ' * GUTTER} = {place}{related['line']}: {related['message']}", "dim"))
        line()
