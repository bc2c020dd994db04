//! `binarize`: zeros and ones in place of levels.

use crate::diag::Diagnostics;
use crate::spec::{Kind, Node};
use crate::suggest::did_you_mean;

/// How the elements of an event become 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Binarize {
    /// 1 where `x > t`.
    Threshold(f64),
    /// 1 with the probability `x / 255`, drawn anew in every epoch.
    Dynamic,
}

const WAY_OUT: &str =
    "`binarize: {threshold: 127}` makes 1 of what is greater, `binarize: dynamic` draws 1 with the probability x / 255";

/// The word `dynamic`, or a record with a threshold.
pub fn read(node: &Node, errors: &mut Diagnostics) -> Option<Binarize> {
    match &node.kind {
        Kind::Word(word) if word == "dynamic" => return Some(Binarize::Dynamic),
        Kind::Word(word) | Kind::Text(word) => {
            let guess = did_you_mean(word, ["dynamic", "threshold"]);
            let message = format!("`binarize` of `data` is `{word}`, expected `dynamic` or a threshold{guess}");
            errors.error(node.span, message).help(WAY_OUT);
        }
        Kind::Map(entries) => {
            let mut threshold = None;
            for entry in entries {
                if entry.key.text != "threshold" {
                    let guess = did_you_mean(&entry.key.text, ["threshold"]);
                    let message = format!("`binarize` has no setting `{}`{guess}", entry.key.text);
                    errors.error(entry.key.span, message).help(WAY_OUT);
                    return None;
                }
                threshold = Some(&entry.value);
            }
            match threshold.map(|node| (node, node.number::<f64>().filter(|t| t.is_finite()))) {
                Some((_, Some(threshold))) => return Some(Binarize::Threshold(threshold)),
                Some((node, None)) => {
                    let message = format!("`threshold` of `binarize` is {}, expected a finite number", node.describe());
                    errors.error(node.span, message).help(WAY_OUT);
                }
                None => {
                    errors.error(node.span, "`binarize` needs `threshold`").help(WAY_OUT);
                }
            }
        }
        _ => {
            let message = format!("`binarize` of `data` is {}, expected `dynamic` or a threshold", node.describe());
            errors.error(node.span, message).help(WAY_OUT);
        }
    }
    None
}
