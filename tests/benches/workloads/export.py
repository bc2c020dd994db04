#!/usr/bin/env python3
"""The peers' parameters in this project's names, and the peers' log-densities with them, as one NPZ a workload.

  export.py PEERS.PY FOLDER [W1 …]     then     cargo bench -p flow-tests --bench workloads -- --agree FOLDER

PEERS.PY is the peers' benchmark; run this with the Python that has the peers. Its step k from data to base is iteration
`steps - 1 - k` here, since layers are written from base to data. Hidden units of masked networks are dealt out there and lie
in ascending degree here, which is a permutation of rows and columns.
"""
import importlib.util, math, os, sys

os.environ["PEERS_NOMAIN"] = "1"
peers_path, folder, wanted = sys.argv[1], sys.argv[2], sys.argv[3:] or ["W1", "W2", "W3", "W4"]
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


def export(W):
    import jax, torch
    arrays, steps = {}, peers.canon(W)
    for k, p in enumerate(steps):
        w, b = network(W, p)
        at = f"layers.0.{len(steps) - 1 - k}.1"
        for i in range(3):
            arrays[f"{at}.conditioner.{i}.weight"], arrays[f"{at}.conditioner.{i}.bias"] = w[i], b[i]
    x = peers.data(W)[:ROWS]
    m = peers.jaxhand(W)
    arrays["x"], arrays["log_prob_jaxhand"] = x, np.asarray(jax.jit(m.logp)(m.params, x))
    _, log_prob, _ = peers.torch_model(W, "nflows")
    with torch.no_grad():
        arrays["log_prob_nflows"] = log_prob(torch.tensor(x)).numpy()
    np.savez(os.path.join(folder, W + ".npz"), **{name: np.ascontiguousarray(a) for name, a in arrays.items()})


os.makedirs(folder, exist_ok=True)
for W in wanted:
    export(W)
    print(W, "written to", folder)
