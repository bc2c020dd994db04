//! Texts that are no declarations.

use flow_runtime::flow;

flow! { pub struct lower<2> { layers: [affine] } }

flow! { pub struct NoEvent { layers: [affine] } }

flow! { pub struct Zero<0> { layers: [affine] } }

flow! { pub struct Keyword<2> { type: 1 } }

flow! { pub struct Colon<2> { layers: [leaky_relu(slope: 0.5)] } }

flow! { pub struct Unnamed<2> { layers: [leaky_relu(0.5)] } }

flow! { pub struct Comma<2> { layers: [affine affine] } }

flow! { pub struct Again<2> { layers: [affine], base: standard_normal, layers: [reverse] } }

flow! { pub struct Code<2> { layers: [std::process::exit(0)] } }

fn main() {}
