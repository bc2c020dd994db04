//! Every stage of two small flows as text, in files that a person can read through: `golden/<flow>/<stage>…`.
//!
//! A change of the compiler shows here as a change of what it makes. `BLESS=1 cargo test -p flow-tests --test golden` rewrites the
//! files; then read the difference.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use flow_compiler::{Compiled, Stage};
use flow_tests::doors::{from_yaml, right};

/// Name of the folder and declaration.
const FLOWS: [(&str, &str); 3] = [
    ("coupling", "flow: Coupled\nevent: 3\ncontext: 2\nlayers:\n  - coupling: {conditioner: {mlp: {hidden: [8]}}}\n"),
    (
        "elementwise",
        "flow: Slopes\nevent: 5\nlayers:\n  - affine\n  - leaky_relu: {slope: 0.5}\n  - permute: {order: [2, 0, 1, 4, 3]}\n",
    ),
    // Two elements are written out.
    ("written_out", "flow: Pair\nevent: 2\nlayers:\n  - affine\n"),
];

/// The files of a flow. Plans are cut at kinds and directions, Rust at functions: no file is longer than a screen or three.
fn files(compiled: &Compiled) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (name, stage) in
        [("spec.yaml", Stage::Spec), ("graph.txt", Stage::Graph), ("ir.txt", Stage::Ir), ("grad.txt", Stage::Grad)]
    {
        files.insert(name.to_string(), compiled.explain(Some(stage)));
    }
    files.insert("report.txt".into(), compiled.explain(None));
    let mut kind = String::new();
    cut(&compiled.explain(Some(Stage::Plan)), &mut files, |line| {
        if let Some(rest) = line.strip_prefix("kind ") {
            kind = rest.split(':').next().unwrap_or_default().to_string();
            return Some(format!("plan/{kind}.prepare.txt"));
        }
        let plan = line.strip_prefix("plan ")?.split_whitespace().next()?;
        let group =
            ["inverse", "forward", "log_prob"].into_iter().find(|group| plan.starts_with(group)).unwrap_or(plan);
        Some(format!("plan/{kind}.{group}.txt"))
    });
    // A function's name stands below its doc line, where it has one: the first cut is only a number.
    let rust = compiled.explain(Some(Stage::Rust));
    let mut pieces = BTreeMap::new();
    let mut number = 0;
    cut(&rust, &mut pieces, |line| {
        let begins = number == 0 || ["/// ", "impl", "fn "].iter().any(|start| line.starts_with(start));
        let after_doc = line.starts_with("fn ") || line.starts_with("#[");
        (begins && !after_doc).then(|| {
            number += 1;
            format!("{number:03}")
        })
    });
    for (number, piece) in pieces {
        let function = piece.lines().find_map(|line| line.strip_prefix("fn ")?.split(['<', '(']).next());
        let name = function.unwrap_or(if number == "001" { "description" } else { "program" });
        files.insert(format!("rust/{name}.rs"), piece);
    }
    files
}

/// Cuts a text before each line that `begins` a file, given its name; a name that comes again continues its file.
fn cut(text: &str, files: &mut BTreeMap<String, String>, mut begins: impl FnMut(&str) -> Option<String>) {
    let mut name = String::new();
    for line in text.lines() {
        if let Some(next) = begins(line) {
            name = next;
        }
        let file = files.entry(name.clone()).or_default();
        file.push_str(line);
        file.push('\n');
    }
}

/// The files below a folder, by their paths in it.
fn found(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut todo: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(next) = todo.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                todo.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

fn bless(folder: &Path, files: &BTreeMap<String, String>) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn stages_are_what_was_reviewed() {
    for (flow, yaml) in FLOWS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(flow);
        let made = files(&right(from_yaml(yaml), yaml));
        if env::var_os("BLESS").is_some() {
            bless(&folder, &made);
        }
        let reviewed = found(&folder);
        let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&made), names(&reviewed), "the files of golden/{flow}; BLESS=1 rewrites them");
        for (name, text) in &made {
            let old: Vec<&str> = reviewed[name].lines().collect();
            let new: Vec<&str> = text.lines().collect();
            let line = (0..old.len().max(new.len())).find(|i| old.get(*i) != new.get(*i));
            if let Some(line) = line {
                panic!(
                    "golden/{flow}/{name}:{}\n  reviewed: {}\n  now:      {}\nBLESS=1 rewrites the files",
                    line + 1,
                    old.get(line).unwrap_or(&"(the end)"),
                    new.get(line).unwrap_or(&"(the end)")
                );
            }
        }
    }
}

#[test]
fn files_are_short_enough_to_review() {
    for (flow, yaml) in FLOWS {
        for (name, text) in files(&right(from_yaml(yaml), yaml)) {
            let lines = text.lines().count();
            assert!(lines <= 150, "{flow}/{name} has {lines} lines");
        }
    }
}
