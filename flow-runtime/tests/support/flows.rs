//! Small flows for the tests of this crate. They are few, since each is compiled for every
//! instruction set.

use crate::flow;

flow! {
    pub struct Line<2> { layers: [affine, reverse] }
}

flow! {
    pub struct Small<2> {
        layers: [
            repeat(times = 2, layers = [coupling(conditioner = mlp(hidden = [50, 5], activation = tanh)), reverse]),
            affine,
        ],
    }
}

flow! {
    pub struct Given<2, context = 1> { layers: [coupling(conditioner = mlp(hidden = [8]))] }
}

flow! {
    pub struct Priced<3> { layers: [affine, supports(positive = [0], unit = [1])] }
}

flow! {
    pub struct Normed<2> {
        layers: [
            affine,
            batch_norm,
            affine(scale = softplus),
            coupling(conditioner = mlp(hidden = [6], activation = tanh)),
            actnorm,
            coupling(split = [1], conditioner = mlp(hidden = [5], activation = tanh)),
            batch_norm(momentum = 0.3),
        ],
    }
}

flow! {
    pub struct Dropped<2> { layers: [coupling(conditioner = mlp(hidden = [40], dropout = 0.5)), reverse] }
}

flow! {
    pub struct Positive<1> { layers: [affine, exp] }
}
