//! A fit as a checkpoint, and back.
//!
//! Beside the flow it holds tensors `training.first`, `training.second` (the optimizer's) and
//! `training.best`, and texts: the numbers of [`Course`] and what tells this fit from others. Texts
//! hold every `f64` exactly, and those that are not finite, which tensors may not.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::divergence::Divergence;
use super::parts::ElboParts;
use super::report::EpochRecord;
use super::state::{Course, Sums};
use crate::engine::batch::Summary;
use crate::engine::construct::{to_checkpoint, values};
use crate::engine::program::Parametric;
use crate::engine::scores::{Apart, Scores};
use crate::error::{Error, Result, quoted};
use crate::model::checkpoint::{Checkpoint, ParameterInfo, Tensor};
use crate::numeric::Real;
use crate::optim::OptimizerState;

/// Something that can be written down and gone on with.
pub(crate) trait Snapshot {
    /// Everything that the rest depends on.
    fn checkpoint(&self) -> Checkpoint;
}

const FIRST: &str = "training.first";
const SECOND: &str = "training.second";
const BEST: &str = "training.best";

/// Key of what tells a fit from others, a line each: name, tab, value.
const IDENTITY: &str = "training.identity";
const STEP: &str = "training.step";
const EPOCH: &str = "training.epoch";
const SUMS: &str = "training.sums";
const SEEN: &str = "training.seen";
const SECONDS: &str = "training.seconds";
const RECORDS: &str = "training.records";
const BEST_EPOCH: &str = "training.best_epoch";
const VALIDATION: &str = "training.validation";
const DIVERGENCE: &str = "training.divergence";

/// The text that stands for a number that is not there.
const NOTHING: &str = "-";

/// A flow in the middle of its fit.
pub fn snapshot<T: Real, P: Parametric<T>>(
    flow: &P,
    state: &OptimizerState<T>,
    course: &Course<T>,
    identity: &[(&str, String)],
) -> Checkpoint {
    let mut checkpoint = to_checkpoint(flow);
    // Two tensors without numbers would share their place in a file, which then has no order to
    // take its digest in.
    let tensors = [(FIRST, &state.first), (SECOND, &state.second), (BEST, &course.best)];
    for (name, numbers) in tensors.into_iter().filter(|(_, numbers)| !numbers.is_empty()) {
        let info = ParameterInfo { name: name.into(), shape: vec![numbers.len()] };
        checkpoint.tensors.push(Tensor { info, values: values(numbers) });
    }
    let Sums { log_prob, weight, gradient_norm, learning_rate, steps, least_loss, parts: [reconstruction, kl] } =
        course.sums;
    let Divergence { start, best, least, left, since, excess, waited: [epochs, waited] } = course.divergence;
    let identity: Vec<String> = identity.iter().map(|(name, value)| format!("{name}\t{value}")).collect();
    let records: Vec<String> = course.records.iter().map(record_text).collect();
    let validation = course.validation.as_ref().map_or(NOTHING.into(), scores_text);
    let texts = [
        (IDENTITY, identity.join("\n")),
        (STEP, state.step.to_string()),
        (EPOCH, course.epoch.to_string()),
        (
            SUMS,
            format!("{log_prob} {weight} {gradient_norm} {learning_rate} {steps} {least_loss} {reconstruction} {kl}"),
        ),
        (SEEN, course.seen.to_string()),
        (SECONDS, course.seconds.to_string()),
        (RECORDS, records.join("\n")),
        (BEST_EPOCH, course.best_epoch.to_string()),
        (VALIDATION, validation),
        (DIVERGENCE, format!("{start} {best} {least} {left} {since} {excess} {epochs} {waited}")),
    ];
    checkpoint.extra.extend(texts.map(|(key, text)| (key.to_string(), text)));
    checkpoint
}

