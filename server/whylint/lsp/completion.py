"""Completions: what could stand at a place, where a person has begun to write it.

Nothing is offered in running text, so that an editor that asks at every sign shows no list there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from whylint import exits
from whylint.exits.add import added
from whylint.lsp.feature import Feature
from whylint.lsp.plain import plain_text
from whylint.lsp.positions import read_position, write_span
from whylint.rules import RULES
from whylint.spec.headings import missing_headings
from whylint.spec.references import KINDS, name_of
from whylint.spec.remarks import DIRECTIVES
from whylint.text.lines import content, detect_newline
from whylint.text.position import Position, Span
from whylint.workspace.offers import offers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whylint.lsp.client import Client
    from whylint.lsp.session import Document, Snapshot
    from whylint.lsp.wire import Json
    from whylint.spec.model import Criterion, Group

_DIRECTIVE = re.compile(r"<!--\s*whylint-(?P<word>[a-z-]*)$")
_RULES = re.compile(r"<!--\s*whylint-(?P<directive>[a-z-]+)\s(?P<named>[^>]*?)(?P<word>[a-z-]*)$")
_HEADING = re.compile(r"\s{0,3}(?P<word>(?P<marks>#{1,6})(?:\s.*)?)$")
_QUOTE = re.compile(r"\s*(?:>\s*)?(?P<word>\S*)$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(?:\*\*)?(?P<word>[A-Z]*[-_ ]?\d*)$")
_ITEM_BEGUN = re.compile(r"\s*(?:[-*+]|\d+[.)])\s*(?:\[[ xX]?\]?\s*)?$")
_MARK = re.compile(r"<!--.*?-->|#\s*whylint-.*$", re.MULTILINE)
_NAME = re.compile(r"(?<![^\W_])(?P<word>[A-Za-z]{1,8}[-_]?\d*)$")
_LIST = re.compile(
    r"(?P<label>[^\W\d_]{1,20})[*_]{0,3}\s?[:：]?[*_]{0,3}\s?(?:#?\d+(?:\.\d+)*\s*[,;/&]\s*)*#?(?P<word>[\d.]*)$"
)
# The table of settings in a file that other tools have theirs in.
INSIDE = {"pyproject.toml": ("tool", "whylint")}
# What begins something that can be completed.
_TRIGGERS = ["#", ">", "-", ":", ","]


def completions(snapshot: Snapshot, params: types.CompletionParams) -> list[Json]:
    """Return what could stand at a place; the first of the things that its line has begun."""
    lines = snapshot.analysis.lines
    at = read_position(lines, params.position, snapshot.client.encoding)
    before = lines[at.line][: at.column]
    for offer in (_remark, _headings, _questions, _items, _names):
        if items := list(offer(snapshot, at, before)):
            return [{"sortText": f"{number:03}", **item} for number, item in enumerate(items)]
    return []


def in_configuration(document: Document, client: Client, params: types.CompletionParams) -> list[Json]:
    """Return what could stand at a place of a configuration file; rules come with what they are about."""
    lines = document.lines
    at = read_position(lines, params.position, client.encoding)
    before = lines[at.line][: at.column]
    inside = INSIDE.get(document.uri.rpartition("/")[2], ())
    found = []
    for offer in offers(lines, at.line, before, inside=inside):
        rule = RULES.get(offer.text.strip("\"'"))
        begun = before[len(before) - offer.begun :]
        note = rule.summary if rule is not None else offer.help
        found.append(_written(lines, client, at, begun, offer.text, documentation=note))
    return found


def _remark(snapshot: Snapshot, at: Position, before: str) -> Iterator[Json]:
    """Yield the directives, or the rules, of a comment that is being written."""
    if found := _DIRECTIVE.search(before):
        for directive, meaning in DIRECTIVES.items():
            yield _item(snapshot, at, found["word"], directive, detail=meaning)
    elif (found := _RULES.search(before)) and found["directive"] in (*DIRECTIVES, "question:"):
        for rule in RULES.values():
            if rule.name not in found["named"]:
                yield _item(snapshot, at, found["word"], rule.name, documentation=rule.summary)


def _headings(snapshot: Snapshot, at: Position, before: str) -> Iterator[Json]:
    """Yield the headings that a spec still lacks."""
    found = _HEADING.match(before)
    if found is None or not snapshot.analysis.facts.is_spec:
        return
    for heading in missing_headings(snapshot.analysis.markdown, snapshot.analysis.facts.language, at.line):
        text = f"{found['marks']} {heading.words}"
        item = _item(
            snapshot, at, found["word"], heading.words, text=text, kind=types.CompletionItemKind.Struct
        )
        yield {**item, "filterText": text}


def _questions(snapshot: Snapshot, at: Position, before: str) -> Iterator[Json]:
    """Yield the questions about the criterion that a quote, or a line with nothing on it, stands below."""
    line = snapshot.analysis.lines[at.line]
    if _QUOTE.fullmatch(before) is None or content(line)[at.column :].strip():
        return
    if not (before.lstrip().startswith(">") or not before.strip()):
        return
    met = _above(snapshot, at.line)
    if met is None:
        return
    _, criterion = met
    for finding in snapshot.analysis.findings:
        if criterion.line <= finding.span.start.line < criterion.end_line:
            for fix in exits.fixes(snapshot.analysis, finding):
                if fix.preferred and len(fix.edits) == 1:
                    text = fix.edits[0].text.strip("\r\n")
                    yield {
                        **_item(snapshot, at, before, fix.title, text=text),
                        "filterText": before or text,
                        "documentation": _documentation(snapshot.client, RULES[finding.rule].summary),
                    }


def _items(snapshot: Snapshot, at: Position, before: str) -> Iterator[Json]:
    """Yield what a list item below a criterion could be: the criteria that its group lacks, or the next free id."""
    if _ITEM_BEGUN.match(before):
        yield from _missing_criteria(snapshot, at, before)
    yield from _next_id(snapshot, at, before)


def _missing_criteria(snapshot: Snapshot, at: Position, before: str) -> Iterator[Json]:
    met = _above(snapshot, at.line)
    if met is None:
        return
    group, _ = met
    newline = detect_newline(snapshot.analysis.lines)
    for finding in snapshot.analysis.findings:
        if group.start_line <= finding.span.start.line < group.end_line:
            insertion = added(snapshot.analysis, finding)
            written = (
                [] if insertion is None else [f"{insertion.prefix}{line}" for line in insertion.lines if line]
            )
            if written and written[0].lstrip().startswith(before.strip()[:1]):
                text = newline.join(written)
                item = _item(
                    snapshot,
                    at,
                    before,
                    " ".join(_MARK.sub("", text).split()),
                    text=text,
                    detail="missing criterion",
                )
                yield {**item, "filterText": written[0], "kind": types.CompletionItemKind.Snippet}


def _next_id(snapshot: Snapshot, at: Position, before: str) -> Iterator[Json]:
    """Yield the next free id of the group that a list item stands in."""
    found = _ITEM.match(before)
    met = _above(snapshot, at.line) if found else None
    if found is None or met is None:
        return
    group, _ = met
    written = [criterion.id for criterion in group.criteria if criterion.id and criterion.line != at.line]
    if written:
        name = snapshot.references.next_name(written, besides=at.line)
        yield _item(snapshot, at, found["word"], name, detail="next id", kind=types.CompletionItemKind.Value)


def _names(snapshot: Snapshot, at: Position, before: str) -> Iterator[Json]:
    """Yield the names that a document and those around it give, where one is being written."""
    language = snapshot.analysis.facts.language
    if (found := _LIST.search(before)) and name_of(found["label"], "1", language).kind in KINDS:
        word, numbers = found["word"], True
    elif found := _NAME.search(before):
        word, numbers = found["word"], False
    else:
        return
    for page in (snapshot.page, *snapshot.nearby()):
        for anchor in page.references.anchors:
            if anchor.span.start.line == at.line and page.uri == snapshot.uri:
                continue
            text = anchor.name.number if numbers and not anchor.is_id else anchor.written
            if text and (numbers or (anchor.is_id and text.casefold().startswith(word.casefold()))):
                detail = " ".join(anchor.text.split())[:120]
                yield _item(snapshot, at, word, text, detail=detail, kind=types.CompletionItemKind.Reference)


def _above(snapshot: Snapshot, line: int) -> tuple[Group, Criterion] | None:
    """Return the criterion right above a line, or the one that goes on there, with its group."""
    lines = snapshot.analysis.lines
    above = line - 1
    while above > 0 and not content(lines[above]).strip():
        above -= 1
    return snapshot.analysis.criterion_at(above) if above >= 0 else None


def _item(snapshot: Snapshot, at: Position, word: str, label: str, **more: Any) -> Json:
    return _written(snapshot.analysis.lines, snapshot.client, at, word, label, **more)


def _written(
    lines: Sequence[str],
    client: Client,
    at: Position,
    word: str,
    label: str,
    *,
    text: str | None = None,
    detail: str = "",
    documentation: str = "",
    kind: types.CompletionItemKind = types.CompletionItemKind.Keyword,
) -> Json:
    """Return an item that writes ``text``, or its label, in place of the word that ends at a position."""
    span = Span.on_line(at.line, at.column - len(word), at.column)
    item: Json = {
        "label": label,
        "kind": kind,
        "textEdit": {
            "range": write_span(lines, span, client.encoding),
            "newText": label if text is None else text,
        },
    }
    if client.keeps_indents:
        item["insertTextMode"] = types.InsertTextMode.AsIs
    if detail:
        item["detail"] = detail
    if documentation:
        item["documentation"] = _documentation(client, documentation)
    return item


def _documentation(client: Client, markdown: str) -> Json:
    if client.documents_items:
        return {"kind": types.MarkupKind.Markdown, "value": markdown}
    return {"kind": types.MarkupKind.PlainText, "value": plain_text(markdown)}


def _offered(client: Client) -> object:
    return types.CompletionOptions(trigger_characters=_TRIGGERS) if client.asks_for("completion") else None


FEATURE = Feature(
    types.TEXT_DOCUMENT_COMPLETION, completions, [], _offered, of_configuration=in_configuration
)
