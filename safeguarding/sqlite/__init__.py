"""Django's SQLite engine without the one check that a distrusted schema refuses."""
