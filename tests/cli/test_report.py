"""``whylint report``: how documents stand, as text, as data, and as a page."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from command_line import STORY, Result, whylint

from readiness_project import PAST, commit, make_project
from whylint.cli.report_model import Moment
from whylint.cli.trend_plot import APART, BOTTOM, TOP, plot
from whylint.readiness.standing import Tally


def report(folder: Path, *options: str) -> Result:
    return whylint("report", *options, folder=folder, environment={"PATH": os.environ["PATH"]})


def data(folder: Path, *options: str) -> dict[str, Any]:
    result = report(folder, "--format", "json", *options)
    assert (result.code, result.err) == (0, "")
    loaded: dict[str, Any] = json.loads(result.out)
    return loaded


class Page(HTMLParser):
    """Takes a page apart: its elements with what they say, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._passed_over = 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._passed_over += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._passed_over -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._passed_over:
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, each in self.elements if (value := each.get(attribute))]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "expense-claims"
    make_project(root)
    return root


def test_on_a_terminal_a_line_for_each_document(project: Path) -> None:
    result = report(project, "specs")
    *lines, done, empty, summary = result.out.splitlines()
    total = data(project, "specs")["total"]
    assert (result.code, result.err, empty) == (0, "", "")
    assert [line.split()[0] for line in lines][::4] == ["specs/mileage.md", "specs/payout.md"]
    assert re.fullmatch(
        r"specs/mileage.md         why 0/1  who 1/1  fails 0/\d  measured ✗  \d open", lines[0]
    )
    assert done == "specs/sign-in.md         done: done"
    assert summary == (
        f"{total['covered']} of {total['failures']} possible failures covered, "
        f"{total['asked'] + total['gaps']} open questions, in 5 specs"
    )


def test_as_data_with_the_past(project: Path) -> None:
    found = data(project, "specs")
    names = [Path(each["path"]).stem for each in found["documents"]]
    assert names == ["approval", "mileage", "notifications", "payout", "receipt-upload", "sign-in"]
    assert found["name"] == "expense-claims"
    for figure, count in found["total"].items():
        assert sum(each["total"][figure] for each in found["documents"]) == count
    for figure in ("asked", "gaps"):
        assert sum(each[figure] for each in found["by_rule"].values()) == found["total"][figure] > 0
    story = found["documents"][1]["stories"][0]
    assert (story["line"], story["failures"][0]["line"]) == (5, 7), "lines count from 1"
    assert [(each["time"][:10], each["change"]) for each in found["trend"][:-1]] == [
        (date, change) for date, change, _, _ in PAST
    ]
    covered = [each["total"]["covered"] for each in found["trend"]]
    assert covered[4] < covered[5] < covered[6] == covered[7], "two commits have answered something"
    assert (found["trend"][-1]["change"], found["trend"][-1]["total"]) == ("", found["total"])


def test_the_past_is_limited_and_kept_in_the_cache(project: Path) -> None:
    few = data(project, "--history", "3", "specs")["trend"]
    assert [each["change"] for each in few] == ["Sign-in", "Approval", "Notifications", ""]
    assert data(project, "--history", "1", "specs")["trend"][0]["change"] == "Notifications"
    assert data(project, "--history", "0", "specs")["trend"] == []
    whole = data(project, "specs")["trend"]
    for again in (data(project, "specs"), data(project, "--no-cache", "specs")):
        assert [each["total"] for each in again["trend"]] == [each["total"] for each in whole]


def test_what_is_not_read_today_does_not_count_for_the_past(project: Path) -> None:
    (project / "whylint.toml").write_text('exclude = ["specs/mileage.md"]\n')
    assert data(project, "specs")["trend"][2]["total"]["documents"] == 1
    (project / "whylint.toml").unlink()
    (project / "specs" / "mileage.md").unlink()
    found = data(project, "specs")
    assert [each["total"]["documents"] for each in found["trend"]] == [0, 1, 2, 3, 4, 4, 4, 5, 4]
    one = data(project, "specs/payout.md")
    assert [each["total"]["documents"] for each in one["trend"]] == [1, 1, 1]


