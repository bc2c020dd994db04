//! The program of a small flow, as its user runs it.

use std::fs;
use std::path::Path;

use super::source::Source;
use super::*;
use crate::data::{Format, Missing, ReadOptions, read, write_csv, write_npy};
use crate::fit::FitOptions;
use crate::flow::examples::{Given, Line, Small};
use crate::noise::{Noise, Purpose};

pub fn defaults() -> TrainDefaults {
    TrainDefaults {
        data: DataDefault::None,
        validation: ValidationDefault::Fraction(0.2),
        standardize: None,
        f64: false,
        fit: FitOptions { epochs: 3, ..FitOptions::default() },
    }
}

/// Runs one command line, in which `@` stands for a folder; 0 or the error.
fn small(folder: &Path, line: &str) -> Result<u8> {
    execute::<Small<f32>, Small<f64>>(&words(folder, line), defaults())
}

pub fn words(folder: &Path, line: &str) -> Vec<String> {
    let folder = folder.display().to_string();
    line.split_whitespace().map(|word| word.replace('@', &folder)).collect()
}

/// `n` rows of two columns around (100, −3), as CSV and NPY files.
fn data(folder: &Path, n: usize) {
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

fn values(path: &Path) -> Vec<f64> {
    read(&path.display().to_string().parse().unwrap(), &ReadOptions::default()).unwrap().values
}

/// A program in one type trains in it, and says so where the other is asked for, or a model holds it.
#[test]
fn a_program_in_one_type_refuses_the_other() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 100);
    let single = |line: &str| execute_in::<f32, Small<f32>>(&words(folder.path(), line), defaults());
    single("train -o @/run --data @/rows.csv").unwrap();
    single("score --model @/run/model.safetensors --data @/rows.csv").unwrap();
    let refused = |line: &str| single(line).unwrap_err().to_string();
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
    let own = <Small<f32> as Program<f32>>::program_description().architecture;
    let train = |hash: &str| small(folder.path(), &format!("train -o @/run --data @/rows.csv --architecture {hash}"));
    let refused = train("0123abcd").unwrap_err();
    assert_eq!(refused.exit_code(), 1);
    assert!(refused.to_string().contains(&format!("({own}), expected the architecture `0123abcd`")), "{refused}");
    assert!(!folder.path().join("run").exists());
    train(own).unwrap();
}

#[test]
fn a_run_is_trained_scored_and_drawn_from() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    data(folder.path(), 400);
    fs::write(at("spec.txt"), "as typed").unwrap();
    small(folder.path(), "train -o @/run --data @/rows.csv --threads 2 --seed 3 --spec-text-file @/spec.txt").unwrap();
    let stored = Checkpoint::load(&at("run/model.safetensors")).unwrap();
    assert_eq!((stored.spec.as_str(), stored.dtype), ("as typed", Dtype::F32));
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
    small(folder.path(), "info --model @/run/model.safetensors").unwrap();
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
    let file = |run: &str| folder.path().join(run).join("model.safetensors");
    let stored = Checkpoint::load(&file("a")).unwrap();
    assert_eq!(stored, Checkpoint::load(&file("b")).unwrap());
    assert_eq!((stored.dtype, stored.extra.len()), (Dtype::F64, 0));
    // The seed is that of the whole run.
    let different = small(folder.path(), "train -o @/c --data @/rows.npy --dtype f64 --seed 9 --validation none");
    assert_eq!(different.unwrap(), 0);
    assert_ne!(stored.tensors, Checkpoint::load(&file("c")).unwrap().tensors);
}

