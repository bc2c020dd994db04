//! The type that a user sees, and the program behind it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::func::{self, count};
use super::{Planned, describe, masks, paths};
use crate::check::Flow;
use crate::lower::{Kind, Placed};
use crate::plan::{KindPlan, Plan};

/// What is emitted for a flow.
pub struct Emitted {
    /// The import of the trait whose methods the type has.
    pub import: TokenStream,
    /// The type with its methods and public traits.
    pub model: TokenStream,
    /// The program: its layers' functions and its static description.
    pub program: TokenStream,
}

impl Emitted {
    /// Both, as a macro expands to them: the program in a scope of its own.
    pub fn in_scope(&self) -> TokenStream {
        let (import, model, program) = (&self.import, &self.model, &self.program);
        quote!(#import #model const _: () = { #program };)
    }
}

/// Emits a planned flow.
pub fn emit(flow: &Flow, planned: &Planned) -> Emitted {
    let runtime = paths::runtime();
    // Where the declaration stands, the methods are in scope; a type with context is used through its trait by name.
    let import = if flow.context == 0 { quote!(use #runtime::Flow as _;) } else { TokenStream::new() };
    Emitted { import, model: model(flow, planned), program: program(flow, planned) }
}

fn model(flow: &Flow, planned: &Planned) -> TokenStream {
    let runtime = paths::runtime();
    let name = format_ident!("{}", flow.name);
    let visibility = &flow.visibility;
    let docs = documentation(flow, planned);
    let (size, context) = (count(flow.event.size()), count(flow.context));
    let surface = if flow.context == 0 {
        let draw = quote! {
            impl<T: #runtime::Real> #runtime::rand::distr::Distribution<#runtime::nalgebra::SVector<T, #size>> for #name<T> {
                fn sample<R: #runtime::rand::Rng + ?Sized>(&self, rng: &mut R) -> #runtime::nalgebra::SVector<T, #size> {
                    self.draw(rng)
                }
            }
        };
        quote!(impl<T: #runtime::Real> #runtime::Flow<T, #size> for #name<T> {} #draw)
    } else {
        quote!(impl<T: #runtime::Real> #runtime::ConditionalFlow<T, #size, #context> for #name<T> {})
    };
    quote! {
        #(#[doc = #docs])*
        #[derive(Clone)]
        #visibility struct #name<T: #runtime::Real = f32> {
            state: #runtime::state::State<T>,
        }

        impl #name<f32> {
            /// A flow whose parameters are drawn from a seed.
            pub fn new(seed: u64) -> Self {
                #runtime::flow::start(seed)
            }

            /// Reads a model file, as `save` writes it.
            ///
            /// # Errors
            /// Where the file cannot be read, is damaged, or holds another architecture.
            pub fn load(path: impl AsRef<::std::path::Path>) -> #runtime::Result<Self> {
                #runtime::flow::load(path.as_ref())
            }
        }

        impl<T: #runtime::Real> #name<T> {
            /// The same flow in another number type.
            pub fn cast<U: #runtime::Real>(&self) -> #name<U> {
                #runtime::flow::cast(self)
            }
        }

        impl<T: #runtime::Real> ::core::fmt::Debug for #name<T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::flow::describe(self, f)
            }
        }

        #surface
    }
}

fn documentation(flow: &Flow, planned: &Planned) -> Vec<String> {
    let mut lines: Vec<String> = flow.doc.iter().map(|l| format!(" {}", l.trim())).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let parameters = planned.program.parameter_count();
    let context = if flow.context > 0 { format!(", given {} numbers of context", flow.context) } else { String::new() };
    lines.push(format!(" A density of {} numbers{context}, with {parameters} parameters:", flow.event.size()));
    lines.push(" ```text".into());
    lines.extend(flow.text().lines().skip(1).map(|l| format!(" {l}")));
    lines.push(" ```".into());
    lines
}

