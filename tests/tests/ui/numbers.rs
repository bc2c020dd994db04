//! Numbers out of their range, and values of the wrong type.

use flow_runtime::flow;

flow! { pub struct NoWidth<2> { layers: [coupling(conditioner = mlp(hidden = [64, 0]))] } }

flow! { pub struct Negative<2> { layers: [leaky_relu(slope = -0.5)] } }

flow! { pub struct NoList<2> { layers: [coupling(conditioner = mlp(hidden = 64))] } }

flow! { pub struct Never<2> { layers: [repeat(times = 0, layers = [affine])] } }

flow! { pub struct Suffix<2> { layers: [leaky_relu(slope = 0.5f32)] } }

flow! { pub struct Huge<2> { layers: [coupling(conditioner = mlp(hidden = [1_000_000, 1_000_000]))] } }

flow! { pub struct Fraction<2> { layers: [affine], train: { validation: 1.5 } } }

fn main() {}
