"""Every template compiles, and names only static files that are there."""

import re

from django.contrib.staticfiles import finders
from django.template import engines

from tests.architecture import house

STATIC = re.compile(r"{%\s*static\s+['\"]([^'\"]+)['\"]")


def test_every_template_compiles():
    engine = engines["django"]
    failures = {}
    for path in house.template_files():
        try:
            engine.get_template(path.relative_to(house.ROOT / "templates").as_posix())
        except Exception as error:  # whatever is wrong with it, the template is named
            failures[house.name_of(path)] = f"{type(error).__name__}: {error}"
    assert failures == {}


def test_every_static_file_named_in_a_template_is_there():
    missing = [
        f"{house.name_of(path)}: {name}"
        for path in house.template_files()
        for name in STATIC.findall(path.read_text())
        if finders.find(name) is None
    ]
    house.nothing_of(missing)


def test_nothing_in_a_template_is_inline_or_marked_safe():
    # `style` is also the name of what kind of button a component draws.
    style = r"\sstyle=(?!\"(?:secondary|warning|inverse)\")"
    inline = style + r"|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=)|<style|\|\s*safe\b|javascript:"
    house.nothing_of(house.places_of_pattern(inline, _pages(), {}))


def _pages():
    """Templates that a browser gets; a paper's style lies in its file, and no browser's rules apply to it."""
    return [path for path in house.template_files() if not house.name_of(path).startswith("templates/pdf/")]
