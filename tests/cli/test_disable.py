"""``whylint disable``: leaving a rule out of a project."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from command_line import ASKING, whylint

if TYPE_CHECKING:
    from pathlib import Path

RULE = "missing-error-state"


def test_a_configuration_begins_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text(ASKING)
    assert whylint("check", folder=tmp_path).code == 1
    assert whylint("disable", RULE, folder=tmp_path) == (
        0, "whylint.toml leaves missing-error-state out from now on\n", "",
    )  # fmt: skip
    assert (tmp_path / "whylint.toml").read_text() == 'ignore = ["missing-error-state"]\n'
    assert whylint("check", folder=tmp_path).code == 0
    again = whylint("disable", RULE, folder=tmp_path)
    assert again == (0, "whylint.toml leaves missing-error-state out already\n", "")


@pytest.mark.parametrize("name", ["whylint.toml", ".whylint.toml"])
def test_the_file_that_holds_is_changed_and_keeps_its_form(tmp_path: Path, name: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "specs").mkdir()
    before = b'\xef\xbb\xbf# Ours.\r\nignore = [\r\n  "vague-criterion", # Ann\r\n]\r\n'
    (tmp_path / name).write_bytes(before)
    assert whylint("disable", RULE, folder=tmp_path / "specs").code == 0
    after = before.replace(b'"vague-criterion"', b'"vague-criterion",\r\n  "missing-error-state"')
    assert (tmp_path / name).read_bytes() == after


def test_a_pyproject_that_has_a_table_of_ours_is_changed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "a"  # short\n\n[tool.whylint]\n')
    assert whylint("disable", RULE, folder=tmp_path).code == 0
    assert (tmp_path / "pyproject.toml").read_text() == (
        '[project]\nname = "a"  # short\n\n[tool.whylint]\nignore = ["missing-error-state"]\n'
    )


def test_what_an_extended_file_leaves_out_stays_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "base.toml").write_text('ignore = ["vague-criterion"]\n')
    (tmp_path / "whylint.toml").write_text('extend = "base.toml"\n')
    assert whylint("disable", RULE, folder=tmp_path).code == 0
    assert (tmp_path / "whylint.toml").read_text() == (
        'extend = "base.toml"\nignore = ["vague-criterion", "missing-error-state"]\n'
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            b"ignore = [\n",
            "cannot be changed without losing what it says: add missing-error-state to ignore by hand",
        ),
        (b"# \xff\n", "cannot be changed: not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_kept_is_left_alone(tmp_path: Path, text: bytes, error: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "whylint.toml").write_bytes(text)
    assert whylint("disable", RULE, folder=tmp_path) == (2, "", f"whylint.toml: {error}\n")
    assert (tmp_path / "whylint.toml").read_bytes() == text


def test_a_file_that_is_read_only_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    file = tmp_path / "whylint.toml"
    file.write_text("ignore = []\n")
    os.chmod(file, 0o444)  # noqa: PTH101 - the same on every system
    result = whylint("disable", RULE, folder=tmp_path)
    assert (result.code, result.err) == (2, "whylint.toml: cannot be changed: the file is read-only\n")
    assert file.read_text() == "ignore = []\n"


def test_a_rule_that_there_is_not_is_told(tmp_path: Path) -> None:
    result = whylint("disable", "missing-eror-state", folder=tmp_path)
    assert result.code == 2
    assert "missing-error-state" in result.err
    assert not list(tmp_path.iterdir())
