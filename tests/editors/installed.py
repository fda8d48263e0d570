"""Where the editors are that ``install.sh`` installed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


def _root() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("WHYLINT_EDITORS") or Path(caches) / "whylint-editors")


def _present(path: Path) -> Path:
    if not path.exists():
        pytest.fail(f"{path} is not there: run tests/editors/install.sh", pytrace=False)
    return path


def neovim() -> Path:
    """Return the program."""
    return _present(_root() / "neovim" / "bin" / "nvim")


def rumdl() -> Path:
    """Return the program, a language server that looks at the form of Markdown."""
    return _present(_root() / "neovim" / "bin" / "rumdl")


def emacs() -> Path:
    """Return the program, once Eglot and markdown-mode are there too."""
    for package in ("eglot", "markdown-mode"):
        if not list(Path("/usr/share/emacs/site-lisp/elpa").glob(f"{package}-*")):
            _present(Path("/usr/share/emacs/site-lisp/elpa", package))
    return _present(Path("/usr/bin/emacs"))


def node() -> Path:
    """Return the Node that code-server asks for."""
    return _present(_root() / "vscode" / "node-bin" / "node")


def code_server() -> Path:
    """Return the script that starts VS Code."""
    return _present(_root() / "vscode" / "node_modules" / "code-server" / "out" / "node" / "entry.js")


def playwright() -> Path:
    """Return the module that drives Chromium."""
    return _present(_root() / "vscode" / "node_modules" / "playwright-core" / "index.mjs")


def axe() -> Path:
    """Return the script that judges a page from within."""
    return _present(_root() / "axe" / "node_modules" / "axe-core" / "axe.min.js")


def chromium() -> Path:
    """Return the program."""
    return _present(Path("/usr/bin/chromium"))


def kate() -> Path:
    """Return the program."""
    return _present(Path("/usr/bin/kate"))


def xvfb() -> Path:
    """Return the program that is a screen in memory."""
    return _present(Path("/usr/bin/Xvfb"))


def xdotool() -> Path:
    """Return the program that presses keys."""
    return _present(Path("/usr/bin/xdotool"))


def scrot() -> Path:
    """Return the program that takes pictures of a screen."""
    return _present(Path("/usr/bin/scrot"))
