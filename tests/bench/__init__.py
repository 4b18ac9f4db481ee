"""The benchmark: figures, never pass marks. `python -m tests.bench [--quick]`."""
