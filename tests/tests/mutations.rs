//! Declarations with pieces lost, doubled, exchanged and replaced: whatever is typed, the compiler answers. It never panics, an
//! error has words and a place, and what it accepts it also explains and emits.

use std::panic;

use flow_compiler::diag::Diagnostics;
use flow_compiler::{Compiled, Stage};
use flow_tests::doors::{from_tokens, from_yaml};
use flow_tests::numbers::Stream;

/// Right declarations in pieces: between any two of them stands a space, in YAML's flow style as in the macro.
const SOURCES: [&str; 5] = [
    "pub struct X < 4 , context = 2 > { base : standard_normal , layers : [ affine ( bound = 2.0 ) , repeat ( times = 2 , layers = [ \
     coupling ( split = [ 0 , 2 ] , transformer = affine ( scale = softplus ) , conditioner = mlp ( hidden = [ 4 , 3 ] , activation = \
     tanh ) ) , permute ( order = [ 3 , 0 , 1 , 2 ] ) , reverse ] ) , leaky_relu ( slope = 0.5 ) ] }",
    "struct X < [ 1 , 2 , 3 ] > { layers : [ invert ( layer = real_nvp ( couplings = 2 , transformer = additive , conditioner = mlp ( \
     hidden = [ 2 ] ) ) ) , permute ( seed = 7 ) , exp ] , train : { data : { file : \"a.csv\" , columns : [ a , b , c , d , e , f ] } , \
     validation : 0.1 , early_stopping : { patience : 3 } , optimizer : adam ( learning_rate = 0.001 ) , epochs : 5 , seed : 7 } }",
    "{ flow : X , event : 4 , context : { size : 2 } , base : standard_normal , layers : [ { coupling : { split : even , conditioner : { \
     mlp : { hidden : [ 4 ] , activation : relu } } } } , { repeat : { times : 3 , layers : [ reverse , affine ] } } , { permute : { \
     order : [ 3 , 0 , 1 , 2 ] } } ] }",
    "{ flow : X , event : [ 2 , 1 ] , layers : [ { invert : { layer : { leaky_relu : { slope : 0.1 } } } } , { real_nvp : { couplings : 2 \
     } } ] , train : { data : { two_moons : { rows : 100 , noise : 0.1 } } , schedule : { cosine : { warm_up : 3 } } , dtype : f64 , \
     clip_norm : 5.0 , validation : { file : \"b.npz:val\" } } }",
    "struct X < 3 , context = 1 > { base : student_t ( degrees_of_freedom = 3.0 , location = conditioned , scale = learned , conditioner = \
     mlp ( hidden = [ 2 ] ) ) , layers : [ conditional ( transformer = scale ) , nice ( couplings = 1 ) , softplus , power ( exponent = \
     -0.5 ) , scale , log , sigmoid , logit , tanh ] }",
];

/// Numbers that may take a number's place.
const NUMBERS: [&str; 14] =
    ["0", "1", "-1", "2", "3", "5", "7", "0.5", "1e-3", "1e300", "1000", "20000", "1048577", "18446744073709551615"];
/// Words that may take the place of anything else.
const WORDS: [&str; 30] = [
    "x",
    "affine",
    "exp",
    "coupling",
    "reverse",
    "standard_normal",
    "mlp",
    "additive",
    "odd",
    "tanh",
    "null",
    "true",
    "\"\"",
    "[ ]",
    "{ }",
    "[ 0 ]",
    "type",
    "Affine",
    "layers",
    "split",
    "size",
    "invert",
    "logit",
    "sigmoid",
    "scale",
    "power",
    "conditional",
    "standard_uniform",
    "learned",
    "conditioned",
];

/// One or two changes.
fn mutated(source: &str, numbers: &mut Stream) -> String {
    let mut pieces: Vec<&str> = source.split_whitespace().collect();
    let mut below = |bound: usize| (numbers.uniform() * bound as f64) as usize;
    for _ in 0..1 + below(2) {
        let (at, other) = (below(pieces.len()), below(pieces.len()));
        let is_number = pieces[at].parse::<f64>().is_ok();
        match below(10) {
            0 => drop(pieces.remove(at)),
            1 => pieces.insert(at, pieces[other]),
            2 => pieces.swap(at, other),
            3 => pieces[at] = pieces[other],
            _ if is_number => pieces[at] = NUMBERS[below(NUMBERS.len())],
            4 | 5 => pieces[at] = WORDS[below(WORDS.len())],
            // A number, wherever the next one stands.
            _ => {
                let next = (at..pieces.len()).find(|i| pieces[*i].parse::<f64>().is_ok());
                pieces[next.unwrap_or(at)] = NUMBERS[below(NUMBERS.len())];
            }
        }
    }
    pieces.join(" ")
}

/// Checks the compiler's answer, and returns true if the declaration was accepted.
fn answered(result: Result<Compiled, Diagnostics>, source: &str) -> bool {
    match result {
        Ok(compiled) => {
            assert!(!compiled.explain(None).is_empty());
            assert!(!compiled.explain(Some(Stage::Rust)).is_empty());
            true
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            for mistake in mistakes.iter() {
                assert!(!mistake.message.is_empty() && !mistake.message.ends_with('.'), "{}", mistake.message);
            }
            assert!(mistakes.render("x", source).contains(": error: "));
            assert!(!mistakes.to_compile_errors().is_empty());
            false
        }
    }
}

#[test]
fn the_compiler_answers_whatever_is_typed() {
    let mut numbers = Stream::new(11);
    let mut accepted = 0;
    for source in SOURCES {
        for _ in 0..500 {
            let text = mutated(source, &mut numbers);
            let outcome = panic::catch_unwind(|| {
                if source.starts_with('{') {
                    return answered(from_yaml(&text), &text);
                }
                // What is not even tokens never reaches a macro.
                text.parse::<proc_macro2::TokenStream>().is_ok() && answered(from_tokens(&text), &text)
            });
            match outcome {
                Ok(answer) => accepted += usize::from(answer),
                Err(_) => panic!("a panic at\n{text}"),
            }
        }
    }
    // Changes that leave a declaration right are common; if they were not, only the parsers would be tested.
    assert!(accepted > 150, "{accepted} accepted");
}
