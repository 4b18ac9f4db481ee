"""Access to the audit trail: the head's of their own school."""

from tests.access.matrix import Row, only

HEADS = ("huw", "rhys")

ROWS: list[Row] = [Row("audit", get=only(*HEADS), post=only(*HEADS))]
