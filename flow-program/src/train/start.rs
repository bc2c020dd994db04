//! Where a fit starts: anew, from the checkpoint of one that was interrupted, or from the model of one that ended.

use std::fs;
use std::path::Path;

use flow_runtime::fit::{EpochRecord, FitOptions};
use flow_runtime::{Error, Result};

use super::curves::Curves;
use super::files::{BITS, HISTORY, MODEL, PARTS, TRAINING, header, refuse_model};
use crate::arguments::TrainArguments;
use crate::runtime::Checkpoint;

/// Key of the earlier history in the checkpoint of a fit that was continued.
const BEFORE: &str = "run.before";

/// Fields of a line of a history, without bits per dimension and the count of rows that were left out.
const FIELDS: usize = 6;

/// Where a fit starts.
pub struct Start {
    /// The checkpoint of the interrupted fit, where one is gone on with.
    pub interrupted: Option<Checkpoint>,
    /// Earlier fits of the model as the run's history tells of them, where one is continued.
    pub before: Option<Before>,
}

/// The part of a history that earlier fits of a model have written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// Each line without the count of rows that were left out, and that count.
    lines: Vec<(String, usize)>,
    /// How many epochs it tells of.
    pub epochs: usize,
    seconds: f64,
}

impl Start {
    /// The start that the arguments ask for; nothing of the run folder is touched.
    ///
    /// # Errors
    /// Where the folder lacks what the fit would go on from, or holds a model that nobody has given up.
    pub fn of(arguments: &TrainArguments, curves: Curves) -> Result<Self> {
        let folder = &arguments.output;
        if arguments.resume {
            let interrupted = interrupted(folder)?;
            let before = interrupted.extra.get(BEFORE).map(|lines| Before::of(lines)).transpose()?;
            return Ok(Start { interrupted: Some(interrupted), before });
        }
        if !arguments.continued {
            let interrupted = None;
            return if arguments.replace { Ok(()) } else { refuse_model(folder) }
                .map(|()| Start { interrupted, before: None });
        }
        let (model, history) = (folder.join(MODEL), folder.join(HISTORY));
        if !model.is_file() {
            let message = format!("{MODEL} is missing, expected the folder of a trained model");
            return Err(Error::input(message)
                .at(folder.display())
                .help("leave out `--continue` to train a new one; an interrupted run is gone on with by `--resume`"));
        }
        let before = match fs::read_to_string(&history) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Before::default(),
            Err(error) => return Err(Error::io(&history, "read", &error)),
            Ok(text) => match text.strip_prefix(&header(curves)).and_then(|rest| rest.split_once('\n')) {
                Some((columns, lines)) => {
                    Before::of_history(columns, lines).map_err(|error| error.at(history.display()))?
                }
                None => {
                    let message = "found the history of another objective, expected one that this fit can add to";
                    return Err(Error::input(message).at(history.display()));
                }
            },
        };
        Ok(Start { interrupted: None, before: Some(before) })
    }

    /// Changes the options of a fit that is continued: its validation rows are those of the fits before, and its draws
    /// are others.
    pub fn adapt(&self, options: &mut FitOptions) {
        if let Some(before) = &self.before {
            options.continued = true;
            options.data_seed = Some(options.seed_of_data());
            options.seed = options.seed.wrapping_add(before.epochs as u64);
        }
    }

    /// How many epochs fits before have had.
    pub fn epochs_before(&self) -> usize {
        self.before.as_ref().map_or(0, |before| before.epochs)
    }
}

impl Before {
    /// Reads the lines of a history below a header with these columns behind those that all have. Bits per
    /// dimension follow from the others.
    ///
    /// # Errors
    /// Where a line is none of a history.
    fn of_history(columns: &str, text: &str) -> Result<Self> {
        let kinds = [BITS, PARTS];
        let passed =
            kinds.into_iter().find(|names| columns.starts_with(names)).map_or(0, |names| names.matches(',').count());
        Self::read(text, passed)
    }

    /// Reads the lines that [`note`](Self::note) wrote.
    ///
    /// # Errors
    /// Where a line is none of these.
    fn of(text: &str) -> Result<Self> {
        Self::read(text, 0)
    }

