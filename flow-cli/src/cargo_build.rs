//! From a generated crate to a program, with cargo, in one cache.
//!
//! All crates share one target folder, so the runtime is compiled once. Each crate lives in a folder named by the digest of
//! its files; unchanged files are not touched, so cargo has nothing to do the second time. The finished program is copied
//! into that folder: in the shared target folder another model of the same name would replace it. A file lock keeps
//! concurrent runs apart.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::digest::digest;
use crate::exit::{Failure, say};
use crate::progress::with_spinner;
use crate::runtime_dependency::RuntimeDependency;

/// The folder that crates are built in.
pub struct Cache {
    folder: PathBuf,
    cargo: OsString,
}

/// A crate as text: paths relative to its folder, and contents.
pub type CrateFiles = [(String, String)];

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
                Failure::environment("found no folder for built models\nhelp: set FLOW_CACHE to a folder of yours")
            })?;
        let folder = std::path::absolute(&folder).map_err(|error| Failure::io(&folder, "find", &error))?;
        Ok(Cache { folder, cargo: "cargo".into() })
    }

    /// Builds a crate and returns its program.
    ///
    /// # Errors
    /// A missing or failing toolchain is the environment's; a crate that does not compile is a bug of ours, and then
    /// all that cargo said is shown.
    pub fn build(&self, name: &str, files: &CrateFiles, runtime: &RuntimeDependency) -> Result<PathBuf, Failure> {
        let parts = files.iter().flat_map(|(path, text)| [path.as_bytes(), text.as_bytes()]);
        let folder = self.folder.join("crates").join(digest(parts));
        fs::create_dir_all(&folder).map_err(|error| Failure::io(&folder, "create", &error))?;
        let _lock = self.lock()?;
        write_crate(&folder, files, runtime)?;
        let text = format!("building {name} … (the first build compiles the runtime, some minutes)");
        let output = with_spinner(&text, || self.cargo_build(&folder))?;
        if !output.status.success() {
            return Err(explain(&String::from_utf8_lossy(&output.stderr), &folder));
        }
        let artifact = Artifact::find(&output.stdout)
            .ok_or_else(|| Failure::bug(format!("{}: cargo built no program", folder.display())))?;
        artifact.keep(&folder)
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

    fn cargo_build(&self, folder: &Path) -> Result<Output, Failure> {
        Command::new(&self.cargo)
            .args(["build", "--release", "--quiet", "--bins", "--message-format=json-render-diagnostics"])
            .arg("--manifest-path")
            .arg(folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(self.folder.join("target"))
            .env("CARGO_TERM_COLOR", "never")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => missing("cargo"),
                _ => Failure::environment(format!("cannot run cargo: {error}")),
            })
    }
}

/// Writes what differs, and removes nothing: cargo's lock file and our program stay.
fn write_crate(folder: &Path, files: &CrateFiles, runtime: &RuntimeDependency) -> Result<(), Failure> {
    for (path, text) in files {
        // A crate in a cache is on its own, whatever workspace the cache lies in.
        let alone = path == "Cargo.toml" && !text.lines().any(|line| line.trim() == "[workspace]");
        let text = if alone { format!("{text}\n[workspace]\n") } else { text.clone() };
        write_if_changed(&folder.join(path), &text)?;
    }
    let lock = folder.join("Cargo.lock");
    if let (false, Some(known)) = (lock.exists(), runtime.lock_file()) {
        fs::copy(&known, &lock).map_err(|error| Failure::io(&lock, "write", &error))?;
    }
    Ok(())
}

/// Leaves a file alone that holds `text` already; its folder is made where needed.
pub fn write_if_changed(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|present| present == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).and_then(|()| fs::write(path, text)).map_err(|error| Failure::io(path, "write", &error))
}

/// The program among cargo's messages.
struct Artifact {
    program: PathBuf,
    fresh: bool,
}

impl Artifact {
    fn find(messages: &[u8]) -> Option<Artifact> {
        let messages =
            messages.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice::<Value>(line).ok());
        messages
            .filter_map(|message| {
                let program = PathBuf::from(message.get("executable")?.as_str()?);
                Some(Artifact { program, fresh: message.get("fresh").and_then(Value::as_bool).unwrap_or(false) })
            })
            .next_back()
    }

    /// Copies the program into the crate's folder. A run that still uses the old one keeps it.
    fn keep(&self, folder: &Path) -> Result<PathBuf, Failure> {
        let kept = folder.join(format!("model{}", std::env::consts::EXE_SUFFIX));
        if !(self.fresh && kept.exists()) {
            let copy = folder.join("model.new");
            fs::copy(&self.program, &copy)
                .and_then(|_| fs::rename(&copy, &kept))
                .map_err(|error| Failure::io(&kept, "write", &error))?;
        }
        Ok(kept)
    }
}

fn missing(tool: &str) -> Failure {
    Failure::environment(format!(
        "{tool} was not found; flow builds each model as a small Rust program\n\
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
        Cache { folder: folder.to_owned(), cargo: cargo.into() }
    }

    fn version() -> RuntimeDependency {
        RuntimeDependency::Version("0.1.0".to_owned())
    }

    /// A crate without dependencies that prints one word.
    fn speaker(word: &str) -> Vec<(String, String)> {
        let manifest = "[package]\nname = \"speaker\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
        let main = format!("fn main() {{ println!(\"{word}\"); }}\n");
        vec![("Cargo.toml".to_owned(), manifest.to_owned()), ("src/main.rs".to_owned(), main)]
    }

    #[test]
    fn a_missing_toolchain_is_the_environments_fault() {
        let folder = tempfile::tempdir().expect("a folder");
        let failure =
            cache(folder.path(), "no-such-cargo").build("speaker", &speaker("a"), &version()).expect_err("no cargo");
        assert_eq!(failure.code(), 3);
        assert!(format!("{failure:?}").contains("rustup.rs"));
    }

    #[test]
    fn models_of_one_name_do_not_replace_each_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = cache(folder.path(), "cargo");
        let programs = ["a", "b"].map(|word| cache.build("speaker", &speaker(word), &version()).expect("a program"));
        for (program, word) in programs.iter().zip(["a\n", "b\n"]) {
            assert_eq!(Command::new(program).output().expect("a run").stdout, word.as_bytes());
        }
        let written = |program: &Path| fs::metadata(program).and_then(|data| data.modified()).expect("a time");
        let before = written(&programs[0]);
        assert_eq!(cache.build("speaker", &speaker("a"), &version()).as_ref(), Ok(&programs[0]));
        assert_eq!(written(&programs[0]), before, "nothing is done twice");
        let broken = vec![speaker("a")[0].clone(), ("src/main.rs".to_owned(), "fn main() { x }".to_owned())];
        let failure = cache.build("speaker", &broken, &version()).expect_err("an error");
        assert_eq!(failure.code(), 1);
        assert!(format!("{failure:?}").contains("cannot find value"));
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
