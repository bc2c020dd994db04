//! Recordings that are scored whole, whatever their length, by windows of the length of an event.
//!
//! ```text
//! |────────────── window ──────────────|
//!                   |───── known ──────|── its own ───────|      each later window begins half of one further,
//!                                      |───── known ──────|── its own ──|     and the last one is shorter
//! ```
//! So `log p(x) = log p(first window) + Σ (log p(window) − log p(its known half))`, of one model at several lengths:
//! a sample is predicted from all before it in its window, at least half of one. Where the network sees no further,
//! that is its density of the whole recording.

use std::ops::Range;

use flow_engine::{Engine, Number};
use flow_program::{FileRows, Input, RowScores, help_of_sound, with_threads};
use flow_runtime::__private::engine::construct::at_length;
use flow_runtime::__private::engine::rows;
use flow_runtime::data::{Dtype, Recordings, Sound};
use flow_runtime::error::fixed;
use flow_runtime::fit::{Checkpoint, Scores};

use crate::exit::{Failure, say};
use crate::model::Run;
use flow_run::MODEL;

/// The scores of recordings.
pub struct Scored {
    /// `log p` of each, in nats.
    pub log_prob: Vec<f64>,
    samples: Vec<usize>,
}

/// Scores the recordings of a file or a pattern, of which `rows` chooses some, with the contexts of a table, or that of the
/// spec; `None` where the model was not fitted to recordings of levels, these are none, or its parameters depend on the length
/// of an event.
///
/// # Errors
/// The recordings cannot be read, or are of another rate than those of the model.
pub fn score(
    run: &Run,
    file: &str,
    rows: Option<Range<usize>>,
    context: Option<&str>,
    threads: Option<usize>,
) -> Result<Option<Scored>, Failure> {
    let wanted = FileRows { rows, ..FileRows::new(file) };
    let columns = run.columns()?;
    let (Some(sound @ Sound { levels: Some(levels), .. }), true) = (columns.sound, wanted.is_sound()) else {
        return Ok(None);
    };
    let checkpoint = Checkpoint::load(&run.folder.join(MODEL))?;
    let model = Lengths { run, checkpoint, threads };
    let (length, of_context) = run.declaration.sizes();
    // Layers may change the order in which elements are drawn, on which windows rely.
    let has_layers = run.declaration.find(&["layers"]).is_some();
    if has_layers || length < 2 || model.score(length / 2, &[], &[]).is_err() {
        return Ok(None);
    }
    let wanted = match Input::File(wanted).like(run.defaults()?.data.as_ref(), &columns).with_contexts(context) {
        Input::File(rows) => Input::File(FileRows { encoding: Some(sound.encoding), ..rows }),
        generator => generator,
    };
    let (found, recordings) = wanted.load_recordings(levels, of_context)?;
    if found != sound {
        let message = format!("{file}: found recordings of {found}, expected {sound} as those that were fitted");
        return Err(Failure::input(format!("{message}\nhelp: {}", help_of_sound(found, sound))));
    }
    let samples: usize = recordings.iter().map(<[u8]>::len).sum();
    let (count, seconds) = (recordings.len(), samples as f64 / f64::from(sound.rate));
    let s = if count == 1 { "" } else { "s" };
    say(&format!("read {file}: {count} recording{s}, {sound}, {seconds:.1} seconds, each scored whole"));
    let log_prob = windowed(&recordings, length, |length, events, contexts| model.score(length, events, contexts))?;
    Ok(Some(Scored { log_prob, samples: recordings.iter().map(<[u8]>::len).collect() }))
}

/// The parts of a recording of so many samples: its windows, each with how many of its first samples are known.
fn windows(samples: usize, length: usize) -> Vec<(Range<usize>, usize)> {
    let known = length / 2;
    let mut parts = vec![(0..samples.min(length), 0)];
    let mut end = length;
    while end < samples {
        let next = samples.min(end + length - known);
        parts.push((end - known..next, known));
        end = next;
    }
    parts
}

/// `log p` of each recording, by `score`, which gives that of events of one length and their contexts.
///
/// # Errors
/// Those of `score`.
fn windowed(
    recordings: &Recordings,
    length: usize,
    score: impl Fn(usize, &[f64], &[f64]) -> Result<Vec<f64>, Failure>,
) -> Result<Vec<f64>, Failure> {
    let all: Vec<&[u8]> = recordings.iter().collect();
    let mut sums = vec![0.0; all.len()];
    // The flow is compiled once for each length.
    let mut events: Vec<(usize, Range<usize>, f64)> = Vec::new();
    for (k, samples) in all.iter().enumerate() {
        for (window, known) in windows(samples.len(), length) {
            if known > 0 {
                events.push((k, window.start..window.start + known, -1.0));
            }
            events.push((k, window, 1.0));
        }
    }
    events.sort_by_key(|(k, event, _)| (event.len(), *k, event.start));
    for alike in events.chunk_by(|a, b| a.1.len() == b.1.len()) {
        let numbers: Vec<f64> =
            alike.iter().flat_map(|(k, event, _)| &all[*k][event.clone()]).map(|level| f64::from(*level)).collect();
        let contexts: Vec<f64> = alike.iter().flat_map(|(k, ..)| recordings.context(*k)).copied().collect();
        let scores = score(alike[0].1.len(), &numbers, &contexts)?;
        alike.iter().zip(scores).for_each(|((k, _, sign), score)| sums[*k] += sign * score);
    }
    Ok(sums)
}

