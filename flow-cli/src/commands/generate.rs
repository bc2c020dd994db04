//! `flow generate SPEC -o DIR`: a crate to read, build, publish and embed.
//!
//! A manifest beside the crate lists what was written, with digests. So a later run knows which
//! files it may replace or remove, and neither a stranger's folder nor a hand-made change is
//! overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use flow_compiler::digest::digest;
use flow_run::Declaration;

use crate::cargo_build::write_if_changed;
use crate::exit::{Failure, Outcome, say};
use crate::folder::is_free;
use crate::runtime_dependency::RuntimeFlag;

/// Lists the files that we wrote: a digest and a path on each line.
const MANIFEST: &str = ".flow-generated";

/// Flags of `flow generate`.
#[derive(Args, Debug)]
pub struct Generate {
    /// The spec file
    spec: PathBuf,
    /// The folder of the crate; new, empty, or written by this command before
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Write nothing; fail if the folder differs from what would be written
    #[arg(long)]
    check: bool,
    /// Add an interface for C: a shared library with a header
    #[arg(long)]
    c: bool,
    /// Add the gradients of draws, which `fit_reverse_kl` needs and a fit to data does not
    #[arg(long)]
    gradients_of_draws: bool,
    /// Change a value of the spec first, such as `train.epochs=5`; repeatable
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    #[command(flatten)]
    runtime: RuntimeFlag,
}

impl Generate {
    pub fn run(self) -> Outcome {
        let declaration = Declaration::read(&self.spec, &self.sets)?;
        let mut compiled = declaration.compile()?;
        if self.gradients_of_draws {
            compiled = compiled.with_gradients_of_draws();
        }
        if declaration.is_latent() {
            return Err(Failure::input(format!(
                "{}: found a latent variable model, of which no crate is written\n\
                 help: in a crate of your own, `flow!(\"{}\")` declares it",
                self.spec.display(),
                self.spec.display()
            )));
        }
        let dependencies = self.runtime.resolve()?.without_macros();
        let files = match self.c {
            true => compiled.crate_files_for_c(dependencies.as_text()),
            false => compiled.crate_files(dependencies.as_text()),
        };
        if self.check {
            return check(&self.output, &files);
        }
        write(&self.output, &files)?;
        say(&format!("wrote the crate of `{}` to {}", compiled.name(), self.output.display()));
        Ok(())
    }
}

/// Fails with the list of files that are missing or different.
fn check(folder: &Path, files: &[(String, String)]) -> Outcome {
    let same = |path: &str, text: &str| fs::read(folder.join(path)).is_ok_and(|found| found == text.as_bytes());
    let different: Vec<&str> =
        files.iter().filter(|(path, text)| !same(path, text)).map(|(path, _)| path.as_str()).collect();
    if different.is_empty() {
        return Ok(());
    }
    Err(Failure::input(format!(
        "{}: found other files than the spec gives: {}\nhelp: run `flow generate` without --check",
        folder.display(),
        different.join(", ")
    )))
}

fn write(folder: &Path, files: &[(String, String)]) -> Outcome {
    let before = read_manifest(folder)?;
    // All refusals come before the first write.
    for (path, text) in files {
        refuse_foreign(folder, path, text, &before)?;
    }
    for (path, text) in files {
        write_if_changed(&folder.join(path), text)?;
    }
    let is_kept = |path: &str| files.iter().any(|(kept, _)| kept == path);
    for (path, written) in before.iter().filter(|(path, _)| !is_kept(path)) {
        let stale = folder.join(path);
        if fs::read(&stale).is_ok_and(|found| digest([&found[..]]) == *written) {
            fs::remove_file(&stale).map_err(|error| Failure::io(&stale, "remove", &error))?;
        }
    }
    let lines: String = files.iter().map(|(path, text)| format!("{} {path}\n", digest([text.as_bytes()]))).collect();
    write_if_changed(&folder.join(MANIFEST), &lines)
}

/// The files that were written before, each with its digest. Empty for a folder that is new or
/// empty.
fn read_manifest(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    if let Ok(text) = fs::read_to_string(folder.join(MANIFEST)) {
        let inside =
            |path: &&str| Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        let lines = text.lines().filter_map(|line| line.split_once(' ')).filter(|(_, path)| inside(path));
        return Ok(lines.map(|(digest, path)| (path.to_owned(), digest.to_owned())).collect());
    }
    if is_free(folder)? {
        return Ok(BTreeMap::new());
    }
    Err(Failure::input(format!(
        "{}: found a folder with other files, expected a new or empty one, or one that `flow generate` wrote\n\
         help: choose another folder",
        folder.display()
    )))
}

/// A file that is neither as we left it nor as we want it is somebody's work.
fn refuse_foreign(folder: &Path, path: &str, text: &str, before: &BTreeMap<String, String>) -> Outcome {
    let target = folder.join(path);
    let Ok(found) = fs::read(&target) else { return Ok(()) };
    if found == text.as_bytes() || before.get(path).is_some_and(|written| *written == digest([&found[..]])) {
        return Ok(());
    }
    Err(Failure::input(format!(
        "{}: found a file that was changed since it was generated, expected our own\n\
         help: move it away, or generate into another folder",
        target.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn our_files_are_replaced_and_removed_and_others_never() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("crate");
        let code = |outcome: Outcome| outcome.map_err(|failure| failure.code());
        let first = files(&[("Cargo.toml", "a"), ("src/old.rs", "b")]);
        assert_eq!(code(check(&target, &first)), Err(2), "nothing is there");
        assert_eq!(write(&target, &first), Ok(()));
        assert_eq!(check(&target, &first), Ok(()));

        let second = files(&[("Cargo.toml", "c"), ("src/new.rs", "d")]);
        assert_eq!(code(check(&target, &second)), Err(2));
        assert_eq!(write(&target, &second), Ok(()));
        assert!(!target.join("src/old.rs").exists() && target.join("src/new.rs").exists());

        fs::write(target.join("Cargo.toml"), "mine").expect("a write");
        assert_eq!(code(write(&target, &first)), Err(2));
        assert_eq!(fs::read_to_string(target.join("Cargo.toml")).expect("a file"), "mine");
        assert!(!target.join("src/old.rs").exists(), "nothing is written after a refusal");
    }

    #[test]
    fn a_strangers_folder_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = files(&[("Cargo.toml", "a")]);
        fs::write(folder.path().join("thesis.tex"), "x").expect("a write");
        assert_eq!(write(folder.path(), &files).map_err(|failure| failure.code()), Err(2));
        assert!(!folder.path().join("Cargo.toml").exists());
    }
}
