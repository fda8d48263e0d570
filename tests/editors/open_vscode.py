"""Open VS Code in the browser, with the extension as it is in the tree and the example specs.

``make editor`` runs it. It works on a copy of the examples, and leaves nothing behind.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
import webbrowser
from contextlib import suppress
from pathlib import Path

from sessions import ROOT, Sandbox
from vscode_server import vscode

SETTINGS = {
    "chat.disableAIFeatures": True,
    "editor.wordWrap": "on",
    "workbench.startupEditor": "none",
    "whylint.interpreter": sys.executable,
}


def main() -> None:
    """Serve VS Code until Ctrl+C."""
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="whylint-editor-", ignore_cleanup_errors=True) as directory,
        vscode(Sandbox(Path(directory), ROOT / "examples"), SETTINGS) as url,
        suppress(KeyboardInterrupt),
    ):
        print(f"VS Code is at {url} after {time.monotonic() - started:.0f} s.", flush=True)
        print("Open one of the specs; Ctrl+C here ends it.", flush=True)
        webbrowser.open(url)
        signal.pause()


if __name__ == "__main__":
    main()
