"""Access to the audit trail: the head's of their own school, and the lead's of what the team did."""

from tests.access.matrix import Row, only

HEADS = ("huw", "rhys")

ROWS: list[Row] = [
    Row("audit", get=only(*HEADS, "mair"), post=only(*HEADS)),
    Row("audit_check", get=only(*HEADS)),
]
