//! The flows of `specs/bench`, in the macro's spelling.

use flow_runtime::flow;

flow! {
    /// Eight affine couplings that take turns.
    pub struct W1<2> {
        base: standard_normal,
        layers: [
            repeat(times = 8, layers = [
                reverse,
                coupling(transformer = affine(bound = 1), conditioner = mlp(hidden = [64, 64])),
            ]),
        ],
    }
}

flow! {
    /// Five masked autoregressive layers with reversals between them.
    pub struct W2<8> {
        base: standard_normal,
        layers: [
            repeat(times = 5, layers = [
                reverse,
                autoregressive(transformer = unbounded, conditioner = made(hidden = [100, 100])),
            ]),
        ],
    }
    bijector unbounded(log_scale: scalar, shift: scalar) { forward: |z| exp(log_scale) * z + shift }
}

flow! {
    /// Five masked autoregressive layers with reversals between them.
    pub struct W3<43> {
        base: standard_normal,
        layers: [
            repeat(times = 5, layers = [
                reverse,
                autoregressive(transformer = unbounded, conditioner = made(hidden = [512, 512])),
            ]),
        ],
    }
    bijector unbounded(log_scale: scalar, shift: scalar) { forward: |z| exp(log_scale) * z + shift }
}

flow! {
    /// Five spline couplings, whose density direction is the spline itself, with reversals between them.
    pub struct W4<6> {
        base: standard_normal,
        layers: [
            repeat(times = 5, layers = [
                reverse,
                invert(layer = coupling(
                    transformer = rational_quadratic_spline(bins = 8, bound = 3),
                    conditioner = mlp(hidden = [128, 128]),
                )),
            ]),
        ],
    }
}

flow! {
    /// Thirty-two bends, fitted to a wave by draws of the flow itself.
    pub struct W5<2> {
        base: standard_normal,
        layers: [repeat(times = 32, layers = [planar])],
        train: {
            objective: reverse_kl(target = "-0.5 * square((x[1] - sin(pi * x[0] / 2)) / 0.4)"),
            optimizer: adam(learning_rate = 1e-3),
            batch_size: 256,
        },
    }
}

flow! {
    /// Six affine layers and five leaky ones in turn.
    pub struct W6<2> {
        base: standard_normal,
        layers: [
            repeat(times = 5, layers = [scale_tril(rank = 2), prelu]),
            scale_tril(rank = 2),
        ],
    }
    bijector prelu(alpha: scalar) { forward: |z| if z < 0.0 { (abs(alpha) + 0.01) * z } else { z } }
}

flow! {
    /// A Glow of two levels with four couplings each.
    pub struct W7<[1, 8, 8]> {
        base: standard_normal,
        layers: [
            glow(
                levels = 2,
                steps = 4,
                transformer = affine(scale = inverse_sigmoid),
                conditioner = conv(hidden = [32, 32], kernels = [3, 1, 3]),
                prior = standard,
            ),
        ],
    }
}
