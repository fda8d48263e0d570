"""``whylint check``: exit codes, options, and input of every sort."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command_line import ASKING, SILENT, STORY, whylint

if TYPE_CHECKING:
    from pathlib import Path

MANY = "\n".join(
    f"## Story {n}\n\n### Acceptance criteria\n- The customer uploads a receipt\n" for n in range(8)
)


def test_questions_are_told_with_their_place_and_words(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(ASKING)
    (tmp_path / "docs" / "b.md").write_text(SILENT)
    result = whylint("check", "docs", folder=tmp_path)
    question = "When the upload fails, what does the customer see, what is kept, and what can they do next?"
    assert (result.code, result.err) == (1, "")
    assert result.out.splitlines() == [
        f"docs/a.md:4:16 warning “uploads a receipt”: {question} [missing-error-state]",
        "     4 | - The customer uploads a receipt",
        "       |                ^^^^^^^^^^^^^^^^^",
        "",
        "1 question in 1 of 2 documents",
    ]


def test_without_questions_the_exit_code_is_0(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(SILENT)
    assert whylint("check", folder=tmp_path) == (0, "No questions in 1 document\n", "")


def test_what_else_matters_to_a_finding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{ASKING}\n## Errors\n- If the upload fails, an error message is shown\n")
    assert "\n       = line 7: it says that an error is shown" in whylint("check", folder=tmp_path).out


@pytest.mark.parametrize(
    ("options", "configuration", "code"),
    [
        (["--fail-on", "error"], "", 0),
        (["--fail-on", "warning"], "", 1),
        ([], 'fail-on = "error"', 0),
        (["--fail-on", "hint"], 'fail-on = "error"', 1),
        ([], '[severity]\nmissing-error-state = "hint"', 0),
        (["--fail-on", "hint"], '[severity]\nmissing-error-state = "hint"', 1),
        (["--ignore", "missing-error-state"], "", 0),
        (["--ignore", "vague-error-handling,missing-error-state"], "", 0),
        (["--ignore", "vague-error-handling", "--ignore", "missing-error-state"], "", 0),
        (["--ignore", "vague-error-handling"], 'ignore = ["missing-error-state"]', 0),
        (["--select", "vague-error-handling"], "", 0),
        (["--select", "missing-error-state"], 'select = ["vague-error-handling"]', 1),
        (["--select", "missing-error-state"], 'ignore = ["missing-error-state"]', 1),
        (["--select", "missing-error-state", "--ignore", "missing-error-state"], "", 0),
        ([], 'ignore = ["missing-error-state"]', 0),
        (["--no-config"], 'ignore = ["missing-error-state"]', 1),
        (["--config", "other.toml"], "", 0),
    ],
)
def test_options_and_configuration_decide_what_fails(
    tmp_path: Path, options: list[str], configuration: str, code: int
) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    (tmp_path / "whylint.toml").write_text(configuration)
    (tmp_path / "other.toml").write_text('ignore = ["missing-error-state"]')
    result = whylint("check", "a.md", *options, folder=tmp_path)
    assert (result.code, result.err) == (code, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--select", "mising-error-state"],
            "unknown rule “mising-error-state”; did you mean “missing-error-state”?\n",
        ),
        (["--ignore", "xyzzy"], "unknown rule “xyzzy”; “whylint rules” lists them all\n"),
        (
            ["--config", "nowhere.toml"],
            "nowhere.toml: no such configuration file; check the spelling, or leave --config out\n",
        ),
    ],
)
def test_wrong_options_are_told_with_a_remedy(tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    result = whylint("check", "a.md", *arguments, folder=tmp_path)
    assert (result.code, result.err) == (2, told)
    assert "a.md" not in result.out


@pytest.mark.parametrize(
    "arguments",
    [["--fail-on", "catastrophe"], ["--format", "xml"], ["--config", "a", "--no-config"], ["--nonsense"]],
)
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    result = whylint("check", *arguments, folder=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("usage: whylint")


def test_folded_findings_are_summed_up(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{STORY}{MANY}")
    result = whylint("check", "a.md", folder=tmp_path)
    assert result.out.count("[missing-error-state]") == 5
    assert result.out.endswith(
        "\na.md: and 3 more: whylint check --all a.md\n\n8 questions in 1 of 1 document\n"
    )
    everything = whylint("check", "--all", "a.md", folder=tmp_path)
    assert everything.out.count("[missing-error-state]") == 8
    assert "more" not in everything.out


def test_settled_documents_are_asked_only_on_request(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nstatus: done\n---\n\n{ASKING}")
    assert whylint("check", "a.md", folder=tmp_path).out == "No questions in 1 document\n"
    assert "hint" in whylint("check", "--all", "a.md", folder=tmp_path).out


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    result = whylint("check", "-", folder=tmp_path, stdin=ASKING.encode())
    assert result.out.startswith("-:4:16 warning ")


def test_standard_input_has_the_configuration_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "whylint.toml").write_text('[severity]\nmissing-error-state = "hint"')
    result = whylint("check", "-", "--stdin-filename", "specs/new.md", folder=tmp_path, stdin=ASKING.encode())
    assert result.out.startswith("specs/new.md:4:16 hint ")


def test_documents_come_in_the_order_given_each_once(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(ASKING)
    result = whylint("check", "--format", "json", "c.md", "./b.md", ".", tmp_path / "c.md", folder=tmp_path)
    assert [finding["path"] for finding in json.loads(result.out)["findings"]] == ["c.md", "b.md", "a.md"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("gone.md", None, "gone.md: no such file or folder; check the spelling and the current folder"),
        (
            "binary.md",
            b"# A\n\0",
            "binary.md: binary (a zero byte at offset 4); name text files only, or leave it out",
        ),
        (
            "latin.md",
            b"# A\r\ncaf\xe9\n",
            "latin.md:2:4: not UTF-8 (byte 0xE9 at offset 8); save it as UTF-8",
        ),
        ("cut.md", "# é".encode()[:-1], "cut.md:1:3: not UTF-8 (byte 0xC3 at offset 2); save it as UTF-8"),
        (
            "wide.md",
            "# A".encode("utf-16"),
            "wide.md: not UTF-8 but UTF-16 (by the byte order mark at offset 0); save it as UTF-8",
        ),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_checked(
    tmp_path: Path, name: str, data: bytes | None, told: str
) -> None:
    (tmp_path / "good.md").write_text(ASKING)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = whylint("check", "--format", "json", name, "good.md", folder=tmp_path)
    assert (result.code, result.err) == (2, f"{told}\n")
    assert [finding["path"] for finding in json.loads(result.out)["findings"]] == ["good.md"]


def test_standard_input_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    result = whylint("check", "-", "--stdin-filename", "x.md", folder=tmp_path, stdin=b"\xff")
    assert (result.code, result.err) == (2, "x.md:1:1: not UTF-8 (byte 0xFF at offset 0); save it as UTF-8\n")


def test_a_folder_without_markdown_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    result = whylint("check", "src", folder=tmp_path)
    assert result.code == 2
    assert result.err == (
        "src: no Markdown documents here (*.md, *.markdown, *.mdown); name another folder, or a file\n"
    )


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param(ASKING.replace("\n", "\r\n"), 4, 16, id="CRLF"),
        pytest.param(ASKING.replace("\n", "\r"), 4, 16, id="CR"),
        pytest.param(f"\ufeff{ASKING}", 4, 16, id="byte order mark"),
        pytest.param(ASKING.rstrip("\n"), 4, 16, id="no final newline"),
        pytest.param(ASKING.replace("The customer", "😀 The customer"), 4, 18, id="emoji"),
        pytest.param(f"{'word ' * 200_000}\n\n{ASKING}", 6, 16, id="1 MB on a line"),
        pytest.param(
            ASKING.replace("- The", "- " + "Today " * 30_000 + "the"), 4, 180_016, id="far to the right"
        ),
    ],
)
def test_odd_text_has_its_questions_at_the_right_place(
    tmp_path: Path, text: str, line: int, column: int
) -> None:
    (tmp_path / "a.md").write_bytes(text.encode())
    result = whylint("check", "--format", "json", "a.md", folder=tmp_path)
    assert [finding["range"]["start"] for finding in json.loads(result.out)["findings"]] == [
        {"line": line, "column": column}
    ]
    assert "a receipt" in whylint("check", "a.md", folder=tmp_path).out


def test_an_empty_document_is_asked_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    assert whylint("check", "a.md", folder=tmp_path) == (0, "No questions in 1 document\n", "")


def test_mistakes_in_configuration_are_told_and_the_rest_holds(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    (tmp_path / "whylint.toml").write_text('ignore = ["missing-error-state"]\nfail_on = "error"\n')
    result = whylint("check", folder=tmp_path)
    assert (result.code, result.out) == (2, "No questions in 1 document\n")
    assert result.err == "whylint.toml:2:1: unknown key “fail_on”; did you mean “fail-on”?\n"


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_those_who_want_it(
    tmp_path: Path, options: list[str], environment: dict[str, str], *, coloured: bool
) -> None:
    (tmp_path / "a.md").write_text(ASKING)
    result = whylint("check", *options, folder=tmp_path, environment=environment)
    assert ("\x1b[" in result.out) is coloured


def test_a_reference_into_a_file_is_told_once_the_file_is_gone(tmp_path: Path) -> None:
    mark = "<!-- whylint-covered-by: missing-error-state -->"
    (tmp_path / "a.md").write_text(f"{ASKING}  > **Covered by** [errors](errors.txt) {mark}\n")
    (tmp_path / "errors.txt").write_text("All is well\n")
    assert whylint("check", "a.md", folder=tmp_path).code == 0
    (tmp_path / "errors.txt").rename(tmp_path / "error.txt")
    result = whylint("check", "a.md", folder=tmp_path)
    assert result.code == 1
    assert "There is no file “errors.txt”" in result.out
    listed = json.loads(whylint("check", "--format", "json", "a.md", folder=tmp_path).out)["findings"]
    assert listed[0]["fixes"][0]["title"] == "Change to error.txt"
