"""Findings as JSON, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whylint import __version__
from whylint.cli.as_json import print_json, span
from whylint.exits import fixes
from whylint.questions.wording import asks, question
from whylint.rules import RULES

if TYPE_CHECKING:
    from whylint.engine import Analysis
    from whylint.rules.finding import Finding, Fix


class JsonReporter:
    """Collects the findings of all documents, and writes them as one object."""

    def __init__(self) -> None:
        self._findings: list[dict[str, Any]] = []

    def document(self, path: str, analysis: Analysis) -> None:
        """Take the findings of one document."""
        self._findings += (_finding(path, analysis, finding) for finding in analysis.findings)

    def finish(self, known: int) -> None:
        """Write the report; ``known``: how many findings of these documents are in a baseline, and left out."""
        print_json(
            {"version": __version__, "findings": self._findings, **({"known": known} if known else {})}
        )


def _finding(path: str, analysis: Analysis, finding: Finding) -> dict[str, Any]:
    return {
        "path": path,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "question": _question(analysis, finding),
        "range": span(finding.span),
        "related": [
            {
                "path": path,
                "line": related.span.start.line + 1,
                "kind": related.relation,
                "message": related.message,
            }
            for related in finding.related
        ],
        "fixes": [_fix(fix) for fix in fixes(analysis, finding)],
        "help": RULES[finding.rule].help_url,
        "fingerprint": finding.fingerprint,
        **({"folded": True} if finding.folded else {}),
    }


def _question(analysis: Analysis, finding: Finding) -> str:
    """Return the question as a fix writes it into the document; one that stands there already is its own."""
    if asks(finding.rule):
        return question(finding.rule, analysis.spec.language, finding.details)
    return finding.message


def _fix(fix: Fix) -> dict[str, Any]:
    return {"title": fix.title, "edits": [{**span(edit.span), "text": edit.text} for edit in fix.edits]}
