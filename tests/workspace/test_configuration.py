"""Configuration files: which one holds, what it says, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from whylint.rules.finding import Severity
from whylint.workspace.configuration import (
    Configuration,
    Configurations,
    parse_configuration,
    read_configuration,
)

FILE = Path("whylint.toml")
PYPROJECT = Path("pyproject.toml")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def problems(source: str, path: Path = FILE) -> list[str]:
    return [str(problem).partition(":")[2] for problem in parse_configuration(source, path).problems]


def test_everything_that_a_file_can_say() -> None:
    configuration = parse_configuration(
        """
        select = ["missing-error-state", "vague-error-handling"]
        ignore = ["vague-error-handling"]
        exclude = ["archive/", "*.draft.md"]
        fail-on = "information"

        [severity]
        missing-error-state = "hint"
        """,
        FILE,
    )
    assert configuration.problems == ()
    assert configuration.settings.select == frozenset({"missing-error-state", "vague-error-handling"})
    assert configuration.settings.ignore == {"vague-error-handling"}
    assert configuration.settings.severity == {"missing-error-state": Severity.HINT}
    assert configuration.exclude == ("archive/", "*.draft.md")
    assert configuration.fail_on is Severity.INFORMATION


def test_an_empty_file_says_nothing() -> None:
    assert parse_configuration("", FILE) == Configuration(FILE)


def test_a_pyproject_says_it_in_its_table() -> None:
    configuration = parse_configuration('[tool.whylint]\nfail-on = "hint"\n[tool.other]\nx = 1', PYPROJECT)
    assert configuration == Configuration(PYPROJECT, fail_on=Severity.HINT)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('ignroe = ["x"]', "1:1: unknown key “ignroe”; did you mean “ignore”?"),
        ("\n xyzzy = 1", "2:2: unknown key “xyzzy”; known are select, ignore, severity, exclude, fail-on"),
        ("[severities]", "1:2: unknown key “severities”; did you mean “severity”?"),
        ('select = "x"', '1:1: “select” is a list of strings, not a string; put it in brackets: ["…"]'),
        ("exclude = [1979-05-27]", "1:1: “exclude” is a list of strings, and holds a date; put it in quotes"),
        ("ignore = true", '1:1: “ignore” is a list of strings, not a boolean; put it in brackets: ["…"]'),
        (
            'ignore = [\n  "missing-error-state",\n  "mising-user-problem",\n]',
            "3:3: unknown rule “mising-user-problem”; did you mean “missing-user-problem”?",
        ),
        ('select = ["xyzzy"]', "1:11: unknown rule “xyzzy”; “whylint rules” lists them all"),
        (
            '[severity]\n"missing-error-stat" = "hint"',
            "2:1: unknown rule “missing-error-stat”; did you mean “missing-error-state”?",
        ),
        (
            'severity = { missing-error-state = "hint", missing-error-stat = "hint" }',
            "1:44: unknown rule “missing-error-stat”; did you mean “missing-error-state”?",
        ),
        (
            'severity.missing-error-state = "hnit"',
            "1:1: “hnit” is no severity; use one of error, warning, information, hint",
        ),
        (
            "severity = 1",
            '1:1: “severity” is a table, not a number; write [severity], and below it rule = "hint"',
        ),
        ("fail-on = 1.5", "1:1: a number is no severity; use one of error, warning, information, hint"),
        ('exclude = ["!"]', "1:12: “!” is no pattern as .gitignore has them; correct it"),
        ("select = [", "1:11: not valid TOML: Invalid value; correct it"),
        (
            'a = "b"\nselect x',
            "2:8: not valid TOML: Expected '=' after a key in a key/value pair; correct it",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_remedy(source: str, told: str) -> None:
    assert problems(source) == [told]


def test_places_in_a_pyproject_are_those_below_its_table() -> None:
    source = '[other]\nignroe = 1\n[tool.whylint]\nignroe = 1\n[tool.whylint.severity]\nx = "hint"\n'
    assert [problem.partition(" unknown")[0] for problem in problems(source, PYPROJECT)] == ["4:1:", "6:1:"]


def test_what_is_right_holds_beside_a_mistake() -> None:
    configuration = parse_configuration(
        'ignore = ["missing-error-state", "nonsense"]\nfail-on = "never"\nexclude = ["a", 1]', FILE
    )
    assert configuration.settings.ignore == {"missing-error-state"}
    assert configuration.fail_on is Severity.WARNING
    assert configuration.exclude == ("a",)
    assert len(configuration.problems) == 3


def test_the_nearest_file_upward_holds_alone(repository: Path) -> None:
    (repository / "a" / "b").mkdir(parents=True)
    (repository / "whylint.toml").write_text('ignore = ["missing-error-state"]')
    (repository / "a" / ".whylint.toml").write_text('fail-on = "hint"')
    configurations = Configurations()
    assert configurations.of(repository).settings.ignore == {"missing-error-state"}
    for folder in (repository / "a", repository / "a" / "b"):
        assert configurations.of(folder) == Configuration(
            repository / "a" / ".whylint.toml", fail_on=Severity.HINT
        )


def test_in_one_folder_the_names_have_an_order(repository: Path) -> None:
    (repository / "pyproject.toml").write_text("[tool.whylint]")
    assert Configurations().of(repository).path == repository / "pyproject.toml"
    (repository / ".whylint.toml").touch()
    assert Configurations().of(repository).path == repository / ".whylint.toml"
    (repository / "whylint.toml").touch()
    assert Configurations().of(repository).path == repository / "whylint.toml"


@pytest.mark.parametrize("source", ["[tool.other]\n", "tool = 1", '[project]\nname = "whylint"', "[project"])
def test_a_pyproject_of_others_is_passed_over(repository: Path, source: str) -> None:
    (repository / "docs").mkdir()
    (repository / "docs" / "pyproject.toml").write_text(source)
    (repository / "whylint.toml").touch()
    assert Configurations().of(repository / "docs").path == repository / "whylint.toml"


def test_a_pyproject_that_is_no_toml_is_told_where_it_configures_whylint(repository: Path) -> None:
    (repository / "pyproject.toml").write_text("[tool.whylint]\nignore = [\n")
    (problem,) = Configurations().of(repository).problems
    assert problem.path == repository / "pyproject.toml"
    assert problem.message == "not valid TOML: Invalid value; correct it"


def test_a_file_can_be_fixed_or_none_be_used(repository: Path) -> None:
    (repository / "whylint.toml").write_text('fail-on = "hint"')
    (repository / "other.toml").write_text('fail-on = "error"')
    assert Configurations(repository / "other.toml").of(repository).fail_on is Severity.ERROR
    assert Configurations(enabled=False).of(repository) == Configuration()


def test_files_are_read_once_until_they_are_forgotten(repository: Path) -> None:
    (repository / "whylint.toml").write_text("fail-on = 1")
    configurations = Configurations()
    assert configurations.problems() == ()
    assert len(configurations.of(repository).problems) == 1
    assert configurations.of(repository / "docs") is configurations.of(repository)
    (repository / "whylint.toml").write_text('fail-on = "hint"')
    assert configurations.of(repository).fail_on is Severity.WARNING
    assert len(configurations.problems()) == 1
    configurations.forget()
    assert configurations.of(repository).fail_on is Severity.HINT
    assert configurations.problems() == ()


def test_a_byte_order_mark_is_no_mistake(repository: Path) -> None:
    (repository / "whylint.toml").write_bytes(b'\xef\xbb\xbffail-on = "hint"')
    assert read_configuration(repository / "whylint.toml").problems == ()


def test_a_file_that_cannot_be_read_is_told(repository: Path) -> None:
    (repository / "whylint.toml").write_bytes(b"\xff")
    assert [problem.message for problem in Configurations().of(repository).problems] == [
        "not UTF-8; save it as UTF-8"
    ]
    with mock.patch.object(Path, "read_bytes", side_effect=PermissionError(13, "Permission denied")):
        (problem,) = read_configuration(repository / "whylint.toml").problems
    assert problem.message == "cannot be read: Permission denied; make it readable"


def test_what_is_excluded_lies_below_the_folder_of_the_file(repository: Path) -> None:
    configuration = Configuration(repository / "docs" / "whylint.toml", exclude=("old/",))
    assert configuration.excludes(repository / "docs" / "old" / "a.md")
    assert configuration.excludes(repository / "docs" / "old", is_folder=True)
    assert not configuration.excludes(repository / "docs" / "a.md")
    assert not configuration.excludes(repository / "old" / "a.md")
    assert not Configuration(exclude=("old/",)).excludes(repository / "old" / "a.md")
