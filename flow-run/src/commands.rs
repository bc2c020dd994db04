//! The commands of a flow whose plans run in this process.

use flow_compiler::Compiled;
use flow_engine::{Engine, latent};
use flow_program::{Commands, Dtype, TrainDefaults};
use flow_runtime::Result;

use crate::defaults::{defaults, elbo, reverse_kl};

/// The commands of a flow in the numbers that it is declared in, and what its `train` section says.
///
/// # Errors
/// For a word that the runtime lacks, which is a bug of the catalog's entry.
pub fn commands(compiled: &Compiled) -> Result<(Commands, TrainDefaults)> {
    let train = &compiled.flow().train;
    let defaults = defaults(train)?;
    if let Some(commands) = of_latent(compiled, &defaults)? {
        return Ok((commands, defaults));
    }
    let objective = reverse_kl(train)?;
    let single = Engine::<f32>::new(compiled, 0);
    let commands = match (defaults.dtype, objective) {
        (Dtype::F32, None) => Commands::of_data(single),
        (Dtype::F32, Some(objective)) => Commands::of_density(single, objective),
        (Dtype::F64, None) => Commands::of_data(single.in_numbers::<f64>(0)),
        (Dtype::F64, Some(objective)) => Commands::of_density(single.in_numbers::<f64>(0), objective),
    };
    Ok((commands, defaults))
}

/// The commands of a latent variable model; nothing where it is a flow.
fn of_latent(compiled: &Compiled, defaults: &TrainDefaults) -> Result<Option<Commands>> {
    let objective = elbo(&compiled.flow().train)?;
    Ok(match defaults.dtype {
        Dtype::F32 => latent::<f32>(compiled, 0).map(|model| Commands::of_latent(model, objective)),
        Dtype::F64 => latent::<f64>(compiled, 0).map(|model| Commands::of_latent(model, objective)),
    })
}
