"""Code actions: what a person can do about the findings where they are, and about all of a story or a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcInvalidParams

from whylint import exits
from whylint.lsp.commands import DISABLE, SHOW_ALL
from whylint.lsp.diagnostics import diagnostic, summaries, title_span
from whylint.lsp.edits import workspace_edit
from whylint.lsp.feature import Feature
from whylint.lsp.positions import read_range
from whylint.questions.wording import asks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.lsp.client import Client
    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json
    from whylint.rules.finding import Finding, Fix
    from whylint.text.position import Span

QUICK_FIX = types.CodeActionKind.QuickFix
# Asks all questions about a document: among what an editor can do with a whole file, and never unasked.
ASK_ALL = "source.whylint.askAll"
# Makes all fixes that invent nothing and leave nothing open, so that an editor may make them at each save.
FIX_ALL = "source.fixAll.whylint"
KINDS = (QUICK_FIX, ASK_ALL, FIX_ALL)
FOREIGN = "This action was not offered by the server."


def code_actions(snapshot: Snapshot, params: types.CodeActionParams) -> list[Json]:
    """Return what can be done about the findings that a range touches, their story, and their document."""
    if not snapshot.client.literal_actions:
        return []
    place = read_range(snapshot.analysis.lines, params.range, snapshot.client.encoding)
    found: list[Json] = []
    if _wanted(QUICK_FIX, params.context):
        found += _quick_fixes(snapshot, place)
        found += _of_stories(snapshot, place)
        if snapshot.folded and _touch(place, title_span(snapshot.analysis)):
            found.append(_show_all(snapshot))
    # To make the edit for a whole document takes a while, so that whoever can't fetch it later has to ask for it.
    asked = snapshot.client.resolves or params.context.only is not None
    if asked and _wanted(ASK_ALL, params.context):
        found += _asking(snapshot, snapshot.analysis.findings, None)
    if _wanted(FIX_ALL, params.context) and (fix := exits.correct_all(snapshot.analysis)):
        found.append(_whole(snapshot, fix, FIX_ALL))
    return found


def resolve(snapshot: Snapshot, action: types.CodeAction) -> Json:
    """Return an action that asks many questions with its edit, and a quick fix as it was offered.

    Raises JsonRpcContentModified where the document has changed since the action was offered.
    """
    data = _data(action)
    if data.get("version") != snapshot.version:
        raise JsonRpcContentModified
    if "fingerprint" in data:
        offered = (
            (finding, fix)
            for finding in snapshot.analysis.findings
            if finding.fingerprint == data["fingerprint"]
            for fix in exits.fixes(snapshot.analysis, finding)
        )
        found = next((each for each in offered if each[1].title == action.title), None)
        if found is None:
            raise JsonRpcInvalidParams(FOREIGN)
        return _quick_fix(snapshot, *found)
    if action.kind == FIX_ALL and (corrected := exits.correct_all(snapshot.analysis)):
        return _whole(snapshot, corrected, FIX_ALL)
    line = data.get("line")
    fix = exits.ask_all(snapshot.analysis, _findings(snapshot, line if isinstance(line, int) else None))
    result: Json = {"title": action.title, "kind": action.kind, "data": data}
    return result if fix is None else {**result, "edit": _edit(snapshot, fix)}


def _data(action: types.CodeAction) -> Json:
    """Return what an action was offered with. Raises JsonRpcInvalidParams where it is none of the server's."""
    if not isinstance(action.data, dict) or not isinstance(action.data.get("uri"), str):
        raise JsonRpcInvalidParams(FOREIGN)
    return action.data


def _wanted(kind: str, context: types.CodeActionContext) -> bool:
    """Whether the client asks for actions of this ``kind``; what it names includes the kinds below."""
    return context.only is None or any(
        only in ("", kind) or kind.startswith(f"{only}.") for only in context.only
    )


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _quick_fixes(snapshot: Snapshot, place: Span) -> Iterator[Json]:
    for finding in snapshot.findings:
        if not _touch(place, finding.span):
            continue
        shown = diagnostic(snapshot, finding)
        for fix in exits.fixes(snapshot.analysis, finding):
            yield _quick_fix(snapshot, finding, fix)
        if snapshot.client.applies_edits:
            title = f"Disable {finding.rule} for this project"
            arguments = [snapshot.uri, finding.rule]
            yield {
                "title": title,
                "kind": QUICK_FIX,
                "diagnostics": [shown],
                "command": {"title": title, "command": DISABLE, "arguments": arguments},
            }
        if snapshot.client.explains_disabled:
            for title, reason in exits.refused(snapshot.analysis, finding):
                yield {
                    "title": title,
                    "kind": QUICK_FIX,
                    "diagnostics": [shown],
                    "disabled": {"reason": reason},
                }


