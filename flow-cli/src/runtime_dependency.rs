//! The flow-runtime that a generated crate depends on, and the flow-program of the same folder or version.

use std::path::{Path, PathBuf};

use clap::Args;
use flow_compiler::emit::Dependencies;
use flow_runtime::__private::numeric::isa::best_of_this_machine;

use crate::exit::Failure;

/// How a model is computed: the flags of all commands that work on one.
#[derive(Args, Clone, Debug, Default)]
pub struct CompileFlag {
    /// Build the model as a Rust program, which needs cargo; training begins at once and goes on with
    /// the program when it is built. Results are the same to the bit
    #[arg(long)]
    compile: bool,
    /// As --compile, with this flow-runtime and the flow-program beside it; by default those that this
    /// program was built with
    #[arg(long = "runtime", value_name = "PATH|VERSION")]
    runtime: Option<String>,
}

impl CompileFlag {
    /// The runtime to compile with; nothing where the plans run in this process.
    ///
    /// # Errors
    /// As for [`RuntimeFlag::resolve`].
    pub fn resolve(&self) -> Result<Option<RuntimeDependency>, Failure> {
        let wanted = self.compile || self.runtime.is_some();
        wanted.then(|| RuntimeFlag { value: self.runtime.clone() }.resolve()).transpose()
    }
}

/// The flag of commands that generate code.
#[derive(Args, Clone, Debug, Default)]
pub struct RuntimeFlag {
    /// The flow-runtime that generated code depends on, with flow-program beside it; by default those
    /// that this program was built with
    #[arg(long = "runtime", value_name = "PATH|VERSION")]
    value: Option<String>,
}

/// The source of flow-runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// An absolute folder with flow-runtime's Cargo.toml, beside which lies flow-program.
    Folder(PathBuf),
    /// A version requirement for the registry.
    Version(String),
}

impl RuntimeFlag {
    /// The flag's value, or the default: the checkout that this program was built in while it
    /// exists, else this version.
    ///
    /// # Errors
    /// The value is neither a folder with flow-runtime nor a version.
    pub fn resolve(&self) -> Result<RuntimeDependency, Failure> {
        match &self.value {
            Some(value) => RuntimeDependency::parse(value),
            None => {
                let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("flow-runtime");
                let present = checkout.join("Cargo.toml").is_file();
                Ok(if present {
                    RuntimeDependency::Folder(checkout)
                } else {
                    RuntimeDependency::Version(env!("CARGO_PKG_VERSION").to_owned())
                })
            }
        }
    }
}

impl RuntimeDependency {
    fn parse(value: &str) -> Result<RuntimeDependency, Failure> {
        let folder = Path::new(value);
        if folder.is_dir() {
            let folder = std::path::absolute(folder).map_err(|error| Failure::io(folder, "find", &error))?;
            for (name, place) in [("flow-runtime", folder.clone()), ("flow-program", program_beside(&folder))] {
                let manifest = std::fs::read_to_string(place.join("Cargo.toml"));
                if !manifest.is_ok_and(|text| text.contains(&format!("name = \"{name}\""))) {
                    return Err(Failure::input(format!(
                        "--runtime: there is no {name} in {}, expected its Cargo.toml there\n\
                         help: name the folder `flow-runtime` of a checkout, which has `flow-program` beside it",
                        place.display()
                    )));
                }
            }
            return Ok(RuntimeDependency::Folder(folder));
        }
        let version = value.trim_start_matches(['^', '=', '~']);
        let parts: Vec<&str> = version.split('.').collect();
        let numeric = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        if numeric && parts.len() <= 3 {
            return Ok(RuntimeDependency::Version(value.to_owned()));
        }
        Err(Failure::input(format!(
            "--runtime: found {value:?}, expected a folder that holds flow-runtime or a version such as {}",
            env!("CARGO_PKG_VERSION")
        )))
    }

    /// The right side of `flow-runtime = …` in the Cargo.toml of a crate that uses `flow!`.
    pub fn to_toml(&self) -> String {
        self.runtime_with("")
    }

    /// The dependencies of code that is generated already, and needs neither the macro nor the compiler behind it.
    pub fn without_macros(&self) -> GeneratedDependencies {
        self.generated(&["train", "convolutions", "parquet", "baseline", "avx2", "avx512"])
    }

