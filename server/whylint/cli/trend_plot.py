"""Where the figures of past commits stand in a plot: coordinates, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from whylint.cli.report_model import Moment
    from whylint.readiness.standing import Tally

WIDTH, HEIGHT = 920.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 760.0, 14.0, 262.0
LINES = 4  # of the grid, at about this many steps
APART = 17.0  # the least distance between two labels at the end of the lines
STEPS = (1, 2, 5)


class Label(NamedTuple):
    """Words at a place of one axis; ``anchor``: which end of them stands there."""

    at: float
    label: str
    anchor: str = "middle"


class Point(NamedTuple):
    """A moment in the plot, and what there was then."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The trend as it is drawn: areas and lines as SVG paths, and ``words`` for who does not see them."""

    grid: list[Label]
    dates: list[Label]
    ends: list[Label]
    points: list[Point]
    covered_area: str
    open_area: str
    questions_line: str
    words: str
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = RIGHT


def plot(moments: Sequence[Moment]) -> Plot | None:
    """Return the plot of a trend, None where there is no earlier moment to compare with."""
    if len(moments) < 2 or not any(moment.tally.failures for moment in moments):
        return None
    step, top = _scale(max(max(each.tally.failures, _questions(each.tally)) for each in moments))
    xs = _across([moment.time.timestamp() for moment in moments])

    def up(number: float) -> float:
        return round(BOTTOM - number / top * (BOTTOM - TOP), 1)

    def line(figure: Callable[[Tally], int]) -> list[tuple[float, float]]:
        return [(x, up(figure(moment.tally))) for x, moment in zip(xs, moments, strict=True)]

    base = [(x, BOTTOM) for x in xs]
    covered, failures = line(lambda tally: tally.covered), line(lambda tally: tally.failures)
    first, last = moments[0], moments[-1]
    written = "%Y-%m-%d" if first.time.date() != last.time.date() else "%H:%M"
    return Plot(
        grid=[Label(up(number), str(number)) for number in range(0, top + 1, step)],
        dates=[
            Label(LEFT, first.time.strftime(written), "start"),
            Label(RIGHT, last.time.strftime(written), "end"),
        ],
        ends=_apart(
            [
                Label(up(last.tally.covered / 2), f"{last.tally.covered} answered"),
                Label(
                    up((last.tally.covered + last.tally.failures) / 2),
                    f"{last.tally.failures - last.tally.covered} open",
                ),
                Label(up(_questions(last.tally)), f"{_questions(last.tally)} questions"),
            ]
        ),
        points=[
            Point(
                x, y, f"{moment.time.date().isoformat()} {moment.change or 'now'}: {_figures(moment.tally)}"
            )
            for (x, y), moment in zip(failures, moments, strict=True)
        ],
        covered_area=_area(covered, base),
        open_area=_area(failures, covered),
        questions_line=_path(line(_questions)),
        words=f"On {first.time.date().isoformat()}: {_figures(first.tally)}. Now: {_figures(last.tally)}.",
    )


def _questions(tally: Tally) -> int:
    return tally.asked + tally.gaps


def _figures(tally: Tally) -> str:
    return f"{tally.covered} of {tally.failures} steps that can fail answered, {_questions(tally)} questions open"


def _scale(highest: int) -> tuple[int, int]:
    """Return the step of a grid and its highest line, in round numbers."""
    step = 1
    for power in range(12):
        for factor in STEPS:
            step = factor * 10**power
            if highest <= step * LINES:
                return step, step * max(1, -(-highest // step))
    return step, highest


def _across(times: Sequence[float]) -> list[float]:
    """Return where moments stand from left to right: by their times, or evenly where those are all the same."""
    first, span = min(times), max(times) - min(times)
    shares = [
        (time - first) / span if span else number / (len(times) - 1) for number, time in enumerate(times)
    ]
    return [round(LEFT + share * (RIGHT - LEFT), 1) for share in shares]


def _apart(labels: Iterable[Label]) -> list[Label]:
    """Return labels in their order from top to bottom, none upon another."""
    placed: list[Label] = []
    for label in sorted(labels):
        least = placed[-1].at + APART if placed else TOP
        placed.append(label._replace(at=max(label.at, least)))
    return placed


def _area(upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]]) -> str:
    return f"{_path(upper)} L {' L '.join(f'{x} {y}' for x, y in reversed(lower))} Z"


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M " + " L ".join(f"{x} {y}" for x, y in points)
