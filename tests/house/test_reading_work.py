"""No reader of a resident's words does much more work for a text that repeats itself than for any other."""

import json
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MOST_SECONDS = 120  # of the processor's time; all readings together take ten


def test_every_reader_does_little_work() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.house.reading_work"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5)),
    )
    assert run.returncode == 0, run.stderr[-3000:]  # whoever did not come back stands in the traceback
    found = json.loads(run.stdout)
    assert found["too_much"] == []
    assert found["readers"] > 150
