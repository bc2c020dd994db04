//! `flow import --from PACKAGE FILE --spec SPEC -o RUN`: a run of the weights that another package trained.
//!
//! ```text
//! FILE ─▶ tensors ─▶ zuko, nflows, normflows: theirs, from data to base ┐
//!                                                                        ├─▶ pair ─▶ network, masks ─▶ numbers ─▶ RUN
//! SPEC ─▶ ours, from data to base ──────────────────────────────────────┘                                │
//! check.x, check.log_prob of FILE ───────────────────────────────────────────────────────▶ largest difference
//! ```
//! A peer is one file that implements [`theirs::Peer`], and a line of [`Package`].

mod masks;
mod network;
mod nflows;
mod normflows;
mod ours;
mod pair;
mod parts;
mod tensors;
mod theirs;
mod zuko;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use flow_program::{Arrays, Dtype};
use flow_run::{Declaration, MODEL, Trained, defaults};
use flow_runtime::{Error, Result};

use crate::exit::{Failure, Outcome, print, say};
use ours::Ours;
use pair::Pairing;
use tensors::{CHECK, MASK, Tensors, wrong_shape};
use theirs::Peer;

/// The largest difference of a log-density under which a model counts as the same.
const LIMIT: f64 = 1e-4;

/// Flags of `flow import`.
#[derive(Args, Debug)]
pub struct Import {
    /// The tensors of the model's `state_dict()`, and best `check.x` and `check.log_prob` beside them; docs/import.md
    /// shows how to write it
    file: PathBuf,
    /// The package that the model was built with
    #[arg(long, value_enum, value_name = "PACKAGE")]
    from: Package,
    /// The spec file, of the same architecture
    #[arg(long, value_name = "SPEC")]
    spec: PathBuf,
    /// The folder for the run: resolved spec and model
    #[arg(short, long, value_name = "RUN")]
    output: PathBuf,
    /// Change a value of the spec, such as `train.dtype=f64`; repeatable
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// Write the run even where log-densities differ by more than 1e-4
    #[arg(long)]
    no_check: bool,
}

/// A package whose models can be imported.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Package {
    /// `zuko.flows`: MAF, NSF, NICE, RealNVP
    Zuko,
    /// `nflows`: autoregressive layers and couplings, affine and by splines
    Nflows,
    /// `normflows`: autoregressive layers and couplings, affine and by splines
    Normflows,
}

impl Package {
    fn peer(self) -> &'static dyn Peer {
        match self {
            Package::Zuko => &zuko::Zuko,
            Package::Nflows => &nflows::Nflows,
            Package::Normflows => &normflows::Normflows,
        }
    }
}

impl Import {
    pub fn run(self) -> Outcome {
        if self.output.join(MODEL).is_file() {
            return Err(Error::input("found the model of an earlier run, expected a folder without one")
                .at(self.output.display())
                .help("choose another folder, or remove that one")
                .into());
        }
        let declaration = Declaration::read(&self.spec, &self.sets)?;
        if declaration.is_latent() {
            return Err(Error::input("found a latent variable model, expected a flow").at(self.spec.display()).into());
        }
        let compiled = declaration.compile()?;
        let mut file = Tensors::read(&self.file)?;
        let at_spec = |error: Error| error.at(self.spec.display());
        let mut ours = Ours::new(&compiled).map_err(at_spec)?;
        let peer = self.from.peer();
        let check = Check::read(&file, ours.size, ours.context).map_err(|error| error.at(self.file.display()))?;
        let paired = Pairing { peer, ours: &mut ours, file: &mut file }.run();
        paired.map_err(|errors| self.refused(errors))?;
        self.left_over(&file, &ours)?;

        let dtype = defaults(&compiled.flow().train)?.dtype;
        let exact = Trained::of_numbers(&declaration, Dtype::F64, &ours.numbers)?;
        let saved = match dtype {
            Dtype::F64 => exact.clone(),
            Dtype::F32 => Trained::of_numbers(&declaration, dtype, &ours.numbers)?,
        };
        let found = check.as_ref().map(|check| check.compare(&exact, &saved)).transpose()?;
        let mut text = format!("{} → {}\n{}", self.file.display(), self.spec.display(), file.report());
        text += &told(peer, &file, check.as_ref().zip(found));
        print(&text)?;
        if let Some(found) = found.filter(|found| !is_small(found.exact) && !self.no_check) {
            return Err(Error::input(format!(
                "log-densities differ by up to {}, expected at most {LIMIT:e}; no run was written",
                figure(found.exact)
            ))
            .help(format!(
                "the specification computes something else than their model: look at what the file does not say, {}; or write the run \
                 all the same by `--no-check`",
                peer.untold()
            ))
            .at(self.file.display())
            .into());
        }
        saved.save(&self.output)?;
        say(&format!("wrote {}", self.output.display()));
        Ok(())
    }

