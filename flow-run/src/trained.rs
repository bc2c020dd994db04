//! A trained model, opened by the declaration that lies beside it or in its file.

use std::fs;
use std::io::Write;
use std::path::Path;

use flow_engine::{Engine, Model, Number};
use flow_program::{Arrays, Dtype, refuse_model};
use flow_runtime::__private::engine::construct::{from_checkpoint, set_parameters, to_checkpoint};
use flow_runtime::__private::model::checkpoint::Checkpoint;
use flow_runtime::__private::{Description, Parametric, atomic};
use flow_runtime::data::Columns;
use flow_runtime::{Error, Result};

use crate::declaration::Declaration;

/// The resolved spec of a run: the spec with its flags and with absolute paths.
pub const SPEC: &str = "spec.yaml";
/// The model of a run.
pub const MODEL: &str = "model.safetensors";
/// The training curves of a run, one line an epoch.
pub const HISTORY: &str = "history.csv";

/// The ending of a model file's name.
const ENDING: &str = "safetensors";

/// Succeeds where a folder holds a run.
///
/// # Errors
/// Names the file that is missing.
pub fn check_folder(folder: &Path) -> Result<()> {
    match [SPEC, MODEL].into_iter().find(|name| !folder.join(name).is_file()) {
        None => Ok(()),
        Some(name) => {
            let message = format!("{name} is missing, expected the folder of a trained model");
            let help = format!("train one with `flow train SPEC -o {}`", folder.display());
            Err(Error::input(message).at(folder.display()).help(help))
        }
    }
}

/// A trained model in the numbers that it was trained in.
#[derive(Clone, Debug)]
pub struct Trained {
    flow: Numbers,
    /// The declaration in YAML.
    spec: String,
    /// The training curves as their file holds them, where they are known.
    history: Option<String>,
}

#[derive(Clone, Debug)]
enum Numbers {
    F32(Model<f32>),
    F64(Model<f64>),
}

/// Evaluates an expression with the model of either type of numbers.
macro_rules! with_model {
    ($trained:expr, $model:ident => $result:expr) => {
        match &$trained.flow {
            Numbers::F32($model) => $result,
            Numbers::F64($model) => $result,
        }
    };
}

