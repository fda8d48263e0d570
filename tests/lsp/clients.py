"""What editors announce of themselves.

Those of VS Code, Neovim, Emacs and Kate are as these sent them in a recorded session; those of Helix and Zed as
their sources state them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "capabilities"


def _announced(editor: str) -> dict[str, Any]:
    capabilities: dict[str, Any] = json.loads((_FOLDER / f"{editor}.json").read_text("utf-8"))
    return capabilities


VS_CODE = _announced("vs_code")
NEOVIM = _announced("neovim")
# Since its version 29 Emacs counts characters; without markdown-mode it shows plain text.
EMACS = _announced("emacs")
EMACS["general"] = {"positionEncodings": ["utf-32", "utf-8", "utf-16"]}
EMACS["textDocument"]["hover"]["contentFormat"] = ["plaintext"]
KATE = _announced("kate")
HELIX = _announced("helix")
ZED = _announced("zed")
BARE: dict[str, Any] = {}

ALL = {
    "vs_code": VS_CODE,
    "neovim": NEOVIM,
    "helix": HELIX,
    "zed": ZED,
    "emacs": EMACS,
    "kate": KATE,
    "bare": BARE,
}
