//! The flow as static data.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::numbers::{count, number_f64};
use super::offsets::Offsets;
use super::runtime::Scope;
use crate::check::Flow;
use crate::lower::{Placed, Stage};
use crate::plan::{Destination, ProgramPlan, Reduction};
use crate::shape::{Contraction, Table, TableRule};
use crate::vocabulary::{Chosen, Direction, Init};

/// `static DESCRIPTION: Description = …;`
pub fn description(flow: &Flow, planned: &ProgramPlan, scope: &Scope, offsets: &[Offsets]) -> TokenStream {
    let of = Described { planned, scope, offsets };
    let [description, base_info] = scope.names(["Description", "BaseInfo"]);
    let member_name = scope.name("Member");
    let (name, hash, text) = (&flow.name, flow.hash(), flow.text());
    let event = flow.event.shape().extents().iter().map(|e| count(*e));
    let context = number_field("context", flow.context);
    let embedded = number_field("embedded", flow.embedding.as_ref().map_or(0, |e| e.outputs));
    let scratch = number_field("scratch", planned.scratch_rows());
    let is_bounded = flow.support.low.is_finite() || flow.support.high.is_finite();
    let (low, high) = (number_f64(flow.support.low), number_f64(flow.support.high));
    let support = is_bounded.then(|| quote!(support: (#low, #high),));
    let levels = flow.event.elements().levels().map(|levels| {
        let levels = count(levels);
        quote!(levels: Some(#levels),)
    });
    let (member, placed) = (planned.program.flow(), planned.placed());
    let base = count(placed.len() - 1);
    let embedding = member.embedding.as_ref().map(|_| {
        let number = count(member.declared().len());
        quote!(embedding: Some(#number),)
    });
    let layers = placed.into_iter().map(|placed| of.layer(placed));
    let intervals = flow.intervals.iter().map(|&(low, high)| {
        let (low, high) = (number_f64(low), number_f64(high));
        quote!((#low, #high))
    });
    let intervals = list_field("intervals", intervals.collect());
    let mut next = 0;
    let chain = of.stages(&member.chain, &mut next);
    let sampler = of.sampler(flow.dist.base());
    quote! {
        static DESCRIPTION: #description = #description {
            name: #name,
            architecture: #hash,
            specification: #text,
            layers: &[#(#layers),*],
            members: &[#member_name {
                event: &[#(#event),*],
                #context
                #embedded
                #support
                #levels
                #intervals
                chain: &[#(#chain),*],
                #embedding
                base: #base_info { layer: #base, sampler: #sampler },
                #scratch
                ..#member_name::EMPTY
            }],
        };
    }
}

/// A field that is a number; nothing where that is 0.
fn number_field(name: &str, number: usize) -> Option<TokenStream> {
    let (name, value) = (format_ident!("{name}"), count(number));
    (number > 0).then(|| quote!(#name: #value,))
}

/// A field that is a list; nothing where that is empty.
fn list_field(name: &str, items: Vec<TokenStream>) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    (!items.is_empty()).then(|| quote!(#name: &[#(#items),*],))
}

/// A program while it is described.
struct Described<'p> {
    planned: &'p ProgramPlan<'p>,
    scope: &'p Scope,
    offsets: &'p [Offsets],
}

impl Described<'_> {
    /// `Sampler::StudentT(3.0)`
    fn sampler(&self, base: &Chosen) -> TokenStream {
        let (word, numbers) = (base.base().sampler(base.settings()), base.base().sampler_numbers(base.settings()));
        let (variant, numbers) = (self.scope.sampler(word), numbers.into_iter().map(number_f64).collect::<Vec<_>>());
        if numbers.is_empty() { variant } else { quote!(#variant(#(#numbers),*)) }
    }

    fn layer(&self, placed: &Placed) -> TokenStream {
        let plan = &self.planned.kinds[placed.kind];
        let (path, rows) = (&placed.path, count(placed.rows));
        let [layer_info, parameter_info] = self.scope.names(["LayerInfo", "ParameterInfo"]);
        let parameters = placed.parameters.iter().map(|p| {
            let (name, extents) = (&p.name, p.shape.extents().iter().map(|e| count(*e)));
            let init = self.init(p.init);
            quote!(#parameter_info { name: #name, shape: &[#(#extents),*], init: #init })
        });
        let parameters = list_field("parameters", parameters.collect());
        let numbers = [("prepared", plan.prepared), ("uniforms", plan.uniforms), ("dropouts", plan.dropouts)];
        let numbers = numbers.map(|(name, number)| number_field(name, number));
        let tables = list_field("tables", placed.tables.iter().map(|table| self.table(table)).collect());
        let directions = [("density", Direction::Inverse), ("sampling", Direction::Forward)];
        let directions = directions.map(|(name, direction)| {
            let (name, backward) = (format_ident!("{name}"), self.backward(placed.kind, direction)?);
            Some(quote!(#name: Some(#backward),))
        });
        let directions = directions.into_iter().flatten();
        quote! {
            #layer_info { path: #path, rows: #rows, #parameters #(#numbers)* #tables #(#directions)* ..#layer_info::EMPTY }
        }
    }

    fn init(&self, init: Init) -> TokenStream {
        let name = self.scope.name("Init");
        let with = |variant: TokenStream, value: f64| {
            let value = number_f64(value);
            quote!(#name::#variant(#value))
        };
        match init {
            Init::Constant(value) => with(quote!(Constant), value),
            Init::Uniform(bound) => with(quote!(Uniform), bound),
            Init::DataMean => quote!(#name::DataMean),
            Init::DataLogDeviation => quote!(#name::DataLogDeviation),
            Init::Mean(momentum) => with(quote!(Mean), momentum),
            Init::Variance(momentum) => with(quote!(Variance), momentum),
            Init::FirstMean => quote!(#name::FirstMean),
            Init::FirstLogDeviation => quote!(#name::FirstLogDeviation),
        }
    }

    fn table(&self, table: &Table) -> TokenStream {
        let name = self.scope.name("TableInfo");
        match &table.rule {
            TableRule::Given => {
                let values = table.values.iter().map(|v| count(*v));
                quote!(#name::Given(&[#(#values),*]))
            }
            TableRule::Seeded(seed) => {
                let len = count(table.values.len());
                quote!(#name::Seeded(#seed, #len))
            }
            TableRule::InverseOf(id) => {
                let of = count(id.0);
                quote!(#name::InverseOf(#of))
            }
        }
    }

    /// The backward pass of a direction, where it has one.
    fn backward(&self, kind: usize, direction: Direction) -> Option<TokenStream> {
        let reverse = self.planned.kinds[kind].direction(direction)?.reverse.as_ref()?;
        let (backward, tape) = (self.scope.name("Backward"), count(reverse.tape_rows()));
        let reductions = reverse.reductions.iter().map(|r| self.reduction(r, &self.offsets[kind], direction));
        Some(quote!(#backward { tape: #tape, reductions: &[#(#reductions),*] }))
    }

    fn reduction(&self, reduction: &Reduction, offsets: &Offsets, direction: Direction) -> TokenStream {
        let [name, target] = self.scope.names(["Reduction", "Target"]);
        let destination = |to: Destination| {
            let at = offsets.destination(to);
            match to {
                Destination::Parameters(_) => quote!(#target::Parameters(#at)),
                Destination::Uniform(_) => quote!(#target::Uniform(#at)),
            }
        };
        match *reduction {
            Reduction::Outer { matrix, bias, a, b, rows, columns, of, add } => {
                let (matrix, bias) = (destination(matrix), bias.map(destination));
                let bias = bias.map_or(quote!(None), |bias| quote!(Some(#bias)));
                let [a, b] = [a, b].map(|row| offsets.tape_row(direction, row));
                let [rows, columns] = [rows, columns].map(count);
                let contraction = self.scope.name("Contraction");
                let of = match of {
                    Contraction::Matrix(None) => quote!(#contraction::Matrix(None)),
                    Contraction::Matrix(Some(stairs)) => {
                        let mask = self.scope.mask(&stairs);
                        quote!(#contraction::Matrix(Some(#mask)))
                    }
                    Contraction::Window(window) => {
                        let window = self.scope.window(&window);
                        quote!(#contraction::Window(#window))
                    }
                };
                quote! {
                    #name::Outer {
                        of: #of, matrix: #matrix, bias: #bias, a: #a, b: #b, rows: #rows, columns: #columns, add: #add
                    }
                }
            }
            Reduction::Sum { target: to, at, rows, add } => {
                let (to, at, rows) = (destination(to), offsets.tape_row(direction, at), count(rows));
                quote!(#name::Sum { target: #to, at: #at, rows: #rows, add: #add })
            }
        }
    }

    fn stages(&self, stages_of: &[Stage], next: &mut usize) -> Vec<TokenStream> {
        let name = self.scope.name("Stage");
        let mut out = Vec::new();
        for stage in stages_of {
            out.push(match stage {
                Stage::Layer(_) => {
                    let k = count(*next);
                    *next += 1;
                    quote!(#name::Layer(#k))
                }
                Stage::Repeat(times, inner) => {
                    let (times, inner) = (count(*times), self.stages(inner, next));
                    quote!(#name::Repeat(#times, &[#(#inner),*]))
                }
            });
        }
        out
    }
}