impl Trained {
    /// Opens the folder of a run, or a model file that holds its declaration.
    ///
    /// # Errors
    /// It is neither; or a file of it cannot be read or is damaged.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.is_file() {
            check_folder(path)?;
            let history = fs::read_to_string(path.join(HISTORY)).ok();
            let declaration = Declaration::read(&path.join(SPEC), &[])?;
            return Ok(Trained { history, ..Self::read(&path.join(MODEL), &declaration)? });
        }
        let checkpoint = Checkpoint::load(path)?;
        let Some(spec) = checkpoint.declaration() else {
            let message = "found a model without its declaration, as Rust programs save it";
            return Err(Error::input(message).at(path.display()).help("name the spec file beside it"));
        };
        let declaration = Declaration::of_text(&path.display().to_string(), spec, &[])?;
        Self::of_checkpoint(&checkpoint, &declaration).map_err(|error| error.at(path.display()))
    }

    /// Reads a model file of a declaration.
    ///
    /// # Errors
    /// The file cannot be read, is damaged, or holds another architecture; the declaration is wrong.
    pub fn read(path: &Path, declaration: &Declaration) -> Result<Self> {
        let checkpoint = Checkpoint::load(path)?;
        Self::of_checkpoint(&checkpoint, declaration).map_err(|error| error.at(path.display()))
    }

    /// A declaration with numbers that were trained elsewhere, in the order of its parameters.
    ///
    /// # Errors
    /// They are not as many, or not finite; the declaration is wrong.
    pub fn of_numbers(declaration: &Declaration, dtype: Dtype, numbers: &[f64]) -> Result<Self> {
        let compiled = declaration.compile()?;
        declaration.refuse_latent()?;
        let mut single = Engine::<f32>::new(&compiled, 0);
        let flow = match dtype {
            Dtype::F32 => {
                set_parameters(&mut single, &numbers.iter().map(|number| *number as f32).collect::<Vec<_>>())?;
                Numbers::F32(Model::of(single))
            }
            Dtype::F64 => {
                let mut double = single.in_numbers::<f64>(0);
                set_parameters(&mut double, numbers)?;
                Numbers::F64(Model::of(double))
            }
        };
        Ok(Trained { flow, spec: declaration.spec.to_yaml(), history: None })
    }

    fn of_checkpoint(checkpoint: &Checkpoint, declaration: &Declaration) -> Result<Self> {
        let compiled = declaration.compile()?;
        declaration.refuse_latent()?;
        let engine = Engine::<f32>::new(&compiled, 0);
        let flow = match checkpoint.dtype {
            Dtype::F32 => Numbers::F32(Model::of(from_checkpoint(&engine, checkpoint)?)),
            Dtype::F64 => Numbers::F64(Model::of(from_checkpoint(&engine.in_numbers::<f64>(0), checkpoint)?)),
        };
        Ok(Trained { flow, spec: declaration.spec.to_yaml(), history: None })
    }

    /// Writes a model file, which holds the declaration too, where the name ends in `.safetensors`; else
    /// the folder of a run, as the command line works on.
    ///
    /// # Errors
    /// The folder holds another model; a file cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        let mut checkpoint = with_model!(self, model => to_checkpoint(model.engine()));
        checkpoint.specify(&self.spec);
        if path.extension().is_some_and(|ending| ending == ENDING) {
            return checkpoint.save(path);
        }
        refuse_model(path)?;
        fs::create_dir_all(path).map_err(|error| Error::io(path, "create", &error))?;
        checkpoint.save(&path.join(MODEL))?;
        let texts = [(SPEC, Some(&self.spec)), (HISTORY, self.history.as_ref())];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            atomic::write(&path.join(name), |file| file.write_all(text.as_bytes()))?;
        }
        Ok(())
    }

    /// `log p` of each row of `[rows, event]`, in nats, as `flow score` gives it; one of the contexts
    /// belongs to each, or the only one to all.
    ///
    /// # Errors
    /// For arrays that do not fit, and values that are missing, infinite, or none of their columns'.
    pub fn log_prob(&self, arrays: Arrays) -> Result<Vec<f64>> {
        with_model!(self, model => widened(flow_program::log_prob(model.engine(), arrays)?))
    }

    /// Draws `n` rows, as `flow sample` does: equal seeds give equal rows. One of the contexts belongs to
    /// each, or the only one to all.
    ///
    /// # Errors
    /// For contexts that do not fit.
    pub fn sample(&self, n: usize, contexts: Vec<f64>, seed: u64) -> Result<Vec<f64>> {
        with_model!(self, model => {
            let contexts = flow_program::contexts(model.engine(), contexts, n)?;
            model.sample(n, &contexts, seed)
        })
    }

    /// The flow as data.
    pub fn description(&self) -> &'static Description {
        with_model!(self, model => model.engine().program_description())
    }

    /// The columns that it was fitted to, as far as they are known.
    pub fn columns(&self) -> &Columns {
        with_model!(self, model => &model.engine().program_state().statistics.columns)
    }

    /// How many columns an array of contexts has: a column of labels or angles is several numbers of a
    /// context.
    pub fn context_columns(&self) -> usize {
        with_model!(self, model => flow_program::context_columns(model.engine()))
    }

    /// The type of its numbers.
    pub fn dtype(&self) -> Dtype {
        match self.flow {
            Numbers::F32(_) => Dtype::F32,
            Numbers::F64(_) => Dtype::F64,
        }
    }

    /// The declaration in YAML.
    pub fn spec(&self) -> &str {
        &self.spec
    }

    /// The training curves, one line an epoch below a line of names; `None` where they are not known.
    pub fn history(&self) -> Option<&str> {
        self.history.as_deref()
    }

    /// The same model, whose declaration is told in other words.
    #[must_use]
    pub(crate) fn specified(self, spec: String) -> Self {
        Trained { spec, ..self }
    }
}

fn widened<T: Number>(numbers: Vec<T>) -> Result<Vec<f64>> {
    Ok(numbers.into_iter().map(|x| x.to_f64()).collect())
}
