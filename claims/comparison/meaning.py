"""How near contents lie in meaning: each is read alone by a small encoder.

It was trained to put the two sides of a dispute near one another (training.judge.finder).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claims.comparison.crossencoder import (
    BERT,
    cores,
    options,
    spread,
    tokenizer,
)
from claims.trained import trained

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vector = NDArray[np.float32]
LONGEST = 128
"""Word pieces of a text at most: so many places the finder knows."""
HELD = 4000
"""Vectors kept: a story's claims are asked for with each document that is added to it."""
_held: dict[str, Vector] = {}


def vectors(texts: Sequence[str]) -> Vector:
    """Return a vector of length 1 for each text, (texts, 384).

    >>> a, b, c = vectors(["the dam broke", "the barrage gave way", "ministers resigned"])
    >>> bool(a @ b > a @ c)
    True
    """
    new = [text for text in dict.fromkeys(texts) if text not in _held]
    found = {text: _held[text] for text in texts if text in _held}
    found |= zip(new, spread(partial(_vector, *_encoder()), new, cores()), strict=True)
    if len(_held) + len(new) > HELD:
        _held.clear()
    _held.update(found)
    return np.array([found[text] for text in texts], np.float32)


@cache
def _encoder() -> tuple[Any, Tokenizer]:
    import onnxruntime

    session = onnxruntime.InferenceSession(
        trained("finder.onnx"), options(), providers=["CPUExecutionProvider"]
    )
    return session, tokenizer()


def _vector(session: Any, pieces: Tokenizer, text: str) -> Vector:
    found = pieces.encode(text, add_special_tokens=False).ids[: LONGEST - 2]
    ids = np.array([[*BERT.first, *found, *BERT.last]], np.int64)
    (mean,) = session.run(["mean"], {"ids": ids})
    return np.asarray(mean[0] / max(float(np.linalg.norm(mean[0])), 1e-9), np.float32)
