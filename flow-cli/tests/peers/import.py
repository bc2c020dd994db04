"""Imports models of zuko, nflows and normflows and prints how far log-densities differ.

    python flow-cli/tests/peers/import.py path/to/flow [name …]

Each model has random parameters, far from the identity, in 64 bits. 1,000 rows that the package draws of it,
and the log-densities that it gives them, go into the file, and `flow import` compares. Packages that are not
installed are left out. The exit code is 1 if a model fails.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
from safetensors.torch import save_file

CLIP = 6.907755278982137
ROWS = 1000
CASES = {}


def case(name, size, layers, context=0):
    """Registers a function that builds a model and what gives its log-densities."""

    def register(build):
        CASES[name] = (build, size, context, layers)
        return build

    return register


def randomised(model):
    """Each map gives numbers as large as it reads, so that no scale is near 1, and none out of all bounds."""
    model = model.double().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            matrix = parameter.dim() == 2 and min(parameter.shape) > 1
            scale = parameter.shape[1] ** -0.5 if matrix else 0.3
            # Blocks add to what they read, and of that come rows of 10⁸ without these factors.
            factor = 0.3 if "linear_layers.1" in name else 0.4 if "final_layer" in name else 1.0
            parameter.copy_(factor * scale * torch.randn_like(parameter))
        for name, buffer in model.named_buffers():
            if name.endswith("running_mean"):
                buffer.copy_(0.3 * torch.randn_like(buffer))
            if name.endswith("running_var"):
                buffer.copy_(0.5 + torch.rand_like(buffer))
    return model


# zuko ----------------------------------------------------------------------------------------------------------

SOFTCLIP = f"{{affine: {{scale: softclip, bound: {CLIP}}}}}"


def autoregressive(transformer, conditioner, order="ascending"):
    return (
        f"invert: {{layer: {{autoregressive: {{explicit: forward, order: {order}, "
        f"transformer: {transformer}, conditioner: {conditioner}}}}}}}"
    )


def coupling(transformer, conditioner, split):
    return f"{{coupling: {{split: {split}, transformer: {transformer}, conditioner: {conditioner}}}}}"


def inverted(layer):
    return f"invert: {{layer: {layer}}}"


def of_zuko(flow):
    draw = lambda flow, c: flow(c).sample() if c is not None else flow().sample((ROWS,))
    return randomised(flow), draw, lambda flow, x, c: flow(c).log_prob(x)


MADE = "{made: {hidden: [64, 64]}}"


@case("zuko MAF", 5, [autoregressive(SOFTCLIP, MADE, order) for order in ["ascending", "descending", "ascending"]])
def zuko_maf():
    import zuko

    return of_zuko(zuko.flows.MAF(5, transforms=3, hidden_features=[64, 64]))


@case("zuko MAF with a context", 4, [autoregressive(SOFTCLIP, "{made: {hidden: [33, 20]}}", order) for order in ["descending", "ascending"]], 3)
def zuko_maf_context():
    import zuko

    return of_zuko(zuko.flows.MAF(4, 3, transforms=2, hidden_features=[33, 20]))


@case("zuko MAF, reversals in place of orders", 5, [autoregressive(SOFTCLIP, MADE), "reverse", autoregressive(SOFTCLIP, MADE)])
def zuko_maf_reverse():
    import zuko

    return of_zuko(zuko.flows.MAF(5, transforms=2, hidden_features=[64, 64]))


@case("zuko MAF of given orders, its widths no multiples", 5, [autoregressive(SOFTCLIP, "{made: {hidden: [32, 17]}}", order) for order in ["[4, 0, 1, 3, 2]", "[1, 3, 0, 4, 2]"]])
def zuko_maf_orders():
    import zuko

    def layer(order):
        ranks = torch.argsort(torch.tensor(order))
        return zuko.flows.MaskedAutoregressiveTransform(5, order=ranks, hidden_features=[30, 15])

    base = zuko.flows.MAF(5, transforms=1).base
    return of_zuko(zuko.flows.Flow([layer([1, 3, 0, 4, 2]), layer([4, 0, 1, 3, 2])], base))


@case("zuko MAF with fewer units than elements", 6, [autoregressive(SOFTCLIP, "{made: {hidden: [5]}}")])
def zuko_maf_narrow():
    import zuko

    return of_zuko(zuko.flows.MAF(6, transforms=1, hidden_features=[3]))


@case("zuko MAF, trained in 32 bits", 3, [autoregressive(SOFTCLIP, MADE, order) for order in ["descending", "ascending"]])
def zuko_maf_trained():
    import zuko

    torch.set_default_dtype(torch.float32)
    flow = zuko.flows.MAF(3, transforms=2, hidden_features=[64, 64])
    optimizer = torch.optim.Adam(flow.parameters(), 1e-2)
    for _ in range(200):
        x = torch.randn(256, 3)
        x = torch.stack([x[:, 0], x[:, 1] + x[:, 0] ** 2, 0.3 * x[:, 2] * x[:, 0].exp()], dim=-1)
        loss = -flow().log_prob(x).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return flow, lambda flow, c: flow().sample((ROWS,)), lambda flow, x, c: flow().log_prob(x)


@case("zuko NSF", 5, [autoregressive(f"{{rational_quadratic_spline: {{bins: 8, bound: 5, clip: {CLIP}}}}}", MADE, order) for order in ["ascending", "descending", "ascending"]])
def zuko_nsf():
    import zuko

    return of_zuko(zuko.flows.NSF(5, transforms=3, bins=8, hidden_features=[64, 64]))


@case("zuko RealNVP", 5, [inverted(coupling(SOFTCLIP, "{mlp: {hidden: [64, 64]}}", split)) for split in ["even", "odd", "even"]])
def zuko_real_nvp():
    import zuko

    return of_zuko(zuko.flows.RealNVP(5, transforms=3, hidden_features=[64, 64]))


@case("zuko RealNVP with a context", 4, [inverted(coupling(SOFTCLIP, "{mlp: {hidden: [32], activation: tanh}}", split)) for split in ["odd", "even"]], 2)
def zuko_real_nvp_context():
    import zuko

    return of_zuko(zuko.flows.RealNVP(4, 2, transforms=2, hidden_features=[32], activation=torch.nn.Tanh))


@case("zuko NICE of splines", 4, [inverted(coupling(f"{{rational_quadratic_spline: {{bins: 6, clip: {CLIP}}}}}", "{mlp: {hidden: [32]}}", split)) for split in ["odd", "even"]])
def zuko_spline_coupling():
    import zuko

    shapes, univariate = [(6,), (6,), (5,)], zuko.transforms.MonotonicRQSTransform
    return of_zuko(zuko.flows.NICE(4, transforms=2, univariate=univariate, shapes=shapes, hidden_features=[32]))


# nflows --------------------------------------------------------------------------------------------------------

SOFTPLUS = "{affine: {scale: softplus, min_scale: 0.001}}"
SIGMOID = "{affine: {scale: shifted_sigmoid, min_scale: 0.001}}"
RESIDUAL_MADE = "{residual_made: {hidden: 32, blocks: 2}}"
RESIDUAL = "{residual_mlp: {hidden: 32, blocks: 2}}"


def of_nflows(flow):
    return randomised(flow), lambda flow, c: flow.sample(ROWS), lambda flow, x, c: flow.log_prob(x)


@case("nflows MaskedAutoregressiveFlow", 5, [autoregressive(SOFTPLUS, RESIDUAL_MADE), "reverse"] * 3)
def nflows_maf():
    from nflows.flows import MaskedAutoregressiveFlow

    return of_nflows(MaskedAutoregressiveFlow(5, 32, num_layers=3, num_blocks_per_layer=2))


@case("nflows MaskedAutoregressiveFlow, no residual blocks", 5, [autoregressive(SOFTPLUS, "{made: {hidden: [32, 32, 32]}}"), "reverse"] * 3)
def nflows_maf_plain():
    from nflows.flows import MaskedAutoregressiveFlow

    return of_nflows(MaskedAutoregressiveFlow(5, 32, 3, 2, use_residual_blocks=False))


@case("nflows MaskedAutoregressiveFlow, random masks and permutations", 4, [autoregressive(SOFTPLUS, "{made: {hidden: [64, 64]}}", order) for order in ["[2, 3, 1, 0]", "[3, 1, 2, 0]"]])
def nflows_maf_random():
    from nflows.flows import MaskedAutoregressiveFlow

    flow = MaskedAutoregressiveFlow(4, 48, 2, 1, use_residual_blocks=False, use_random_masks=True, use_random_permutations=True)
    first, second = [flow._transform._transforms[k]._permutation for k in [0, 2]]
    first.copy_(torch.tensor([3, 1, 2, 0]))
    # z = x[first][second]
    second.copy_(torch.argsort(first)[torch.tensor([2, 3, 1, 0])])
    return of_nflows(flow)


@case("nflows MaskedAutoregressiveFlow with batch norm between layers", 5, ["actnorm", autoregressive(SOFTPLUS, RESIDUAL_MADE), "reverse"] * 2)
def nflows_maf_norm():
    from nflows.flows import MaskedAutoregressiveFlow

    return of_nflows(MaskedAutoregressiveFlow(5, 32, 2, 2, batch_norm_between_layers=True))


@case("nflows SimpleRealNVP", 5, [inverted(coupling(SIGMOID, RESIDUAL, split)) for split in ["even", "odd", "even"]])
def nflows_real_nvp():
    from nflows.flows import SimpleRealNVP

    return of_nflows(SimpleRealNVP(5, 32, num_layers=3, num_blocks_per_layer=2))


@case("nflows SimpleRealNVP, additive, with batch norm", 5, ["actnorm", inverted(coupling("additive", RESIDUAL, "odd")), "actnorm", inverted(coupling("additive", RESIDUAL, "even"))])
def nflows_nice():
    from nflows.flows import SimpleRealNVP

    return of_nflows(SimpleRealNVP(5, 32, 2, 2, use_volume_preserving=True, batch_norm_between_layers=True))


NSF = "{rational_quadratic_spline: {bins: 8, bound: 3}}"


@case("nflows spline couplings with LU", 4, [inverted(coupling(NSF, RESIDUAL, "odd")), "lu_linear", inverted(NSF), inverted(coupling(NSF, RESIDUAL, "even")), "lu_linear", "{permute: {order: [3, 1, 0, 2]}}"])
def nflows_nsf():
    from nflows.distributions import StandardNormal
    from nflows.flows import Flow
    from nflows.nn.nets import ResidualNet
    from nflows.transforms import CompositeTransform, LULinear, Permutation, PiecewiseRationalQuadraticCouplingTransform

    def net(inputs, outputs):
        return ResidualNet(inputs, outputs, hidden_features=32, num_blocks=2)

    def spline(mask, unconditional):
        return PiecewiseRationalQuadraticCouplingTransform(
            mask, net, num_bins=8, tails="linear", tail_bound=3.0, apply_unconditional_transform=unconditional
        )

    # z[i] = x[order[i]], and ours x[i] = z[order[i]].
    permutation = Permutation(torch.argsort(torch.tensor([3, 1, 0, 2])))
    layers = [permutation, LULinear(4), spline([0, 1, 0, 1], True), LULinear(4), spline([1, 0, 1, 0], False)]
    return of_nflows(Flow(CompositeTransform(layers), StandardNormal([4])))


@case("nflows autoregressive splines", 4, [autoregressive(NSF, RESIDUAL_MADE, "[1, 3, 0, 2]"), "actnorm", autoregressive(NSF, RESIDUAL_MADE)])
def nflows_autoregressive_nsf():
    from nflows.distributions import StandardNormal
    from nflows.flows import Flow
    from nflows.transforms import ActNorm, CompositeTransform, Permutation
    from nflows.transforms.autoregressive import MaskedPiecewiseRationalQuadraticAutoregressiveTransform as Spline

    def spline():
        return Spline(4, 32, num_bins=8, tails="linear", tail_bound=3.0)

    layers = [spline(), ActNorm(4), Permutation(torch.tensor([1, 3, 0, 2])), spline()]
    return of_nflows(Flow(CompositeTransform(layers), StandardNormal([4])))


# normflows -----------------------------------------------------------------------------------------------------


def of_normflows(flows, size, trainable=False):
    import normflows as nf

    model = nf.NormalizingFlow(nf.distributions.DiagGaussian(size, trainable=trainable), flows)
    for flow in flows:
        if hasattr(flow, "data_dep_init_done"):
            flow.data_dep_init_done.fill_(1.0)
    return randomised(model), lambda model, c: model.sample(ROWS)[0], lambda model, x, c: model.log_prob(x)


FORWARD = "autoregressive: {{explicit: forward, transformer: {}, conditioner: {}}}"


@case("normflows MaskedAffineAutoregressive", 5, [FORWARD.format(SIGMOID, RESIDUAL_MADE), "{permute: {order: [4, 2, 0, 3, 1]}}", FORWARD.format(SIGMOID, RESIDUAL_MADE)])
def normflows_maf():
    import normflows as nf

    permute = nf.flows.Permute(5)
    permute.perm.copy_(torch.tensor([4, 2, 0, 3, 1]))
    permute.inv_perm.copy_(torch.argsort(permute.perm))
    layer = lambda: nf.flows.MaskedAffineAutoregressive(5, 32, num_blocks=2)
    return of_normflows([layer(), permute, layer()], 5)


@case("normflows MaskedAffineAutoregressive, no residual blocks", 5, [FORWARD.format(SIGMOID, "{made: {hidden: [32, 32]}}")] * 2)
def normflows_maf_plain():
    import normflows as nf

    layer = lambda: nf.flows.MaskedAffineAutoregressive(5, 32, num_blocks=2, use_residual_blocks=False)
    return of_normflows([layer(), layer()], 5)


def real_nvp(scale):
    return [coupling(f"{{affine: {scale}}}", "{mlp: {hidden: [32, 32]}}", "halves"), "{permute: {order: [2, 3, 0, 1]}}"] * 3


def affine_couplings(scale_map):
    import normflows as nf

    flows = []
    for _ in range(3):
        flows.append(nf.flows.AffineCouplingBlock(nf.nets.MLP([2, 32, 32, 4]), scale_map=scale_map))
        flows.append(nf.flows.Permute(4, mode="swap"))
    return of_normflows(flows, 4)


@case("normflows AffineCouplingBlock", 4, real_nvp("{bound: 1000000}"))
def normflows_real_nvp():
    return affine_couplings("exp")


@case("normflows AffineCouplingBlock, sigmoid", 4, real_nvp("{scale: inverse_sigmoid}"))
def normflows_real_nvp_sigmoid():
    return affine_couplings("sigmoid")


@case("normflows AffineCouplingBlock, sigmoid_inv", 4, real_nvp("{scale: shifted_sigmoid}"))
def normflows_real_nvp_sigmoid_inv():
    return affine_couplings("sigmoid_inv")


@case("normflows MaskedAffineFlow with ActNorm and a trained base", 4, ["actnorm"] + [layer for split in ["even", "odd"] for layer in [coupling("{affine: {bound: 1000000}}", "{mlp: {hidden: [16]}}", split), "actnorm"]])
def normflows_masked_affine():
    import normflows as nf

    flows = []
    for mask in [[1.0, 0, 1, 0], [0.0, 1, 0, 1]]:
        s, t = nf.nets.MLP([4, 8, 4]), nf.nets.MLP([4, 8, 4])
        flows += [nf.flows.MaskedAffineFlow(torch.tensor(mask), t, s), nf.flows.ActNorm(4)]
    return of_normflows(flows, 4, trainable=True)


@case("normflows CoupledRationalQuadraticSpline with LULinearPermute", 4, [layer for split in ["even", "odd"] for layer in ["{permute: {order: [2, 0, 3, 1]}}", inverted(NSF), inverted(coupling(NSF, RESIDUAL, split)), "lu_linear", "{permute: {order: [1, 3, 0, 2]}}"]])
def normflows_nsf():
    import normflows as nf

    flows = []
    for reverse in [False, True]:
        flows.append(nf.flows.Permute(4))
        flows[-1].perm.copy_(torch.tensor([2, 0, 3, 1]))
        flows[-1].inv_perm.copy_(torch.argsort(flows[-1].perm))
        flows.append(nf.flows.CoupledRationalQuadraticSpline(4, 2, 32, reverse_mask=reverse))
        flows.append(nf.flows.LULinearPermute(4))
        flows[-1].permutation._permutation.copy_(torch.argsort(torch.tensor([1, 3, 0, 2])))
    return of_normflows(flows, 4)


@case("normflows AutoregressiveRationalQuadraticSpline", 4, [autoregressive(NSF, RESIDUAL_MADE), autoregressive(NSF, RESIDUAL_MADE, "[1, 3, 0, 2]")])
def normflows_autoregressive_nsf():
    import normflows as nf

    layer = lambda **more: nf.flows.AutoregressiveRationalQuadraticSpline(4, 2, 32, **more)
    # The second one is given another order by what stands around it.
    flows = [layer(), nf.flows.Permute(4), layer(), nf.flows.Permute(4)]
    flows[1].perm.copy_(torch.tensor([1, 3, 0, 2]))
    flows[3].perm.copy_(torch.argsort(flows[1].perm))
    for permute in [flows[1], flows[3]]:
        permute.inv_perm.copy_(torch.argsort(permute.perm))
    return of_normflows(flows, 4)


# The comparison ------------------------------------------------------------------------------------------------


def compare(flow, name, folder):
    """What `flow import` says, and the least and largest log-density."""
    build, size, context, layers = CASES[name]
    torch.manual_seed(7)
    # All is in 64 bits, and so are what a package draws and the constants that it makes on the way.
    torch.set_default_dtype(torch.float64)
    model, draw, log_prob = build()
    c = torch.randn(ROWS, context) if context else None
    with torch.no_grad():
        x = draw(model, c)
        expected = log_prob(model, x, c)
    tensors = {key: value.contiguous().clone() for key, value in model.state_dict().items()}
    tensors |= {"check.x": x, "check.log_prob": expected}
    if context:
        tensors["check.context"] = c
    save_file(tensors, folder / "model.safetensors")
    spec = [f"flow: Imported\nevent: {size}"]
    spec += [f"context: {context}"] if context else []
    spec += ["base: standard_normal\nlayers:"] + [f"  - {layer}" for layer in layers]
    (folder / "spec.yaml").write_text("\n".join(spec) + "\n")
    run = folder / "run"
    command = [flow, "import", "--from", name.split()[0], folder / "model.safetensors", "--spec", folder / "spec.yaml", "-o", run]
    return subprocess.run(command, capture_output=True, text=True), f"{expected.min():.1f} to {expected.max():.1f}"


def main(flow, names):
    failed = False
    for name in names or CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                done, between = compare(flow, name, Path(folder))
            except ImportError as error:
                print(f"{name}: left out, {error}")
                continue
            found = re.search(r"largest difference.*", done.stdout)
            saved = re.search(r"as it is saved, in f32: (.*)", done.stdout)
            figures = f"{found.group()}, saved in f32 {saved.group(1)}" if found and saved else "no figure"
            print(f"{name}: log_prob from {between}, {figures}")
            if done.returncode != 0 or names:
                print(done.stdout + done.stderr)
            failed |= done.returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
