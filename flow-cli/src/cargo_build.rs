//! From a generated crate to its program, with cargo, in one cache.
//!
//! ```text
//! cache/lock          held while a crate is written and built
//! cache/crates/D/     one crate, named by the digest D of its files; unchanged files are not touched
//! cache/target/       one target folder for all crates, so that the runtime is compiled once
//! ```
//! The target folder holds programs of many crates, and a program found there may be another's, or
//! damaged. Three things keep them apart. Cargo tells crates apart by the names of their packages,
//! so a generated crate's name contains a digest of its content. Of all that lies in the target
//! folder, only the program is used that cargo reports for this crate in this build. And before it
//! is used, it has to answer with the hash of the architecture that was asked for.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use flow_compiler::digest::digest;
use serde_json::Value;

use crate::exit::{Failure, say};
use crate::progress::with_spinner;
use crate::runtime_dependency::RuntimeDependency;

/// The folder that crates are built in.
pub struct Cache {
    folder: PathBuf,
    cargo: OsString,
    /// Set where somebody else speaks to people meanwhile.
    quiet: bool,
    stop: Stop,
}

/// Ends a build that runs in another thread.
#[derive(Clone, Default)]
pub struct Stop(Arc<Mutex<Option<u32>>>);

impl Stop {
    /// Ends cargo, if it runs, and all that it has started.
    pub fn now(&self) {
        #[cfg(unix)]
        if let Some(pid) = *self.0.lock().unwrap_or_else(PoisonError::into_inner)
            && let Some(pid) = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw)
        {
            // A process that has just ended needs no signal.
            let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::TERM);
        }
    }

    fn runs(&self, pid: Option<u32>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = pid;
    }
}

/// True if cargo can be run.
pub fn is_installed() -> bool {
    let version = Command::new("cargo").arg("--version").stdin(Stdio::null()).output();
    version.is_ok_and(|output| output.status.success())
}

/// A crate to build, and what its program has to be.
pub struct ProgramCrate<'a> {
    /// The flow's name, for people.
    pub name: &'a str,
    /// The hash of the flow's architecture, which the program answers to [`ARCHITECTURE`].
    pub architecture: &'a str,
    /// The files: paths relative to the crate's folder, and contents.
    pub files: &'a [(String, String)],
    /// The runtime that the crate depends on.
    pub runtime: &'a RuntimeDependency,
}

/// The command of a generated program that prints the hash of its flow's architecture.
pub const ARCHITECTURE: &str = "architecture";

impl Cache {
    /// `$FLOW_CACHE`, or `flow` in the user's cache folder.
    ///
    /// # Errors
    /// No variable that would name such a folder is set.
    pub fn locate() -> Result<Cache, Failure> {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = variable("FLOW_CACHE")
            .or_else(|| variable("XDG_CACHE_HOME").map(|folder| folder.join("flow")))
            .or_else(|| variable("HOME").map(|home| home.join(".cache").join("flow")))
            .or_else(|| variable("LOCALAPPDATA").map(|folder| folder.join("flow")))
            .ok_or_else(|| {
                Failure::environment("there is no folder for built models\nhelp: set FLOW_CACHE to a folder of yours")
            })?;
        let folder = std::path::absolute(&folder).map_err(|error| Failure::io(&folder, "find", &error))?;
        Ok(Cache { folder, cargo: "cargo".into(), quiet: false, stop: Stop::default() })
    }

    /// The same, silent, and with a way to end what it builds.
    pub fn quietly(self, stop: Stop) -> Cache {
        Cache { quiet: true, stop, ..self }
    }

    /// True if no runtime was built here yet.
    pub fn is_first(&self) -> bool {
        let built = fs::read_dir(self.folder.join("target/release/deps"));
        let is_runtime = |entry: fs::DirEntry| entry.file_name().to_string_lossy().starts_with("libflow_runtime-");
        !built.is_ok_and(|entries| entries.flatten().any(is_runtime))
    }

