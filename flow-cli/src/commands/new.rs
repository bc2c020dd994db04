//! `flow new NAME`: a starting point that works as it is, with comments that say what to change.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use flow_runtime::data::{FileRows, formats};

use crate::exit::{Failure, Outcome, say};
use crate::runtime_dependency::{RuntimeDependency, RuntimeFlag};
use crate::suggest::{self, Suggestion};

/// Flags of `flow new`.
#[derive(Args, Debug)]
pub struct New {
    /// Name of the spec file, with or without .yaml, or with --crate of the folder
    name: PathBuf,
    /// The template to start from
    #[arg(long, value_enum, default_value_t = Template::TwoMoons)]
    template: Template,
    /// Make a crate that declares the flow in Rust, instead of a spec file
    #[arg(long = "crate", conflicts_with = "template")]
    as_crate: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["template", "as_crate"],
        help = format!("Look at these rows and write a spec for them: {}", formats::readable()))]
    data: Option<String>,
    #[command(flatten)]
    runtime: RuntimeFlag,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Template {
    /// Two half circles in the plane; coupling layers, data from a generator
    TwoMoons,
    /// Rows of a CSV file; affine couplings
    Csv,
    /// A density of some columns given others; autoregressive flow with a context
    Conditional,
    /// A bijector of your own, from its formula alone
    Bijector,
}

impl Template {
    fn text(self) -> &'static str {
        match self {
            Template::TwoMoons => include_str!("../../templates/two_moons.yaml"),
            Template::Csv => include_str!("../../templates/csv.yaml"),
            Template::Conditional => include_str!("../../templates/conditional.yaml"),
            Template::Bijector => include_str!("../../templates/bijector.yaml"),
        }
    }
}

/// Files of the crate, and their contents with the placeholders `NAME`, `PACKAGE` and `RUNTIME`.
const CRATE: [(&str, &str); 2] = [
    ("Cargo.toml", include_str!("../../templates/crate/Cargo.toml.template")),
    ("src/main.rs", include_str!("../../templates/crate/main.rs.template")),
];

impl New {
    pub fn run(self) -> Outcome {
        let names = Names::of(&self.name)?;
        if self.as_crate {
            return new_crate(&self.name, &names, &self.runtime.resolve()?);
        }
        let ends = self.name.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        let path = if ends { self.name } else { PathBuf::from(format!("{}.yaml", self.name.display())) };
        let Suggestion { text, note } = match &self.data {
            None => Suggestion { text: self.template.text().replacen("NAME", &names.flow, 1), note: None },
            Some(file) if FileRows::new(file).is_sound() => {
                suggest::of_recordings(&names.flow, file, &seen_from(&path, file)?)?
            }
            Some(file) => suggest::spec(&names.flow, file, &seen_from(&path, file)?)?,
        };
        create(&path, &text)?;
        note.iter().for_each(|note| say(note));
        say(&format!("wrote {0}\nnext: flow check {0}; flow train {0} -o run", path.display()));
        Ok(())
    }
}

/// The name of a data file as the spec at `spec` has to write it: as it is where both start at the
/// same folder, else from the root.
fn seen_from(spec: &Path, file: &str) -> Result<String, Failure> {
    let beside = spec.parent().is_none_or(|folder| folder == Path::new(""));
    if beside || Path::new(file).is_absolute() {
        return Ok(file.to_owned());
    }
    let from_root = std::path::absolute(file).map_err(|error| Failure::io(Path::new(file), "find", &error))?;
    Ok(from_root.display().to_string())
}

fn new_crate(folder: &Path, names: &Names, runtime: &RuntimeDependency) -> Outcome {
    if folder.exists() {
        return Err(taken(folder));
    }
    for (path, text) in CRATE {
        let text = text.replace("NAME", &names.flow).replace("PACKAGE", &names.package);
        create(&folder.join(path), &text.replace("RUNTIME", &runtime.to_toml()))?;
    }
    say(&format!("wrote the crate {0}\nnext: cd {0} && cargo run --release", folder.display()));
    Ok(())
}

/// Writes a new file; one that exists is somebody's.
fn create(path: &Path, text: &str) -> Outcome {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|error| Failure::io(folder, "create", &error))?;
    match fs::File::create_new(path) {
        Ok(mut file) => {
            std::io::Write::write_all(&mut file, text.as_bytes()).map_err(|error| Failure::io(path, "write", &error))
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(taken(path)),
        Err(error) => Err(Failure::io(path, "write", &error)),
    }
}

fn taken(path: &Path) -> Failure {
    Failure::input(format!(
        "{}: found a file or folder of this name, expected none\nhelp: choose another name",
        path.display()
    ))
}

/// The names of a new flow: for the file `two-moons` the type `TwoMoons` and the package
/// `two-moons`.
#[derive(Debug, PartialEq, Eq)]
struct Names {
    flow: String,
    package: String,
}

impl Names {
    fn of(path: &Path) -> Result<Names, Failure> {
        let stem =
            path.file_name().map(Path::new).and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_default();
        let words: Vec<&str> = stem.split(['-', '_', '.', ' ']).filter(|word| !word.is_empty()).collect();
        let plain = words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if !(plain && stem.starts_with(|first: char| first.is_ascii_alphabetic()) && stem.len() <= 64) {
            return Err(Failure::input(format!(
                "{}: found a name that no type can have, expected up to 64 letters, digits, `-` and `_`, first a letter\n\
                 help: write for example `two_moons`",
                path.display()
            )));
        }
        let capitalised = |word: &&str| word[..1].to_ascii_uppercase() + &word[1..];
        Ok(Names { flow: words.iter().map(capitalised).collect(), package: words.join("-").to_ascii_lowercase() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_file_name() {
        let table = [
            ("moons", Some(("Moons", "moons"))),
            ("a/two_moons.yaml", Some(("TwoMoons", "two-moons"))),
            ("TwoMoons", Some(("TwoMoons", "twomoons"))),
            ("power-5", Some(("Power5", "power-5"))),
            ("5-power", None),
            ("größe", None),
            ("a b", Some(("AB", "a-b"))),
            ("..", None),
            ("", None),
        ];
        for (path, expected) in table {
            let names = Names::of(Path::new(path)).ok().map(|names| (names.flow, names.package));
            assert_eq!(names, expected.map(|(flow, package)| (flow.to_owned(), package.to_owned())), "{path}");
        }
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("moons");
        let new = |as_crate| New {
            name: path.clone(),
            template: Template::Csv,
            as_crate,
            data: None,
            runtime: RuntimeFlag::default(),
        };
        let code = |outcome: Outcome| outcome.map_err(|failure| failure.code());
        assert_eq!(code(new(false).run()), Ok(()));
        assert_eq!(code(new(false).run()), Err(2));
        let text = fs::read_to_string(path.with_extension("yaml")).expect("a spec");
        assert!(text.contains("flow: Moons\n") && !text.contains("NAME"), "{text}");
        assert_eq!(code(new(true).run()), Ok(()));
        assert_eq!(code(new(true).run()), Err(2));
        let manifest = fs::read_to_string(path.join("Cargo.toml")).expect("a manifest");
        assert!(manifest.contains("name = \"moons\"") && !manifest.contains("RUNTIME"), "{manifest}");
    }

    #[test]
    fn every_template_is_a_declaration() {
        for template in Template::value_variants() {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("spec.yaml");
            create(&path, &template.text().replacen("NAME", "Spec", 1)).expect("a file");
            let compiled = flow_run::Declaration::read(&path, &[]).and_then(|declaration| declaration.compile());
            assert!(compiled.is_ok(), "{template:?}: {:?}", compiled.err());
        }
    }
}
