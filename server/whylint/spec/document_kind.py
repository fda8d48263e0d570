"""The kinds of documents."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """What sort of document this is; it decides which rules make sense."""

    FEATURE_SPEC = "feature-spec"
    STORY = "story"
    EPIC = "epic"
    PROPOSAL = "proposal"
    BUG_REPORT = "bug-report"
    REFACTORING = "refactoring"
    API = "api"
    NONE = "none"