    /// Builds a crate and returns its program.
    ///
    /// # Errors
    /// A missing or failing toolchain is the environment's; a crate that does not compile is a bug
    /// of ours, and then all that cargo said is shown.
    pub fn build(&self, program: &ProgramCrate) -> Result<PathBuf, Failure> {
        let parts = program.files.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]);
        let folder = self.folder.join("crates").join(digest(parts));
        fs::create_dir_all(&folder).map_err(|error| Failure::io(&folder, "create", &error))?;
        let _lock = self.lock()?;
        write_crate(&folder, program)?;
        let built = self.cargo_build(&folder, program.name)?;
        if answers(&built.program, program.architecture).is_ok() {
            return Ok(built.program);
        }
        // Something else lies where cargo thinks that its program is. Cargo does not look into it,
        // so it is made anew.
        say(&format!("the built program of {} is damaged, so it is built again", program.name));
        let clean = ["clean", "--release", "--quiet", "--package", &built.package];
        self.cargo(&clean, &folder)?;
        let built = self.cargo_build(&folder, program.name)?;
        let answer = answers(&built.program, program.architecture);
        answer.map(|()| built.program).map_err(|found| {
            let (name, expected) = (program.name, program.architecture);
            Failure::bug(format!("{}: found {found}, expected {name} ({expected})", folder.display()))
        })
    }

    /// Held until dropped. Waiting is said once, for it may take as long as a build.
    fn lock(&self) -> Result<File, Failure> {
        let path = self.folder.join("lock");
        let failed = |error: std::io::Error| Failure::io(&path, "lock", &error);
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        if file.try_lock().is_err() {
            say("waiting for another flow command that is building …");
            file.lock().map_err(failed)?;
        }
        Ok(file)
    }

    /// The program that cargo reports for the crate in `folder`.
    fn cargo_build(&self, folder: &Path, name: &str) -> Result<Built, Failure> {
        let first = if self.is_first() { " (the first build compiles the runtime, some minutes)" } else { "" };
        let text = format!("building {name} …{first}");
        let build = ["build", "--release", "--quiet", "--bins", "--message-format=json-render-diagnostics"];
        let run = || self.cargo(&build, folder);
        let messages = if self.quiet { run() } else { with_spinner(&text, run) }?;
        Built::find(&messages, &folder.join("Cargo.toml"))
            .ok_or_else(|| Failure::bug(format!("{}: cargo reported no program", folder.display())))
    }

    /// Runs a command of cargo on the crate in `folder` and returns what it writes to stdout.
    fn cargo(&self, arguments: &[&str], folder: &Path) -> Result<Vec<u8>, Failure> {
        let mut command = Command::new(&self.cargo);
        #[cfg(unix)]
        if self.quiet {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let child = command
            .args(arguments)
            .arg("--manifest-path")
            .arg(folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(self.folder.join("target"))
            .env("CARGO_TERM_COLOR", "never")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => missing("cargo"),
                _ => Failure::environment(format!("cannot run cargo: {error}")),
            })?;
        self.stop.runs(Some(child.id()));
        let output = child.wait_with_output();
        self.stop.runs(None);
        let output = output.map_err(|error| Failure::environment(format!("cannot wait for cargo: {error}")))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(explain(&String::from_utf8_lossy(&output.stderr), folder)),
        }
    }
}

/// Writes what differs, and removes nothing: cargo's lock file stays.
fn write_crate(folder: &Path, program: &ProgramCrate) -> Result<(), Failure> {
    for (path, text) in program.files {
        // A crate in a cache is on its own, whatever workspace the cache lies in.
        let alone = path == "Cargo.toml" && !text.lines().any(|line| line.trim() == "[workspace]");
        let text = if alone { format!("{text}\n[workspace]\n") } else { text.clone() };
        write_if_changed(&folder.join(path), &text)?;
    }
    let lock = folder.join("Cargo.lock");
    if let (false, Some(known)) = (lock.exists(), program.runtime.lock_file()) {
        let text = fs::read_to_string(&known).map_err(|error| Failure::io(&known, "read", &error))?;
        write_if_changed(&lock, &text)?;
    }
    Ok(())
}

/// Leaves a file alone that holds `text` already; its folder is made where needed. A write that is
/// interrupted leaves the old file.
pub fn write_if_changed(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|present| present == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| Failure::io(path, "write", &error))?;
    Ok(flow_runtime::atomic::write(path, |file| file.write_all(text.as_bytes()))?)
}

/// A program and its package, as cargo names it.
struct Built {
    program: PathBuf,
    package: String,
}

impl Built {
    /// The program of the crate with this manifest, among cargo's messages.
    fn find(messages: &[u8], manifest: &Path) -> Option<Built> {
        let manifest = fs::canonicalize(manifest).ok()?;
        let built = |line: &[u8]| {
            let message: Value = serde_json::from_slice(line).ok()?;
            let text = |key: &str| message[key].as_str();
            let found = fs::canonicalize(text("manifest_path")?).ok()?;
            let is_ours = text("reason") == Some("compiler-artifact") && found == manifest;
            let (program, package) = (text("executable")?.into(), text("package_id")?.to_owned());
            is_ours.then_some(Built { program, package })
        };
        messages.split(|&byte| byte == b'\n').find_map(built)
    }
}

/// Succeeds if a program says that it is a flow of this architecture; else tells what was found.
fn answers(program: &Path, architecture: &str) -> Result<(), String> {
    let output = Command::new(program).arg(ARCHITECTURE).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("a program that cannot be run ({error})"))?;
    match String::from_utf8_lossy(&output.stdout).trim() {
        answer if answer == architecture => Ok(()),
        "" => Err(format!("a program that does not answer ({})", String::from_utf8_lossy(&output.stderr).trim())),
        answer => Err(format!("a program of another flow ({answer})")),
    }
}

