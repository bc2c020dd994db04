//! A process that is killed while it saves leaves the model of its last finished save, or of the one under way, whole.
//!
//! ```text
//! test ──starts──▶ this program again, which saves 1, 2, 3, … to one file and says each number once it is saved
//!   └──SIGKILL during a later save──▶ read the file: its number is the last one said, or the next
//! ```
//! The kill waits until the process has saved twice, and then for a part of the time that the second save took. So it
//! falls into another moment of a save each time, however fast the machine is.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use flow_runtime::__private::model::checkpoint::{Checkpoint, ParameterInfo, Tensor, Values};
use flow_runtime::data::Dtype;

const KILLS: u64 = 200;
/// Enough for a save to take a few writes: a kill may fall into the middle of any of them.
const NUMBERS: usize = 60_000;
/// Names the file in the environment of the process that saves.
const FILE: &str = "FLOW_TEST_FILE_TO_SAVE";
/// The word that the saving process prints before its first save.
const BEGIN: &str = "begin";

/// A model whose every number is `number`, so that a mixture of two is seen even where the digest were wrong.
fn model(number: u64) -> Checkpoint {
    let info = ParameterInfo { name: "layers.0.weight".into(), shape: vec![NUMBERS] };
    Checkpoint {
        flow: "Killed".into(),
        architecture: "0".into(),
        spec: String::new(),
        dtype: Dtype::F64,
        tensors: vec![Tensor { info, values: Values::F64(vec![number as f64; NUMBERS]) }],
        extra: BTreeMap::from([("number".into(), number.to_string())]),
    }
}

/// The number of a model, which has to be the same everywhere in it.
fn number_of(path: &Path) -> u64 {
    let model = Checkpoint::load(path).expect("a model that loads");
    let number: u64 = model.extra["number"].parse().expect("a number");
    let Values::F64(values) = &model.tensors[0].values else { panic!("another type") };
    assert!(values.len() == NUMBERS && values.iter().all(|value| *value == number as f64));
    number
}

/// The killed process saves until its end; as a test of its own it has no file to save and ends at once.
#[test]
fn saves_until_it_is_killed() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let path = Path::new(&path);
    let first = number_of(path) + 1;
    println!("{BEGIN}");
    for number in first.. {
        model(number).save(path).expect("a save");
        let mut out = std::io::stdout().lock();
        writeln!(out, "saved {number}").and_then(|()| out.flush()).expect("a reader");
    }
}

/// Starts the process that saves and kills it when it has saved twice and `part` of the time of a save has passed.
/// Gives the last number that it said.
fn killed_after(part: f64, path: &Path) -> u64 {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "saves_until_it_is_killed", "--nocapture"])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.ends_with(BEGIN)), "it begins");
    let mut saved = lines.filter_map(|line| line.strip_prefix("saved ").and_then(|number| number.parse().ok()));
    saved.next().expect("a first save");
    let began = Instant::now();
    let second: u64 = saved.next().expect("a second save");
    std::thread::sleep(began.elapsed().mul_f64(part));
    child.kill().expect("a process to kill");
    child.wait().expect("an end");
    saved.last().unwrap_or(second)
}

#[test]
fn two_hundred_kills_leave_a_loadable_model() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.safetensors");
    model(0).save(&path).expect("a first save");
    let mut last = 0;
    for kill in 0..KILLS {
        // Odd multiples of the golden ratio spread the moments evenly over the time of two saves.
        let part = 2.0 * ((2 * kill + 1) as f64 * 0.618_033_988_749_895).fract();
        let said = killed_after(part, &path);
        let found = number_of(&path);
        assert!(said >= last + 2 && (found == said || found == said + 1), "kill {kill}: said {said}, found {found}");
        last = found;
    }
    // What a killed process leaves beside the model are its own temporary files, at most one each.
    let files = std::fs::read_dir(folder.path()).expect("a folder").count() as u64;
    assert!(files <= 1 + KILLS, "{files} files");
    // The next save is not disturbed by them.
    model(last + 1).save(&path).expect("a save");
    assert_eq!(number_of(&path), last + 1);
}
