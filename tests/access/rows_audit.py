"""Access to the pages of: audit."""

from tests.access.matrix import Row

ROWS: list[Row] = []
