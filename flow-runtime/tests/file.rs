//! A declaration in a file is the one that is written out.
#![cfg(feature = "yaml")]

use flow_runtime::nalgebra::Vector2;
use flow_runtime::{Flow, flow};

flow!("tests/specs/pair.yaml");

mod written {
    use flow_runtime::flow;

    flow! {
        pub struct Pair<2> {
            layers: [coupling(transformer = steep, conditioner = mlp(hidden = [4])), affine],
            train: { epochs: 3 },
        }
        bijector steep(alpha: positive) { forward: |z| z + alpha * tanh(z) }
    }
}

#[test]
fn a_flow_of_a_file_is_that_of_the_same_declaration() {
    let (file, written) = (Pair::new(3), written::Pair::new(3));
    assert_eq!(file.architecture(), written.architecture());
    let x = Vector2::new(0.3, -1.2);
    assert_eq!(file.log_prob(&x), written.log_prob(&x));
    assert_eq!(Pair::<f32>::declared_options(), written::Pair::<f32>::declared_options());
}
