//! The `train` section: what to fit, to what, and how. Checked here, carried out by the runtime.

use crate::catalog::train::generators::{FRESH, GENERATORS};
use crate::catalog::train::objectives::{ANNEALING, MaximumLikelihood, OBJECTIVES, OF_LATENT, TARGET, VARIABLES};
use crate::catalog::train::optimizers::{Adam, OPTIMIZERS};
use crate::catalog::train::schedules::{Constant, SCHEDULES};
use crate::catalog::train::target::Target;
use crate::check::binarize::{self, Binarize};
use crate::check::columns::{self, ColumnKind};
use crate::check::encoding::{self, Encoding};
use crate::diag::{Diagnostics, quoted};
use crate::event::Elements;
use crate::span::Span;
use crate::spec::{Entry, Kind, Node};
use crate::suggest::{did_you_mean, nearest};
use crate::vocabulary::{Checked, Chosen, Filled, Settings, Slot, Takes, Value};

/// Where data come from.
#[derive(Clone)]
pub enum Data {
    /// A file.
    File(FileData),
    /// A generator with a known density.
    Generator(Chosen),
}

/// A file and what is taken of it.
#[derive(Clone)]
pub struct FileData {
    /// The path as typed, `path` or `path:array`.
    pub file: String,
    /// The columns of the event; empty for all.
    pub columns: Vec<String>,
    /// The columns of the context.
    pub context: Vec<String>,
    /// The table with a row for each recording, of which `context` names columns.
    pub context_file: Option<String>,
    /// The column that says what each row counts.
    pub weights: Option<String>,
    /// True if the first record of a text holds names; `None` where the file tells.
    pub header: Option<bool>,
    /// True if rows in which a value is missing are left out.
    pub drop_missing: bool,
    /// Texts that stand for a missing value in the file, beside those that always do.
    pub missing_markers: Vec<String>,
    /// The same for single columns, by name.
    pub column_markers: Vec<(String, Vec<String>)>,
    /// Columns of whole numbers, to which noise is added.
    pub dequantize: Vec<String>,
    /// True where all columns of the event are whole numbers, to which noise is added.
    pub dequantize_all: bool,
    /// How the elements of the event become 0 or 1, where they do.
    pub binarize: Option<Binarize>,
    /// How the amplitudes of recordings become levels, where that is said.
    pub encoding: Option<Encoding>,
    /// The first row, counted from 0, and the one behind the last; `None` for all.
    pub rows: Option<(usize, usize)>,
    /// The values that each column of the event can have; empty where nothing is declared.
    pub kinds: Vec<ColumnKind>,
    /// The same for the columns of the context.
    pub context_kinds: Vec<ColumnKind>,
    /// Where the columns were typed.
    pub span: Span,
}

impl FileData {
    /// True if anything but contexts is taken of it.
    fn takes_events(&self) -> bool {
        !self.columns.is_empty()
            || self.weights.is_some()
            || !self.dequantize.is_empty()
            || self.binarize.is_some()
            || self.encoding.is_some()
    }

    fn empty(span: Span) -> Self {
        FileData {
            file: String::new(),
            columns: Vec::new(),
            context: Vec::new(),
            context_file: None,
            weights: None,
            header: None,
            drop_missing: false,
            missing_markers: Vec::new(),
            column_markers: Vec::new(),
            dequantize: Vec::new(),
            dequantize_all: false,
            binarize: None,
            encoding: None,
            rows: None,
            kinds: Vec::new(),
            context_kinds: Vec::new(),
            span,
        }
    }
}

/// The rows by which the fit is judged.
#[derive(Clone)]
pub enum Validation {
    /// This fraction of the data, drawn once.
    Fraction(f64),
    /// Data of its own.
    Data(Box<Data>),
}

/// A checked `train` section.
#[derive(Clone)]
pub struct Train {
    /// The data to fit.
    pub data: Option<Data>,
    /// The data that judge the fit.
    pub validation: Option<Validation>,
    /// Optimizer, schedule and objective, and every number of the section.
    pub filled: Filled,
    /// Epochs without improvement after which to stop.
    pub patience: Option<usize>,
    /// The density to fit in place of data.
    pub target: Option<Target>,
    /// How that density comes in.
    pub annealing: Option<Annealing>,
}

