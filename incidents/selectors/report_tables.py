"""The shape of figures in a report: a section has tables, a table has named counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from incidents.sections import Section


@dataclass(frozen=True)
class Table:
    """Named counts under a caption, with a sentence about them where there is one."""

    caption: str
    lines: list[tuple[str, int]]
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """One section of figures."""

    section: Section
    tables: list[Table] = field(default_factory=list)
    note: str = ""

    @property
    def title(self) -> str:
        """What the section is called, in the language in force."""
        return str(self.section.label)


def counted(caption: str, names: Iterable[tuple[str, str]], counts: dict[str, int]) -> Table:
    """A table of every name that can occur, with its count; what did not occur is 0, not left out."""
    return Table(caption, [(str(name), counts.get(str(code), 0)) for code, name in names])
