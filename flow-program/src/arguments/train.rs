//! The arguments of `train`.

use std::path::PathBuf;

use flow_runtime::data::{Dtype, Missing};
use flow_runtime::fit::Standardization;
use flow_runtime::optim::Schedule;
use flow_runtime::{Error, Result};

use super::flags::{COUNT, DATA, Flag, Given, MISSING, SEED, THREADS, flag, short, switch};

const OUTPUT: Flag = short("o", "output", "RUN", "the folder to write");
const COLUMNS: Flag = flag("columns", "A,B", "columns of the event, of a file with names");
const CONTEXT_COLUMNS: Flag = flag("context-columns", "C,D", "columns of the context");
const HEADER: Flag = flag("header", "true|false", "whether the first record of a text holds names");
const DEQUANTIZE: Flag =
    flag("dequantize", "A,B", "columns of whole numbers, to which uniform noise is added, or `all`");
const WEIGHTS: Flag = flag("weights", "W", "the column that says what each row counts");
const VALIDATION: Flag = flag("validation", "FILE|FRACTION|none", "what the fit is judged by");
const TEST: Flag =
    flag("test", "FILE", "rows that are to be scored afterwards: they are read and looked at before the fit");
const STANDARDIZE: Flag = flag("standardize", "true|false", "measure mean and deviation of each column and undo them");
const EPOCHS: Flag = flag("epochs", "N", "passes over the rows");
const STEPS: Flag = flag("steps", "N", "optimizer steps, in place of epochs");
const BATCH_SIZE: Flag = flag("batch-size", "N", "rows of a step");
const LEARNING_RATE: Flag = flag("learning-rate", "X", "step size of the optimizer");
const SCHEDULE: Flag = flag("schedule", "constant|cosine", "the learning rate's course");
const CLIP_NORM: Flag = flag("clip-norm", "X|none", "largest norm of the gradient");
const PATIENCE: Flag = flag("patience", "N|none", "epochs without improvement after which to stop");
const RESUME: Flag = switch("resume", "go on with the interrupted run in the folder, to the same bits");
const CONTINUE: Flag =
    switch("continue", "go on from the model in the folder, which keeps its statistics, with a fresh optimizer");
const REPLACE: Flag = switch("replace", "write over the model that is in the folder");
const DTYPE: Flag = flag("dtype", "f32|f64", "type of the numbers");
const SPEC_TEXT_FILE: Flag = flag("spec-text-file", "FILE", "a text to keep in the model as its specification");
const ARCHITECTURE: Flag =
    flag("architecture", "HASH", "refuse to train where the flow's architecture has another hash");

pub(super) const ABOUT: &str = "fit the flow and write a folder with model.safetensors and history.csv";

pub(super) const FLAGS: &[Flag] = &[
    OUTPUT,
    DATA,
    COLUMNS,
    CONTEXT_COLUMNS,
    HEADER,
    MISSING,
    DEQUANTIZE,
    WEIGHTS,
    VALIDATION,
    TEST,
    STANDARDIZE,
    EPOCHS,
    STEPS,
    BATCH_SIZE,
    LEARNING_RATE,
    SCHEDULE,
    CLIP_NORM,
    PATIENCE,
    SEED,
    THREADS,
    RESUME,
    CONTINUE,
    REPLACE,
    DTYPE,
    SPEC_TEXT_FILE,
    ARCHITECTURE,
];

/// The arguments of `train`. `None` leaves the declaration's value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrainArguments {
    /// The folder to write.
    pub output: PathBuf,
    /// The file of the rows.
    pub data: Option<String>,
    /// Columns of the event.
    pub columns: Option<Vec<String>>,
    /// Columns of the context.
    pub context_columns: Option<Vec<String>>,
    /// True if the first record of a text holds names.
    pub header: Option<bool>,
    /// How rows in which a value is missing are treated.
    pub missing: Option<Missing>,
    /// Columns of whole numbers, to which noise is added.
    pub dequantize: Option<Vec<String>>,
    /// The column that says what each row counts.
    pub weights: Option<String>,
    /// The rows that judge the fit.
    pub validation: Option<ValidationFlag>,
    /// A file of rows that are to be scored afterwards.
    pub test: Option<String>,
    /// How each column's location and scale are measured, to be undone.
    pub standardize: Option<Standardization>,
    /// Passes over the rows.
    pub epochs: Option<usize>,
    /// Optimizer steps, in place of epochs.
    pub steps: Option<usize>,
    /// Rows of a step.
    pub batch_size: Option<usize>,
    /// Step size of the optimizer.
    pub learning_rate: Option<f64>,
    /// The learning rate's course.
    pub schedule: Option<Schedule>,
    /// The largest norm of the gradient; `Some(None)` takes the declaration's away.
    pub clip_norm: Option<Option<f64>>,
    /// Epochs without improvement after which to stop; `Some(None)` takes the declaration's away.
    pub patience: Option<Option<usize>>,
    /// The seed of everything random.
    pub seed: Option<u64>,
    /// The number of threads.
    pub threads: Option<usize>,
    /// True to go on with the interrupted run in the folder.
    pub resume: bool,
    /// True to go on from the model in the folder.
    pub continued: bool,
    /// True to write over the model in the folder.
    pub replace: bool,
    /// The type of the numbers.
    pub dtype: Option<Dtype>,
    /// A file whose text is kept in the model as its specification.
    pub spec_text_file: Option<PathBuf>,
    /// The hash of the architecture that the caller expects; a program of another flow refuses to train.
    pub architecture: Option<String>,
}

