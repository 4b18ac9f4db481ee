"""Access to the pages of: the initial review, signs and pathway."""

from tests.access.matrix import Row

ROWS: list[Row] = []
