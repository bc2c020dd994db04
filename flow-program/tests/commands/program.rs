//! Command lines of programs, and files that they work on.

use std::path::Path;

use flow_program::{Answer, Commands, Dtype, FileRows, TrainDefaults, ValidationChoice, run};
use flow_runtime::__private::model::checkpoint::Checkpoint;
use flow_runtime::Result;
use flow_runtime::data::{read, write_csv, write_npy};
use flow_runtime::fit::FitOptions;
use flow_runtime::noise::{Noise, Purpose};

use crate::flows::{Given, Line, Small};

pub fn defaults() -> TrainDefaults {
    TrainDefaults {
        data: None,
        validation: ValidationChoice::Fraction(0.2),
        standardize: None,
        variables: Vec::new(),
        dtype: Dtype::F32,
        fit: FitOptions { epochs: 3, ..FitOptions::default() },
    }
}

/// One command line of the program of [`Small`], in which `@` stands for a folder.
pub fn small(folder: &Path, line: &str) -> Result<Answer> {
    small_with(folder, line, &defaults())
}

pub fn small_with(folder: &Path, line: &str, defaults: &TrainDefaults) -> Result<Answer> {
    let types = [Commands::fitted_to_data::<f32, Small<f32>>(), Commands::fitted_to_data::<f64, Small<f64>>()];
    run(&types, defaults, &words(folder, line))
}

/// The same of a program that has `f32` alone.
pub fn single(folder: &Path, line: &str) -> Result<Answer> {
    run(&[Commands::fitted_to_data::<f32, Small<f32>>()], &defaults(), &words(folder, line))
}

/// The same of the program of [`Line`].
pub fn line(folder: &Path, line: &str) -> Result<Answer> {
    run(&[Commands::fitted_to_data::<f32, Line<f32>>()], &defaults(), &words(folder, line))
}

/// The same of the program of [`Given`].
pub fn given(folder: &Path, line: &str) -> Result<Answer> {
    run(&[Commands::fitted_to_data::<f32, Given<f32>>()], &defaults(), &words(folder, line))
}

fn words(folder: &Path, line: &str) -> Vec<String> {
    let folder = folder.display().to_string();
    line.split_whitespace().map(|word| word.replace('@', &folder)).collect()
}

/// `n` rows of two columns around (100, −3), as CSV and NPY files.
pub fn data(folder: &Path, n: usize) {
    let mut values = vec![0.0; 2 * n];
    Noise::new(4, Purpose::Data).fill_normal(0, 0, 1, &mut values);
    values.chunks_mut(2).for_each(|row| {
        row[0] = 100.0 + 20.0 * row[0];
        row[1] = 0.01 * row[1] - 3.0;
    });
    let names = ["height".to_string(), "time".to_string()];
    write_csv(&folder.join("rows.csv"), Some(&names), 2, &values, Dtype::F64).unwrap();
    let swapped: Vec<f64> = values.chunks(2).flat_map(|row| [row[1], 7.0, row[0]]).collect();
    let other = ["time".to_string(), "note".to_string(), "height".to_string()];
    write_csv(&folder.join("swapped.csv"), Some(&other), 3, &swapped, Dtype::F64).unwrap();
    write_npy(&folder.join("rows.npy"), &[n, 2], &values, Dtype::F64).unwrap();
}

/// The numbers of a data file.
pub fn values(path: &Path) -> Vec<f64> {
    read(&FileRows::new(path.display().to_string())).unwrap().values
}

/// The model of a run.
pub fn stored(folder: &Path, run: &str) -> Checkpoint {
    Checkpoint::load(&folder.join(run).join("model.safetensors")).unwrap()
}
