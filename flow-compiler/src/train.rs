//! The `train` section: what to fit, to what, and how. Checked here, carried out by the runtime.

use crate::catalog::train::generators::GENERATORS;
use crate::catalog::train::objectives::{MaximumLikelihood, OBJECTIVES};
use crate::catalog::train::optimizers::{Adam, OPTIMIZERS};
use crate::catalog::train::schedules::{Constant, SCHEDULES};
use crate::catalog::{AnyWord, Chosen, Static};
use crate::diag::Diagnostics;
use crate::settings::{Filled, Kind, Settings};
use crate::span::Span;
use crate::spec::{Entry, Kind as Typed, Node};
use crate::suggest::did_you_mean;

/// Where data come from.
#[derive(Clone)]
pub enum Data {
    /// A file, `path` or `path:array`.
    File {
        /// The path as typed.
        file: String,
        /// The columns of the event; empty for all.
        columns: Vec<String>,
        /// The columns of the context.
        context: Vec<String>,
    },
    /// A generator with a known density.
    Generator(Chosen),
}

/// What the fit is judged by.
#[derive(Clone)]
pub enum Validation {
    /// This fraction of the data, drawn once.
    Fraction(f64),
    /// Data of its own.
    Data(Data),
}

/// A checked `train` section.
#[derive(Clone)]
pub struct Train {
    /// What is fitted.
    pub data: Option<Data>,
    /// What judges the fit.
    pub validation: Option<Validation>,
    /// Optimizer, schedule and objective, and every number of the section.
    pub filled: Filled,
    /// Epochs without improvement after which to stop.
    pub patience: Option<usize>,
}

fn settings() -> Settings {
    Settings::none()
        .optional("data", Kind::Node("the data: a file or a generator"), "the rows to fit")
        .call("objective", OBJECTIVES, "objective", &MaximumLikelihood, "what is minimised")
        .call("optimizer", OPTIMIZERS, "optimizer", &Adam, "how parameters move")
        .call("schedule", SCHEDULES, "schedule", &Constant, "how the learning rate changes")
        .optional("clip_norm", Kind::Above(0.0), "the largest norm of the whole gradient")
        .count_or("batch_size", 1, 256, "rows a step")
        .count_or("epochs", 1, 50, "passes over the data")
        .optional("validation", Kind::Node("a fraction or data"), "what the fit is judged by")
        .optional("early_stopping", Kind::Node("a map with `patience`"), "when to stop before the last epoch")
        .optional("standardize", Kind::Flag, "measure mean and deviation of each column and undo them in the model; true for files")
        .choice("dtype", &["f32", "f64"], "the type of the numbers")
        .optional("seed", Kind::Seed, "of everything random; 0 by default")
}

/// The keys of a `train` section with their settings, for the reference page.
pub fn reference() -> Settings {
    settings()
}

/// Reads a section; everything wrong is reported.
pub fn read(node: Option<&Node>, errors: &mut Diagnostics) -> Train {
    let entries: &[Entry] = match node.map(|n| &n.kind) {
        Some(Typed::Map(entries)) => entries,
        Some(Typed::Call { entries, .. }) => entries,
        Some(Typed::Null) | None => &[],
        Some(_) => {
            if let Some(node) = node {
                errors.error(node.span, format!("`train` is {}, expected a map", node.describe()));
            }
            &[]
        }
    };
    let span = node.map_or(Span::Synthetic, |n| n.span);
    let filled = settings().fill("train", entries, span, &[], errors);
    let data = one(&filled, "data").and_then(|n| read_data(n, errors));
    let validation = one(&filled, "validation").and_then(|n| read_validation(n, errors));
    let patience = one(&filled, "early_stopping").and_then(|n| read_patience(n, errors));
    Train { data, validation, filled, patience }
}

fn one<'a>(filled: &'a Filled, name: &str) -> Option<&'a Node> {
    filled.nodes(name).first()
}

fn read_data(node: &Node, errors: &mut Diagnostics) -> Option<Data> {
    let Typed::Map(entries) = &node.kind else {
        return Chosen::read(GENERATORS, "generator", node, &[], errors).map(Data::Generator);
    };
    let is_file = entries.iter().any(|e| ["file", "columns", "context"].contains(&e.key.text.as_str()));
    let is_generator = entries.len() == 1 && GENERATORS.iter().any(|g| g.name() == entries[0].key.text);
    if !is_file || is_generator {
        return Chosen::read(GENERATORS, "generator", node, &[], errors).map(Data::Generator);
    }
    let keys = ["file", "columns", "context"];
    let before = errors.len();
    let (mut file, mut columns, mut context) = (None, Vec::new(), Vec::new());
    for entry in entries {
        match entry.key.text.as_str() {
            "file" => file = entry.value.expect_text(errors).map(str::to_string),
            "columns" => columns = names(&entry.value, errors),
            "context" => context = names(&entry.value, errors),
            other => {
                let guess = did_you_mean(other, keys);
                errors
                    .error(entry.key.span, format!("`data` has no setting `{other}`{guess}"))
                    .help("its settings are: file, columns, context");
            }
        }
    }
    if file.is_none() && errors.len() == before {
        errors.error(node.span, "`data` needs `file`").help("write `file: \"rows.csv\"`");
    }
    file.filter(|_| errors.len() == before).map(|file| Data::File { file, columns, context })
}

fn names(node: &Node, errors: &mut Diagnostics) -> Vec<String> {
    let list = node.expect_list(errors).unwrap_or(&[]);
    list.iter()
        .filter_map(|n| match &n.kind {
            Typed::Word(name) | Typed::Text(name) => Some(name.clone()),
            _ => {
                errors.error(n.span, format!("found {}, expected the name of a column", n.describe()));
                None
            }
        })
        .collect()
}

fn read_validation(node: &Node, errors: &mut Diagnostics) -> Option<Validation> {
    if let Typed::Number(text) = &node.kind {
        let fraction: f64 = text.parse().unwrap_or(f64::NAN);
        if fraction > 0.0 && fraction < 1.0 {
            return Some(Validation::Fraction(fraction));
        }
        errors.error(node.span, format!("`validation` is the number {text}, expected a fraction between 0 and 1"));
        return None;
    }
    read_data(node, errors).map(Validation::Data)
}

fn read_patience(node: &Node, errors: &mut Diagnostics) -> Option<usize> {
    let settings = Settings::none().count("patience", "epochs without improvement after which to stop");
    let entries = match &node.kind {
        Typed::Map(entries) | Typed::Call { entries, .. } => entries.as_slice(),
        _ => &[],
    };
    let before = errors.len();
    let filled = settings.fill("early_stopping", entries, node.span, &[], errors);
    (errors.len() == before).then(|| filled.count("patience"))
}

impl Train {
    /// A word's name and settings.
    pub fn chosen(&self, name: &str) -> Option<&Chosen> {
        self.filled.chosen(name)
    }
}

/// A word without settings, used by its defaults.
pub fn plain(word: Static) -> Chosen {
    Chosen { word: AnyWord::Catalog(word), filled: word.settings().defaults(), span: Span::Synthetic }
}
