"""The pages that are made from the code, and what the written ones must not leave out.

``make docs`` writes the pages of the rules: it runs these tests with ``WHYLINT_UPDATE=1``.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from whylint.engine import analyse
from whylint.rules import RULES
from whylint.text.lines import split_lines
from whylint.workspace.configuration import NAMES, parse_configuration
from whylint.workspace.options import FILES, OPTIONS
from whylint.workspace.reference import editor_settings, json_schema, reference

if TYPE_CHECKING:
    from whylint.rules.finding import Finding
    from whylint.workspace.options import Option

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "rules"
WRITTEN = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "editors/*/README.md", "client/README.md")
    for path in ROOT.glob(pattern)
)
MADE = "<!-- made from the declaration of the settings by `make docs` -->"
END = "<!-- end -->"
# The settings that are about the extension itself, and not about what it asks.
OF_THE_CLIENT = (
    "whylint.interpreter",
    "whylint.importStrategy",
    "whylint.trace.server",
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def pages() -> dict[str, str]:
    """Return the pages of the rules by their file names, and an index of them."""
    rows = "".join(
        f"| [{rule.name}]({rule.name}.md) | {rule.severity} | {rule.summary} |\n" for rule in RULES.values()
    )
    index = f"# The rules\n\n| Rule | Default severity | What it looks for |\n| --- | --- | --- |\n{rows}"
    return {"README.md": index, **{f"{rule.name}.md": rule.markdown() for rule in RULES.values()}}


def test_the_pages_of_the_rules_are_what_the_rules_say() -> None:
    if os.environ.get("WHYLINT_UPDATE"):
        PAGES.mkdir(parents=True, exist_ok=True)
        for path in PAGES.glob("*.md"):
            path.unlink()
        for name, page in pages().items():
            (PAGES / name).write_text(page, encoding="utf-8")
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    assert written == pages(), "run `make docs`"


def test_the_reference_of_the_settings_is_what_is_declared() -> None:
    page = ROOT / "docs" / "configuration.md"
    schema = ROOT / "server" / "whylint" / "whylint.schema.json"
    client = ROOT / "client" / "package.json"
    before, first, rest = page.read_text(encoding="utf-8").partition(MADE)
    text = f"{before}{first}\n\n{reference()}\n{END}{rest.partition(END)[2]}"
    declared = json.loads(client.read_text(encoding="utf-8"))
    properties = declared["contributes"]["configuration"]["properties"]
    of_the_client = {name: value for name, value in properties.items() if name in OF_THE_CLIENT}
    declared["contributes"]["configuration"]["properties"] = {**of_the_client, **editor_settings()}
    made = {
        page: text,
        schema: json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
        client: json.dumps(declared, indent="\t", ensure_ascii=False) + "\n",
    }
    if os.environ.get("WHYLINT_UPDATE"):
        for path, content in made.items():
            path.write_text(content, encoding="utf-8")
    assert [path for path in made if path.read_text(encoding="utf-8") != made[path]] == [], "run `make docs`"


@pytest.mark.parametrize("option", [*OPTIONS, FILES], ids=lambda option: option.name)
def test_the_example_of_a_setting_is_right_by_reader_and_schema(option: Option) -> None:
    section = reference().partition(f"### `{option.name}`")[2]
    example = section.partition("```toml\n")[2].partition("```")[0]
    problems = parse_configuration(example, Path("whylint.toml")).problems
    assert [problem for problem in problems if "is no file" not in problem.message] == []
    jsonschema.validate(tomllib.loads(example), json_schema())


@pytest.mark.parametrize("name", RULES)
def test_the_help_of_a_rule_leads_to_its_page(name: str) -> None:
    assert RULES[name].help_url.endswith(f"/docs/rules/{name}.md")


@pytest.mark.parametrize(
    "word", [*(option.name for option in OPTIONS), *NAMES, ".whylintignore", *(f"`{name}`" for name in RULES)]
)
def test_the_configuration_reference_is_complete(word: str) -> None:
    assert word in (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    inside = [
        target.partition("#")[0] for target in targets if "://" not in target and not target.startswith("#")
    ]
    assert [target for target in inside if not (path.parent / target).exists()] == []


def test_the_readme_shows_what_is_asked() -> None:
    """Its first example gives the questions below it, and the second one answers them all."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    asking, answering, *_ = re.findall(r"```markdown\n(.*?)```", readme, re.DOTALL)
    told = " ".join(readme.split())
    findings = findings_in(asking)
    assert len(findings) == 2
    for finding in findings:
        (line, column), _ = finding.span
        place = f"claims.md:{line + 1}:{column + 1}"
        assert f"{place} {finding.severity} {finding.message} [{finding.rule}]" in told
    introduction = asking.partition("\n- ")[0]
    assert findings_in(f"{introduction}\n{answering}") == ()


def test_one_example_is_good_and_the_others_are_asked() -> None:
    asked = {
        path.name: len(findings_in(path.read_text(encoding="utf-8")))
        for path in (ROOT / "examples").glob("*.md")
    }
    assert {name for name, questions in asked.items() if not questions} == {"password-reset.md"}
    assert len(asked) == 3


def findings_in(text: str) -> tuple[Finding, ...]:
    return analyse(split_lines(text)).findings
