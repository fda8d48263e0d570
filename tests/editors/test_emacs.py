"""Whylint in Emacs, set up as editors/emacs says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import installed
import pytest
from sessions import HERE, ROOT, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.editor


def test_a_gap_is_shown_explained_and_asked_about(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    settings = ROOT / "editors" / "emacs"
    sandbox.run(installed.emacs(), "--batch", "-Q", "-L", settings, "-l", HERE / "emacs_scenario.el")

    saw = json.loads((sandbox.workspace / "saw.json").read_text("utf-8"))
    assert saw.get("problem") is None
    assert "uploads a receipt" in [one["words"] for one in saw["before"]]
    assert "covered nowhere in this document" in saw["hover"]
    assert "- 🧾 The customer uploads a receipt\n  > " in saw["text"]
    assert "uploads a receipt" not in [one["words"] for one in saw["after"]]
    sandbox.check_recordings(sessions=1)
