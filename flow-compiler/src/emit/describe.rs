//! The flow as static data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::func::count;
use super::paths;
use crate::check::Flow;
use crate::lower::{Placed, Stage};
use crate::plan::{Destination, DirectionPlan, ProgramPlan, Reduction};
use crate::shape::{Table, TableRule};
use crate::vocabulary::{Chosen, Init};

/// `static DESCRIPTION: Description = …;`
pub fn description(flow: &Flow, planned: &ProgramPlan) -> TokenStream {
    let (name, hash, text) = (&flow.name, flow.hash(), flow.text());
    let event = flow.event.extents().iter().map(|e| count(*e));
    let (context, scratch) = (count(flow.context), count(planned.scratch_rows()));
    let embedded = count(flow.embedding.as_ref().map_or(0, |e| e.outputs));
    let (low, high) = (signed(flow.support.low), signed(flow.support.high));
    let layers = planned.placed().into_iter().map(|placed| layer(planned, placed));
    let intervals = flow.intervals.iter().map(|&(low, high)| {
        let (low, high) = (signed(low), signed(high));
        quote!((#low, #high))
    });
    let mut next = 0;
    let chain = stages(&planned.program.flow().chain, &mut next);
    let sampler = sampler(flow.dist.base());
    quote! {
        static DESCRIPTION: Description = Description {
            name: #name,
            architecture: #hash,
            specification: #text,
            event: &[#(#event),*],
            context: #context,
            embedded: #embedded,
            support: (#low, #high),
            layers: &[#(#layers),*],
            chain: &[#(#chain),*],
            base: BaseInfo { sampler: #sampler },
            scratch: #scratch,
            intervals: &[#(#intervals),*],
        };
    }
}

/// `Sampler::StudentT(3.0)`
fn sampler(base: &Chosen) -> TokenStream {
    let (word, numbers) = base.word.base().map_or(("", Vec::new()), |b| (b.sampler(), b.sampler_numbers(&base.filled)));
    let (variant, numbers) = (paths::sampler(word), numbers.into_iter().map(signed).collect::<Vec<_>>());
    if numbers.is_empty() { variant } else { quote!(#variant(#(#numbers),*)) }
}

fn layer(planned: &ProgramPlan, placed: &Placed) -> TokenStream {
    let plan = &planned.kinds[placed.kind];
    let path = &placed.path;
    let parameters = placed.parameters.iter().map(|p| {
        let (name, extents) = (&p.name, p.shape.extents().iter().map(|e| count(*e)));
        let init = match p.init {
            Init::Constant(value) => {
                let value = signed(value);
                quote!(Init::Constant(#value))
            }
            Init::Uniform(bound) => {
                let bound = signed(bound);
                quote!(Init::Uniform(#bound))
            }
            Init::DataMean => quote!(Init::DataMean),
            Init::DataLogDeviation => quote!(Init::DataLogDeviation),
            Init::Mean(momentum) => {
                let momentum = signed(momentum);
                quote!(Init::Mean(#momentum))
            }
            Init::Variance(momentum) => {
                let momentum = signed(momentum);
                quote!(Init::Variance(#momentum))
            }
            Init::FirstMean => quote!(Init::FirstMean),
            Init::FirstLogDeviation => quote!(Init::FirstLogDeviation),
        };
        quote!(ParameterInfo { name: #name, shape: &[#(#extents),*], init: #init })
    });
    let [prepared, uniforms, dropouts] = [plan.prepared, plan.uniforms, plan.dropouts].map(count);
    let tables = placed.tables.iter().map(table);
    let density = backward(Some(&plan.density));
    let sampling = backward(plan.sampling.as_ref());
    quote! {
        LayerInfo {
            path: #path,
            parameters: &[#(#parameters),*],
            prepared: #prepared,
            uniforms: #uniforms,
            dropouts: #dropouts,
            tables: &[#(#tables),*],
            density: #density,
            sampling: #sampling,
        }
    }
}

fn signed(value: f64) -> TokenStream {
    if value.is_infinite() {
        return if value < 0.0 { quote!(f64::NEG_INFINITY) } else { quote!(f64::INFINITY) };
    }
    let literal = Literal::f64_unsuffixed(value.abs());
    if value < 0.0 { quote!(-#literal) } else { quote!(#literal) }
}

fn table(table: &Table) -> TokenStream {
    match table.rule {
        TableRule::Given => {
            let values = table.values.iter().map(|v| count(*v));
            quote!(TableInfo::Given(&[#(#values),*]))
        }
        TableRule::Seeded(seed) => {
            let (seed, len) = (Literal::u64_unsuffixed(seed), count(table.values.len()));
            quote!(TableInfo::Seeded(#seed, #len))
        }
        TableRule::InverseOf(id) => {
            let of = count(id.0);
            quote!(TableInfo::InverseOf(#of))
        }
    }
}

fn backward(direction: Option<&DirectionPlan>) -> TokenStream {
    let tape = count(direction.map_or(0, DirectionPlan::tape_rows));
    let reverse = direction.and_then(|d| d.reverse.as_ref());
    let reductions = reverse.map(|r| r.reductions.as_slice()).unwrap_or_default();
    let reductions = reductions.iter().map(reduction);
    quote!(Backward { tape: #tape, reductions: &[#(#reductions),*] })
}

fn target(target: Destination) -> TokenStream {
    match target {
        Destination::Parameters(at) => {
            let at = count(at);
            quote!(Target::Parameters(#at))
        }
        Destination::Uniform(at) => {
            let at = count(at);
            quote!(Target::Uniform(#at))
        }
    }
}

fn reduction(reduction: &Reduction) -> TokenStream {
    match *reduction {
        Reduction::Outer { matrix, bias, a, b, rows, columns, of, add } => {
            let matrix = target(matrix);
            let bias = bias.map_or(quote!(None), |b| {
                let b = target(b);
                quote!(Some(#b))
            });
            let [a, b, rows, columns] = [a, b, rows, columns].map(count);
            let outer = quote!(matrix: #matrix, bias: #bias, a: #a, b: #b, rows: #rows, columns: #columns, add: #add);
            match of.stairs().as_ref().map(paths::stairs) {
                None => quote!(Reduction::Outer { #outer }),
                Some(stairs) => quote!(Reduction::MaskedOuter { #outer, stairs: #stairs }),
            }
        }
        Reduction::Sum { target: to, at, rows, add } => {
            let to = target(to);
            let [at, rows] = [at, rows].map(count);
            quote!(Reduction::Sum { target: #to, at: #at, rows: #rows, add: #add })
        }
    }
}

fn stages(stages_of: &[Stage], next: &mut usize) -> Vec<TokenStream> {
    let mut out = Vec::new();
    for stage in stages_of {
        out.push(match stage {
            Stage::Layer(_) => {
                let k = count(*next);
                *next += 1;
                quote!(Stage::Layer(#k))
            }
            Stage::Repeat(times, inner) => {
                let (times, inner) = (count(*times), stages(inner, next));
                quote!(Stage::Repeat(#times, &[#(#inner),*]))
            }
        });
    }
    out
}
