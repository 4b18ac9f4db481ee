"""Access to the pages of: what is known of who made contact."""

from tests.access.matrix import Row

ROWS: list[Row] = []
