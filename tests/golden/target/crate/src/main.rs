//! This program trains, scores and samples [`ring::Ring`].

use ::flow_program::{Commands, Dtype, TrainDefaults, ValidationChoice};

fn main() -> ::std::process::ExitCode {
    let flows = [
        Commands::fitted_to_density::<f32, ring::Ring<f32>>(objective()),
        Commands::fitted_to_density::<f64, ring::Ring<f64>>(objective()),
    ];
    ::flow_program::main(&flows, &defaults())
}

/// Returns what the `train` section of the declaration says.
fn defaults() -> TrainDefaults {
    TrainDefaults {
        data: None,
        validation: ValidationChoice::None,
        standardize: None,
        variables: Vec::new(),
        dtype: Dtype::F32,
        fit: ::flow_runtime::fit::FitOptions {
            epochs: 50,
            steps: Some(100),
            batch_size: 256,
            optimizer: ::flow_runtime::fit::Optimizer::Adam(::flow_runtime::optim::Adam {
                beta1: 0.9,
                beta2: 0.999,
                epsilon: 0.00000001,
                learning_rate: 0.001,
                weight_decay: 0.0,
            }),
            schedule: ::flow_runtime::optim::Schedule::Constant { warm_up: 0 },
            clip_norm: None,
            patience: None,
            seed: 0,
            ..::flow_runtime::fit::FitOptions::default()
        },
    }
}

/// Says how the flow is fitted to the declared density.
fn objective() -> ::flow_runtime::fit::ReverseKl {
    ::flow_runtime::fit::ReverseKl {
        annealing: None,
        gradient: ::flow_runtime::fit::DrawGradient::Full,
        validation_draws: 4096,
    }
}
