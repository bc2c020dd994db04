//! Vectors of another dimension than the flow's do not compile.

use flow_runtime::nalgebra::SVector;
use flow_runtime::{ConditionalFlow, Flow, flow};

flow! { pub struct Plane<2> { layers: [affine] } }

flow! { pub struct Given<2, context = 3> { layers: [coupling(conditioner = mlp(hidden = [4]))] } }

fn main() {
    let plane = Plane::new(0);
    plane.log_prob(&SVector::<f32, 3>::zeros());
    plane.log_prob(&SVector::<f64, 2>::zeros());

    let given = Given::new(0);
    let x = SVector::<f32, 2>::zeros();
    given.log_prob(&x);
    given.log_prob(&x, &SVector::<f32, 2>::zeros());
    given.log_prob(&SVector::<f32, 4>::zeros(), &SVector::<f32, 3>::zeros());
}
