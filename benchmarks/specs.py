"""Specs to measure with: as long as wanted, as varied as people write them, and the same for the same seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 20261124

PEOPLE = (
    "courier",
    "tenant",
    "nurse",
    "referee",
    "shop owner",
    "teacher",
    "volunteer",
    "dispatcher",
    "cashier",
)
THINGS = (
    "delivery note", "rent receipt", "shift plan", "match report", "price label", "class list", "donation", "route",
    "cash count", "photo of the damage", "meter reading", "permit", "key handover", "allergy card",
)  # fmt: skip
DEEDS = (
    "uploads", "sends", "signs", "scans", "exports", "deletes", "shares", "prints", "books", "cancels", "imports",
    "approves", "searches for", "renames", "pays for",
)  # fmt: skip
OUTCOMES = (
    "it appears in the list of the day",
    "the office sees it within a minute",
    "its number is shown at the top",
    "the other one gets a message",
    "it can be found by its date",
    "nobody else can change it",
)
FAILURES = ("an error message is shown", "the failure is handled gracefully", "somebody takes care of it")
VAGUE = ("quickly", "easily", "as appropriate", "in a user-friendly way")
SENTENCES = (
    "Half of them arrive on paper and are typed in twice.",
    "Last winter two hundred of them were lost between the depot and the office.",
    "Nobody can say today who has it, and people call each other to find out.",
    "The old system keeps them for a week, which is too short for complaints.",
    "It has to work with gloves, in the rain and without a network.",
    "The figures of `depot_7` come at night, see [the plan](plan.md#nights).",
    "What is **not** part of this is billing, which has a project of its own.",
    "The list is long, so it is shown in pages that are easy to read.",
    "A first version goes to two depots in spring, and to all of them by *autumn*.",
    "Whoever checks them by hand needs about three minutes for each.",
)
SECTIONS = ("Background", "Design", "Out of scope", "Errors", "Data", "Rollout", "Open questions", "Glossary")


def spec(lines: int, seed: int = SEED) -> str:
    """Return a spec of so many lines."""
    random = Random(seed)
    written = [f"# {_title(random)}", "", *_paragraph(random), ""]
    number = 0
    while len(written) < lines:
        number += 1
        written += [
            *random.choice((_story, _story, _story, _section, _table, _scenarios))(random, number),
            "",
        ]
    return "\n".join(written[:lines]) + "\n"


def write_specs(folder: Path, count: int, seed: int = SEED) -> int:
    """Write so many specs of 100 to 400 lines into folders of fifty, and return how many bytes they are."""
    random = Random(seed)
    size = 0
    for number in range(count):
        path = folder / f"area-{number // 50:02}" / f"spec-{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = spec(random.randint(100, 400), seed + number).encode()
        path.write_bytes(data)
        size += len(data)
    return size


def program(lines: int) -> str:
    """Return a Python program of so many lines, for the linter of another language beside which specs are measured."""
    step = (
        "def step_{0}(value: int) -> int:",
        "    if value > {0}:",
        "        return value - {0}",
        "    return value + 1",
        "",
    )
    unit = "".join(f"{line}\n" for line in (*step, ""))
    steps = "".join(unit.format(number) for number in range(lines // 6 + 1))
    return "".join(steps.splitlines(keepends=True)[:lines])


def _title(random: Random) -> str:
    return f"{random.choice(THINGS).capitalize()}s for every {random.choice(PEOPLE)}"


def _paragraph(random: Random) -> Iterator[str]:
    yield from random.sample(SENTENCES, random.randint(2, 4))


def _story(random: Random, number: int) -> Iterator[str]:
    person, thing = random.choice(PEOPLE), random.choice(THINGS)
    yield from (f"### {number}. {thing.capitalize()} of the {person}", "")
    if random.random() < 0.5:
        yield from (f"As a {person}, I want to see my {thing} so that {random.choice(OUTCOMES)}.", "")
    yield from ("#### Acceptance criteria", "")
    box = random.choice(("- ", "- [ ] ", "1. ", "* "))
    for at in range(random.randint(3, 7)):
        name = f"**AC-{number}.{at + 1}** " if random.random() < 0.3 else ""
        yield f"{box}{name}The {random.choice(PEOPLE)} {random.choice(DEEDS)} the {random.choice(THINGS)}"
        if random.random() < 0.3:
            yield f"  and {random.choice(OUTCOMES)}"
        elif random.random() < 0.1:
            yield f"  {random.choice(VAGUE)}"
    if random.random() < 0.2:
        yield f"{box}When the {thing} cannot be read, {random.choice(FAILURES)}"


def _section(random: Random, number: int) -> Iterator[str]:
    yield from (f"## {random.choice(SECTIONS)} {number}", "", *_paragraph(random), "")
    yield from (f"- {sentence}" for sentence in random.sample(SENTENCES, 3))


def _table(random: Random, number: int) -> Iterator[str]:
    yield from (
        f"### Requirements of part {number}",
        "",
        "| Id | Requirement | Priority |",
        "| --- | --- | --- |",
    )
    for at in range(random.randint(3, 8)):
        words = f"The {random.choice(PEOPLE)} {random.choice(DEEDS)} a {random.choice(THINGS)}"
        yield f"| R-{number}-{at} | {words} | {random.choice(('must', 'should', 'could'))} |"


def _scenarios(random: Random, number: int) -> Iterator[str]:
    yield from (f"### Scenarios {number}", "", "```gherkin")
    for at in range(random.randint(1, 3)):
        yield f"Scenario: {random.choice(THINGS)} {at}"
        yield f"  Given a {random.choice(PEOPLE)} without a network"
        yield f"  When the {random.choice(PEOPLE)} {random.choice(DEEDS)} the {random.choice(THINGS)}"
        yield f"  Then {random.choice(OUTCOMES)}"
    yield "```"
