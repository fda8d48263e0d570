"""The settings for editors that no test drives start the same server as those that are driven."""

from __future__ import annotations

import json
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
