//! Fits and what they leave: models, histories, samples, and runs to resume.

use std::fs;

use flow_program::{Answer, Dtype, FileRows, GeneratorRows, Input, TrainDefaults, ValidationChoice};
use flow_runtime::Error;
use flow_runtime::data::{write_csv, write_npy};
use flow_runtime::fit::{FitOptions, Optimizer};
use flow_runtime::optim::Sgd;

use crate::program::{data, defaults, given, line, single, small, small_with, stored, values};

/// A program in one type trains in it, and says so where the other is asked for, or a model holds it.
#[test]
fn a_program_in_one_type_refuses_the_other() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 100);
    single(folder.path(), "train -o @/run --data @/rows.csv").unwrap();
    single(folder.path(), "score --model @/run/model.safetensors --data @/rows.csv").unwrap();
    let refused = |line: &str| single(folder.path(), line).unwrap_err().to_string();
    let message = "found f64, expected f32, the only numbers of this program";
    assert!(refused("train -o @/other --data @/rows.csv --dtype f64").contains(message));
    small(folder.path(), "train -o @/double --data @/rows.csv --dtype f64").unwrap();
    assert!(refused("score --model @/double/model.safetensors --data @/rows.csv").contains(message));
}

/// A program of another architecture than the caller expects does nothing.
#[test]
fn another_architecture_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 100);
    let answer = small(folder.path(), "architecture").unwrap().text;
    let own = answer.trim();
    let train = |hash: &str| small(folder.path(), &format!("train -o @/run --data @/rows.csv --architecture {hash}"));
    let refused = train("0123abcd").unwrap_err();
    assert_eq!(refused.exit_code(), 1);
    assert!(refused.to_string().contains(&format!("({own}), expected the architecture `0123abcd`")), "{refused}");
    assert!(!folder.path().join("run").exists());
    train(own).unwrap();
    assert_eq!(stored(folder.path(), "run").architecture, own);
}

#[test]
fn a_run_is_trained_scored_and_drawn_from() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    data(folder.path(), 400);
    fs::write(at("spec.txt"), "as typed").unwrap();
    small(folder.path(), "train -o @/run --data @/rows.csv --threads 2 --seed 3 --spec-text-file @/spec.txt").unwrap();
    let model = stored(folder.path(), "run");
    assert_eq!((model.spec.as_str(), model.dtype), ("as typed", Dtype::F32));
    assert_eq!(fs::read_to_string(at("run/history.csv")).unwrap().lines().count(), 4);
    // Columns are found by name, whatever their order, and need none in NPY files.
    for file in ["rows.csv", "swapped.csv", "rows.npy"] {
        let line = format!("score --model @/run/model.safetensors --data @/{file} -o @/{file}.npy --threads 1");
        small(folder.path(), &line).unwrap();
    }
    let scores = values(&at("rows.csv.npy"));
    assert!(scores.len() == 400 && scores == values(&at("swapped.csv.npy")) && scores == values(&at("rows.npy.npy")));
    // Standardised normal columns: the entropy is ½ log(2πe)² + log(20 · 0.01), and three epochs do not ruin that.
    let mean = scores.iter().sum::<f64>() / 400.0;
    assert!((mean - (-2.838 - 0.2_f64.ln())).abs() < 0.2, "{mean}");
    small(folder.path(), "sample --model @/run/model.safetensors -n 50 --seed 1 -o @/s.csv --log-prob").unwrap();
    let samples = fs::read_to_string(at("s.csv")).unwrap();
    assert!(samples.starts_with("height,time,log_prob\n") && samples.lines().count() == 51, "{samples}");
    let drawn = values(&at("s.csv"));
    assert!(drawn.chunks(3).all(|row| (row[0] - 100.0).abs() < 120.0 && (row[1] + 3.0).abs() < 0.06));
    small(folder.path(), "sample --model @/run/model.safetensors -n 5 --seed 1 -o @/few.npy").unwrap();
    let single = |values: &[f64]| values.iter().map(|v| *v as f32).collect::<Vec<_>>();
    assert_eq!(single(&values(&at("few.npy"))[..2]), single(&drawn[..2]));
    let info = small(folder.path(), "info --model @/run/model.safetensors").unwrap().text;
    assert!(info.starts_with("flow Small\n") && info.contains("columns height, time\n") && info.ends_with("as typed"));
}

