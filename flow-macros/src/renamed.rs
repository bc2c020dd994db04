//! The name under which a crate depends on flow-runtime: `flow = { package = "flow-runtime" }`.
//!
//! ```text
//! Cargo.toml ─▶ key of the dependency whose package is flow-runtime ─▶ `::flow` in place of `::flow_runtime`
//! ```

use std::path::Path;

use proc_macro::{Group, Ident, TokenStream, TokenTree};

/// The crate's name where it is not renamed.
const PLAIN: &str = "flow_runtime";

/// Returns the emitted code with the runtime's name as this crate has it.
pub fn with_own_name(emitted: TokenStream) -> TokenStream {
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    match name(Path::new(&folder)) {
        Some(name) => named(emitted, &name),
        None => emitted,
    }
}

fn named(tokens: TokenStream, name: &str) -> TokenStream {
    let renamed = |token| match token {
        TokenTree::Ident(ident) if ident.to_string() == PLAIN => Ident::new(name, ident.span()).into(),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), named(group.stream(), name));
            inner.set_span(group.span());
            inner.into()
        }
        token => token,
    };
    tokens.into_iter().map(renamed).collect()
}

/// The other name that the package in this folder gives to flow-runtime, if it does. A dependency that is
/// inherited has its package in the workspace's manifest.
fn name(folder: &Path) -> Option<String> {
    let read = |folder: &Path| std::fs::read_to_string(folder.join("Cargo.toml")).ok();
    let own = read(folder)?;
    if dependencies(&own).any(|(key, package)| key == "flow-runtime" && package.is_none()) {
        return None;
    }
    let is_runtime = |(key, package): (String, Option<String>)| (package? == "flow-runtime").then_some(key);
    let found = dependencies(&own).find_map(is_runtime).or_else(|| {
        let texts = folder.ancestors().skip(1).filter_map(read);
        let mut keys = texts.flat_map(|text| dependencies(&text).filter_map(is_runtime).collect::<Vec<String>>());
        keys.find(|key| dependencies(&own).any(|(own, _)| own == *key))
    });
    found.map(|key| key.replace('-', "_"))
}

/// The dependencies of a manifest: their keys, and the packages that they name.
fn dependencies(manifest: &str) -> impl Iterator<Item = (String, Option<String>)> {
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    let (mut is_table, mut is_entry) = (false, false);
    for line in manifest.lines().map(|line| line.split(" #").next().unwrap_or_default().trim()) {
        if let Some(header) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            is_table = header.ends_with("dependencies");
            is_entry = false;
            if let Some((_, key)) = header.rsplit_once("dependencies.") {
                found.push((unquoted(key).to_owned(), None));
                is_entry = true;
            }
        } else if let Some((key, value)) = line.split_once('=') {
            let key = unquoted(key.trim());
            match found.last_mut() {
                Some((_, package)) if is_entry && key == "package" => {
                    *package = Some(unquoted(value.trim()).to_owned())
                }
                _ if is_table => found.push((key.split('.').next().unwrap_or(key).to_owned(), package(value))),
                _ => {}
            }
        }
    }
    found.into_iter()
}

/// `{ package = "flow-runtime", … }`
fn package(value: &str) -> Option<String> {
    let (_, rest) = value.split_once("package")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    Some(rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?.to_owned())
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn the_name_of_a_renamed_dependency() {
        let rows = [
            ("[dependencies]\nflow-runtime = \"0.1\"\n", None),
            ("[dependencies]\nserde = \"1\"\n", None),
            ("[dependencies]\nflow = { package = \"flow-runtime\", version = \"0.1\" } # short\n", Some("flow")),
            ("[dependencies]\nmy-flow = { version = \"0.1\", package='flow-runtime' }\n", Some("my_flow")),
            ("[dev-dependencies.flow]\npath = \"x\"\npackage = \"flow-runtime\"\n", Some("flow")),
            ("[target.'cfg(unix)'.dependencies]\nf = { package = \"flow-runtime\", path = \"x\" }\n", Some("f")),
            ("[package]\nname = \"flow-runtime\"\n", None),
            ("[dependencies]\nshared = { workspace = true }\n", Some("shared")),
            ("[dependencies]\nshared.workspace = true\n", Some("shared")),
        ];
        let root = std::env::temp_dir().join(format!("flow-renamed-{}", std::process::id()));
        let member = root.join("member");
        std::fs::create_dir_all(&member).unwrap();
        let workspace = "[workspace.dependencies]\nshared = { package = \"flow-runtime\", version = \"0.1\" }\n";
        std::fs::write(root.join("Cargo.toml"), workspace).unwrap();
        for (manifest, expected) in rows {
            std::fs::write(member.join("Cargo.toml"), manifest).unwrap();
            assert_eq!(name(&member).as_deref(), expected, "{manifest}");
        }
        std::fs::remove_dir_all(root).unwrap();
    }
}
