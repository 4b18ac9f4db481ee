"""What importing 1,500 pupils costs (the figures themselves are rows of the bench)."""

from safeguarding.schools.models import Pupil
from tests.bench.roll import bench_roll


def test_1500_pupils_are_imported_within_10_seconds_and_200_mb(fresh_database):
    figures = bench_roll("this one")
    assert Pupil.objects.count() == 1500
    # Seconds of work: by the clock, a busy machine would be measured instead.
    assert figures["first_cpu_s"] < 10 and figures["again_cpu_s"] < 10, figures
    assert figures["first_mb"] < 200 and figures["again_mb"] < 200, figures
