//! `flow explain SPEC`: what the compiler makes of a spec, as a whole or stage by stage.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};
use flow_run::Declaration;

use crate::exit::{Outcome, print, say};

/// Flags of `flow explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// The spec file
    spec: PathBuf,
    /// Print one stage of the compiler instead of the summary
    #[arg(long, value_enum)]
    stage: Option<Stage>,
    /// Change a value of the spec first, such as `train.epochs=5`; repeatable
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    /// The declaration as it was read
    Spec,
    /// The declaration as a call of `flow!`, for a Rust program
    Macro,
    /// Layers, shapes and defaults
    Graph,
    /// Both directions and their log-determinants
    Ir,
    /// The gradients
    Grad,
    /// Segments, buffers and schedules
    Plan,
    /// The emitted Rust
    Rust,
}

impl Explain {
    pub fn run(self) -> Outcome {
        let declaration = Declaration::read(&self.spec, &self.sets)?;
        let start = Instant::now();
        let compiled = declaration.compile()?;
        say(&format!("analysed in {:.1} ms", start.elapsed().as_secs_f64() * 1e3));
        let stage = self.stage.map(|stage| match stage {
            Stage::Spec => flow_compiler::Stage::Spec,
            Stage::Macro => flow_compiler::Stage::Macro,
            Stage::Graph => flow_compiler::Stage::Graph,
            Stage::Ir => flow_compiler::Stage::Ir,
            Stage::Grad => flow_compiler::Stage::Grad,
            Stage::Plan => flow_compiler::Stage::Plan,
            Stage::Rust => flow_compiler::Stage::Rust,
        });
        print(&compiled.explain(stage))
    }
}
