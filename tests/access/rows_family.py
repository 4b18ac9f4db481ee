"""Access to the pages of: parents and carers."""

from tests.access.matrix import Row

ROWS: list[Row] = []
