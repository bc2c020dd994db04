//! Images as a scientist has them: bytes in an NPY file, one event each.

use std::path::Path;

use super::{flow, stderr, stdout};

/// An NPY file of `[n, 1, 6, 6]` in which every image is a bright bar on a dark ground, with noise.
/// The corners are 0 in every image, as they are in photographs of single things.
pub fn write(path: &Path, code: &str, n: usize) {
    let mut bits = 12345u64;
    let mut next = || {
        bits = bits.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (bits >> 33) as usize
    };
    let mut pixels = Vec::with_capacity(36 * n);
    for _ in 0..n {
        let (column, level) = (1 + next() % 4, 150 + next() % 100);
        for (y, x) in (0..6).flat_map(|y| (0..6).map(move |x| (y, x))) {
            let corner = (y == 0 || y == 5) && (x == 0 || x == 5);
            pixels.push(if corner {
                0
            } else if x == column {
                level + next() % 6
            } else {
                next() % 12
            });
        }
    }
    let shape = format!("{{'descr': '{code}', 'fortran_order': False, 'shape': ({n}, 1, 6, 6), }}");
    let header = format!("{shape:<117}\n");
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.as_bytes());
    for pixel in pixels {
        match code {
            "|u1" => file.push(pixel as u8),
            _ => file.extend((pixel as f64).to_le_bytes()),
        }
    }
    std::fs::write(path, file).expect("a file");
}

pub const SPEC: &str = "
flow: Bars
event: [1, 6, 6]
layers:
  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [8]}}}
  - coupling: {split: checkerboard, swap: true, conditioner: {conv: {hidden: [8]}}}
  - pixels
train:
  data: {file: bars.npy, dequantize: all}
  optimizer: {adam: {learning_rate: 1.0e-2}}
  validation: 0.2
  batch_size: 40
  epochs: 4
  seed: 1
";

