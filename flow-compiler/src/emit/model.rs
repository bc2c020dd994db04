//! The type that a user sees, and the program behind it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::func::{self, count};
use super::{describe, masks, paths};
use crate::check::Flow;
use crate::lower::{Kind, Placed};
use crate::plan::{FunctionId, KindPlan, Phase, Plan, ProgramPlan, table_offsets};
use crate::vocabulary::Direction;

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
pub fn emit(flow: &Flow, planned: &ProgramPlan) -> Emitted {
    let runtime = paths::runtime();
    // Where the declaration stands, the methods are in scope; a type with context is used through its trait by name.
    let import = if flow.context == 0 { quote!(use #runtime::Flow as _;) } else { TokenStream::new() };
    Emitted { import, model: model(flow, planned), program: program(flow, planned) }
}

fn model(flow: &Flow, planned: &ProgramPlan) -> TokenStream {
    let (runtime, private) = (paths::runtime(), paths::private());
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
            state: #private::State<T>,
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
            pub fn load(path: impl AsRef<::std::path::Path>) -> #runtime::Result<Self> {
                #private::load(path.as_ref())
            }
        }

        impl<T: #runtime::Real> #name<T> {
            /// The same flow in another number type.
            pub fn cast<U: #runtime::Real>(&self) -> #name<U> {
                #private::cast(self)
            }
        }

        impl<T: #runtime::Real> ::core::fmt::Debug for #name<T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #private::describe(self, f)
            }
        }

        #surface
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

