"""What ``check`` has to say about a document, as data: what reporters show, processes pass on, and the cache keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from whylint.cli.as_json import span
from whylint.questions.wording import asks, question
from whylint.rules import RULES
from whylint.text.lines import content, split_lines
from whylint.workspace.among import analyse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.engine import Analysis
    from whylint.rules.finding import Finding, Fix
    from whylint.settings import Settings
    from whylint.spec.cover import Destination
    from whylint.workspace.neighbours import Around


class Outcome(TypedDict):
    """The findings of a document in the order of their places.

    settled: whether the document is history, so that nobody needs to answer; findings: as the JSON report has them,
    but for the path; sources: the line that each finding begins on.
    """

    settled: bool
    findings: list[dict[str, Any]]
    sources: list[str]


def outcome(
    path: str,
    text: str,
    around: Sequence[Around],
    destinations: Sequence[Destination],
    settings: Settings,
    *,
    with_fixes: bool,
) -> Outcome:
    """Return what there is to say about a document; fixes only where they are asked for, for they take time."""
    analysis = analyse(Path(path), split_lines(text), settings, around, destinations)
    return {
        "settled": analysis.facts.settled,
        "findings": [_finding(analysis, finding, with_fixes=with_fixes) for finding in analysis.findings],
        "sources": [content(analysis.lines[finding.span.start.line]) for finding in analysis.findings],
    }


def _finding(analysis: Analysis, finding: Finding, *, with_fixes: bool) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "question": _question(analysis, finding),
        "range": span(finding.span),
        "related": [
            {
                "line": related.span.start.line + 1,
                "kind": related.relation.value,
                "message": related.message,
                **({"path": related.path} if related.path else {}),
            }
            for related in finding.related
        ],
        "fixes": _fixes(analysis, finding) if with_fixes else [],
        "help": RULES[finding.rule].help_url,
        "fingerprint": finding.fingerprint,
        **({"folded": True} if finding.folded else {}),
    }


def _question(analysis: Analysis, finding: Finding) -> str:
    """Return the question as a fix writes it into the document; one that stands there already is its own."""
    if asks(finding.rule):
        return question(finding.rule, analysis.facts.language, finding.details)
    return finding.message


def _fixes(analysis: Analysis, finding: Finding) -> list[dict[str, Any]]:
    from whylint.exits import fixes  # noqa: PLC0415 - a tenth of the start, and a report for people shows none

    return [_fix(fix) for fix in fixes(analysis, finding)]


def _fix(fix: Fix) -> dict[str, Any]:
    return {"title": fix.title, "edits": [{**span(edit.span), "text": edit.text} for edit in fix.edits]}
