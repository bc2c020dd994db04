//! The columns of a data file as a declaration names them: a list of names, or a map from names to
//! the values that each column can have.

use crate::diag::{Diagnostics, quoted};
use crate::spec::{Entry, Kind, Node};
use crate::suggest::did_you_mean;

/// The values that a column can have.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnKind {
    /// All numbers.
    Real,
    /// Numbers above 0.
    Positive,
    /// Numbers between 0 and 1.
    Unit,
    /// Numbers between two ends, which are outside.
    Interval(f64, f64),
    /// Angles: a turn goes from the first number to the second, which are one point of the circle.
    Angle(f64, f64),
    /// Whole numbers.
    Integer,
    /// Whole numbers from 0.
    Count,
    /// Whole numbers between two ends, which belong to them.
    Range(i64, i64),
    /// One of these labels.
    Categorical(Vec<String>),
}

/// The kinds that are words.
pub const PLAIN_KINDS: [&str; 6] = ["real", "positive", "unit", "integer", "count", "binary"];

/// The kinds that have a list of their own.
pub const LIST_KINDS: [&str; 4] = ["interval", "angle", "integer", "categorical"];

/// The most labels of a column.
const MOST_LABELS: usize = 1000;

impl ColumnKind {
    /// True where the modelled numbers, which are whole ones with noise or the values themselves,
    /// have an end.
    pub fn has_ends(&self) -> bool {
        !matches!(self, Self::Real | Self::Integer | Self::Angle(..))
    }

    /// The numbers that such a column gives a context.
    pub fn width(&self) -> usize {
        match self {
            Self::Categorical(labels) => labels.len(),
            Self::Angle(..) => 2,
            _ => 1,
        }
    }

    fn read(name: &str, node: &Node, errors: &mut Diagnostics) -> Option<Self> {
        let kind = match &node.kind {
            Kind::Word(word) => Self::plain(word),
            Kind::Map(entries) => match entries.as_slice() {
                [Entry { key, value }] if LIST_KINDS.contains(&key.text.as_str()) => {
                    return Self::with_list(&key.text, value, errors);
                }
                _ => None,
            },
            _ => None,
        };
        if kind.is_none() {
            let guess = match &node.kind {
                Kind::Word(word) => did_you_mean(word, PLAIN_KINDS),
                _ => String::new(),
            };
            let plain = PLAIN_KINDS.map(|kind| format!("`{kind}`")).join(", ");
            let message = format!("the column {} is {}, expected one of {plain}", quoted(name), node.describe());
            errors.error(
                node.span,
                format!("{message}, or `interval`, `angle`, `integer` or `categorical` with a list{guess}"),
            );
        }
        kind
    }

    fn plain(word: &str) -> Option<Self> {
        Some(match word {
            "real" => Self::Real,
            "positive" => Self::Positive,
            "unit" => Self::Unit,
            "integer" => Self::Integer,
            "count" => Self::Count,
            "binary" => Self::Range(0, 1),
            _ => return None,
        })
    }

    /// `interval: [0, 10]`, `integer: [0, 5]`, `categorical: [red, green]`
    fn with_list(word: &str, node: &Node, errors: &mut Diagnostics) -> Option<Self> {
        let items = node.expect_list(errors)?;
        match word {
            "categorical" => labels(node, items, errors).map(Self::Categorical),
            "interval" | "angle" => {
                let (low, high) = ends::<f64>(word, node, items, errors)?;
                let kind = if word == "angle" { Self::Angle(low, high) } else { Self::Interval(low, high) };
                (low < high).then_some(kind).or_else(|| {
                    errors.error(node.span, format!("`{word}` goes from {low} to {high}, expected two ends in order"));
                    None
                })
            }
            _ => {
                let (low, high) = ends::<i64>(word, node, items, errors)?;
                let exact = |x: i64| x.unsigned_abs() < 1 << 53;
                (low < high && exact(low) && exact(high)).then_some(Self::Range(low, high)).or_else(|| {
                    let message = format!("`integer` goes from {low} to {high}, expected at least two whole numbers");
                    errors.error(node.span, message).help("both ends belong to the values: `integer: [0, 5]`");
                    None
                })
            }
        }
    }
}

/// Two numbers.
fn ends<T: std::str::FromStr + Copy>(
    word: &str,
    node: &Node,
    items: &[Node],
    errors: &mut Diagnostics,
) -> Option<(T, T)> {
    let numbers: Vec<Option<T>> = items.iter().map(Node::number).collect();
    if let [Some(low), Some(high)] = numbers[..] {
        return Some((low, high));
    }
    let wrong = items.iter().zip(&numbers).find(|(_, number)| number.is_none());
    let kind = if word == "integer" { "whole number" } else { "number" };
    match wrong {
        Some((item, _)) if items.len() == 2 => {
            errors.error(item.span, format!("`{word}` has {}, expected a {kind}", item.describe()))
        }
        _ => errors.error(node.span, format!("`{word}` has {} items, expected two {kind}s", items.len())),
    }
    .help(format!("write the smallest and the largest: `{word}: [0, 5]`"));
    None
}

/// At least two different labels.
fn labels(node: &Node, items: &[Node], errors: &mut Diagnostics) -> Option<Vec<String>> {
    let before = errors.len();
    let mut labels: Vec<String> = Vec::new();
    for item in items {
        let label = match &item.kind {
            Kind::Word(text) | Kind::Text(text) | Kind::Number(text) => text.clone(),
            Kind::Bool(flag) => flag.to_string(),
            _ => {
                errors.error(item.span, format!("found {}, expected a label", item.describe()));
                continue;
            }
        };
        if labels.contains(&label) {
            errors.error(item.span, format!("`categorical` has the label {} twice", quoted(&label)));
        }
        labels.push(label);
    }
    if !(2..=MOST_LABELS).contains(&items.len()) {
        let message = format!("`categorical` has {} labels, expected from 2 to {MOST_LABELS}", items.len());
        errors.error(node.span, message).help("a column with one value has no density: leave it out");
    }
    (errors.len() == before).then_some(labels)
}

/// Names of columns, none of them twice, and the kind of each where the node is a map.
pub fn read(key: &str, node: &Node, errors: &mut Diagnostics) -> (Vec<String>, Vec<ColumnKind>) {
    if let Kind::Map(entries) = &node.kind {
        let kind = |Entry { key, value }: &Entry| ColumnKind::read(&key.text, value, errors);
        let kinds = entries.iter().map(kind).map(|kind| kind.unwrap_or(ColumnKind::Real)).collect();
        return (entries.iter().map(|entry| entry.key.text.clone()).collect(), kinds);
    }
    (names(key, node, errors), Vec::new())
}

/// A list of names, none of them twice. Where it is wrong, as many names are returned all the same.
pub fn names(key: &str, node: &Node, errors: &mut Diagnostics) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for item in node.expect_list(errors).unwrap_or(&[]) {
        // A number is the name of a column in a file without names.
        if let Kind::Word(name) | Kind::Text(name) | Kind::Number(name) = &item.kind {
            if names.contains(name) {
                errors.error(item.span, format!("`{key}` of `data` names the column {} twice", quoted(name)));
            }
            names.push(name.clone());
        } else {
            errors.error(item.span, format!("found {}, expected the name of a column", item.describe()));
            names.push(String::new());
        }
    }
    names
}
