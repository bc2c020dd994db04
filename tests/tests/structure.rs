//! The shape of the sources: which files use each other in a circle, and how long functions are.
//!
//! ```text
//! src/**/*.rs ──▶ tokens ──▶ paths of `use` and of code ──▶ edges between files ──▶ circles ══ those that ARCHITECTURE.md names
//! ```
//! `.ci/run` prints what `sizes_are_told` says.

#[path = "structure/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use source::{Module, Source, read_crate};

/// A circle: the files of a crate that all reach each other.
type Circle = BTreeSet<String>;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The crates of the workspace that are published, by name.
fn crates() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(workspace())
        .expect("the workspace")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("flow-") && workspace().join(name).join("src").is_dir())
        .collect();
    names.sort();
    names
}

fn sources(name: &str) -> Vec<Source> {
    read_crate(&workspace().join(name).join("src"))
}

/// The file that holds what a path names: the deepest module on it, or where that one has the name
/// from.
fn resolve(files: &BTreeMap<&Module, &Source>, path: &[String], depth: usize) -> Module {
    let mut module = Module::new();
    for (k, segment) in path.iter().enumerate() {
        let child = [&module[..], std::slice::from_ref(segment)].concat();
        if files.contains_key(&child) {
            module = child;
            continue;
        }
        let export = files.get(&module).and_then(|file| file.exports.get(segment)).filter(|_| depth < 8);
        if let Some(export) = export.filter(|export| export[..] != path[..=k]) {
            return resolve(files, &[&export[..], &path[k + 1..]].concat(), depth + 1);
        }
        break;
    }
    module
}

/// Sets of files of which each reaches every other.
fn circles(sources: &[Source]) -> BTreeSet<Circle> {
    let files: BTreeMap<&Module, &Source> = sources.iter().map(|source| (&source.module, source)).collect();
    let edges: BTreeMap<&str, BTreeSet<&str>> = sources
        .iter()
        .map(|source| {
            let to = source.uses.iter().filter_map(|path| files.get(&resolve(&files, path, 0)));
            (&source.file[..], to.map(|to| &to.file[..]).filter(|to| *to != source.file).collect())
        })
        .collect();
    let reached = |from: &str| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(file) = next.pop() {
            for to in &edges[&file[..]] {
                if seen.insert((*to).to_owned()) {
                    next.push((*to).to_owned());
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&str, BTreeSet<String>> = edges.keys().map(|file| (*file, reached(file))).collect();
    let circle = |file: &&str| -> Circle {
        reach[file].iter().filter(|other| reach[&other[..]].contains(*file)).cloned().collect()
    };
    reach.keys().map(circle).filter(|circle| !circle.is_empty()).collect()
}

/// The circles that the page names: lines such as ``* `flow-compiler`: `a.rs`, `b.rs`. Their
/// reason.``
fn named(page: &str) -> BTreeSet<(String, Circle)> {
    let section = page.split("\n## File circles\n").nth(1).expect("the section of file circles");
    let section = section.split("\n## ").next().unwrap_or(section);
    let quoted = |item: &str| item.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let circle = |item: &str| {
        // The files end with the first full stop that a space follows.
        let item = item.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = quoted(item.split(". ").next().unwrap_or(&item));
        (words[0].clone(), words[1..].iter().cloned().collect())
    };
    section.split("\n* ").skip(1).map(circle).collect()
}

#[test]
fn every_circle_of_files_is_named_and_justified() {
    let page = std::fs::read_to_string(workspace().join("ARCHITECTURE.md")).expect("the page");
    let found: BTreeSet<(String, Circle)> = crates()
        .into_iter()
        .flat_map(|name| circles(&sources(&name)).into_iter().map(move |circle| (name.clone(), circle)))
        .collect();
    let named = named(&page);
    // A circle that has become smaller is still the one that is named.
    let within = |(a, small): &(String, Circle), (b, large): &(String, Circle)| a == b && small.is_subset(large);
    let new = found.iter().filter(|circle| !named.iter().any(|known| within(circle, known)));
    let gone = named.iter().filter(|known| !found.iter().any(|circle| within(circle, known)));
    let show = |circles: Vec<&(String, Circle)>| -> String {
        circles.iter().map(|(name, files)| format!("\n{name}: {}", Vec::from_iter(files.clone()).join(", "))).collect()
    };
    let (new, gone) = (new.collect::<Vec<_>>(), gone.collect::<Vec<_>>());
    assert!(new.is_empty(), "circles that ARCHITECTURE.md does not name:{}", show(new));
    assert!(gone.is_empty(), "circles that ARCHITECTURE.md names and that are gone:{}", show(gone));
}

/// Lines of the longest function that these folders may have.
const LONGEST: usize = 60;

#[test]
fn functions_of_the_back_half_fit_on_a_page() {
    let folders = ["lower", "plan", "emit"];
    let mut long = Vec::new();
    for source in sources("flow-compiler") {
        let inside = folders.iter().any(|folder| source.file.starts_with(&format!("{folder}/")));
        let functions = source.functions.iter().filter(|(_, lines)| inside && *lines > LONGEST);
        long.extend(functions.map(|(name, lines)| format!("{}: {name} has {lines} lines", source.file)));
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn sizes_are_told() {
    for name in crates() {
        let sources = sources(&name);
        let lines: usize = sources.iter().map(|source| source.lines).sum();
        let functions = || sources.iter().flat_map(|s| s.functions.iter().map(|(name, lines)| (*lines, name, &s.file)));
        let (longest, function, file) = functions().max().expect("a function");
        let circles = circles(&sources);
        println!(
            "{name}: {} files, {lines} lines, {} functions; the longest is {function} in {file} with {longest} lines; {} circles",
            sources.len(),
            functions().count(),
            circles.len()
        );
        circles.iter().for_each(|circle| println!("  {}", Vec::from_iter(circle.clone()).join(", ")));
        assert!(lines > 0 && sources.iter().all(|source| source.lines > 0), "{name} has an empty file");
    }
}

/// The reading itself, on files that were made for it.
#[test]
fn circles_are_found_through_modules_that_hand_names_on() {
    let folder = tempfile_folder();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("lib.rs", "pub mod a; mod b; pub mod c; pub use b::Two;");
    // One half of a circle goes through the name that lib.rs hands on, the other through a path in
    // code.
    write("a/mod.rs", "mod deep; pub use deep::{One as First, other};");
    write("a/deep.rs", "use crate::Two; pub struct One; pub fn other() { let _ = \"crate::c\"; }");
    write("b.rs", "pub struct Two; fn f() -> crate::a::First { loop {} }\n#[cfg(test)] mod tests { use crate::c::X; }");
    // Reads both, and nobody reads it but tests.
    write("c.rs", "use super::{a::First, b::{self, Two}}; // crate::c\npub struct X;\nfn g(\n) {\n}\n");
    let sources = read_crate(&folder);
    let circle: Circle = ["a/deep.rs", "b.rs"].map(str::to_owned).into();
    assert_eq!(circles(&sources), [circle].into());
    let functions: Vec<_> = sources.iter().flat_map(|source| source.functions.clone()).collect();
    assert_eq!(functions, [("other".to_owned(), 1), ("f".to_owned(), 1), ("g".to_owned(), 3)]);
    std::fs::remove_dir_all(folder).expect("a folder to remove");
}

fn tempfile_folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("structure-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
