"""Hovers: why a question is asked, and how a criterion hangs together with the rest of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.feature import Feature
from whylint.lsp.plain import plain_text
from whylint.lsp.positions import read_position, write_span
from whylint.rules import RULES
from whylint.spec.explain import trace_markdown

if TYPE_CHECKING:
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding


def hover(snapshot: Snapshot, params: types.HoverParams) -> Json | None:
    """Return what there is to say of a place: the findings on it, then the criterion that it is part of."""
    client, analysis = snapshot.client, snapshot.analysis
    at = read_position(analysis.lines, params.position, client.encoding)
    parts = [
        (finding.span, explanation(finding))
        for finding in snapshot.findings
        if finding.span.start <= at <= finding.span.end
    ]
    if met := analysis.spec.criterion_at(at.line):
        group, criterion = met
        parts.append((criterion.span, trace_markdown(analysis.spec, group, criterion)))
    if not parts:
        return None
    markdown = "\n\n---\n\n".join(text for _, text in parts)
    return {
        "contents": {"kind": types.MarkupKind.Markdown, "value": markdown}
        if client.markdown
        else {"kind": types.MarkupKind.PlainText, "value": plain_text(markdown)},
        "range": write_span(analysis.lines, parts[0][0], client.encoding),
    }


def explanation(finding: Finding) -> str:
    """Return in Markdown what the rule of ``finding`` has to say for its question, which editors show themselves."""
    rule = RULES[finding.rule]
    page = rule.page
    return "\n\n".join(
        (
            f"**{rule.name}**: {page.summary}",
            page.why,
            f"Weak:\n\n{_quoted(page.weak)}",
            f"Better:\n\n{_quoted(page.better)}",
            page.silence,
            f"[{rule.name}]({rule.help_url})",
        )
    )


def _quoted(markdown: str) -> str:
    """Return an example as source, so that its headings are not headings of the hover."""
    return f"````markdown\n{markdown}\n````"


FEATURE = Feature(types.TEXT_DOCUMENT_HOVER, hover, None, lambda _: True)
