//! Drawn declarations that rustc compiles: small ones, one for each awkward name of a flow.
//!
//! `BLESS=1 cargo test -p flow-tests --test declarations` writes the files anew.

use std::fmt::Write;

use super::stages::{self, End};
use super::{Declaration, names};

/// The files that they stand in: each is compiled on its own.
pub const FILES: [&str; 2] = ["drawn_first", "drawn_second"];

/// The most tokens that are emitted for one of them, so that all are compiled soon.
const SMALL: usize = 20_000;
/// The first seed; these are not the ones that are only run through the compiler.
const FIRST: u64 = 1_000_000;

/// One declaration for each name.
pub fn sample() -> Vec<(u64, Declaration)> {
    let mut seed = FIRST;
    let mut out = Vec::new();
    for name in names::FLOWS {
        loop {
            seed += 1;
            let one = Declaration { name: name.into(), ..Declaration::new(seed) };
            if matches!(stages::run(&one, false).end, End::Emitted(tokens) if tokens < SMALL) {
                out.push((seed, one));
                break;
            }
        }
    }
    out
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
