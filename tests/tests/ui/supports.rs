//! Layers that do not map from the numbers that the layer before them gives.

use flow_runtime::flow;

flow! { pub struct Between<2> { layers: [tanh, logit] } }

flow! { pub struct Positive<2> { layers: [softplus, leaky_relu(slope = 0.5)] } }

flow! { pub struct Base<2> { base: standard_uniform, layers: [affine] } }

flow! { pub struct First<2> { layers: [log] } }

flow! { pub struct Turned<2> { layers: [invert(layer = exp)] } }

flow! { pub struct Round<2> { layers: [repeat(times = 2, layers = [exp])] } }

flow! { pub struct Curve<2> { layers: [exp, coupling] } }

fn main() {}