/// `β = min(1, start + step / steps)`
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Annealing {
    /// β before the first step.
    pub start: f64,
    /// Steps over which it would rise by 1.
    pub steps: usize,
}

fn settings() -> Settings {
    Settings::none()
        .optional("data", Takes::Node("the data: a file or a generator"), "the rows to fit")
        .call("objective", OBJECTIVES, Slot::Objective, &MaximumLikelihood, "what is minimised")
        .call("optimizer", OPTIMIZERS, Slot::Optimizer, &Adam, "how parameters move")
        .call("schedule", SCHEDULES, Slot::Schedule, &Constant, "how the learning rate changes")
        .optional("clip_norm", Takes::Above(0.0), "the largest norm of the whole gradient")
        .count_or("batch_size", 1, 256, "rows a step")
        .count_or("epochs", 1, 50, "passes over the data; without data, 100 steps each")
        .optional("steps", Takes::Count(1), "optimizer steps in all, in place of `epochs`")
        .optional("validation", Takes::Node("a fraction or data"), "what the fit is judged by")
        .optional("early_stopping", Takes::Node("a map with `patience`"), "when to stop before the last epoch")
        .optional(
            "standardize",
            Takes::FlagOr("robust"),
            "measure mean and deviation of each column, or for `robust` median and quartiles, and undo them in the model; true for files",
        )
        .choice("dtype", &["f32", "f64"], "the type of the numbers")
        .optional("seed", Takes::Seed, "of everything random; 0 by default")
        .optional(
            "data_seed",
            Takes::Seed,
            "of the rows that a generator draws and of the choice of validation rows; that of `seed` by default",
        )
}

/// The keys of a `train` section with their settings, for the reference page.
pub fn reference() -> Settings {
    settings()
}

/// Reads the section of a flow of `event` elements, given `context` numbers; everything wrong is
/// reported.
pub fn read(node: Option<&Node>, event: Option<usize>, context: usize, errors: &mut Diagnostics) -> Train {
    let entries: &[Entry] = match node {
        Some(Node { kind: Kind::Map(entries), .. }) => entries,
        Some(Node { kind: Kind::Null, .. }) | None => &[],
        Some(node) => {
            errors.error(node.span, format!("`train` is {}, expected a map", node.describe()));
            &[]
        }
    };
    let span = node.map_or(Span::Synthetic, |n| n.span);
    let filled = settings().fill("train", entries, span, &[], errors);
    check_length(&filled, errors);
    for word in ["optimizer", "schedule", "objective"] {
        if let Some(chosen) = filled.chosen(word)
            && let (Some(training), Some(settings)) = (chosen.word.training(), chosen.filled.checked())
        {
            training.check(settings, errors);
        }
    }
    let reader = DataReader { event, context };
    let data = one(&filled, "data").and_then(|n| reader.data(n, errors));
    let validation = one(&filled, "validation").and_then(|n| read_validation(n, &reader, errors));
    let patience = one(&filled, "early_stopping").and_then(|n| read_patience(n, errors));
    let mut train = Train { data, validation, filled, patience, target: None, annealing: None };
    read_target(&mut train, event, context, errors);
    train
}

