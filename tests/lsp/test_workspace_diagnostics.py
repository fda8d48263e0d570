"""What is found in files that are not open: told once, told again when it changes, and held back until it does."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import clients
import pytest
from samples import SPEC

from whylint.lsp import server, workspace_diagnostics
from whylint.lsp.configuration import DocumentSettings
from whylint.lsp.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect
    from lsp_client import Client

CANCELLED = -32800
WANTED = {"workspace-diagnostics": True}
COVERED = SPEC + "- When the upload fails, the app keeps the photo and offers another try\n"
ERRORS = "# Errors\n\n- When an upload of a receipt fails, the app keeps it and offers another try\n"


@pytest.fixture
def client(connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Give a client with a workspace of two specs, one of which has a gap more than the other."""
    monkeypatch.setattr(server, "SECONDS_OF_A_PAUSE", 0)
    (tmp_path / "a.md").write_text(SPEC, "utf-8")
    (tmp_path / "b.md").write_text(COVERED, "utf-8")
    (tmp_path / "readme.md").write_text("# Read me\n", "utf-8")
    return connect(clients.VS_CODE, rootUri=tmp_path.as_uri(), initializationOptions=WANTED)


def ids(items: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return what the client knows after an answer."""
    return [{"uri": item["uri"], "value": item["resultId"]} for item in items if "resultId" in item]


def ask(client: Client, previous: list[dict[str, str]]) -> list[dict[str, Any]]:
    params = {"identifier": "whylint", "previousResultIds": previous}
    items: list[dict[str, Any]] = client.request("workspace/diagnostic", params)["items"]
    return items


def changed(client: Client, path: Path) -> None:
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})


def test_files_have_the_findings_that_they_have_when_they_are_open(client: Client, tmp_path: Path) -> None:
    items = ask(client, [])
    assert [item["uri"].rpartition("/")[2] for item in items] == ["a.md", "b.md"]
    assert {(item["kind"], item["version"]) for item in items} == {("full", None)}
    for item in items:
        client.open(item["uri"], (tmp_path / item["uri"].rpartition("/")[2]).read_text("utf-8"))
        assert client.pull(item["uri"])["items"] == item["items"]


def test_an_answer_is_held_back_until_something_has_changed(client: Client, tmp_path: Path) -> None:
    known = ids(ask(client, []))
    params = {"identifier": "whylint", "previousResultIds": known}
    client.send({"jsonrpc": "2.0", "id": "held", "method": "workspace/diagnostic", "params": params})
    changed(client, tmp_path / "a.md")
    assert client.hover((tmp_path / "a.md").as_uri(), 0, 0) is None
    (tmp_path / "a.md").write_text(COVERED, "utf-8")
    changed(client, tmp_path / "a.md")
    (item,) = client.answer("held")["result"]["items"]
    assert item["uri"] == (tmp_path / "a.md").as_uri()
    assert "missing-error-state" not in {each["code"] for each in item["items"]}


def test_what_is_gone_or_asked_no_longer_is_taken_away(client: Client, tmp_path: Path) -> None:
    known = ids(ask(client, []))
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.md").write_text("# Nothing\n", "utf-8")
    items = ask(client, known)
    assert {item["uri"].rpartition("/")[2]: item["items"] for item in items} == {"a.md": [], "b.md": []}


def test_what_a_neighbour_says_counts(client: Client, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{SPEC}\nSee [errors](errors.md).\n", "utf-8")
    known = ids(ask(client, []))
    (tmp_path / "errors.md").write_text(ERRORS, "utf-8")
    items = ask(client, known)
    (item,) = [item for item in items if item["uri"].endswith("a.md")]
    assert "missing-error-state" not in {each["code"] for each in item["items"]}


def test_new_settings_are_news(client: Client, tmp_path: Path) -> None:
    known = ids(ask(client, []))
    (tmp_path / "whylint.toml").write_text('ignore = ["missing-user-problem"]\n', "utf-8")
    changed(client, tmp_path / "whylint.toml")
    assert {"missing-user-problem"}.isdisjoint(
        each["code"] for item in ask(client, known) for each in item["items"]
    )


def test_a_held_answer_is_given_up_when_the_client_wants_it_no_more(client: Client) -> None:
    params = {"identifier": "whylint", "previousResultIds": ids(ask(client, []))}
    client.send({"jsonrpc": "2.0", "id": "held", "method": "workspace/diagnostic", "params": params})
    client.notify("$/cancelRequest", {"id": "held"})
    assert client.answer("held")["error"]["code"] == CANCELLED


def test_a_shutdown_gives_a_held_answer_up(client: Client) -> None:
    params = {"identifier": "whylint", "previousResultIds": ids(ask(client, []))}
    client.send({"jsonrpc": "2.0", "id": "held", "method": "workspace/diagnostic", "params": params})
    assert client.hover("file:///none.md", 0, 0) is None
    assert client.request("shutdown") is None
    assert client.answer("held")["error"]["code"] == CANCELLED
    client.exit()


def test_nobody_gets_them_unasked_and_they_come_and_go_with_the_setting(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "SECONDS_OF_A_PAUSE", 0)
    (tmp_path / "a.md").write_text(SPEC, "utf-8")
    client = connect(clients.NEOVIM, rootUri=tmp_path.as_uri())

    def send(number: int, previous: list[dict[str, str]]) -> None:
        params = {"identifier": "whylint", "previousResultIds": previous}
        client.send({"jsonrpc": "2.0", "id": number, "method": "workspace/diagnostic", "params": params})

    def configure(text: str) -> None:
        (tmp_path / "whylint.toml").write_text(text, "utf-8")
        changed(client, tmp_path / "whylint.toml")

    send(1001, [])
    assert client.hover("file:///none.md", 0, 0) is None  # and the other request is not answered before it
    configure("workspace-diagnostics = true\n")
    items = client.answer(1001)["result"]["items"]
    assert [item["uri"] for item in items] == [(tmp_path / "a.md").as_uri()]
    assert items[0]["items"]

    configure("workspace-diagnostics = false\n")
    send(1002, ids(items))
    items = client.answer(1002)["result"]["items"]
    assert [(item["uri"], item["items"]) for item in items] == [((tmp_path / "a.md").as_uri(), [])]


@pytest.mark.parametrize(("capabilities", "depends"), [(clients.VS_CODE, False), (clients.NEOVIM, True)])
def test_a_client_that_cannot_be_told_to_ask_again_learns_that_documents_depend_on_others(
    connect: Connect, capabilities: dict[str, Any], depends: bool
) -> None:
    assert connect(capabilities).capabilities["diagnosticProvider"]["interFileDependencies"] is depends


def test_a_client_that_takes_an_answer_in_parts_gets_all_of_it_and_sees_how_far_it_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ask(client, [])
    monkeypatch.setattr(workspace_diagnostics, "SECONDS_BETWEEN_PARTS", 0)
    params = {
        "identifier": "whylint",
        "previousResultIds": [],
        "partialResultToken": "part",
        "workDoneToken": 7,
    }
    rest = client.request("workspace/diagnostic", params)["items"]
    told = [each["value"] for each in client.sent("$/progress") if each["token"] == "part"]
    assert [*(item for part in told for item in part["items"]), *rest] == whole
    assert told
    kinds = [each["value"]["kind"] for each in client.sent("$/progress") if each["token"] == 7]
    assert (kinds[0], kinds[-1]) == ("begin", "end")


def test_a_person_may_stop_it(client: Client, tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.md").write_text(SPEC, "utf-8")
    params = {"identifier": "whylint", "previousResultIds": [], "workDoneToken": 7}
    client.send({"jsonrpc": "2.0", "id": "long", "method": "workspace/diagnostic", "params": params})
    client.receive("$/progress")
    client.notify("window/workDoneProgress/cancel", {"token": 7})
    assert client.answer("long")["error"]["code"] == CANCELLED


def test_a_file_that_is_looked_at_in_passing_is_not_kept(tmp_path: Path) -> None:
    """What is kept from collection would stay for as long as the server runs."""
    session = Session(DocumentSettings(lambda _: None), lambda _: None)
    kept = gc.get_freeze_count()
    _, snapshot = session.read(tmp_path / "a.md", SPEC)
    assert snapshot is not None
    assert gc.get_freeze_count() <= kept
