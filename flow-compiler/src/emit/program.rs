//! The program behind the user's type: its layers' functions, its static description, and the
//! traits by which the runtime calls them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::context::Surroundings;
use super::description::description;
use super::function;
use super::numbers::count;
use super::offsets::Offsets;
use super::parts::Parts;
use super::runtime::Scope;
use super::user_type::generics;
use crate::check::Flow;
use crate::lower::{Kind, Placed};
use crate::plan::{FunctionId, KindPlan, Phase, Plan, ProgramPlan, table_offsets};
use crate::vocabulary::Direction;

/// Where the pieces of a program stand, and how they name each other.
pub struct Site<'s> {
    /// The names of the traits' implementations.
    pub scope: &'s Scope,
    /// The path of the user's type.
    pub user_type: TokenStream,
    /// The path of the module that holds the functions, with its colons.
    pub functions: TokenStream,
}

/// The description and the functions of all layers, of the base and of the target. `visibility` is
/// that of what the traits' implementations name.
pub fn functions(flow: &Flow, planned: &ProgramPlan, scope: &Scope, visibility: &TokenStream) -> TokenStream {
    let kinds = planned.program.kinds.iter().zip(&planned.kinds);
    let of = |(kind, plan): (&Kind, &KindPlan)| Offsets::of(kind, plan);
    let offsets: Vec<Offsets> = kinds.clone().map(of).collect();
    let description = description(flow, planned, scope, &offsets);
    let target = planned.program.target.iter().zip(&planned.target);
    let of_target: Vec<Offsets> = target.clone().map(of).collect();
    let all = kinds.zip(&offsets).chain(target.zip(&of_target));
    let tables: Vec<Vec<usize>> =
        planned.program.kinds.iter().chain(&planned.program.target).map(table_offsets).collect();
    let of_samples = planned.kinds.iter().chain(&planned.target).zip(&tables);
    let parts =
        Parts::of(of_samples.flat_map(|(kind, tables)| printed_plans(kind).map(|plan| (plan, tables.as_slice()))));
    let layers = all.map(|((kind, plan), offsets)| layer(kind, plan, scope, offsets, &parts, visibility));
    let layers: Vec<TokenStream> = layers.collect();
    let parts = parts.functions();
    quote!(#visibility #description #(#layers)* #parts)
}

/// The implementations of the runtime's traits.
pub fn implementations(flow: &Flow, planned: &ProgramPlan, site: &Site) -> TokenStream {
    let [t, isa] = generics(flow, ["T", "I"]);
    let of = Implementation { planned, site, t, isa };
    let program = of.program();
    let emitted = of.emitted();
    let reparameterized = of.reparameterized();
    let target = planned.target.as_ref().map(|target| of.targeted(target));
    quote!(#program #emitted #reparameterized #target)
}

/// The traits of a type while they are printed.
struct Implementation<'p> {
    planned: &'p ProgramPlan<'p>,
    site: &'p Site<'p>,
    t: Ident,
    isa: Ident,
}

impl<'p> Implementation<'p> {
    fn program(&self) -> TokenStream {
        let (Site { scope, user_type, functions }, t) = (self.site, &self.t);
        let [real, program] = scope.names(["Real", "Program"]);
        let [parametric, description, state] = scope.names(["Parametric", "Description", "State"]);
        let directions = [
            self.direction("inverse", Direction::Inverse, Phase::Apply),
            self.direction("forward", Direction::Forward, Phase::Apply),
            self.direction("inverse_tape", Direction::Inverse, Phase::Tape),
            self.direction("inverse_vjp", Direction::Inverse, Phase::Vjp),
        ];
        let embedding = self.planned.program.flow().embedding.iter().flat_map(|placed| {
            let kind = &self.planned.kinds[placed.kind];
            [("layer_embed", Phase::Apply), ("layer_embed_tape", Phase::Tape), ("layer_embed_vjp", Phase::Vjp)]
                .map(|(method, phase)| self.density_method(method, kind, phase))
        });
        let base = self.planned.base();
        let base =
            [("base_log_prob", Phase::Apply), ("base_log_prob_tape", Phase::Tape), ("base_log_prob_vjp", Phase::Vjp)]
                .map(|(method, phase)| self.density_method(method, base, phase));
        let placed = self.planned.placed();
        let prepare = self.by_layer(
            &placed,
            "prepare",
            &|k| (!k.prepare.steps.is_empty()).then(|| format_ident!("{}_prepare", k.name)),
            &[("parameters", quote!(&[#t])), ("prepared", quote!(&mut [#t]))],
        );
        let uniform_vjp = self.by_layer(
            &placed,
            "uniform_vjp",
            &|k| (!k.uniform_vjp.steps.is_empty()).then(|| format_ident!("{}_uniform_vjp", k.name)),
            &[("parameters", quote!(&[#t])), ("uniform", quote!(&[#t])), ("cotangent", quote!(&mut [#t]))],
        );
        quote! {
            impl<#t: #real> #parametric<#t> for #user_type<#t> {
                fn program_description(&self) -> &'static #description {
                    &#functions DESCRIPTION
                }
                fn program_with_state(&self, state: #state<#t>) -> Self {
                    Self { state }
                }
                fn program_state(&self) -> &#state<#t> {
                    &self.state
                }
                fn program_state_mut(&mut self) -> &mut #state<#t> {
                    &mut self.state
                }
                #prepare
            }
            impl<#t: #real> #program<#t> for #user_type<#t> {
                #uniform_vjp
                #(#directions)*
                #(#embedding)*
                #(#base)*
            }
        }
    }

    /// Implements `Emitted` for the type: its description, and how it is made from a state.
    fn emitted(&self) -> TokenStream {
        let (Site { scope, user_type, functions }, t) = (self.site, &self.t);
        let [real, emitted, description, state] = scope.names(["Real", "Emitted", "Description", "State"]);
        quote! {
            impl<#t: #real> #emitted<#t> for #user_type<#t> {
                fn emitted_description() -> &'static #description {
                    &#functions DESCRIPTION
                }
                fn emitted_from_state(state: #state<#t>) -> Self {
                    Self { state }
                }
            }
        }
    }

    /// Draws of a base with parameters of its own do not move with them.
    fn reparameterized(&self) -> Option<TokenStream> {
        let moves = |kind: &KindPlan| kind.sampling.as_ref().is_none_or(|sampling| sampling.reverse.is_some());
        if !self.planned.program.flow().base.parameters.is_empty() || !self.planned.kinds.iter().all(moves) {
            return None;
        }
        let (Site { scope, user_type, .. }, t) = (self.site, &self.t);
        let [real, reparameterized] = scope.names(["Real", "Reparameterized"]);
        let methods = [
            self.direction("forward_tape", Direction::Forward, Phase::Tape),
            self.direction("forward_vjp", Direction::Forward, Phase::Vjp),
        ];
        Some(quote!(impl<#t: #real> #reparameterized<#t> for #user_type<#t> { #(#methods)* }))
    }

    /// The density that the flow is fitted to.
    fn targeted(&self, target: &KindPlan) -> TokenStream {
        let (Site { scope, user_type, .. }, t) = (self.site, &self.t);
        let [real, targeted] = scope.names(["Real", "Targeted"]);
        let tape = count(target.density.tape_rows());
        let methods = [
            ("target_log_prob", Phase::Apply),
            ("target_log_prob_tape", Phase::Tape),
            ("target_log_prob_vjp", Phase::Vjp),
        ];
        let methods = methods.map(|(method, phase)| self.density_method(method, target, phase));
        quote! {
            impl<#t: #real> #targeted<#t> for #user_type<#t> {
                fn target_tape(&self) -> usize {
                    #tape
                }

                #(#methods)*
            }
        }
    }

    /// A method that calls one function of a kind with one direction.
    fn density_method(&self, method: &str, kind: &KindPlan, phase: Phase) -> TokenStream {
        let id = FunctionId { direction: Direction::Inverse, phase };
        let (Site { scope, functions, .. }, t, isa) = (self.site, &self.t, &self.isa);
        let (method, [isa_trait, layer]) = (format_ident!("{method}"), scope.names(["Isa", "Layer"]));
        let Some(function) = printed(kind, id) else {
            return quote! {
                #[inline(always)]
                fn #method<#isa: #isa_trait>(&self, _: #isa, _: #layer<'_, #t>) {}
            };
        };
        quote! {
            #[inline(always)]
            fn #method<#isa: #isa_trait>(&self, isa: #isa, layer: #layer<'_, #t>) {
                #functions #function(isa, layer);
            }
        }
    }

    /// The method of a direction and phase, for any declared layer.
    fn direction(&self, method: &str, direction: Direction, phase: Phase) -> TokenStream {
        let (t, layer) = (&self.t, self.site.scope.name("Layer"));
        let id = FunctionId { direction, phase };
        let declared = self.planned.program.flow().declared();
        self.by_layer(&declared, method, &|kind| printed(kind, id), &[("layer", quote!(#layer<'_, #t>))])
    }

    /// A method that turns from a declared layer's number to the function of its kind; kinds that
    /// have nothing to do are left out.
    fn by_layer(
        &self,
        layers: &[&Placed],
        method: &str,
        function: &dyn Fn(&KindPlan) -> Option<Ident>,
        arguments: &[(&str, TokenStream)],
    ) -> TokenStream {
        let method = format_ident!("layer_{method}");
        let (isa, isa_trait, functions) = (&self.isa, self.site.scope.name("Isa"), &self.site.functions);
        let names: Vec<Ident> = arguments.iter().map(|(name, _)| format_ident!("{name}")).collect();
        let types: Vec<&TokenStream> = arguments.iter().map(|(_, of)| of).collect();
        let mut arms: Vec<(Ident, Vec<usize>)> = Vec::new();
        for (number, placed) in layers.iter().enumerate() {
            let Some(function) = function(&self.planned.kinds[placed.kind]) else { continue };
            match arms.iter_mut().find(|(found, _)| *found == function) {
                Some((_, numbers)) => numbers.push(number),
                None => arms.push((function, vec![number])),
            }
        }
        if arms.is_empty() {
            return quote! {
                #[inline(always)]
                fn #method<#isa: #isa_trait>(&self, _: #isa, _: usize, #(_: #types),*) {}
            };
        }
        let call = |function: &Ident| quote!(#functions #function(isa, #(#names),*));
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
            fn #method<#isa: #isa_trait>(&self, isa: #isa, declared: usize, #(#names: #types),*) {
                #body
            }
        }
    }
}

/// The function of a kind that is printed for this one; nothing where it has no work.
fn printed(kind: &KindPlan, id: FunctionId) -> Option<Ident> {
    kind.plan(id).filter(|plan| !plan.steps.is_empty())?;
    kind.printed(id).map(|name| format_ident!("{}_{name}", kind.name))
}

/// The functions of samples of a kind that are printed.
fn printed_plans(kind: &KindPlan) -> impl Iterator<Item = &Plan> {
    kind.shared.iter().filter_map(|shared| {
        let mut plans = shared.functions.iter().filter_map(|id| kind.plan(*id));
        plans.find(|plan| plan.name == shared.name)
    })
}

/// The functions of one kind.
fn layer(
    kind: &Kind,
    plan: &KindPlan,
    scope: &Scope,
    offsets: &Offsets,
    parts: &Parts,
    visibility: &TokenStream,
) -> TokenStream {
    let tables = table_offsets(kind);
    let around = Surroundings { scope, parts, kind: &plan.name, offsets, tables: &tables, visibility };
    let name = |suffix: &str| -> Ident { format_ident!("{}_{suffix}", plan.name) };
    let works = |p: &Plan| !p.steps.is_empty();
    let prepare =
        works(&plan.prepare).then(|| function::prepare(&plan.prepare, &name("prepare"), plan.prepared, &around));
    let uniform_vjp = works(&plan.uniform_vjp)
        .then(|| function::uniform_vjp(&plan.uniform_vjp, &name("uniform_vjp"), plan.parameters, &around));
    let directions: Vec<TokenStream> = plan
        .shared
        .iter()
        .filter_map(|shared| {
            let plans: Vec<&Plan> = shared.functions.iter().filter_map(|id| plan.plan(*id)).collect();
            let (printed, others): (Vec<&Plan>, Vec<&Plan>) = plans.iter().partition(|p| p.name == shared.name);
            let first = printed.first().filter(|plan| works(plan))?;
            Some(function::of_samples(first, &others, &name(&shared.name), &around))
        })
        .collect();
    let constants = offsets.constants(scope);
    quote!(#constants #prepare #(#directions)* #uniform_vjp)
}
