"""The benchmark on one engine: makes a database, fills it, measures, prints JSON on its last line."""

import argparse
import json
import os
import sys

from tests import environment


def main() -> int:
    """Fills up step by step and measures at each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")
    import django

    django.setup()
    from tests import databases

    databases.make_template()
    name = databases.make_copy()
    with databases.pointed_at(name):
        rows = _measure([1_000] if quick else [1_000, 50_000], quick)
    databases.drop_copy(name)
    print(json.dumps(rows))
    return 0


def _measure(sizes: list[int], quick: bool) -> list[dict]:
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    from tests.bench import data, pages, papers, roll, screening, trail
    from tests.cast import PASSWORD, make_cast

    call_command("collectstatic", interactive=False, verbosity=0)
    cast = make_cast(make_password(PASSWORD))
    pupils = data.fill_roll(cast.afon, 1_500)
    rows, filled = [], 0
    for size in sizes:
        data.fill_concerns(cast.afon, cast.nia, pupils, size - filled)
        filled = size
        rows += pages.measure(cast, size, times=20 if quick else 100)
    rows += trail.measure(cast, quick)
    rows += papers.measure(cast, quick)
    rows += screening.measure(quick)
    rows.append(
        {
            "what": "import of 1,500 pupils",
            **roll.bench_roll(environment.postgres_socket() and "postgresql" or "sqlite"),
        }
    )
    return rows


if __name__ == "__main__":
    sys.exit(main())
