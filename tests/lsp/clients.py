"""What well-known editors announce, as far as this server cares."""

from __future__ import annotations

from typing import Any

_ACTIONS = {
    "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "refactor", "source"]}},
    "isPreferredSupport": True,
    "dataSupport": True,
}

VS_CODE: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "synchronization": {"dynamicRegistration": True, "didSave": True},
        "publishDiagnostics": {
            "relatedInformation": True,
            "versionSupport": False,
            "tagSupport": {"valueSet": [1, 2]},
            "codeDescriptionSupport": True,
            "dataSupport": True,
        },
        "diagnostic": {"dynamicRegistration": True, "relatedDocumentSupport": False},
        "codeAction": _ACTIONS,
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
    "workspace": {
        "configuration": True,
        "diagnostics": {"refreshSupport": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
        "workspaceEdit": {"documentChanges": True},
        "workspaceFolders": True,
    },
}

NEOVIM: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "dataSupport": True},
        "diagnostic": {"dynamicRegistration": False},
        "codeAction": _ACTIONS,
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
    "workspace": {
        "diagnostics": {"refreshSupport": True},
        "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]},
    },
}

EMACS: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-32", "utf-8", "utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": False, "codeDescriptionSupport": False},
        "codeAction": _ACTIONS,
        "hover": {"contentFormat": ["plaintext"]},
    },
    "workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True},
    },
}

BARE: dict[str, Any] = {}
