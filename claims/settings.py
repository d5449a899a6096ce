"""Settings: limits and places, from the environment where a user may want to change them."""

from __future__ import annotations

import os
from dataclasses import dataclass

from claims.errors import InvalidValue

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of one run.

    `max_bytes` is the size past which a file is refused; `threads` how many the
    tagger uses, None for one a core.
    """

    max_bytes: int = 20 * MEGABYTE
    busy_timeout_ms: int = 10_000
    threads: int | None = None


def _positive(name: str, default: int) -> int:
    raw = os.environ.get(name)
    if raw is None or not raw.strip():
        return default
    if not raw.strip().isdigit() or int(raw) == 0:
        raise InvalidValue(name, raw, "give a whole number above 0")
    return int(raw)


def from_environment() -> Settings:
    """Return the settings, as changed by the environment.

    CLAIMS_MAX_BYTES, CLAIMS_BUSY_TIMEOUT_MS and CLAIMS_THREADS are looked at.
    """
    return Settings(
        max_bytes=_positive("CLAIMS_MAX_BYTES", Settings().max_bytes),
        busy_timeout_ms=_positive("CLAIMS_BUSY_TIMEOUT_MS", Settings().busy_timeout_ms),
        threads=_positive("CLAIMS_THREADS", 0) or None,
    )