/// Reads what an objective without data needs, and refuses what it does not take.
fn read_target(train: &mut Train, event: Option<usize>, context: usize, errors: &mut Diagnostics) {
    let Some(objective) = train.chosen("objective").filter(|o| o.word.settings().has(TARGET)).cloned() else { return };
    let name = objective.word.name();
    if let (Some(node), Some(size)) = (one(&objective.filled, TARGET), event) {
        let variables = one(&objective.filled, VARIABLES);
        train.target = Target::read(node, variables, size, context, errors);
    }
    train.annealing = one(&objective.filled, ANNEALING).and_then(|n| read_annealing(n, errors));
    if train.filled.value("validation").is_some() {
        let message = format!("`{name}` has a `validation`, but it is judged by fresh draws of the flow");
        errors.error(train.filled.span("validation"), message).help("`validation_draws` says how many; leave this out");
    }
    if !matches!(train.filled.value("standardize"), None | Some(Value::Flag(false))) {
        let message = format!("`standardize` measures data, and `{name}` has none");
        errors
            .error(train.filled.span("standardize"), message)
            .help("leave it out; a layer `affine` next to the data learns a scale");
    }
    let span = train.filled.span("data");
    match &train.data {
        _ if context == 0 && train.filled.value("data").is_some() => {
            let message = format!("`{name}` has `data`, but it fits the flow to its `target` alone");
            errors.error(span, message).help("leave `data` out");
        }
        Some(Data::Generator(chosen)) => {
            let message = format!("`{name}` takes contexts from `data`, and `{}` draws events", chosen.word.name());
            errors.error(span, message).help("name a file with the contexts: `data: {file: rows.csv, context: [a]}`");
        }
        Some(Data::File(file)) if file.takes_events() => {
            let message = format!("`{name}` takes contexts from `data`, and nothing else");
            errors
                .error(span, message)
                .help("keep `file`, `context`, `header`, `missing`, `missing_marker` and `rows`");
        }
        None if context > 0 && train.filled.value("data").is_none() => {
            let message = format!("`{name}` needs `data` for a flow with context");
            let help = "the rows of a file are the contexts to fit: `data: {file: rows.csv, context: [a]}`";
            errors.error(objective.span, message).help(help);
        }
        _ => {}
    }
}

/// Refuses an objective that is none of this kind of declaration: that of a latent variable model, or
/// of a density.
pub fn check_objective(train: &Train, is_latent: bool, errors: &mut Diagnostics) {
    let Some(objective) = train.chosen("objective") else { return };
    let name = objective.word.name();
    let of_latent = OF_LATENT.contains(&name);
    if matches!(train.filled.span("objective"), Span::Synthetic) || is_latent == of_latent {
        return;
    }
    let (message, help) = match is_latent {
        true => (
            format!("`{name}` needs a log-density that can be computed, which a latent variable model does not have"),
            "write `objective: elbo`, or leave it out",
        ),
        false => (
            format!("`{name}` is of a latent variable model, and the declaration has no `latent`"),
            "leave it out: `maximum_likelihood` is what is minimised",
        ),
    };
    errors.error(objective.span, message).help(help);
}

/// Refuses what does not fit the elements of the event: of whole numbers noise, standardising, and binarised
/// elements that have more than two values; of real ones levels of amplitudes.
pub fn check_elements(train: &Train, elements: Elements, errors: &mut Diagnostics) {
    let of_validation = match &train.validation {
        Some(Validation::Data(data)) => Some(&**data),
        _ => None,
    };
    let files = train.data.iter().chain(of_validation).filter_map(|data| match data {
        Data::File(file) => Some(file),
        Data::Generator(_) => None,
    });
    if elements == Elements::Real {
        for file in files.filter(|file| file.encoding.is_some()) {
            errors
                .error(file.span, "`encoding` makes levels of amplitudes, and the elements of the event are real")
                .help("leave it out, or declare the event as `{shape: …, elements: {categorical: {levels: 256}}}`");
        }
        return;
    }
    if !matches!(train.filled.value("standardize"), None | Some(Value::Flag(false))) {
        let message = format!("`standardize` makes real numbers of elements that are {elements}");
        errors.error(train.filled.span("standardize"), message).help("leave it out");
    }
    for file in files {
        if file.dequantize_all || !file.dequantize.is_empty() {
            errors
                .error(file.span, format!("`dequantize` adds noise to elements that are {elements}"))
                .help("leave it out: the flow has a distribution of whole numbers");
        }
        if file.binarize.is_some() && elements != Elements::Binary {
            errors
                .error(file.span, format!("`binarize` makes zeros and ones of elements that are {elements}"))
                .help("leave it out, or declare `elements: binary`");
        }
    }
}

/// The settings of `annealing`.
pub fn annealing() -> Settings {
    Settings::none()
        .within("start", (0.0, 1.0), 0.01, "β before the first step")
        .count("steps", "steps over which β would rise by 1")
}

