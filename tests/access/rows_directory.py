"""Access to the pages of: the contacts and guidance that a lead edits."""

from tests.access.matrix import Row

ROWS: list[Row] = []
