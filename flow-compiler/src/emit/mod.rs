//! Plans to tokens. Emission decides nothing: every loop, buffer and number stands in a plan.
//!
//! ```text
//! runtime      the names of the runtime, the only place that knows them
//! names        of values, each given out once     offsets    where numbers lie, as constants
//! context      a function while it is printed     numbers    as literals
//! function     one plan as one function           statement  one step        elementwise  one loop
//! parts        loops that are functions           work       a loop without names      choices      conditions
//! row          rows of buffers                    text       values with brackets      together     names in one statement
//! description  the flow as static data            program    the traits by which the runtime calls it
//! user_type    the type that a user sees                   latent     the name of three members together
//! package      a whole crate around it, with its `train` section as a value      format  its text
//! c_interface  what C calls of it
//! ```
//! No text of a declaration reaches the tokens but through identifiers from a small alphabet and
//! string literals. The user's type may have any name: functions stand in a module that does not
//! see it, and whatever stands beside it names the runtime by whole paths.

#[cfg(feature = "yaml")]
mod c_interface;
mod choices;
mod context;
mod declared;
mod description;
mod elementwise;
#[cfg(feature = "yaml")]
mod format;
mod function;
pub mod latent;
mod names;
mod numbers;
mod offsets;
#[cfg(feature = "yaml")]
mod package;
mod parts;
mod program;
mod row;
mod runtime;
mod statement;
mod text;
mod together;
#[cfg(feature = "yaml")]
mod train;
mod user_type;
mod work;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::check::Flow;
use crate::plan::ProgramPlan;
#[cfg(feature = "yaml")]
pub use package::{Contents, Dependencies, crate_files, package_name};
use program::Site;
use runtime::Scope;
use user_type::user_type;

/// The expansion of `flow!`: the type, and its program in a scope of its own. A declaration that says
/// how it `trains` has the methods for it.
pub fn expand(flow: &Flow, planned: &ProgramPlan, trains: bool) -> TokenStream {
    let runtime = runtime::runtime();
    // Where the declaration stands, the methods are in scope; a type with context is used through
    // its trait by name.
    let import = (flow.context == 0).then(|| quote!(use #runtime::Flow as _;));
    let user_type = user_type(flow, planned, &flow.visibility);
    let methods = trains.then(|| {
        let (name, methods) = (format_ident!("{}", flow.name), declared::methods(flow));
        quote! {
            impl<FlowReal: #runtime::Real> #name<FlowReal> {
                #methods
            }
        }
    });
    let (inner, outer) = (Scope::imported(), Scope::absolute());
    let functions = program::functions(flow, planned, &inner, &quote!(pub(super)));
    let head = inner.head();
    let name = format_ident!("{}", flow.name);
    let site = Site { scope: &outer, user_type: quote!(#name), functions: quote!(layers::) };
    let implementations = program::implementations(flow, planned, &site);
    quote! {
        #import
        #user_type
        #methods
        const _: () = {
            // Clippy judges style by the places of tokens, and all of these have the place of the
            // macro. A crate that is written out has no such line.
            #[allow(clippy::all)]
            mod layers {
                #head
                #functions
            }
            #implementations
        };
    }
}

/// The pieces of a crate that follow from its flow.
pub struct Emitted {
    /// The public type with its methods and traits.
    pub user_type: TokenStream,
    /// The module of its layers, with its imports.
    pub layers: TokenStream,
}

/// The type and the layers of a crate.
pub fn emit(flow: &Flow, planned: &ProgramPlan) -> Emitted {
    let scope = Scope::imported();
    let functions = program::functions(flow, planned, &scope, &TokenStream::new());
    let name = format_ident!("{}", flow.name);
    let site = Site { scope: &scope, user_type: quote!(crate::#name), functions: TokenStream::new() };
    let implementations = program::implementations(flow, planned, &site);
    let head = scope.head();
    Emitted { user_type: user_type(flow, planned, &quote!(pub)), layers: quote!(#head #functions #implementations) }
}