#[test]
fn the_same_in_f64_and_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 300);
    for (run, threads) in [("a", 1), ("b", 3)] {
        let line =
            format!("train -o @/{run} --data @/rows.npy --dtype f64 --threads {threads} --validation @/rows.npy");
        small(folder.path(), &line).unwrap();
    }
    let model = stored(folder.path(), "a");
    assert_eq!(model, stored(folder.path(), "b"));
    assert_eq!((model.dtype, model.extra.len()), (Dtype::F64, 0));
    // The seed is that of the whole run.
    let different = small(folder.path(), "train -o @/c --data @/rows.npy --dtype f64 --seed 9 --validation none");
    assert_eq!(different.unwrap(), Answer::default());
    assert_ne!(model.tensors, stored(folder.path(), "c").tensors);
}

#[test]
fn mistakes_are_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 50);
    write_npy(&folder.path().join("wide.npy"), &[2, 3], &[0.0; 6], Dtype::F64).unwrap();
    let cases = [
        ("train --data @/rows.csv", "`train` needs `-o RUN`", 2),
        ("train -o @/run", "there is no data to fit, expected `--data FILE`", 2),
        ("train -o @/run --data @/none.csv", "@/none.csv: cannot read: no such file", 2),
        ("train -o @/run --data @/wide.npy", "@/wide.npy: found 3 columns, expected 2 for the event\nhelp: choose", 2),
        (
            "train -o @/run --data @/rows.csv --columns height",
            "@/rows.csv: found 1 columns, expected 2 for the event",
            2,
        ),
        ("train -o @/run --data @/rows.csv --columns height,tim", "@/rows.csv:1:1: there is no column `tim`", 2),
        ("train -o @/run --data @/rows.csv --validation 1.5", "found validation 1.5, expected a fraction", 2),
        ("train -o @/run --data @/rows.csv --epochs 0", "`epochs` is 0, expected at least 1", 2),
        ("train -o @/run --data @/rows.csv --schedule linear", "found `linear` for `--schedule`", 2),
        ("score --model @/none.safetensors --data @/rows.csv", "@/none.safetensors: cannot read", 2),
        ("score --data @/rows.csv", "`score` needs `--model FILE`", 2),
    ];
    for (line, expected, code) in cases {
        let error = small(folder.path(), line).unwrap_err();
        let expected = expected.replace('@', &folder.path().display().to_string());
        assert!(error.to_string().starts_with(&expected), "{line}: {error}");
        assert_eq!(error.exit_code(), code);
    }
    assert!(!folder.path().join("run").exists());
    small(folder.path(), "train -o @/run --data @/rows.csv --epochs 1").unwrap();
    let cases = [
        ("score --model @/run/model.safetensors --data @/rows.csv --format xml", "found `xml` for `--format`"),
        (
            "score --model @/run/model.safetensors --data @/rows.csv -o @/a.npz",
            "@/a.npz: found a name of another format",
        ),
        ("sample --model @/run/model.safetensors -o @/a.npy", "`sample` needs `-n N`"),
        (
            "sample --model @/run/model.safetensors -n 1 -o @/a.npy --context @/rows.npy",
            "found `--context`, but `Small` has",
        ),
    ];
    for (line, expected) in cases {
        let error = small(folder.path(), line).unwrap_err();
        let expected = expected.replace('@', &folder.path().display().to_string());
        assert!(error.to_string().starts_with(&expected), "{line}: {error}");
    }
    let other = "score --model @/run/model.safetensors --data @/rows.csv";
    let error = line(folder.path(), other).unwrap_err().to_string();
    assert!(error.contains("found flow `Small` of another architecture") && error.contains("than `Line`"), "{error}");
}

#[test]
fn a_numerical_failure_keeps_the_last_good_model() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 300);
    let line = "train -o @/run --data @/rows.csv --learning-rate 1e30 --validation none --epochs 9 --batch-size 240";
    let error = small(folder.path(), line).unwrap_err();
    assert_eq!(error.exit_code(), 4, "{error}");
    // It failed within the first epoch, so there is no model that would be worth keeping.
    assert!(!folder.path().join("run/model.safetensors").exists());
}

