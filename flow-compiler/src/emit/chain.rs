//! The functions that walk the layers: a list of calls, with a loop for each `repeat`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Planned;
use super::func::count;
use crate::lower::Stage;

/// Calls `function` of every layer, from base to data or from data to base.
pub fn walk(planned: &Planned, backwards: bool, function: &str) -> TokenStream {
    walk_stages(planned, &planned.program.chain, backwards, function, &Position::default())
}

/// The number of the layer that comes next: a constant, and what the loops around it add.
#[derive(Clone, Default)]
struct Position {
    first: usize,
    loops: Vec<(Ident, usize)>,
}

impl Position {
    fn tokens(&self) -> TokenStream {
        let mut terms: Vec<TokenStream> = self
            .loops
            .iter()
            .map(|(variable, stride)| {
                let stride_tokens = count(*stride);
                if *stride == 1 { quote!(#variable) } else { quote!(#stride_tokens * #variable) }
            })
            .collect();
        if self.first > 0 || terms.is_empty() {
            let first = count(self.first);
            terms.push(quote!(#first));
        }
        quote!(#(#terms)+*)
    }
}

fn layers_in(stage: &Stage) -> usize {
    match stage {
        Stage::Layer(_) => 1,
        Stage::Repeat(times, stages) => times * stages.iter().map(layers_in).sum::<usize>(),
    }
}

fn walk_stages(planned: &Planned, stages: &[Stage], backwards: bool, function: &str, at: &Position) -> TokenStream {
    let mut calls = Vec::new();
    let mut position = at.clone();
    for stage in stages {
        match stage {
            Stage::Layer(placed) => {
                let call = format_ident!("{}_{function}", planned.kinds[placed.kind].name);
                let k = position.tokens();
                calls.push(quote!(#call(isa, chain.step(#k));));
            }
            Stage::Repeat(times, inner) => {
                let variable =
                    format_ident!("{}", ["i", "j", "k", "l"].get(position.loops.len()).copied().unwrap_or("m"));
                let mut inside = position.clone();
                inside.loops.push((variable.clone(), inner.iter().map(layers_in).sum()));
                let body = walk_stages(planned, inner, backwards, function, &inside);
                let times = count(*times);
                let range = if backwards { quote!((0..#times).rev()) } else { quote!(0..#times) };
                calls.push(quote!(for #variable in #range { #body }));
            }
        }
        position.first += layers_in(stage);
    }
    if backwards {
        calls.reverse();
    }
    quote!(#(#calls)*)
}
