"""Train and export in one go: `python -m training.tagger`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

RUN = Path("training/runs/tagger")


def main() -> None:
    """Train (options are passed on), write the weights, score them."""
    steps = [
        ["training.tagger.train", "--run", str(RUN), *sys.argv[1:]],
        ["training.tagger.export", str(RUN / "last.pt")],
        ["training.tagger.evaluate"],
    ]
    for module, *arguments in steps:
        subprocess.run([sys.executable, "-m", module, *arguments], check=True)


if __name__ == "__main__":
    main()
