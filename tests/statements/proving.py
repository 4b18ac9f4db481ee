"""What a test rests on, read from its source: itself, and all in `tests/` that it uses, as far as that leads."""

import ast
import re
from functools import cache

from tests.architecture import house
from tests.statements.says import SAYS

Place = tuple[str, str]  # a file, and a function or a constant in it


def reach(proof: str) -> str:
    """The source of a test with everything of the tests that it uses."""
    path, _colons, name = proof.partition("::")
    waiting, seen, texts = [(path, name), *_around(path)], set(), []
    while waiting:
        place = waiting.pop()
        node = _index(place[0]).get(place[1])
        if node is None or place in seen:
            continue
        seen.add(place)
        texts.append(ast.unparse(node))
        waiting += [_found(place[0], used) for used in _names(node)]
        waiting += [_of_module(place[0], used) for used in ast.walk(node) if isinstance(used, ast.Attribute)]
    return "\n".join(texts)


def asserts(text: str) -> bool:
    """Whether something in it can fail, and it is not left out of a run."""
    return bool(re.search(r"\bassert\b|pytest\.raises|pytest\.fail", text)) and not re.search(
        r"mark\.(skip|xfail)", text
    )


def mentions(text: str, ref: str) -> bool:
    """Whether a source names what answers a statement (`by` of an answer), or the set of choices it is one of."""
    kind, _colon, what = ref.partition(":")
    if kind == "page":
        return what in SAYS  # opened, in both languages
    if kind == "code":
        *_path, owner, last = what.split(".")
        return any(re.search(rf"\b{re.escape(name)}\b", text) for name in {last, owner if last.isupper() else last})
    file, _hash, code = what.partition("#")
    return code in text or file in text  # the second: every entry of the file


def functions(path: str) -> set[str]:
    """The names of the tests of a file."""
    return {name for name, node in _index(path).items() if isinstance(node, ast.FunctionDef)}


@cache
def _index(path: str) -> dict[str, ast.stmt]:
    """Every function, class and constant of a file by its name; of two of one name the last."""
    if not (house.ROOT / path).is_file():
        return {}
    found: dict[str, ast.stmt] = {}
    for node in ast.walk(house.tree_of(house.ROOT / path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
    for node in house.tree_of(house.ROOT / path).body:
        for target in node.targets if isinstance(node, ast.Assign) else ():
            found |= {one.id: node for one in ast.walk(target) if isinstance(one, ast.Name)}
    return found


@cache
def _imported(path: str) -> dict[str, Place]:
    """What a file takes from other files of the tests, by the name it has here."""
    found = {}
    for node in ast.walk(house.tree_of(house.ROOT / path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
            folder = node.module.replace(".", "/")
            file = f"{folder}.py" if (house.ROOT / f"{folder}.py").is_file() else f"{folder}/__init__.py"
            if (house.ROOT / file).is_file():
                found |= {one.asname or one.name: (file, one.name) for one in node.names}
    return found


def _found(path: str, name: str) -> Place:
    return _imported(path).get(name, (path, name))


def _of_module(path: str, used: ast.Attribute) -> Place:
    """What is used of a file of the tests that was imported as a whole."""
    module = used.value.id if isinstance(used.value, ast.Name) else ""
    folder, name = _imported(path).get(module, ("", ""))
    return (f"{folder.removesuffix('/__init__.py')}/{name}.py" if name else path, used.attr)


def _around(path: str) -> list[Place]:
    """What pytest gives every test of a file unasked: fixtures marked so."""
    return [(path, name) for name, node in _index(path).items() if "autouse=True" in ast.unparse(node)[:200]]


def _names(node: ast.AST) -> set[str]:
    """The names used in it; the arguments of a test are fixtures."""
    used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return used | {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
