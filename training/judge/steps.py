"""The loop of training: steps with a falling rate, kept now and then to go on from."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn

RISE = 0.06
"""The part of the steps over which the rate rises; then it falls to nothing."""
SHOWN = 30
"""Seconds between two lines of progress."""


def prepare(o: argparse.Namespace) -> None:
    """Set threads and seed as the options say, and make the folder of the run."""
    torch.set_num_threads(o.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(o.seed)
    o.run.mkdir(parents=True, exist_ok=True)


def run_steps(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    loss_at: Callable[[int], Tensor],
    steps: int,
    *,
    held: Path,
    keep: float,
    name: str,
) -> None:
    """Take the steps, going on from `held`, which is written every `keep` seconds.

    `loss_at` depends on the number of the step alone, so that an interrupted run takes
    the same steps. A group of the optimizer keeps its rate at the full height in `top`.
    """
    step = 0
    if held.exists():
        state = torch.load(held, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
    kept = shown = time.monotonic()
    total, count = 0.0, 0
    model.train()
    while step < steps:
        loss = loss_at(step)
        part = min(1.0, (step + 1) / (RISE * steps)) * (1 - step / steps)
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * part
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        total, count = total + float(loss.detach()), count + 1
        if time.monotonic() - shown > SHOWN:
            print(f"{name} step {step}/{steps} loss {total / count:.3f}", flush=True)
            shown, total, count = time.monotonic(), 0.0, 0
        if time.monotonic() - kept > keep:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save(state, held)
            kept = time.monotonic()
