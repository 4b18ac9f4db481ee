"""Access to the pages of: devices, releases and deletions."""

from tests.access.matrix import Row

ROWS: list[Row] = []
