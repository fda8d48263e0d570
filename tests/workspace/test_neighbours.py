"""What other documents say that counts in this one: where they are looked for, and what of them is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whylint import engine
from whylint.settings import Settings
from whylint.text.lines import split_lines
from whylint.workspace import among
from whylint.workspace.configuration import Configurations
from whylint.workspace.neighbours import Files, Neighbourhood, candidates, mentioned, resolved

if TYPE_CHECKING:
    from collections.abc import Hashable

    from whylint.engine import Analysis

WHY = "Field staff cannot send their receipts in time, and are paid back a month late.\n"
PROBLEM = f"# Problem\n\n{WHY}"
CRITERIA = "## Acceptance criteria\n\n- The page shows the receipts of a month\n- The list is in order\n"
UPLOAD = "## Acceptance criteria\n\n- The customer uploads a photo of a receipt\n- The list is in order\n"
NO_PROBLEM, NO_FAILURE = "missing-user-problem", "missing-error-state"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def analyse(path: Path) -> Analysis:
    text = path.read_text(encoding="utf-8")
    around = Neighbourhood(Configurations()).around(path, text)
    return among.analyse(path, split_lines(text), Settings(), around)


def rules(analysis: Analysis) -> set[str]:
    return {finding.rule for finding in analysis.findings}


@pytest.mark.parametrize(
    "link",
    [
        "Problem: see ../brief.md\n",
        "**Problem:** [the brief](../brief.md#problem)\n",
        "## Problem\n\nIt is told in [the brief](../brief.md).\n",
        "The problem behind this is described in `../brief.md`.\n",
        "Epic: [EPIC-3](../brief.md)\n",
        "[PRD](../brief.md)\n",
        "See [the brief][1].\n\n## Why\n\n[1] says it.\n\n[1]: ../brief.md\n",
        "| Parent PRD | [PRD 7](../brief.md) |\n| --- | --- |\n| a | b |\n",
        "Background: [the brief](../brief.md)\n",
        "## Background\n\nSee [the brief](../brief.md).\n",
        "The problem is the one that [the brief](../brief.md) tells of.\n",
    ],
)
def test_a_link_leads_to_the_problem(repository: Path, link: str) -> None:
    write(repository, {"brief.md": PROBLEM, "specs/a.md": f"# Receipts\n\n{link}\n{CRITERIA}"})
    analysis = analyse(repository / "specs" / "a.md")
    assert NO_PROBLEM not in rules(analysis)
    (group,) = analysis.spec.groups
    assert group.problem.stated is not None
    assert (group.problem.stated.path, group.problem.stated.line) == (
        (repository / "brief.md").as_posix(),
        2,
    )
    assert group.problem.stated.text == WHY.strip()


def test_the_parent_that_the_front_matter_names_leads_to_the_problem(repository: Path) -> None:
    head = "---\nparent: ../brief.md\nrelated: ../other.md\n---\n"
    write(repository, {"brief.md": PROBLEM, "specs/a.md": f"{head}# Receipts\n\n{CRITERIA}"})
    assert NO_PROBLEM not in rules(analyse(repository / "specs" / "a.md"))
    write(repository, {"brief.md": "# Nothing\n", "other.md": PROBLEM})
    assert NO_PROBLEM in rules(analyse(repository / "specs" / "a.md"))


@pytest.mark.parametrize(
    "link",
    [
        "",
        "## Related\n\n- [Invoices](../brief.md)\n",
        "## Related\n\n- [Spec of the invoices](../brief.md)\n",
        "We took the colours of [this page](../brief.md).\n",
        "## Specs\n\n- [Invoices](../brief.md)\n",
        "## Requirements\n\nSee [the invoices](../brief.md).\n",
        "## Background\n\nReceipts are kept as in [the invoices](../brief.md) since 2019, in three formats.\n",
        "Problem: see ../none.md\n",
        "Problem: see brief.md\n",
        "```\nProblem: see ../brief.md\n```\n",
    ],
)
def test_other_links_and_broken_ones_lead_nowhere(repository: Path, link: str) -> None:
    write(repository, {"brief.md": PROBLEM, "specs/a.md": f"# Receipts\n\n{link}\n{CRITERIA}"})
    assert NO_PROBLEM in rules(analyse(repository / "specs" / "a.md"))


@pytest.mark.parametrize(
    ("document", "neighbour"),
    [
        ("openspec/changes/add-receipts/specs/receipts/spec.md", "openspec/changes/add-receipts/proposal.md"),
        ("openspec/changes/add-receipts/tasks.md", "openspec/changes/add-receipts/proposal.md"),
        (".kiro/specs/receipts/design.md", ".kiro/specs/receipts/requirements.md"),
        ("specs/001-receipts/plan.md", "specs/001-receipts/spec.md"),
        ("specs/001-receipts/contracts/api.md", "specs/001-receipts/spec.md"),
        ("docs/stories/1.1.receipts.md", "docs/prd.md"),
        ("docs/stories/1.1.receipts.md", "docs/prd/goals-and-background-context.md"),
        ("docs/prd/epic-1.md", "docs/prd/index.md"),
    ],
)
def test_tools_put_the_problem_where_it_is_found(repository: Path, document: str, neighbour: str) -> None:
    write(repository, {document: f"# Receipts\n\n{CRITERIA}"})
    assert NO_PROBLEM in rules(analyse(repository / document))
    write(repository, {neighbour: PROBLEM})
    assert NO_PROBLEM not in rules(analyse(repository / document))


def test_a_neighbour_that_names_nobodys_problem_states_none(repository: Path) -> None:
    write(
        repository,
        {"proposal.md": "# Receipts\n\nThere is no page of receipts.\n", "tasks.md": f"# T\n\n{CRITERIA}"},
    )
    assert NO_PROBLEM in rules(analyse(repository / "tasks.md"))


def test_what_the_document_says_itself_counts_first(repository: Path) -> None:
    own = "Customers cannot find receipts, and search for hours.\n\n"
    write(repository, {"proposal.md": PROBLEM, "tasks.md": f"# Receipts\n\n{own}{CRITERIA}"})
    (group,) = analyse(repository / "tasks.md").spec.groups
    assert group.problem.stated is not None
    assert (group.problem.stated.path, group.problem.stated.line) == ("", 2)


@pytest.mark.parametrize(
    ("link", "text", "covered"),
    [
        (
            "[Errors](errors.md)",
            "# Errors\n\n- When an upload is refused, the form keeps its entries and says why\n",
            True,
        ),
        (
            "[Errors](errors.md)",
            "# Errors\n\n| On | Seen |\n| --- | --- |\n| Refused upload | The form keeps its entries and says why |\n",
            True,
        ),
        (
            "[General requirements](rules.md)",
            "# Rules\n\n- When any error happens, the form keeps its entries and says why\n",
            True,
        ),
        (
            "[Rules](rules.md)",
            "# Rules\n\n- When the receipt cannot be uploaded, the form keeps it and says why\n",
            True,
        ),
        (
            "[Rules](rules.md)",
            "# Rules\n\n- When an avatar cannot be uploaded, the old one stays and a hint says why\n",
            False,
        ),
        (
            "[Errors](errors.md)",
            "# Errors\n\n- When the sign-in fails, the page says why and offers a new password\n",
            False,
        ),
        ("[Errors](errors.md)", "# Errors\n\n- What happens when the upload of a receipt fails?\n", False),
        ("", "# Errors\n\n- When an upload is refused, the form keeps its entries and says why\n", False),
    ],
)
def test_a_failure_is_covered_in_a_linked_document(
    repository: Path, link: str, text: str, *, covered: bool
) -> None:
    name = "rules.md" if "rules" in link else "errors.md"
    write(repository, {name: text, "a.md": f"# Receipts\n\n{WHY}\n{link}\n\n{UPLOAD}"})
    analysis = analyse(repository / "a.md")
    assert (NO_FAILURE not in rules(analysis)) is covered
    criterion = analysis.spec.groups[0].criteria[0]
    path = (repository / name).as_posix()
    if covered:
        assert criterion.coverage is not None
        assert criterion.coverage.passage.path == path
    if "?" in text:
        (finding,) = analysis.findings
        assert [(related.path, related.span.start.line) for related in finding.related] == [(path, 2)]


def test_documents_that_point_to_each_other_are_read_once_each(repository: Path) -> None:
    write(
        repository,
        {
            "a.md": f"# A\n\nEpic: [b](b.md) and [itself](a.md)\n\n{CRITERIA}",
            "b.md": f"# B\n\nEpic: [a](a.md)\n\n{CRITERIA}",
        },
    )
    assert NO_PROBLEM in rules(analyse(repository / "a.md"))
    assert NO_PROBLEM in rules(analyse(repository / "b.md"))


def test_nothing_outside_the_repository_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"brief.md": PROBLEM, "repository/a.md": f"# A\n\nProblem: ../brief.md\n\n{CRITERIA}"})
    assert NO_PROBLEM not in rules(analyse(tmp_path / "repository" / "a.md"))
    (tmp_path / "repository" / ".git").mkdir()
    assert NO_PROBLEM in rules(analyse(tmp_path / "repository" / "a.md"))


@pytest.mark.parametrize("data", [b"\xff\xfe", b"# A\0", b"", "# Größe\n".encode("latin-1"), b"a " * 600_000])
def test_a_neighbour_that_cannot_be_read_says_nothing(repository: Path, data: bytes) -> None:
    write(repository, {"a.md": f"# A\n\nProblem: [why](brief.md) and [a folder](docs.md)\n\n{CRITERIA}"})
    (repository / "docs.md").mkdir()
    (repository / "brief.md").write_bytes(data)
    assert NO_PROBLEM in rules(analyse(repository / "a.md"))


@pytest.mark.parametrize(
    "target", ["why%00.md", "%2e%2e/%2e%2e/" * 40 + "a.md", "a" * 5000 + ".md", "🙂.md", "a.md/b.md"]
)
def test_odd_targets_do_no_harm(repository: Path, target: str) -> None:
    write(repository, {"a.md": f"# A\n\nProblem: [why](<{target}>)\n\n{CRITERIA}"})
    assert NO_PROBLEM in rules(analyse(repository / "a.md"))


def test_a_neighbour_is_read_again_when_its_text_is_another(repository: Path) -> None:
    class Texts(Files):
        read = 0

        def stamp(self, path: Path) -> Hashable:
            return path.stat().st_size if path.exists() else None

        def text(self, path: Path) -> str | None:
            self.read += 1
            return super().text(path)

    texts = Texts()
    neighbourhood = Neighbourhood(Configurations(), texts)
    path = repository / "tasks.md"

    def found() -> list[str]:
        return [around.text for around in neighbourhood.around(path, CRITERIA)]

    assert found() == []
    write(repository, {"proposal.md": PROBLEM})
    assert found() == found() == [PROBLEM]
    assert texts.read == 1
    write(repository, {"proposal.md": "# None\n"})
    assert found() == ["# None\n"]
    (repository / "proposal.md").unlink()
    assert found() == []
    assert repository / "proposal.md" in candidates(path, CRITERIA)


@pytest.mark.parametrize(
    "form", ["[why]({})", "[why](<{}>)", "see {}", "`{}`", "[why][1]\n\n[1]: {}", "**{}**."]
)
@pytest.mark.parametrize("target", ["../a.md", "b%20c.md", "größe.md#x-1", "./d.markdown", "1.1.e.md"])
def test_candidates_are_found_without_reading_the_document(target: str, form: str) -> None:
    text = f"# Receipts\n\nProblem: {form.format(target)}\n\n{CRITERIA}"
    path = Path("/docs/specs/a.md")
    (pointer,) = engine.pointed_to(engine.analyse(split_lines(text)))
    assert candidates(path, text) == [resolved(path, pointer.target)]


def test_a_run_of_a_million_characters_is_looked_through_once() -> None:
    picture = "A" * 1_000_000
    text = f"![]({picture}.{picture}) [the problem](problem.md) {picture}.m\n"
    assert list(mentioned(Path("/nowhere/spec.md"), text)) == [Path("/nowhere/problem.md")]
