"""Access to the pages of: exceptional viewing."""

from tests.access.matrix import Row

ROWS: list[Row] = []
