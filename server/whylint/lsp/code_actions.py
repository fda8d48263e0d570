"""Quick fixes: what a person can do about the findings where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from whylint import exits
from whylint.lsp.diagnostics import diagnostic, summaries, title_span
from whylint.lsp.positions import read_range, write_span

if TYPE_CHECKING:
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding, Fix
    from whylint.text.position import Span

# The command that shows the folded findings of a document, or folds them again. It takes the document's URI.
SHOW_ALL = "whylint.showAll"


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
        "edit": _workspace_edit(snapshot, fix),
    }
    if fix.preferred and snapshot.client.prefers:
        action["isPreferred"] = True
    return action


def _workspace_edit(snapshot: Snapshot, fix: Fix) -> Json:
    lines, encoding = snapshot.analysis.lines, snapshot.client.encoding
    edits = [{"range": write_span(lines, edit.span, encoding), "newText": edit.text} for edit in fix.edits]
    if not snapshot.client.versioned_edits:
        return {"changes": {snapshot.uri: edits}}
    document = {"uri": snapshot.uri, "version": snapshot.version}
    return {"documentChanges": [{"textDocument": document, "edits": edits}]}


def _show_all(snapshot: Snapshot) -> Json:
    count = len(snapshot.analysis.findings)
    title = "Show the first questions only" if snapshot.expanded else f"Show all {count} questions"
    return {
        "title": title,
        "kind": types.CodeActionKind.QuickFix,
        "diagnostics": summaries(snapshot),
        "command": {"title": title, "command": SHOW_ALL, "arguments": [snapshot.uri]},
    }
