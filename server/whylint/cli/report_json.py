"""Findings as JSON: lines and columns one-based, columns in code points, ends exclusive of the column."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from whylint import __version__
from whylint.engine import QUESTIONS, fixes
from whylint.questions.wording import question
from whylint.rules import RULES

if TYPE_CHECKING:
    from whylint.engine import Analysis
    from whylint.rules.finding import Finding, Fix
    from whylint.text.position import Position, Span


class JsonReporter:
    """Collects all findings and writes them as one JSON object."""

    def __init__(self, output: IO[str]) -> None:
        self._output = output
        self._findings: list[dict[str, Any]] = []

    def document(self, path: str, analysis: Analysis) -> None:
        """Take the findings of one document."""
        self._findings.extend(_finding(path, analysis, finding) for finding in analysis.findings)

    def finish(self, *, incomplete: bool) -> None:  # noqa: ARG002 - standard error and the exit code tell it
        """Write the report."""
        write_json({"version": __version__, "findings": self._findings}, self._output)


def write_json(data: object, output: IO[str]) -> None:
    """Write data as UTF-8, whatever the terminal's encoding is."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    buffer = getattr(output, "buffer", None)
    if buffer is None:
        output.write(text)
    else:
        buffer.write(text.encode("utf-8", "backslashreplace"))
        buffer.flush()


def place(position: Position) -> dict[str, int]:
    """Return a position as the contract has it: one-based."""
    return {"line": position.line + 1, "column": position.column + 1}


def _range(span: Span) -> dict[str, dict[str, int]]:
    return {"start": place(span.start), "end": place(span.end)}


def _finding(path: str, analysis: Analysis, finding: Finding) -> dict[str, Any]:
    rule = RULES[finding.rule]
    data: dict[str, Any] = {
        "path": path,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "question": question(finding.rule, analysis.spec.language, finding.details) if finding.rule in QUESTIONS else finding.message,
        "range": _range(finding.span),
        "related": [
            {"path": path, "line": related.span.start.line + 1, "kind": related.relation.value, "message": related.message}
            for related in finding.related
        ],
        "fixes": [_fix(fix) for fix in fixes(analysis, finding)],
        "help": rule.help_url,
        "fingerprint": finding.fingerprint,
    }
    if finding.folded:
        data["folded"] = True
    return data


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "edits": [{"start": place(edit.span.start), "end": place(edit.span.end), "text": edit.text} for edit in fix.edits],
    }
