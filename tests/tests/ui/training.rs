//! Mistakes in how a flow is trained.

use flow_runtime::flow;

flow! { pub struct Optimizer<2> { layers: [affine], train: { optimizer: adma } } }

flow! { pub struct Rate<2> { layers: [affine], train: { optimizer: adam(learning_rate = -1.0e-3) } } }

flow! { pub struct Batch<2> { layers: [affine], train: { batch_size: 0 } } }

flow! { pub struct Length<2> { layers: [affine], train: { epochs: 5, steps: 100 } } }

flow! { pub struct Data<2> { layers: [affine], train: { data: two_moon } } }

flow! { pub struct Patience<2> { layers: [affine], train: { early_stopping: { patiens: 3 } } } }

fn main() {}
