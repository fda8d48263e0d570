"""The packaged extension in VS Code."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from sessions import HERE, WITH_WHYLINT, WITHOUT_WHYLINT, Sandbox
from vscode_server import browse, vscode

# A quiet window, so that a picture shows what matters.
QUIET = {
    "breadcrumbs.enabled": False,
    "chat.disableAIFeatures": True,
    "editor.fontFamily": "DejaVu Sans Mono",
    "editor.fontSize": 15,
    "editor.minimap.enabled": False,
    "editor.occurrencesHighlight": "off",
    "editor.stickyScroll.enabled": False,
    "editor.wordWrap": "on",
    "files.autoSave": "off",
    "workbench.activityBar.location": "hidden",
    "workbench.colorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "window.commandCenter": False,
    "window.title": "${activeEditorShort}",
}

pytestmark = pytest.mark.editor


def test_the_extension_host_sees_findings_hovers_and_quick_fixes(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    python = sandbox.python("recorded-python", WITHOUT_WHYLINT)
    settings = {"whylint.interpreter": str(python)}
    # Without the driver VS Code does not listen to the two addresses in the payload.
    with vscode(sandbox, settings, "--vscode-option=enable-smoke-test-driver") as url:
        tests = f"vscode-remote://{urlsplit(url).netloc}{HERE}/vscode"
        payload = [["extensionDevelopmentPath", tests], ["extensionTestsPath", f"{tests}/host_tests.js"]]
        browse("run_in_host.mjs", f"{url}&payload={quote(json.dumps(payload))}", pictures=tmp_path)
    sandbox.check_recordings(sessions=3)


def test_a_person_sees_the_gap_reads_why_and_lets_the_question_be_asked(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    pictures = Path(os.environ.get("WHYLINT_SCREENSHOTS", tmp_path))
    sandbox.write_program("python3", "echo 3.9")
    sandbox.python("python", WITHOUT_WHYLINT)
    with vscode(sandbox, QUIET) as url:
        browse("ui_scenario.mjs", url, pictures=pictures)
    saved = (sandbox.workspace / "expense-claims.md").read_text("utf-8")
    assert "- The employee uploads a photo of the receipt\n  > " in saved
    sandbox.check_recordings(sessions=1)


def test_without_a_new_enough_python_a_message_leads_to_the_setting(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    old = sandbox.write_program("old-python", "echo 3.9")
    python = sandbox.python("recorded-python", WITH_WHYLINT)
    settings = {"whylint.interpreter": str(old), "whylint.importStrategy": "fromEnvironment"}
    with vscode(sandbox, settings) as url:
        browse("no_python.mjs", url, str(python), pictures=tmp_path)
    sandbox.check_recordings(sessions=1)