/// The failure of a machine without a tool.
pub fn missing(tool: &str) -> Failure {
    Failure::environment(format!(
        "{tool} was not found; with `--compile`, a model is built as a small Rust program\n\
         help: install Rust from https://rustup.rs, or put {tool} on the PATH"
    ))
}

/// Whose turn it is when cargo failed, by what it said.
fn explain(stderr: &str, folder: &Path) -> Failure {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| stderr.contains(phrase));
    if says(&["could not execute process `rustc", "rustc` is not installed"]) {
        return missing("rustc");
    }
    let environment = [
        ("the linker is missing\nhelp: install a C compiler, whose linker Rust uses", &["linker `"][..]),
        ("the disk is full\nhelp: set FLOW_CACHE to a folder with more room", &["No space left on device"]),
        (
            "cargo could not fetch the runtime's dependencies\nhelp: connect to the network once, or run `cargo fetch`",
            &["failed to download", "Could not resolve host", "failed to fetch", "spurious network error", "--offline"],
        ),
        ("cargo may not write to the cache\nhelp: set FLOW_CACHE to a folder of yours", &["Permission denied"]),
        (
            "the installed Rust is too old\nhelp: update it with `rustup update`",
            &["requires rustc", "is not supported by the following package", "feature `edition2024` is required"],
        ),
    ];
    for (message, phrases) in environment {
        if says(phrases) {
            return Failure::environment(format!("{stderr}\n{message}"));
        }
    }
    Failure::bug(format!("{stderr}\nthe generated crate in {} does not build", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(folder: &Path, cargo: &str) -> Cache {
        Cache { folder: folder.to_owned(), cargo: cargo.into(), quiet: false, stop: Stop::default() }
    }

    /// A crate whose program says one word, whatever it is asked.
    fn speaker(package: &str, main: &str) -> Vec<(String, String)> {
        let manifest = format!("[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        vec![("Cargo.toml".to_owned(), manifest), ("src/main.rs".to_owned(), format!("fn main() {{ {main} }}\n"))]
    }

    fn saying(word: &str) -> Vec<(String, String)> {
        speaker(&format!("speaker-{word}"), &format!("println!(\"{word}\");"))
    }

    /// Builds a program that has to say `word`.
    fn build(cache: &Cache, files: &[(String, String)], word: &str) -> Result<PathBuf, Failure> {
        let runtime = &RuntimeDependency::Version("0.1.0".to_owned());
        cache.build(&ProgramCrate { name: "Speaker", architecture: word, files, runtime })
    }

    fn said(program: &Path) -> String {
        String::from_utf8(Command::new(program).output().expect("a run").stdout).expect("text")
    }

    /// The crate's folder in the cache.
    fn folder_of(cache: &Path, files: &[(String, String)]) -> PathBuf {
        let parts = files.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]);
        cache.join("crates").join(digest(parts))
    }

    #[test]
    fn a_missing_toolchain_is_the_environments_fault() {
        let folder = tempfile::tempdir().expect("a folder");
        let failure = build(&cache(folder.path(), "no-such-cargo"), &saying("a"), "a").expect_err("no cargo");
        assert_eq!(failure.code(), 3);
        assert!(format!("{failure:?}").contains("rustup.rs"));
    }

    #[test]
    fn crates_do_not_replace_each_other_and_errors_are_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = cache(folder.path(), "cargo");
        let programs = ["a", "b"].map(|word| build(&cache, &saying(word), word).expect("a program"));
        assert_eq!(programs.each_ref().map(|program| said(program)), ["a\n", "b\n"]);
        let written = |program: &Path| fs::metadata(program).and_then(|data| data.modified()).expect("a time");
        let before = written(&programs[0]);
        assert_eq!(build(&cache, &saying("a"), "a").as_ref(), Ok(&programs[0]));
        assert_eq!(written(&programs[0]), before, "nothing is done twice");
        let failure = build(&cache, &speaker("broken", "x"), "a").expect_err("an error");
        assert_eq!(failure.code(), 1);
        assert!(format!("{failure:?}").contains("cannot find value"));
    }

    /// Cargo takes two crates of one name for the same crate, and says of the second that it is
    /// built already. Names of generated packages make that impossible; here it shows that a
    /// program of another flow is never handed out.
    #[test]
    fn a_program_of_another_architecture_is_built_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = cache(folder.path(), "cargo");
        let [a, b] = ["a", "b"].map(|word| speaker("speaker", &format!("println!(\"{word}\");")));
        // B is written, and its build is stopped before it has begun.
        let stopped = Cache { cargo: "false".into(), ..self::cache(folder.path(), "cargo") };
        assert!(build(&stopped, &b, "b").is_err());
        // The files of B are older now than what is built of A.
        assert_eq!(said(&build(&cache, &a, "a").expect("a program")), "a\n");
        assert_eq!(said(&build(&cache, &b, "b").expect("a program")), "b\n");
        // What says another word even when it is new is refused.
        let failure = build(&cache, &saying("c"), "d").expect_err("a refusal");
        assert_eq!(failure.code(), 1);
        assert!(format!("{failure:?}").contains("found a program of another flow (c), expected Speaker (d)"));
    }

    #[test]
    fn a_damaged_program_is_built_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = cache(folder.path(), "cargo");
        let (files, other) = (saying("a"), build(&cache, &saying("b"), "b").expect("a program"));
        let program = build(&cache, &files, "a").expect("a program");
        let another = fs::read(other).expect("another program");
        for content in [Some(&[][..]), Some(&another[..]), None] {
            match content {
                Some(content) => fs::write(&program, content).expect("another content"),
                None => fs::remove_file(&program).expect("no file"),
            }
            let again = build(&cache, &files, "a").expect("a program");
            assert_eq!((said(&again), &again), ("a\n".to_owned(), &program));
        }
    }

    /// A write that was cut short, by hand or by a kill, is made good; so is a lock file that is no
    /// lock file.
    #[test]
    fn a_half_written_crate_is_written_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = cache(folder.path(), "cargo");
        let files = saying("a");
        let target = folder_of(folder.path(), &files);
        for (path, text) in [("Cargo.toml", "[pack"), ("src/main.rs", ""), ("src/main.rs", "fn main() {}")] {
            fs::create_dir_all(target.join("src")).expect("a folder");
            fs::write(target.join(path), text).expect("a half of a file");
            assert_eq!(said(&build(&cache, &files, "a").expect("a program")), "a\n", "{path}");
        }
    }

    /// A program that cargo has linked against a new runtime is used, also where `flow` was killed
    /// before it saw it.
    #[test]
    fn a_changed_dependency_makes_a_new_program() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = cache(folder.path(), "cargo");
        let runtime = folder.path().join("runtime");
        let manifest = "[package]\nname = \"runtime\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n";
        fs::create_dir_all(runtime.join("src")).expect("a folder");
        fs::write(runtime.join("Cargo.toml"), manifest).expect("a file");
        let speak = |word: &str| {
            let text = format!("pub fn speak() {{ println!(\"{word}\"); }}\n");
            fs::write(runtime.join("src/lib.rs"), text).expect("a file");
        };
        let mut files = speaker("speaker", "runtime::speak();");
        files[0].1 += &format!("[dependencies]\nruntime = {{ path = {:?} }}\n", runtime.display().to_string());
        for (word, killed) in [("a", false), ("bb", false), ("ccc", true)] {
            speak(word);
            if killed {
                cache.cargo(&["build", "--release", "--quiet"], &folder_of(folder.path(), &files)).expect("a build");
            }
            assert_eq!(said(&build(&cache, &files, word).expect("a program")), format!("{word}\n"));
        }
    }

    #[test]
    fn only_the_artifact_of_this_manifest_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let manifest = folder.path().join("Cargo.toml");
        let other = folder.path().join("Other.toml");
        for path in [&manifest, &other] {
            fs::write(path, "").expect("a file");
        }
        let line = |reason: &str, manifest: &Path, executable: Value| {
            let (manifest_path, package_id) = (manifest.display().to_string(), "p");
            let message = serde_json::json!({
                "reason": reason, "manifest_path": manifest_path, "package_id": package_id, "executable": executable,
            });
            format!("{message}\n")
        };
        let found = |lines: &[String]| Built::find(lines.concat().as_bytes(), &manifest).map(|built| built.program);
        let others = [
            line("compiler-artifact", &other, "other".into()),
            line("compiler-artifact", &manifest, Value::Null),
            line("build-script-executed", &manifest, "script".into()),
            "no JSON\n".to_owned(),
        ];
        assert_eq!(found(&others), None);
        let ours = line("compiler-artifact", &manifest, "ours".into());
        assert_eq!(found(&[&others[..], &[ours], &others[..1]].concat()), Some("ours".into()));
    }

    #[test]
    fn what_cargo_says_tells_whose_turn_it_is() {
        let table = [
            ("error: could not execute process `rustc -vV` (never executed)", 3),
            ("error: linker `cc` not found", 3),
            ("error: failed to download from `https://example.org`", 3),
            ("error: package `x` cannot be built because it requires rustc 1.89", 3),
            ("error: No space left on device (os error 28)", 3),
            ("error[E0308]: mismatched types\nerror: could not compile `two_moons`", 1),
        ];
        for (stderr, code) in table {
            assert_eq!(explain(stderr, Path::new("x")).code(), code, "{stderr}");
        }
    }
}
