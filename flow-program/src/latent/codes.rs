//! `encode` and `decode`: from rows to latent variables and back.

use std::io;

use flow_runtime::data::{Column, FileRows, read};
use flow_runtime::latent::Latent;
use flow_runtime::{Error, Real, Result};

use crate::arguments::{DecodeArguments, EncodeArguments};
use crate::console::say;
use crate::defaults::TrainDefaults;
use crate::output::Whole;
use crate::reading;
use crate::runtime::{Draw, Parametric, Program, Reparameterized, reload};
use crate::sample::{BLOCK, columns};
use crate::score::{Judged, RowsToScore};
use crate::threads::with_threads;

/// Writes the latent variable of each row.
///
/// # Errors
/// For a model or rows that cannot be read or do not fit, and a file that cannot be written.
pub fn encode<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    declared: &Latent<T, L, Q, P>,
    arguments: &EncodeArguments,
    defaults: &TrainDefaults,
) -> Result<String> {
    let EncodeArguments { model, data, rows, output, seed, threads } = arguments;
    output.refuse_over(data)?;
    let model = reload(declared, model)?;
    let (d, size) = (model.program_description(), model.latent());
    let judged = Judged { file: data, rows: rows.clone(), missing: None, context: None, seed: seed.unwrap_or(0) };
    let judged = RowsToScore::read(&model, judged, defaults)?;
    let draw = match seed {
        Some(seed) => Draw::from(*seed),
        None => {
            let sampler = model.members().1.program_member().base.sampler;
            let help = "`--seed S` draws from the posterior";
            Draw::at_temperature(0, 0.0, sampler).map_err(|error| error.help(help))?
        }
    };
    let n = judged.loaded.rows(d.size());
    let block = (BLOCK / d.size()).max(1);
    let encode = |first: usize| {
        let rows = first..n.min(first + block);
        let encode = || model.encode_rows(&judged.events(&model, rows.clone()), first, draw);
        let z = with_threads(*threads, encode).map_err(io::Error::other)?;
        Ok(z.into_iter().map(|z| z.to_f64()).collect())
    };
    let whole = Whole { columns: &latent_columns(size), shape: &[n, size], exact: true, in_bytes: false, sound: None };
    output.stream::<T>(whole, (0..n).step_by(block).map(encode))?;
    Ok(String::new())
}

/// Writes a row for each latent variable.
///
/// # Errors
/// For a model or latent variables that cannot be read or do not fit, and a file that cannot be written.
pub fn decode<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    declared: &Latent<T, L, Q, P>,
    arguments: &DecodeArguments,
) -> Result<String> {
    let DecodeArguments { model, data, output, seed, mean, threads } = arguments;
    output.refuse_over(data)?;
    let model = reload(declared, model)?;
    let (d, statistics, size) = (model.program_description(), &model.program_state().statistics, model.latent());
    let table = read(&FileRows::new(data))?;
    say(&reading::told(&table));
    if table.columns != size {
        let message = format!("found {} columns, expected {size}, the size of the latent variable", table.columns);
        return Err(Error::input(message).at(data).help("`flow encode RUN --data FILE -o z.npy` writes such a file"));
    }
    let block = (BLOCK / d.size()).max(1);
    let decode = |first: usize| {
        let rows = first..table.rows.min(first + block);
        let z: Vec<T> = table.values[rows.start * size..rows.end * size].iter().map(|z| T::from_f64(*z)).collect();
        let decode = || match mean {
            None => model.decode_rows(&z, first, *seed),
            Some(draws) => model.decode_mean_of_rows(&z, first, *draws, *seed),
        };
        with_threads(*threads, decode).map_err(io::Error::other)
    };
    let columns = columns(&statistics.columns.event, d.size(), "x");
    let in_bytes = mean.is_none() && columns.iter().all(|column| column.kind.is_byte());
    let shape = [&[table.rows], d.event].concat();
    let exact = statistics.event.is_none() && mean.is_none();
    let sound = statistics.columns.sound.filter(|_| mean.is_none());
    let whole = Whole { columns: &columns, shape: &shape, exact, in_bytes, sound };
    output.stream::<T>(whole, (0..table.rows).step_by(block).map(decode))?;
    Ok(String::new())
}

/// The columns of a file of latent variables.
pub fn latent_columns(size: usize) -> Vec<Column> {
    (1..=size).map(|k| Column { name: format!("z{k}"), ..Column::default() }).collect()
}
