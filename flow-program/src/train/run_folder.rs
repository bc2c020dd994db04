//! The run folder while a fit is under way: model, history, and a checkpoint that the fit is resumed from.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use flow_runtime::fit::{Control, ElboParts, EpochRecord, Progress};
use flow_runtime::{Error, Real, Result};

use super::curves::Curves;
use super::files::{BITS, HISTORY, LEFT_OUT, MODEL, PARTS, TRAINING, header};
use super::save_interval::SaveInterval;
use super::start::Before;
use crate::arguments::TrainArguments;
use crate::runtime::{Checkpoint, Parametric, atomic, to_checkpoint};

/// A run folder that is kept up to date.
pub struct RunFolder {
    folder: PathBuf,
    spec: Option<String>,
    curves: Curves,
    records: Vec<EpochRecord>,
    /// Earlier fits of the model, as the history tells of them.
    before: Option<Before>,
    /// True if the best parameters are worth keeping where the fit fails.
    good: bool,
    model: SaveInterval,
    training: SaveInterval,
    /// The first save that failed, by which the fit was stopped.
    pub failed: Option<Error>,
}

impl RunFolder {
    /// The folder that the arguments name; nothing of it is touched.
    ///
    /// # Errors
    /// Where the text of the specification cannot be read.
    pub fn of(arguments: &TrainArguments, curves: Curves, before: Option<Before>) -> Result<Self> {
        Ok(RunFolder {
            folder: arguments.output.clone(),
            spec: arguments.spec_text_file.as_deref().map(read_text).transpose()?,
            curves,
            records: Vec::new(),
            before,
            good: false,
            model: SaveInterval::new(),
            training: SaveInterval::new(),
            failed: None,
        })
    }

    /// The model file.
    pub fn model_file(&self) -> PathBuf {
        self.folder.join(MODEL)
    }

    /// The file that a fit is resumed from.
    pub fn training_file(&self) -> PathBuf {
        self.folder.join(TRAINING)
    }

    /// Makes the folder; what an earlier run left is removed unless it is needed, so that nobody takes it for this one's.
    ///
    /// # Errors
    /// Where that is not possible.
    pub fn prepare(&self, resumed: bool) -> Result<()> {
        fs::create_dir_all(&self.folder).map_err(|error| Error::io(&self.folder, "create", &error))?;
        match (resumed, &self.before) {
            (true, _) => Ok(()),
            (false, Some(_)) => remove(&self.training_file()),
            (false, None) => {
                [TRAINING, MODEL, HISTORY].into_iter().try_for_each(|name| remove(&self.folder.join(name)))
            }
        }
    }

    /// Saves the flow after an epoch that improved, and what the fit is resumed from, unless that was done a moment ago; the latter at
    /// every end too.
    pub fn observe<T: Real, P: Parametric<T>>(&mut self, progress: &Progress<'_, P>, stop: bool) -> Control {
        match self.save::<T, P>(progress, stop) {
            Ok(()) if !stop => Control::Continue,
            Ok(()) => Control::Stop,
            Err(error) => {
                self.failed = Some(error);
                Control::Stop
            }
        }
    }

    fn save<T: Real, P: Parametric<T>>(&mut self, progress: &Progress<'_, P>, stop: bool) -> Result<()> {
        let mut last = stop;
        if let Some(finished) = &progress.finished {
            self.records = finished.records.to_vec();
            self.good = finished.good_epoch > 0;
            last |= finished.last;
            if finished.improved && (self.model.never() || self.model.is_due()) {
                let began = Instant::now();
                self.save_model::<T, P>(finished.flow)?;
                self.model.note(began);
            }
        }
        if last || self.training.is_due() {
            let began = Instant::now();
            let mut checkpoint = self.with_spec(progress.checkpoint());
            self.before.iter().for_each(|before| before.note(&mut checkpoint));
            checkpoint.save(&self.training_file())?;
            self.training.note(began);
        }
        Ok(())
    }

    /// Saves the flow of a fit that has come to its end, and the records of all its epochs.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn finish<T: Real, P: Parametric<T>>(&mut self, flow: &P, records: &[EpochRecord]) -> Result<()> {
        self.records = records.to_vec();
        self.save_model(flow)
    }

    /// Saves what a fit leaves that failed: the flow with its best parameters where some epoch came out well. Where none did, there is
    /// no model, and one of an earlier run must not pass for that of this one.
    ///
    /// # Errors
    /// Where a file cannot be written or removed.
    pub fn give_up<T: Real, P: Parametric<T>>(&self, flow: &P, resumed: bool) -> Result<()> {
        if self.good {
            return self.save_model(flow);
        }
        if self.before.is_some() {
            // The model that the fit began with stays, with its history.
            return Ok(());
        }
        if !resumed || !self.records.is_empty() {
            remove(&self.model_file())?;
            remove(&self.folder.join(HISTORY))?;
        }
        if self.records.is_empty() { Ok(()) } else { self.save_history() }
    }

    fn save_model<T: Real, P: Parametric<T>>(&self, flow: &P) -> Result<()> {
        self.with_spec(to_checkpoint(flow)).save(&self.model_file())?;
        self.save_history()
    }

    fn save_history(&self) -> Result<()> {
        let history = history(self.curves, self.before.as_ref(), &self.records);
        atomic::write(&self.folder.join(HISTORY), |file| file.write_all(history.as_bytes()))
    }

    fn with_spec(&self, mut checkpoint: Checkpoint) -> Checkpoint {
        if let Some(spec) = &self.spec {
            checkpoint.specify(spec);
        }
        checkpoint
    }
}

