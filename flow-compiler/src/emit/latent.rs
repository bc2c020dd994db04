//! A latent variable model for a user: the types of its members, and their name together.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::numbers::count;
use super::runtime;
use crate::Compiled;

/// The name of the whole, and how the likelihood finds the members that were declared with it.
pub fn declaration(compiled: &Compiled) -> TokenStream {
    let (runtime, private) = (runtime::runtime(), runtime::private());
    let name = format_ident!("{}", compiled.name());
    let members = compiled.members();
    let types: Vec<_> = members.iter().map(|(_, member)| format_ident!("{}", member.flow().name)).collect();
    let [likelihood, posterior, prior] = [&types[0], &types[1], &types[2]];
    let (text, architecture, specification) = (compiled.name(), compiled.architecture_hash(), compiled.text());
    let visibility = &compiled.flow().visibility;
    let docs = documentation(compiled);
    quote! {
        #(#[doc = #docs])*
        #visibility type #name<FlowReal = f32> = #runtime::latent::Latent<
            FlowReal, #likelihood<FlowReal>, #posterior<FlowReal>, #prior<FlowReal>
        >;

        impl<FlowReal: #runtime::Real> #private::latent::Declares<FlowReal> for #likelihood<FlowReal> {
            type Posterior = #posterior<FlowReal>;
            type Prior = #prior<FlowReal>;

            fn declared_description() -> &'static #private::Description {
                static DESCRIBED: ::std::sync::OnceLock<&'static #private::Description> = ::std::sync::OnceLock::new();
                DESCRIBED.get_or_init(|| {
                    let declaration = #private::latent::Declaration {
                        name: #text,
                        architecture: #architecture,
                        specification: #specification,
                    };
                    #private::latent::describe(declaration, [
                        <Self as #private::Emitted<FlowReal>>::emitted_description(),
                        <#posterior<FlowReal> as #private::Emitted<FlowReal>>::emitted_description(),
                        <#prior<FlowReal> as #private::Emitted<FlowReal>>::emitted_description(),
                    ])
                })
            }
        }
    }
}

fn documentation(compiled: &Compiled) -> Vec<String> {
    let mut lines: Vec<String> = compiled.doc().iter().map(|l| format!(" {}", l.trim())).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let members = compiled.members();
    let parameters: usize = members.iter().map(|(_, member)| member.program().flow().parameter_count()).sum();
    let (size, latent) = (count(members[0].1.flow().event.size()), count(members[2].1.flow().event.size()));
    lines.push(format!(" A density of {size} numbers by {latent} latent ones, with {parameters} parameters:"));
    lines.push(" ```text".into());
    lines.extend(compiled.text().lines().skip(1).map(|l| format!(" {l}")));
    lines.push(" ```".into());
    lines
}
