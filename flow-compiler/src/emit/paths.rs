//! The names of the runtime. Nothing else in this crate knows them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ir::Unary;

/// The runtime's crate.
pub fn runtime() -> TokenStream {
    quote!(::flow_runtime)
}

/// What emitted functions import.
pub fn imports() -> TokenStream {
    let runtime = runtime();
    quote! {
        use #runtime::Real;
        use #runtime::chain::{Chain, Layer, carve, real, row_of, row_of_mut};
        use #runtime::isa::Isa;
        use #runtime::kernels::{Activation, pack, pack_transposed, product};
        use #runtime::program::{
            Backward, BaseInfo, Description, Init, LayerInfo, ParameterInfo, Program, Reduction, Sampler, Stage,
            TableInfo, Target,
        };
        use #runtime::state::State;
    }
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
    let upper = |part: &str| part.chars().next().map_or(String::new(), |c| c.to_ascii_uppercase().to_string() + &part[1..]);
    format_ident!("{}", word.split('_').map(upper).collect::<String>())
}

/// The runtime's sampler of a base.
pub fn sampler(word: &str) -> TokenStream {
    let variant = camel(word);
    quote!(Sampler::#variant)
}