/// Removes a file that may not be there.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io(path, "remove", &error)),
        _ => Ok(()),
    }
}

/// One line an epoch; an empty field where there is no validation. Scores of whole numbers stand in bits per dimension
/// too. Where validation rows without a finite log-density were left out of
/// a mean, a last column counts them.
fn history(curves: Curves, before: Option<&Before>, records: &[EpochRecord]) -> String {
    let counted = records.iter().any(|r| r.validation_apart > 0) || before.is_some_and(Before::is_counted);
    let count = if counted { LEFT_OUT } else { "" };
    let names = if curves.in_bits(0.0).is_some() { BITS } else { "" };
    // A model that is continued had such parts in the fits before, which its history has not kept.
    let has_parts = before.is_none() && records.iter().all(|r| r.parts.is_some()) && !records.is_empty();
    let part_names = if has_parts { PARTS } else { "" };
    let bits = |scores: [Option<f64>; 2]| -> String {
        let field = |score: Option<f64>| score.and_then(|s| curves.in_bits(s)).map_or(",".into(), |b| format!(",{b}"));
        if names.is_empty() { String::new() } else { scores.map(field).concat() }
    };
    let mut text = format!("{}{names}{part_names}{count}\n", header(curves));
    text += &before.map_or(String::new(), |before| before.lines(counted, bits));
    for r in records {
        let r = before.map_or_else(|| r.clone(), |before| before.after(r));
        let train = curves.shown(r.train_log_prob);
        let validation = r.validation_log_prob.map_or(String::new(), |v| curves.shown(v).to_string());
        let count = if counted { format!(",{}", r.validation_apart) } else { String::new() };
        let (epoch, norm, rate, seconds) = (r.epoch, r.gradient_norm, r.learning_rate, r.seconds);
        let bits = bits([Some(r.train_log_prob), r.validation_log_prob]);
        let part = |ElboParts { reconstruction, kl }: ElboParts| format!(",{reconstruction},{kl}");
        let parts = r.parts.filter(|_| has_parts).map_or(String::new(), part);
        text += &format!("{epoch},{train},{validation},{norm},{rate},{seconds:.3}{bits}{parts}{count}\n");
    }
    text
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Error::io(path, "read", &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_has_one_line_an_epoch() {
        let record = |epoch, validation_log_prob| EpochRecord {
            epoch,
            train_log_prob: -1.5,
            validation_log_prob,
            gradient_norm: 2.0,
            learning_rate: 0.001,
            seconds: 0.25,
            validation_apart: 0,
            parts: None,
        };
        let expected = "epoch,train_log_prob,validation_log_prob,gradient_norm,learning_rate,seconds\n\
                        1,-1.5,,2,0.001,0.250\n2,-1.5,-1.25,2,0.001,0.250\n";
        let records = [record(1, None), record(2, Some(-1.25))];
        assert_eq!(history(Curves::LogLikelihood, None, &records), expected);
        let expected = "epoch,train_free_energy,validation_free_energy,gradient_norm,learning_rate,seconds\n\
                        1,1.5,,2,0.001,0.250\n2,1.5,1.25,2,0.001,0.250\n";
        assert_eq!(history(Curves::FreeEnergy, None, &records), expected);
        // −1.5 nats of two numbers are 1.5 / (2 ln 2) bits each.
        let halved = [record(1, None), record(2, Some(-0.75))];
        let text = history(Curves::WholeNumbers(2), None, &halved);
        let bits = 1.5 / (2.0 * std::f64::consts::LN_2);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].ends_with(",seconds,train_bits_per_dimension,validation_bits_per_dimension"), "{text}");
        assert_eq!(lines[1], format!("1,-1.5,,2,0.001,0.250,{bits},"));
        assert_eq!(lines[2], format!("2,-1.5,-0.75,2,0.001,0.250,{bits},{}", bits / 2.0));
        let apart = [EpochRecord { validation_apart: 3, ..record(1, Some(-1.25)) }, record(2, Some(-1.0))];
        let text = history(Curves::LogLikelihood, None, &apart);
        let ends: Vec<&str> = text.lines().filter_map(|line| line.rsplit(',').next()).collect();
        assert_eq!(ends, ["validation_left_out", "3", "0"]);
    }
}
