//! How long `flow!` takes to expand flows of 16 different layers in this build: `cargo run -p flow-tests --example expansion_time`.
//!
//! The work of the macro is `flow_compiler::expand`; here it is called as the macro calls it, on tokens.

use std::time::Instant;

fn main() {
    let mut layers = String::new();
    for i in 0..8 {
        layers += &format!("coupling(conditioner = mlp(hidden = [{}, 64])), permute(seed = {i}),", 60 + i);
    }
    let declaration = format!("pub struct Sixteen<6> {{ layers: [{layers}] }}");
    for _ in 0..3 {
        let tokens: proc_macro2::TokenStream = declaration.parse().expect("tokens of Rust");
        let start = Instant::now();
        let expanded = flow_compiler::expand(tokens);
        let seconds = start.elapsed().as_secs_f64();
        println!("16 layers: {seconds:.3} s, {} top-level tokens", expanded.into_iter().count());
    }
}
