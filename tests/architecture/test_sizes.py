"""Files and functions that one can read in one go."""

import ast

from tests.architecture import house

MODULE, FUNCTION, TEMPLATE = 300, 40, 120
CODE = (*house.PACKAGES, "tests")

# What may be longer, and why.
LONG_MODULES: dict[str, str] = {
    "safeguarding/audit/verify_export.py": "one file on purpose: whoever receives a report reads it and runs it alone",
}
LONG_FUNCTIONS: dict[str, str] = {}
LONG_TEMPLATES: dict[str, str] = {}


def test_modules_are_at_most_300_lines():
    long = {house.name_of(path): _lines(path) for path in house.python_files(*CODE) if _lines(path) > MODULE}
    house.nothing_of(_without(long, LONG_MODULES))


def test_functions_are_at_most_40_lines():
    long = {
        f"{house.name_of(path)}:{node.name}": length
        for path in house.python_files(*CODE)
        for node in ast.walk(house.tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > FUNCTION
    }
    house.nothing_of(_without(long, LONG_FUNCTIONS))


def test_templates_are_at_most_120_lines():
    long = {house.name_of(path): _lines(path) for path in house.template_files() if _lines(path) > TEMPLATE}
    house.nothing_of(_without(long, LONG_TEMPLATES))


def test_every_module_says_what_it_is_for():
    silent = [
        house.name_of(path)
        for path in house.python_files(*CODE)
        if path.read_text().strip() and not ast.get_docstring(house.tree_of(path))
    ]
    house.nothing_of(silent)


def test_no_module_is_named_for_nothing():
    nameless = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "common.py", "signals.py", "admin.py"}
    house.nothing_of([house.name_of(path) for path in house.python_files(*CODE) if path.name in nameless])


def _lines(path) -> int:
    return len(path.read_text().splitlines())


def _without(long: dict[str, int], allowed: dict[str, str]) -> list[str]:
    """What is too long without an exception, and exceptions that are no longer needed."""
    unneeded = [f"{name} may be long, and is not" for name in allowed if name not in long]
    return [f"{name} has {size} lines" for name, size in long.items() if name not in allowed] + unneeded
