//! The type that a user sees.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::numbers::count;
use super::runtime;
use crate::check::Flow;
use crate::plan::ProgramPlan;

/// Names of generic parameters that are not the flow's own.
pub fn generics<const N: usize>(flow: &Flow, wanted: [&str; N]) -> [Ident; N] {
    wanted.map(|name| if flow.name == name { format_ident!("{name}1") } else { format_ident!("{name}") })
}

/// The type with its methods and public traits.
pub fn user_type(flow: &Flow, planned: &ProgramPlan, visibility: &TokenStream) -> TokenStream {
    let (runtime, private) = (runtime::runtime(), runtime::private());
    let (name, [t, u]) = (format_ident!("{}", flow.name), generics(flow, ["T", "U"]));
    let docs = documentation(flow, planned);
    let surface = surface(flow, &t);
    quote! {
        #(#[doc = #docs])*
        #[derive(::core::clone::Clone)]
        #visibility struct #name<#t: #runtime::Real = f32> {
            state: #private::State<#t>,
        }

        impl #name<f32> {
            /// A flow whose parameters are drawn from a seed.
            pub fn new(seed: u64) -> Self {
                #private::start(seed)
            }

            /// Reads a model file, as `save` writes it.
            ///
            /// # Errors
            /// Where the file cannot be read, is damaged, or holds another architecture.
            pub fn load(path: impl ::core::convert::AsRef<::std::path::Path>) -> #runtime::Result<Self> {
                #private::load(path.as_ref())
            }

            /// Reads the bytes of a model file, as `to_bytes` gives them.
            ///
            /// # Errors
            /// Where they are damaged, or hold another architecture.
            pub fn from_bytes(bytes: &[u8]) -> #runtime::Result<Self> {
                #private::from_bytes(bytes)
            }
        }

        impl<#t: #runtime::Real> #name<#t> {
            /// The same flow in another number type.
            pub fn cast<#u: #runtime::Real>(&self) -> #name<#u> {
                #private::cast(self)
            }
        }

        impl<#t: #runtime::Real> ::core::fmt::Debug for #name<#t> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #private::describe(self, f)
            }
        }

        #surface
    }
}

/// The public traits, by which a density is used.
fn surface(flow: &Flow, t: &Ident) -> TokenStream {
    let (runtime, name) = (runtime::runtime(), format_ident!("{}", flow.name));
    let (size, context) = (count(flow.event.size()), count(flow.context));
    if flow.context > 0 {
        return quote!(impl<#t: #runtime::Real> #runtime::ConditionalFlow<#t, #size, #context> for #name<#t> {});
    }
    quote! {
        impl<#t: #runtime::Real> #runtime::Flow<#t, #size> for #name<#t> {}

        impl<#t: #runtime::Real> #runtime::rand::distr::Distribution<#runtime::nalgebra::SVector<#t, #size>>
            for #name<#t>
        {
            fn sample<R: #runtime::rand::Rng + ?::core::marker::Sized>(
                &self,
                rng: &mut R,
            ) -> #runtime::nalgebra::SVector<#t, #size> {
                #runtime::Flow::draw(self, rng)
            }
        }
    }
}

fn documentation(flow: &Flow, planned: &ProgramPlan) -> Vec<String> {
    let mut lines: Vec<String> = flow.doc.iter().map(|l| format!(" {}", l.trim())).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let parameters = planned.program.flow().parameter_count();
    let context = if flow.context > 0 { format!(", given {} numbers of context", flow.context) } else { String::new() };
    lines.push(format!(" A density of {} numbers{context}, with {parameters} parameters:", flow.event.size()));
    lines.push(" ```text".into());
    lines.extend(flow.text().lines().skip(1).map(|l| format!(" {l}")));
    lines.push(" ```".into());
    lines
}