fn read_annealing(node: &Node, errors: &mut Diagnostics) -> Option<Annealing> {
    let Kind::Map(entries) = &node.kind else {
        let message = format!("`{ANNEALING}` is {}, expected a map", node.describe());
        errors.error(node.span, message).help("write `annealing: { start: 0.01, steps: 10000 }`");
        return None;
    };
    let before = errors.len();
    let filled = annealing().fill(ANNEALING, entries, node.span, &[], errors);
    let settings = filled.checked().filter(|_| errors.len() == before)?;
    Some(Annealing { start: settings.number("start"), steps: settings.count("steps") })
}

/// `epochs` and `steps` say the same thing.
fn check_length(filled: &Filled, errors: &mut Diagnostics) {
    if filled.value("steps").is_some() && !matches!(filled.span("epochs"), Span::Synthetic) {
        errors
            .error(filled.span("steps"), "`train` has both `epochs` and `steps`")
            .help("keep one of them: `steps` counts optimizer steps, `epochs` passes over the data");
    }
}

fn one<'a>(filled: &'a Filled, name: &str) -> Option<&'a Node> {
    filled.nodes(name).first()
}

/// The keys of a record that names a file.
const FILE_KEYS: [&str; 12] = [
    "file",
    "columns",
    "context",
    "context_file",
    "weights",
    "header",
    "missing",
    "missing_marker",
    "dequantize",
    "binarize",
    "encoding",
    "rows",
];

/// The sizes that data must fit: the elements of the event, where it is known, and of the context.
struct DataReader {
    event: Option<usize>,
    context: usize,
}

impl DataReader {
    /// A call of a generator, or a record that names a file.
    fn data(&self, node: &Node, errors: &mut Diagnostics) -> Option<Data> {
        match &node.kind {
            Kind::Map(entries) if node.as_call().is_none_or(|c| FILE_KEYS.contains(&c.name.text.as_str())) => {
                self.file(entries, node.span, errors)
            }
            _ if node.as_call().is_none() => {
                errors
                    .error(node.span, format!("the data are {}, expected a file or a generator", node.describe()))
                    .help("write `{ file: \"rows.csv\" }`, or the name of a generator");
                None
            }
            _ => Chosen::read(GENERATORS, Slot::Generator, node, &[], errors).map(Data::Generator),
        }
    }

    fn file(&self, entries: &[Entry], span: Span, errors: &mut Diagnostics) -> Option<Data> {
        let before = errors.len();
        let mut data = FileData::empty(span);
        let (mut file, mut file_meant, mut weights_at) = (None, false, span);
        for entry in entries {
            match entry.key.text.as_str() {
                "file" => {
                    file_meant = true;
                    file = path("file", &entry.value, errors);
                }
                "columns" => {
                    (data.columns, data.kinds) = columns::read("columns", &entry.value, errors);
                    data.span = entry.value.span;
                    let found = data.columns.len();
                    self.count("columns", found, found, self.event, entry.value.span, errors);
                }
                "context" => {
                    (data.context, data.context_kinds) = columns::read("context", &entry.value, errors);
                    let of_kinds: usize = data.context_kinds.iter().map(ColumnKind::width).sum();
                    let numbers = if data.context_kinds.is_empty() { data.context.len() } else { of_kinds };
                    self.count("context", data.context.len(), numbers, Some(self.context), entry.value.span, errors);
                }
                "context_file" => {
                    if self.context == 0 {
                        let message = "`context_file` of `data` names contexts, but the flow has no context";
                        errors.error(entry.key.span, message).help("leave it out, or declare `context` of the flow");
                    }
                    data.context_file = path("context_file", &entry.value, errors);
                }
                "weights" => (data.weights, weights_at) = (column(&entry.value, errors), entry.value.span),
                "dequantize" => match &entry.value.kind {
                    Kind::Word(word) if word == "all" => data.dequantize_all = true,
                    _ => data.dequantize = columns::names("dequantize", &entry.value, errors),
                },
                "binarize" => data.binarize = binarize::read(&entry.value, errors),
                "encoding" => data.encoding = encoding::read(&entry.value, errors),
                "rows" => data.rows = read_rows(&entry.value, errors),
                "header" => data.header = read_header(&entry.value, errors),
                "missing" => data.drop_missing = read_missing(&entry.value, errors),
                "missing_marker" => match &entry.value.kind {
                    Kind::Map(entries) => {
                        let markers = |entry: &Entry| (entry.key.text.clone(), read_markers(&entry.value, errors));
                        data.column_markers = entries.iter().map(markers).collect();
                    }
                    _ => data.missing_markers = read_markers(&entry.value, errors),
                },
                other => {
                    file_meant |= nearest(other, FILE_KEYS) == Some("file");
                    let guess = did_you_mean(other, FILE_KEYS);
                    errors
                        .error(entry.key.span, format!("`data` has no setting `{other}`{guess}"))
                        .help(format!("its settings are: {}; or it is a generator", FILE_KEYS.join(", ")));
                }
            }
        }
        if !file_meant {
            errors.error(span, "`data` needs `file`").help("write `file: \"rows.csv\"`");
        }
        if let Some(name) =
            data.weights.as_ref().filter(|name| data.columns.contains(name) || data.context.contains(name))
        {
            let message = format!("the column {} of weights is also one of the data", quoted(name));
            errors.error(weights_at, message).help("weights are neither part of the event nor of the context");
        }
        file.filter(|_| errors.len() == before).map(|file| Data::File(FileData { file, ..data }))
    }

