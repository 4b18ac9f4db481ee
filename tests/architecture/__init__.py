"""Tests that hold the house to its drawing: they read the sources, not the running record."""
