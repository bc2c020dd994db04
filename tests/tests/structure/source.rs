//! One source file as a graph needs it: what it names of its own crate, what it hands on, and how
//! long its functions are.
//!
//! Files are read as tokens, so comments and strings are not mistaken for code. Tests are left out.

use std::collections::BTreeMap;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path of a crate's modules, without `crate`.
pub type Module = Vec<String>;

/// A source file.
#[derive(Default)]
pub struct Source {
    /// The file below `src`.
    pub file: String,
    /// Its module.
    pub module: Module,
    /// Its number of lines.
    pub lines: usize,
    /// Absolute paths that its code names.
    pub uses: Vec<Module>,
    /// Names that it hands on by `pub use`, with the absolute path of each.
    pub exports: BTreeMap<String, Module>,
    /// Its functions with the number of their lines.
    pub functions: Vec<(String, usize)>,
}

/// All files of a crate, without its tests.
pub fn read_crate(src: &Path) -> Vec<Source> {
    let mut files = Vec::new();
    collect(src, src, &mut files);
    files.sort();
    let modules: Vec<Module> = files.iter().map(|file| module_of(file)).collect();
    let read = |(file, module): (&String, &Module)| {
        let text = std::fs::read_to_string(src.join(file)).expect("a source file");
        let tokens: TokenStream = text.parse().expect("tokens of Rust");
        let children = modules.iter().filter(|m| m.len() == module.len() + 1 && m.starts_with(module));
        let children = children.filter_map(|m| m.last().cloned()).collect();
        let mut scan =
            Scan { children, source: Source { file: file.clone(), module: module.clone(), ..Source::default() } };
        scan.source.lines = text.lines().count();
        scan.tokens(tokens);
        scan.source
    };
    files.iter().zip(&modules).map(read).collect()
}

fn collect(src: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if entry.is_dir() && name != "tests" {
            collect(src, &entry, files);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            files.push(entry.strip_prefix(src).expect("a file below src").display().to_string().replace('\\', "/"));
        }
    }
}

fn module_of(file: &str) -> Module {
    let stem = file.trim_end_matches(".rs");
    let mut parts: Module = stem.split('/').map(str::to_owned).collect();
    if ["mod", "lib", "main"].contains(&parts.last().map_or("", String::as_str)) {
        parts.pop();
    }
    parts
}

struct Scan {
    children: Vec<String>,
    source: Source,
}

impl Scan {
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = self.token(&tokens, at);
        }
    }

    /// Reads what begins at a token; where the next thing begins.
    fn token(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        match &tokens[at] {
            TokenTree::Punct(punct) if punct.as_char() == '#' && is_test(tokens.get(at + 1)) => {
                end_of_item(tokens, at + 2)
            }
            TokenTree::Group(group) => {
                self.tokens(group.stream());
                at + 1
            }
            TokenTree::Ident(ident) if ident == "use" => {
                let mut found = Vec::new();
                let end = self.path(tokens, at + 1, Vec::new(), &mut found);
                let public = at > 0 && is_public(tokens, at);
                for (path, name) in found {
                    match public {
                        true => drop(self.source.exports.insert(name, path)),
                        false => self.source.uses.push(path),
                    }
                }
                end
            }
            TokenTree::Ident(ident) if ident == "fn" => {
                self.function(tokens, at);
                at + 1
            }
            TokenTree::Ident(_) if is_path(tokens, at) && !follows_path(tokens, at) => {
                let mut found = Vec::new();
                let end = self.path(tokens, at, Vec::new(), &mut found);
                self.source.uses.extend(found.into_iter().map(|(path, _)| path));
                end.max(at + 1)
            }
            _ => at + 1,
        }
    }

    /// Reads a path or a tree of paths; adds those of this crate, with the name that each gets.
    fn path(&self, tokens: &[TokenTree], mut at: usize, mut path: Module, found: &mut Vec<(Module, String)>) -> usize {
        let mut known = !path.is_empty();
        loop {
            match tokens.get(at) {
                Some(TokenTree::Ident(ident)) => {
                    let (word, module) = (ident.to_string(), &self.source.module);
                    match word.as_str() {
                        "crate" => (path, known) = (Module::new(), true),
                        "self" if path.is_empty() => (path, known) = (module.clone(), true),
                        "self" => {}
                        "super" if !known => (path, known) = (module[..module.len().saturating_sub(1)].to_vec(), true),
                        "super" => drop(path.pop()),
                        _ if known => path.push(word),
                        _ if self.children.contains(&word) => (path, known) = ([&module[..], &[word]].concat(), true),
                        _ => {}
                    }
                }
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for part in inner.split(|t| matches!(t, TokenTree::Punct(p) if p.as_char() == ',')) {
                        let start = if known { path.clone() } else { Module::new() };
                        self.path(part, 0, start, found);
                    }
                    return at + 1;
                }
                _ => return at,
            }
            at += 1;
            if !is_punct(tokens.get(at), ':') || !is_punct(tokens.get(at + 1), ':') {
                break;
            }
            at += 2;
        }
        let alias = match (tokens.get(at), tokens.get(at + 1)) {
            (Some(TokenTree::Ident(word)), Some(TokenTree::Ident(name))) if word == "as" => Some(name.to_string()),
            _ => None,
        };
        let last = path.last().cloned().unwrap_or_default();
        if known {
            found.push((path, alias.unwrap_or(last)));
        }
        at
    }

    fn function(&mut self, tokens: &[TokenTree], at: usize) {
        let Some(TokenTree::Ident(name)) = tokens.get(at + 1) else { return };
        for token in &tokens[at + 2..] {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ';' => return,
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let lines = group.span_close().end().line - tokens[at].span().start().line + 1;
                    self.source.functions.push((name.to_string(), lines));
                    return;
                }
                _ => {}
            }
        }
    }
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// True of a token behind which `::` stands.
fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at + 1), ':') && is_punct(tokens.get(at + 2), ':')
}

/// True of a token before which `::` or a dot stands.
fn follows_path(tokens: &[TokenTree], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    is_punct(before, '.') || (is_punct(before, ':') && is_punct(at.checked_sub(2).and_then(|at| tokens.get(at)), ':'))
}

/// True of `use` behind `pub` or `pub(…)`.
fn is_public(tokens: &[TokenTree], at: usize) -> bool {
    let word = |at: Option<usize>| matches!(at.and_then(|at| tokens.get(at)), Some(TokenTree::Ident(i)) if i == "pub");
    let group = matches!(&tokens[at - 1], TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
    if group { word(at.checked_sub(2)) } else { word(at.checked_sub(1)) }
}

/// True of `[cfg(test)]`.
fn is_test(attribute: Option<&TokenTree>) -> bool {
    matches!(attribute, Some(TokenTree::Group(group)) if group.stream().to_string().replace(' ', "") == "cfg(test)")
}

/// Behind the item that begins here: it ends with braces or a semicolon.
fn end_of_item(tokens: &[TokenTree], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
            TokenTree::Punct(punct) if punct.as_char() == ';' => break,
            _ => {}
        }
    }
    at
}
