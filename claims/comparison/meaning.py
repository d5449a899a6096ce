"""How near texts lie in meaning: the mean of the vectors of their word pieces.

The table (weights/meaning.npy, with its card) is small and read once; a text
costs no more than being split into pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claims.comparison.crossencoder import WEIGHTS

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@cache
def _table() -> tuple[Tokenizer, NDArray[Any]]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    return tokenizer, np.load(WEIGHTS / "meaning.npy", allow_pickle=False)


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a vector of length 1 for each text, (texts, 128); nothing to read gives zeros.

    >>> a, b, c = vectors(["the dam broke", "the barrage gave way", "ministers resigned"])
    >>> bool(a @ b > a @ c)
    True
    """
    tokenizer, table = _table()
    found = np.zeros((len(texts), table.shape[1]), np.float32)
    for row, encoding in enumerate(tokenizer.encode_batch(list(texts), add_special_tokens=False)):
        if encoding.ids:
            found[row] = table[encoding.ids].astype(np.float32).mean(0)
    norms = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(norms, 1e-9), np.float32)
