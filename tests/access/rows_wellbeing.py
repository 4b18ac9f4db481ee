"""Access to the pages of: safety checks, support and check-ins."""

from tests.access.matrix import Row

ROWS: list[Row] = []
