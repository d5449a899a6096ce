"""The processes that share the work of many documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from claims.batch import analyse, read_one

def documents():
    while True:  # it never ends by itself
        yield read_one(sys.argv[1])

if __name__ == "__main__":
    for number, _ in enumerate(analyse(documents(), jobs=2)):
        if number == 20:
            print("under way", flush=True)
"""


def test_the_workers_of_a_killed_process_end_too(tmp_path: Path) -> None:
    script, article = tmp_path / "endless.py", tmp_path / "article.txt"
    script.write_text(SCRIPT, encoding="utf-8")
    article.write_text("The weir is sound, Mayor Rena Oster said.", encoding="utf-8")
    command = [sys.executable, str(script), str(article)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "under way\n"
        running.kill()
        # the workers hold the other end: it is closed when the last of them has ended
        running.communicate(timeout=60)