#[test]
fn a_run_that_is_over_resumes_to_itself_and_other_runs_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 200);
    let train =
        |flags: &str| small(folder.path(), &format!("train -o @/run --data @/rows.csv --batch-size 50 {flags}"));
    let model = || fs::read(folder.path().join("run/model.safetensors")).unwrap();
    let error = train("--resume").unwrap_err().to_string();
    let expected = "run/training.safetensors: cannot read: no such file";
    assert!(
        error.contains(expected) && error.ends_with("there is no run to go on with: leave out `--resume`"),
        "{error}"
    );
    assert!(!folder.path().join("run").exists());
    train("--steps 7").unwrap();
    let trained = model();
    train("--steps 7 --resume --threads 2").unwrap();
    assert_eq!(trained, model());
    assert_eq!(fs::read_to_string(folder.path().join("run/history.csv")).unwrap().lines().count(), 3);
    for (flags, differs) in
        [("--steps 8", "with steps 7, expected one with steps 8"), ("", "with steps 7, expected one with epochs 3")]
    {
        let error = train(&format!("{flags} --resume")).unwrap_err();
        assert!(error.to_string().contains("run/training.safetensors: found the checkpoint of a fit"), "{error}");
        assert!(error.to_string().contains(differs), "{error}");
        assert_eq!((error.exit_code(), model()), (2, trained.clone()));
    }
    let other = "train -o @/run --data @/rows.csv --batch-size 50 --steps 7 --resume";
    let error = line(folder.path(), other).unwrap_err().to_string();
    assert!(error.contains("found flow `Small`") && model() == trained, "{error}");
    let error = train("--steps 7 --epochs 2").unwrap_err().to_string();
    assert_eq!(error, "found both `--epochs` and `--steps`, expected one of them");
}

/// A model is written over on request only. One that is trained further has a history of all its epochs, and that fit can
/// be resumed too.
#[test]
fn a_model_is_replaced_or_continued() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 200);
    let train = |flags: &str| small(folder.path(), &format!("train -o @/run --data @/rows.csv {flags}"));
    let model = || fs::read(folder.path().join("run/model.safetensors")).unwrap();
    let history = || {
        let text = fs::read_to_string(folder.path().join("run/history.csv")).unwrap();
        text.lines().skip(1).map(|line| line.rsplit_once(',').unwrap().0.to_string()).collect::<Vec<_>>()
    };
    train("--epochs 2").unwrap();
    let (first, before) = (history(), model());
    let error = train("--epochs 2").unwrap_err().to_string();
    assert!(error.contains("run: found the model of an earlier run") && model() == before, "{error}");
    train("--epochs 3 --continue").unwrap();
    let (all, continued) = (history(), model());
    let numbers: Vec<&str> = all.iter().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!((numbers, &all[..2]), (vec!["1", "2", "3", "4", "5"], &first[..]));
    // The mean of the columns is that of the first fit.
    let mean = |run: &str| stored(folder.path(), run).tensor("standardize.mean").unwrap().values.to_f64();
    let kept = mean("run");
    train("--epochs 3 --resume").unwrap();
    assert_eq!((history(), model()), (all, continued));
    let error = train("--resume --replace").unwrap_err().to_string();
    assert_eq!(error, "found both `--resume` and `--replace`, expected one of them");
    train("--epochs 1 --replace").unwrap();
    assert_eq!((history().len(), mean("run")), (1, kept));
}

#[test]
fn a_range_of_rows_is_a_file_of_these_rows() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    data(folder.path(), 400);
    let all = values(&at("rows.npy"));
    write_npy(&at("first.npy"), &[300, 2], &all[..600], Dtype::F64).unwrap();
    write_npy(&at("last.npy"), &[100, 2], &all[600..], Dtype::F64).unwrap();
    let file = |name: &str, rows| Input::File(FileRows { rows, ..FileRows::new(at(name).display().to_string()) });
    let train = |run: &str, data, validation| {
        let (data, validation) = (Some(data), ValidationChoice::Rows(validation));
        let line = format!("train -o @/{run}");
        small_with(folder.path(), &line, &TrainDefaults { data, validation, ..defaults() })?;
        Ok::<_, Error>(stored(folder.path(), run))
    };
    let ranges = train("ranges", file("rows.npy", Some(0..300)), file("rows.npy", Some(300..400))).unwrap();
    let files = train("files", file("first.npy", None), file("last.npy", None)).unwrap();
    assert_eq!(ranges, files);
    // The flag names another file, which has no range.
    small(folder.path(), "train -o @/flag --data @/rows.npy").unwrap();
    for (training, validation) in [(0..401, 0..9), (0..9, 400..500)] {
        let (training, validation) = (file("rows.npy", Some(training)), file("rows.npy", Some(validation)));
        let error = train("none", training, validation).unwrap_err();
        let start = format!("{}: found 400 rows, expected those from ", at("rows.npy").display());
        assert!(error.to_string().starts_with(&start) && error.exit_code() == 2, "{error}");
    }
    assert!(!at("none").exists());
}

