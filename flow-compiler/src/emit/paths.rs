//! The names of the runtime. Nothing else in this crate knows them.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::func::count;
use crate::ir::Unary;
use crate::shape::{Degrees, Stairs};

/// The runtime's crate, for what users may name too.
pub fn runtime() -> TokenStream {
    quote!(::flow_runtime)
}

/// Where the runtime keeps what only emitted code names.
pub fn private() -> TokenStream {
    quote!(::flow_runtime::__private)
}

/// The names that emitted functions import.
const NAMES: [&str; 42] = [
    "Activation",
    "Backward",
    "BaseInfo",
    "Degrees",
    "Description",
    "Init",
    "Isa",
    "Layer",
    "LayerInfo",
    "ParameterInfo",
    "Program",
    "Real",
    "Reduction",
    "Reparameterized",
    "Sampler",
    "Stage",
    "Stairs",
    "State",
    "TableInfo",
    "Target",
    "Targeted",
    "add_outer",
    "carve",
    "drop_units",
    "pack",
    "pack_stairs",
    "pack_stairs_transposed",
    "pack_transposed",
    "product",
    "product_gated",
    "product_level",
    "product_level_transposed",
    "product_stairs",
    "product_stairs_transposed",
    "product_stairs_transposed_gated",
    "real",
    "row_of",
    "row_of_mut",
    "rows_of",
    "rows_of_mut",
    "transpose",
    "triangular_solve",
];

/// Whether an emitted program may import this name.
pub fn is_imported(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The import of what a program names, and of nothing else.
pub fn imports(program: &TokenStream) -> TokenStream {
    let mut used = BTreeSet::new();
    collect(program.clone(), &mut used);
    let private = private();
    let names: Vec<Ident> = NAMES.iter().filter(|n| used.contains(**n)).map(|n| format_ident!("{n}")).collect();
    quote!(use #private::{#(#names),*};)
}

fn collect(tokens: TokenStream, used: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                used.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), used),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// An order of degrees, as the rule that it is.
pub fn degrees(d: &Degrees) -> TokenStream {
    let [always, first, groups, size] = [d.always, d.first, d.groups, d.size].map(count);
    quote!(Degrees::new(#always, #first, #groups, #size))
}

/// A staircase mask, as the rule that it is.
pub fn stairs(stairs: &Stairs) -> TokenStream {
    let (rows, columns, strict) = (degrees(&stairs.rows), degrees(&stairs.columns), stairs.strict);
    quote!(Stairs::new(#rows, #columns, #strict))
}

/// The activation that a product applies.
pub fn activation(op: Option<Unary>) -> TokenStream {
    match op {
        Some(Unary::Relu) => quote!(Activation::Relu),
        Some(Unary::Tanh) => quote!(Activation::Tanh),
        Some(Unary::Sigmoid) => quote!(Activation::Sigmoid),
        Some(Unary::Softplus) => quote!(Activation::Softplus),
        _ => quote!(Activation::Identity),
    }
}

/// A word of the catalog as the name of a type or variant: `standard_normal` as `StandardNormal`.
pub fn camel(word: &str) -> Ident {
    let upper =
        |part: &str| part.chars().next().map_or(String::new(), |c| c.to_ascii_uppercase().to_string() + &part[1..]);
    format_ident!("{}", word.split('_').map(upper).collect::<String>())
}

/// The runtime's sampler of a base.
pub fn sampler(word: &str) -> TokenStream {
    let variant = camel(word);
    quote!(Sampler::#variant)
}
