"""What is said about a file: the refusal of a whole file, and a finding about one row of it."""

from dataclasses import dataclass, field

from django.utils.functional import Promise


class RollRefused(Exception):
    """The file cannot be read as a roll. Nothing of it may be used.

    The sentence is kept apart from what fills it, so that it can be said in the language of whoever reads it.
    """

    def __init__(self, code: str, text: Promise, **params) -> None:
        super().__init__(code)
        self.code, self.text, self.params = code, text, params

    @property
    def message(self) -> str:
        """The whole sentence, in the present language."""
        return self.text % self.params

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Finding:
    """What is wrong, or worth a look, in one row, and what to do. It never repeats what the cell holds."""

    row: int
    column: str
    code: str
    text: Promise
    params: dict = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The whole sentence, in the present language."""
        return self.text % self.params

    def __str__(self) -> str:
        return self.message