fn program(flow: &Flow, planned: &ProgramPlan) -> TokenStream {
    let name = format_ident!("{}", flow.name);
    let description = describe::description(flow, planned);
    let layers = planned.program.kinds.iter().zip(&planned.kinds).map(|(kind, plan)| layer(kind, plan));
    let [log_prob, log_prob_tape, log_prob_vjp] = density_functions(planned.base());
    let of_layer = quote!(declared: usize, layer: Layer<'_, T>);
    let direction = |method: &str, direction: Direction, phase: Phase| {
        let id = FunctionId { direction, phase };
        let function = |k: &KindPlan| k.printed(id).map(|name| format_ident!("{}_{name}", k.name));
        by_layer(planned.program.flow().declared(), planned, method, &function, of_layer.clone(), quote!(layer))
    };
    let directions = [
        direction("inverse", Direction::Inverse, Phase::Apply),
        direction("forward", Direction::Forward, Phase::Apply),
        direction("inverse_tape", Direction::Inverse, Phase::Tape),
        direction("inverse_vjp", Direction::Inverse, Phase::Vjp),
    ];
    let reparameterized = [
        direction("forward_tape", Direction::Forward, Phase::Tape),
        direction("forward_vjp", Direction::Forward, Phase::Vjp),
    ];
    // Draws of a base with parameters of its own do not move with them.
    let moves = planned.program.flow().base.parameters.is_empty();
    let reparameterized = moves.then(|| quote!(impl<T: Real> Reparameterized<T> for #name<T> { #(#reparameterized)* }));
    let embedding = planned.program.flow().embedding.iter().flat_map(|placed| {
        let kind = &planned.kinds[placed.kind];
        let methods = [("embed", Phase::Apply), ("embed_tape", Phase::Tape), ("embed_vjp", Phase::Vjp)];
        methods.map(|(method, phase)| embed(kind, method, phase))
    });
    let prepare = by_layer(
        planned.placed(),
        planned,
        "prepare",
        &|k| (!k.prepare.steps.is_empty()).then(|| format_ident!("{}_prepare", k.name)),
        quote!(declared: usize, parameters: &[T], prepared: &mut [T]),
        quote!(parameters, prepared),
    );
    let uniform_vjp = by_layer(
        planned.placed(),
        planned,
        "uniform_vjp",
        &|k| (!k.uniform_vjp.steps.is_empty()).then(|| format_ident!("{}_uniform_vjp", k.name)),
        quote!(declared: usize, parameters: &[T], uniform: &[T], cotangent: &mut [T]),
        quote!(parameters, uniform, cotangent),
    );
    let target = planned.program.target.iter().zip(&planned.target).map(|(kind, plan)| target(&name, kind, plan));
    let program = quote! {
        #description

        impl<T: Real> Program<T> for #name<T> {
            fn program_description() -> &'static Description {
                &DESCRIPTION
            }
            fn program_from_state(state: State<T>) -> Self {
                Self { state }
            }
            fn program_state(&self) -> &State<T> {
                &self.state
            }
            fn program_state_mut(&mut self) -> &mut State<T> {
                &mut self.state
            }
            #prepare
            #uniform_vjp
            #(#directions)*
            #(#embedding)*
            #[inline(always)]
            fn base_log_prob<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob(isa, layer);
            }
            #[inline(always)]
            fn base_log_prob_tape<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob_tape(isa, layer);
            }
            #[inline(always)]
            fn base_log_prob_vjp<I: Isa>(isa: I, layer: Layer<'_, T>) {
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
fn embed(kind: &KindPlan, method: &str, phase: Phase) -> TokenStream {
    let id = FunctionId { direction: Direction::Inverse, phase };
    let (method, function) = (format_ident!("layer_{method}"), function_of(kind, id));
    let Some(function) = function.filter(|_| kind.plan(id).is_some_and(|plan| !plan.steps.is_empty())) else {
        return TokenStream::new();
    };
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
    planned: &ProgramPlan,
    method: &str,
    function: &dyn Fn(&KindPlan) -> Option<Ident>,
    arguments: TokenStream,
    passed: TokenStream,
) -> TokenStream {
    let method = format_ident!("layer_{method}");
    let mut arms: Vec<(Ident, Vec<usize>)> = Vec::new();
    for (number, placed) in layers.into_iter().enumerate() {
        let Some(function) = function(&planned.kinds[placed.kind]) else { continue };
        match arms.iter_mut().find(|(found, _)| *found == function) {
            Some((_, numbers)) => numbers.push(number),
            None => arms.push((function, vec![number])),
        }
    }
    if arms.is_empty() {
        let unnamed = unnamed(&arguments);
        return quote! {
            #[inline(always)]
            fn #method<I: Isa>(_: I, #unnamed) {}
        };
    }
    let call = |function: &Ident| quote!(#function(isa, #passed));
    let body = match arms.as_slice() {
        [(function, numbers)] if numbers.len() == 1 => {
            let (number, call) = (count(numbers[0]), call(function));
            quote!(if declared == #number { #call; })
        }
        arms => {
            let arms = arms.iter().map(|(function, numbers)| {
                let (numbers, call) = (numbers.iter().map(|n| count(*n)), call(function));
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

/// The function of a kind of layer that is printed for this one.
fn function_of(kind: &KindPlan, id: FunctionId) -> Option<Ident> {
    kind.printed(id).map(|name| format_ident!("{}_{name}", kind.name))
}

/// The three functions of a density: its logarithm, with a tape, and its cotangents.
fn density_functions(kind: &KindPlan) -> [Ident; 3] {
    [Phase::Apply, Phase::Tape, Phase::Vjp].map(|phase| {
        let id = FunctionId { direction: Direction::Inverse, phase };
        function_of(kind, id).expect("a density has cotangents")
    })
}

fn layer(kind: &Kind, plan: &KindPlan) -> TokenStream {
    let name = |suffix: &str| -> Ident { format_ident!("{}_{suffix}", plan.name) };
    let tables = table_offsets(kind);
    let works = |p: &Plan| !p.steps.is_empty();
    let prepare = works(&plan.prepare).then(|| func::prepare(&plan.prepare, &name("prepare"), plan.prepared));
    let uniform_vjp =
        works(&plan.uniform_vjp).then(|| func::uniform_vjp(&plan.uniform_vjp, &name("uniform_vjp"), plan.parameters));
    let directions = plan.shared.iter().map(|shared| {
        let plans: Vec<&Plan> = shared.functions.iter().filter_map(|id| plan.plan(*id)).collect();
        let others: Vec<&str> = plans[1..].iter().map(|other| other.name.as_str()).collect();
        func::per_lane(plans[0], &others, &name(&shared.name), &tables)
    });
    quote!(#prepare #(#directions)* #uniform_vjp)
}

/// The density that the flow is fitted to, as functions and the trait that names them.
fn target(name: &Ident, kind: &Kind, plan: &KindPlan) -> TokenStream {
    let (tape, functions) = (count(plan.density.tape_rows()), layer(kind, plan));
    let [log_prob, log_prob_tape, log_prob_vjp] = density_functions(plan);
    quote! {
        impl<T: Real> Targeted<T> for #name<T> {
            const TARGET_TAPE: usize = #tape;

            #[inline(always)]
            fn target_log_prob<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob(isa, layer);
            }
            #[inline(always)]
            fn target_log_prob_tape<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob_tape(isa, layer);
            }
            #[inline(always)]
            fn target_log_prob_vjp<I: Isa>(isa: I, layer: Layer<'_, T>) {
                #log_prob_vjp(isa, layer);
            }
        }

        #functions
    }
}
