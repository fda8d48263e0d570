"""Plots of what was measured, as SVG that reads on light and on dark pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl

mpl.use("svg")

from matplotlib import pyplot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

GREY = "#7d8590"  # of the axes and words: in the middle between a light page and a dark one
OURS = "#e36209"
OTHERS = ("#2f81f7", "#3fa45b", "#a371f7", "#b08800", "#d14d72", "#1b9e9e", "#7d8590", "#8c6d46")

Curves = "Mapping[str, Sequence[tuple[float, float]]]"


def plot(path: Path, curves: Mapping[str, Sequence[tuple[float, float]]], x: str, y: str) -> None:
    """Write a plot of curves by their names, on logarithmic axes; each name stands at the end of its curve."""
    # The same figures give the same file, without a date and without names that differ from run to run.
    mpl.rcParams.update({"svg.hashsalt": "whylint", "svg.fonttype": "none", "font.family": "sans-serif"})
    figure, axes = pyplot.subplots(figsize=(9, 5))
    for index, (name, points) in enumerate(curves.items()):
        ours = name.startswith("whylint")
        axes.plot(
            *zip(*points, strict=True),
            marker="o",
            markersize=4,
            linewidth=3 if ours else 1.5,
            linestyle="--" if "," in name else "-",
            color=OURS if ours else OTHERS[index % len(OTHERS)],
            label=name,
        )
    axes.set(xscale="log", yscale="log", xlabel=x, ylabel=y)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:,g}")
    axes.grid(visible=True, which="major", color=GREY, alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["bottom", "left"]].set_color(GREY)
    axes.tick_params(which="both", colors=GREY)
    axes.xaxis.label.set_color(GREY)
    axes.yaxis.label.set_color(GREY)
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, labelcolor=GREY)
    figure.savefig(path, format="svg", transparent=True, bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)
