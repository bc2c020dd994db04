//! The workloads of the peers' benchmark: `cargo bench -p flow-tests --bench workloads -- [WORD…] [--threads 1,2] [--seconds S]`.
//!
//! Words name workloads (`W1`) and metrics (`train`, `logp`, `sample`); without any, all are measured. One JSON line a measurement,
//! with the keys of the peers' benchmark: median, 10th and 90th percentile in microseconds. A training step is forward, backward,
//! Adam and the preparation of the new weights; `sample` draws from the base and includes the log-density. `join.py` beside this
//! file makes a table of ratios of two such files. A line of a training step also says how fast one thread multiplies and adds in registers
//! (`peak_gflops`) and which part of that the products of unmasked weights reach (`of_peak`); with several threads, how many times as fast
//! as one they are in steps (`gain`) and in registers (`peak_gain`), all taking turns.
//!
//! `--engine` measures each workload also by its plans in the engine, as lines whose `peer` is `engine`; `ratios.py` beside this file tells
//! the ratios of the two.
//!
//! `--agree FOLDER` measures nothing: it loads the peers' parameters from what `export.py` wrote, and compares log-densities.
//!
//! The flows stand in `specs/bench` and, in the macro's spelling, in [`flows`]; that both are the same is checked at the start.

mod agree;
mod flows;
mod glow;
mod measure;
#[path = "../../../flow-runtime/benches/peak/mod.rs"]
mod peak;

use std::path::{Path, PathBuf};
use std::process::Command;

use flow_compiler::front::yaml;
use flow_engine::Engine;
use flow_runtime::__private::Parametric;
use flow_runtime::__private::engine::construct::set_parameters;
use flow_runtime::Flow;
use flow_runtime::generators::{Banana, Generator, TwoMoons};
use flow_runtime::noise::{Noise, Purpose};
use measure::Workload;

/// Rows of data, of which batches are taken.
const ROWS: usize = 16_384;

/// The choices given on the command line.
#[derive(Default)]
struct Asked {
    words: Vec<String>,
    threads: Vec<String>,
    seconds: Option<f64>,
    agree: Option<PathBuf>,
    engine: bool,
    /// Set in the process that measures: the number of threads.
    here: Option<usize>,
}

impl Asked {
    fn read() -> Self {
        let mut asked = Asked::default();
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().unwrap_or_else(|| panic!("a value after {argument}"));
            match argument.as_str() {
                "--threads" => asked.threads = value().split(',').map(str::to_owned).collect(),
                "--seconds" => asked.seconds = Some(value().parse().expect("seconds")),
                "--engine" => asked.engine = true,
                "--agree" => asked.agree = Some(value().into()),
                "--here" => asked.here = Some(value().parse().expect("a number of threads")),
                // What cargo adds.
                "--bench" => {}
                _ => asked.words.push(argument),
            }
        }
        asked
    }

    /// True if a word, or none of its kind, was asked for.
    fn wants(&self, word: &str, kind: &[&str]) -> bool {
        let of_kind = || self.words.iter().filter(|w| kind.contains(&w.as_str()));
        of_kind().count() == 0 || of_kind().any(|w| w == word)
    }
}

fn main() {
    let asked = Asked::read();
    match (&asked.agree, asked.here) {
        (None, None) => apart(&asked),
        _ => workloads(&asked),
    }
}

/// One process for each number of threads: the pool that batches are shared out in is made once in a process.
fn apart(asked: &Asked) {
    let threads = if asked.threads.is_empty() { vec!["1".into(), "2".into()] } else { asked.threads.clone() };
    for threads in threads {
        let program = std::env::current_exe().expect("this program");
        let arguments = std::env::args().skip(1).chain(["--here".to_owned(), threads.clone()]);
        let status = Command::new(program).args(arguments).env("RAYON_NUM_THREADS", threads).status();
        assert!(status.expect("a process").success(), "a measurement failed");
    }
}

