"""The features of the server that are about a document, each in a module of its own."""

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
    highlights.FEATURE,
    hints.FEATURE,
    hover.FEATURE,
    lenses.FEATURE,
    links.FEATURE,
    symbols.FEATURE,
)

WIDE_FEATURES = (definition.FEATURE, find_references.FEATURE, *rename.FEATURES)