    /// Everything that does not fit, as one failure.
    fn refused(&self, errors: Vec<Error>) -> Failure {
        let lines: Vec<String> = errors.iter().map(|error| format!("{}: {error}", self.file.display())).collect();
        Failure::input(lines.join("\n"))
    }

    /// Succeeds where all tensors were used, and all parameters filled.
    fn left_over(&self, file: &Tensors, ours: &Ours) -> Outcome {
        let unused = file.unused();
        let unused = unused.iter().map(|(name, shape)| {
            Error::input(format!("`{name}` {shape:?} belongs to no layer that can be imported"))
                .help("leave its layer out of the model, or the tensor out of the file if it changes nothing")
        });
        let missing = ours.missing();
        let missing = missing.iter().map(|name| Error::input(format!("`{name}` of the specification got no numbers")));
        let errors: Vec<Error> = unused.chain(missing).collect();
        if errors.is_empty() { Ok(()) } else { Err(self.refused(errors)) }
    }
}

/// The last lines of the report: directions and masks, what the file does not say, and the comparison.
fn told(peer: &dyn Peer, file: &Tensors, checked: Option<(&Check, Difference)>) -> String {
    let name = peer.name();
    let mut text = format!(
        "directions: their layers were read from data to base; under `invert` stand those whose formula in {name} gives z from x\n"
    );
    if file.is_noted(MASK) {
        text += "masks: a hidden unit has the degree of the last element, in the order of its layer, that the masks of the file let it \
                 read; units stand in ascending degree, and what is masked is dropped\n";
    }
    text += &format!("not in the file, and as the specification has it: {}\n", peer.untold());
    let Some((check, found)) = checked else {
        return text
            + &format!(
                "nothing was compared: the file holds no `{CHECK}x` and `{CHECK}log_prob`\n\
                 help: add 1,000 rows and what {name} makes of them to the file, as docs/import.md shows\n"
            );
    };
    text += &format!("largest difference of log_prob on {} rows: {}\n", check.log_prob.len(), figure(found.exact));
    if let Some(saved) = found.saved {
        text += &format!("the same of the model as it is saved, in f32: {}\n", figure(saved));
        if !is_small(saved) && is_small(found.exact) {
            text += "help: the rounding of f32 is seen in it; `--set train.dtype=f64` saves it in f64\n";
        }
    }
    text
}

/// Rows, and what the peer makes of them.
struct Check {
    rows: Arrays,
    log_prob: Vec<f64>,
}

/// How far our log-densities lie from theirs at most.
#[derive(Clone, Copy)]
struct Difference {
    /// In f64.
    exact: f64,
    /// Of the model as it is saved, where that is in f32.
    saved: Option<f64>,
}

impl Check {
    /// The rows that the file holds, if any.
    fn read(file: &Tensors, size: usize, context: usize) -> Result<Option<Check>> {
        let [x, log_prob, contexts] = ["x", "log_prob", "context"].map(|name| format!("{CHECK}{name}"));
        if !file.has(&x) && !file.has(&log_prob) {
            return Ok(None);
        }
        let (events, [rows, width]) = file.matrix(&x)?;
        if width != size || rows == 0 {
            return Err(wrong_shape(&x, &[rows, width], &[rows.max(1), size]));
        }
        let log_prob = file.vector(&log_prob, rows)?;
        let contexts = match context {
            0 => Vec::new(),
            _ => {
                let (numbers, shape) = file.matrix(&contexts)?;
                if shape != [rows, context] {
                    return Err(wrong_shape(&contexts, &shape, &[rows, context]));
                }
                numbers
            }
        };
        Ok(Some(Check { rows: Arrays { events, contexts }, log_prob }))
    }

    fn compare(&self, exact: &Trained, saved: &Trained) -> Result<Difference> {
        let worst = |model: &Trained| -> Result<f64> {
            let ours = model.log_prob(self.rows.clone())?;
            let difference = |(a, b): (&f64, &f64)| if a == b { 0.0 } else { (a - b).abs() };
            // NaN of either side is a difference beyond all.
            let worse = |worst: f64, next: f64| if worst.is_nan() || next <= worst { worst } else { next };
            Ok(ours.iter().zip(&self.log_prob).map(difference).fold(0.0, worse))
        };
        let as_saved = if saved.dtype() == Dtype::F32 { Some(worst(saved)?) } else { None };
        Ok(Difference { exact: worst(exact)?, saved: as_saved })
    }
}

/// True where a model with this difference counts as the same; NaN does not.
fn is_small(difference: f64) -> bool {
    difference <= LIMIT
}

fn figure(difference: f64) -> String {
    format!("{difference:.1e}")
}
