"""Access to the pages of: the initial review, signs and pathway."""

from tests.access.matrix import Row, only

TEAM = ("mair", "dafydd")
NOBODYS = {"reference": "2222-2222"}


def _row(name: str, get: tuple = TEAM, post: tuple = TEAM) -> Row:
    return Row(
        name,
        on=lambda world: {"reference": world.concern.reference},
        get=only(*get),
        post=only(*post),
        unknown=NOBODYS,
    )


ROWS: list[Row] = [
    _row("review", post=()),
    *map(_row, ("review_sitting", "review_triggers", "signs", "pathway")),
    _row("review_mark", get=()),
]
