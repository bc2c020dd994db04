//! Plants the mistakes of `tests/mutants/list.txt` in a copy of the sources, and lists those that no quick test finds.
//!
//! ```text
//! list ─▶ a workspace of the compiler and its quick laws alone, in which `a` reads `if planted(7) { b } else { a }`: built once
//!      ─▶ each number in turn: quick laws, then the compiler's own tests, until one fails ─▶ found, or survived
//! ```
//! `tests/mutants/run [FILE]` runs it; with a part of a file's name, for those files alone.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

/// A suite that takes so many times as long as without a mistake has met one that makes it loop.
const LOOPS: u32 = 20;

/// A planted mistake.
struct Mutant {
    /// Its file, below `flow-compiler/src`.
    file: String,
    /// Which of the lines that read so; without, the only one.
    number: Option<usize>,
    line: String,
    becomes: String,
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
    /// The line of the file that it changes.
    fn place(&self, text: &str) -> Option<usize> {
        let at: Vec<usize> = text.lines().enumerate().filter(|(_, l)| l.trim() == self.line).map(|(i, _)| i).collect();
        match self.number {
            Some(number) => at.get(number - 1).copied(),
            None => (at.len() == 1).then(|| at[0]),
        }
    }
}

/// A line in three: what precedes its expression, the expression, what ends it.
fn parts(line: &str) -> (&str, &str, &str) {
    let code = line.split(" // ").next().unwrap_or(line).trim();
    if let Some(condition) = code.strip_prefix("if ").and_then(|c| c.strip_suffix(" {")) {
        return ("if ", condition, " {");
    }
    let (body, end) = match code.as_bytes().last() {
        Some(b';') => (&code[..code.len() - 1], ";"),
        Some(b',') => (&code[..code.len() - 1], ","),
        _ => (code, ""),
    };
    let field = |text: &str| text.find(": ").filter(|at| text[..*at].chars().all(|c| c.is_alphanumeric() || c == '_'));
    let mut start = 0;
    if body.starts_with("let ") {
        start = body.find(" = ").map_or(0, |at| at + 3);
        // Closures differ in type: what is chosen stands inside of them.
        if body[start..].starts_with('|') {
            start += body[start + 1..].find("| ").map_or(0, |at| at + 3);
        }
    } else if body.starts_with("return ") {
        start = "return ".len();
    } else if let Some(at) = body.find(" => ") {
        start = at + 4;
    } else if let Some(at) = field(body) {
        start = at + 2;
    }
    (&body[..start], &body[start..], end)
}

/// The line with its mistakes behind their numbers; none where one of them changes more than the expression.
fn chosen(line: &str, mistakes: &[(usize, &str)]) -> Option<String> {
    let (before, right, end) = parts(line);
    let mut out = right.to_string();
    for (number, wrong) in mistakes {
        let (same, wrong, _) = parts(wrong);
        if same != before {
            return None;
        }
        out = format!("if crate::planted({number}) {{ {wrong} }} else {{ {out} }}");
    }
    Some(format!("{before}({out}){end}"))
}

