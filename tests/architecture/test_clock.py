"""One reader of the system clock, so that a test can set the time of everything at once."""

import ast

from tests.architecture import house

CLOCK = "safeguarding/clock.py"
READERS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("timezone", "now"),
    ("time", "time"),
    ("time", "time_ns"),
}
READERS_WITHOUT_ARGUMENT = {"localdate", "localtime"}
COLUMNS = {"auto_now", "auto_now_add"}


def test_only_the_clock_reads_the_clock():
    readings = [
        f"{house.name_of(path)}:{line} {what}"
        for path in house.python_files()
        if house.name_of(path) != CLOCK
        for line, what in readings_of(house.tree_of(path))
    ]
    house.nothing_of(readings)


def test_a_reading_is_caught_however_it_is_written():
    source = """
import datetime
from django.utils.timezone import now
datetime.datetime.now(); datetime.date.today(); timezone.now; timezone.localdate()
models.DateTimeField(auto_now=True)
"""
    assert len(readings_of(ast.parse(source))) == 6


def readings_of(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and wording of everything that reads the system clock."""
    return [(node.lineno, ast.unparse(node)) for node in ast.walk(tree) if _reads(node)]


def _reads(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
        return (owner, node.attr) in READERS
    if isinstance(node, ast.ImportFrom):
        module = (node.module or "").rsplit(".", 1)[-1]
        return any((module, alias.name) in READERS for alias in node.names)
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        reads_now = name in READERS_WITHOUT_ARGUMENT and not node.args and not node.keywords
        return reads_now or any(keyword.arg in COLUMNS for keyword in node.keywords)
    return False
