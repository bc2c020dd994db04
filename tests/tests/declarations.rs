//! Declarations drawn at random go through every stage, and rustc compiles a sample of them.
//!
//! `cargo run -p flow-tests --example declarations -- --count 20000` runs more of them, and makes smaller what fails.
//! `BLESS=1 cargo test -p flow-tests --test declarations` rewrites the files of the sample.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use flow_tests::declarations::sample::{FILES, catalog, file, sample};
use flow_tests::declarations::stages::{End, STACK, run};
use flow_tests::declarations::{Declaration, names};
use flow_tests::doors::{from_tokens, right};

/// How many declarations are drawn.
const COUNT: u64 = 1000;
/// The smallest share of them that has to be accepted, so that what follows the check is tried in earnest.
const ACCEPTED: f64 = 0.6;
/// One of so many declarations becomes a whole crate.
const CRATES: u64 = 50;
/// The most tokens that may be emitted for each value that is written: code does not grow beyond what is declared.
const TOKENS_FOR_A_VALUE: usize = 25_000;

#[test]
fn a_thousand_declarations_are_emitted_or_refused() {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(thousand).expect("a thread can be started");
    if let Err(cause) = thread.join() {
        std::panic::resume_unwind(cause);
    }
}

fn thousand() {
    let mut accepted = 0;
    let mut words = BTreeSet::new();
    for seed in 0..COUNT {
        proc_macro2::extra::invalidate_current_thread_spans();
        let one = Declaration::new(seed);
        match run(&one, seed % CRATES == 0).end {
            End::Emitted(tokens) => {
                accepted += 1;
                words.extend(one.words().into_iter().map(str::to_string));
                let most = TOKENS_FOR_A_VALUE * one.weight();
                assert!(tokens <= most, "seed {seed}: {tokens} tokens, expected at most {most} for\n{}", one.tokens());
            }
            End::Refused(errors) => assert!(errors.iter().all(|e| !e.is_empty()), "seed {seed}:\n{}", one.tokens()),
            End::Failed(stage, message) => panic!("seed {seed}: {stage}: {message}\n{}", one.tokens()),
        }
    }
    let share = accepted as f64 / COUNT as f64;
    assert!(share >= ACCEPTED, "{accepted} of {COUNT} were accepted");
    let missing: Vec<&str> = catalog().into_iter().filter(|word| !words.contains(*word)).collect();
    assert!(missing.is_empty(), "no accepted declaration has {missing:?}");
}

#[test]
fn the_sample_holds_every_awkward_name_and_every_word() {
    if env::var_os("BLESS").is_some() {
        let sample = sample();
        for (index, name) in FILES.iter().enumerate() {
            fs::write(path(name), file(index, &sample)).expect("the file can be written");
        }
    }
    let text: String = FILES.iter().map(|name| fs::read_to_string(path(name)).expect("the file can be read")).collect();
    for name in names::FLOWS {
        assert!(
            text.contains(&format!("struct {name}<")),
            "no flow of the sample is called {name}; BLESS=1 draws it anew"
        );
    }
    let missing: Vec<&str> = catalog().into_iter().filter(|word| !text.contains(word)).collect();
    assert!(missing.is_empty(), "the sample has none of {missing:?}; BLESS=1 draws it anew");
}

#[test]
fn a_million_blocks_are_refused() {
    // Each block is written out; numbers of what runs in a loop may be as large.
    let with = |conditioner: &str| {
        format!("pub struct Wide<2, context = 1> {{ layers: [conditional(conditioner = {conditioner})] }}")
    };
    let errors = from_tokens(&with("residual_mlp(hidden = 1, blocks = 1048576)")).err().expect("too many blocks");
    let message = &errors.iter().next().expect("a mistake").message;
    assert_eq!(message, "`blocks` of `residual_mlp` is the number 1048576, expected a whole number from 1 to 128");
    let most = with("residual_mlp(hidden = 1, blocks = 128)");
    right(from_tokens(&most), &most);
}

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/declarations/{name}.rs"))
}

/// The cotangent of a network whose outputs change nothing is an outer product with zero, which no
/// step of a plan computes.
#[test]
fn networks_whose_outputs_change_nothing_are_planned() {
    let spec = "flow: Idle\nevent: 3\nbijectors:\n  idle: {parameters: {a: positive}, forward: \"|x| if x < a { x } else { x }\", \
                invertible: assumed}\nlayers: [{invert: {layer: {autoregressive: {transformer: idle, conditioner: made}}}}]\n";
    let spec = flow_compiler::front::yaml::parse(spec).expect("a spec");
    let compiled = flow_compiler::compile(&spec).expect("a flow");
    assert!(!compiled.expand(true).is_empty());
}
