"""The commands of the server, by which lenses and actions do more than change a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint import exits
from whylint.lsp.addresses import uri_of
from whylint.lsp.diagnostics import place
from whylint.lsp.edits import workspace_edit
from whylint.text.lines import split_lines
from whylint.workspace.ignoring import ignoring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from whylint.lsp.client import Client
    from whylint.lsp.session import Snapshot
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
    client: Client, path: Path, document: tuple[int | None, Sequence[str]] | None, rule: str
) -> Json | None:
    """Return the edit that leaves a rule out in a configuration file, None where it does so or cannot be edited.

    document: its version, None where it is not open, and its lines; None where there is no such file yet.
    """
    version, lines = document or (None, split_lines(""))
    edit = ignoring("".join(lines), path.name, rule)
    if edit is None or (document is None and not client.creates_files):
        return None
    title = f"Disable {rule} for this project"
    changes = workspace_edit(client, [(uri_of(str(path)), version, lines, [edit])], title, noted=False)
    if document is None:
        create = {"kind": "create", "uri": uri_of(str(path)), "options": {"ignoreIfExists": True}}
        changes["documentChanges"].insert(0, create)
    return {"label": title, "edit": changes}


def _group(snapshot: Snapshot, line: int) -> Group | None:
    groups = snapshot.analysis.groups_between(line, line)
    return next((group for group in groups if group.start_line == line), None)
