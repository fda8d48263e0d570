"""Hovers: why a question is asked, and how a criterion hangs together with the rest of the document."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lexicon.blanks import BLANK
from whylint.lsp.addresses import path_of, uri_of
from whylint.lsp.feature import Feature
from whylint.lsp.plain import plain_text
from whylint.lsp.positions import read_position, write_span
from whylint.questions.wording import blanks
from whylint.rules import RULES
from whylint.spec.explain import place_of, trace_markdown
from whylint.spec.sections import section_markdown

if TYPE_CHECKING:
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding
    from whylint.spec.model import OpenQuestion, Passage


# The rule that tells of open questions: where one stands, the question itself is explained.
OPEN = "unanswered-question"


def hover(snapshot: Snapshot, params: types.HoverParams) -> Json | None:
    """Return what there is to say of a place: questions that stand there, findings, the criterion or section."""
    client, analysis = snapshot.client, snapshot.analysis
    at = read_position(analysis.lines, params.position, client.encoding)
    spec = analysis.spec_around(at.line)
    parts = [
        (question.passage.span, asked(question, spec.language))
        for question in spec.questions
        if question.passage.span.start <= at <= question.passage.span.end
    ]
    parts += [
        (finding.span, explanation(finding))
        for finding in snapshot.findings
        if finding.span.start <= at <= finding.span.end and not (parts and finding.rule == OPEN)
    ]
    if met := spec.criterion_at(at.line):
        group, criterion = met
        parts.append((criterion.span, trace_markdown(spec, group, criterion, partial(link, snapshot.uri))))
    if not parts and (section := section_markdown(spec, analysis.markdown, at.line)):
        parts.append(section)
    if not parts:
        return None
    markdown = "\n\n---\n\n".join(text for _, text in parts)
    return {
        "contents": {"kind": types.MarkupKind.Markdown, "value": markdown}
        if client.markdown
        else {"kind": types.MarkupKind.PlainText, "value": plain_text(markdown)},
        "range": write_span(analysis.lines, parts[0][0], client.encoding),
    }


def link(uri: str, passage: Passage) -> str:
    """Return where a passage stands, seen from the document ``uri``; in another document, as a link to it."""
    if not passage.path:
        return place_of(passage)
    here = path_of(uri)
    name = os.path.relpath(passage.path, here.parent) if here else passage.path
    return f"[{name}, line {passage.line + 1}]({uri_of(passage.path)}#L{passage.line + 1})"


def asked(question: OpenQuestion, language: str) -> str:
    """Return in Markdown who asks a question that stands in the document, why, and what a good answer contains."""
    state = "answered" if question.answered else "open"
    rule = RULES.get(question.rule or "")
    if rule is None:
        page = RULES[OPEN].page
        return "\n\n".join((f"**A question of the document's author**, {state}.", page.why, page.asks))
    parts = [row.partition(BLANK)[0].rstrip(" :：") for row in blanks(rule.name, language)]
    contains = "\n".join(f"- {part}" for part in parts)
    return "\n\n".join(
        (
            f"**{rule.name}** asks this; it is {state}. {rule.page.summary}",
            rule.page.why,
            *((f"A good answer says:\n\n{contains}",) if contains else ()),
            f"Better:\n\n{_quoted(rule.page.better)}",
            f"[{rule.name}]({rule.help_url})",
        )
    )


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
