"""Findings as diagnostics: the protocol's words for them, and when the client learns of which."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from whylint.lsp.addresses import uri_of
from whylint.lsp.positions import write_span
from whylint.markdown.blocks import Kind
from whylint.markdown.document import walk
from whylint.rules import RULES
from whylint.rules.finding import Severity
from whylint.text.lines import content
from whylint.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.engine import Analysis
    from whylint.lsp.session import Document, Snapshot
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding

SOURCE = "whylint"

# The code of the diagnostic that stands for the folded findings.
MORE_FINDINGS = "more-findings"

# The code of the diagnostic that says that a document is too large to be read.
TOO_LARGE = "too-large"

_result_ids = count(1)


def diagnostics(document: Document, snapshot: Snapshot) -> list[Json]:
    """Return what is shown of a document: its findings, and a summary of those that are folded.

    A finding that is the same one as before stands where it stood, in a line that is as it was: it is not written again
    unless it speaks of another document.
    """
    if snapshot.expanded:
        shown: Sequence[Finding] = snapshot.analysis.findings
        summary = []
    else:
        shown, folded = snapshot.divided
        summary = summaries(snapshot, folded)
    before = document.written
    document.written = {
        id(each): (not _looks_away(each) and before.get(id(each))) or (each, diagnostic(snapshot, each))
        for each in shown
    }
    return [*summary, *(written for _, written in document.written.values())]


def _looks_away(finding: Finding) -> bool:
    """Tell whether a finding speaks of another document, which may have changed meanwhile."""
    return any(related.path for related in finding.related)


def diagnostic(snapshot: Snapshot, finding: Finding) -> Json:
    """Return ``finding`` as a diagnostic, with no more than the client understands."""
    client, lines = snapshot.client, snapshot.analysis.lines
    result: Json = {
        "range": write_span(lines, finding.span, client.encoding),
        "severity": finding.severity.rank,
        "code": finding.rule,
        "source": SOURCE,
        "message": finding.message,
    }
    if client.described:
        result["codeDescription"] = {"href": RULES[finding.rule].help_url}
    if client.keeps_data:
        result["data"] = {"fingerprint": finding.fingerprint}
    if client.related and finding.related:
        result["relatedInformation"] = [
            {
                "location": place(snapshot, related.span, related.path),
                "message": related.message,
            }
            for related in finding.related
        ]
    return result


def summaries(snapshot: Snapshot, folded: Sequence[Finding]) -> list[Json]:
    """Return the diagnostic on the document's title that stands for the folded findings, if one does.

    None stands for hints: those that fold are about work that is done.
    """
    if all(finding.severity is Severity.HINT for finding in folded):
        return []
    number = len(folded)
    return [
        {
            "range": write_span(
                snapshot.analysis.lines, title_span(snapshot.analysis), snapshot.client.encoding
            ),
            "severity": Severity.INFORMATION.rank,
            "code": MORE_FINDINGS,
            "source": SOURCE,
            "message": f"{number} more {'question' if number == 1 else 'questions'} about this document.",
        }
    ]


def title_span(analysis: Analysis) -> Span:
    """Return the words of the first heading, or the first line with text where there is no heading."""
    for start, block in walk(analysis.markdown):
        if block.kind is Kind.HEADING and block.text is not None and block.text.plain:
            return block.text.span(0, len(block.text.plain)).shifted(start)
    for line, text in enumerate(analysis.lines):
        if text.strip():
            return Span.on_line(line, 0, len(content(text)))
    return Span.on_line(0, 0, 0)


def report(document: Document, snapshot: Snapshot | None, previous_id: str | None) -> Json:
    """Return what the client asked for, or that nothing has changed since the answer ``previous_id``.

    An id stands for the diagnostics and not for the text, so that the answer to most keystrokes is short.
    """
    items = _items(document, snapshot)
    if document.reported is not None and document.reported[1] == items:
        result_id = document.reported[0]
        if result_id == previous_id:
            return {"kind": "unchanged", "resultId": result_id}
    else:
        result_id = str(next(_result_ids))
        document.reported = (result_id, items)
    return {"kind": "full", "resultId": result_id, "items": items}


def publication(document: Document, snapshot: Snapshot | None) -> Json:
    """Return what is pushed to a client that does not ask."""
    return {
        "uri": document.uri,
        "version": document.version,
        "diagnostics": _items(document, snapshot),
    }


def place(snapshot: Snapshot, span: Span, path: str) -> Json:
    """Return the location of a span: in the document itself, or at another path where there is one."""
    encoding = snapshot.client.encoding
    if not path:
        return {"uri": snapshot.uri, "range": write_span(snapshot.analysis.lines, span, encoding)}
    uri = uri_of(path)
    page = snapshot.page_of(uri)
    lines = page.lines if page is not None else [""]
    # The file may have become another since it was looked at.
    inside = span if span.end.line < len(lines) else Span.on_line(0, 0, 0)
    return {"uri": uri, "range": write_span(lines, inside, encoding)}


def _items(document: Document, snapshot: Snapshot | None) -> list[Json]:
    if document.note is not None:
        start = {"line": 0, "character": 0}
        note = f"This document is {document.note}."
        rank = Severity.INFORMATION.rank
        return [
            {
                "range": {"start": start, "end": start},
                "severity": rank,
                "code": TOO_LARGE,
                "source": SOURCE,
                "message": note,
            }
        ]
    return [] if snapshot is None else diagnostics(document, snapshot)
