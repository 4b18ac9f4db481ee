"""Who may import whom: a file imports its own layer or a lower one, an app its own rooms or those below it."""

import ast
from pathlib import Path

from tests.architecture import house, layers


def test_every_file_has_a_layer():
    unknown = [house.name_of(path) for path in house.python_files() if _is_code(path) and layer_of(path) is None]
    house.nothing_of([f"{name}: name its layer in tests/architecture/layers.py" for name in unknown])


def test_imports_never_point_upwards():
    offences = [
        offence
        for path in house.python_files()
        for line, module in imports_of(path, house.tree_of(path))
        if (offence := judged(path, line, module))
    ]
    house.nothing_of(offences)


def test_rules_know_no_rows_and_no_requests():
    offences = [
        f"{house.name_of(path)}:{line} imports {module}"
        for path in house.python_files()
        if layer_of(path) == layers.WORDS and not _is_particular(path)
        for line, module in _all_imports(path, house.tree_of(path))
        if any(module == other or module.startswith(f"{other}.") for other in layers.NOT_FOR_RULES)
    ]
    house.nothing_of(offences)


def test_every_exception_is_still_needed():
    used = {(house.name_of(path), module) for path in house.python_files()
            for _, module in imports_of(path, house.tree_of(path))}  # fmt: skip
    assert [pair for pair in layers.EXCEPTIONS if pair not in used] == []


def test_a_rule_that_imports_a_model_is_caught():
    path = house.ROOT / "incidents/workflow.py"
    tree = ast.parse("from safeguarding.schools.models import Pupil")
    [(line, module)] = imports_of(path, tree)
    assert "models" in judged(path, line, module)


def test_a_lower_app_that_imports_a_higher_one_is_caught():
    path = house.ROOT / "safeguarding/schools/models.py"
    tree = ast.parse("def late():\n    from safeguarding.accounts.models import User")
    [(line, module)] = imports_of(path, tree)
    assert "accounts" in judged(path, line, module)


def judged(path: Path, line: int, module: str) -> str:
    """What is wrong with this import, or nothing."""
    imported = file_of(module)
    own, other = layer_of(path), layer_of(imported)
    if (house.name_of(path), module) in layers.EXCEPTIONS or None in (own, other):
        return ""
    place = f"{house.name_of(path)}:{line} imports {module}"
    if own < other:
        return f"{place}: {layers.NAMES[own]} must not know {layers.NAMES[other]}"
    if own < layers.ROOF and rank_of(path, importing=True) < rank_of(imported, importing=False):
        return f"{place}: a higher room"
    return ""


def layer_of(path: Path) -> int | None:
    """The layer of a file: from its own entry, else from the first folder or file name that says one."""
    name = house.name_of(path)
    for known, layer in layers.PARTICULAR.items():
        if name == known or name.startswith(f"{known}/"):
            return layer
    for part in path.relative_to(house.ROOT).with_suffix("").parts[1:]:
        if part in layers.KINDS:
            return layers.KINDS[part]
    # What lies openly in incidents/ are the rules of the work.
    return layers.WORDS if path.parent == house.ROOT / "incidents" else None


def rank_of(path: Path, importing: bool) -> int:
    """Where the file's app stands. What lies directly under the roof is open to all and knows the foundation."""
    parts = path.relative_to(house.ROOT).parts
    room = parts[0] if parts[0] == "incidents" else parts[1]
    return layers.APPS.get(room, layers.FOUNDATION if importing else 0)


def imports_of(path: Path, tree: ast.Module) -> list[tuple[int, str]]:
    """Line and module of every import of our own, late ones too; those for type checkers alone aside."""
    found = _all_imports(path, tree)
    return [(line, name) for line, name in found if name.split(".")[0] in house.PACKAGES]


def _all_imports(path: Path, tree: ast.Module) -> list[tuple[int, str]]:
    ignored = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) not in ignored:
            found += [(node.lineno, name) for name in _names(path, node)]
    return found


def file_of(module: str) -> Path:
    """The file of a module's name."""
    path = house.ROOT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _names(path: Path, node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    package = list(path.relative_to(house.ROOT).parts[: -node.level]) if node.level else []
    base = ".".join(package + ([node.module] if node.module else []))
    # `from package import module` means the module; `from module import thing` means the module it stands in.
    ours = base.split(".")[0] in house.PACKAGES
    whole = [f"{base}.{alias.name}" for alias in node.names]
    return [name if not ours or file_of(name).exists() else base for name in whole]


def _is_particular(path: Path) -> bool:
    name = house.name_of(path)
    return any(name == known or name.startswith(f"{known}/") for known in layers.PARTICULAR)


def _is_code(path: Path) -> bool:
    return path.name != "__init__.py" or bool(path.read_text().strip())
