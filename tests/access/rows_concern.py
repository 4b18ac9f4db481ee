"""Access to the pages of: concern."""

from tests.access.matrix import Row

ROWS: list[Row] = []
