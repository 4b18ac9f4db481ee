"""Every setting is in .env.example, and nothing is in there that no setting reads."""

import ast
import re

from tests.architecture import house

READERS = {"address", "flag", "whole", "listed", "one_of", "str", "db_url", "email_url", "_password"}


def test_the_example_names_every_setting_and_no_other():
    example = (house.ROOT / ".env.example").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", example, re.MULTILINE))
    assert named == names_read()


def names_read() -> set[str]:
    """The names of the variables that the settings read."""
    found = set()
    for path in (house.ROOT / "safeguarding").glob("*.py"):
        for node in ast.walk(house.tree_of(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in READERS:
                words = [part.value for part in node.args if isinstance(part, ast.Constant)]
                found |= {word for word in words[:1] if re.fullmatch(r"[A-Z][A-Z_]+", str(word))}
    return found
