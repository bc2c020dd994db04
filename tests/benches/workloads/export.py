#!/usr/bin/env python3
"""The peers' parameters in this project's names, and the peers' log-densities with them, as one NPZ a workload.

  export.py PEERS.PY FOLDER [W1 …]     then     cargo bench -p flow-tests --bench workloads -- --agree FOLDER

PEERS.PY is the peers' benchmark; run this with the Python that has the peers. Its step k from data to base is iteration
`steps - 1 - k` here, since layers are written from base to data. Hidden units of masked networks are dealt out there and lie
in ascending degree here, which is a permutation of rows and columns. W5 and W6 are written from base to data there too. W5 is only drawn
from: the peers' own base points, what they become, and its log-density. W7 keeps the peers' numbers, in the order that channels have here:
the bench factorises its matrices by the permutations that are drawn here.
"""
import importlib.util, math, os, sys

os.environ["PEERS_NOMAIN"] = "1"
peers_path, folder, wanted = sys.argv[1], sys.argv[2], sys.argv[3:] or ["W1", "W2", "W3", "W4", "W5", "W6", "W7"]
sys.argv = [peers_path, "--check"]
spec = importlib.util.spec_from_file_location("peers", peers_path)
peers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(peers)
import numpy as np

ROWS = 256
# This project's slope is 1 where the raw number is 0.
SLOPE_AT_ZERO = math.log(math.exp(1.0 - 1e-3) - 1.0)


def masked(p, D):
    H = len(p["b0"])
    order = np.argsort(np.arange(H) % (D - 1) + 1, kind="stable")
    w, b = [p["w0"][order], p["w1"][order][:, order], p["w2"][:, order]], [p["b0"][order], p["b1"][order], p["b2"]]
    return w, b


def network(W, p):
    """Weights and biases of one network, as this project orders them."""
    if W in ("W2", "W3"):
        return masked(p, peers.DIM[W])
    w, b = [p[f"w{k}"] for k in range(3)], [p[f"b{k}"].copy() for k in range(3)]
    # The raw scale comes before the shift here.
    if W == "W1":
        w[2], b[2] = w[2][::-1], b[2][::-1]
    if W == "W4":
        b[2].reshape(3, 23)[:, 16:] -= np.float32(SLOPE_AT_ZERO)
    return w, b


def networks(W):
    arrays, steps = {}, peers.canon(W)
    for k, p in enumerate(steps):
        w, b = network(W, p)
        at = f"layers.0.{len(steps) - 1 - k}.1"
        for i in range(3):
            arrays[f"{at}.conditioner.{i}.weight"], arrays[f"{at}.conditioner.{i}.bias"] = w[i], b[i]
    return arrays


def planar():
    p = peers.canon("W5")
    return {f"layers.0.{k}.0.{n}": p[n][k].reshape(-1) for k in range(32) for n in "uwb"}


def banana():
    p, arrays = peers.canon("W6"), {}
    for k in range(6):
        at = f"layers.0.{k}.0" if k < 5 else "layers.1"
        # Their diagonal has either sign, ours is made positive; with their numbers it is.
        diagonal, below = p["L"][k, [0, 2]].astype(float), p["L"][k, 1]
        arrays[f"{at}.raw_diagonal"] = np.log(np.expm1(diagonal)) - math.log(math.e - 1)
        arrays[f"{at}.strict"] = np.array([[0, 0], [below, 0]])
        arrays[f"{at}.shift"] = p["shift"][k]
        for r in range(2):
            arrays[f"{at}.perturbation.{r}"] = p["V"][k, :, r]
        if k < 5:
            arrays[f"{at[:-1]}1.alpha"] = p["alpha"][k : k + 1]
    return arrays


def glow():
    arrays = {}
    for k, p in enumerate(peers.canon("W7")):
        c = len(p["s"])
        upper = p["U"].astype(float) + np.diag(p["sg"] * np.exp(p["ls"].astype(float)))
        matrix = p["P"] @ (np.tril(p["L"], -1) + np.eye(c)) @ upper
        t, s = p["t"], p["s"]
        if k == 4:
            # A squeeze of two channels puts those of one position side by side here, and those of one channel there.
            order = np.arange(c).reshape(c // 4, 4).T.reshape(-1)
            t, s, matrix = t[order], s[order], matrix[:, order]
        arrays |= {f"step.{k}.{n}": a for n, a in dict(t=t, s=s, matrix=matrix, **{n: p[n] for n in ("w0", "b0", "w1", "b1", "w2", "b2")}).items()}
    return arrays


def densities(W, peer):
    """The rows' log-densities by hand-written JAX and by a library."""
    import jax, torch
    x, m = peers.data(W)[:ROWS], peers.jaxhand(W)
    if W == "W6":
        # At the data its log-densities go to −10⁴, of which f32 keeps no fourth digit behind the point: at its own draws instead.
        x, _ = jax.jit(lambda p: m.sample(p, jax.random.key(3), ROWS))(m.params)
        x = np.array(x)
    _, log_prob, _ = peers.torch_model(W, peer)
    with torch.no_grad():
        by_peer = log_prob(torch.tensor(x.reshape(-1, 1, 8, 8) if W == "W7" else x)).numpy()
    return {"x": x, "log_prob_jaxhand": np.asarray(jax.jit(m.logp)(m.params, x)), f"log_prob_{peer}": by_peer}


def draws(W, peer):
    """The same of draws, whose base points a seed gives once more."""
    import jax, torch
    m, key, D = peers.jaxhand(W), jax.random.key(3), peers.DIM[W]
    x, log_q = jax.jit(lambda p: m.sample(p, key, ROWS))(m.params)
    arrays = {"z_jaxhand": np.asarray(jax.random.normal(key, (D, ROWS))).T, "x_jaxhand": x, "log_prob_jaxhand": log_q}
    _, _, sample = peers.torch_model(W, peer)
    with torch.no_grad():
        torch.manual_seed(3)
        x, log_q = sample(ROWS)
        torch.manual_seed(3)
        z = torch.randn(ROWS, D)
    return arrays | {f"z_{peer}": z.numpy(), f"x_{peer}": x.numpy(), f"log_prob_{peer}": log_q.numpy()}


def export(W):
    if W == "W5":
        arrays = planar() | draws(W, "normflows")
    elif W == "W6":
        arrays = banana() | densities(W, "torchhand")
    elif W == "W7":
        arrays = glow() | densities(W, "normflows")
    else:
        arrays = networks(W) | densities(W, "nflows")
    np.savez(os.path.join(folder, W + ".npz"), **{name: np.ascontiguousarray(a) for name, a in arrays.items()})


os.makedirs(folder, exist_ok=True)
for W in wanted:
    export(W)
    print(W, "written to", folder)
