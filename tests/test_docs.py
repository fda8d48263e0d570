"""The pages that are made from the code, and what the written ones must not leave out.

``make docs`` writes the pages of the rules: it runs these tests with ``WHYLINT_UPDATE=1``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whylint.engine import analyse
from whylint.rules import RULES
from whylint.text.lines import split_lines
from whylint.workspace.configuration import KEYS, NAMES

if TYPE_CHECKING:
    from whylint.rules.finding import Finding

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "rules"
WRITTEN = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "editors/*/README.md", "client/README.md")
    for path in ROOT.glob(pattern)
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


@pytest.mark.parametrize("name", RULES)
def test_the_help_of_a_rule_leads_to_its_page(name: str) -> None:
    assert RULES[name].help_url.endswith(f"/docs/rules/{name}.md")


@pytest.mark.parametrize("word", [*KEYS, *NAMES, ".whylintignore", *(f"`{name}`" for name in RULES)])
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
