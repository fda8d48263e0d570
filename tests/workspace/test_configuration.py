"""Configuration files: which one holds, what it says, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from whylint.rules.finding import Severity
from whylint.settings import Settings
from whylint.workspace.configuration import (
    Configuration,
    Configurations,
    editor_source,
    parse_configuration,
    read_source,
)
from whylint.workspace.options import IN_FILE

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
    assert configuration.excludes(Path("archive"), is_folder=True)
    assert configuration.excludes(Path("any/a.draft.md"))
    assert configuration.fail_on is Severity.INFORMATION


def test_an_empty_file_says_nothing() -> None:
    configuration = parse_configuration("", FILE)
    assert (configuration.path, configuration.values, configuration.problems) == (FILE, {}, ())
    assert configuration.settings == Settings()
    assert configuration.fail_on is Severity.WARNING


def test_a_pyproject_says_it_in_its_table() -> None:
    configuration = parse_configuration('[tool.whylint]\nfail-on = "hint"\n[tool.other]\nx = 1', PYPROJECT)
    assert configuration.values == {"fail-on": "hint"}
    assert configuration.fail_on is Severity.HINT


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('ignroe = ["x"]', "1:1: unknown key “ignroe”; did you mean “ignore”?"),
        (
            "\n xyzzy = 1",
            f"2:2: unknown key “xyzzy”; known are {', '.join(IN_FILE)}",
        ),
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
            "1:32: “hnit” is no severity; use one of error, warning, information, hint",
        ),
        (
            "severity = 1",
            '1:1: “severity” is a table, not a number; write [severity], and below it rule = "hint"',
        ),
        ("fail-on = 1.5", "1:1: a number is no severity; use one of error, warning, information, hint"),
        ('exclude = ["!"]', "1:12: “!” is no pattern as .gitignore has them; correct it"),
        ("inlay-hints = 1", "1:1: “inlay-hints” is true or false, not a number"),
        ("max-size = 0", "1:1: “max-size” is a whole number from 1 on, not 0"),
        (
            'languages = ["en", "tlh"]',
            "1:20: “tlh” is no language that Whylint reads; use one of",
        ),
        ('[labels]\nerors = ["a"]', "2:1: “erors” is no role of a section; use one of"),
        ('[labels]\nerrors = ["… a"]', "2:11: “… a” begins or ends with a gap; “…” stands between words"),
        ('weak-words = [" "]', "1:15: an empty phrase finds nothing; write a word, or take it out"),
        ("extend = 1", '1:1: “extend” is a list of strings, not a number; put it in brackets: ["…"]'),
        (
            "files = 1",
            "1:1: “files” is a row of tables, not a number; write [[files]], and below it its keys",
        ),
        ("[[files]]\nignore = []", "1:3: no “match” in [[files]]; say which files it is about"),
        (
            '[[files]]\nmatch = ["a"]\n[[files]]\nmatch = ["b"]\nfail-on = "hint"',
            "5:1: unknown key “fail-on”; known are match, select, ignore, severity, language, kinds, kind",
        ),
        (
            '[[files]]\nmatch = ["a"]\n[[files]]\nmatch = ["b"]\n[files.severity]\nx = "hint"',
            "6:1: unknown rule “x”; “whylint rules” lists them all",
        ),
        ('files = [{match = ["a"], kind = "novel"}]', "1:33: “novel” is no kind of document; use one of"),
        ('language = "de"', "1:1: unknown key “language”; did you mean “languages”?"),
        ("a = " + "[" * 10000, "1:1: not valid TOML: nested too deeply; correct it"),
        ("select = [", "1:11: not valid TOML: Invalid value; correct it"),
        (
            'a = "b"\nselect x',
            "2:8: not valid TOML: Expected '=' after a key in a key/value pair; correct it",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_remedy(source: str, told: str) -> None:
    (problem,) = problems(source)
    assert problem.startswith(told) if told.endswith("use one of") else problem == told


def test_places_in_a_pyproject_are_those_below_its_table() -> None:
    source = '[other]\nignroe = 1\n[tool.whylint]\nignroe = 1\n[tool.whylint.severity]\nx = "hint"\n'
    assert [problem.partition(" unknown")[0] for problem in problems(source, PYPROJECT)] == ["4:1:", "6:1:"]


def test_what_is_right_holds_beside_a_mistake() -> None:
    configuration = parse_configuration(
        'ignore = ["missing-error-state", "nonsense"]\nfail-on = "never"\nexclude = ["a", 1]', FILE
    )
    assert configuration.settings.ignore == {"missing-error-state"}
    assert configuration.fail_on is Severity.WARNING
    assert configuration.values["exclude"] == ("a",)
    assert len(configuration.problems) == 3


def test_the_nearest_file_upward_holds_alone(repository: Path) -> None:
    (repository / "a" / "b").mkdir(parents=True)
    (repository / "whylint.toml").write_text('ignore = ["missing-error-state"]')
    (repository / "a" / ".whylint.toml").write_text('fail-on = "hint"')
    configurations = Configurations()
    assert configurations.of(repository).settings.ignore == {"missing-error-state"}
    for folder in (repository / "a", repository / "a" / "b"):
        configuration = configurations.of(folder)
        assert configuration.path == repository / "a" / ".whylint.toml"
        assert configuration.values == {"fail-on": "hint"}


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
    assert read_source(repository / "whylint.toml").problems == ()


def test_a_file_that_cannot_be_read_is_told(repository: Path) -> None:
    (repository / "whylint.toml").write_bytes(b"\xff")
    assert [problem.message for problem in Configurations().of(repository).problems] == [
        "not UTF-8; save it as UTF-8"
    ]
    with mock.patch.object(Path, "read_bytes", side_effect=PermissionError(13, "Permission denied")):
        (problem,) = read_source(repository / "whylint.toml").problems
    assert problem.message == "cannot be read: Permission denied; make it readable"


def test_what_is_excluded_lies_below_the_folder_of_the_file(repository: Path) -> None:
    configuration = parse_configuration('exclude = ["old/"]', repository / "docs" / "whylint.toml")
    assert configuration.excludes(repository / "docs" / "old" / "a.md")
    assert configuration.excludes(repository / "docs" / "old", is_folder=True)
    assert not configuration.excludes(repository / "docs" / "a.md")
    assert not configuration.excludes(repository / "old" / "a.md")


@pytest.mark.parametrize("source", ["[tool]\nwhylint = 1", "tool.whylint = []"])
def test_a_pyproject_whose_entry_is_no_table_is_told(source: str) -> None:
    (problem,) = parse_configuration(source, PYPROJECT).problems
    assert problem.message == "“tool.whylint” is no table; write [tool.whylint]"


def test_a_file_starts_from_those_that_it_extends(repository: Path) -> None:
    (repository / "docs").mkdir()
    (repository / "base.toml").write_text(
        'ignore = ["vague-criterion"]\nexclude = ["old/"]\npersonas = ["clerk"]\nseverity.vague-criterion = "hint"'
    )
    (repository / "docs" / "whylint.toml").write_text(
        'extend = "../base.toml"\nignore = []\nexclude = ["new/"]\npersonas = ["smith"]\n'
        'severity.missing-error-state = "error"'
    )
    configuration = Configurations().of(repository / "docs")
    assert configuration.problems == ()
    assert configuration.settings.ignore == frozenset()
    assert configuration.settings.severity == {
        "vague-criterion": Severity.HINT,
        "missing-error-state": Severity.ERROR,
    }
    assert configuration.values["personas"] == ("clerk", "smith")
    # Patterns count from the folder of the file that has them.
    assert configuration.excludes(repository / "old" / "a.md")
    assert configuration.excludes(repository / "docs" / "new" / "a.md")
    assert not configuration.excludes(repository / "new" / "a.md")


def test_of_several_files_a_later_one_counts_more(repository: Path) -> None:
    (repository / "a.toml").write_text('fail-on = "hint"\nignore = ["vague-criterion"]')
    (repository / "pyproject.toml").write_text('[tool.whylint]\nfail-on = "error"')
    (repository / "whylint.toml").write_text('extend = ["a.toml", "pyproject.toml"]')
    configuration = Configurations().of(repository)
    assert configuration.fail_on is Severity.ERROR
    assert configuration.settings.ignore == {"vague-criterion"}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"whylint.toml": "whylint.toml"},
            "whylint.toml:1:1: “whylint.toml” leads back to itself (whylint.toml → ",
        ),
        (
            {"whylint.toml": "b.toml", "b.toml": "c.toml", "c.toml": "b.toml"},
            "c.toml:1:1: “b.toml” leads back to itself (b.toml → c.toml → b.toml)",
        ),
        ({"whylint.toml": "none.toml"}, "whylint.toml:1:1: “none.toml” is no file"),
        ({"whylint.toml": "."}, "whylint.toml:1:1: “.” is no file"),
    ],
)
def test_a_circle_or_a_missing_file_is_told_where_it_stands(
    repository: Path, files: dict[str, str], told: str
) -> None:
    for name, extends in files.items():
        (repository / name).write_text(f'extend = "{extends}"\nfail-on = "hint"')
    configurations = Configurations()
    configuration = configurations.of(repository)
    (problem,) = configuration.problems
    assert str(problem).removeprefix(f"{repository.as_posix()}/").startswith(told)
    assert configurations.problems() == (problem,)
    assert configuration.fail_on is Severity.HINT


def test_what_is_wrong_in_an_extended_file_is_told_there(repository: Path) -> None:
    (repository / "base.toml").write_text("fail-on = 1\nignore = [")
    (repository / "whylint.toml").write_text('extend = "base.toml"\nignore = ["vague-criterion"]')
    configuration = Configurations().of(repository)
    assert [problem.path.name for problem in configuration.problems] == ["base.toml"]
    assert configuration.settings.ignore == {"vague-criterion"}


def test_settings_by_file_count_in_their_order(repository: Path) -> None:
    (repository / "whylint.toml").write_text(
        """
        ignore = ["vague-criterion"]
        [[files]]
        match = ["legacy/"]
        ignore = ["missing-error-state"]
        severity = { vague-criterion = "hint" }
        [[files]]
        match = ["*.de.md"]
        language = "de"
        [[files]]
        match = ["legacy/new.md"]
        ignore = []
        kind = "story"
        """
    )
    configurations = Configurations()

    def settings(name: str) -> Settings:
        return configurations.for_file(repository / name).settings

    assert settings("a.md").ignore == {"vague-criterion"}
    assert settings("legacy/a.md").ignore == {"missing-error-state"}
    assert settings("legacy/a.md").severity == {"vague-criterion": Severity.HINT}
    assert settings("legacy/new.md").ignore == frozenset()
    assert settings("legacy/new.md").conventions.kind == "story"
    assert settings("legacy/a.de.md").conventions.language == "de"


def test_an_editor_counts_less_than_a_file(repository: Path) -> None:
    (repository / "free").mkdir()
    (repository / "docs").mkdir()
    (repository / "docs" / "whylint.toml").write_text('ignore = ["vague-criterion"]')
    editor, wrong = editor_source(
        {
            "ignore": ["missing-error-state"],
            "severity": {"vague-criterion": "hint"},
            "trace": {},
            "select": None,
        },
        repository,
    )
    assert wrong == ()
    configurations = Configurations()
    configurations.use_editors({repository: editor})
    assert configurations.of(repository / "free").settings.ignore == {"missing-error-state"}
    assert configurations.of(repository / "docs").settings.ignore == {"vague-criterion"}
    assert configurations.of(repository / "docs").settings.severity == {"vague-criterion": Severity.HINT}
    assert configurations.of(repository.parent).settings == Settings()


def test_a_mistake_in_an_editors_settings_is_told_by_its_name() -> None:
    _, wrong = editor_source({"ignore": 1, "severity": {"x": "hint"}}, Path())
    assert wrong == (
        'setting “whylint.ignore”: “ignore” is a list of strings, not a number; put it in brackets: ["…"]',
        "setting “whylint.severity.x”: unknown rule “x”; “whylint rules” lists them all",
    )
    assert editor_source(["nonsense"], Path())[0].values == {}


def test_what_a_file_said_last_while_it_was_toml_is_kept(repository: Path) -> None:
    file = repository / "whylint.toml"
    file.write_text('ignore = ["vague-criterion"]')
    configurations = Configurations()
    configurations.of(repository)
    for broken in (b"ignore = [", b"\xff"):
        configurations.forget()
        file.write_bytes(broken)
        assert configurations.of(repository).settings.ignore == {"vague-criterion"}
        assert len(configurations.of(repository).problems) == 1
    configurations.forget()
    file.write_text("")
    assert configurations.of(repository).settings.ignore == frozenset()
    assert Configurations().of(repository).problems == ()
