//! rustfmt is the oracle: it must find nothing to change in what we write.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use super::{RUSTFMT, format, format_within};

/// Answers whether there is a rustfmt to compare with, and says so where there is none.
fn has_rustfmt() -> bool {
    let has = Command::new("rustfmt").arg("--version").output().is_ok_and(|output| output.status.success());
    if !has {
        eprintln!("skipped: this machine has no rustfmt");
    }
    has
}

/// The text as rustfmt writes it in lines of a width.
fn by_rustfmt(text: &str, limit: usize) -> String {
    let settings = RUSTFMT.replace("120", &limit.to_string()).replace([' ', '"'], "");
    let settings: Vec<&str> = settings.lines().collect();
    let arguments = ["--edition", "2024", "--emit", "stdout", "--config", &settings.join(",")];
    let mut rustfmt =
        Command::new("rustfmt").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = rustfmt.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = rustfmt.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "rustfmt refuses what we wrote");
    String::from_utf8(output.stdout).unwrap()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The sources of emission hold far more forms than what is emitted. Those with forms that are not known
/// are left out.
#[test]
fn rustfmt_changes_nothing() {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit"), &mut paths);
    if !has_rustfmt() {
        return;
    }
    for limit in [120, 80] {
        let (mut text, mut kept) = (String::new(), 0);
        for path in &paths {
            let mut file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
            // rustfmt looks for the files of modules, and inner attributes stand at the head of a file only.
            file.attrs.clear();
            file.items.retain(|item| !matches!(item, syn::Item::Mod(item) if item.content.is_none()));
            let formatted = format_within(&file, limit);
            if formatted.unknown.is_empty() && !file.items.is_empty() {
                text += &format!("mod file_{kept} {{}}\n\n{}\n", formatted.text);
                kept += 1;
            }
        }
        assert!(kept >= 10, "only {kept} of {} sources have known forms", paths.len());
        compare(&text, &by_rustfmt(&text, limit));
    }
}

fn compare(ours: &str, theirs: &str) {
    let different = ours.lines().zip(theirs.lines()).position(|(ours, theirs)| ours != theirs);
    if let Some(line) = different {
        let around = |text: &str| text.lines().skip(line.saturating_sub(3)).take(9).collect::<Vec<_>>().join("\n");
        panic!("we write:\n{}\n\nrustfmt writes:\n{}", around(ours), around(theirs));
    }
    assert_eq!(ours.trim_end().lines().count(), theirs.trim_end().lines().count());
}

/// The words of a source in their order, without the brackets, commas and semicolons that a layout adds and removes.
fn words(tokens: TokenStream, out: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => words(group.stream(), out),
            TokenTree::Punct(p) if [',', ';'].contains(&p.as_char()) => {}
            other => out.push(other.to_string()),
        }
    }
}

#[test]
fn no_word_is_lost() {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    for path in paths {
        let mut file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
        // Imports and modules are sorted.
        file.items.retain(|item| !matches!(item, syn::Item::Use(_) | syn::Item::Mod(_)));
        let text = format(&file).text;
        let again = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}\n{text}", path.display()));
        let (mut before, mut after) = (Vec::new(), Vec::new());
        words(file.to_token_stream(), &mut before);
        words(again.to_token_stream(), &mut after);
        assert!(before == after, "{} does not mean the same:\n{text}", path.display());
    }
}

#[test]
fn unknown_forms_stay_valid() {
    let file: syn::File = syn::parse_quote! {
        fn f() {
            let x = async { 1 };
            m!(a => b);
        }
    };
    let formatted = format(&file);
    assert_eq!(formatted.unknown.len(), 2, "{:?}", formatted.unknown);
    assert!(syn::parse_file(&formatted.text).is_ok(), "{}", formatted.text);
}
