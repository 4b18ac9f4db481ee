"""The project's files speak of the record and of nothing else: no machine, no registry, nothing left unfinished."""

import re

from tests.architecture import house

LOCKS = ("requirements", "tests/requirements", "tests/postgresql")
# Written apart, so that this file does not name them itself.
MACHINE_PATHS = "|".join(re.escape("/" + folder + "/") for folder in ("work", "root", "home"))
UNFINISHED = "|".join(rf"\b{word}\b" for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X"))


def test_no_file_names_a_path_of_a_machine():
    house.nothing_of(house.places_of_pattern(rf"(?<![\w.\-])(?:{MACHINE_PATHS})", _texts(), {}))


def test_nothing_is_marked_as_unfinished():
    house.nothing_of(house.places_of_pattern(UNFINISHED, _texts(), {}))


def test_no_lock_file_names_a_registry():
    pattern = r"https?://|--(extra-)?index-url|--find-links|--trusted-host|file:"
    house.nothing_of(house.places_of_pattern(pattern, [house.ROOT / f"{name}.txt" for name in LOCKS], {}))


def test_every_package_asked_for_is_locked_with_hashes():
    for name in LOCKS:
        asked = _packages((house.ROOT / f"{name}.in").read_text(), r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?[<>=~]")
        locked = _packages((house.ROOT / f"{name}.txt").read_text(), r"^([a-z0-9._-]+)==\S+ \\$")
        assert asked <= locked, name
        pinned = re.findall(r"^\S+==\S+(.*)$", (house.ROOT / f"{name}.txt").read_text(), re.MULTILINE)
        assert all(rest == " \\" for rest in pinned), f"{name}.txt: a package without hashes"


def test_the_tests_run_on_the_versions_that_are_served():
    served, tested = (_pins(house.ROOT / f"{name}.txt") for name in ("requirements", "tests/requirements"))
    assert {name: version for name, version in served.items() if tested.get(name) != version} == {}


def _packages(text: str, pattern: str) -> set[str]:
    return {re.sub(r"[._-]+", "-", name).lower() for name in re.findall(pattern, text, re.MULTILINE)}


def _pins(path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", path.read_text(), re.MULTILINE))


def _texts() -> list:
    """Every file that is text; compiled scripts of others aside."""
    return [path for path in house.all_files() if "govuk" not in path.parts and _is_text(path)]


def _is_text(path) -> bool:
    try:
        path.read_text()
    except UnicodeDecodeError:
        return False
    return True
