//! `flow check SPEC`: everything that is wrong with a spec, at once.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use flow_run::{Declaration, Findings, Problem};
use serde_json::{Value, json};

use crate::exit::{Failure, Outcome, print, say};

/// Flags of `flow check`.
#[derive(Args, Debug)]
pub struct Check {
    /// The spec file
    spec: PathBuf,
    /// The form of the problems: for people on stderr, or as JSON on stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Change a value of the spec first, such as `train.epochs=5`; repeatable
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Check {
    pub fn run(self) -> Outcome {
        match self.format {
            Format::Text => {
                let compiled = Declaration::read(&self.spec, &self.sets)?.compile()?;
                let file = self.spec.display();
                compiled.warnings().iter().for_each(|warning| say(&format!("{file}: warning: {warning}")));
                say(&format!("{file}: flow `{}` is valid", compiled.name()));
                Ok(())
            }
            Format::Json => {
                let Findings { problems, warnings } = Declaration::findings(&self.spec, &self.sets)?;
                let listed: Vec<Value> = problems.iter().map(to_json).collect();
                print(&format!("{:#}\n", json!({ "problems": listed, "warnings": warnings })))?;
                if problems.is_empty() { Ok(()) } else { Err(Failure::silent(2)) }
            }
        }
    }
}

/// Line and column count from 1; both are null for what has no place.
fn to_json(problem: &Problem) -> Value {
    json!({
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "length": problem.length,
        "message": problem.message,
        "help": problem.help,
    })
}
