//! A latent variable model for a user: the types of its members, and their name together.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{declared, runtime};
use crate::check::Flow;
use crate::check::train::Validation;

/// The facts of a latent variable model that its members do not tell.
pub struct Whole<'a> {
    /// Its name.
    pub name: &'a str,
    /// The lines of its description.
    pub doc: &'a [String],
    /// The hash of its architecture.
    pub architecture: &'a str,
    /// The text of its architecture.
    pub text: &'a str,
    /// The number of parameters of all members.
    pub parameters: usize,
}

/// The name of the whole, and how the likelihood finds the members that were declared with it: the members
/// are likelihood, posterior and prior.
pub fn declaration(whole: &Whole, members: [&Flow; 3]) -> TokenStream {
    let (runtime, private) = (runtime::runtime(), runtime::private());
    let name = format_ident!("{}", whole.name);
    let [likelihood, posterior, prior] = members.map(|member| format_ident!("{}", member.name));
    let Whole { name: text, architecture, text: specification, .. } = whole;
    let visibility = &members[0].visibility;
    let docs = documentation(whole, members);
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

/// The options and the bound that the section `train` says; the likelihood holds them.
pub fn fitted(likelihood: &Flow) -> TokenStream {
    let (runtime, private) = (runtime::runtime(), runtime::private());
    let (options, objective) = (declared::options(&likelihood.train), declared::elbo(&likelihood.train));
    let name = format_ident!("{}", likelihood.name);
    let names_rows = matches!(likelihood.train.validation, Some(Validation::Data(_)));
    quote! {
        impl<FlowReal: #runtime::Real> #private::latent::Fitted<FlowReal> for #name<FlowReal> {
            const NAMES_VALIDATION_ROWS: bool = #names_rows;

            fn declared_options() -> #runtime::FitOptions {
                #options
            }
            fn declared_objective() -> #runtime::fit::Elbo {
                #objective
            }
        }
    }
}

fn documentation(whole: &Whole, members: [&Flow; 3]) -> Vec<String> {
    let mut lines: Vec<String> = whole.doc.iter().map(|l| format!(" {}", l.trim())).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let (size, latent, parameters) = (members[0].event.size(), members[2].event.size(), whole.parameters);
    lines.push(format!(" A density of {size} numbers by {latent} latent ones, with {parameters} parameters:"));
    lines.push(" ```text".into());
    lines.extend(whole.text.lines().skip(1).map(|l| format!(" {l}")));
    lines.push(" ```".into());
    lines
}
