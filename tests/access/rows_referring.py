"""Access to the pages of: referring."""

from tests.access.matrix import Row

ROWS: list[Row] = []
