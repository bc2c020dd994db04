//! How long `flow!` takes to expand flows of 16 different layers, and the Real NVP of 28 × 28 images of `specs/mnist`, in this build:
//! `cargo run -p flow-tests --example expansion_time`.
//!
//! The work of the macro is `flow_compiler::expand`; here it is called as the macro calls it, on tokens.

use std::time::Instant;

fn main() {
    let mut layers = String::new();
    for i in 0..8 {
        layers += &format!("coupling(conditioner = mlp(hidden = [{}, 64])), permute(seed = {i}),", 60 + i);
    }
    let coupling =
        |split: &str| format!("coupling({split}, conditioner = residual_conv(hidden = 16, blocks = 2, kernel = 3)),");
    let alternating = |split: &str, times: usize| -> String {
        (0..times)
            .map(|k| coupling(&format!("split = {split}{}", if k % 2 == 1 { ", swap = true" } else { "" })))
            .collect()
    };
    let [small, middle, large] =
        [("checkerboard", 4), ("channels", 3), ("checkerboard", 3)].map(|(s, t)| alternating(s, t));
    for (name, declaration) in [
        ("16 layers", format!("pub struct Sixteen<6> {{ layers: [{layers}] }}")),
        ("Real NVP", format!("pub struct Digits<[1, 28, 28]> {{ layers: [{small}{middle} squeeze, {large} pixels] }}")),
    ] {
        for _ in 0..3 {
            let tokens: proc_macro2::TokenStream = declaration.parse().expect("tokens of Rust");
            let start = Instant::now();
            let expanded = flow_compiler::expand(tokens, true);
            let (seconds, text) = (start.elapsed().as_secs_f64(), expanded.to_string());
            assert!(!text.contains("compile_error"), "{name}: {text}");
            println!("{name}: {seconds:.3} s, {} bytes of tokens", text.len());
        }
    }
}
