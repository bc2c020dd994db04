//! `cargo fmt` finds nothing to change in a generated crate, wherever it stands.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use flow_compiler::emit::Dependencies;
use flow_tests::architectures::Architecture;
use flow_tests::doors::{from_yaml, right};

/// Declarations as YAML: all of `specs/`, and some that are drawn.
fn declarations() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    specs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs"), &mut paths);
    paths.sort();
    let read = |path: PathBuf| (path.display().to_string(), fs::read_to_string(&path).unwrap());
    let drawn = (0..16).map(|number| (format!("drawn {number}"), Architecture::new(number).yaml()));
    paths.into_iter().map(read).chain(drawn).collect()
}

fn specs(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            specs(&path, found);
        } else if path.extension().is_some_and(|end| end == "yaml") {
            found.push(path);
        }
    }
}

/// Writes a crate into an empty folder, and formats it there. Where there is no rustfmt, says so and answers `false`.
fn written_and_formatted(folder: &Path, files: &[(String, String)]) -> bool {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    if !Command::new("rustfmt").arg("--version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this machine has no rustfmt");
        return false;
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(cargo).arg("fmt").current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    true
}

#[test]
fn cargo_fmt_changes_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formatted");
    for (k, (name, yaml)) in declarations().into_iter().enumerate() {
        let (compiled, dependencies) = (right(from_yaml(&yaml), &yaml), Dependencies::both("\"0.1\""));
        if compiled.latent().is_some() {
            // Of a latent variable model no crate is written.
            continue;
        }
        // Every other one has an interface for C, which is a file more.
        let files =
            if k % 2 == 0 { compiled.crate_files(dependencies) } else { compiled.crate_files_for_c(dependencies) };
        assert!(files.iter().any(|(path, _)| path == "rustfmt.toml"), "a crate says how it is formatted");
        if !written_and_formatted(&folder, &files) {
            return;
        }
        for (path, text) in &files {
            let after = fs::read_to_string(folder.join(path)).unwrap();
            let line = text.lines().zip(after.lines()).position(|(ours, theirs)| ours != theirs);
            if let Some(line) = line {
                let shown = |text: &str| text.lines().skip(line).take(3).collect::<Vec<_>>().join("\n");
                panic!("{name}, {path}:{}\n  ours:\n{}\n  rustfmt's:\n{}", line + 1, shown(text), shown(&after));
            }
            assert!(*text == after, "{name}, {path} ends differently");
        }
    }
}
