//! The door to the compiler: spec files and flags in, compiled flows out.
//!
//! Everything that the commands know of a spec's text stands here: where it was read, what `--set`
//! changed, and that the paths of its `train` section become absolute (those of the file start at
//! its folder, those of flags at the current one).

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use flow_compiler::Compiled;
use flow_compiler::diag::{Diagnostic, Diagnostics, Source};
use flow_compiler::front::yaml;
use flow_compiler::spec::{Entry, Kind, Node, Spec};
use flow_runtime::{Error, Result};

/// A spec as it was typed, with the texts that its errors point into.
#[derive(Clone)]
pub struct Declaration {
    /// The tree.
    pub spec: Spec,
    /// Where the paths of the spec start.
    folder: PathBuf,
    texts: Texts,
}

/// One mistake for a machine to read; places count from 1.
pub struct Problem {
    /// The spec file, or `--set`.
    pub file: String,
    /// The line.
    pub line: Option<u32>,
    /// The column.
    pub column: Option<u32>,
    /// How many columns are wrong.
    pub length: Option<u32>,
    /// The mistake.
    pub message: String,
    /// A way out.
    pub help: Option<String>,
}

/// Everything that was found in a spec.
pub struct Findings {
    /// Mistakes.
    pub problems: Vec<Problem>,
    /// Things that are allowed and may still surprise.
    pub warnings: Vec<String>,
}

impl Declaration {
    /// Reads a spec file and applies `--set key=value` flags to it.
    ///
    /// # Errors
    /// A file that cannot be read; everything that is wrong in it or in the flags.
    pub fn read(path: &Path, sets: &[String]) -> Result<Declaration> {
        Self::parse(Texts::read(path, sets)?, path.parent().unwrap_or(Path::new("")))
    }

    /// Reads a spec that a program holds, and applies settings to it; messages call it `name`. Its paths
    /// start at the current folder.
    ///
    /// # Errors
    /// Everything that is wrong in it or in the settings.
    pub fn of_text(name: &str, text: &str, sets: &[String]) -> Result<Declaration> {
        let texts = Texts { file: name.to_owned(), source: text.to_owned(), sets: sets.to_vec() };
        Self::parse(texts, Path::new(""))
    }

    /// The same declaration, fitted to the rows of a file.
    ///
    /// # Errors
    /// The changed declaration is wrong.
    pub fn with_data(&self, file: &str) -> Result<Declaration> {
        // Written as JSON, whatever a name holds is a text of YAML.
        let file = serde_json::Value::from(file);
        let names_a_file = self.find(&["train", "data", "file"]).is_some();
        self.with(&if names_a_file {
            format!("train.data.file={file}")
        } else {
            format!("train.data={{file: {file}}}")
        })
    }

    /// The same declaration with one more change of the form `key=value`.
    ///
    /// # Errors
    /// The changed declaration is wrong.
    pub fn with(&self, set: &str) -> Result<Declaration> {
        let mut texts = self.texts.clone();
        texts.sets.push(set.to_owned());
        Self::parse(texts, &self.folder)
    }

    /// Parses texts that were read in a folder.
    fn parse(texts: Texts, folder: &Path) -> Result<Declaration> {
        let mut spec = texts.parse().map_err(|diagnostics| texts.failure(&diagnostics))?;
        let here = std::path::absolute(".").map_err(|error| Error::io(Path::new("."), "find", &error))?;
        let beside = here.join(folder);
        if let Some(train) = spec.fields.iter_mut().find(|entry| entry.key.text == "train") {
            make_absolute(&mut train.value, &beside, &here);
        }
        Ok(Declaration { spec, folder: beside, texts })
    }

    /// The compiled flow.
    ///
    /// # Errors
    /// Everything that is wrong with the declaration.
    pub fn compile(&self) -> Result<Compiled> {
        flow_compiler::compile(&self.spec).map_err(|diagnostics| self.texts.failure(&diagnostics))
    }

    /// True for a latent variable model.
    pub fn is_latent(&self) -> bool {
        flow_compiler::check::latent::is_latent(&self.spec)
    }

    /// True for a latent variable model that is fitted by its reconstructions alone.
    pub fn is_autoencoder(&self) -> bool {
        let objective = || {
            let node = self.find(&["train", "objective"])?;
            Some(match &node.kind {
                Kind::Map(entries) => entries.first()?.key.text.clone(),
                _ => node.as_call()?.name.text,
            })
        };
        self.is_latent() && objective().as_deref() == Some("reconstruction")
    }