#[test]
fn bytes_train_a_density_of_whole_images() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    std::fs::write(path.join("bars.yaml"), SPEC).expect("a file");
    write(&path.join("bars.npy"), "|u1", 400);
    write(&path.join("floats.npy"), "<f8", 400);
    let run = |arguments: &[&str]| {
        let output = flow(path, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        output
    };
    let talk = stderr(&run(&["train", "bars.yaml", "-o", "run"]));
    assert!(talk.contains("uniform noise from 0 to 1 is added to every element"), "{talk}");
    // The same log-likelihoods in nats of an image and in bits of a pixel: on the lines of progress, in the
    // history, and at the end.
    let history = std::fs::read_to_string(path.join("run/history.csv")).expect("a history");
    let last = history.lines().last().expect("an epoch").split(',').collect::<Vec<_>>();
    for (nats, bits) in [(1, 6), (2, 7)] {
        let [nats, bits] = [nats, bits].map(|field: usize| last[field].parse::<f64>().expect("a number"));
        assert!((bits + nats / (36.0 * std::f64::consts::LN_2)).abs() < 1e-12, "{history}");
        assert!(talk.contains(&format!(" {bits:.4} bits/dim  ")), "{bits}: {talk}");
    }
    let end = talk.lines().find(|line| line.starts_with("best epoch")).expect("an end");
    assert!(end.contains(" nats (2 s.e., 80 rows), ") && end.ends_with(" bits per dimension"), "{end}");
    assert!(path.join("run/images.png").exists() && !path.join("run/pairs.png").exists(), "{talk}");

    // Bytes and floats of the same numbers have one model, though only bytes stay bytes.
    run(&["train", "bars.yaml", "-o", "floats", "--set", "train.data.file=floats.npy"]);
    let model = |run: &str| std::fs::read(path.join(run).join("history.csv")).expect("a history");
    let without_time = |history: Vec<u8>| {
        let text = String::from_utf8(history).expect("text");
        let fields = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let without = |mut fields: Vec<String>| {
            fields.remove(5);
            fields
        };
        assert!(text.starts_with("epoch,train_log_prob,validation_log_prob,gradient_norm,learning_rate,seconds,"));
        text.lines().map(|line| without(fields(line))).collect::<Vec<_>>()
    };
    assert_eq!(without_time(model("run")), without_time(model("floats")));

    // A model that is trained on adds to such a history.
    let history = String::from_utf8(model("floats")).expect("text");
    run(&["train", "bars.yaml", "-o", "floats", "--continue", "--set", "train.epochs=1"]);
    let longer = String::from_utf8(model("floats")).expect("text");
    assert!(longer.starts_with(&history) && longer.lines().count() == history.lines().count() + 1, "{longer}");

    // Scores in nats of an image and bits of a pixel, whatever the type of the file.
    let score = |data: &str| stdout(&run(&["score", "run", "--data", data, "--format", "json"]));
    let found: serde_json::Value = serde_json::from_str(&score("bars.npy")).expect("JSON");
    let number = |key: &str| found[key].as_f64().unwrap_or(f64::NAN);
    let (bits, mean) = (number("bits_per_dimension"), number("mean"));
    assert!((bits + mean / (36.0 * std::f64::consts::LN_2)).abs() < 1e-12, "{found}");
    assert!(bits > 1.0 && bits < 8.0, "{found}");
    assert_eq!(score("bars.npy"), score("floats.npy"));
    let text = stdout(&run(&["score", "run", "--data", "bars.npy"]));
    assert!(text.contains(&format!("bits per dimension: {bits:.4} ± ")), "{text}");

    // Samples are levels of the data, though `alpha` of `pixels` leaves a margin beyond both ends, as bytes.
    run(&["sample", "run", "-n", "7", "-o", "own.npy"]);
    let own = std::fs::read(path.join("own.npy")).expect("samples");
    let end = own.iter().position(|byte| *byte == b'\n').expect("a header") + 1;
    assert!(String::from_utf8_lossy(&own[..end]).contains("(7, 1, 6, 6)"));
    assert!(String::from_utf8_lossy(&own[..end]).contains("'|u1'") && own[end..].len() == 7 * 36);
    // The same levels as text, and none beyond the ends: the dark ground would often lie below 0.
    run(&["sample", "run", "-n", "7", "-o", "own.csv"]);
    let text = std::fs::read_to_string(path.join("own.csv")).expect("samples");
    let fields = text.lines().skip(1).flat_map(|line| line.split(','));
    let numbers: Vec<f64> = fields.map(|field| field.parse().expect("a number")).collect();
    assert_eq!(numbers, own[end..].iter().map(|byte| f64::from(*byte)).collect::<Vec<_>>());
    assert!(numbers.contains(&0.0), "{numbers:?}");
    // They are data again.
    run(&["score", "run", "--data", "own.npy"]);
    run(&["train", "bars.yaml", "-o", "again", "--set", "train.data.file=own.npy", "--set", "train.epochs=1"]);

    // The page and the figures: sheets of data, samples and samples at a temperature, and the least likely images.
    let page = std::fs::read_to_string(path.join("run/report.html")).expect("a page");
    assert!(page.contains("<h2>Least likely images</h2>") && path.join("run/least_likely.png").exists(), "{page}");
    assert!(page.contains("<th>bits per dimension</th>") && !page.contains("<th>x1</th>"), "{page}");
    let titles = |file: &str| std::fs::read_to_string(path.join(file)).expect("a figure");
    let [usual, asked] = ["run/images.svg", "figures/images.svg"];
    run(&["plot", "run", "-o", "figures", "--temperature", "0.5"]);
    assert!(titles(usual).contains("samples at temperature 0.7"), "{usual}");
    assert!(titles(asked).contains("samples at temperature 0.5"), "{asked}");
    assert!(titles("run/least_likely.svg").contains(" bits/dim"));
    assert!(!path.join("figures/pairs.png").exists());
    let refused = flow(path, &["plot", "run", "-o", "figures", "--temperature", "-1"]);
    assert!(stderr(&refused).contains("found the temperature -1"), "{}", stderr(&refused));

    let found = stdout(&run(&["diagnose", "run", "--data", "bars.npy"]));
    assert!(
        found.contains("\nbits per dimension: ") && found.lines().last().is_some_and(|l| l.ends_with(" bits/dim")),
        "{found}"
    );
    assert!(
        found.contains("round trip") && !found.contains("calibration") && found.contains("least likely"),
        "{found}"
    );
}

#[test]
fn levels_that_the_flow_lacks_are_refused_with_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(&path.join("bars.npy"), "|u1", 40);
    write(&path.join("floats.npy"), "<f8", 40);
    // Bars are brighter than 150, and `alpha` leaves a margin up to 255.5 beyond 230 levels.
    let spec = |levels: usize| SPEC.replace("- pixels", &format!("- pixels: {{levels: {levels}}}"));
    for (levels, file) in [(100, "bars.npy"), (100, "floats.npy"), (230, "bars.npy"), (230, "floats.npy")] {
        std::fs::write(path.join("bars.yaml"), spec(levels)).expect("a file");
        let data = format!("train.data.file={file}");
        let output = flow(path, &["train", "bars.yaml", "-o", "run", "--set", &data]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        let expected = format!("expected whole numbers from 0 to {}", levels - 1);
        assert!(stderr(&output).contains(&expected) && stderr(&output).contains("of row "), "{}", stderr(&output));
        assert!(!path.join("run/model.safetensors").exists());
    }
    // Rows to score are refused alike.
    std::fs::write(path.join("bars.yaml"), spec(256)).expect("a file");
    let trained = flow(path, &["train", "bars.yaml", "-o", "run", "--set", "train.epochs=1"]);
    assert!(trained.status.success(), "{}", stderr(&trained));
    let mut bytes = std::fs::read(path.join("floats.npy")).expect("images");
    let last = bytes.len() - 8;
    bytes[last..].copy_from_slice(&0.5f64.to_le_bytes());
    std::fs::write(path.join("floats.npy"), bytes).expect("images");
    let output = flow(path, &["score", "run", "--data", "floats.npy"]);
    assert!(
        stderr(&output).contains("found 0.5 in column 36 of row 40, expected whole numbers from 0 to 255"),
        "{}",
        stderr(&output)
    );
}
