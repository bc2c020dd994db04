//! This program trains, scores and samples [`ring::Ring`].

use ::flow_runtime::command::{DataDefault, TrainDefaults, ValidationDefault};

fn main() -> ::std::process::ExitCode {
    ::flow_runtime::command::run_reverse_kl::<ring::Ring<f32>, ring::Ring<f64>>(defaults(), objective())
}

/// Returns what the `train` section of the declaration says.
fn defaults() -> TrainDefaults {
    TrainDefaults {
        data: DataDefault::None,
        validation: ValidationDefault::None,
        standardize: None,
        f64: false,
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
