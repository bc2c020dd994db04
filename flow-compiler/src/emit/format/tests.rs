//! rustfmt is the oracle: it must find nothing to change in what we write.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use super::{RUSTFMT, format};

/// The text as rustfmt writes it, or nothing where there is no rustfmt.
fn by_rustfmt(text: &str) -> Option<String> {
    let config: Vec<String> = RUSTFMT.lines().map(|line| line.replace([' ', '"'], "")).collect();
    let arguments = ["--edition", "2024", "--emit", "stdout", "--config", &config.join(",")];
    if !Command::new("rustfmt").arg("--version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this machine has no rustfmt");
        return None;
    }
    let mut rustfmt =
        Command::new("rustfmt").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    rustfmt.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success(), "rustfmt refuses what we wrote:\n{text}");
    Some(String::from_utf8(output.stdout).unwrap())
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

/// Our own sources hold far more forms than what we emit. Those with forms that are not known are left out.
#[test]
fn rustfmt_changes_nothing() {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    let (mut text, mut kept) = (String::new(), 0);
    for path in &paths {
        let mut file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
        // rustfmt looks for the files of modules, and inner attributes stand at the head of a file only.
        file.attrs.clear();
        file.items.retain(|item| !matches!(item, syn::Item::Mod(item) if item.content.is_none()));
        let formatted = format(&file);
        if formatted.unknown.is_empty() && !file.items.is_empty() {
            let name = format!("m{kept}");
            text += &format!("mod {name} {{}}\n\n{}\n", formatted.text);
            kept += 1;
        }
    }
    assert!(kept * 2 > paths.len(), "only {kept} of {} sources have known forms", paths.len());
    let Some(expected) = by_rustfmt(&text) else { return };
    let different = text.lines().zip(expected.lines()).position(|(ours, theirs)| ours != theirs);
    if let Some(line) = different {
        let around = |text: &str| text.lines().skip(line.saturating_sub(3)).take(9).collect::<Vec<_>>().join("\n");
        panic!("we write:\n{}\n\nrustfmt writes:\n{}", around(&text), around(&expected));
    }
    assert_eq!(text.trim_end().lines().count(), expected.trim_end().lines().count());
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