#[test]
fn mistakes_are_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 50);
    write_npy(&folder.path().join("wide.npy"), &[2, 3], &[0.0; 6], Dtype::F64).unwrap();
    let cases = [
        ("train --data @/rows.csv", "`train` needs `-o RUN`", 2),
        ("train -o @/run", "found no data to fit, expected `--data FILE`", 2),
        ("train -o @/run --data @/none.csv", "@/none.csv: cannot read: no such file", 2),
        ("train -o @/run --data @/wide.npy", "@/wide.npy: found 3 columns, expected 2 for the event\nhelp: choose", 2),
        (
            "train -o @/run --data @/rows.csv --columns height",
            "@/rows.csv: found 1 columns, expected 2 for the event",
            2,
        ),
        ("train -o @/run --data @/rows.csv --columns height,tim", "@/rows.csv:1:1: found no column `tim`", 2),
        ("train -o @/run --data @/rows.csv --validation 1.5", "found validation 1.5, expected a fraction", 2),
        ("train -o @/run --data @/rows.csv --epochs 0", "found epochs and batch size 0 and 256", 2),
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
    let other = words(folder.path(), "score --model @/run/model.safetensors --data @/rows.csv");
    let error = execute::<Line<f32>, Line<f64>>(&other, defaults()).unwrap_err().to_string();
    assert!(error.contains("found flow `Small`") && error.contains("expected `Line`"), "{error}");
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
    let other = words(folder.path(), "train -o @/run --data @/rows.csv --batch-size 50 --steps 7 --resume");
    let error = execute::<Line<f32>, Line<f64>>(&other, defaults()).unwrap_err().to_string();
    assert!(error.contains("found flow `Small`") && model() == trained, "{error}");
    let error = train("--steps 7 --epochs 2").unwrap_err().to_string();
    assert_eq!(error, "found both `--epochs` and `--steps`, expected one of them");
}

#[test]
fn a_column_of_weights_is_no_element() {
    let folder = tempfile::tempdir().unwrap();
    let rows: String = (0..60).map(|k| format!("{},{},{}\n", f64::from(k).sin(), k % 4, f64::from(k).cos())).collect();
    fs::write(folder.path().join("w.csv"), format!("a,w,b\n{rows}")).unwrap();
    let copied = |k: i32| format!("{},{}\n", f64::from(k).sin(), f64::from(k).cos()).repeat(k as usize % 4);
    fs::write(folder.path().join("copies.csv"), format!("a,b\n{}", (0..60).map(copied).collect::<String>())).unwrap();
    let train = |flags: &str| small(folder.path(), &format!("train --validation none --dtype f64 {flags}"));
    train("-o @/run --data @/w.csv --weights w").unwrap();
    train("-o @/named --data @/w.csv --columns a,b --weights w").unwrap();
    train("-o @/copies --data @/copies.csv").unwrap();
    let stored = |run: &str| Checkpoint::load(&folder.path().join(run).join("model.safetensors")).unwrap();
    assert_eq!((stored("run").extra["columns"].as_str(), stored("named")), ("a\nb", stored("run")));
    // One batch an epoch: copies are another spelling of the weights.
    for (a, b) in stored("run").tensors.iter().zip(stored("copies").tensors) {
        let near = a.values.to_f64().iter().zip(b.values.to_f64()).all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(near, "{}", a.info.name);
    }
    fs::write(folder.path().join("wrong.csv"), "a,w,b\n1,1,1\n2,-3,2\n").unwrap();
    let cases = [
        (
            "--data @/wrong.csv --weights w",
            "@/wrong.csv: row 1 (counted from 0), column `w`: found the weight -3, expected",
        ),
        ("--data @/wrong.csv --weights v", "@/wrong.csv: found `a`, `w`, `b`, expected the column `v`"),
        (
            "--data @/copies.csv --weights b",
            "@/copies.csv: found 1 columns beside the weights, expected 2 for the event",
        ),
    ];
    for (flags, expected) in cases {
        let error = train(&format!("-o @/none {flags}")).unwrap_err().to_string();
        assert!(error.starts_with(&expected.replace('@', &folder.path().display().to_string())), "{error}");
    }
    assert!(!folder.path().join("none").exists());
}

