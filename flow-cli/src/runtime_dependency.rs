//! The flow-runtime that a generated crate depends on: a folder, or a version from the registry.

use std::path::{Path, PathBuf};

use clap::Args;
use flow_runtime::__private::numeric::isa::best_of_this_machine;

use crate::exit::Failure;

/// The flag shared by all commands that generate code.
#[derive(Args, Clone, Debug, Default)]
pub struct RuntimeFlag {
    /// The flow-runtime that generated code depends on; by default the one that this program was
    /// built with
    #[arg(long = "runtime", value_name = "PATH|VERSION")]
    value: Option<String>,
}

/// The source of flow-runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// An absolute folder with flow-runtime's Cargo.toml.
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
            let manifest = folder.join("Cargo.toml");
            let found = std::fs::read_to_string(&manifest).is_ok_and(|text| text.contains("name = \"flow-runtime\""));
            if !found {
                return Err(Failure::input(format!(
                    "--runtime: {value} does not hold flow-runtime, expected its Cargo.toml there"
                )));
            }
            return std::path::absolute(folder)
                .map(RuntimeDependency::Folder)
                .map_err(|error| Failure::io(folder, "find", &error));
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

    /// The right side of `flow-runtime = …` in a Cargo.toml.
    pub fn to_toml(&self) -> String {
        format!("{{ {} }}", self.source())
    }

    /// The same for code that is generated already, and needs neither the macro nor the compiler
    /// behind it.
    pub fn without_macros(&self) -> String {
        self.with(&["parquet", "baseline", "avx2", "avx512"])
    }

    /// The same for a program that runs on this machine alone: its code is generated already, so it
    /// needs neither the macro nor the compiler behind it, and one instruction set is enough.
    pub fn for_this_machine(&self) -> String {
        self.with(&["parquet", best_of_this_machine()])
    }

    fn with(&self, features: &[&str]) -> String {
        format!("{{ {}, default-features = false, features = {features:?} }}", self.source())
    }

    fn source(&self) -> String {
        match self {
            RuntimeDependency::Folder(folder) => format!("path = {}", toml_string(&folder.display().to_string())),
            RuntimeDependency::Version(version) => format!("version = {}", toml_string(version)),
        }
    }

    /// The lock file of the workspace that a runtime's folder belongs to: versions that are known
    /// to work together.
    pub fn lock_file(&self) -> Option<PathBuf> {
        let RuntimeDependency::Folder(folder) = self else { return None };
        [folder.join("Cargo.lock"), folder.parent()?.join("Cargo.lock")].into_iter().find(|path| path.is_file())
    }
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
}
