//! A spec for recordings: a WaveNet over crops that fit into all of them.

use flow_runtime::data::{Crops, FileRows, read};

use super::Suggestion;
use crate::exit::Failure;

const TEMPLATE: &str = include_str!("../../templates/sound.yaml");

/// The length of a crop where all recordings are as long, and the largest dilation.
const LENGTH: usize = 2560;
const DILATION: usize = 256;

/// The shortest recording that has a crop worth learning from.
const LEAST: usize = 16;

/// The spec of the recordings that `file` names, which the spec calls `seen`.
///
/// # Errors
/// They cannot be read, or are too short.
pub fn spec(flow: &str, file: &str, seen: &str) -> Result<Suggestion, Failure> {
    let crops = Some(Crops { length: 1, levels: Some(256) });
    let table = read(&FileRows { crops, in_bytes: true, ..FileRows::new(file) })?;
    let lengths: Vec<usize> = table.recordings.iter().flat_map(|all| all.iter().map(<[u8]>::len)).collect();
    let shortest = lengths.iter().copied().min().unwrap_or(0);
    if shortest < LEAST {
        let message = format!("{file}: found a recording of {shortest} samples, expected at least {LEAST} in each");
        return Err(Failure::input(format!("{message}\nhelp: leave it out")));
    }
    let length = shortest.min(LENGTH);
    let dilations: Vec<String> = (0..)
        .map(|k| 1usize << k)
        .take_while(|dilation| *dilation <= DILATION && 4 * dilation <= length)
        .map(|dilation| dilation.to_string())
        .collect();
    let validation = match lengths.len() {
        1 => "  # A validation names other recordings: `validation: {file: \"more/*.wav\"}`.\n",
        _ => "  validation: 0.1               # a fraction of the recordings, or {file: \"more/*.wav\"}\n",
    };
    let text = TEMPLATE
        .replacen("NAME", flow, 1)
        .replacen("LENGTH", &length.to_string(), 1)
        .replacen("DILATIONS", &dilations.join(", "), 1)
        .replacen("VALIDATION", validation, 1)
        .replacen("FILE", &seen.replace('\\', "\\\\").replace('"', "\\\""), 1);
    Ok(Suggestion { text, note: None })
}
