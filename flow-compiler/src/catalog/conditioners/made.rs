//! `made`: a masked perceptron.

use super::{Start, activate, linear, shared};
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::{Degrees, Stairs};
use crate::vocabulary::{Checked, Filled, MaskedConditioner, Settings, Site, Value, Word};

/// A perceptron whose hidden units have degrees: a unit reads what has at most its degree, an
/// output what has less than its element's.
///
/// Elements have degrees 1 to D in the order of their levels, the context has degree 0. Hidden
/// units lie in ascending degree, 1 to D − 1, or from 0 where there is a context: with one element
/// the context is all that a unit can read. Units that are fewer than these degrees have the lowest
/// and others at even distances: every later element has a unit to read, and some of the degrees
/// between have none.
pub struct Made;

impl Word for Made {
    fn name(&self) -> &'static str {
        "made"
    }
    fn doc(&self) -> &'static str {
        "Masked autoencoder for distribution estimation: a perceptron in which the parameters of an element depend on the context \
         and on the elements before it alone. (Germain et al. 2015)"
    }
    fn settings(&self) -> Settings {
        shared(Settings::none().counts("hidden", &[64, 64], "width of each hidden layer")).flag(
            "residual",
            false,
            "whether a hidden layer adds to what it reads, where that is as wide",
        )
    }
    fn masked_conditioner(&self) -> Option<&dyn MaskedConditioner> {
        Some(self)
    }
}

impl MaskedConditioner for Made {
    fn build<'g>(
        &self,
        site: &Site<'g>,
        inputs: Expr<'g>,
        context: usize,
        per_element: usize,
        settings: Checked,
    ) -> Expr<'g> {
        let size = inputs.size() - context;
        let hidden = settings.counts("hidden");
        let mut columns = Degrees { always: context, first: 1, groups: size, size };
        let mut h = inputs;
        for (k, &width) in hidden.iter().enumerate() {
            let rows = hidden_degrees(width, size, context);
            let stairs = Stairs { rows, columns, strict: false };
            let new = activate(linear(site, k, h, width, Start::Usual, Some(stairs)), settings);
            let new = site.dropout(new, settings.number("dropout"));
            let adds = settings.flag("residual") && k > 0 && hidden[k - 1] == width;
            h = if adds { h + new } else { new }.named(&format!("hidden_{k}"));
            columns = rows;
        }
        let rows = Degrees { always: 0, first: 1, groups: size, size: size * per_element };
        let stairs = Stairs { rows, columns, strict: true };
        linear(site, hidden.len(), h, size * per_element, Start::Small, Some(stairs)).named("raw")
    }

    fn warnings(&self, event: &Event, context: usize, settings: Checked) -> Vec<String> {
        narrow("made", settings.counts("hidden"), event.size(), context)
    }

    fn examples(&self) -> Vec<Filled> {
        let defaults = self.defaults();
        let with = |hidden: &[usize], word: &str| {
            defaults.clone().with("hidden", Value::Counts(hidden.to_vec())).with("activation", Value::Word(word.into()))
        };
        vec![
            with(&[7], "relu"),
            with(&[6, 5], "tanh"),
            with(&[5], "softplus"),
            with(&[], "relu"),
            with(&[6, 6], "tanh").with("residual", Value::Flag(true)),
            with(&[6, 6], "relu").with("residual", Value::Flag(true)).with("dropout", Value::Number(0.3)),
            with(&[1], "tanh"),
            with(&[7, 1, 2], "tanh"),
            with(&[2, 2, 6], "softplus").with("residual", Value::Flag(true)),
        ]
    }
}

/// The degrees of `width` hidden units, for an event of `size` elements and a context.
pub fn hidden_degrees(width: usize, size: usize, context: usize) -> Degrees {
    let (first, groups) = if context > 0 { (0, size) } else { (1.min(size - 1), (size - 1).max(1)) };
    Degrees { always: 0, first, groups, size: width }
}

/// Warns of hidden layers with fewer units than there are degrees.
pub(super) fn narrow(name: &str, widths: &[usize], size: usize, context: usize) -> Vec<String> {
    let warn = |width: &usize| {
        let degrees = hidden_degrees(*width, size, context);
        let (highest, groups) = (degrees.degree(width - 1), degrees.groups);
        if *width >= groups {
            return None;
        }
        let unread =
            if highest + 2 == size { format!("level {highest}") } else { format!("levels {highest} to {}", size - 2) };
        Some(format!(
            "`{name}` has a hidden layer of {width} {}, and an event of {size} elements asks for at least {groups}: no unit of it \
             reads what stands at {unread} of the order, counted from 0, so no later element depends on that",
            if *width == 1 { "unit" } else { "units" }
        ))
    };
    widths.iter().filter_map(warn).collect()
}