/// One model for events of several lengths.
struct Lengths<'a> {
    run: &'a Run,
    checkpoint: Checkpoint,
    threads: Option<usize>,
}

impl Lengths<'_> {
    /// `log p` of events of one length.
    fn score(&self, length: usize, events: &[f64], contexts: &[f64]) -> Result<Vec<f64>, Failure> {
        match self.checkpoint.dtype {
            Dtype::F32 => self.score_in::<f32>(length, events, contexts),
            Dtype::F64 => self.score_in::<f64>(length, events, contexts),
        }
    }

    fn score_in<T: Number>(&self, length: usize, events: &[f64], contexts: &[f64]) -> Result<Vec<f64>, Failure> {
        let declaration = self.run.declaration.with_length(length);
        let declaration = declaration.ok_or_else(|| Failure::bug("recordings are sequences"))?;
        let (before, _) = self.run.declaration.sizes();
        let engine = at_length(&Engine::<T>::new(&declaration.compile()?, 0), &self.checkpoint, before)?;
        let scores = with_threads(self.threads, || rows::log_prob_of_data(&engine, events, contexts))?;
        Ok(scores.into_iter().map(T::to_f64).collect())
    }
}

impl Scored {
    /// The mean over recordings, and the bits of a sample: all bits by all samples, with twice the error of that ratio.
    pub fn as_text(&self) -> String {
        let (bits, two_se) = self.bits();
        let error = two_se.map_or(String::new(), |two_se| format!(" ± {}", fixed(two_se, 4)));
        format!("mean log-likelihood: {}\nbits per sample: {}{error}\n", self.scores(), fixed(bits, 4))
    }

    /// The same for programs.
    pub fn as_json(&self) -> String {
        let (bits, two_se) = self.bits();
        let number = |n: Option<f64>| n.filter(|n| n.is_finite()).map_or("null".to_string(), |n| format!("{n:?}"));
        let (bits, two_se) = (number(Some(bits)), number(two_se));
        let bits = format!("\"bits_per_dimension\": {bits}, \"bits_per_dimension_two_se\": {two_se}");
        format!("{{{bits}, {}\n", self.scores().as_json().trim_start_matches('{'))
    }

    fn scores(&self) -> RowScores {
        RowScores::of(Scores::of(&self.log_prob), |row| row + 1)
    }

    /// The same rows count as in a mean: those without a finite log-density are told apart.
    fn bits(&self) -> (f64, Option<f64>) {
        let finite = self.log_prob.iter().zip(&self.samples).filter(|(log, _)| log.is_finite());
        let rows: Vec<(f64, f64)> =
            finite.map(|(log, samples)| (-log / std::f64::consts::LN_2, *samples as f64)).collect();
        let n = rows.len() as f64;
        let samples: f64 = rows.iter().map(|(_, samples)| samples).sum();
        let mean = rows.iter().map(|(bits, _)| bits).sum::<f64>() / samples;
        let left = rows.iter().map(|(bits, samples)| (bits - mean * samples).powi(2));
        let two_se = 2.0 * (left.sum::<f64>() / (n - 1.0) / n).sqrt() * n / samples;
        (mean, (n > 1.0).then_some(two_se))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sample is its window's own exactly once, behind at least half a window of known ones.
    #[test]
    fn windows_cover_a_recording() {
        for (samples, length) in [(5, 8), (8, 8), (9, 8), (12, 8), (13, 8), (100, 7), (1000, 64), (3, 2)] {
            let mut next = 0;
            for (window, known) in windows(samples, length) {
                assert_eq!(window.start + known, next, "{samples} {length}");
                assert!(window.len() <= length && (known == length / 2 || window.start == 0) && window.end > next);
                next = window.end;
            }
            assert_eq!(next, samples);
        }
    }

    /// A chain of which each element depends on the one before has one density, however it is cut.
    #[test]
    fn windows_add_up_to_the_density_of_the_whole() {
        let of = |event: &[f64]| -> f64 {
            let first = -0.1 * event[0] - 1.0;
            event.windows(2).fold(first, |sum, pair| sum - (pair[1] - 0.7 * pair[0]).abs() - 0.3)
        };
        let samples: Vec<Vec<u8>> =
            [5_u32, 8, 9, 61, 100].map(|n| (0..n).map(|k| (k * k % 251) as u8).collect()).into();
        let lengths: Vec<usize> = samples.iter().map(Vec::len).collect();
        let recordings = Recordings::new(samples.concat(), &lengths);
        let found = windowed(&recordings, 8, |length, events, _| Ok(events.chunks(length).map(of).collect()));
        let Ok(found) = found else { panic!("a density of any length") };
        for (found, samples) in found.iter().zip(&samples) {
            let expected = of(&samples.iter().map(|x| f64::from(*x)).collect::<Vec<_>>());
            assert!((found - expected).abs() < 1e-9 * expected.abs(), "{found} instead of {expected}");
        }
    }
}
