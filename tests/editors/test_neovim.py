"""Whylint in Neovim, set up as editors/neovim says."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import installed
import pytest
from sessions import HERE, ROOT, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.editor


def watch(sandbox: Sandbox, scenario: str, *others: str) -> Any:
    """Return what a scenario saw of a spec in Neovim, where Whylint and perhaps other servers run."""
    settings = sandbox.home / "config" / "nvim"
    (settings / "lsp").mkdir(parents=True)
    shutil.copy(ROOT / "editors" / "neovim" / "whylint.lua", settings / "lsp")
    (settings / "init.lua").write_text("\n".join(['vim.lsp.enable("whylint")', *others]), "utf-8")
    sandbox.run(installed.neovim(), "--headless", "-n", sandbox.spec, "-c", f"luafile {HERE / scenario}")
    saw = json.loads((sandbox.workspace / "saw.json").read_text("utf-8"))
    assert saw.get("problem") is None
    return saw


def test_a_gap_is_shown_explained_and_asked_about(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    saw = watch(sandbox, "neovim_scenario.lua")
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


def test_it_works_beside_a_server_that_looks_at_the_form_of_markdown(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    other = json.dumps({"cmd": [str(installed.rumdl()), "server"], "filetypes": ["markdown"]})
    saw = watch(
        sandbox,
        "neovim_beside_rumdl.lua",
        f"vim.lsp.config.rumdl = vim.json.decode([[{other}]])",
        'vim.lsp.enable("rumdl")',
    )
    assert saw["sources"].keys() == {"whylint", "rumdl"}
    assert any(title.startswith("Ask: ") for title in saw["actions"])
    sandbox.check_recordings(sessions=1)
