"""Which files are read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from whylint.workspace.configuration import Configurations
from whylint.workspace.discovery import Found, discover

if TYPE_CHECKING:
    from collections.abc import Iterable


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the current folder a repository, so that nothing above it counts."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay(*names: str, ignored: str = "") -> None:
    """Lay out empty files, and a ``.gitignore`` with a content."""
    for name in names:
        write(name)
    write(".gitignore", ignored)


def write(name: str, content: str = "") -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def found(*paths: str) -> list[str]:
    result = search(paths)
    assert result.problems == ()
    return [path.as_posix() for path in result.files]


def search(paths: Iterable[str]) -> Found:
    return discover(map(Path, paths), Configurations())


def test_markdown_in_folders_is_found_in_the_order_of_names() -> None:
    lay("b.md", "B.MARKDOWN", "a/z.mdown", "a/b.md", "a.txt", "md")
    assert found(".") == ["B.MARKDOWN", "a/b.md", "a/z.mdown", "b.md"]


def test_paths_stay_as_they_are_given(tmp_path: Path) -> None:
    lay("docs/a.md", "docs/b/c.md")
    assert found("docs/") == ["docs/a.md", "docs/b/c.md"]
    assert found("./docs/b/../a.md") == ["docs/b/../a.md"]
    assert found(str(tmp_path / "docs" / "b")) == [(tmp_path / "docs" / "b" / "c.md").as_posix()]


def test_a_file_that_is_named_is_taken_whatever_it_is() -> None:
    lay(".hidden/a.txt", "ignored.md", "x/excluded.md", ignored="ignored.md")
    write("whylint.toml", 'exclude = ["x"]')
    assert found(".hidden/a.txt", "ignored.md", "x/excluded.md") == [
        ".hidden/a.txt",
        "ignored.md",
        "x/excluded.md",
    ]


def test_hidden_folders_and_packages_are_passed_over_but_not_the_specs_of_kiro() -> None:
    lay(
        ".cache/a.md",
        "node_modules/p/README.md",
        "x/node_modules/p/README.md",
        ".kiro/specs/reset/requirements.md",
    )
    lay(".draft.md", "a.md")
    assert found(".") == [".kiro/specs/reset/requirements.md", "a.md"]


def test_ignore_files_leave_out_what_they_name() -> None:
    lay("a.md", "b.md", "build/c.md", "docs/build/d.md", "docs/e.tmp.md", ignored="build/\n*.tmp.md\n")
    write(".whylintignore", "b.md\n")
    assert found(".") == ["a.md"]


def test_the_innermost_ignore_file_decides() -> None:
    lay("docs/a.md", "docs/b.md", "c.md", ignored="*.md")
    write("docs/.gitignore", "!a.md")
    assert found(".") == ["docs/a.md"]


def test_whylintignore_may_take_back_what_gitignore_leaves_out() -> None:
    lay("generated/spec.md", "a.md", ignored="generated")
    write(".whylintignore", "!generated")
    assert found(".") == ["a.md", "generated/spec.md"]


def test_ignore_files_above_the_folder_count_up_to_the_repository(tmp_path: Path) -> None:
    lay("docs/a.md", "docs/old/b.md", ignored="docs/old")
    assert found("docs") == ["docs/a.md"]
    lay("inner/docs/a.md", "inner/docs/c.md")
    (tmp_path / "inner" / ".git").mkdir()
    write(".gitignore", "c.md")
    assert found("inner/docs") == ["inner/docs/a.md", "inner/docs/c.md"]


def test_a_folder_that_is_named_is_read_though_it_is_ignored() -> None:
    lay("build/a.md", "build/b.md", ignored="build")
    write("build/.gitignore", "b.md")
    assert found("build") == ["build/a.md"]


def test_a_line_that_is_no_pattern_leaves_nothing_out() -> None:
    lay("a.md", "b.md", ignored="!\nb.md\n")
    assert found(".") == ["a.md"]


def test_excluded_patterns_count_from_the_folder_of_their_configuration() -> None:
    lay("docs/a.md", "docs/old/b.md", "old/c.md", "docs/d.draft.md")
    write("docs/whylint.toml", 'exclude = ["/old/", "*.draft.md"]')
    assert found(".") == ["docs/a.md", "old/c.md"]
    assert found("docs") == ["docs/a.md"]


def test_links_to_folders_are_not_followed_and_those_to_files_are(tmp_path: Path) -> None:
    lay("docs/a.md")
    (tmp_path / "docs" / "circle").symlink_to(tmp_path)
    (tmp_path / "docs" / "b.md").symlink_to("a.md")
    (tmp_path / "docs" / "broken.md").symlink_to("nowhere.md")
    (tmp_path / "link").symlink_to("docs")
    assert found(".") == ["docs/a.md", "docs/b.md"]
    assert found("link") == ["link/a.md", "link/b.md"]


def test_what_is_not_there_is_told() -> None:
    lay("a.md")
    result = search(["gone.md", "a.md", "gone/"])
    assert [path.as_posix() for path in result.files] == ["a.md"]
    assert [problem.partition(":")[0] for problem in result.problems] == ["gone.md", "gone"]


def test_a_folder_without_markdown_is_told() -> None:
    lay("src/a.py", "docs/a.md", ignored="docs")
    result = search(["src", "."])
    assert result.files == ()
    assert [problem.partition(" (")[0] for problem in result.problems] == [
        "src: no Markdown documents here",
        ".: no Markdown documents here",
    ]


def test_a_folder_that_may_not_be_read_is_told_and_the_others_are_read() -> None:
    lay("a/b.md", "c.md")
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if folder == Path("a"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    with mock.patch("os.scandir", refuse):
        result = search(["."])
    assert [path.as_posix() for path in result.files] == ["c.md"]
    assert result.problems == (
        "a: cannot be read: Permission denied; make the folder readable, or ignore it",
    )


def test_a_path_that_may_not_be_looked_at_is_told() -> None:
    with mock.patch.object(Path, "is_dir", side_effect=PermissionError(13, "Permission denied")):
        result = search(["a.md"])
    assert result.problems == (
        "a.md: cannot be read: Permission denied; check the permissions of its folders",
    )