#[test]
fn fresh_rows_are_others_than_those_of_the_validation() {
    let folder = tempfile::tempdir().unwrap();
    let moons = |fresh| Input::Generator(GeneratorRows { name: "two_moons", settings: &[], rows: 400, fresh });
    let train = |run: &str, data, validation| {
        let line = format!("train -o @/{run} --batch-size 100");
        let optimizer = Optimizer::Sgd(Sgd { learning_rate: 1e-12, ..Default::default() });
        let fit = FitOptions { optimizer, ..defaults().fit };
        let data = Some(data);
        small_with(folder.path(), &line, &TrainDefaults { data, validation, fit, ..defaults() }).unwrap();
        let history = fs::read_to_string(folder.path().join(run).join("history.csv")).unwrap();
        let column = |k: usize| {
            history.lines().skip(1).map(|line| line.split(',').nth(k).unwrap().to_string()).collect::<Vec<_>>()
        };
        (column(1), column(2))
    };
    // With steps of no size, the training score of equal rows is equal.
    let (fixed, _) = train("fixed", moons(false), ValidationChoice::None);
    let near = |a: &str, b: &str| (a.parse::<f64>().unwrap() - b.parse::<f64>().unwrap()).abs() < 1e-5;
    assert!(near(&fixed[0], &fixed[2]));
    let (fresh, judged) = train("fresh", moons(true), ValidationChoice::Rows(moons(false)));
    assert!(!near(&fresh[0], &fresh[1]) && !near(&fresh[1], &fresh[2]) && !near(&fixed[0], &fresh[0]));
    assert!(near(&judged[0], &judged[2]) && !near(&judged[0], &fixed[0]));
    // Drawn once more, they are the same.
    assert_eq!(fresh, train("again", moons(true), ValidationChoice::Fraction(0.5)).0);
}

#[test]
fn generators_and_contexts() {
    let folder = tempfile::tempdir().unwrap();
    let moons = GeneratorRows { name: "two_moons", settings: &[("noise", 0.1)], rows: 500, fresh: false };
    let moons = Input::Generator(moons);
    let validation = ValidationChoice::Rows(moons.clone());
    let defaults = TrainDefaults { data: Some(moons), validation, ..defaults() };
    small_with(folder.path(), "train -o @/run", &defaults).unwrap();
    let model = stored(folder.path(), "run");
    // A generator's rows are not standardised unless asked for.
    assert!(model.tensor("standardize.mean").is_none());
    assert_eq!(model.extra["columns"], "x\ny");
    let given = |line: &str| given(folder.path(), line);
    let table: Vec<f64> = (0..120).flat_map(|k| [f64::from(k).sin(), f64::from(k % 7), f64::from(k).cos()]).collect();
    let names = ["a".to_string(), "given".to_string(), "b".to_string()];
    write_csv(&folder.path().join("three.csv"), Some(&names), 3, &table, Dtype::F64).unwrap();
    given("train -o @/given --data @/three.csv --context-columns given").unwrap();
    let model = stored(folder.path(), "given");
    assert_eq!(model.extra["columns"], "a\nb\ngiven");
    assert_eq!(model.tensor("standardize.context_mean").map(|t| t.values.to_f64()[0].round()), Some(3.0));
    given("sample --model @/given/model.safetensors --context @/three.csv -o @/each.csv").unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("each.csv")).unwrap().lines().count(), 121);
    let error = given("sample --model @/given/model.safetensors --context @/three.csv -n 7 -o @/x.csv").unwrap_err();
    assert!(error.to_string().contains("found 120 contexts, expected 7, or one for all"), "{error}");
    let error = given("sample --model @/given/model.safetensors -n 7 -o @/x.csv").unwrap_err();
    assert_eq!(error.to_string(), "`Given` has 1 numbers of context, expected `--context FILE`");
}
