"""The features of the server that a document alone can answer, each in a module of its own."""

from __future__ import annotations

from whylint.lsp import (
    code_actions,
    completion,
    definition,
    find_references,
    highlights,
    hints,
    hover,
    lenses,
    links,
    rename,
    symbols,
)

FEATURES = (
    *code_actions.FEATURES,
    completion.FEATURE,
    definition.FEATURE,
    find_references.FEATURE,
    highlights.FEATURE,
    hints.FEATURE,
    hover.FEATURE,
    lenses.FEATURE,
    links.FEATURE,
    *rename.FEATURES,
    symbols.FEATURE,
)