fn program(flow: &Flow, planned: &Planned) -> TokenStream {
    let name = format_ident!("{}", flow.name);
    let description = describe::description(flow, planned);
    let layers = planned.program.kinds.iter().zip(&planned.kinds).map(|(kind, plan)| layer(kind, plan));
    let base_function = |suffix: &str| function_of(planned.base(), suffix);
    let (log_prob, log_prob_tape, log_prob_vjp) =
        (base_function("log_prob"), base_function("log_prob_tape"), base_function("log_prob_vjp"));
    let of_layer = quote!(declared: usize, layer: Layer<'_, T>);
    let direction = |function: &str, plan: &dyn Fn(&KindPlan) -> Option<&Plan>| {
        by_layer(planned.declared(), planned, function, plan, of_layer.clone(), quote!(layer))
    };
    let directions = [
        direction("inverse", &|k| Some(&k.density.apply)),
        direction("forward", &|k| k.sampling.as_ref().map(|s| &s.apply)),
        direction("inverse_tape", &|k| Some(&k.density.tape)),
        direction("inverse_vjp", &|k| Some(&k.density.vjp)),
    ];
    let reparameterized = [
        direction("forward_tape", &|k| k.sampling.as_ref().map(|s| &s.tape)),
        direction("forward_vjp", &|k| k.sampling.as_ref().map(|s| &s.vjp)),
    ];
    // Draws of a base with parameters of its own do not move with them.
    let moves = planned.program.base.parameters.is_empty();
    let reparameterized = moves.then(|| quote!(impl<T: Real> Reparameterized<T> for #name<T> { #(#reparameterized)* }));
    let embedding = planned.program.embedding.iter().flat_map(|placed| {
        let density = &planned.kinds[placed.kind].density;
        let methods = [("embed", &density.apply), ("embed_tape", &density.tape), ("embed_vjp", &density.vjp)];
        let kind = &planned.kinds[placed.kind];
        methods.map(|(method, plan)| embed(kind, method, plan))
    });
    let prepare = by_layer(
        planned.placed(),
        planned,
        "prepare",
        &|k| Some(&k.prepare).filter(|p| !p.steps.is_empty()),
        quote!(declared: usize, parameters: &[T], prepared: &mut [T]),
        quote!(parameters, prepared),
    );
    let uniform_vjp = by_layer(
        planned.placed(),
        planned,
        "uniform_vjp",
        &|k| Some(&k.uniform_vjp).filter(|p| !p.steps.is_empty()),
        quote!(declared: usize, parameters: &[T], uniform: &[T], cotangent: &mut [T]),
        quote!(parameters, uniform, cotangent),
    );
    let target = planned.program.target.iter().zip(&planned.target).map(|(kind, plan)| target(&name, kind, plan));
    let program = quote! {
        #description

        impl<T: Real> Program<T> for #name<T> {
            fn description() -> &'static Description {
                &DESCRIPTION
            }
            fn from_state(state: State<T>) -> Self {
                Self { state }
            }
            fn state(&self) -> &State<T> {
                &self.state
            }
            fn state_mut(&mut self) -> &mut State<T> {
                &mut self.state
            }
            #prepare
            #uniform_vjp
            #(#directions)*
            #(#embedding)*
            #[inline(always)]
            fn log_prob<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob(isa, layer);
            }
            #[inline(always)]
            fn log_prob_tape<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob_tape(isa, layer);
            }
            #[inline(always)]
            fn log_prob_vjp<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob_vjp(isa, layer);
            }
        }

        #reparameterized

        #(#layers)*
        #(#target)*
    };
    let program = masks::named(program);
    let imports = paths::imports(&program);
    quote!(#imports #program)
}

/// A method of the context's embedding; a function that has nothing to do is left out.
fn embed(kind: &KindPlan, method: &str, plan: &Plan) -> TokenStream {
    if plan.steps.is_empty() {
        return TokenStream::new();
    }
    let (method, function) = (format_ident!("{method}"), function_of(kind, method));
    quote! {
        #[inline(always)]
        fn #method<I: Isa>(isa: I, layer: Layer<'_, T>) {
            #function(isa, layer);
        }
    }
}