/// Refuses a checkpoint of a fit with other rows or options, naming those.
pub fn check_identity(checkpoint: &Checkpoint, expected: &[(&str, String)]) -> Result<()> {
    let text = Texts(&checkpoint.extra).get(IDENTITY)?;
    let found: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once('\t')).collect();
    let expected: Vec<(&str, &str)> = expected.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let only = |these: &[(&str, &str)], others: &[(&str, &str)]| {
        let different = these.iter().filter(|pair| !others.contains(pair));
        different.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
    };
    if found == expected {
        return Ok(());
    }
    let (other, own) = (only(&found, &expected), only(&expected, &found));
    Err(Error::input(format!("found the checkpoint of a fit with {other}, expected one with {own}"))
        .help("resume with the rows and options of that fit, or start a new one"))
}

/// Where the fit of so many parameters stood; the optimizer's state, which has the sizes of this
/// fit, is filled.
pub fn restore<T: Real>(
    checkpoint: &Checkpoint,
    state: &mut OptimizerState<T>,
    parameters: usize,
) -> Result<Course<T>> {
    let texts = Texts(&checkpoint.extra);
    fill(checkpoint, FIRST, &mut state.first)?;
    fill(checkpoint, SECOND, &mut state.second)?;
    state.step = texts.parse(STEP)?;
    let mut best = vec![T::ZERO; parameters];
    fill(checkpoint, BEST, &mut best)?;
    let course = Course {
        epoch: texts.parse(EPOCH)?,
        sums: sums(texts.get(SUMS)?).ok_or_else(|| wrong(SUMS))?,
        seen: texts.parse(SEEN)?,
        seconds: texts.parse(SECONDS)?,
        records: (1..)
            .zip(texts.get(RECORDS)?.lines())
            .map(record)
            .collect::<Option<_>>()
            .ok_or_else(|| wrong(RECORDS))?,
        best,
        best_epoch: texts.parse(BEST_EPOCH)?,
        validation: match texts.get(VALIDATION)? {
            NOTHING => None,
            text => Some(scores(text).ok_or_else(|| wrong(VALIDATION))?),
        },
        divergence: divergence(texts.get(DIVERGENCE)?).ok_or_else(|| wrong(DIVERGENCE))?,
    };
    let consistent = course.epoch == course.records.len() + 1 && course.best_epoch <= course.records.len();
    if consistent { Ok(course) } else { Err(wrong(EPOCH)) }
}

fn fill<T: Real>(checkpoint: &Checkpoint, name: &str, to: &mut [T]) -> Result<()> {
    let values = checkpoint.tensor(name).map_or_else(Vec::new, |tensor| tensor.values.to_f64());
    if values.len() != to.len() {
        return Err(wrong(name));
    }
    to.iter_mut().zip(values).for_each(|(to, value)| *to = T::from_f64(value));
    Ok(())
}

fn record_text(r: &EpochRecord) -> String {
    let validation = r.validation_log_prob.map_or(NOTHING.into(), |v| v.to_string());
    let EpochRecord { train_log_prob, gradient_norm, learning_rate, seconds, validation_apart, .. } = r;
    let parts = r.parts.map_or(String::new(), |ElboParts { reconstruction, kl }| format!(" {reconstruction} {kl}"));
    format!("{train_log_prob} {validation} {gradient_norm} {learning_rate} {seconds} {validation_apart}{parts}")
}

fn record((epoch, line): (usize, &str)) -> Option<EpochRecord> {
    let all: Vec<&str> = line.split(' ').collect();
    let (own, parts) = all.split_at_checked(6)?;
    let [train, validation, norm, rate, seconds, apart] = own.try_into().ok()?;
    let parts = match *parts {
        [] => None,
        [reconstruction, kl] => Some(ElboParts { reconstruction: reconstruction.parse().ok()?, kl: kl.parse().ok()? }),
        _ => return None,
    };
    Some(EpochRecord {
        epoch,
        train_log_prob: train.parse().ok()?,
        validation_log_prob: if validation == NOTHING { None } else { Some(validation.parse().ok()?) },
        gradient_norm: norm.parse().ok()?,
        learning_rate: rate.parse().ok()?,
        seconds: seconds.parse().ok()?,
        validation_apart: apart.parse().ok()?,
        parts,
    })
}

