"""The command line: parse, call Library, render."""

from __future__ import annotations

import gc
import os
import sys

INTERRUPTED = 130
_INTERRUPTED = "interrupted; what was finished is kept, run the command again to go on"


def main() -> None:
    """Run `claims`; exit 0 done, 1 something failed, 2 bad usage, 130 interrupted.

    No traceback reaches a user.
    """
    from claims.errors import ClaimsError

    # most commands are over before a collection pays; writing ones turn it on again
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        from claims.cli.app import app

        app()
    except ClaimsError as error:
        _fail(str(error), 1)
    except SystemExit as end:
        # typer ends the program itself where it is interrupted
        if end.code == INTERRUPTED:
            _fail(_INTERRUPTED, INTERRUPTED)
        raise
    except KeyboardInterrupt:
        _fail(_INTERRUPTED, INTERRUPTED)
    except BrokenPipeError:
        # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        _fail(f"{named}{error.strerror or error}", 1)
    except MemoryError:
        _fail("not enough memory for this; give fewer or smaller files at a time", 1)
    except Exception as error:
        if os.environ.get("CLAIMS_DEBUG"):
            raise
        _fail(
            f"unexpected {type(error).__name__}: {error}; this is a defect of claims, "
            "please report it (CLAIMS_DEBUG=1 shows where)",
            1,
        )


def _fail(message: str, status: int) -> None:
    sys.stderr.write("claims: " + " ".join(message.split()) + "\n")
    sys.exit(status)
