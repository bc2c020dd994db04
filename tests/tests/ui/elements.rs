//! Settings that do not fit the event, or one another.

use flow_runtime::flow;

flow! { pub struct One<1> { layers: [coupling] } }

flow! { pub struct Short<3> { layers: [permute(order = [1, 0])] } }

flow! { pub struct Twice<3> { layers: [permute(order = [1, 0, 1])] } }

flow! { pub struct Outside<3> { layers: [coupling(split = [0, 3])] } }

flow! { pub struct All<2> { layers: [coupling(split = [0, 1])] } }

flow! { pub struct Needed<2> { layers: [affine, repeat(layers = [reverse])] } }

flow! { pub struct Domain<2> { layers: [exp, reverse, affine] } }

flow! { pub struct Columns<2> { layers: [affine], train: { data: { file: "a.csv", columns: [a, b, c] } } } }

fn main() {}
