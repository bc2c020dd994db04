//! The texts of values, with brackets where an operation needs them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Binary;

/// How tightly the text of a value binds, from the loosest.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub enum Binding {
    Choice,
    Comparison,
    Sum,
    Product,
    Negative,
    Whole,
}

/// The text of a value.
#[derive(Clone)]
pub struct Text {
    pub tokens: TokenStream,
    pub binding: Binding,
}

impl Text {
    /// A text that needs no brackets.
    pub fn whole(tokens: TokenStream) -> Self {
        Text { tokens, binding: Binding::Whole }
    }

    /// The text where at least this binding is needed, in brackets where it has less.
    pub fn at_least(self, binding: Binding) -> TokenStream {
        let tokens = self.tokens;
        if self.binding < binding { quote!((#tokens)) } else { tokens }
    }
}

/// An operation on two values.
pub fn binary(op: Binary, a: Text, b: Text) -> Text {
    let (binding, tighter) = match op {
        Binary::Less => (Binding::Comparison, Binding::Sum),
        Binary::Add | Binary::Sub => (Binding::Sum, Binding::Product),
        Binary::Mul | Binary::Div => (Binding::Product, Binding::Negative),
    };
    // Operations of one binding go from left to right; comparisons do not follow each other.
    let left = if op == Binary::Less { tighter } else { binding };
    let (a, b) = (a.at_least(left), b.at_least(tighter));
    let tokens = match op {
        Binary::Add => quote!(#a + #b),
        Binary::Sub => quote!(#a - #b),
        Binary::Mul => quote!(#a * #b),
        Binary::Div => quote!(#a / #b),
        Binary::Less => quote!(#a < #b),
    };
    Text { tokens, binding }
}
