"""Quick fixes: where they are offered, to whom, and what they do to the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import clients
import pytest
from lsp_client import ResponseError, insertion, make_range
from lsprotocol import types
from samples import LONG_SPEC, PROMISE, SPEC, URI, of_rule

from whylint import engine, exits
from whylint.lsp.positions import read_range
from whylint.text.edits import Edit, apply_edits
from whylint.text.encoding import Encoding
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from conftest import Connect

INVALID_PARAMS, CONTENT_MODIFIED = -32602, -32801
EVERYWHERE = make_range(0, 0, 99, 0)


TAB_STOP = re.compile(r"\$\{\d+:(.*?)\}")


def written(edit: dict[str, Any]) -> str:
    """Return what an edit writes, as a text or as a snippet whose places nobody fills in."""
    if "newText" in edit:
        return str(edit["newText"])
    return re.sub(r"\\([\\$}])", r"\1", TAB_STOP.sub(r"\1", edit["snippet"]["value"]))


def read_edits(text: str, edits: list[dict[str, Any]], encoding: Encoding) -> list[Edit]:
    lines = split_lines(text)
    spans = [
        types.Range(types.Position(**edit["range"]["start"]), types.Position(**edit["range"]["end"]))
        for edit in edits
    ]
    return [
        Edit(read_range(lines, span, encoding), written(edit))
        for span, edit in zip(spans, edits, strict=True)
    ]


@pytest.mark.parametrize(
    ("capabilities", "encoding"),
    [(clients.VS_CODE, Encoding.UTF_16), (clients.NEOVIM, Encoding.UTF_8), (clients.EMACS, Encoding.UTF_32)],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_fix_does_in_the_editor_what_the_engine_means(
    connect: Connect, capabilities: dict[str, Any], encoding: Encoding, newline: str
) -> None:
    text = SPEC.replace("\n", newline)
    analysis = engine.analyse(split_lines(text))
    expected = [
        (fix.title, apply_edits(text, fix.edits))
        for finding in analysis.findings
        for fix in exits.fixes(analysis, finding)
    ]
    assert expected

    client = connect(capabilities)
    client.open(URI, text, version=5)
    actions = [
        action
        for action in client.code_actions(URI, EVERYWHERE)
        if "diagnostics" in action and "edit" in action
    ]
    assert [
        (action["title"], apply_edits(text, read_edits(text, edits_of(action), encoding)))
        for action in actions
    ] == expected


def edits_of(action: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the edits of an action, in whichever of the two forms they come."""
    edit = action["edit"]
    if "changes" in edit:
        (changes,) = edit["changes"].items()
        assert changes[0] == URI
        return list(changes[1])
    (document,) = edit["documentChanges"]
    assert document["textDocument"] == {"uri": URI, "version": 5}
    return list(document["edits"])


@pytest.mark.parametrize(
    ("capabilities", "form"), [(clients.VS_CODE, "documentChanges"), (clients.NEOVIM, "changes")]
)
def test_edits_name_the_version_where_the_client_minds_it(
    connect: Connect, capabilities: dict[str, Any], form: str
) -> None:
    client = connect(capabilities)
    client.open(URI, SPEC)
    assert {
        next(iter(action["edit"])) for action in client.code_actions(URI, EVERYWHERE) if "edit" in action
    } == {form}


