//! Bad files and command lines as a table: the exact first line of the message, with its place, and the exit code.
//!
//! A file is scored by a model of two columns `x` and `y`; a line is given to the program as it is. `@` stands for the folder.

use std::fs;
use std::path::Path;

use flow_runtime::__private::Parametric;
use flow_runtime::Flow;

use crate::bad_files::files;
use crate::flows::{Line, Small};
use crate::program::small;

/// Command lines, exit codes and whole first lines.
const LINES: &[(&str, u8, &str)] = &[
    (
        "fit",
        2,
        "there is no command `fit`, expected one of `train`, `score`, `sample`, `diagnose`, `encode`, `decode`, `info`",
    ),
    (
        "trian -o @/run",
        2,
        "there is no command `trian`, expected one of `train`, `score`, `sample`, `diagnose`, `encode`, `decode`, `info`",
    ),
    ("train", 2, "`train` needs `-o RUN`"),
    ("train -o", 2, "`-o` has no value, expected RUN"),
    ("train -o @/run -o @/run", 2, "found `-o` twice"),
    ("train -o @/run", 2, "there is no data to fit, expected `--data FILE`"),
    (
        "train -o @/run --dta @/good.csv",
        2,
        "`train` has no flag `--dta`, expected one of `--output`, `--data`, `--columns`, `--context-columns`, `--header`, `--missing`, `--dequantize`, `--weights`, `--validation`, `--test`, `--standardize`, `--epochs` and 14 more",
    ),
    ("train -o @/run --data @/nowhere.csv", 2, "@/nowhere.csv: cannot read: no such file or directory (os error 2)"),
    ("train -o @/run --data @/folder.csv", 2, "@/folder.csv: found a folder, expected a file"),
    (
        "train -o @/run --data @/good.csv --epochs many",
        2,
        "found `many` for `--epochs`, expected a whole number above 0",
    ),
    ("train -o @/run --data @/good.csv --epochs -1", 2, "found `-1` for `--epochs`, expected a whole number above 0"),
    ("train -o @/run --data @/good.csv --batch-size 0", 2, "`batch_size` is 0, expected at least 1"),
    (
        "train -o @/run --data @/good.csv --learning-rate nan",
        2,
        "found learning rate NaN, expected a finite number above 0",
    ),
    ("train -o @/run --data @/good.csv --clip-norm 0", 2, "found clip norm 0, expected a number above 0"),
    ("train -o @/run --data @/good.csv --validation 2", 2, "found validation 2, expected a fraction between 0 and 1"),
    (
        "train -o @/run --data @/good.csv --validation none --patience 3",
        2,
        "found patience without a validation, expected rows to judge the fit by",
    ),
    (
        "train -o @/run --data @/good.csv --standardize yes",
        2,
        "found `yes` for `--standardize`, expected `true`, `false` or `robust`",
    ),
    ("train -o @/run --data @/good.csv --dtype f16", 2, "found `f16` for `--dtype`, expected `f32` or `f64`"),
    ("train -o @/run --data @/good.csv --threads 0", 2, "found `0` for `--threads`, expected a whole number above 0"),
    ("train -o @/run --data @/good.csv --missing keep", 2, "found `keep` for `--missing`, expected `refuse` or `drop`"),
    (
        "train -o @/run --data @/good.csv --dequantize z",
        2,
        "@/good.csv: there is no column `z` to dequantize, expected some of `x`, `y`",
    ),
    (
        "train -o @/run --data @/good.csv --columns x,z",
        2,
        "@/good.csv:1:1: there is no column `z`, expected one of `x`, `y`",
    ),
    ("train -o @/run --data @/good.csv --columns x,x", 2, "@/good.csv: column `x` is asked for twice"),
    ("train -o @/good.csv --data @/good.csv --epochs 1", 2, "@/good.csv: cannot create: file exists (os error 17)"),
    ("score --data @/good.csv", 2, "`score` needs `--model FILE`"),
    ("score --model @/m.safetensors", 2, "`score` needs `--data FILE`"),
    (
        "score --model @/nowhere.safetensors --data @/good.csv",
        2,
        "@/nowhere.safetensors: cannot read: no such file or directory (os error 2)",
    ),
    ("score --model @/good.csv --data @/good.csv", 2, "@/good.csv: found a malformed model file (header too large)"),
    (
        "score --model @/empty.safetensors --data @/good.csv",
        2,
        "@/empty.safetensors: found a malformed model file (header too small)",
    ),
    (
        "score --model @/cut.safetensors --data @/good.csv",
        2,
        "@/cut.safetensors: found a malformed model file (incomplete metadata, file not fully covered)",
    ),
    (
        "score --model @/flipped.safetensors --data @/good.csv",
        2,
        "@/flipped.safetensors: found content that does not have the digest it was saved with",
    ),
    (
        "score --model @/other.safetensors --data @/good.csv",
        2,
        "@/other.safetensors: found flow `Line` of another architecture (#) than `Small` (#): `layers.0 affine(bound = 5, scale = exp)`, \
         expected `repeat × 2`",
    ),
    (
        "score --model @/m.safetensors --data @/good.csv --format xml",
        2,
        "found `xml` for `--format`, expected `text` or `json`",
    ),
    (
        "score --model @/m.safetensors --data @/good.csv -o @/scores.txt",
        2,
        "@/scores.txt: found a name of another format, expected the ending .csv, .npy or .wav, or `-`",
    ),
    (
        "score --model @/m.safetensors --data @/good.csv -o @/none/scores.npy",
        2,
        "@/none/scores.npy: cannot write: no such file or directory (os error 2)",
    ),
    (
        "score --model @/m.safetensors --data @/good.csv -o @/folder.csv",
        2,
        "@/folder.csv: cannot write: is a directory",
    ),
    (
        "score --model @/m.safetensors --data @/good.npz:",
        2,
        "@/good.npz:: expected the name of an array after the colon",
    ),
    (
        "score --model @/m.safetensors --data @/good.csv --rows 2",
        2,
        "found `2` for `--rows`, expected two whole numbers, `0:1000`",
    ),
    (
        "score --model @/m.safetensors --data @/good.csv --rows 1:4",
        2,
        "@/good.csv: found 3 rows, expected those from 1 to 4",
    ),
    ("sample --model @/m.safetensors -n 5", 2, "`sample` needs `-o FILE.csv|FILE.npy|FILE.wav|-`"),
    ("sample --model @/m.safetensors -o @/s.npy", 2, "`sample` needs `-n N`"),
    ("sample --model @/m.safetensors -n 1.5 -o @/s.npy", 2, "found `1.5` for `--rows`, expected a whole number"),
    (
        "sample --model @/m.safetensors -n 5 -o @/s.npy --log-prob=yes",
        2,
        "found the value `yes` of `--log-prob`, which takes none",
    ),
    (
        "sample --model @/m.safetensors -n 5 -o @/s.npy --context @/good.csv",
        2,
        "found `--context`, but `Small` has no context",
    ),
    ("diagnose --model @/m.safetensors", 2, "`diagnose` needs `--data FILE`"),
    ("info", 2, "`info` needs `--model FILE`"),
];

