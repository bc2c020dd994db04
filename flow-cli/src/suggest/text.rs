//! The spec as text: a line for each decision, with its reason as a comment.

use flow_runtime::data::{ColumnKind, Survey};

use super::column::{Column, Fate, Proposal};
use super::recipe::{Line, Recipe};

/// The column at which comments of short lines begin.
const COMMENT: usize = 34;
/// The length at which comments that have lines of their own wrap.
const WIDTH: usize = 110;

/// The parts that the text is made of.
pub struct Sheet<'a> {
    pub flow: &'a str,
    /// The file as the spec names it.
    pub path: &'a str,
    pub survey: &'a Survey,
    pub columns: &'a [Column],
    pub recipe: &'a Recipe,
    /// Rows without a value in some column, and those that are modelled.
    pub dropped: usize,
    pub rows: usize,
}

/// The text of the spec.
pub fn text(sheet: &Sheet<'_>) -> String {
    let Sheet { flow, path, survey, columns, recipe, .. } = sheet;
    let mut out = Lines(String::new());
    out.remark(
        0,
        &format!("A density of the columns of {}, from a look at its {} rows.", path.escape_debug(), survey.rows),
    );
    out.remark(0, "Try it: flow check, flow explain, flow train -o run. Every line is yours to change.");
    out.add(0, &format!("flow: {flow}"), "");
    let event = columns.iter().filter(|column| column.fate.is_modelled()).count();
    out.add(
        0,
        &format!("event: {event}"),
        "one element for each column that is modelled, in the order of `columns` below",
    );
    out.line(0, &recipe.base);
    out.add(0, "", "");
    out.add(0, "layers:", "");
    recipe.layers.iter().for_each(|line| out.line(2, line));
    out.add(0, "", "");
    out.add(0, "train:", "");
    out.add(2, "data:", "");
    out.add(4, &format!("file: {}", quoted(path)), "relative to this spec");
    for index in &survey.indices {
        out.remark(4, &format!("{index} is no column of the data"));
    }
    data(&mut out, sheet, event);
    recipe.train.iter().for_each(|line| out.line(2, line));
    out.0
}

/// The columns, and the rows that are left out.
fn data(out: &mut Lines, Sheet { survey, columns, dropped, rows, .. }: &Sheet<'_>, event: usize) {
    out.remark(
        4,
        "The values that each column can have, and samples have: real, positive, unit (between 0 and 1), interval: [a, b], angle: \
         [a, b], integer, count (from 0), binary, categorical: [labels].",
    );
    if !survey.named {
        out.remark(4, "The file has no names for its columns: they are called by their numbers, counted from 0.");
    }
    out.add(4, "columns:", "");
    for Column { name, fate } in *columns {
        match fate {
            Fate::Modelled(Proposal { kind, why, notes, .. }) => {
                out.add(6, &format!("{}: {}", key(name), shown(kind)), why);
                notes.iter().for_each(|note| out.remark(8, note));
            }
            Fate::Context { why, .. } | Fate::LeftOut(why) => {
                out.remark(6, &format!("{}: left out: {why}", name.escape_debug()));
            }
        }
    }
    columns.iter().for_each(|column| offer_as_context(out, column, event));
    let markers: Vec<String> = columns
        .iter()
        .filter_map(|Column { name, fate }| match fate {
            Fate::Modelled(Proposal { markers, .. }) if !markers.is_empty() => {
                let markers: Vec<String> = markers.iter().map(|marker| label(marker)).collect();
                Some(format!("{}: [{}]", key(name), markers.join(", ")))
            }
            _ => None,
        })
        .collect();
    if !markers.is_empty() {
        out.add(
            4,
            &format!("missing_marker: {{{}}}", markers.join(", ")),
            "what says that a value is missing, by column",
        );
    }
    let left_out = survey.rows - rows;
    if *dropped > 0 || left_out > 0 {
        let why = format!(
            "{left_out} of {} rows are left out for a value that is missing; `refuse` would end the training",
            survey.rows
        );
        out.add(4, "missing: drop", &why);
    }
}

/// How the others are given a column of labels, as lines that may be uncommented.
fn offer_as_context(out: &mut Lines, Column { name, fate }: &Column, event: usize) {
    let (labels, others) = match fate {
        Fate::Modelled(Proposal { kind: ColumnKind::Categorical(labels), .. }) if event > 1 => (labels, event - 1),
        Fate::Context { labels, .. } => (labels, event),
        _ => return,
    };
    let event = if others < event {
        format!(", `event: {others}` and its line in `columns` taken out,")
    } else {
        String::new()
    };
    let name_shown = name.escape_debug();
    out.remark(
        4,
        &format!(
            "The density of the others given {name_shown} instead: with `context: {}` above{event} write",
            labels.len()
        ),
    );
    out.add(4, &format!("# context: {{{}: {}}}", key(name), shown(&ColumnKind::Categorical(labels.clone()))), "");
}

/// Lines of YAML, with comments.
struct Lines(String);

impl Lines {
    fn line(&mut self, indent: usize, Line { text, why }: &Line) {
        self.add(indent, text, why);
    }

    /// A line, and behind it or above it the reason.
    fn add(&mut self, indent: usize, text: &str, why: &str) {
        let line = format!("{:indent$}{text}", "");
        if why.is_empty() {
            self.put(&line);
        } else if line.len() <= COMMENT && COMMENT + why.len() <= WIDTH {
            self.put(&format!("{line:<COMMENT$} # {why}"));
        } else {
            self.remark(indent, why);
            self.put(&line);
        }
    }

    /// A comment of its own, wrapped.
    fn remark(&mut self, indent: usize, text: &str) {
        let mut line = format!("{:indent$}#", "");
        for word in text.split(' ') {
            if line.len() + 1 + word.len() > WIDTH && !line.ends_with('#') {
                self.put(&line);
                line = format!("{:indent$}#", "");
            }
            line.push(' ');
            line.push_str(word);
        }
        self.put(&line);
    }

    fn put(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }
}

/// A kind as specs write it.
fn shown(kind: &ColumnKind) -> String {
    match kind {
        ColumnKind::Range { low: 0, high: 1 } => "binary".into(),
        ColumnKind::Range { low, high } => format!("{{integer: [{low}, {high}]}}"),
        ColumnKind::Categorical(labels) => {
            let labels: Vec<String> = labels.iter().map(|text| label(text)).collect();
            format!("{{categorical: [{}]}}", labels.join(", "))
        }
        plain => plain.to_string(),
    }
}

/// A name as a key: plain where YAML reads no other thing in it.
fn key(name: &str) -> String {
    const OTHERS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !OTHERS.contains(&name.to_lowercase().as_str());
    if is_word { name.to_owned() } else { quoted(name) }
}

/// A label or a marker: a number as it is, any other text as a key would be.
fn label(text: &str) -> String {
    let number = text.parse::<f64>().is_ok_and(f64::is_finite);
    if number { text.to_owned() } else { key(text) }
}

/// A text in double quotes, as YAML reads it.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            // Line ends that YAML knows are not all control characters.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                format!("\\u{:04x}", u32::from(c))
            }
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}
