//! The flow from C and from Python's ctypes: the numbers are those of Rust, bit for bit. A machine
//! without a C compiler or Python says so and skips that part.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use flow_compiler::emit::Dependencies;
use flow_runtime::nalgebra::{Matrix1xX, Matrix2xX};
use flow_runtime::{ConditionalFlow, FitOptions};
use wind::Wind;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shared library, which cargo builds beside this test.
fn library() -> PathBuf {
    let folder = env::current_exe().expect("this program").parent().expect("its folder").to_owned();
    folder.join(format!("{}wind{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX))
}

/// Saves a model that was fitted to a few winds, and returns the numbers that the other languages print.
fn saved(path: &Path) -> Vec<f32> {
    let heights = Matrix1xX::from_fn(200, |_, k| k as f32 / 200.0);
    let winds = Matrix2xX::from_fn(200, |i, k| (heights[k] + (k as f32 * (i + 1) as f32).sin()) * 0.7);
    let mut wind = Wind::new(3);
    wind.fit(&winds, &heights, &FitOptions { epochs: 3, ..FitOptions::default() }).expect("a fit");
    wind.save(path).expect("a model file");
    let x = Matrix2xX::from_column_slice(&[0.5, 0.2, -1.0, 0.0, 2.0, 1.5]);
    let log_prob = wind.log_prob_batch(&x, &Matrix1xX::from_column_slice(&[0.0, 0.5, 1.0])).expect("three of each");
    let samples = wind.sample(&flow_runtime::nalgebra::Vector1::new(0.5), 4, 7);
    log_prob.iter().chain(samples.iter()).copied().collect()
}

/// The numbers that a program prints, one on each line.
fn numbers(command: &mut Command) -> Vec<f32> {
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(|line| line.parse().expect("a number")).collect()
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: this machine has no {program}");
    }
    found
}

#[test]
fn c_and_ctypes_compute_what_rust_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = folder.path().join("wind.safetensors");
    let expected = saved(&model);
    let built = library();
    if is_there("cc") {
        let program = folder.path().join("main");
        let mut cc = Command::new("cc");
        cc.args(["-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-I"]).arg(here().join("include"));
        cc.arg(here().join("main.c")).arg(&built).arg("-o").arg(&program);
        let compiled = cc.output().expect("the compiler runs");
        assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
        let mut run = Command::new(&program);
        run.arg(&model).env("LD_LIBRARY_PATH", built.parent().expect("a folder"));
        assert_eq!(numbers(&mut run), expected);
        let none = Command::new(&program).env("LD_LIBRARY_PATH", built.parent().expect("a folder")).output();
        let none = none.expect("the program runs");
        assert_eq!(none.status.code(), Some(1));
        assert!(!none.stderr.is_empty(), "an error has a text");
    }
    if is_there("python3") {
        let mut python = Command::new("python3");
        assert_eq!(numbers(python.arg(here().join("wind.py")).arg(&built).arg(&model)), expected);
    }
}

/// `BLESS=1 cargo test -p wind` writes them anew.
#[test]
fn the_interface_is_what_the_compiler_writes() {
    let yaml = fs::read_to_string(here().join("wind.yaml")).expect("a file");
    let spec = flow_compiler::front::yaml::parse(&yaml).expect("a spec");
    let files = flow_compiler::compile(&spec).expect("a flow").crate_files_for_c(Dependencies::both("\"0.1\""));
    for path in ["src/c.rs", "include/flow/wind.h", "rustfmt.toml"] {
        let (_, text) = files.iter().find(|(written, _)| written == path).expect("a file of the interface");
        if env::var_os("BLESS").is_some() {
            fs::write(here().join(path), text).expect("a file");
        }
        assert!(fs::read_to_string(here().join(path)).expect("a file") == *text, "{path} is another one");
    }
}
