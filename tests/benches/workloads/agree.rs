//! Whether log-densities equal the peers', with the peers' parameters.
//!
//! An archive holds every parameter by its name, the rows `x`, and for each peer its `log_prob_PEER`, one number a row.

use std::path::Path;

use flow_runtime::Flow;
use flow_runtime::data::{DataSource, Format, ReadOptions, read};
use flow_runtime::evaluate::Rows;
use flow_runtime::flow::rows::log_prob;

/// How far two programs in f32 may be apart: the peers are as far from each other.
const TOLERANCE: f64 = 1e-4;

pub fn compare<P: Flow<f32, D>, const D: usize>(name: &str, mut flow: P, archive: &Path) {
    let array = |of: &str| {
        let source = DataSource { path: archive.into(), format: Format::Npz, array: Some(of.into()) };
        read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}")).values
    };
    let names: Vec<String> = flow.state().layout().named.iter().map(|named| named.name.clone()).collect();
    let parameters: Vec<f32> = names.iter().flat_map(|name| array(name)).map(|p| p as f32).collect();
    flow.set_parameters(&parameters).unwrap_or_else(|error| panic!("{error}"));
    let x: Vec<f32> = array("x").iter().map(|x| *x as f32).collect();
    let found = log_prob(&flow, Rows::of_data(&x, &[]));
    for peer in ["jaxhand", "nflows"] {
        let expected = array(&format!("log_prob_{peer}"));
        let apart = |(a, b): (&f32, &f64)| (f64::from(*a) - b).abs();
        let worst = found.iter().zip(&expected).map(apart).fold(0.0, f64::max);
        println!(
            "{{\"workload\": \"{name}\", \"agrees_with\": \"{peer}\", \"rows\": {}, \"worst\": {worst:.2e}}}",
            found.len()
        );
        assert!(found.len() == expected.len() && worst < TOLERANCE, "{name} differs from {peer} by {worst:.2e}");
    }
}