def _quick_fix(snapshot: Snapshot, finding: Finding, fix: Fix) -> Json:
    """Return a fix as an action; one that editors resolve, though it has its edit, says what it is about."""
    action: Json = {
        "title": fix.title,
        "kind": QUICK_FIX,
        "diagnostics": [diagnostic(snapshot, finding)],
        "edit": _edit(snapshot, fix, blanks=True),
    }
    if fix.preferred and snapshot.client.prefers:
        action["isPreferred"] = True
    if snapshot.client.resolves:
        about = {"uri": snapshot.uri, "version": snapshot.version, "fingerprint": finding.fingerprint}
        action["data"] = about
    return action


def _whole(snapshot: Snapshot, fix: Fix, kind: str) -> Json:
    """Return a fix of a whole document as an action."""
    action: Json = {"title": fix.title, "kind": kind, "edit": _edit(snapshot, fix)}
    if snapshot.client.resolves:
        action["data"] = {"uri": snapshot.uri, "version": snapshot.version}
    return action


def _of_stories(snapshot: Snapshot, place: Span) -> Iterator[Json]:
    """Yield an action for each story that a range touches and that has several questions."""
    for group in snapshot.analysis.groups_between(place.start.line, place.end.line):
        yield from _asking(snapshot, _findings(snapshot, group.start_line), group.start_line)


def _findings(snapshot: Snapshot, line: int | None) -> list[Finding]:
    """Return the findings about the group that begins on a line, of the whole document where there is no line."""
    found = snapshot.analysis.findings
    if line is None:
        return list(found)
    groups = [group for group in snapshot.analysis.groups_between(line, line) if group.start_line == line]
    return [f for f in found if any(g.start_line <= f.span.start.line < g.end_line for g in groups)]


def _asking(
    snapshot: Snapshot, findings: list[Finding] | tuple[Finding, ...], line: int | None
) -> Iterator[Json]:
    """Yield the action that asks several questions at once; its edit comes when it is chosen, where it may."""
    number = 0 if snapshot.analysis.facts.settled else sum(asks(finding.rule) for finding in findings)
    if number < 2:
        return
    scope, kind = ("document", ASK_ALL) if line is None else ("story", QUICK_FIX)
    action: Json = {"title": f"Ask all {number} questions of this {scope}", "kind": kind}
    if snapshot.client.resolves:
        yield {**action, "data": {"uri": snapshot.uri, "version": snapshot.version, "line": line}}
    elif fix := exits.ask_all(snapshot.analysis, findings):
        yield {**action, "edit": _edit(snapshot, fix)}


def _edit(snapshot: Snapshot, fix: Fix, *, blanks: bool = False) -> Json:
    documents = [(snapshot.uri, snapshot.version, snapshot.analysis.lines, fix.edits)]
    noted = snapshot.client.notes_on_actions
    return workspace_edit(snapshot.client, documents, fix.title, noted=noted, blanks=blanks)


def _show_all(snapshot: Snapshot) -> Json:
    count = len(snapshot.analysis.findings)
    title = "Show the first questions only" if snapshot.expanded else f"Show all {count} questions"
    return {
        "title": title,
        "kind": QUICK_FIX,
        "diagnostics": [] if snapshot.expanded else summaries(snapshot, snapshot.folded),
        "command": {"title": title, "command": SHOW_ALL, "arguments": [snapshot.uri]},
    }


def _offered(client: Client) -> object:
    if not client.literal_actions:
        return True
    return types.CodeActionOptions(list(KINDS), resolve_provider=client.resolves or None)


def _uri(action: Any) -> str:
    uri: str = _data(action)["uri"]
    return uri


FEATURES = (
    Feature(types.TEXT_DOCUMENT_CODE_ACTION, code_actions, [], _offered),
    Feature(types.CODE_ACTION_RESOLVE, resolve, None, lambda client: client.resolves, _uri),
)
