//! Users' bijectors with a mistake, or without an inverse.

use flow_runtime::flow;

flow! {
    pub struct Kind<2> { layers: [own] }
    bijector own(alpha: positve) { forward: |z| alpha * z }
}

flow! {
    pub struct Names<2> { layers: [own] }
    bijector own(alpha: positive) { forward: |z| alpa * expo(z) }
}

flow! {
    pub struct Folded<2> { layers: [own] }
    bijector own { forward: |z| z * z }
}

flow! {
    pub struct Wavy<2> { layers: [own] }
    bijector own { forward: |z| z + 1.4 * sin(z) }
}

flow! {
    pub struct Torn<2> { layers: [own] }
    bijector own { forward: |z| if z < 0.0 { z } else { z - 5.0 } }
}

flow! {
    pub struct Taken<2> { layers: [affine] }
    bijector affine { forward: |z| z * z }
}

flow! {
    pub struct Unknown<2> { layers: [own(beta = 1)] }
    bijector own(alpha: scalar) { forward: |z| z + alpha }
}

fn main() {}
