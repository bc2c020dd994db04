//! Every stage of small flows as text, in files that a person can read through: `golden/<flow>/<stage>…`.
//!
//! A change of the compiler shows here as a change of what it makes. `BLESS=1 cargo test -p flow-tests --test golden` rewrites the
//! files; then read the difference.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use flow_compiler::Stage;
use flow_compiler::emit::Dependencies;
use flow_tests::doors::{from_yaml, right};

/// A declaration whose stages are kept in a folder.
struct Case {
    folder: &'static str,
    yaml: &'static str,
    /// The other files of the crate are kept too.
    whole_crate: bool,
}

/// Small declarations that show every form of emitted code.
const CASES: [Case; 9] = [
    // Level loops over masked layers, in the direction of samples.
    Case {
        folder: "autoregressive",
        yaml: "flow: Masked\nevent: 4\nlayers:\n  - autoregressive: {conditioner: {made: {hidden: [6]}}}\n",
        whole_crate: false,
    },
    Case {
        folder: "coupling",
        yaml: "flow: Coupled\nevent: 3\ncontext: 2\nlayers:\n  - coupling: {conditioner: {mlp: {hidden: [8]}}}\n",
        whole_crate: true,
    },
    Case {
        folder: "elementwise",
        yaml: "flow: Slopes\nevent: 5\nlayers:\n  - affine\n  - leaky_relu: {slope: 0.5}\n  - permute: {order: [2, 0, 1, 4, 3]}\n",
        whole_crate: false,
    },
    // A network in front of the layers, for the context alone.
    Case {
        folder: "embedding",
        yaml: "flow: Embedded\nevent: 5\ncontext: {size: 3, embedding: {mlp: {hidden: [8]}}, outputs: 6}\nlayers: [conditional: {conditioner: {mlp: {hidden: [8]}}}]\n",
        whole_crate: false,
    },
    // An equation solved by bracketing, and low rank.
    Case { folder: "planar", yaml: "flow: Pushed\nevent: 5\nlayers: [planar]\n", whole_crate: false },
    Case {
        folder: "spline",
        yaml: "flow: Bins\nevent: 5\nlayers: [rational_quadratic_spline: {bins: 2}]\n",
        whole_crate: false,
    },
    // Windows over a grid, a number for each channel, and orders of positions by rules.
    Case {
        folder: "grid",
        yaml: "flow: Image\nevent: [1, 8, 8]\nlayers:\n  - actnorm\n  - squeeze\n  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [4]}}}\n  - pixels\n",
        whole_crate: false,
    },
    // Fitted to a density instead of data.
    Case {
        folder: "target",
        yaml: "flow: Ring\nevent: 2\nlayers: [affine]\ntrain:\n  objective: {reverse_kl: {target: \"-0.5 * square(norm(x) - 2)\"}}\n  steps: 100\n",
        whole_crate: true,
    },
    // Two elements are written out.
    Case { folder: "written_out", yaml: "flow: Pair\nevent: 2\nlayers:\n  - affine\n", whole_crate: false },
];

/// Files by their paths in the folder. A path is written once.
#[derive(Default)]
struct Files(BTreeMap<String, String>);

impl Files {
    fn add(&mut self, path: String, text: String) {
        let before = self.0.insert(path.clone(), text);
        assert!(before.is_none(), "{path} is written twice");
    }
}