def test_a_fix_names_the_diagnostic_that_it_is_for_and_the_first_one_is_preferred(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    (found,) = of_rule(client.pull(URI)["items"], "missing-error-state")
    actions = [
        action for action in client.code_actions(URI, found["range"]) if action.get("diagnostics") == [found]
    ]
    assert [action.get("isPreferred", False) for action in actions] == [True] + [False] * (len(actions) - 1)
    assert {action["kind"] for action in actions} == {"quickfix"}


def test_fixes_are_offered_on_the_words_and_at_both_ends_of_them(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    (found,) = of_rule(client.pull(URI)["items"], "missing-error-state")
    start, end = found["range"]["start"]["character"], found["range"]["end"]["character"]
    offered = {
        character: any(
            action.get("diagnostics") == [found]
            for action in client.code_actions(URI, make_range(PROMISE, character, PROMISE, character))
        )
        for character in (start - 1, start, start + 3, end)
    }
    assert offered == {start - 1: False, start: True, start + 3: True, end: True}
    elsewhere = client.code_actions(URI, make_range(3, 0, 3, 0))
    assert [action for action in elsewhere if "diagnostics" in action and "edit" in action] == []


@pytest.mark.parametrize(
    ("only", "offered"),
    [
        (["quickfix"], True),
        ([""], True),
        ([], False),
        (["source.fixAll", "refactor"], False),
        (["source"], True),
        (["source.whylint"], True),
        (["quick"], False),
    ],
)
def test_only_the_kinds_that_are_asked_for_are_offered(
    connect: Connect, only: list[str], offered: bool
) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    assert bool(client.code_actions(URI, EVERYWHERE, only=only)) is offered


def test_a_client_that_knows_commands_alone_is_offered_nothing(connect: Connect) -> None:
    client = connect(clients.BARE)
    assert client.capabilities["codeActionProvider"] is True
    client.open(URI, SPEC)
    assert client.code_actions(URI, EVERYWHERE) == []


def test_the_kinds_are_announced_to_a_client_that_knows_kinds(connect: Connect) -> None:
    assert connect(clients.VS_CODE).capabilities["codeActionProvider"] == {
        "codeActionKinds": ["quickfix", "source.whylint.askAll", "source.fixAll.whylint"],
        "resolveProvider": True,
    }


def test_a_document_that_is_not_open_has_no_actions(connect: Connect) -> None:
    assert connect(clients.VS_CODE).code_actions(URI, EVERYWHERE) == []


def test_all_questions_of_a_story_or_a_document_are_asked_at_once(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, LONG_SPEC, version=3)
    whole = [a for a in client.code_actions(URI, make_range(4, 0, 4, 0)) if "data" in a]
    assert [(action["title"], action["kind"]) for action in whole] == [
        ("Ask all 9 questions of this story", "quickfix"),
        ("Ask all 9 questions of this document", "source.whylint.askAll"),
    ]
    assert all("edit" not in action and "isPreferred" not in action for action in whole)
    analysis = engine.analyse(split_lines(LONG_SPEC))
    asked = exits.ask_all(analysis, analysis.findings)
    assert asked is not None
    for action in whole:
        edit = client.request("codeAction/resolve", action)["edit"]
        (document,) = edit["documentChanges"]
        assert document["textDocument"] == {"uri": URI, "version": 3}
        done = apply_edits(LONG_SPEC, read_edits(LONG_SPEC, document["edits"], Encoding.UTF_16))
        assert done == apply_edits(LONG_SPEC, asked.edits)
        assert edit["changeAnnotations"] == {"why": {"label": asked.title, "needsConfirmation": False}}


def test_a_quick_fix_is_resolved_to_what_it_was_offered_as(connect: Connect) -> None:
    client = connect(clients.NEOVIM)
    client.open(URI, SPEC)
    for action in client.code_actions(URI, EVERYWHERE, only=["quickfix"]):
        if "edit" in action:
            assert client.request("codeAction/resolve", action) == action


def test_a_client_that_resolves_nothing_gets_the_edit_at_once(connect: Connect) -> None:
    client = connect(clients.EMACS)
    assert client.capabilities["codeActionProvider"] == {
        "codeActionKinds": ["quickfix", "source.whylint.askAll", "source.fixAll.whylint"]
    }
    client.open(URI, LONG_SPEC)
    (action,) = client.code_actions(URI, make_range(4, 0, 4, 0), only=["source.whylint.askAll"])
    assert action["edit"]["documentChanges"]


def test_an_action_that_was_offered_for_an_older_text_is_not_made(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, LONG_SPEC)
    (action,) = client.code_actions(URI, EVERYWHERE, only=["source"])
    client.change(URI, 2, insertion(0, 0, "\n"))
    with pytest.raises(ResponseError) as raised:
        client.request("codeAction/resolve", action)
    assert raised.value.code == CONTENT_MODIFIED
    assert client.sent("window/logMessage") == []


@pytest.mark.parametrize("data", [None, {}, {"uri": 1}, "x"])
def test_an_action_that_the_server_did_not_offer_is_refused(connect: Connect, data: object) -> None:
    client = connect(clients.VS_CODE)
    with pytest.raises(ResponseError) as raised:
        client.request("codeAction/resolve", {"title": "Ask", "data": data})
    assert raised.value.code == INVALID_PARAMS


def test_what_a_place_does_not_allow_is_shown_with_the_reason_where_the_client_can_show_it(
    connect: Connect,
) -> None:
    table = "# R\n\n## Acceptance criteria\n\n| ID | Criterion |\n|---|---|\n| 1 | The employee uploads a receipt |\n"
    for capabilities, shown in ((clients.HELIX, True), (clients.EMACS, False)):
        client = connect(capabilities)
        client.open(URI, table)
        actions = client.code_actions(URI, make_range(6, 15, 6, 30))
        disabled = [action for action in actions if "disabled" in action]
        assert bool(disabled) is shown
        for action in disabled:
            assert action["title"].endswith(" for this line")
            assert "would break the table" in action["disabled"]["reason"]
            assert "edit" not in action


def test_all_that_invents_nothing_is_fixed_at_once(connect: Connect) -> None:
    wrong = "<!-- whylint-disable-next-line missing-eror-state -->\n- The employee uploads a receipt\n"
    unused = "<!-- whylint-disable-file vague-criterion -->\n"
    text = f"# R\n\n{unused}\n## Acceptance criteria\n\n{wrong}"
    client = connect(clients.VS_CODE)
    client.open(URI, text, version=5)
    (action,) = client.code_actions(URI, make_range(0, 0, 0, 0), only=["source.fixAll"])
    assert (action["kind"], "diagnostics" in action) == ("source.fixAll.whylint", False)
    done = apply_edits(text, read_edits(text, edits_of(action), Encoding.UTF_16))
    assert done == f"# R\n\n\n## Acceptance criteria\n\n{wrong.replace('eror', 'error')}"
    client.change(URI, 6, {"text": done})
    assert client.code_actions(URI, make_range(0, 0, 0, 0), only=["source.fixAll"]) == []


def test_corrections_that_meet_are_made_one_after_the_other(connect: Connect) -> None:
    comment = "<!-- whylint-disable-file vague-criterion, vague-error-handling, nosuch -->"
    text = f"# R\n\n{comment}\n\n## Acceptance criteria\n\n- The employee uploads it\n"
    client = connect(clients.VS_CODE)
    client.open(URI, text, version=5)
    for _ in range(4):
        if actions := client.code_actions(URI, make_range(0, 0, 0, 0), only=["source.fixAll.whylint"]):
            text = apply_edits(text, read_edits(text, edits_of(actions[0]), Encoding.UTF_16))
            client.open(URI, text, version=5)
    assert "<!--" not in text
