"""The network: a small BERT with extra input features, a chain of tags and a linker."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from claims.extraction.tagging.mark import Mark
from claims.extraction.tagging.piece import CASES, PLACES

TAGS = 7
DIMENSION = 384
HEADS = 12
LAYERS = 6
RELATIONS = 3
DISTANCES = 20
BLOCK_STEPS = 7
BETWEEN = 4


class PooledDropout(nn.Module):
    """Dropout whose masks are slices of one random pool.

    Drawing them anew would cost a tenth of a step on a CPU.
    """

    SIZE = 1 << 23

    def __init__(self, rate: float) -> None:
        super().__init__()
        kept = (torch.rand(self.SIZE) >= rate).to(torch.bfloat16) / (1 - rate)
        self.register_buffer("pool", kept, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        start = int(torch.randint(self.SIZE - x.numel(), ()))
        return x * self.pool[start : start + x.numel()].view(x.shape).to(x.dtype)


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Return scaled dot product attention: on a CPU faster backwards than the fused kernel."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3)
    if mask is not None:
        scores = scores + mask
    return torch.softmax(scores, -1, dtype=q.dtype) @ v


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(DIMENSION, 3 * DIMENSION)
        self.out = nn.Linear(DIMENSION, DIMENSION)
        self.norm1 = nn.LayerNorm(DIMENSION, eps=1e-12)
        self.up = nn.Linear(DIMENSION, 4 * DIMENSION)
        self.down = nn.Linear(4 * DIMENSION, DIMENSION)
        self.norm2 = nn.LayerNorm(DIMENSION, eps=1e-12)
        self.dropout = PooledDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, HEADS, -1).transpose(1, 2) for part in self.qkv(x).chunk(3, -1)
        )
        attended = attend(q, k, v, mask)
        x = self.norm1(
            x + self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, DIMENSION)))
        )
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Ids, cases, marks and places of a batch of windows to hidden states and tag scores."""

    def __init__(self, vocabulary: int, positions: int = 512, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, DIMENSION)
        self.positions = nn.Embedding(positions, DIMENSION)
        self.cases = nn.Embedding(CASES, DIMENSION)
        self.marks = nn.Embedding(len(Mark), DIMENSION)
        self.places = nn.Embedding(PLACES, DIMENSION)
        self.norm = nn.LayerNorm(DIMENSION, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.tags = nn.Linear(DIMENSION, TAGS)
        self.dropout = PooledDropout(dropout)
        for table in (self.cases, self.marks, self.places):
            nn.init.normal_(table.weight, std=0.01)

    def forward(
        self, ids: Tensor, cases: Tensor, marks: Tensor, places: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        x = x + self.cases(cases) + self.marks(marks) + self.places(places)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        x = x.float()
        return x, self.tags(self.dropout(x)).float()


class Chain(nn.Module):
    """A linear chain over the tags of a block (a CRF)."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Parameter(torch.zeros(TAGS))
        self.steps = nn.Parameter(torch.zeros(TAGS, TAGS))
        forbidden = torch.zeros(TAGS, TAGS)
        start = torch.zeros(TAGS)
        for inner in (2, 4, 6):
            start[inner] = -1e4
            for previous in range(TAGS):
                if previous not in (inner, inner - 1):
                    forbidden[previous, inner] = -1e4
        self.register_buffer("forbidden", forbidden)
        self.register_buffer("forbidden_first", start)

    def matrices(self) -> tuple[Tensor, Tensor]:
        return self.first + self.forbidden_first, self.steps + self.forbidden

    def loss(self, scores: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Return the summed negative log likelihood of `tags` [blocks, length] under `scores`."""
        first, steps = self.matrices()
        inside = torch.arange(scores.shape[1])[None] < lengths[:, None]
        picked = scores.gather(2, tags[..., None])[..., 0]
        moves = steps[tags[:, :-1], tags[:, 1:]]
        gold = first[tags[:, 0]] + (picked * inside).sum(1) + (moves * inside[:, 1:]).sum(1)
        alpha = first + scores[:, 0]
        for step in range(1, scores.shape[1]):
            moved = torch.logsumexp(alpha[:, :, None] + steps, 1) + scores[:, step]
            alpha = torch.where(inside[:, step, None], moved, alpha)
        return (torch.logsumexp(alpha, 1) - gold).sum()


class Linker(nn.Module):
    """Spans to the scores of every child-parent pair and, in the last column, of no parent.

    Relations: content to cue, cue to speaker, content to speaker.
    """

    def __init__(self, width: int = 128, pair: int = 32, dropout: float = 0.1) -> None:
        super().__init__()
        self.role = nn.Embedding(3, width)
        self.span = nn.Linear(3 * DIMENSION, width)
        self.child = nn.Linear(width, RELATIONS * width)
        self.parent = nn.Linear(width, RELATIONS * width)
        self.child_pair = nn.Linear(width, RELATIONS * pair)
        self.parent_pair = nn.Linear(width, RELATIONS * pair)
        self.distance = nn.Embedding(DISTANCES, RELATIONS * pair)
        self.block = nn.Embedding(BLOCK_STEPS, RELATIONS * pair)
        self.crossed = nn.Embedding(3 * BETWEEN, RELATIONS * pair)
        self.out = nn.Parameter(torch.randn(RELATIONS, pair) / pair**0.5)
        self.none = nn.Linear(width, RELATIONS)
        self.dropout = PooledDropout(dropout)
        self.width, self.pair = width, pair
        for table in (self.distance, self.block, self.crossed):
            nn.init.normal_(table.weight, std=0.3)

    def forward(
        self, states: Tensor, roles: Tensor, distance: Tensor, block: Tensor, crossed: Tensor
    ) -> Tensor:
        """Return scores [b, RELATIONS, s, s + 1].

        states [b, s, 3 * DIMENSION], roles [b, s], distance and block [b, s, s], crossed
        [b, 3, s, s]: the spans of each role that lie between the two.
        """
        b, s, _ = states.shape
        span = self.dropout(functional.gelu(self.span(states) + self.role(roles)))
        child = self.child(span).view(b, s, RELATIONS, self.width).permute(0, 2, 1, 3)
        parent = self.parent(span).view(b, s, RELATIONS, self.width).permute(0, 2, 3, 1)
        product = child @ parent * self.width**-0.5
        counts = self.crossed.weight.view(3, BETWEEN, -1)
        pair = functional.embedding(distance, self.distance.weight) + functional.embedding(
            block, self.block.weight
        )
        for role in range(3):
            pair = pair + functional.embedding(crossed[:, role], counts[role])
        pair = pair + self.child_pair(span)[:, :, None] + self.parent_pair(span)[:, None]
        hidden = functional.relu(pair).view(b, s, s, RELATIONS, self.pair)
        scores = product + (hidden * self.out).sum(-1).permute(0, 3, 1, 2)
        none = self.none(span).permute(0, 2, 1)[..., None]
        return torch.cat([scores, none], 3)


class Tagger(nn.Module):
    def __init__(self, vocabulary: int = 30522) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.chain = Chain()
        self.linker = Linker()

    def load_base(self, path: Path) -> None:
        """Take the encoder's weights from a BERT checkpoint in safetensors form."""
        from safetensors.torch import load_file

        base = load_file(path)
        encoder = self.encoder
        with torch.no_grad():
            encoder.words.weight.copy_(base["embeddings.word_embeddings.weight"])
            kind = base["embeddings.token_type_embeddings.weight"][0]
            encoder.positions.weight.copy_(base["embeddings.position_embeddings.weight"] + kind)
            _copy(encoder.norm, base, "embeddings.LayerNorm")
            for index, layer in enumerate(encoder.layers):
                prefix = f"encoder.layer.{index}."
                names = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
                layer.qkv.weight.copy_(torch.cat([base[f"{name}.weight"] for name in names]))
                layer.qkv.bias.copy_(torch.cat([base[f"{name}.bias"] for name in names]))
                _copy(layer.out, base, prefix + "attention.output.dense")
                _copy(layer.norm1, base, prefix + "attention.output.LayerNorm")
                _copy(layer.up, base, prefix + "intermediate.dense")
                _copy(layer.down, base, prefix + "output.dense")
                _copy(layer.norm2, base, prefix + "output.LayerNorm")


def _copy(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    for part, value in module.named_parameters():
        value.copy_(base[f"{name}.{part}"])