    /// The name of the score of a row, which only of a flow is a log-likelihood.
    pub fn score_name(&self) -> &'static str {
        match () {
            () if self.is_autoencoder() => "log p(x | z)",
            () if self.is_latent() => "evidence lower bound",
            () => "log-likelihood",
        }
    }

    /// Refuses to build a program of a latent variable model.
    ///
    /// # Errors
    /// It is one.
    pub fn refuse_compiled(&self) -> Result<()> {
        if !self.is_latent() {
            return Ok(());
        }
        Err(Error::input("found `--compile` for a latent variable model, whose plans run in this process")
            .help("leave it out"))
    }

    /// Refuses a latent variable model, which has no log-density in a closed form.
    ///
    /// # Errors
    /// It is one.
    pub(crate) fn refuse_latent(&self) -> Result<()> {
        if !self.is_latent() {
            return Ok(());
        }
        let help = "`flow train`, `flow score` and `flow sample` work on such models";
        Err(Error::input("found a latent variable model, expected a flow").help(help))
    }

    /// True if the flow is fitted to a density and not to data.
    ///
    /// # Errors
    /// The same as those of [`Declaration::compile`].
    pub fn is_fitted_to_density(&self) -> Result<bool> {
        Ok(self.compile()?.flow().train.target.is_some())
    }

    /// Everything that is wrong with a spec file and its flags, or what to know of one that is
    /// right.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn findings(path: &Path, sets: &[String]) -> Result<Findings> {
        let texts = Texts::read(path, sets)?;
        Ok(match texts.parse().and_then(|spec| flow_compiler::compile(&spec)) {
            Ok(compiled) => Findings { problems: Vec::new(), warnings: compiled.warnings() },
            Err(diagnostics) => Findings { problems: texts.problems(&diagnostics), warnings: Vec::new() },
        })
    }

    /// The number of elements of an event, and of a context; the compiler has checked them.
    pub fn sizes(&self) -> (usize, usize) {
        let given = |node| flow_compiler::spec::find(entries(node), "size").map_or_else(|| size(node), size);
        (size(&self.spec.event), self.spec.context.as_ref().map_or(0, given))
    }

    /// The extents of an event that is a grid.
    fn extents(&self) -> Vec<usize> {
        match &self.spec.event.kind {
            Kind::List(extents) => extents.iter().map(size).collect(),
            _ => Vec::new(),
        }
    }

    /// Channels, height and width of an event that is an image.
    pub fn image(&self) -> Option<[usize; 3]> {
        self.extents().try_into().ok()
    }

    /// Channels and length of an event that is a sequence.
    pub fn sequence(&self) -> Option<[usize; 2]> {
        self.extents().try_into().ok()
    }

    /// True where an event is an image or a sequence.
    pub fn is_grid(&self) -> bool {
        self.extents().len() > 1
    }

    /// The same declaration for sequences of another length, or rows of so many numbers; `None` for images.
    pub fn with_length(&self, length: usize) -> Option<Declaration> {
        let mut other = self.clone();
        let last = match &mut other.spec.event.kind {
            Kind::List(extents) if extents.len() < 3 => &mut extents.last_mut()?.kind,
            Kind::List(_) => return None,
            number => number,
        };
        *last = Kind::Number(length.to_string());
        Some(other)
    }

    /// The names by which it calls the columns that it is fitted to; none where it calls them by their
    /// numbers.
    pub fn column_names(&self) -> ColumnNames {
        let of = |key: &str| {
            let node = self.find(&["train", "data", key]);
            node.map_or_else(Vec::new, |node| match &node.kind {
                Kind::List(items) => items.iter().filter_map(text).map(str::to_owned).collect(),
                Kind::Map(entries) => entries.iter().map(|entry| entry.key.text.clone()).collect(),
                _ => text(node).into_iter().map(str::to_owned).collect(),
            })
        };
        let mut names = ColumnNames { events: of("columns"), contexts: of("context"), weights: of("weights") };
        for names in [&mut names.events, &mut names.contexts, &mut names.weights] {
            if names.iter().all(|name| name.parse::<usize>().is_ok()) {
                names.clear();
            }
        }
        names
    }

    /// The value at a path of keys such as `["train", "data", "columns"]`.
    pub fn find(&self, path: &[&str]) -> Option<&Node> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.spec.field(first)?, |node, key| flow_compiler::spec::find(entries(node), key))
    }
}