fn sums(text: &str) -> Option<Sums> {
    // Earlier checkpoints have no parts.
    let fields: Vec<&str> = text.split(' ').collect();
    let (own, parts) = fields.split_at_checked(6)?;
    let [log_prob, weight, norm, rate, steps, least_loss] = own.try_into().ok()?;
    let parts = match *parts {
        [] => [0.0; 2],
        [reconstruction, kl] => [reconstruction.parse().ok()?, kl.parse().ok()?],
        _ => return None,
    };
    Some(Sums {
        log_prob: log_prob.parse().ok()?,
        weight: weight.parse().ok()?,
        gradient_norm: norm.parse().ok()?,
        learning_rate: rate.parse().ok()?,
        steps: steps.parse().ok()?,
        least_loss: least_loss.parse().ok()?,
        parts,
    })
}

fn scores_text(s: &Scores) -> String {
    let apart = |apart: Option<Apart>| apart.map_or(format!("0 {NOTHING}"), |a| format!("{} {}", a.rows, a.first));
    let (zero, undefined) = (apart(s.zero_density), apart(s.undefined));
    format!("{} {} {} {zero} {undefined}", s.finite.mean, s.finite.two_se, s.finite.rows)
}

fn scores(text: &str) -> Option<Scores> {
    let [mean, two_se, rows, zero, first_zero, undefined, first_undefined] = fields(text)?;
    let apart = |rows: &str, first: &str| match rows.parse().ok()? {
        0 => Some(None),
        rows => Some(Some(Apart { rows, first: first.parse().ok()? })),
    };
    Some(Scores {
        finite: Summary { mean: mean.parse().ok()?, two_se: two_se.parse().ok()?, rows: rows.parse().ok()? },
        zero_density: apart(zero, first_zero)?,
        undefined: apart(undefined, first_undefined)?,
    })
}

fn divergence(text: &str) -> Option<Divergence> {
    let [start, best, least, left, since, excess, epochs, steps] = fields(text)?;
    Some(Divergence {
        start: start.parse().ok()?,
        best: best.parse().ok()?,
        least: least.parse().ok()?,
        left: left.parse().ok()?,
        since: since.parse().ok()?,
        excess: excess.parse().ok()?,
        waited: [epochs.parse().ok()?, steps.parse().ok()?],
    })
}

fn fields<const N: usize>(line: &str) -> Option<[&str; N]> {
    line.split(' ').collect::<Vec<_>>().try_into().ok()
}

/// The texts of a checkpoint by key.
struct Texts<'a>(&'a BTreeMap<String, String>);

impl<'a> Texts<'a> {
    fn get(&self, key: &str) -> Result<&'a str> {
        self.0.get(key).map(String::as_str).ok_or_else(|| wrong(key))
    }

    fn parse<V: FromStr>(&self, key: &str) -> Result<V> {
        self.get(key)?.parse().map_err(|_| wrong(key))
    }
}

fn wrong(key: &str) -> Error {
    Error::input(format!("found no readable {}, expected the checkpoint of a fit under way", quoted(key)))
        .help("name the checkpoint that training wrote, or start a new fit")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive_their_text_whatever_they_are() {
        let written = EpochRecord {
            epoch: 1,
            train_log_prob: 0.1 + 0.2,
            validation_log_prob: Some(f64::NEG_INFINITY),
            gradient_norm: 1e-310,
            learning_rate: f64::MAX,
            seconds: 0.0,
            validation_apart: 3,
            parts: None,
        };
        assert_eq!(record((1, &record_text(&written))), Some(written.clone()));
        let nan = EpochRecord { validation_log_prob: Some(f64::NAN), ..written.clone() };
        assert!(record((1, &record_text(&nan))).unwrap().validation_log_prob.unwrap().is_nan());
        let of_bound = EpochRecord { parts: Some(ElboParts { reconstruction: -0.1, kl: 0.3 }), ..written.clone() };
        assert_eq!(record((1, &record_text(&of_bound))), Some(of_bound));
        let none = EpochRecord { validation_log_prob: None, ..written };
        assert_eq!(record((1, &record_text(&none))), Some(none));
        assert_eq!((record((1, "1 2 3")), sums("1 2 3 4 x 6"), scores("")), (None, None, None));
        let judged = Scores::of(&[0.5, f64::NEG_INFINITY, 0.1 + 0.2]);
        assert_eq!(scores(&scores_text(&judged)), Some(judged));
    }
}
