"""Every feature answers as its snapshots say."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import clients
import pytest
from lsp_client import ResponseError
from snapshot_files import DOCUMENT, FOLDER, Snapshot, snapshots, written

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Connect

SNAPSHOTS = list(snapshots())


@pytest.mark.parametrize("case", SNAPSHOTS, ids=[f"{case.path.stem}: {case.name}" for case in SNAPSHOTS])
def test_a_feature_answers_as_its_snapshot_says(connect: Connect, tmp_path: Path, case: Snapshot) -> None:
    given = actual(connect, tmp_path, case)
    if os.environ.get("WHYLINT_UPDATE"):
        text = case.path.read_text("utf-8")
        head, name, body = text.partition(f"\n## {case.name}\n")
        before, fence, after = body.partition("```answer\n")
        assert fence, f"{case.path}: “{case.name}” has no fence of answer"
        case.path.write_text(
            head + name + before + fence + given + after.removeprefix(case.expected), "utf-8"
        )
        return
    assert given == case.expected


def actual(connect: Connect, folder: Path, case: Snapshot) -> str:
    client = connect(clients.VS_CODE, initializationOptions={"inlay-hints": True})
    for name, text in case.documents.items():
        if name != DOCUMENT:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    uri = (folder / DOCUMENT).as_uri()
    client.open(uri, case.text)
    params = {"textDocument": {"uri": uri}, **case.request}
    places = case.places()
    if len(places) == 1:
        params["position"] = places[0]
    elif places:
        params["range"] = {"start": places[0], "end": places[1]}
    try:
        answer = client.request(case.method, params)
    except ResponseError as error:
        answer = {"error": error.error["message"]}
    texts = {**case.documents, DOCUMENT: case.text}
    return written(answer, texts, f"{folder.as_uri()}/")


def test_there_is_a_file_for_every_feature() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} >= {
        "definition", "references", "highlights", "rename", "symbols", "lenses", "links", "completion", "hints",
    }  # fmt: skip
