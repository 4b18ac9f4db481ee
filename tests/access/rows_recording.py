"""Access to the pages of: recording."""

from tests.access.matrix import Row

ROWS: list[Row] = []
