//! The committed reference is what the definitions say. `BLESS=1 cargo test -p flow-tests --test reference` rewrites it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use flow_compiler::catalog::bases::BASES;
use flow_compiler::catalog::layers::LAYERS;
use flow_compiler::diag::Diagnostics;
use flow_compiler::reference::{page, schema};
use serde_json::Value;

/// A file below the workspace.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

fn is_current(name: &str, made: &str) {
    if env::var_os("BLESS").is_some() {
        fs::write(file(name), made).unwrap();
    }
    let committed = fs::read_to_string(file(name)).unwrap_or_default();
    let line = committed.lines().zip(made.lines()).position(|(a, b)| a != b);
    let line = line.unwrap_or(committed.lines().count().min(made.lines().count())) + 1;
    assert!(committed == made, "{name} is stale from line {line} on; BLESS=1 rewrites it");
}

#[test]
fn the_page_is_current() {
    is_current("docs/reference.md", &page());
    // The documentation of `flow!` holds the page. There it is no test: the macro's crate does not know the runtime.
    is_current("flow-macros/reference.md", &page().replace("\n```rust\n", "\n```text\n"));
}

#[test]
fn the_schema_is_current() {
    is_current("docs/spec.schema.json", &schema());
}

#[test]
fn the_page_has_every_word() {
    let page = page();
    for word in BASES.iter().chain(LAYERS) {
        assert!(page.contains(&format!("\n### `{}`\n\n{}\n", word.name(), word.doc())), "{}", word.name());
        for setting in word.settings().0 {
            assert!(page.contains(&format!("\n| `{}` | ", setting.name)), "{} of {}", setting.name, word.name());
        }
    }
}

fn references<'v>(value: &'v Value, out: &mut Vec<&'v str>) {
    match value {
        Value::Object(map) => {
            out.extend(map.get("$ref").and_then(Value::as_str));
            map.values().for_each(|v| references(v, out));
        }
        Value::Array(list) => list.iter().for_each(|v| references(v, out)),
        _ => {}
    }
}

#[test]
fn every_reference_of_the_schema_leads_somewhere() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let mut found = Vec::new();
    references(&schema, &mut found);
    assert!(found.len() > 20, "{found:?}");
    for reference in found {
        let place = reference.strip_prefix('#').and_then(|pointer| schema.pointer(pointer));
        assert!(place.is_some(), "{reference}");
    }
}

#[test]
fn the_schema_knows_every_key_of_the_specs() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut checked = 0;
    let folders =
        ["", "audio", "results", "energies", "banana", "bench", "mnist", "shapes"].map(|folder| specs.join(folder));
    let files = folders.into_iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    for path in files.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "yaml")) {
        let spec = flow_compiler::front::yaml::parse(&fs::read_to_string(&path).unwrap()).unwrap();
        for field in &spec.fields {
            assert!(schema["properties"].get(&field.key.text).is_some(), "{}: {}", path.display(), field.key.text);
        }
        let mut errors = Diagnostics::new();
        let layers = spec.field("layers").and_then(|n| n.expect_list(&mut errors)).unwrap_or_default();
        for call in layers.iter().filter_map(|n| n.as_call()) {
            let word = &schema["$defs"]["layer"]["anyOf"][1]["properties"][&call.name.text];
            let settings = if word["anyOf"].is_array() { &word["anyOf"][1] } else { word };
            for entry in call.entries {
                let known = settings["properties"].get(&entry.key.text).is_some();
                assert!(known, "{}: {} of {}", path.display(), entry.key.text, call.name.text);
                checked += 1;
            }
        }
    }
    assert!(checked >= 4, "{checked}");
}
