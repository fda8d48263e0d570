"""Folders around a document."""

from __future__ import annotations

from pathlib import Path

from whylint.workspace.folders import absolute, upward


def test_folders_go_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert upward(tmp_path / "a" / "b") == (tmp_path / "a" / "b", tmp_path / "a", tmp_path)


def test_the_root_of_a_worktree_is_one_too(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere")
    assert upward(tmp_path) == (tmp_path,)


def test_without_a_repository_they_go_up_to_the_root() -> None:
    assert upward(Path("/a/b")) == (Path("/a/b"), Path("/a"), Path("/"))


def test_a_path_with_dots_leads_where_it_says(tmp_path: Path) -> None:
    assert absolute(tmp_path / "a" / ".." / "b") == tmp_path / "b"
