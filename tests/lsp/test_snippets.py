"""Edits as snippets: whose blanks are places to go through, and what an editor makes of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest

from whylint.lsp.edits import snippet

if TYPE_CHECKING:
    from conftest import Connect

URI = "file:///a.md"
STORY = "As a clerk, I want this so that I am paid.\n\n## Acceptance criteria\n"


def first_edit(connect: Connect, capabilities: dict[str, Any], text: str) -> dict[str, Any]:
    """Return the edit that asks the first question of a document."""
    client = connect(capabilities)
    client.open(URI, text)
    everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    action = next(a for a in client.code_actions(URI, everywhere) if a["title"].startswith("Ask: "))
    changes = action["edit"].get("documentChanges") or [{"edits": action["edit"]["changes"][URI]}]
    (edit,) = changes[0]["edits"]
    return dict(edit)


def test_blanks_are_tab_stops_and_what_means_something_in_a_snippet_is_escaped() -> None:
    assert snippet("costs $5 {a}\\ (…), (…)") == "costs \\$5 {a\\}\\\\ ${1:(…)}, ${2:(…)}"


def test_a_snippet_begins_a_line_so_that_nothing_below_is_indented(connect: Connect) -> None:
    edit = first_edit(connect, clients.VS_CODE, f"{STORY}- Claims:\n  1. The clerk uploads a receipt\n- b\n")
    assert edit["range"] == {"start": {"line": 5, "character": 0}, "end": {"line": 5, "character": 0}}
    value = edit["snippet"]["value"]
    assert edit["snippet"]["kind"] == "snippet"
    assert value.startswith("     > **Open question**")
    assert value.endswith("     > Seen: ${1:(…)} · Kept: ${2:(…)} · Next: ${3:(…)}\n")


@pytest.mark.parametrize(
    ("capabilities", "criterion"),
    [
        pytest.param(clients.NEOVIM, "- The clerk uploads a receipt\n", id="an editor without snippets"),
        pytest.param(clients.VS_CODE, "-\tThe clerk uploads a receipt\n", id="tabs"),
        pytest.param(
            clients.VS_CODE,
            "- a:\n  - The clerk uploads a receipt",
            id="nothing below",
        ),
    ],
)
def test_elsewhere_blanks_stay_as_they_are(
    connect: Connect, capabilities: dict[str, Any], criterion: str
) -> None:
    assert "Seen: (…)" in first_edit(connect, capabilities, STORY + criterion)["newText"]
