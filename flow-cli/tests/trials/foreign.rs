//! Trials of the interface for C: headers that C and C++ read beside their own, whatever a flow is
//! called.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{flow, stderr};

/// Flows, and what their headers say: the name, the rest of the spec, the prefix, numbers of an event and of
/// a context, and their type.
const FLOWS: [(&str, &str, &str, usize, usize, &str); 5] = [
    ("TwoMoons", "event: 2", "two_moons", 2, 0, "float"),
    ("Double", "event: 3\ncontext: 2", "double", 3, 2, "float"),
    ("Math", "event: 2\ntrain: {dtype: f64}", "math", 2, 0, "double"),
    ("Struct", "event: [1, 2, 3]", "struct_flow", 6, 0, "float"),
    ("Std", "event: 1", "std_flow", 1, 0, "float"),
];

fn generated(folder: &Path, arguments: &[&str]) -> Option<i32> {
    flow(folder, &[&["generate", "spec.yaml", "-o", "crate"], arguments].concat()).status.code()
}

#[test]
fn headers_are_read_beside_those_of_the_language() {
    for (name, rest, prefix, event, context, number) in FLOWS {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let spec = format!("flow: {name}\n{rest}\nlayers: [affine]\n");
        fs::write(folder.join("spec.yaml"), &spec).expect("a file");
        let output = flow(folder, &["generate", "spec.yaml", "--c", "-o", "crate"]);
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        let header = fs::read_to_string(folder.join(format!("crate/include/flow/{prefix}.h"))).expect("a header");
        let upper = prefix.to_ascii_uppercase();
        for line in [
            format!("#define {upper}_EVENT_SIZE {event}\n"),
            format!("#define {upper}_CONTEXT_SIZE {context}\n"),
            format!("typedef {number} {prefix}_number;\n"),
        ] {
            assert!(header.contains(&line), "{name}: {line}");
        }
        let source = fs::read_to_string(folder.join("crate/src/c.rs")).expect("a source");
        let manifest = fs::read_to_string(folder.join("crate/Cargo.toml")).expect("a manifest");
        assert!(manifest.contains("crate-type = [\"lib\", \"cdylib\"]"), "{manifest}");
        assert!(!header.contains('@') && !source.contains('@'), "{name}: a word of the text was not filled in");
        let program = format!(
            "#include <assert.h>\n#include <math.h>\n#include \"flow/{prefix}.h\"\n#include \"flow/{prefix}.h\"\n\
             {number} f({prefix}_density *d) {{\n  {number} x[{upper}_EVENT_SIZE] = {{0}}, c[{upper}_CONTEXT_SIZE + 1] = {{0}}, out;\n  \
             if ({prefix}_log_prob(d, x, {event}, c, {context}, &out, 1)) return sqrt(2.0);\n  \
             {prefix}_sample(d, 7, c, {context}, x, {event});\n  {prefix}_free(d);\n  return out;\n}}\n"
        );
        for (compiler, file) in [("cc", "f.c"), ("c++", "f.cc")] {
            fs::write(folder.join(file), &program).expect("a file");
            let mut command = Command::new(compiler);
            command.args(["-fsyntax-only", "-Wall", "-Werror", "-I", "crate/include", file]).current_dir(folder);
            match command.output() {
                Ok(output) => assert!(output.status.success(), "{name}: {}", stderr(&output)),
                Err(_) => eprintln!("skipped: this machine has no {compiler}"),
            }
        }
        // The README's program too.
        let readme = fs::read_to_string(folder.join("crate/README.md")).expect("a page");
        let example = readme.split("```c\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
        fs::write(folder.join("example.c"), example).expect("a file");
        let mut command = Command::new("cc");
        command.args(["-std=c99", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", "crate/include", "example.c"]);
        match command.current_dir(folder).output() {
            Ok(output) => assert!(output.status.success(), "{name}: {}", stderr(&output)),
            Err(_) => eprintln!("skipped: this machine has no cc"),
        }
    }
}

#[test]
fn the_interface_is_checked_and_goes_with_its_flag() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("spec.yaml"), "flow: Line\nevent: 2\nlayers: [affine]\n").expect("a file");
    assert_eq!(generated(folder, &["--c"]), Some(0));
    assert_eq!(generated(folder, &["--c", "--check"]), Some(0));
    assert_eq!(generated(folder, &["--check"]), Some(2), "a crate without the interface is another one");
    assert_eq!(generated(folder, &[]), Some(0));
    for file in ["crate/src/c.rs", "crate/include/flow/line.h"] {
        assert!(!folder.join(file).exists(), "{file} stayed");
    }
    let library = fs::read_to_string(folder.join("crate/src/lib.rs")).expect("a source");
    assert!(!library.contains("unsafe"), "{library}");
}
