"""The commands of the server, by which lenses and actions do more than change a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint import exits
from whylint.lsp.diagnostics import place
from whylint.lsp.edits import workspace_edit
from whylint.workspace.ignoring import ignoring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.lsp.client import Client
    from whylint.lsp.session import Document, Snapshot
    from whylint.lsp.wire import Json
    from whylint.spec.model import Group

# Shows the folded findings of a document, or folds them again; takes its URI.
SHOW_ALL = "whylint.showAll"
# Shows the first gap of the group that begins on a line, or its problem; takes the document's URI and the line.
SHOW = "whylint.show"
# Asks all questions about the group that begins on a line; takes the document's URI and the line.
ASK_GROUP = "whylint.askGroup"

# Leaves a rule out of the project that a document belongs to; takes the document's URI and the rule.
DISABLE = "whylint.disableForProject"


def place_to_show(snapshot: Snapshot, line: int) -> Json | None:
    """Return what the client is to show of the group on a line, None where there is none."""
    group = _group(snapshot, line)
    if group is None:
        return None
    inside = [
        f.span for f in snapshot.analysis.findings if group.start_line <= f.span.start.line < group.end_line
    ]
    stated = group.problem.stated
    if inside or stated is None:
        shown = place(snapshot, inside[0] if inside else group.label_span, "")
    else:
        shown = place(snapshot, stated.span, stated.path)
    return {"uri": shown["uri"], "takeFocus": True, "selection": shown["range"]}


def questions_of_group(snapshot: Snapshot, line: int) -> Json | None:
    """Return the edit that asks all about the group on a line, None where there is nothing to ask."""
    group = _group(snapshot, line)
    if group is None:
        return None
    inside = [f for f in snapshot.analysis.findings if group.start_line <= f.span.start.line < group.end_line]
    fix = exits.ask_all(snapshot.analysis, inside)
    if fix is None:
        return None
    documents = [(snapshot.uri, snapshot.version, snapshot.analysis.lines, fix.edits)]
    return {"label": fix.title, "edit": workspace_edit(snapshot.client, documents, fix.title, noted=False)}


def edit_of_configuration(
    client: Client, document: Document, rule: str, extended: Sequence[str]
) -> Json | None:
    """Return the edit that leaves a rule out in a configuration file that is open, None where there is none to make.

    extended: the rules that are left out because files do that it extends.
    """
    edit = ignoring("".join(document.lines), document.uri.rpartition("/")[2], rule, extended)
    if edit is None:
        return None
    title = f"Disable {rule} for this project"
    documents = [(document.uri, document.version, document.lines, [edit])]
    return {"label": title, "edit": workspace_edit(client, documents, title, noted=False)}


def _group(snapshot: Snapshot, line: int) -> Group | None:
    groups = snapshot.analysis.groups_between(line, line)
    return next((group for group in groups if group.start_line == line), None)
