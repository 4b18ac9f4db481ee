"""Access to the pages of: linked concerns."""

from tests.access.matrix import Row

ROWS: list[Row] = []
