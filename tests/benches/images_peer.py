"""Training steps in PyTorch on one thread: of the flow "coupling 32" of images.rs, and of the models of latent.rs.

  OMP_NUM_THREADS=1 python tests/benches/images_peer.py [coupling | vae | vae_planar | vae_iaf] [--batch 64] [--seconds 5]

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


class Masked(nn.Linear):
    """A linear map with fixed zeros."""

    def __init__(self, mask):
        super().__init__(mask.shape[1], mask.shape[0])
        self.register_buffer("mask", mask)

    def forward(self, x):
        return nn.functional.linear(x, self.weight * self.mask, self.bias)


class Gate(nn.Module):
    """An inverse autoregressive layer whose gates a masked network of two hidden layers gives."""

    def __init__(self, size, hidden, context, reverse):
        super().__init__()
        degrees = [torch.arange(size), torch.arange(hidden) % (size - 1), torch.arange(hidden) % (size - 1)]
        if reverse:
            degrees[0] = degrees[0].flip(0)
        reads = lambda rows, columns: (rows[:, None] >= columns[None, :]).float()
        self.first, self.second = Masked(reads(degrees[1], degrees[0])), Masked(reads(degrees[2], degrees[1]))
        last = (degrees[0][:, None] > degrees[2][None, :]).float()
        self.last, self.given = Masked(torch.cat([last, last])), nn.Linear(context, hidden)

    def forward(self, z, context):
        h = torch.relu(self.first(z) + self.given(context))
        mean, raw = self.last(torch.relu(self.second(h))).chunk(2, dim=-1)
        gate = torch.sigmoid(raw + 1.5)
        return gate * z + (1 - gate) * mean, nn.functional.logsigmoid(raw + 1.5).sum(-1)


class Vae(nn.Module):
    """A variational autoencoder of 784 zeros and ones by 40 latent numbers, 400 units a layer."""

    SIZE, LATENT, UNITS, PLANAR = 784, 40, 400, 10

    def __init__(self, posterior):
        super().__init__()
        size, latent, units = self.SIZE, self.LATENT, self.UNITS
        self.encoder = nn.Sequential(nn.Linear(size, units), nn.ReLU(), nn.Linear(units, units), nn.ReLU())
        self.moments = nn.Linear(units, 2 * latent)
        self.decoder = nn.Sequential(
            nn.Linear(latent, units), nn.ReLU(), nn.Linear(units, units), nn.ReLU(), nn.Linear(units, size)
        )
        self.posterior = posterior
        if posterior == "vae_planar":
            self.given = nn.Linear(units, self.PLANAR * (2 * latent + 1))
        if posterior == "vae_iaf":
            self.layers = nn.ModuleList([Gate(latent, 320, units, reverse=k == 1) for k in range(2)])

    def forward(self, x):
        h = self.encoder(x)
        mean, log_scale = self.moments(h).chunk(2, dim=-1)
        noise = torch.randn_like(mean)
        z, log_q = mean + log_scale.exp() * noise, (-0.5 * noise * noise - log_scale).sum(-1)
        if self.posterior == "vae_planar":
            for u, w, b in (row.split([self.LATENT, self.LATENT, 1], dim=-1) for row in self.given(h).chunk(self.PLANAR, dim=-1)):
                inner = (w * u).sum(-1, keepdim=True)
                u = u + (nn.functional.softplus(inner) - 1 - inner) * w / (w * w).sum(-1, keepdim=True)
                t = torch.tanh((w * z).sum(-1, keepdim=True) + b)
                log_q = log_q - torch.log1p((1 - t * t) * (u * w).sum(-1, keepdim=True)).squeeze(-1)
                z = z + u * t
        if self.posterior == "vae_iaf":
            for layer in self.layers:
                z, ladj = layer(z, h)
                log_q = log_q - ladj
        log_x = -nn.functional.binary_cross_entropy_with_logits(self.decoder(z), x, reduction="none").sum(-1)
        return log_x - 0.5 * (z * z).sum(-1) - log_q


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
    arguments.add_argument("model", nargs="?", default="coupling")
    arguments.add_argument("--batch", type=int, default=64)
    arguments.add_argument("--seconds", type=float, default=5.0)
    given = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    flow = Coupling() if given.model == "coupling" else Vae(given.model)
    optimizer = torch.optim.Adam(flow.parameters(), lr=1e-3)

    def step_of(density):
        def step(batch):
            optimizer.zero_grad(set_to_none=True)
            loss = -density(batch).mean()
            loss.backward()
            optimizer.step()

        return step

    if given.model == "coupling":
        batch = torch.randn(given.batch, CHANNELS, SIDE, SIDE)
    else:
        batch = (torch.rand(given.batch, Vae.SIZE) < 0.2).float()
    for name, density in [("written", flow), ("compiled", torch.compile(flow))]:
        milliseconds = 1e3 * median(step_of(density), batch, given.seconds)
        print(f"{given.model}, batches of {given.batch}, {name}: {milliseconds:.2f} ms a step", flush=True)


if __name__ == "__main__":
    main()