/// The files of a flow. Stages are cut at kinds and functions, Rust at items: no file is longer than a
/// screen or three.
fn files(case: &Case) -> BTreeMap<String, String> {
    let compiled = right(from_yaml(case.yaml), case.yaml);
    let mut files = Files::default();
    for (name, stage) in [("spec.yaml", Stage::Spec), ("graph.txt", Stage::Graph)] {
        files.add(name.into(), compiled.explain(Some(stage)));
    }
    for (name, stage, word) in
        [("ir", Stage::Ir, "func "), ("grad", Stage::Grad, "func "), ("plan", Stage::Plan, "plan ")]
    {
        for (piece, text) in pieces(&compiled.explain(Some(stage)), word) {
            files.add(format!("{name}/{piece}.txt"), text);
        }
    }
    files.add("report.txt".into(), compiled.explain(None));
    for item in items(&compiled.explain(Some(Stage::Rust))) {
        files.add(format!("rust/{}.rs", name_of(item)), format!("{item}\n"));
    }
    if case.whole_crate {
        let others =
            compiled.crate_files(Dependencies::both("\"0.1\"")).into_iter().filter(|(path, _)| path != "src/layers.rs");
        others.for_each(|(path, text)| files.add(format!("crate/{path}"), text));
    }
    files.0
}

/// The text of a stage for each kind, cut at the lines that begin with a word and a name.
fn pieces(text: &str, word: &str) -> BTreeMap<String, String> {
    let mut pieces = BTreeMap::new();
    let mut kind = String::new();
    cut(text, &mut pieces, |line| {
        if let Some(rest) = line.strip_prefix("kind ") {
            kind = rest.split(':').next().unwrap_or_default().to_string();
            return Some(kind.clone());
        }
        let name = line.strip_prefix(word)?.split([' ', '(']).next()?;
        Some(format!("{kind}.{name}"))
    });
    pieces
}

/// The items of a source file: between them are empty lines, and what follows is not indented.
fn items(source: &str) -> Vec<&str> {
    let starts = source.match_indices("\n\n").map(|(at, _)| at + 2);
    let starts = starts.filter(|at| source[*at..].starts_with(|c: char| !c.is_whitespace()));
    let starts: Vec<usize> = [0].into_iter().chain(starts).chain([source.len()]).collect();
    starts.windows(2).map(|piece| source[piece[0]..piece[1]].trim_end()).collect()
}

/// The name of a file for an item: of its function, or the words of its header.
fn name_of(item: &str) -> String {
    let above = |line: &&str| line.starts_with("///") || line.starts_with("#[");
    let header = item.lines().find(|line| !above(line)).unwrap_or_default();
    if header.starts_with("//!") {
        return "head".into();
    }
    if header.starts_with("use ") {
        return "imports".into();
    }
    // What stands between angle brackets does not name anything.
    let mut depth = 0;
    let plain = header.chars().filter(|c| {
        depth += i32::from(*c == '<');
        depth -= i32::from(*c == '>');
        depth == 0 && *c != '>'
    });
    let plain: String = plain.collect();
    let plain = plain.split(['{', '(', '=', ':']).next().unwrap_or_default();
    let plain = plain.strip_prefix("fn ").unwrap_or(plain);
    plain.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
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
    for case in &CASES {
        let flow = case.folder;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(flow);
        let made = files(case);
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
fn every_item_has_a_file() {
    let text = "//! Head.\n\nuse a::b;\nuse c;\n\nimpl<T: Real> Program<T> for Pair<T> {\n    fn a() {}\n\n    fn b() {}\n}\n\n/// Doc.\n#[inline]\nfn c<T>(x: T) {\n    x;\n\n    x;\n}\n\nstatic D: E = F;\n";
    let names: Vec<String> = items(text).into_iter().map(name_of).collect();
    assert_eq!(names, ["head", "imports", "impl_program_for_pair", "c", "static_d"]);
    let together: Vec<&str> = items(text);
    assert_eq!(together.join("\n\n") + "\n", text);
}

#[test]
#[should_panic(expected = "a.rs is written twice")]
fn no_file_is_written_twice() {
    let mut files = Files::default();
    files.add("a.rs".into(), String::new());
    files.add("a.rs".into(), String::new());
}

#[test]
fn files_are_short_enough_to_review() {
    for case in &CASES {
        for (name, text) in files(case) {
            let lines = text.lines().count();
            // The cotangents of a spline are the longest.
            assert!(lines <= 400, "{}/{name} has {lines} lines", case.folder);
        }
    }
}