/// The value of `--validation`.
#[derive(Clone, Debug, PartialEq)]
pub enum ValidationFlag {
    /// No rows judge the fit.
    None,
    /// A fraction of the rows to fit.
    Fraction(f64),
    /// The rows of a file.
    File(String),
}

impl TrainArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        if given.has(EPOCHS) && given.has(STEPS) {
            return Err(Error::input("found both `--epochs` and `--steps`, expected one of them"));
        }
        let begins: Vec<String> =
            [RESUME, CONTINUE, REPLACE].into_iter().filter(|flag| given.has(*flag)).map(|flag| flag.shown()).collect();
        if let [first, second, ..] = &begins[..] {
            return Err(Error::input(format!("found both `{first}` and `{second}`, expected one of them")));
        }
        let standardizations =
            [Standardization::Moments, Standardization::Off, Standardization::Robust].map(|how| (how.name(), how));
        let constant = Schedule::Constant { warm_up: 0 };
        let cosine = Schedule::Cosine { final_fraction: 0.0, warm_up: 0 };
        Ok(TrainArguments {
            output: given.required(OUTPUT)?.into(),
            data: given.text(DATA).map(str::to_string),
            columns: given.list(COLUMNS),
            context_columns: given.list(CONTEXT_COLUMNS),
            header: given.word(HEADER, [("true", true), ("false", false)])?,
            missing: given.missing()?,
            dequantize: given.list(DEQUANTIZE),
            weights: given.text(WEIGHTS).map(str::to_string),
            validation: given.text(VALIDATION).map(ValidationFlag::of),
            test: given.text(TEST).map(str::to_string),
            standardize: given.word(STANDARDIZE, standardizations)?,
            epochs: given.parsed(EPOCHS, COUNT)?,
            steps: given.parsed(STEPS, COUNT)?,
            batch_size: given.parsed(BATCH_SIZE, COUNT)?,
            learning_rate: given.parsed(LEARNING_RATE, "a number above 0")?,
            schedule: given.word(SCHEDULE, [("constant", constant), ("cosine", cosine)])?,
            clip_norm: given.parsed_or_none(CLIP_NORM, "a number above 0, or `none`")?,
            patience: given.parsed_or_none(PATIENCE, "a whole number, or `none`")?,
            seed: given.seed()?,
            threads: given.threads()?,
            resume: given.has(RESUME),
            continued: given.has(CONTINUE),
            replace: given.has(REPLACE),
            dtype: given.word(DTYPE, [("f32", Dtype::F32), ("f64", Dtype::F64)])?,
            spec_text_file: given.text(SPEC_TEXT_FILE).map(PathBuf::from),
            architecture: given.text(ARCHITECTURE).map(str::to_string),
        })
    }

    /// The flags that were given although only rows have a use for them.
    pub(crate) fn flags_of_rows(&self) -> Vec<&'static str> {
        let given = [
            ("--columns", self.columns.is_some()),
            ("--weights", self.weights.is_some()),
            ("--validation", self.validation.is_some()),
            ("--standardize", self.standardize.is_some()),
            ("--dequantize", self.dequantize.is_some()),
            ("--header", self.header.is_some()),
            ("--missing", self.missing.is_some()),
        ];
        given.into_iter().filter(|(_, given)| *given).map(|(flag, _)| flag).collect()
    }
}

impl ValidationFlag {
    fn of(text: &str) -> Self {
        match text.parse() {
            _ if text == "none" => ValidationFlag::None,
            Ok(fraction) => ValidationFlag::Fraction(fraction),
            Err(_) => ValidationFlag::File(text.to_string()),
        }
    }
}
