"""The settings for editors that no test drives start the same server as those that are driven."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

EDITORS = Path(__file__).resolve().parents[2] / "editors"


def test_helix_starts_the_server_for_markdown() -> None:
    settings = tomllib.loads((EDITORS / "helix" / "languages.toml").read_text("utf-8"))
    assert settings["language-server"]["whylint"] == {"command": "whylint", "args": ["server", "--stdio"]}
    [markdown] = settings["language"]
    assert markdown["name"] == "markdown"
    assert "whylint" in markdown["language-servers"]


def test_zed_starts_the_server_in_the_place_of_one_it_uses_for_markdown() -> None:
    settings = json.loads((EDITORS / "zed" / "settings.json").read_text("utf-8"))
    [(lent, server)] = settings["lsp"].items()
    assert lent in settings["languages"]["Markdown"]["language_servers"]
    assert server["binary"]["path"].endswith("/whylint")
    assert server["binary"]["arguments"] == ["server", "--stdio"]


def test_sublime_text_starts_the_server_for_markdown() -> None:
    text = (EDITORS / "sublime" / "LSP.sublime-settings").read_text("utf-8")
    settings = json.loads(re.sub(r"^//.*$", "", text, flags=re.MULTILINE))
    server = settings["clients"]["whylint"]
    assert server["enabled"] is True
    assert server["command"] == ["whylint", "server", "--stdio"]
    assert server["selector"] == "text.html.markdown"


def test_kate_starts_the_server_for_markdown() -> None:
    settings = json.loads((EDITORS / "kate" / "settings.json").read_text("utf-8"))
    server = settings["servers"]["markdown"]
    assert server["command"] == ["whylint", "server", "--stdio"]
    assert re.fullmatch(server["highlightingModeRegex"], "Markdown")


def test_every_editor_has_a_page_that_the_overview_leads_to() -> None:
    overview = (EDITORS / "README.md").read_text("utf-8")
    for folder in (entry for entry in EDITORS.iterdir() if entry.is_dir()):
        assert (folder / "README.md").is_file()
        assert f"({folder.name}/README.md)" in overview