    /// The columns of a key have as many numbers as the flow takes.
    fn count(
        &self,
        key: &str,
        found: usize,
        numbers: usize,
        size: Option<usize>,
        span: Span,
        errors: &mut Diagnostics,
    ) {
        match size.filter(|size| *size != numbers && found > 0) {
            Some(0) => {
                errors
                    .error(span, format!("`{key}` of `data` names columns, but the flow has no context"))
                    .help("leave it out, or declare how many numbers the `context` of the flow has");
            }
            Some(size) => {
                let whole = if key == "context" { "context" } else { "event" };
                let labels = if numbers == found { String::new() } else { format!(" with {numbers} numbers") };
                let message =
                    format!("`{key}` of `data` names {found} columns{labels} for the {size} elements of the {whole}");
                let help =
                    format!("declare `{whole}: {numbers}` of the flow, or name columns of {size} numbers in all");
                errors.error(span, message).help(help);
            }
            None => {}
        }
    }
}

/// The first of some consecutive rows, and the one behind the last.
fn read_rows(node: &Node, errors: &mut Diagnostics) -> Option<(usize, usize)> {
    const WAY_OUT: &str = "write the first row, counted from 0, and the one behind the last: `rows: [0, 1000]`";
    let Kind::List(items) = &node.kind else {
        errors.error(node.span, format!("`rows` of `data` is {}, expected two numbers", node.describe())).help(WAY_OUT);
        return None;
    };
    let mut numbers = Vec::new();
    for item in items {
        match item.number::<usize>() {
            Some(number) => numbers.push(number),
            None => {
                errors
                    .error(item.span, format!("found {}, expected the number of a row", item.describe()))
                    .help(WAY_OUT);
            }
        }
    }
    match numbers[..] {
        [first, end] if items.len() == 2 && first < end => return Some((first, end)),
        [first, end] if items.len() == 2 => {
            let message = format!("`rows` of `data` goes from {first} to {end}, expected a range of at least one row");
            errors.error(node.span, message).help(WAY_OUT);
        }
        _ if items.len() != 2 => {
            errors.error(node.span, format!("`rows` of `data` has {} items, expected two", items.len())).help(WAY_OUT);
        }
        _ => {}
    }
    None
}

fn read_header(node: &Node, errors: &mut Diagnostics) -> Option<bool> {
    if let Kind::Bool(header) = node.kind {
        return Some(header);
    }
    errors
        .error(node.span, format!("`header` of `data` is {}, expected `true` or `false`", node.describe()))
        .help("`true` makes the first record names, `false` makes it a row; leave it out, and the file tells");
    None
}

