"""Quick fixes: what a person can do about the findings where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint import exits
from whylint.lsp.commands import SHOW_ALL
from whylint.lsp.diagnostics import diagnostic, summaries, title_span
from whylint.lsp.edits import workspace_edit
from whylint.lsp.feature import Feature
from whylint.lsp.positions import read_range

if TYPE_CHECKING:
    from whylint.lsp.client import Client
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding, Fix
    from whylint.text.position import Span


def code_actions(snapshot: Snapshot, params: types.CodeActionParams) -> list[Json]:
    """Return the quick fixes of all findings that the range touches."""
    if not snapshot.client.literal_actions or not _wanted(types.CodeActionKind.QuickFix, params.context):
        return []
    place = read_range(snapshot.analysis.lines, params.range, snapshot.client.encoding)
    actions = [
        _quick_fix(snapshot, finding, fix)
        for finding in snapshot.findings
        if _touch(place, finding.span)
        for fix in exits.fixes(snapshot.analysis, finding)
    ]
    if snapshot.folded and _touch(place, title_span(snapshot.analysis)):
        actions.append(_show_all(snapshot))
    return actions


def _wanted(kind: types.CodeActionKind, context: types.CodeActionContext) -> bool:
    """Whether the client asks for actions of this ``kind``; what it names includes the kinds below."""
    return context.only is None or any(
        only in ("", kind) or kind.startswith(f"{only}.") for only in context.only
    )


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _quick_fix(snapshot: Snapshot, finding: Finding, fix: Fix) -> Json:
    action: Json = {
        "title": fix.title,
        "kind": types.CodeActionKind.QuickFix,
        "diagnostics": [diagnostic(snapshot, finding)],
        "edit": workspace_edit(
            snapshot.client,
            [(snapshot.uri, snapshot.version, snapshot.analysis.lines, fix.edits)],
            fix.title,
            noted=snapshot.client.notes_on_actions,
        ),
    }
    if fix.preferred and snapshot.client.prefers:
        action["isPreferred"] = True
    return action


def _show_all(snapshot: Snapshot) -> Json:
    count = len(snapshot.analysis.findings)
    title = "Show the first questions only" if snapshot.expanded else f"Show all {count} questions"
    return {
        "title": title,
        "kind": types.CodeActionKind.QuickFix,
        "diagnostics": summaries(snapshot),
        "command": {"title": title, "command": SHOW_ALL, "arguments": [snapshot.uri]},
    }


def _offered(client: Client) -> object:
    return types.CodeActionOptions([types.CodeActionKind.QuickFix]) if client.literal_actions else True


FEATURE = Feature(types.TEXT_DOCUMENT_CODE_ACTION, code_actions, [], _offered)
