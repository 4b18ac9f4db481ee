"""Access to the pages of: steps for safety online, getting images removed, age and consent."""

from tests.access.matrix import Row

ROWS: list[Row] = []
