//! The way between two rows of data along their latents: `flow sample --between`.

use std::path::Path;

use super::choices::{TRAIN, csv, done, linear, pairs, read, refused, trained, write};
use super::images;

/// The rows of a CSV file below its header.
fn rows(text: &str) -> Vec<Vec<f64>> {
    let fields = |line: &str| line.split(',').map(|field| field.parse().expect("a number")).collect();
    text.lines().skip(1).map(fields).collect()
}

fn assert_near(found: &[f64], expected: &[f64], tolerance: f64) {
    let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < tolerance);
    assert!(near && found.len() >= expected.len(), "{found:?}, expected {expected:?}");
}

/// For a normal distribution, `log p(mode) − log p(x)` is half the square of the latent length, which goes
/// linearly from one end to the other.
#[test]
fn a_normal_base_is_crossed_on_an_arc() {
    let folder = trained();
    let at = folder.path();
    done(at, &["sample", "run", "--between", "3,10", "--steps", "9", "-o", "way.csv", "--log-prob"]);
    let (way, data) = (rows(&read(at, "way.csv")), rows(&read(at, "rows.csv")));
    assert_eq!(way.len(), 9);
    assert_near(&way[0], &data[3], 1e-5);
    assert_near(&way[8], &data[10], 1e-5);
    assert!(!at.join("way.png").exists(), "rows are no images");
    done(at, &["sample", "run", "-n", "1", "--temperature", "0", "-o", "mode.csv", "--log-prob"]);
    let mode = rows(&read(at, "mode.csv"))[0][2];
    let length = |row: &[f64]| (2.0 * (mode - row[2])).sqrt();
    let ends = [length(&way[0]), length(&way[8])];
    assert!(ends[0] > 0.3 && ends[1] > 0.3, "{ends:?}");
    for (k, row) in way.iter().enumerate() {
        let expected = ends[0] + (ends[1] - ends[0]) * k as f64 / 8.0;
        assert!((length(row) - expected).abs() < 1e-3, "step {k}: {}, expected {expected}", length(row));
    }
    // Eight steps without a number, the rows of another file, and the way back.
    write(at, "other.csv", &csv("a,b", &pairs(2, 20)));
    done(at, &["sample", "run", "--between", "19,0", "-o", "there.csv", "--data", "other.csv"]);
    done(at, &["sample", "run", "--between", "0,19", "-o", "back.csv", "--data", "other.csv", "--threads", "1"]);
    let (there, mut back) = (rows(&read(at, "there.csv")), rows(&read(at, "back.csv")));
    back.reverse();
    assert_eq!(there.len(), 8);
    assert_near(&there.concat(), &back.concat(), 1e-5);
}

/// An affine map takes a line to a line.
#[test]
fn other_bases_are_crossed_on_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    write(at, "rows.csv", &csv("a,b", &pairs(1, 500)));
    write(at, "spec.yaml", &linear(TRAIN).replace("layers:", "base: laplace\nlayers:"));
    done(at, &["train", "spec.yaml", "-o", "run"]);
    done(at, &["sample", "run", "--between", "5,6", "--steps", "5", "-o", "way.csv"]);
    let (way, data) = (rows(&read(at, "way.csv")), rows(&read(at, "rows.csv")));
    for (k, row) in way.iter().enumerate() {
        let t = k as f64 / 4.0;
        let expected: Vec<f64> = (0..2).map(|c| data[5][c] + t * (data[6][c] - data[5][c])).collect();
        assert_near(row, &expected, 1e-5);
    }
}

#[test]
fn images_lie_between_two_of_the_data_and_are_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    write(at, "bars.yaml", images::SPEC);
    images::write(&at.join("bars.npy"), "|u1", 100);
    done(at, &["train", "bars.yaml", "-o", "run", "--set", "train.epochs=1"]);
    let bytes = |file: &str| std::fs::read(at.join(file)).expect("images")[128..].to_vec();
    done(at, &["sample", "run", "--between", "2,71", "--steps", "11", "-o", "way.npy"]);
    let (way, data) = (bytes("way.npy"), bytes("bars.npy"));
    assert_eq!(way.len(), 11 * 36);
    assert_eq!((&way[..36], &way[360..]), (&data[72..108], &data[71 * 36..72 * 36]));
    assert!(at.join("way.png").exists());
    // The same numbers as text, with their log-densities beside, have the same sheet.
    done(at, &["sample", "run", "--between", "2,71", "--steps", "11", "-o", "text.csv", "--log-prob"]);
    let text = rows(&read(at, "text.csv"));
    assert!(text.iter().zip(way.chunks(36)).all(|(row, image)| {
        row.len() == 37 && row[..36].iter().zip(image).all(|(x, byte)| *x == f64::from(*byte))
    }));
    let sheet = |name: &str| std::fs::read(at.join(name)).expect("a sheet");
    assert_eq!(sheet("way.png"), sheet("text.png"));
    let (said, _) = done(at, &["sample", "run", "--between", "2,71", "-o", "-"]);
    assert_eq!((rows(&said).len(), at.join("-.png").exists()), (8, false));
}

