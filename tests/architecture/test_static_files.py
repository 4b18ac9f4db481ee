"""The static files can be collected as production collects them: every file that a style sheet names is there."""

import os
import subprocess
import sys

from tests.architecture import house


def test_static_files_can_be_collected(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=house.ROOT,
        env={**os.environ, "STATIC_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "staticfiles.json").exists()
