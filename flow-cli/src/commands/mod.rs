//! One module for each command: its flags, and what it does.

pub mod check;
pub mod codes;
pub mod compare;
pub mod diagnose;
pub mod explain;
pub mod generate;
pub mod import;
mod latent;
pub mod new;
mod pictures;
pub mod plot;
pub mod sample;
pub mod score;
pub mod train;