#[test]
fn a_range_of_rows_is_a_file_of_these_rows() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    data(folder.path(), 400);
    let all = values(&at("rows.npy"));
    write_npy(&at("first.npy"), &[300, 2], &all[..600], Dtype::F64).unwrap();
    write_npy(&at("last.npy"), &[100, 2], &all[600..], Dtype::F64).unwrap();
    let file = |name: &str, rows| {
        let path = at(name).display().to_string().leak();
        DataDefault::File {
            path,
            columns: &[],
            context: &[],
            weights: None,
            missing: Missing::Refuse,
            dequantize: &[],
            rows,
        }
    };
    let train = |run: &str, data, validation| {
        let line = words(folder.path(), &format!("train -o @/{run}"));
        let validation = ValidationDefault::Data(validation);
        execute::<Small<f32>, Small<f64>>(&line, TrainDefaults { data, validation, ..defaults() })?;
        Checkpoint::load(&at(run).join("model.safetensors"))
    };
    let ranges = train("ranges", file("rows.npy", Some((0, 300))), file("rows.npy", Some((300, 400)))).unwrap();
    let files = train("files", file("first.npy", None), file("last.npy", None)).unwrap();
    assert_eq!(ranges, files);
    // The flag names another file, which has no range.
    small(folder.path(), "train -o @/flag --data @/rows.npy").unwrap();
    for (training, validation) in [((0, 401), (0, 9)), ((0, 9), (400, 500))] {
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
    let moons = |fresh| DataDefault::Generator { name: "two_moons", settings: &[], rows: 400, fresh };
    let train = |run: &str, data, validation| {
        let line = words(folder.path(), &format!("train -o @/{run} --batch-size 100"));
        let fit = FitOptions {
            optimizer: crate::optim::Optimizer::Sgd(crate::optim::Sgd { learning_rate: 1e-12, ..Default::default() }),
            ..defaults().fit
        };
        execute::<Small<f32>, Small<f64>>(&line, TrainDefaults { data, validation, fit, ..defaults() }).unwrap();
        let history = fs::read_to_string(folder.path().join(run).join("history.csv")).unwrap();
        let column = |k: usize| {
            history.lines().skip(1).map(|line| line.split(',').nth(k).unwrap().to_string()).collect::<Vec<_>>()
        };
        (column(1), column(2))
    };
    // With steps of no size, the training score of equal rows is equal.
    let (fixed, _) = train("fixed", moons(false), ValidationDefault::None);
    let near = |a: &str, b: &str| (a.parse::<f64>().unwrap() - b.parse::<f64>().unwrap()).abs() < 1e-5;
    assert!(near(&fixed[0], &fixed[2]));
    let (fresh, judged) = train("fresh", moons(true), ValidationDefault::Data(moons(false)));
    assert!(!near(&fresh[0], &fresh[1]) && !near(&fresh[1], &fresh[2]) && !near(&fixed[0], &fresh[0]));
    assert!(near(&judged[0], &judged[2]) && !near(&judged[0], &fixed[0]));
    // Drawn once more, they are the same.
    assert_eq!(fresh, train("again", moons(true), ValidationDefault::Fraction(0.5)).0);
}

#[test]
fn generators_and_contexts() {
    let folder = tempfile::tempdir().unwrap();
    let moons = DataDefault::Generator { name: "two_moons", settings: &[("noise", 0.1)], rows: 500, fresh: false };
    let defaults = TrainDefaults { data: moons, validation: ValidationDefault::Data(moons), ..defaults() };
    execute::<Small<f32>, Small<f64>>(&words(folder.path(), "train -o @/run"), defaults).unwrap();
    let stored = Checkpoint::load(&folder.path().join("run/model.safetensors")).unwrap();
    // A generator's rows are not standardised unless asked for.
    assert!(stored.tensor("standardize.mean").is_none());
    assert_eq!(stored.extra["columns"], "x\ny");
    let given = |line: &str| execute::<Given<f32>, Given<f64>>(&words(folder.path(), line), super::tests::defaults());
    let table: Vec<f64> = (0..120).flat_map(|k| [f64::from(k).sin(), f64::from(k % 7), f64::from(k).cos()]).collect();
    let names = ["a".to_string(), "given".to_string(), "b".to_string()];
    write_csv(&folder.path().join("three.csv"), Some(&names), 3, &table, Dtype::F64).unwrap();
    given("train -o @/given --data @/three.csv --context-columns given").unwrap();
    let stored = Checkpoint::load(&folder.path().join("given/model.safetensors")).unwrap();
    assert_eq!(stored.extra["columns"], "a\nb\ngiven");
    assert_eq!(stored.tensor("standardize.context_mean").map(|t| t.values.to_f64()[0].round()), Some(3.0));
    given("sample --model @/given/model.safetensors --context @/three.csv -o @/each.csv").unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("each.csv")).unwrap().lines().count(), 121);
    let error = given("sample --model @/given/model.safetensors --context @/three.csv -n 7 -o @/x.csv").unwrap_err();
    assert!(error.to_string().contains("found 120 contexts, expected 7, or one for all"), "{error}");
    let error = given("sample --model @/given/model.safetensors -n 7 -o @/x.csv").unwrap_err();
    assert_eq!(error.to_string(), "`Given` has 1 numbers of context, expected `--context FILE`");
    let source = Source::file("a.csv", vec![], vec![], None).unwrap().like(&names, 2);
    assert!(matches!(source, Source::File { source, context, .. } if source.format == Format::Csv && context == ["b"]));
}

