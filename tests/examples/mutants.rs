//! Plants the mistakes of `tests/mutants/list.txt` one at a time in a copy of the sources, and lists those that no quick test finds.
//!
//! ```text
//! list ─▶ a workspace of the compiler and its quick laws alone ─▶ quick laws ─▶ found
//!                                                                            └▶ the compiler's own tests ─▶ found, or survived
//! ```
//! `tests/mutants/run [FILE]` runs it; with a part of a file's name, for those files alone.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

/// A suite that takes longer has met a mistake that makes it loop.
const LONGEST: Duration = Duration::from_secs(120);

/// A planted mistake.
struct Mutant {
    /// Its file, below `flow-compiler/src`.
    file: String,
    /// Which of the lines that read so; without, the only one.
    number: Option<usize>,
    line: String,
    becomes: String,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fate {
    Found,
    Survived,
    /// It does not build: it has to be written in another way.
    Broken,
    /// No line reads so, or several do.
    Stale,
}

fn read(list: &str) -> Vec<Mutant> {
    let (mut out, mut file, mut planted) = (Vec::new(), "", None);
    for text in list.lines() {
        if let Some(name) = text.strip_prefix("@ ") {
            file = name;
        } else if let Some((number, line)) = text.strip_prefix('-').and_then(|rest| rest.split_once(' ')) {
            planted = Some((number.parse().ok(), line));
        } else if let Some((becomes, (number, line))) = text.strip_prefix("+ ").zip(planted) {
            out.push(Mutant { file: file.into(), number, line: line.trim().into(), becomes: becomes.into() });
        }
    }
    out
}

impl Mutant {
    /// The file's text with the mistake in it.
    fn plant(&self, text: &str) -> Option<String> {
        let at: Vec<usize> = text.lines().enumerate().filter(|(_, l)| l.trim() == self.line).map(|(i, _)| i).collect();
        let at = match self.number {
            Some(number) => *at.get(number - 1)?,
            None if at.len() == 1 => at[0],
            None => return None,
        };
        let lines = text.lines().enumerate().map(|(i, line)| if i == at { &self.becomes } else { line });
        Some(lines.collect::<Vec<_>>().join("\n") + "\n")
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// Whether a suite passes; breaks where it does not build.
fn passes(tree: &Path, (arguments, tests): Suite) -> ControlFlow<(), bool> {
    let cargo = |extra: &[&str]| {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(tree).env("CARGO_TARGET_DIR", tree.with_file_name("build")).env("RUST_BACKTRACE", "0");
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").stdout(Stdio::null()).stderr(Stdio::null());
        command.args(["test", "--quiet", "--offline"]).args(arguments).args(extra);
        command
    };
    if !cargo(&["--no-run"]).status().is_ok_and(|status| status.success()) {
        return ControlFlow::Break(());
    }
    let Ok(mut child) = cargo(&["--"]).args(tests).spawn() else { return ControlFlow::Break(()) };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return ControlFlow::Continue(status.success()),
            Ok(None) if start.elapsed() < LONGEST => thread::sleep(Duration::from_millis(50)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return ControlFlow::Continue(false);
            }
        }
    }
}

/// Arguments of `cargo test` and of the tests: the quickest to find something first.
type Suite = (&'static [&'static str], &'static [&'static str]);
const LAWS: &[&str] = &["-p", "laws", "--test", "quick_laws"];
const SUITES: [Suite; 3] = [
    (LAWS, &["--skip", "users_bijectors", "--skip", "splines_in", "--skip", "autoregressive_layers"]),
    (LAWS, &["users_bijectors", "splines_in", "autoregressive_layers"]),
    (&["-p", "flow-compiler", "--lib"], &[]),
];

fn fate(mutant: &Mutant, tree: &Path) -> io::Result<Fate> {
    let path = tree.join("flow-compiler/src").join(&mutant.file);
    let right = fs::read_to_string(&path)?;
    let Some(wrong) = mutant.plant(&right) else { return Ok(Fate::Stale) };
    fs::write(&path, wrong)?;
    let mut fate = Fate::Survived;
    for suite in SUITES {
        match passes(tree, suite) {
            ControlFlow::Continue(true) => continue,
            ControlFlow::Continue(false) => fate = Fate::Found,
            ControlFlow::Break(()) => fate = Fate::Broken,
        }
        break;
    }
    fs::write(&path, right)?;
    Ok(fate)
}

/// The compiler, and a package of the modules and the one test that need nothing else: it builds in seconds.
fn prepare(workspace: &Path, tree: &Path) -> io::Result<()> {
    let (tests, laws) = (workspace.join("tests"), tree.join("laws"));
    // What an earlier run left, a mistake perhaps among it, goes; what it built stays.
    if tree.exists() {
        fs::remove_dir_all(tree)?;
    }
    copy(&workspace.join("flow-compiler"), &tree.join("flow-compiler"))?;
    for folder in ["src", "tests"] {
        fs::create_dir_all(laws.join(folder))?;
    }
    let modules = ["doors", "laws", "numbers", "tolerance"];
    for file in modules.iter().map(|m| format!("src/{m}.rs")).chain(["tests/quick_laws.rs".into()]) {
        fs::copy(tests.join(&file), laws.join(&file))?;
    }
    fs::write(laws.join("src/lib.rs"), modules.map(|m| format!("pub mod {m};\n")).concat())?;
    fs::write(laws.join("Cargo.toml"), MANIFEST)?;
    let manifest = fs::read_to_string(workspace.join("Cargo.toml"))?;
    let members = |line: &str| if line.starts_with("members") { MEMBERS.into() } else { line.to_string() };
    let manifest: Vec<String> = manifest.lines().map(members).collect();
    fs::write(tree.join("Cargo.toml"), manifest.join("\n"))?;
    fs::copy(workspace.join("Cargo.lock"), tree.join("Cargo.lock")).map(drop)
}

const MEMBERS: &str = r#"members = ["flow-compiler", "laws"]"#;
const MANIFEST: &str = r#"
[package]
name = "laws"
edition = "2024"

[lib]
name = "flow_tests"

[dependencies]
flow-compiler = { workspace = true, features = ["yaml"] }
"#;

fn main() -> io::Result<ExitCode> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = tests.parent().unwrap_or(tests);
    let only = env::args().nth(1).unwrap_or_default();
    let target = env::var_os("CARGO_TARGET_DIR").map_or(workspace.join("target"), PathBuf::from);
    let tree = target.join("mutants/tree");
    prepare(workspace, &tree)?;
    if SUITES.iter().any(|suite| passes(&tree, *suite) != ControlFlow::Continue(true)) {
        println!("the suites do not pass without any mistake");
        return Ok(ExitCode::FAILURE);
    }
    let all = read(&fs::read_to_string(tests.join("mutants/list.txt"))?);
    let mut counts = [(Fate::Found, 0), (Fate::Survived, 0), (Fate::Broken, 0), (Fate::Stale, 0)];
    for mutant in all.iter().filter(|mutant| mutant.file.contains(&only)) {
        let start = Instant::now();
        let fate = fate(mutant, &tree)?;
        counts.iter_mut().filter(|(f, _)| *f == fate).for_each(|(_, n)| *n += 1);
        let seconds = start.elapsed().as_secs_f64();
        println!("{fate:?} after {seconds:.1} s: {}: {}", mutant.file, mutant.becomes);
    }
    counts.iter().for_each(|(fate, n)| println!("{fate:?}: {n}"));
    Ok(if counts[1..].iter().all(|(_, n)| *n == 0) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
