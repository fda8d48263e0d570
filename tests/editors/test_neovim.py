"""Whylint in Neovim, set up as editors/neovim says."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import installed
import pytest
from sessions import HERE, ROOT, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.editor


def test_a_gap_is_shown_explained_and_asked_about(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    settings = sandbox.home / "config" / "nvim"
    (settings / "lsp").mkdir(parents=True)
    shutil.copy(ROOT / "editors" / "neovim" / "whylint.lua", settings / "lsp")
    (settings / "init.lua").write_text('vim.lsp.enable("whylint")\n', "utf-8")

    scenario = HERE / "neovim_scenario.lua"
    sandbox.run(installed.neovim(), "--headless", "-n", sandbox.spec, "-c", f"luafile {scenario}")

    saw = json.loads((sandbox.workspace / "saw.json").read_text("utf-8"))
    assert saw.get("problem") is None
    assert saw["encoding"] == "utf-8"
    assert ("missing-error-state", "uploads a receipt") in [
        (one["rule"], one["words"]) for one in saw["before"]
    ]
    assert {one["source"] for one in saw["before"]} == {"whylint"}
    assert "covered nowhere in this document" in saw["hover"]
    assert saw["asked"][0].startswith("  > ")
    assert "When the upload fails, what does the customer see" in saw["asked"][0]
    assert "missing-error-state" not in [one["rule"] for one in saw["after"]]
    sandbox.check_recordings(sessions=1)