    /// The same for a program that runs on this machine alone: its code is generated already, so it needs neither the macro nor the
    /// compiler behind it, and one instruction set is enough.
    pub fn for_this_machine(&self) -> GeneratedDependencies {
        self.generated(&["train", "convolutions", "parquet", best_of_this_machine()])
    }

    fn generated(&self, features: &[&str]) -> GeneratedDependencies {
        let program = match self {
            RuntimeDependency::Folder(folder) => path(&program_beside(folder)),
            RuntimeDependency::Version(version) => self::version(version),
        };
        GeneratedDependencies {
            runtime: self.runtime_with(&format!(", default-features = false, features = {features:?}")),
            program: format!("{{ {program} }}"),
        }
    }

    fn runtime_with(&self, options: &str) -> String {
        let source = match self {
            RuntimeDependency::Folder(folder) => path(folder),
            RuntimeDependency::Version(version) => self::version(version),
        };
        format!("{{ {source}{options} }}")
    }

    /// The lock file of the workspace that a runtime's folder belongs to: versions that are known to work together.
    pub fn lock_file(&self) -> Option<PathBuf> {
        let RuntimeDependency::Folder(folder) = self else { return None };
        [folder.join("Cargo.lock"), folder.parent()?.join("Cargo.lock")].into_iter().find(|path| path.is_file())
    }
}

/// The right sides of a generated crate's dependencies.
pub struct GeneratedDependencies {
    runtime: String,
    program: String,
}

impl GeneratedDependencies {
    /// As the compiler takes them.
    pub fn as_text(&self) -> Dependencies<'_> {
        Dependencies { runtime: &self.runtime, program: &self.program }
    }
}

/// The folder of flow-program in the checkout that has this folder of flow-runtime.
fn program_beside(runtime: &Path) -> PathBuf {
    match runtime.file_name() {
        Some(_) => runtime.with_file_name("flow-program"),
        // The path ends in `..`.
        None => runtime.join("../flow-program"),
    }
}

fn path(folder: &Path) -> String {
    format!("path = {}", toml_string(&folder.display().to_string()))
}

fn version(version: &str) -> String {
    format!("version = {}", toml_string(version))
}

/// A basic string of TOML.
fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_folders_are_told_apart() {
        for version in ["0.1.0", "^0.1", "=0.1.2", "1"] {
            assert_eq!(RuntimeDependency::parse(version), Ok(RuntimeDependency::Version(version.to_owned())));
        }
        for wrong in ["", "..", "0.1.x", "/nonexistent/folder", "1.2.3.4", "\"", "0..1"] {
            assert_eq!(RuntimeDependency::parse(wrong).map_err(|failure| failure.code()), Err(2), "{wrong}");
        }
    }

    #[test]
    fn names_are_quoted_for_toml() {
        let folder = RuntimeDependency::Folder("C:\\a \"b\"\n".into());
        assert_eq!(folder.to_toml(), "{ path = \"C:\\\\a \\\"b\\\"\\u000A\" }");
        assert_eq!(RuntimeDependency::Version("^0.1".to_owned()).to_toml(), "{ version = \"^0.1\" }");
    }

    /// One flag says where both crates come from.
    #[test]
    fn programs_come_from_where_the_runtime_does() {
        let program = |runtime: RuntimeDependency| runtime.without_macros().as_text().program.to_owned();
        assert_eq!(program(RuntimeDependency::Version("0.1".to_owned())), "{ version = \"0.1\" }");
        let folder = |folder: &str| program(RuntimeDependency::Folder(folder.into()));
        assert_eq!(folder("/a/flow-runtime"), "{ path = \"/a/flow-program\" }");
        assert_eq!(folder("/a/flow-runtime/src/.."), "{ path = \"/a/flow-runtime/src/../../flow-program\" }");
        let checkout = tempfile::tempdir().expect("a folder");
        let runtime = checkout.path().join("flow-runtime");
        std::fs::create_dir(&runtime).expect("a folder");
        std::fs::write(runtime.join("Cargo.toml"), "[package]\nname = \"flow-runtime\"\n").expect("a file");
        let refused = RuntimeDependency::parse(&runtime.display().to_string()).expect_err("a refusal");
        let place = checkout.path().join("flow-program");
        let expected = format!("--runtime: there is no flow-program in {}, expected its", place.display());
        assert!(format!("{refused:?}").contains(&expected), "{refused:?}");
    }
}
