"""Stories and criteria of the whole workspace by name: what is found, and how long work is shown and stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import clients
import pytest
from lsp_client import ResponseError

from whylint.lsp import work

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect

CANCELLED = -32800
SPEC = "# Receipts\n\n## Acceptance criteria\n\n- AC-{number}: The employee uploads a receipt\n"


def write(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number:03}.md").write_text(SPEC.format(number=number), "utf-8")


def test_criteria_are_found_in_files_and_in_what_is_open(connect: Connect, tmp_path: Path) -> None:
    write(tmp_path, 3)
    (tmp_path / "other.md").write_text("# Uploads\n\nAC-1 is a name and no criterion.\n", "utf-8")
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    client.open((tmp_path / "002.md").as_uri(), SPEC.format(number=7))
    found = client.request("workspace/symbol", {"query": "ac- UPLOADS"})
    assert [(each["name"], each["location"]["uri"].rpartition("/")[2]) for each in found] == [
        ("AC-7 The employee uploads a receipt", "002.md"),
        ("AC-0 The employee uploads a receipt", "000.md"),
        ("AC-1 The employee uploads a receipt", "001.md"),
    ]
    assert {each["containerName"] for each in found} == {"Acceptance criteria"}


def test_what_nobody_can_mean_is_not_looked_for(connect: Connect, tmp_path: Path) -> None:
    write(tmp_path, 1)
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    assert client.request("workspace/symbol", {"query": ""}) == []
    assert client.request("workspace/symbol", {"query": "no such words"}) == []
    assert connect(clients.VS_CODE).request("workspace/symbol", {"query": "uploads"}) == []


def test_a_client_that_asks_for_it_sees_the_work_go_on(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "SECONDS_OF_A_PIECE", 0)
    monkeypatch.setattr(work, "SECONDS_BETWEEN_REPORTS", 0)
    write(tmp_path, 3)
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    assert len(client.request("workspace/symbol", {"query": "ac-", "workDoneToken": "mine"})) == 3
    shown = client.sent("$/progress")
    assert {each["token"] for each in shown} == {"mine"}
    assert [each["value"]["kind"] for each in shown] == ["begin", "report", "report", "report", "end"]
    assert shown[0]["value"] == {
        "kind": "begin", "title": "Looking for criteria", "cancellable": True, "percentage": 0,
    }  # fmt: skip
    assert shown[2]["value"] == {"kind": "report", "message": "1 of 3", "percentage": 33}


def test_work_that_takes_a_while_is_shown_to_any_client_that_shows_work(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "SECONDS_OF_A_PIECE", 0)
    monkeypatch.setattr(work, "SECONDS_UNTIL_SHOWN", 0)
    write(tmp_path, 150)
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    assert len(client.request("workspace/symbol", {"query": "ac-"})) == 150
    (created,) = client.sent("window/workDoneProgress/create")
    kinds = [each["value"]["kind"] for each in client.sent("$/progress") if each["token"] == created["token"]]
    assert kinds[0] == "begin"
    assert kinds[-1] == "end"


@pytest.mark.parametrize("way", ["$/cancelRequest", "window/workDoneProgress/cancel"])
def test_the_work_can_be_stopped_either_way_and_others_are_served_meanwhile(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(work, "SECONDS_OF_A_PIECE", 0)
    monkeypatch.setattr(work, "SECONDS_BETWEEN_REPORTS", 0)
    write(tmp_path, 190)
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    params = {"query": "ac-", "workDoneToken": 7}
    client.send({"jsonrpc": "2.0", "id": "search", "method": "workspace/symbol", "params": params})
    assert client.receive("$/progress")["value"]["kind"] == "begin"
    assert client.hover("file:///none.md", 0, 0) is None
    client.notify(way, {"id": "search"} if way == "$/cancelRequest" else {"token": 7})
    assert client.answer("search")["error"]["code"] == CANCELLED
    assert client.sent("$/progress")[-1]["value"]["kind"] == "end"


def test_a_shutdown_stops_the_work(connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "SECONDS_OF_A_PIECE", 0)
    write(tmp_path, 190)
    client = connect(clients.VS_CODE, rootUri=tmp_path.as_uri())
    params = {"query": "ac-", "workDoneToken": 7}
    client.send({"jsonrpc": "2.0", "id": "search", "method": "workspace/symbol", "params": params})
    client.receive("$/progress")
    assert client.request("shutdown") is None
    assert client.answer("search")["error"]["code"] == CANCELLED
    client.exit()


def test_a_client_that_does_not_ask_is_not_offered_it(connect: Connect) -> None:
    client = connect(clients.BARE)
    assert "workspaceSymbolProvider" not in client.capabilities
    with pytest.raises(ResponseError, match="No such method"):
        client.request("workspace/symbol", {"query": "a"})
