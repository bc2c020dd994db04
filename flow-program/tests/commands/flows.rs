//! Small flows. They are few, since each is compiled for every instruction set.

use flow_runtime::flow;

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
