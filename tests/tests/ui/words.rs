//! Unknown words, each with the nearest word that stands there.

use flow_runtime::flow;

flow! { pub struct Field<2> { layer: [affine] } }

flow! { pub struct Base<2> { base: standard_nromal, layers: [affine] } }

flow! { pub struct Layer<2> { layers: [affine, couplng, reverse] } }

flow! { pub struct Transformer<2> { layers: [coupling(transformer = afine)] } }

flow! { pub struct Conditioner<2> { layers: [coupling(conditioner = mpl(hidden = [8]))] } }

flow! { pub struct Activation<2> { layers: [coupling(conditioner = mlp(hidden = [8], activation = relo))] } }

flow! { pub struct Setting<2> { layers: [leaky_relu(slop = 0.5)] } }

flow! { pub struct Capital<2> { layers: [Affine] } }

flow! { pub struct Train<2> { layers: [affine], train: { epoch: 5 } } }

fn main() {}
