"""Access to the pages of: accounts."""

from tests.access.matrix import Row

ROWS: list[Row] = []
