"""Access to the pages of: reporting."""

from tests.access.matrix import Row

ROWS: list[Row] = []