/// A method that turns from a declared layer's number to the function of its kind; kinds that have nothing to do are left out.
fn by_layer(
    layers: Vec<&Placed>,
    planned: &Planned,
    function: &str,
    plan: &dyn Fn(&KindPlan) -> Option<&Plan>,
    arguments: TokenStream,
    passed: TokenStream,
) -> TokenStream {
    let method = format_ident!("{function}");
    let mut arms: Vec<(usize, Vec<usize>)> = Vec::new();
    for (number, placed) in layers.into_iter().enumerate() {
        if plan(&planned.kinds[placed.kind]).is_none() {
            continue;
        }
        match arms.iter_mut().find(|(kind, _)| *kind == placed.kind) {
            Some((_, numbers)) => numbers.push(number),
            None => arms.push((placed.kind, vec![number])),
        }
    }
    if arms.is_empty() {
        let unnamed = unnamed(&arguments);
        return quote! {
            #[inline(always)]
            fn #method<I: Isa>(_: I, #unnamed) {}
        };
    }
    let call = |kind: usize| {
        let function = function_of(&planned.kinds[kind], function);
        quote!(#function(isa, #passed))
    };
    let body = match arms.as_slice() {
        [(kind, numbers)] if numbers.len() == 1 => {
            let (number, call) = (count(numbers[0]), call(*kind));
            quote!(if declared == #number { #call; })
        }
        arms => {
            let arms = arms.iter().map(|(kind, numbers)| {
                let (numbers, call) = (numbers.iter().map(|n| count(*n)), call(*kind));
                quote!(#(#numbers)|* => #call,)
            });
            quote!(match declared { #(#arms)* _ => {} })
        }
    };
    quote! {
        #[inline(always)]
        fn #method<I: Isa>(isa: I, #arguments) {
            #body
        }
    }
}

/// The arguments with `_` for their names.
fn unnamed(arguments: &TokenStream) -> TokenStream {
    let mut out = Vec::new();
    let mut tokens = arguments.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        let names = matches!(&token, TokenTree::Ident(_))
            && matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == ':');
        out.push(if names { TokenTree::Ident(format_ident!("_")) } else { token });
    }
    out.into_iter().collect()
}

/// The function of a kind of layer that does what one of this name should.
fn function_of(kind: &KindPlan, name: &str) -> Ident {
    format_ident!("{}_{}", kind.name, kind.stand_in(name))
}

fn layer(kind: &Kind, plan: &KindPlan) -> TokenStream {
    let name = |suffix: &str| -> Ident { format_ident!("{}_{suffix}", plan.name) };
    let tables = Planned::table_offsets(kind);
    let works = |p: &Plan| !p.steps.is_empty();
    let prepare = works(&plan.prepare).then(|| func::prepare(&plan.prepare, &name("prepare"), plan.prepared));
    let uniform_vjp =
        works(&plan.uniform_vjp).then(|| func::uniform_vjp(&plan.uniform_vjp, &name("uniform_vjp"), plan.parameters));
    let directions = plan.distinct().into_iter().map(|(first, others)| {
        let others: Vec<&str> = others.iter().map(|other| other.name.as_str()).collect();
        func::per_lane(first, &others, &name(&first.name), &tables)
    });
    quote!(#prepare #(#directions)* #uniform_vjp)
}

/// The density that the flow is fitted to, as functions and the trait that names them.
fn target(name: &Ident, kind: &Kind, plan: &KindPlan) -> TokenStream {
    let (tape, functions) = (count(plan.density.tape_rows()), layer(kind, plan));
    let [log_prob, log_prob_tape, log_prob_vjp] =
        ["log_prob", "log_prob_tape", "log_prob_vjp"].map(|method| function_of(plan, method));
    quote! {
        impl<T: Real> Targeted<T> for #name<T> {
            const TARGET_TAPE: usize = #tape;

            #[inline(always)]
            fn target<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob(isa, layer);
            }
            #[inline(always)]
            fn target_tape<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob_tape(isa, layer);
            }
            #[inline(always)]
            fn target_vjp<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob_vjp(isa, layer);
            }
        }

        #functions
    }
}
