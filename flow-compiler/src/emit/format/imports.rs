//! `use`, with its names in the order that rustfmt sorts them to.

use std::cmp::Ordering;

use syn::{ItemUse, UseTree};

use super::Printer;
use super::list::{Layout, Trailing, joined, one_line_or_each};
use super::shape::Shape;
use super::text::{is_one_line, width};

/// A step of a path.
enum Step {
    /// A name, with what it is called here.
    Name(String, Option<String>),
    Glob,
    List(Vec<Vec<Step>>),
}

impl Printer {
    /// An import.
    pub fn import(&self, item: &ItemUse, shape: Shape) -> Option<String> {
        let head = self.visibility(&item.vis);
        let place = shape.after(width(&head) + "use ".len())?.without(1)?;
        Some(format!("{head}use {};", written(&steps_of(item), place)?))
    }
}

/// The order of two imports of one group.
pub fn order(a: &ItemUse, b: &ItemUse) -> Ordering {
    of_paths(&steps_of(a), &steps_of(b))
}

fn steps_of(item: &ItemUse) -> Vec<Step> {
    let mut steps = steps(&item.tree);
    if item.leading_colon.is_some()
        && let Some(Step::Name(name, _)) = steps.first_mut()
    {
        name.insert_str(0, "::");
    }
    steps
}

fn steps(tree: &UseTree) -> Vec<Step> {
    match tree {
        UseTree::Path(e) => {
            let mut rest = steps(&e.tree);
            rest.insert(0, Step::Name(e.ident.to_string(), None));
            rest
        }
        UseTree::Name(e) => vec![Step::Name(e.ident.to_string(), None)],
        UseTree::Rename(e) => vec![Step::Name(e.ident.to_string(), Some(e.rename.to_string()))],
        UseTree::Glob(_) => vec![Step::Glob],
        UseTree::Group(e) => {
            let mut paths: Vec<Vec<Step>> = e.items.iter().map(steps).collect();
            paths.sort_by(|a, b| of_paths(a, b));
            match paths.len() {
                1 if !matches!(paths[0].as_slice(), [Step::Name(name, None)] if name == "self") => paths.remove(0),
                _ => vec![Step::List(paths)],
            }
        }
    }
}

fn written(path: &[Step], mut shape: Shape) -> Option<String> {
    let mut out = String::new();
    for (i, step) in path.iter().enumerate() {
        let text = match step {
            Step::Name(name, None) => name.clone(),
            Step::Name(name, Some(own)) => format!("{name} as {own}"),
            Step::Glob => "*".into(),
            Step::List(paths) => list(paths, shape)?,
        };
        out += &text;
        if i + 1 < path.len() {
            out += "::";
            shape = shape.after(2 + width(&text))?;
        }
    }
    Some(out)
}

fn list(paths: &[Vec<Step>], shape: Shape) -> Option<String> {
    let nested = shape.inner().without(1)?;
    let texts = paths.iter().map(|path| written(path, nested)).collect::<Option<Vec<_>>>()?;
    let has_list = paths.iter().any(|path| matches!(path.last(), Some(Step::List(_))));
    // Beside the two braces, rustfmt leaves two columns free.
    let room = if has_list { 0 } else { shape.width.saturating_sub(4) };
    let items: Vec<Option<String>> = texts.iter().cloned().map(Some).collect();
    let one_line = one_line_or_each(&items, room) == Layout::OneLine;
    if one_line {
        return Some(format!("{{{}}}", texts.join(", ")));
    }
    let text = if has_list {
        joined(&texts, Layout::OneEach, Trailing::IfBroken, nested)
    } else {
        joined(&texts, Layout::Filled, Trailing::IfBroken, nested)
    };
    debug_assert!(!is_one_line(&text) || width(&text) > room || has_list || text.ends_with(','));
    Some(format!("{{{}{text}{}}}", nested.newline(), shape.newline()))
}

fn of_paths(a: &[Step], b: &[Step]) -> Ordering {
    let steps = a.iter().zip(b).map(|(a, b)| of_steps(a, b));
    steps.fold(Ordering::Equal, Ordering::then).then(a.len().cmp(&b.len()))
}

fn of_steps(a: &Step, b: &Step) -> Ordering {
    let rank = |step: &Step| match step {
        Step::Name(name, _) if name == "self" => 0,
        Step::Name(name, _) if name == "super" => 1,
        Step::Name(name, _) if name == "crate" => 2,
        Step::Name(..) => 3,
        Step::Glob => 4,
        Step::List(_) => 5,
    };
    rank(a).cmp(&rank(b)).then_with(|| match (a, b) {
        (Step::Name(a, own_a), Step::Name(b, own_b)) => of_names(a, b).then_with(|| match (own_a, own_b) {
            (Some(a), Some(b)) => of_names(a, b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        }),
        (Step::List(a), Step::List(b)) => {
            let paths = a.iter().zip(b).map(|(a, b)| of_paths(a, b));
            paths.fold(Ordering::Equal, Ordering::then).then(a.len().cmp(&b.len()))
        }
        _ => Ordering::Equal,
    })
}

/// A part of a name: an underscore comes first, numbers go by their value.
enum Part<'a> {
    Underscore,
    Number(u128, &'a str),
    Letters(&'a str),
}

fn parts(mut name: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    while let Some(first) = name.chars().next() {
        let same = |c: char| c != '_' && c.is_ascii_digit() == first.is_ascii_digit();
        let end = if first == '_' { 1 } else { name.find(|c| !same(c)).unwrap_or(name.len()) };
        let (part, rest) = name.split_at(end);
        out.push(match first {
            '_' => Part::Underscore,
            c if c.is_ascii_digit() => Part::Number(part.parse().unwrap_or(u128::MAX), part),
            _ => Part::Letters(part),
        });
        name = rest;
    }
    out
}

/// The order of two names.
pub fn of_names(a: &str, b: &str) -> Ordering {
    let (a, b) = (parts(a), parts(b));
    let pairs = a.iter().zip(&b).map(|(a, b)| match (a, b) {
        (Part::Underscore, Part::Underscore) => Ordering::Equal,
        (Part::Underscore, _) => Ordering::Less,
        (_, Part::Underscore) => Ordering::Greater,
        (Part::Number(a, _), Part::Number(b, _)) => a.cmp(b),
        (Part::Number(_, a) | Part::Letters(a), Part::Number(_, b) | Part::Letters(b)) => a.cmp(b),
    });
    pairs.fold(Ordering::Equal, Ordering::then).then(a.len().cmp(&b.len()))
}
