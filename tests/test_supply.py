"""What the project is installed with: lowest versions that are tested, pinned ones that are whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
FOR_TESTS = {"dev", "consumers"}


def asked(*lists: Iterable[str]) -> list[Requirement]:
    return [Requirement(line) for lines in lists for line in lines]


def pinned(file: str) -> dict[str, Version]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.-]+)==([\w.]+)", line) for line in lines)
    return {canonicalize_name(match[1]): Version(match[2]) for match in found if match}


def test_the_lowest_versions_are_those_of_the_project() -> None:
    """`.ci/run` tests with them; a bound that is raised is raised there too."""
    runtime = asked(PROJECT["dependencies"], *(EXTRAS[name] for name in EXTRAS.keys() - FOR_TESTS))
    bounds = {
        canonicalize_name(needed.name): Version(bound.version)
        for needed in runtime
        for bound in needed.specifier
        if bound.operator == ">="
    }
    assert bounds == pinned("tests/lowest.txt")
    assert {canonicalize_name(needed.name) for needed in runtime} == set(bounds)


@pytest.mark.parametrize("needed", asked(PROJECT["dependencies"], EXTRAS["dev"]), ids=str)
def test_what_the_tests_need_is_pinned_to_a_version_that_fits(needed: Requirement) -> None:
    assert pinned("requirements-dev.txt")[canonicalize_name(needed.name)] in needed.specifier


def test_every_pinned_version_has_its_hashes() -> None:
    text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    bare = [
        entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry) and entry[0] != "#"
    ]
    assert bare == []