#[test]
fn what_is_no_way_is_refused() {
    let folder = trained();
    let at = folder.path();
    write(at, "wide.csv", "a,b,c\n1,2,3\n4,5,6\n");
    write(at, "gap.csv", "a,b\n1,2\n4,NA\n");
    write(at, "text.csv", "a,b\n1,2\n4,x\n");
    let check = |flags: &[&str], expected: &str| {
        let error = refused(at, &[&["sample", "run", "-o", "x.csv"], flags].concat());
        assert!(error.contains(expected), "{flags:?}: {error}");
        assert!(!at.join("x.csv").exists());
    };
    for (rows, expected) in [
        ("3", "found `3` for `--between`, expected two rows, counted from 0"),
        ("3,4,5", "found `3,4,5` for `--between`, expected two rows"),
        ("-1,4", "found `-1,4` for `--between`, expected two rows"),
        ("a,b", "found `a,b` for `--between`, expected two rows"),
        ("0,500", "row 500 of `--between`: found 500 rows, expected those from 500 to 501"),
    ] {
        check(&[&format!("--between={rows}")], expected);
    }
    for (steps, expected) in
        [("1", "expected a whole number from 2"), ("0", "from 2"), ("x", "from 2"), ("1.5", "from 2")]
    {
        check(&["--between", "0,1", "--steps", steps], expected);
    }
    for (file, expected) in [
        ("nothing.csv", "nothing.csv"),
        ("wide.csv", "row"),
        ("gap.csv", "row 1 of `--between`"),
        ("text.csv", "expected a number"),
    ] {
        if file == "wide.csv" {
            // Columns are found by their names.
            done(at, &["sample", "run", "-o", "wide-way.csv", "--between", "0,1", "--data", file]);
            continue;
        }
        check(&["--between", "0,1", "--data", file], expected);
    }
    for (flag, value) in [("-n", "5"), ("--temperature", "0.5"), ("--redraw", "fine")] {
        check(&["--between", "0,1", flag, value], "cannot be used with");
    }
    check(&["-n", "3", "--steps", "4"], "found `--steps N` without `--between A,B`");
    check(&["-n", "3", "--data", "rows.csv"], "found `--data FILE` without `--between A,B`");
    check(&["-n", "3", "--redraw", "fine"], "found `--redraw`, but `Trial` has one scale");
    check(&["-n", "3", "--redraw", "both"], "found `both` for `--redraw`, expected `coarse` or `fine`");
}

/// A conditional density is crossed under one context, that of both rows.
#[test]
fn both_ends_have_one_context() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let row = |(k, [a, b]): (usize, &[f64; 2])| format!("{a:?},{b:?},{}\n", k % 2);
    let text = pairs(1, 200).iter().enumerate().map(row).fold("a,b,c\n".to_owned(), |text, row| text + &row);
    write(at, "rows.csv", &text);
    let spec = linear(&TRAIN.replace("rows.csv", "rows.csv, context: [c]"));
    write(at, "spec.yaml", &spec.replace("layers: [", "context: 1\nlayers: [{conditional: {transformer: affine}}, "));
    done(at, &["train", "spec.yaml", "-o", "run"]);
    done(at, &["sample", "run", "--between", "3,9", "-o", "way.csv"]);
    let (way, data) = (rows(&read(at, "way.csv")), rows(&read(at, "rows.csv")));
    assert_near(&way[0], &data[3][..2], 1e-4);
    assert_near(&way[7], &data[9][..2], 1e-4);
    let error = refused(at, &["sample", "run", "--between", "3,10", "-o", "way.csv"]);
    assert!(error.contains("rows 3 and 10 have different contexts, expected one for the whole way"), "{error}");
}

/// A density of numbers above 0 has no latent value for others.
#[test]
fn an_end_of_density_zero_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at: &Path = folder.path();
    let positive: Vec<[f64; 2]> = pairs(1, 200).iter().map(|row| row.map(f64::exp)).collect();
    write(at, "rows.csv", &csv("a,b", &positive));
    write(at, "spec.yaml", &linear(TRAIN).replace("affine]", "affine, exp]"));
    done(at, &["train", "spec.yaml", "-o", "run", "--set", "train.standardize=false"]);
    write(at, "other.csv", "a,b\n1,2\n3,-4\n");
    let error = refused(at, &["sample", "run", "--between", "0,1", "-o", "way.csv", "--data", "other.csv"]);
    assert!(error.contains("row 1 has density 0") && error.contains("help: choose a row"), "{error}");
}