/// Columns without a density are refused before anything is written, and what is missing is counted.
#[test]
fn columns_are_looked_at_before_a_fit() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, row: &dyn Fn(i32) -> String| {
        let rows: String = (0..40).map(|k| row(k) + "\n").collect();
        fs::write(folder.path().join(name), format!("a,b\n{rows}")).unwrap();
    };
    file("constant.csv", &|k| format!("{k}.5,3"));
    file("equal.csv", &|k| format!("{k}.5,{k}.50"));
    file("gaps.csv", &|k| if k % 10 == 3 { format!("{k}.5,") } else { format!("{k}.5,{}.25", 3 * k % 7) });
    file("half.csv", &|k| format!("{k}.5,{}", 3 * k % 7));
    let cases = [
        ("--data @/constant.csv", "@/constant.csv: found 3 in all 40 rows of `b`, expected values that differ"),
        ("--data @/equal.csv", "@/equal.csv: found the values of `a` again in all 40 rows of `b`"),
        ("--data @/gaps.csv", "@/gaps.csv:5:5: found 4 missing values in 4 of 40 rows: 4 in `b`; the first at"),
        ("--data @/half.csv --dequantize a", "@/half.csv: found 0.5 in `a` of row 1 (from 1), expected whole numbers"),
        (
            "--data @/half.csv --dequantize c",
            "@/half.csv: found no column `c` to dequantize, expected some of `a`, `b`",
        ),
        ("--data @/half.csv --missing keep", "found `keep` for `--missing`, expected `refuse` or `drop`"),
    ];
    for (flags, expected) in cases {
        let error = small(folder.path(), &format!("train -o @/run {flags}")).unwrap_err();
        let expected = expected.replace('@', &folder.path().display().to_string());
        assert!(error.to_string().starts_with(&expected), "{flags}: {error}");
        assert_eq!(error.exit_code(), 2);
    }
    assert!(!folder.path().join("run").exists());
    small(folder.path(), "train -o @/run --data @/gaps.csv --missing drop").unwrap();
}

/// Whole numbers get noise in training and scoring, and samples are whole numbers again.
#[test]
fn counts_are_dequantized() {
    let folder = tempfile::tempdir().unwrap();
    let rows: String = (0..400).map(|k: i32| format!("{},{}\n", (k * k) % 5, f64::from(k).sin())).collect();
    fs::write(folder.path().join("counts.csv"), format!("n,x\n{rows}")).unwrap();
    small(folder.path(), "train -o @/run --data @/counts.csv --dequantize n").unwrap();
    let stored = Checkpoint::load(&folder.path().join("run/model.safetensors")).unwrap();
    assert_eq!(stored.extra["quantized"], "0");
    small(folder.path(), "sample --model @/run/model.safetensors -n 100 -o @/s.npy").unwrap();
    let samples = values(&folder.path().join("s.npy"));
    assert!(samples.chunks(2).all(|row| row[0].fract() == 0.0) && samples.iter().any(|x| x.fract() != 0.0));
    for (seed, file) in [(1, "a"), (1, "b"), (2, "c")] {
        let line = format!("score --model @/run/model.safetensors --data @/counts.csv --seed {seed} -o @/{file}.npy");
        small(folder.path(), &line).unwrap();
    }
    let scores = |name: &str| values(&folder.path().join(name));
    assert!(scores("a.npy") == scores("b.npy") && scores("a.npy") != scores("c.npy"));
}

/// A model of columns with names finds them in any file that has them, and says which ones another file lacks.
#[test]
fn columns_are_matched_by_name() {
    let folder = tempfile::tempdir().unwrap();
    data(folder.path(), 60);
    small(folder.path(), "train -o @/run --data @/swapped.csv --columns height,time --epochs 1").unwrap();
    for file in ["rows.csv", "swapped.csv"] {
        small(folder.path(), &format!("score --model @/run/model.safetensors --data @/{file} -o @/{file}.npy"))
            .unwrap();
    }
    let scores = |name: &str| values(&folder.path().join(name));
    assert_eq!(scores("rows.csv.npy"), scores("swapped.csv.npy"));
    fs::write(folder.path().join("other.csv"), "time,note,b\n1,2,3\n").unwrap();
    let error = small(folder.path(), "score --model @/run/model.safetensors --data @/other.csv").unwrap_err();
    assert!(
        error.to_string().ends_with("other.csv:1:1: found no column `height`, expected one of `time`, `note`, `b`"),
        "{error}"
    );
}

