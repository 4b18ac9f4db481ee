"""Access to the pages of: papers about a child."""

from tests.access.matrix import Row

ROWS: list[Row] = []
