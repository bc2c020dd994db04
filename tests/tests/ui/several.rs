//! Everything that is wrong with a declaration, at once.

use flow_runtime::flow;

flow! {
    pub struct Several<3> {
        base: standard_norml,
        layers: [
            repeat(times = 0, layers = [
                coupling(split = [7], conditioner = mlp(hidden = [8, -8])),
                permute,
                coupling(split = [7]),
            ]),
            invrt(layer = affine),
        ],
        train: { optimizer: adam(learning_rate = 0) },
    }
}

fn main() {}
