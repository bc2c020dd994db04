//! This program trains, scores and samples [`coupled::Coupled`].

use ::flow_runtime::command::{DataDefault, TrainDefaults, ValidationDefault};

fn main() -> ::std::process::ExitCode {
    ::flow_runtime::command::run::<coupled::Coupled<f32>, coupled::Coupled<f64>>(defaults())
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
