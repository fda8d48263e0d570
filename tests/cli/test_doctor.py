"""What ``whylint doctor`` says of files, folders and this machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from command_line import ASKING, whylint

from whylint import __version__
from whylint.workspace.options import OPTIONS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    for name, text in {
        ".gitignore": "# made\nbuild/\n",
        "base.toml": '[[files]]\nmatch = ["docs/"]\nignore = ["vague-criterion"]\n',
        "whylint.toml": 'extend = "base.toml"\nexclude = ["x/"]\nweak-words = ["snappy"]\n',
        "docs/a.md": f"[Errors](b.md)\n\n{ASKING}",
        "docs/b.md": ASKING,
        "docs/build/c.md": ASKING,
        "docs/.hidden/d.md": ASKING,
        "x/e.md": ASKING,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def doctor(folder: Path, *paths: str, code: int = 0) -> dict[str, Any]:
    result = whylint("doctor", "--format", "json", *paths, folder=folder)
    assert result.code == code
    data: dict[str, Any] = json.loads(result.out)
    return data


def test_of_a_file_it_tells_what_holds_and_where_each_value_comes_from(folder: Path) -> None:
    (path,) = doctor(folder, "docs/a.md")["paths"]
    assert path["read"] is True
    assert path["configuration"] == ["whylint.toml", "base.toml"]
    values = path["values"]
    assert set(values) == {option.name for option in OPTIONS} - {"extend"}
    assert values["weak-words"] == {"value": ["snappy"], "from": ["whylint.toml:3"]}
    assert values["ignore"] == {"value": ["vague-criterion"], "from": ["base.toml:1 [[files]]"]}
    assert values["select"] == {"value": None, "default": "all rules", "from": []}
    assert path["looked_at"] == ["docs/b.md"]
    assert path["left_out_of_folders"] is None


def test_of_a_folder_it_tells_which_files_are_seen_and_why_others_are_not(folder: Path) -> None:
    (path,) = doctor(folder)["paths"]
    assert path["seen"] == 2
    assert {each["path"]: each["why"] for each in path["left_out"]} == {
        "docs/.hidden": "it is hidden",
        "docs/build": "“build/” in .gitignore",
        "x": "“exclude” in whylint.toml",
    }


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("docs/build/c.md", "build/ is left out: “build/” in .gitignore"),
        ("docs/.hidden/d.md", ".hidden/ is left out: it is hidden"),
        ("x/e.md", "x/ is left out: “exclude” in whylint.toml"),
    ],
)
def test_of_a_file_that_no_folder_gives_it_tells_why(folder: Path, name: str, why: str) -> None:
    (path,) = doctor(folder, name)["paths"]
    assert (path["read"], path["left_out_of_folders"]) == (True, why)
    assert f"read only when it is named or open: {why}" in whylint("doctor", name, folder=folder).out


def test_what_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "binary.md").write_bytes(b"\0")
    missing, binary = doctor(folder, "none.md", "binary.md")["paths"]
    assert missing["why_not"].startswith("none.md: cannot be read: No such file")
    assert binary["why_not"].startswith("binary.md: binary")
    assert whylint("doctor", "--config", "none.toml", folder=folder).code == 2


def test_mistakes_are_told_and_fail_it(folder: Path) -> None:
    (folder / "whylint.toml").write_text("fali-on = 1\n")
    data = doctor(folder, "docs", code=2)
    assert data["mistakes"] == ["whylint.toml:1:1: unknown key “fali-on”; did you mean “fail-on”?"]


def test_its_text_is_for_people(folder: Path) -> None:
    text = whylint("doctor", ".", "docs/a.md", folder=folder).out
    assert f"whylint {__version__}, Python " in text
    assert "\n.: 2 documents seen, 3 files and folders left out\n" in text
    assert '\n  weak-words = ["snappy"]  ← whylint.toml:3\n' in text
    assert "\n  configuration: whylint.toml, which extends base.toml\n" in text
    assert "\n  as by default: select, severity, " in text