/// Plants all mistakes of a file; those that could not be planted.
fn plant(path: &Path, mutants: &[(usize, &Mutant)]) -> io::Result<Vec<usize>> {
    let text = fs::read_to_string(path)?;
    let mut lines: Vec<String> = text.lines().map(String::from).collect();
    let (mut lost, mut places) = (Vec::new(), std::collections::BTreeMap::<usize, Vec<(usize, &str)>>::new());
    for (number, mutant) in mutants {
        match mutant.place(&text) {
            Some(at) => places.entry(at).or_default().push((*number, &mutant.becomes)),
            None => lost.push(*number),
        }
    }
    for (at, mistakes) in places {
        match chosen(&lines[at], &mistakes) {
            Some(line) => lines[at] = line,
            None => lost.extend(mistakes.iter().map(|m| m.0)),
        }
    }
    fs::write(path, lines.join("\n") + "\n")?;
    Ok(lost)
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

/// The compiler, and a package of the modules and the one test that need nothing else: it builds in seconds.
fn prepare(workspace: &Path, tree: &Path) -> io::Result<()> {
    let (tests, laws) = (workspace.join("tests"), tree.join("laws"));
    if tree.exists() {
        fs::remove_dir_all(tree)?;
    }
    copy(&workspace.join("flow-compiler"), &tree.join("flow-compiler"))?;
    for folder in ["src", "tests"] {
        fs::create_dir_all(laws.join(folder))?;
    }
    let modules = ["doors", "laws", "numbers", "sequential", "step", "tolerance"];
    for file in modules.iter().map(|m| format!("src/{m}.rs")).chain(["tests/quick_laws.rs".into()]) {
        fs::copy(tests.join(&file), laws.join(&file))?;
    }
    fs::write(laws.join("src/lib.rs"), modules.map(|m| format!("pub mod {m};\n")).concat())?;
    fs::write(laws.join("Cargo.toml"), MANIFEST)?;
    let root = tree.join("flow-compiler/src/lib.rs");
    fs::write(&root, fs::read_to_string(&root)? + PLANTED)?;
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
const PLANTED: &str = r#"
fn planted(number: usize) -> bool {
    static NUMBER: std::sync::OnceLock<Option<usize>> = std::sync::OnceLock::new();
    *NUMBER.get_or_init(|| std::env::var("PLANTED").ok()?.parse().ok()) == Some(number)
}
"#;

/// A program of tests and which of them are run.
struct Suite {
    program: PathBuf,
    tests: &'static [&'static str],
    /// How long it may take before a mistake is said to loop.
    longest: Duration,
}

/// The suites, the quickest to find something first.
const LAWS: &[&str] = &["-p", "laws", "--test", "quick_laws"];
const SLOW: &[&str] = &["users_bijectors", "splines_in", "autoregressive_layers"];
const FAST: &[&str] = &["--skip", SLOW[0], "--skip", SLOW[1], "--skip", SLOW[2]];
const OWN: &[&str] = &["-p", "flow-compiler", "--lib"];

/// Builds a program of tests.
fn build(tree: &Path, arguments: &[&str]) -> io::Result<PathBuf> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(tree).env("CARGO_TARGET_DIR", tree.with_file_name("build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
    let out = command.args(["test", "--offline", "--no-run"]).args(arguments).output()?;
    let said = String::from_utf8_lossy(&out.stderr);
    let program = said.lines().find_map(|line| line.trim().strip_prefix("Executable")?.split(['(', ')']).nth(1));
    program.map(PathBuf::from).ok_or_else(|| io::Error::other(said.to_string()))
}

impl Suite {
    /// True if every test passes with this mistake; `None` plants nothing.
    fn passes(&self, planted: Option<usize>, tree: &Path) -> io::Result<bool> {
        let said = tree.with_file_name("said.txt");
        let mut command = Command::new(&self.program);
        command.current_dir(tree.join("flow-compiler")).args(self.tests).stderr(Stdio::null());
        command.env("RUST_BACKTRACE", "0").env("PLANTED", planted.map_or(String::new(), |n| n.to_string()));
        let mut child = command.stdout(fs::File::create(&said)?).spawn()?;
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status.success());
            }
            let failed = fs::read_to_string(&said)?.contains("FAILED");
            if failed || start.elapsed() > self.longest {
                child.kill()?;
                child.wait()?;
                return Ok(false);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

fn main() -> io::Result<ExitCode> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = tests.parent().unwrap_or(tests);
    let only = env::args().nth(1).unwrap_or_default();
    let target = env::var_os("CARGO_TARGET_DIR").map_or(workspace.join("target"), PathBuf::from);
    let tree = target.join("mutants/tree");
    prepare(workspace, &tree)?;
    let all = read(&fs::read_to_string(tests.join("mutants/list.txt"))?);
    let mut lost = Vec::new();
    for of_one_file in all.iter().enumerate().collect::<Vec<_>>().chunk_by(|a, b| a.1.file == b.1.file) {
        lost.extend(plant(&tree.join("flow-compiler/src").join(&of_one_file[0].1.file), of_one_file)?);
    }
    let laws = build(&tree, LAWS)?;
    let mut suites = [
        Suite { program: laws.clone(), tests: FAST, longest: Duration::MAX },
        Suite { program: laws, tests: SLOW, longest: Duration::MAX },
        Suite { program: build(&tree, OWN)?, tests: &[], longest: Duration::MAX },
    ];
    for suite in &mut suites {
        let start = Instant::now();
        if !suite.passes(None, &tree)? {
            return Err(io::Error::other("a suite fails where nothing is planted"));
        }
        suite.longest = LOOPS * start.elapsed().max(Duration::from_secs(1));
    }
    let (mut found, mut survived) = (0, 0);
    for (number, mutant) in
        all.iter().enumerate().filter(|(number, m)| m.file.contains(&only) && !lost.contains(number))
    {
        let start = Instant::now();
        let mut passed = true;
        for suite in &suites {
            passed = passed && suite.passes(Some(number), &tree)?;
        }
        let word = if passed { "SURVIVED" } else { "found" };
        *(if passed { &mut survived } else { &mut found }) += 1;
        println!("{word} after {:.1} s: {}: {}", start.elapsed().as_secs_f64(), mutant.file, mutant.becomes);
    }
    lost.iter().for_each(|number| println!("NOT PLANTED: {}: {}", all[*number].file, all[*number].line));
    println!("{found} found, {survived} survived, {} not planted", lost.len());
    Ok(if survived + lost.len() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
