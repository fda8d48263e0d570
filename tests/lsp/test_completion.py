"""What completions do in the document, and in configuration files; what they offer stands in the snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import clients
import pytest
from samples import SPEC, URI

from whylint import engine
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from conftest import Connect
    from lsp_client import Client

CONFIGURATION = "file:///specs/whylint.toml"


def complete(client: Client, uri: str, text: str) -> list[dict[str, Any]]:
    """Return what is offered where ``¦`` stands in a text, which the client then has open."""
    before, _, after = text.partition("¦")
    client.open(uri, before + after)
    position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
    params = {"textDocument": {"uri": uri}, "position": position}
    items: list[dict[str, Any]] = client.request("textDocument/completion", params)
    return items


def taken(text: str, item: dict[str, Any]) -> str:
    """Return a text after an item is taken where ``¦`` stands; what it replaces ends there."""
    before, _, after = text.partition("¦")
    edit = item["textEdit"]
    start = edit["range"]["start"]["character"]
    kept, newline, line = before.rpartition("\n")
    assert edit["range"]["end"]["character"] == len(line)
    return f"{kept}{newline}{line[:start]}{edit['newText']}{after}"


@pytest.mark.parametrize("begun", ["", "  > ", "  "])
def test_a_question_that_is_taken_stands_as_if_a_fix_had_written_it(connect: Connect, begun: str) -> None:
    text = f"{SPEC}{begun}¦\n"
    (item,) = complete(connect(clients.VS_CODE), URI, text)
    analysis = engine.analyse(split_lines(taken(text, item)))
    asked = [(question.rule, question.answered) for question in analysis.spec.questions]
    assert asked == [("missing-error-state", False)]
    assert "missing-error-state" not in {finding.rule for finding in analysis.findings}
    assert item["insertTextMode"] == 1


def test_a_criterion_that_is_taken_is_an_open_question_of_its_group(connect: Connect) -> None:
    text = "# R\n\n## Acceptance criteria\n\n- [ ] AC-1: The employee uploads a receipt\n- ¦\n"
    (item, _) = complete(connect(clients.VS_CODE), URI, text)
    written = taken(text, item)
    assert "\n- [ ] AC-2: " in written
    assert [question.answered for question in engine.analyse(split_lines(written)).spec.questions] == [False]


@pytest.mark.parametrize("name", ["whylint.toml", ".whylint.toml", "pyproject.toml"])
def test_configuration_files_are_completed_and_asked_nothing(connect: Connect, name: str) -> None:
    table = "[tool.whylint]\n" if name == "pyproject.toml" else ""
    client = connect(clients.VS_CODE)
    text = f'# Acceptance criteria\n# - The employee uploads a receipt\n{table}ignore = ["vague¦'
    items = complete(client, f"file:///specs/{name}", text)
    assert '"vague-criterion"' in [item["label"] for item in items]
    item = next(item for item in items if item["label"] == '"vague-criterion"')
    assert taken(text, item).endswith('ignore = ["vague-criterion"')
    assert item["documentation"]["value"].startswith("A criterion hangs on")
    assert client.pull(f"file:///specs/{name}")["items"] == []


def test_what_is_said_of_an_item_is_plain_for_a_client_that_shows_plain_text(connect: Connect) -> None:
    items = complete(connect(clients.EMACS), CONFIGURATION, "fail¦")
    (item,) = [item for item in items if item["label"] == "fail-on"]
    assert item["documentation"] == {
        "kind": "plaintext", "value": "The least severity that makes whylint check exit with 1.",
    }  # fmt: skip
    assert "insertTextMode" not in item
