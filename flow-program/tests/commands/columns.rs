//! Columns of files: which they are, and what is looked at in them.

use std::fs;

use crate::program::{data, small, stored, values};

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
    let stored = |run: &str| stored(folder.path(), run);
    assert_eq!((stored("run").extra["columns"].as_str(), stored("named")), ("a\nb", stored("run")));
    // One batch an epoch: copies are another spelling of the weights.
    for (a, b) in stored("run").tensors.iter().zip(stored("copies").tensors) {
        let near = a.values.to_f64().iter().zip(b.values.to_f64()).all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(near, "{}", a.info.name);
    }
    fs::write(folder.path().join("wrong.csv"), "a,w,b\n1,1,1\n2,-3,2\n").unwrap();
    let cases = [
        ("--data @/wrong.csv --weights w", "@/wrong.csv: row 2 (line 3), column `w`: found the weight -3, expected"),
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
        (
            "--data @/half.csv --dequantize a",
            "@/half.csv: found 0.5 in `a` of row 1 (line 2), and in 39 more rows, expected whole numbers",
        ),
        (
            "--data @/half.csv --dequantize c",
            "@/half.csv: there is no column `c` to dequantize, expected some of `a`, `b`",
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
    assert_eq!(stored(folder.path(), "run").extra["kinds"], r#"[["integer","real"],[]]"#);
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
        error.to_string().ends_with("other.csv:1:1: there is no column `height`, expected one of `time`, `note`, `b`"),
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
