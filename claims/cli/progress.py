"""Progress of long work, on standard error, and only where somebody watches."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self


class Progress:
    """Called with (done, total, what); draws one line on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = False
        self._last = 0.0

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or (done < total and now - self._last < 0.1):
            return
        self._last = now
        self._shown = True
        sys.stderr.write(f"\r\x1b[2K{done} of {total}  {what[-60:]}")
        sys.stderr.flush()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
