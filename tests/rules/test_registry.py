"""The registry of the rules: it names them all, and each is the rule that its name says."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import whylint.rules
from whylint.rules import RULE_NAMES, RULES


def test_every_module_with_a_rule_is_registered_under_its_name() -> None:
    modules = [module.name for module in pkgutil.iter_modules(whylint.rules.__path__)]
    with_rules = {
        name for name in modules if hasattr(importlib.import_module(f"whylint.rules.{name}"), "RULE")
    }
    assert with_rules == {name.replace("-", "_") for name in RULE_NAMES}
    assert tuple(RULES) == tuple(rule.name for rule in RULES.values()) == RULE_NAMES


def test_the_names_are_known_without_loading_the_rules() -> None:
    code = "import sys, whylint.rules as r; r.closest(r.RULE_NAMES[0]); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert {name for name in loaded.split() if name.startswith("whylint.rules.")} == set()


def test_what_the_package_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'RULE'"):
        _ = whylint.rules.RULE