    /// Reads lines in which as many fields stand before the count of rows that were left out.
    fn read(text: &str, passed: usize) -> Result<Self> {
        let line = |line: &str| {
            let fields: Vec<&str> = line.split(',').collect();
            let (own, rest) = fields.split_at_checked(FIELDS)?;
            let count = rest.get(passed..)?;
            Some((own.join(","), count.first().map_or(Some(0), |count| count.parse().ok())?))
        };
        let wrong = || Error::input("found a line that tells of no epoch, expected the history of a fit");
        let lines: Vec<(String, usize)> = text.lines().map(line).collect::<Option<_>>().ok_or_else(wrong)?;
        let last = lines.last().map_or("0,0", |(line, _)| line);
        let number = |field: Option<&str>| field.and_then(|field| field.parse::<f64>().ok());
        let (epochs, seconds) = (number(last.split(',').next()), number(last.rsplit(',').next()));
        let (Some(epochs), Some(seconds)) = (epochs, seconds) else { return Err(wrong()) };
        Ok(Before { lines, epochs: epochs as usize, seconds })
    }

    /// True where some epoch left validation rows out.
    pub fn is_counted(&self) -> bool {
        self.lines.iter().any(|(_, count)| *count > 0)
    }

    /// The lines before those of this fit, with a column that counts rows that were left out or without it,
    /// and before it whatever `beside` gives for the scores of a line.
    pub fn lines(&self, counted: bool, beside: impl Fn([Option<f64>; 2]) -> String) -> String {
        let line = |(line, count): &(String, usize)| {
            let mut scores = line.split(',').skip(1).map(|field| field.parse().ok());
            let beside = beside([(); 2].map(|()| scores.next().flatten()));
            if counted { format!("{line}{beside},{count}\n") } else { format!("{line}{beside}\n") }
        };
        self.lines.iter().map(line).collect()
    }

    /// An epoch as the history of the whole counts it.
    pub fn after(&self, record: &EpochRecord) -> EpochRecord {
        let (epoch, seconds) = (self.epochs + record.epoch, self.seconds + record.seconds);
        EpochRecord { epoch, seconds, ..record.clone() }
    }

    /// Writes into the checkpoint of a fit what resuming it needs to know of the fits before.
    pub fn note(&self, checkpoint: &mut Checkpoint) {
        checkpoint.extra.insert(BEFORE.into(), self.lines(true, |_| String::new()));
    }
}

/// The checkpoint of a fit that did not end.
fn interrupted(folder: &Path) -> Result<Checkpoint> {
    let path = folder.join(TRAINING);
    Checkpoint::load(&path).map_err(|error| match error.exit_code() {
        2 if !path.exists() => error.help("there is no run to go on with: leave out `--resume`"),
        _ => error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_are_counted_on() {
        let before = Before::of("1,-1.5,,2,0.001,0.250\n2,-1.5,,2,0.001,1.500\n").unwrap();
        let record = EpochRecord {
            epoch: 1,
            train_log_prob: -1.25,
            validation_log_prob: None,
            gradient_norm: 2.0,
            learning_rate: 0.001,
            seconds: 0.25,
            validation_apart: 0,
            parts: None,
        };
        let after = before.after(&record);
        assert_eq!((before.epochs, after.epoch, after.seconds, after.train_log_prob), (2, 3, 1.75, -1.25));
        assert_eq!(Before::of("").unwrap(), Before::default());
        assert!(Before::of("not a line\n").is_err());
        let counted = Before::of("1,-1.5,-2,2,0.001,0.250,3\n").unwrap();
        let alone = |_: [Option<f64>; 2]| String::new();
        assert!(counted.is_counted() && counted.lines(true, alone) == "1,-1.5,-2,2,0.001,0.250,3\n");
        let in_bits = "1,-1.5,-2,2,0.001,0.250,1.1,1.4,3\n";
        assert_eq!(Before::of_history(&format!("{BITS},validation_left_out"), in_bits).unwrap(), counted);
    }
}
