//! Programs of small flows, as their users run them.

mod bad_files;
mod bad_input;
mod columns;
mod diagnose;
mod flows;
mod program;
mod train;
