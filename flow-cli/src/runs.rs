//! The folder of a run, or that of several runs that differ in their seeds.

use std::fs;
use std::path::{Path, PathBuf};

use flow_run::{HISTORY, MODEL, SPEC};

use crate::exit::{Failure, say};
use crate::history;
use crate::model::Run;
use crate::runtime_dependency::RuntimeDependency;

/// The start of the name of each seed's folder, before the seed.
pub const SEED: &str = "seed-";

/// The runs of a folder: itself, or those of `flow train --seeds`, in the order of their seeds.
///
/// # Errors
/// The folder cannot be read.
pub fn runs_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let itself = vec![folder.to_owned()];
    if !folder.is_dir() || folder.join(SPEC).is_file() || folder.join(MODEL).is_file() {
        return Ok(itself);
    }
    let entries = fs::read_dir(folder).map_err(|error| Failure::io(folder, "read", &error))?;
    let seed = |path: &Path| path.file_name()?.to_str()?.strip_prefix(SEED)?.parse::<u64>().ok();
    let mut seeds: Vec<(u64, PathBuf)> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join(MODEL).is_file())
        .filter_map(|path| Some((seed(&path)?, path)))
        .collect();
    seeds.sort();
    Ok(if seeds.is_empty() { itself } else { seeds.into_iter().map(|(_, path)| path).collect() })
}

/// Opens the run of a folder; of several that differ in their seeds, the one that the validation
/// rows prefer, which is said.
///
/// # Errors
/// The folder holds no run, or several without a validation; or as [`Run::open`].
pub fn open_best(folder: &Path, runtime: Option<&RuntimeDependency>) -> Result<Run, Failure> {
    let runs = runs_in(folder)?;
    let [run] = &runs[..] else {
        let best = best_of(&runs)?.ok_or_else(|| {
            Failure::input(format!(
                "{}: found the runs of {} seeds without a validation, expected one run\n\
                 help: name one of them, such as {}",
                folder.display(),
                runs.len(),
                runs[0].display()
            ))
        })?;
        say(&format!("{}: the best of {} seeds by its validation", runs[best].display(), runs.len()));
        return Run::open(&runs[best], runtime);
    };
    Run::open(run, runtime)
}

/// The number of the run that the validation rows prefer; `None` where one has no validation.
///
/// # Errors
/// A history that cannot be read.
pub fn best_of(runs: &[PathBuf]) -> Result<Option<usize>, Failure> {
    let scores = runs.iter().map(|run| validation(run)).collect::<Result<Vec<_>, _>>()?;
    let Some(scores) = scores.into_iter().collect::<Option<Vec<f64>>>() else { return Ok(None) };
    Ok((0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])))
}

/// The score of the best epoch's validation rows, of which larger ones are better.
///
/// # Errors
/// A history that cannot be read.
pub fn validation(run: &Path) -> Result<Option<f64>, Failure> {
    let path = run.join(HISTORY);
    if !path.is_file() {
        return Ok(None);
    }
    let (_, epochs) = history::read(&path)?;
    Ok(epochs.iter().filter_map(|epoch| epoch.validation).max_by(f64::total_cmp))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_found_in_their_order() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, score) in [("seed-10", "-1.5"), ("seed-2", "-1.25"), ("other", "9"), ("seed-x", "9")] {
            let run = folder.path().join(name);
            fs::create_dir(&run).expect("a folder");
            fs::write(run.join(MODEL), "").expect("a file");
            let history = format!("epoch,train_log_prob,validation_log_prob\n1,-2,-9\n2,-2,{score}\n");
            fs::write(run.join(HISTORY), history).expect("a file");
        }
        let runs = runs_in(folder.path()).expect("runs");
        assert_eq!(runs, [folder.path().join("seed-2"), folder.path().join("seed-10")]);
        assert_eq!(best_of(&runs), Ok(Some(0)));
        assert_eq!(validation(&runs[1]), Ok(Some(-1.5)));
        let one = folder.path().join("seed-2");
        assert_eq!(runs_in(&one), Ok(vec![one]));
        fs::remove_file(runs[1].join(HISTORY)).expect("a file");
        assert_eq!(best_of(&runs), Ok(None));
    }
}
