"""Reads the sources of the house for the tests beside it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("safeguarding", "incidents")
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}


def python_files(*folders: str, migrations: bool = False) -> list[Path]:
    """The Python files of these folders (the product's packages by default), in order."""
    found = [path for folder in folders or PACKAGES for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if migrations or "migrations" not in path.parts)


def template_files() -> list[Path]:
    """Every template: pages, papers, letters and messages."""
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def all_files() -> Iterator[Path]:
    """Every file of the project, without what the scripts and tools make."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and path.suffix not in {".mo", ".pyc"} and not NOT_OURS & set(path.relative_to(ROOT).parts):
            yield path


def name_of(path: Path) -> str:
    """The path as people write it: from the project's folder."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(), filename=str(path))


def words_of(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every name in a module; strings and comments are no names."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME:
            yield token.start[0], token.string


def places_of_words(forbidden: set[str], paths: list[Path], allowed: dict[str, str]) -> list[str]:
    """Where these names are used outside the allowed files."""
    return [
        f"{name_of(path)}:{line} {word}"
        for path in paths
        if name_of(path) not in allowed
        for line, word in words_of(path.read_text())
        if word in forbidden
    ]


def places_of_pattern(pattern: str, paths: list[Path], allowed: dict[str, str]) -> list[str]:
    """Where this pattern occurs outside the allowed files."""
    return [
        f"{name_of(path)}:{number} {line.strip()[:100]}"
        for path in paths
        if name_of(path) not in allowed
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


def nothing_of(found: list[str]) -> None:
    """Fails with every place that was found, one a line."""
    assert not found, "\n" + "\n".join(found)


def stale(allowed: dict[str, str]) -> list[str]:
    """Exceptions for files that are no longer there."""
    return [name for name in allowed if not (ROOT / name).exists()]
