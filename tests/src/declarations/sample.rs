//! Drawn declarations that rustc compiles: small ones, one for each awkward name of a flow, with every word among them.
//!
//! `BLESS=1 cargo test -p flow-tests --test declarations` writes the files anew.

use std::fmt::Write;

use flow_compiler::catalog::bases::BASES;
use flow_compiler::catalog::conditioners::{CONDITIONERS, MASKED_CONDITIONERS};
use flow_compiler::catalog::layers::LAYERS;
use flow_compiler::catalog::transformers::TRANSFORMERS;

use super::draw::is_of_whole_numbers;
use super::stages::{self, End};
use super::{Declaration, names};

/// The files that they stand in: each is compiled on its own.
pub const FILES: [&str; 2] = ["drawn_first", "drawn_second"];

/// The most tokens that are emitted for one of them, so that all are compiled soon.
const SMALL: usize = 20_000;
/// The same where a word needs more.
const LARGE: usize = 80_000;
/// The first seed; these are not the ones that are only run through the compiler.
const FIRST: u64 = 1_000_000;

/// One declaration for each name, and more until every word is there.
pub fn sample() -> Vec<(u64, Declaration)> {
    let mut seeds = FIRST..;
    let mut next = |name: &str, most: usize, wanted: &dyn Fn(&Declaration) -> bool| {
        let drawn = seeds.by_ref().map(|seed| (seed, Declaration { name: name.into(), ..Declaration::new(seed) }));
        let small = |one: &Declaration| matches!(stages::run(one, false).end, End::Emitted(tokens) if tokens < most);
        drawn.into_iter().find(|(_, one)| wanted(one) && small(one)).expect("seeds do not end")
    };
    let mut out: Vec<(u64, Declaration)> = names::FLOWS.iter().map(|name| next(name, SMALL, &|_| true)).collect();
    for word in catalog() {
        if out.iter().all(|(_, one)| !one.words().contains(&word)) {
            out.push(next("Other", LARGE, &|one| one.words().contains(&word)));
        }
    }
    out
}

/// The names of all words of a chain, without those that only events of whole numbers or of matching grids
/// have: `tests/autoregressive.rs` and the architectures of grids hold them.
pub fn catalog() -> Vec<&'static str> {
    let lists = [BASES, LAYERS, TRANSFORMERS, CONDITIONERS, MASKED_CONDITIONERS];
    let words = lists.into_iter().flatten().copied();
    words
        .filter(|word| !is_of_whole_numbers(*word) && word.causal_conditioner().is_none())
        .map(|word| word.name())
        .collect()
}

/// The text of a file: its share of the sample.
pub fn file(index: usize, sample: &[(u64, Declaration)]) -> String {
    let mut out = String::from(
        "//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.\n\n\
         // They are compiled and not used.\n#![allow(dead_code)]\n",
    );
    for (seed, one) in sample.iter().skip(index).step_by(FILES.len()) {
        let _ =
            write!(out, "\nmod seed_{seed} {{\n    flow_runtime::flow! {{\n{}    }}\n}}\n", indented(&one.tokens()));
    }
    out.push_str("\n#[test]\nfn all_of_them_compile() {}\n");
    out
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
