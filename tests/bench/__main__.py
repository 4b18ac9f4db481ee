"""Runs the benchmark on both engines and prints a table, then the same as JSON.

python -m tests.bench [--quick]      --quick: 1,000 concerns only, in under a minute
"""

import argparse
import json
import os
import subprocess
import sys

from tests import cluster


def main() -> int:
    """Each engine in a process of its own, so that one's memory is not the other's."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="1,000 concerns only")
    quick = ["--quick"] if parser.parse_args().quick else []
    figures = {"sqlite": _run(quick, dict(os.environ))}
    with cluster.running_cluster(durable=True) as socket:
        figures["postgresql"] = _run(quick, {**os.environ, "TEST_POSTGRES_SOCKET": socket})
    _print_table(figures)
    print(json.dumps(figures))
    return 0


def _run(quick: list[str], environment: dict[str, str]) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.engine", *quick],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def _print_table(figures: dict[str, list[dict]]) -> None:
    for engine, rows in figures.items():
        print(f"\n{engine}")
        for row in rows:
            values = ", ".join(f"{name} {value}" for name, value in row.items() if name != "what")
            print(f"  {row['what']:<44} {values}")


if __name__ == "__main__":
    sys.exit(main())
