//! A declaration as it was typed: the header, its fields, and the user's own bijectors.

use super::{Directed, Entry, Expression, Ident, Kind, Node, find};
use crate::diag::Diagnostics;
use proc_macro2::TokenStream;

/// A whole declaration.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Visibility of the emitted type; empty for private.
    pub visibility: TokenStream,
    /// Lines of the description.
    pub doc: Vec<String>,
    /// The flow's name.
    pub name: Ident,
    /// The shape of an event: a number, or a list of numbers.
    pub event: Node,
    /// The values that the numbers of an event can have, if they are stated.
    pub elements: Option<Node>,
    /// The context, if there is one.
    pub context: Option<Node>,
    /// Everything else, `base`, `layers`, `train` …, in source order; which keys there are is not
    /// known here.
    pub fields: Vec<Entry>,
    /// The user's own bijectors, in source order, names distinct.
    pub bijectors: Vec<UserBijector>,
}

/// A user's own bijector.
#[derive(Clone, Debug)]
pub struct UserBijector {
    /// Its name.
    pub name: Ident,
    /// Its learned parameters, names distinct.
    pub parameters: Vec<Parameter>,
    /// Values computed from the parameters alone, each of which may use those before it; names
    /// distinct.
    pub lets: Vec<Let>,
    /// z → x.
    pub forward: Directed,
    /// x → z, if stated.
    pub inverse: Option<Directed>,
    /// `invertible: assumed`: the word, if stated.
    pub invertible: Option<Ident>,
    /// Everything else, such as `domain`.
    pub entries: Vec<Entry>,
}

/// A parameter of a user's bijector: `alpha: positive`, `slope: per_element(positive)`.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub kind: Ident,
    /// The words or numbers that the type is applied to.
    pub arguments: Vec<Node>,
}

/// `let name = value;`
#[derive(Clone, Debug)]
pub struct Let {
    /// The name.
    pub name: Ident,
    /// The value.
    pub value: Expression,
}

impl Spec {
    /// The value of a field.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Node> {
        find(&self.fields, key)
    }

    /// Reports an event that is neither a number nor a list of numbers.
    pub(crate) fn check_event(event: &Node, diagnostics: &mut Diagnostics) -> bool {
        let is_number = |node: &Node| matches!(node.kind, Kind::Number(_));
        let wrong = match &event.kind {
            Kind::List(items) if !items.is_empty() => items.iter().find(|item| !is_number(item)),
            _ if is_number(event) => None,
            _ => Some(event),
        };
        if let Some(node) = wrong {
            let error =
                diagnostics.error(node.span, format!("expected the shape of an event, found {}", node.describe()));
            error.help("the shape is the number of elements, `2`, or a list of sizes, `[1, 28, 28]`");
        }
        wrong.is_none()
    }
}

/// The parts of a user's bijector that were read so far, in either spelling.
#[derive(Default)]
pub(crate) struct BijectorParts {
    pub parameters: Vec<Parameter>,
    pub lets: Vec<Let>,
    pub forward: Option<Directed>,
    pub inverse: Option<Directed>,
    pub invertible: Option<Ident>,
    pub entries: Vec<Entry>,
}

impl BijectorParts {
    /// The bijector; a missing `forward` is reported unless it was there and wrong.
    pub(crate) fn finish(
        self,
        name: Ident,
        forward_typed: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<UserBijector> {
        if !forward_typed {
            let error = diagnostics.error(name.span, format!("bijector `{}` has no `forward`", name.text));
            error.help("state its formula: `forward: |z| …`");
        }
        let BijectorParts { parameters, lets, forward, inverse, invertible, entries } = self;
        Some(UserBijector { name, parameters, lets, forward: forward?, inverse, invertible, entries })
    }
}
