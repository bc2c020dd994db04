"""A training step of the flow "coupling 32" of images.rs in PyTorch, on one thread.

  OMP_NUM_THREADS=1 python tests/benches/images_peer.py [--batch 64] [--seconds 5]

One line each for the step as it is written and compiled: the median time. A step is the mean log density of a batch, its
gradient by the parameters, and an update of Adam.
"""

import argparse
import math
import time

import torch
from torch import nn

CHANNELS, SIDE = 64, 28


class Coupling(nn.Module):
    """An additive coupling of the channels; its network has 32 hidden channels and windows of 3 by 3."""

    def __init__(self):
        super().__init__()
        half = CHANNELS // 2
        self.network = nn.Sequential(nn.Conv2d(half, half, 3, padding=1), nn.ReLU(), nn.Conv2d(half, half, 3, padding=1))

    def forward(self, x):
        kept, changed = x.chunk(2, dim=1)
        z = torch.cat([kept, changed - self.network(kept)], dim=1)
        return -0.5 * (z * z).sum(dim=(1, 2, 3)) - 0.5 * z[0].numel() * math.log(2 * math.pi)


def median(step, batch, seconds):
    for _ in range(3):
        step(batch)
    times, begin = [], time.perf_counter()
    while time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        step(batch)
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--batch", type=int, default=64)
    arguments.add_argument("--seconds", type=float, default=5.0)
    given = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    flow = Coupling()
    optimizer = torch.optim.Adam(flow.parameters(), lr=1e-3)

    def step_of(density):
        def step(batch):
            optimizer.zero_grad(set_to_none=True)
            loss = -density(batch).mean()
            loss.backward()
            optimizer.step()

        return step

    batch = torch.randn(given.batch, CHANNELS, SIDE, SIDE)
    for name, density in [("written", flow), ("compiled", torch.compile(flow))]:
        milliseconds = 1e3 * median(step_of(density), batch, given.seconds)
        print(f"coupling 32, batches of {given.batch}, {name}: {milliseconds:.1f} ms a step", flush=True)


if __name__ == "__main__":
    main()