fn first_line(folder: &Path, line: &str) -> (u8, String) {
    match small(folder, line) {
        Ok(answer) => (answer.code, "no error".into()),
        Err(error) => {
            let text = error.to_string().replace(&folder.display().to_string(), "@");
            (error.exit_code(), without_hashes(text.lines().next().unwrap_or_default()))
        }
    }
}

/// The beginnings of hashes, twelve digits and an ellipsis, as `#`.
fn without_hashes(text: &str) -> String {
    let hex = |part: &str| part.bytes().rev().take_while(u8::is_ascii_hexdigit).count();
    let is_hash = |part: &str| part.contains('(') && hex(part) == 12;
    let short = |part: &str| match part.strip_suffix('…') {
        Some(part) if is_hash(part) => format!("{}#", &part[..part.len() - 12]),
        _ => part.to_owned(),
    };
    text.split_inclusive('…').map(short).collect()
}

#[test]
fn bad_files_and_lines_are_answered_exactly() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut flow = Small::new(1);
    flow.program_state_mut().statistics.columns = flow_runtime::data::Columns::named(["x", "y"], []);
    flow.save(at("m.safetensors")).unwrap();
    Line::new(1).save(at("other.safetensors")).unwrap();
    let model = fs::read(at("m.safetensors")).unwrap();
    fs::write(at("empty.safetensors"), b"").unwrap();
    fs::write(at("cut.safetensors"), &model[..model.len() - 1]).unwrap();
    let mut flipped = model.clone();
    flipped[model.len() - 3] ^= 1;
    fs::write(at("flipped.safetensors"), flipped).unwrap();
    fs::create_dir(at("folder.csv")).unwrap();
    fs::write(at("good.csv"), "x,y\n1,2.5\n3,4\n5,7\n").unwrap();
    let mut wrong = Vec::new();
    let files = files();
    assert!(files.len() + LINES.len() >= 100, "{} cases", files.len() + LINES.len());
    for (name, content, expected) in files {
        fs::write(at(name), content).unwrap();
        let found = first_line(folder.path(), &format!("score --model @/m.safetensors --data @/{name}"));
        let expected = (2, format!("@/{name}{expected}"));
        if found != expected {
            wrong.push(format!("{found:?}\nexpected {expected:?}"));
        }
    }
    for (line, code, expected) in LINES {
        let found = first_line(folder.path(), line);
        if found != (*code, (*expected).to_owned()) {
            wrong.push(format!("{line}: {found:?}\nexpected {:?}", (code, expected)));
        }
    }
    assert!(!at("run").exists(), "a wrong line wrote a run");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
