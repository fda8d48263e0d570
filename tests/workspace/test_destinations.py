"""Where references of documents lead: which files are there, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whylint.workspace.destinations import Destinations

if TYPE_CHECKING:
    from pathlib import Path

CRITERIA = "## Acceptance criteria\n\n- E-1: The clerk uploads a receipt\n"
ERRORS = f'# Errors\n\n## Upload\n\n<a id="old-name"></a>\n\n{CRITERIA}'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs" / "specs").mkdir(parents=True)
    (tmp_path / "docs" / "errors.md").write_text(ERRORS)
    (tmp_path / "docs" / "specs" / "a.md").write_text("# A\n")
    return tmp_path


def text(reference: str) -> str:
    return (
        f"- a\n  > **Covered by** {reference} <!-- whylint-covered-by: missing-error-state -->\n\n[b](b.md)\n"
    )


def found(project: Path, reference: str) -> list[tuple[str, bool, str]]:
    destinations = Destinations().of(project / "docs" / "specs" / "a.md", text(reference))
    return [(each.address, each.there, each.near) for each in destinations]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("[errors](../errors.md#upload)", [("../errors.md", True, "")]),
        ("[errors](/docs/errors.md)", [("/docs/errors.md", True, "")]),
        ("../errors.md, E-1", [("../errors.md", True, "")]),
        ("[errors](errors.md)", [("errors.md", False, "../errors.md")]),
        ("[errors](../eror.md)", [("../eror.md", False, "../errors.md")]),
        ("[the folder](../)", [("../", True, "")]),
        ("[nothing](nothing.yaml)", [("nothing.yaml", False, "")]),
        ("[the web](https://example.org/errors.md)", []),
        ("[outside](../../../elsewhere.md)", []),
        ("AC-2", []),
    ],
)
def test_files_are_there_or_not(project: Path, reference: str, expected: list[tuple[str, bool, str]]) -> None:
    assert found(project, reference) == expected


def test_a_document_says_what_leads_into_it(project: Path) -> None:
    (errors,) = Destinations().of(project / "docs" / "a.md", text("[errors](errors.md)"))
    assert errors.fragments == ("errors", "upload", "acceptance-criteria", "old-name")
    assert errors.names == ("E-1",)


def test_a_file_is_read_anew_when_it_has_changed(project: Path) -> None:
    destinations = Destinations()
    path, reference = project / "docs" / "a.md", text("[errors](errors.md)")
    destinations.of(path, reference)
    (project / "docs" / "errors.md").write_text("# Errors\n")
    (errors,) = destinations.of(path, reference)
    assert (errors.fragments, errors.names) == (("errors",), ())
    (project / "docs" / "errors.md").unlink()
    (errors,) = destinations.of(path, reference)
    assert not errors.there


def test_no_file_is_looked_for_where_nothing_is_said_to_be_covered(project: Path) -> None:
    assert Destinations().of(project / "docs" / "a.md", "[errors](errors.md)\n") == ()