fn workloads(asked: &Asked) {
    let moons = TwoMoons::new(0.1).expect("noise in range").draw(ROWS, 0, 0).values;
    workload(asked, "W1", flows::W1::new(1), &moons, 256, |w, flow| w.train(flow), |w, flow| w.train(flow));
    workload(asked, "W2", flows::W2::new(1), &normals(8), 512, |w, flow| w.train(flow), |w, flow| w.train(flow));
    workload(asked, "W3", flows::W3::new(1), &normals(43), 512, |w, flow| w.train(flow), |w, flow| w.train(flow));
    workload(asked, "W4", flows::W4::new(1), &normals(6), 512, |w, flow| w.train(flow), |w, flow| w.train(flow));
    workload(
        asked,
        "W5",
        flows::W5::new(1),
        &[],
        256,
        |w, flow| w.train_without_data(flow),
        |w, flow| w.train_without_data(flow),
    );
    workload(
        asked,
        "W6",
        leaky(flows::W6::new(1)),
        &Banana.draw(ROWS, 0, 0).values,
        512,
        |w, flow| w.train(flow),
        |w, flow| w.train(flow),
    );
    let images: Vec<f64> = normals(64).into_iter().map(|x| 0.25 * x).collect();
    workload(asked, "W7", flows::W7::new(1), &images, 64, |w, flow| w.train(flow), |w, flow| w.train(flow));
}

/// Gives the slopes the middle of the peers' range to start from: at 0, where they start here, their gradient is 0.
fn leaky(mut flow: flows::W6<f32>) -> flows::W6<f32> {
    let mut parameters: Vec<f32> = flow.program_state().parameters().to_vec();
    for named in flow.program_state().layout().named.iter().filter(|named| named.name.ends_with("alpha")) {
        parameters[named.range.clone()].fill(0.65);
    }
    flow.set_parameters(&parameters).expect("finite numbers");
    flow
}

/// Without rows there is no data, and no density of it either: draws alone.
fn workload<P: Flow<f32, D>, const D: usize>(
    asked: &Asked,
    name: &str,
    flow: P,
    rows: &[f64],
    batch: usize,
    train: impl Fn(&Workload<'_>, P),
    train_engine: impl Fn(&Workload<'_>, Engine<f32>),
) {
    if !asked.wants(name, &["W1", "W2", "W3", "W4", "W5", "W6", "W7"]) {
        return;
    }
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/bench/{}.yaml", name.to_lowercase()));
    let spec = std::fs::read_to_string(&spec).unwrap_or_else(|e| panic!("{}: {e}", spec.display()));
    let compiled = yaml::parse(&spec).and_then(|spec| flow_compiler::compile(&spec)).expect("a specification");
    assert_eq!(compiled.architecture_hash(), flow.program_description().architecture, "{name} in both spellings");
    if let Some(folder) = &asked.agree {
        return agree::compare(name, flow, &folder.join(format!("{name}.npz")), !rows.is_empty());
    }
    let engine = asked.engine.then(|| {
        let mut engine = Engine::new(&compiled, 1);
        set_parameters(&mut engine, flow.program_state().parameters()).expect("as many parameters");
        engine
    });
    let measured = Workload {
        name,
        peer: "flow",
        rows,
        batch,
        threads: asked.here.unwrap_or(1),
        seconds: asked.seconds.unwrap_or(1.5),
        metrics: ["train", "logp", "sample"].map(|metric| asked.wants(metric, &["train", "logp", "sample"])),
    };
    measured.run(flow, train);
    if let Some(engine) = engine {
        Workload { peer: "engine", ..measured }.run(engine, train_engine);
    }
}

fn normals(columns: usize) -> Vec<f64> {
    let mut rows = vec![0.0; ROWS * columns];
    Noise::new(1, Purpose::Data).fill_normal(0, 0, columns, &mut rows);
    rows
}