/// The names by which a declaration calls columns.
#[derive(Clone, Debug, Default)]
pub struct ColumnNames {
    /// The columns of events.
    pub events: Vec<String>,
    /// The columns of contexts.
    pub contexts: Vec<String>,
    /// The column of the weights of rows, if there is one.
    pub weights: Vec<String>,
}

/// A file and the flags beside it; a place names one of them by its number.
#[derive(Clone)]
struct Texts {
    file: String,
    source: String,
    sets: Vec<String>,
}

/// The compiler refuses longer specs; no more than this is read.
const LONGEST: u64 = (1 << 20) + 1;

impl Texts {
    fn read(path: &Path, sets: &[String]) -> Result<Texts> {
        let failed = |error: std::io::Error| Error::io(path, "read", &error);
        // Opening a pipe would wait for its other end.
        let found = fs::metadata(path).map_err(failed)?;
        if !found.is_file() {
            return Err(Error::input(format!("{}: this is no regular file, expected a spec in YAML", path.display())));
        }
        let mut bytes = Vec::new();
        File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes)).map_err(failed)?;
        let source = String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + valid.iter().filter(|&&byte| byte == b'\n').count();
            Error::input(format!("{}:{line}:1: found bytes that are not UTF-8, expected text", path.display()))
        })?;
        Ok(Texts { file: path.display().to_string(), source, sets: sets.to_vec() })
    }

    fn parse(&self) -> std::result::Result<Spec, Diagnostics> {
        let mut spec = yaml::parse(&self.source)?;
        let mut diagnostics = Diagnostics::new();
        for (number, text) in (1..).zip(&self.sets) {
            if let Err(found) = yaml::apply_set(&mut spec, text, number) {
                diagnostics.append(found);
            }
        }
        diagnostics.into_result(spec)
    }

    fn failure(&self, diagnostics: &Diagnostics) -> Error {
        Error::input(diagnostics.render_sources(&self.sources()))
    }

    fn problems(&self, diagnostics: &Diagnostics) -> Vec<Problem> {
        let sources = self.sources();
        let problem = |diagnostic: &Diagnostic| {
            let place = diagnostic.span.place();
            let source = sources.get(place.map_or(0, |place| usize::from(place.source)));
            Problem {
                file: source.map_or_else(String::new, |source| source.name.to_owned()),
                line: place.map(|place| place.line),
                column: place.map(|place| place.column),
                length: place.map(|place| place.len),
                message: diagnostic.message.clone(),
                help: diagnostic.help.clone(),
            }
        };
        diagnostics.iter().map(problem).collect()
    }

    fn sources(&self) -> Vec<Source<'_>> {
        let flags = self.sets.iter().map(|text| Source { name: "--set", text });
        std::iter::once(Source { name: &self.file, text: &self.source }).chain(flags).collect()
    }
}

/// The entries of a map or a call.
pub fn entries(node: &Node) -> &[Entry] {
    match &node.kind {
        Kind::Map(entries) | Kind::Call { entries, .. } => entries,
        _ => &[],
    }
}

/// The product of the sizes of a shape; the compiler has checked them.
fn size(node: &Node) -> usize {
    match &node.kind {
        Kind::Number(text) => text.replace('_', "").parse().unwrap_or(0),
        Kind::List(sizes) => sizes.iter().map(size).product(),
        _ => 0,
    }
}

/// The text of a word or a text, the way a file or column is named.
pub fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Text(text) | Kind::Word(text) => Some(text),
        _ => None,
    }
}

/// Every `file` and `context_file` below `node`, relative to `beside` if it stands in the spec file and to `here` if
/// it stands in a flag.
fn make_absolute(node: &mut Node, beside: &Path, here: &Path) {
    let (Kind::Map(entries) | Kind::Call { entries, .. }) = &mut node.kind else { return };
    for Entry { key, value } in entries {
        let from_flag = value.span.place().is_some_and(|place| place.source > 0);
        let folder = if from_flag { here } else { beside };
        match text(value) {
            Some(path) if ["file", "context_file"].contains(&key.text.as_str()) => {
                let path = clean(&folder.join(path));
                value.kind = Kind::Text(path.display().to_string());
            }
            _ => make_absolute(value, beside, here),
        }
    }
}

/// Without `.` parts, so that equal places are spelled equally; `..` stays, for it may cross a
/// link.
fn clean(path: &Path) -> PathBuf {
    path.components().collect()
}