/// A range of a file is scored as the file that holds those rows alone.
#[test]
fn some_rows_are_scored_alone() {
    let folder = tempfile::tempdir().unwrap();
    let rows: Vec<String> = (0..90).map(|k: i32| format!("{},{}\n", f64::from(k).sin(), k % 7)).collect();
    fs::write(folder.path().join("all.csv"), format!("a,b\n{}", rows.concat())).unwrap();
    fs::write(folder.path().join("some.csv"), format!("a,b\n{}", rows[20..63].concat())).unwrap();
    small(folder.path(), "train -o @/run --data @/all.csv --epochs 1").unwrap();
    let score = |line: &str| small(folder.path(), &format!("score --model @/run/model.safetensors {line}")).unwrap();
    score("--data @/all.csv --rows 20:63 -o @/range.npy");
    score("--data @/some.csv -o @/alone.npy");
    assert_eq!(values(&folder.path().join("range.npy")), values(&folder.path().join("alone.npy")));
}

/// A standard normal flow on normal rows is calibrated and normalised; on rows of another scale it is not calibrated.
#[test]
fn a_diagnosis_tells_right_from_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let mut values = vec![0.0; 4000];
    Noise::new(4, Purpose::Data).fill_normal(0, 0, 1, &mut values);
    write_npy(&folder.path().join("right.npy"), &[2000, 2], &values, Dtype::F64).unwrap();
    let flow: Small<f64> = crate::flow::start(1);
    crate::flow::save(&flow, &folder.path().join("m.safetensors")).unwrap();
    small(folder.path(), "diagnose --model @/m.safetensors --data @/right.npy --format json").unwrap();
    small(folder.path(), "diagnose --model @/m.safetensors --data @/right.npy").unwrap();
    let right = diagnose::examine(&flow, &values, &[], &[]).as_json();
    let wrong = diagnose::examine(&flow, &values.iter().map(|x| 1.5 * x).collect::<Vec<_>>(), &[], &[]).as_json();
    let integral = right["normalisation"]["integral"].as_f64().unwrap();
    assert!((integral - 1.0).abs() < 1e-3, "{right}");
    assert!(right["round_trip"]["largest"].as_f64().unwrap() < 1e-9, "{right}");
    // The untrained network moves little.
    assert!(right["calibration"][0]["distance"].as_f64().unwrap() < 0.06, "{right}");
    assert!(wrong["calibration"][0]["p"].as_f64().unwrap() < 1e-6, "{wrong}");
    assert_eq!(right["least_likely"].as_array().unwrap().len(), 10);
}

/// Rows are named by their place in the file, also where some of it is read and rows with missing values are left out.
#[test]
fn unlikely_rows_are_those_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    // Row 61, counted from 1, lies far out; row 12 lacks a value.
    let row = |k: usize| match k {
        11 => "1,\n".to_owned(),
        60 => "40,40\n".to_owned(),
        _ => format!("{},{}\n", (k as f64).sin(), (k as f64).cos()),
    };
    fs::write(folder.path().join("all.csv"), format!("a,b\n{}", (0..90).map(row).collect::<String>())).unwrap();
    for rows in [Some(5..80), None] {
        let source = Source::File {
            source: folder.path().join("all.csv").display().to_string().parse().unwrap(),
            columns: vec![],
            context: vec![],
            weights: None,
            missing: Missing::Drop,
            dequantize: vec![],
            rows,
        };
        let flow: Small<f64> = crate::flow::start(1);
        let loaded = source.load(<Small<f64> as Program<f64>>::program_description(), 0, source::Draws::Fixed).unwrap();
        assert_eq!(loaded.dropped, 1);
        let found = diagnose::examine(&flow, &loaded.events, &loaded.contexts, &loaded.origins).as_json();
        let least = &found["least_likely"][0];
        assert_eq!((least["row"].as_u64(), least["values"][0].as_f64()), (Some(61), Some(40.0)));
    }
}
