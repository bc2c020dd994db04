//! Checks that log-densities equal the peers', with the peers' parameters.
//!
//! An archive holds every parameter by its name (of W7 those of the peers, which [`glow`] makes ours of), and
//! for each peer its `log_prob_PEER`, one number a row. That is of the rows `x`, or, where a flow is only drawn from, of what the peer made of its own `z_PEER`, which is `x_PEER`.

use std::path::Path;

use flow_runtime::__private::engine::batch::{Rows, What};
use flow_runtime::__private::engine::rows::{apply, log_prob};
use flow_runtime::Flow;
use flow_runtime::data::{FileRows, read};

use crate::glow;

/// How far two programs in f32 may be apart: the peers are as far from each other.
const TOLERANCE: f64 = 1e-4;

pub fn compare<P: Flow<f32, D>, const D: usize>(name: &str, mut flow: P, archive: &Path, density: bool) {
    let array = |of: &str| -> Vec<f32> {
        let rows = FileRows::new(format!("{}:{of}", archive.display()));
        let table = read(&rows).unwrap_or_else(|error| panic!("{error}"));
        table.values.iter().map(|v| *v as f32).collect()
    };
    let layout = flow.program_state().layout().clone();
    let parameters: Vec<f32> = match name {
        "W7" => glow::parameters(&layout, 4, &array),
        _ => layout.named.iter().flat_map(|named| array(&named.name)).collect(),
    };
    flow.set_parameters(&parameters).unwrap_or_else(|error| panic!("{error}"));
    let peers = match name {
        "W5" | "W7" => ["jaxhand", "normflows"],
        "W6" => ["jaxhand", "torchhand"],
        _ => ["jaxhand", "nflows"],
    };
    for peer in peers {
        let expected = array(&format!("log_prob_{peer}"));
        let (found, apart) = if density {
            (log_prob(&flow, Rows::of_data(&array("x"), &[])), 0.0)
        } else {
            let (x, found) = apply(&flow, What::ForwardLogProb, Rows::of_data(&array(&format!("z_{peer}")), &[]));
            (found, worst(&x, &array(&format!("x_{peer}"))))
        };
        let worst = worst(&found, &expected).max(apart);
        println!(
            "{{\"workload\": \"{name}\", \"agrees_with\": \"{peer}\", \"rows\": {}, \"worst\": {worst:.2e}}}",
            found.len()
        );
        assert!(worst < TOLERANCE, "{name} differs from {peer} by {worst:.2e}");
    }
}

fn worst(found: &[f32], expected: &[f32]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let apart = |(a, b): (&f32, &f32)| f64::from((a - b).abs());
    // A number that is not one is never close.
    found.iter().zip(expected).map(apart).fold(0.0, |most, a| if a <= most { most } else { a })
}