def test_outside_a_repository_there_is_no_past(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{STORY}## Acceptance criteria\n\n- The customer uploads a receipt\n")
    assert data(tmp_path)["trend"] == []
    assert "Over time" not in report(tmp_path, "--html").out
    assert whylint("report", "--html", "-", folder=tmp_path, stdin=b"").code == 0


def test_the_page_is_one_file_that_needs_nothing(project: Path) -> None:
    result = report(project, "--html", "-o", "ready.html", "specs")
    assert (result.code, result.out) == (0, "ready.html\n")
    page = Page((project / "ready.html").read_text(encoding="utf-8"))
    assert not [each for tag, each in page.elements if tag in ("link", "img", "iframe") or "src" in each]
    assert all(address.startswith("#") for address in page.values("href"))
    assert {address[1:] for address in page.values("href")} <= set(page.values("id"))
    assert len(set(page.values("id"))) == len(page.values("id"))
    (policy,) = [each for each in page.values("content") if "default-src" in each]
    assert re.fullmatch(r"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\S+='", policy)
    for words in (
        "5 specs with 6 stories. ",
        " steps that can fail say what happens then. ",
        " of which nobody has asked yet",
        "On 2026-08-03: 0 of 0 steps that can fail answered, 0 questions open. Now: ",
        "What happens when a salary run stops",
        "Nobody's problem is stated",
        "1 more, whose work is done or dropped",
    ):
        assert words in page.text


def test_what_documents_say_stays_text(tmp_path: Path) -> None:
    image = "<img src=x onerror=go>"
    (tmp_path / "a&<b>'\".md").write_text(
        f'# Claims & "more" money\n\n{STORY}## Acceptance criteria\n\n'
        f"- The customer uploads `{image}` today\n"
    )
    (tmp_path / "b.md").write_text(f"{STORY}## Acceptance criteria\n\n- The customer uploads ${{7*6}}\n")
    page = Page(report(tmp_path, "--html").out)
    assert not [tag for tag, _ in page.elements if tag == "img"]
    for words in ("Claims & more money", f"uploads {image}", "uploads ${7*6}"):
        assert words in page.text
    assert "a&<b>'\".md" in page.values("data-path")


@pytest.mark.parametrize(
    "text", ["# Notes\n\nWe met.\n", f"---\nstatus: done\n---\n{STORY}## Criteria\n- It is so\n"]
)
def test_without_a_spec_to_be_ready_with(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    assert report(tmp_path).out.endswith("No specs to be ready with in 1 document\n")
    assert "among 1 document" in report(tmp_path, "--html").out
    assert data(tmp_path)["total"]["documents"] == 0


def test_what_cannot_be_read_or_written_is_told(project: Path) -> None:
    (project / "specs" / "z.md").write_bytes(b"\xff")
    result = report(project, "--html", "-o", "missing/ready.html", "specs")
    assert result.code == 2
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["specs/z.md", "missing/ready.html"]


def moment(day: int, failures: int, covered: int, gaps: int) -> Moment:
    tally = Tally(failures=failures, covered=covered, gaps=gaps)
    return Moment(datetime(2026, 11, day, tzinfo=UTC), "", tally)


def test_a_trend_is_drawn_to_scale_and_its_labels_keep_apart() -> None:
    drawn = plot([moment(1, 0, 0, 0), moment(11, 10, 5, 10), moment(21, 20, 20, 20)])
    assert drawn is not None
    assert [label.label for label in drawn.grid] == ["0", "5", "10", "15", "20"]
    assert [(point.x, point.y) for point in drawn.points] == [(44.0, 262.0), (402.0, 138.0), (760.0, 14.0)]
    assert (
        drawn.covered_area
        == "M 44.0 262.0 L 402.0 200.0 L 760.0 14.0 L 760.0 262.0 L 402.0 262.0 L 44.0 262.0 Z"
    )
    places = [label.at for label in drawn.ends]
    assert all(below - above >= APART for above, below in pairwise(places))


@pytest.mark.parametrize("highest", [1, 3, 4, 5, 19, 21, 99, 1234, 98765])
def test_a_grid_has_round_numbers_and_room_for_all(highest: int) -> None:
    drawn = plot([moment(1, 1, 0, 0), moment(1, highest, 0, 0)])
    assert drawn is not None
    numbers = [int(label.label) for label in drawn.grid]
    assert 2 <= len(numbers) <= 5
    assert numbers[-2] < highest <= numbers[-1]
    assert all(TOP <= label.at <= BOTTOM for label in drawn.grid)
    assert [point.x for point in drawn.points] == [44.0, 760.0], "moments of one time stand evenly"


def test_without_a_past_nothing_is_drawn() -> None:
    assert plot([]) is None
    assert plot([moment(1, 3, 0, 0)]) is None
    assert plot([moment(1, 0, 0, 0), moment(2, 0, 0, 0)]) is None


def test_what_another_document_states_counts_now_and_then(tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    make_project(folder)
    change = folder / "specs" / "changes" / "mileage"
    (change / "specs" / "routes").mkdir(parents=True)
    (change / "proposal.md").write_text(
        "# Proposal: Mileage\n\n## Why\n\n"
        "Drivers cannot hand in their routes on the road, and a fifth of them are never paid back.\n"
    )
    (change / "specs" / "routes" / "spec.md").write_text(
        "# Routes\n\n## Acceptance criteria\n\n- The driver uploads a route\n"
    )
    commit(folder, "Mileage")
    found = data(folder, "specs/changes")
    (story,) = found["documents"][1]["stories"]
    assert story["why"]["path"] == "specs/changes/mileage/proposal.md"
    assert found["trend"][-2]["total"] == found["trend"][-1]["total"] == found["total"]
    assert (
        "specs/changes/mileage/proposal.md, line 5"
        in Page(report(folder, "--html", "specs/changes").out).text
    )
    asked = whylint("questions", "--gaps", "--format", "json", "specs/changes", folder=folder).out
    assert "missing-user-problem" not in asked
    assert "missing-user-problem" not in whylint("check", "--ask", "specs/changes", folder=folder).out