/// True if rows in which a value is missing are dropped.
fn read_missing(node: &Node, errors: &mut Diagnostics) -> bool {
    match &node.kind {
        Kind::Word(word) if word == "refuse" => false,
        Kind::Word(word) if word == "drop" => true,
        _ => {
            errors.error(node.span, format!("`missing` of `data` is {}, expected `refuse` or `drop`", node.describe()));
            false
        }
    }
}

/// A text or number that stands for a missing value, or a list of such.
fn read_markers(node: &Node, errors: &mut Diagnostics) -> Vec<String> {
    let items = if let Kind::List(items) = &node.kind { &items[..] } else { std::slice::from_ref(node) };
    let mut markers = Vec::new();
    for item in items {
        match &item.kind {
            Kind::Word(text) | Kind::Text(text) | Kind::Number(text) if !text.trim().is_empty() => {
                markers.push(text.trim().to_owned());
            }
            _ => {
                let message = format!(
                    "`missing_marker` of `data` is {}, expected what stands for a missing value, or a list",
                    item.describe()
                );
                errors.error(item.span, message).help(
                    "write a text or a number: `missing_marker: \"?\"`, or a map from columns to such: `missing_marker: {a: -999}`",
                );
            }
        }
    }
    markers
}

fn column(node: &Node, errors: &mut Diagnostics) -> Option<String> {
    match &node.kind {
        Kind::Word(name) | Kind::Text(name) | Kind::Number(name) if !name.is_empty() => Some(name.clone()),
        _ => {
            let message = format!("`weights` of `data` is {}, expected the name of a column", node.describe());
            errors.error(node.span, message);
            None
        }
    }
}

fn path(key: &str, node: &Node, errors: &mut Diagnostics) -> Option<String> {
    match &node.kind {
        Kind::Word(path) | Kind::Text(path) if !path.is_empty() => Some(path.clone()),
        _ => {
            errors.error(node.span, format!("`{key}` of `data` is {}, expected a path", node.describe()));
            None
        }
    }
}

fn read_validation(node: &Node, reader: &DataReader, errors: &mut Diagnostics) -> Option<Validation> {
    if let Kind::Number(text) = &node.kind {
        let fraction = node.number().filter(|f| *f > 0.0 && *f < 1.0);
        if fraction.is_none() {
            errors.error(node.span, format!("`validation` is the number {text}, expected a fraction between 0 and 1"));
        }
        return fraction.map(Validation::Fraction);
    }
    let data = reader.data(node, errors);
    if let Some(Data::Generator(chosen)) = &data
        && matches!(chosen.filled.value(FRESH), Some(Value::Flag(true)))
    {
        errors
            .error(chosen.filled.span(FRESH), "`fresh` rows cannot be a validation")
            .help("every epoch is judged by the same rows: leave out `fresh`");
    }
    data.map(|data| Validation::Data(Box::new(data)))
}

fn read_patience(node: &Node, errors: &mut Diagnostics) -> Option<usize> {
    let settings = Settings::none().count("patience", "epochs without improvement after which to stop");
    let before = errors.len();
    let Kind::Map(entries) = &node.kind else {
        let message = format!("`early_stopping` is {}, expected a map", node.describe());
        errors.error(node.span, message).help("write `early_stopping: { patience: 10 }`");
        return None;
    };
    let filled = settings.fill("early_stopping", entries, node.span, &[], errors);
    filled.checked().filter(|_| errors.len() == before).map(|settings| settings.count("patience"))
}

impl Train {
    /// The settings of the section.
    ///
    /// # Panics
    /// Where the section is wrong; no checked flow has such a one.
    pub fn settings(&self) -> Checked<'_> {
        self.filled.checked().expect("the section `train` of a checked flow is right")
    }

    /// How columns are standardised, as the runtime names it; `None` where nothing is written.
    pub fn standardization(&self) -> Option<&'static str> {
        match self.settings().value("standardize")? {
            Value::Flag(true) => Some("Moments"),
            Value::Word(_) => Some("Robust"),
            _ => Some("Off"),
        }
    }

    /// A word's name and settings.
    pub fn chosen(&self, name: &str) -> Option<&Chosen> {
        self.filled.chosen(name)
    }
}
