//! Architectures drawn at random, their plans in the engine against the interpreter:
//! `cargo run -p flow-tests --example architectures -- --count 10000 --first 0`.
//!
//! It prints those that differ, and exits with 1 where any does.

use std::process::ExitCode;
use std::time::Instant;

use flow_tests::architectures::Architecture;
use flow_tests::emitted::check_engine;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut count, mut first) = (1000, 0);
    while let Some(flag) = arguments.next() {
        let value = arguments.next().and_then(|value| value.parse().ok());
        let value: usize = value.unwrap_or_else(|| panic!("`{flag}` needs a number"));
        match flag.as_str() {
            "--count" => count = value,
            "--first" => first = value,
            _ => panic!("there is no `{flag}`: --count, --first"),
        }
    }
    let (start, mut points, mut differ) = (Instant::now(), 0, 0);
    for number in first..first + count {
        let yaml = Architecture::new(number).yaml();
        match std::panic::catch_unwind(|| check_engine(&yaml)) {
            Ok(compared) => points += compared,
            Err(_) => {
                differ += 1;
                println!("architecture {number} differs:\n{yaml}");
            }
        }
    }
    println!(
        "{count} architectures, {points} points compared, {differ} differ, in {:.0} s",
        start.elapsed().as_secs_f64()
    );
    if differ == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
