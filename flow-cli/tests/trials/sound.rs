//! Recordings: trained on WAV files, scored, and drawn as such.

use std::path::Path;

use super::images::write;
use super::{flow, stderr, stdout};

const RATE: u32 = 4000;

/// A WAV file of one channel or more, by hand.
fn wav(path: &Path, (channels, rate, bits): (u16, u32, u16), samples: &[i16]) {
    let bytes: Vec<u8> = match bits {
        8 => samples.iter().map(|x| (x / 256 + 128) as u8).collect(),
        24 => samples.iter().flat_map(|x| (i32::from(*x) * 256).to_le_bytes()[..3].to_vec()).collect(),
        _ => samples.iter().flat_map(|x| x.to_le_bytes()).collect(),
    };
    let align = channels * bits / 8;
    let mut file = [b"RIFF", &(36 + bytes.len() as u32).to_le_bytes()[..], b"WAVEfmt ", &16u32.to_le_bytes()].concat();
    file.extend([1, channels].iter().flat_map(|n: &u16| n.to_le_bytes()));
    file.extend([rate, rate * u32::from(align)].iter().flat_map(|n| n.to_le_bytes()));
    file.extend([align, bits].iter().flat_map(|n| n.to_le_bytes()));
    file.extend(b"data");
    file.extend((bytes.len() as u32).to_le_bytes());
    std::fs::write(path, [file, bytes].concat()).expect("a file");
}

/// Samples of a file of 16 bits, and its rate.
fn read(path: &Path) -> (u32, Vec<i16>) {
    let file = std::fs::read(path).expect("a file");
    assert_eq!((&file[..4], &file[8..16], &file[36..40]), (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..]));
    assert_eq!(file[20..24], [1, 0, 1, 0], "PCM of one channel");
    let rate = u32::from_le_bytes(file[24..28].try_into().expect("four bytes"));
    (rate, file[44..].chunks(2).map(|sample| i16::from_le_bytes([sample[0], sample[1]])).collect())
}

/// A tone whose height and phase a recording has of its own.
fn tone(number: u32, samples: u32) -> Vec<i16> {
    let sample = |t: u32| {
        let (t, k) = (f64::from(t), f64::from(number));
        // Noise by a hash, so that nothing can be learned by heart.
        let noise = f64::from((t as u32 * 7919 + number * 104_729).wrapping_mul(2_654_435_761) >> 16) / 65536.0 - 0.5;
        ((0.3 * (0.2 * t + k).sin() + 0.02 * noise) * 32768.0) as i16
    };
    (0..samples).map(sample).collect()
}

fn spec(length: usize, more: &str) -> String {
    format!(
        "flow: Tones\nevent: {{shape: [1, {length}], elements: {{categorical: {{levels: 256}}}}}}\nbase: {{autoregressive: {{family: \
         categorical, inputs: one_hot, conditioner: {{wavenet: {{hidden: 8, skip: 8, dilations: [1, 2, 4]}}}}}}}}\ntrain:\n  \
         {more}\n  optimizer: {{adam: {{learning_rate: 1.0e-2}}}}\n  batch_size: 8\n  steps: 120\n  seed: 1\n"
    )
}

/// A folder with recordings and a run of them.
fn run() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("tones")).expect("a folder");
    for number in 0..5 {
        wav(&folder.path().join(format!("tones/{number}.wav")), (1, RATE, 16), &tone(number, 700 + 10 * number));
    }
    let data = "data: {file: \"tones/*.wav\", rows: [0, 4]}\n  validation: {file: \"tones/*.wav\", rows: [4, 5]}";
    std::fs::write(folder.path().join("tones.yaml"), spec(64, data)).expect("a file");
    folder
}

/// The level of mu-law nearest to an amplitude, by the formula.
fn level(sample: i16) -> u8 {
    let a = f64::from(sample) / 32768.0;
    let y = a.signum() * (1.0 + 255.0 * a.abs()).ln() / 256f64.ln();
    ((y + 1.0) * 127.5 + 0.5).floor() as u8
}

#[test]
fn recordings_are_learned_and_drawn() {
    let folder = run();
    let path = folder.path();
    let run = |arguments: &[&str]| {
        let output = flow(path, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        output
    };
    let talk = stderr(&run(&["train", "tones.yaml", "-o", "run", "--threads", "1"]));
    assert!(
        talk.contains("tones/*.wav[0..4]: 4 recordings, 4000 Hz in 256 levels, mu_law, 0.7 seconds, 43 crops of 64"),
        "{talk}"
    );
    assert!(path.join("run/waves.png").exists() && !path.join("run/pairs.png").exists(), "{talk}");
    // The same bits on any number of threads.
    run(&["train", "tones.yaml", "-o", "again", "--threads", "2"]);
    let model = |run: &str| std::fs::read(path.join(run).join("model.safetensors")).expect("a model");
    assert!(model("run") == model("again"));
    // Other files, of which a tone is left: 8 bits a sample are what a network without a fit takes.
    let text = stdout(&run(&["score", "run", "--data", "tones/4.wav"]));
    assert!(text.contains("bits per sample: "), "{text}");
    let found = stdout(&run(&["score", "run", "--data", "tones/4.wav", "--format", "json"]));
    let found: serde_json::Value = serde_json::from_str(&found).expect("JSON");
    let bits = found["bits_per_dimension"].as_f64().expect("a number");
    assert!((2.0..6.5).contains(&bits) && found["rows"] == 1, "{found}");
    // A recording is that of its levels, at the rate of the data.
    run(&["sample", "run", "-o", "out.wav", "--seed", "5"]);
    run(&["sample", "run", "-n", "1", "-o", "out.npy", "--seed", "5"]);
    let (rate, samples) = read(&path.join("out.wav"));
    assert_eq!((rate, samples.len()), (RATE, 64));
    let levels = std::fs::read(path.join("out.npy")).expect("levels");
    assert_eq!(samples.iter().map(|sample| level(*sample)).collect::<Vec<_>>(), levels[levels.len() - 64..]);
    // A longer one begins with the same samples: one number of the noise belongs to each.
    run(&["sample", "run", "--seconds", "0.1", "-o", "long.wav", "--seed", "5"]);
    let (rate, long) = read(&path.join("long.wav"));
    assert_eq!((rate, long.len(), &long[..64]), (RATE, 400, samples.as_slice()));
    run(&["sample", "run", "--seconds", "0.01", "-n", "3", "-o", "short.csv"]);
    let rows = std::fs::read_to_string(path.join("short.csv")).expect("rows");
    assert!(rows.lines().count() == 4 && rows.lines().all(|line| line.split(',').count() == 40), "{rows}");
    // What is known of a recording goes on.
    run(&["sample", "run", "--given", "tones/4.wav", "--known", "32", "-n", "1", "-o", "on.wav"]);
    let (known, on) = (tone(4, 740), read(&path.join("on.wav")).1);
    assert_eq!(
        on[..32].iter().map(|x| level(*x)).collect::<Vec<_>>(),
        known[..32].iter().map(|x| level(*x)).collect::<Vec<_>>()
    );
}

#[test]
fn a_spec_is_written_for_recordings() {
    let folder = run();
    let output = flow(folder.path(), &["new", "my-tones", "--data", "tones/*.wav"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = std::fs::read_to_string(folder.path().join("my-tones.yaml")).expect("a spec");
    assert!(
        text.contains("event: {shape: [1, 700]") && text.contains("dilations: [1, 2, 4, 8, 16, 32, 64, 128]"),
        "{text}"
    );
    let small = ["--set", "train.steps=3", "--set", "base.autoregressive.conditioner.wavenet.hidden=4"];
    let output = flow(folder.path(), &[&["train", "my-tones.yaml", "-o", "run"][..], &small].concat());
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_fraction_holds_out_recordings() {
    let folder = run();
    std::fs::write(folder.path().join("part.yaml"), spec(64, "data: {file: \"tones/*.wav\"}\n  validation: 0.4"))
        .expect("a file");
    let output = flow(folder.path(), &["train", "part.yaml", "-o", "part", "--set", "train.steps=10"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let one = ["train", "part.yaml", "-o", "one", "--set", "train.data.file=tones/1.wav"];
    let said = stderr(&flow(folder.path(), &one));
    assert!(
        said.contains("found 1 recording, expected at least 2") && said.contains("help: name other recordings"),
        "{said}"
    );
}

/// Amplitudes of a flow of real numbers, in crops one after another.
#[test]
fn amplitudes_are_real_numbers() {
    let folder = run();
    let text = "flow: Real\nevent: [1, 32]\nbase: {autoregressive: {family: logistic, conditioner: {wavenet: {hidden: 4, skip: 4, \
                dilations: [1, 2]}}}}\ntrain:\n  data: {file: \"tones/*.wav\"}\n  steps: 20\n  batch_size: 16\n";
    std::fs::write(folder.path().join("real.yaml"), text).expect("a file");
    let output = flow(folder.path(), &["train", "real.yaml", "-o", "real"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let output = flow(folder.path(), &["sample", "real", "-o", "real.wav", "--seconds", "0.02"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(read(&folder.path().join("real.wav")).1.len(), 80);
}

#[test]
fn files_that_are_no_recordings_are_refused() {
    let folder = run();
    let path = folder.path();
    let samples = tone(1, 300);
    wav(&path.join("stereo.wav"), (2, RATE, 16), &samples);
    wav(&path.join("wide.wav"), (1, RATE, 24), &samples);
    wav(&path.join("fast.wav"), (1, 2 * RATE, 16), &samples);
    wav(&path.join("short.wav"), (1, RATE, 16), &samples[..63]);
    wav(&path.join("byte.wav"), (1, RATE, 8), &samples);
    let whole = std::fs::read(path.join("fast.wav")).expect("a file");
    std::fs::write(path.join("cut.wav"), &whole[..300]).expect("a file");
    write(&path.join("bars.npy"), "|u1", 20);
    let wrong = [
        ("none*.wav", "no file matches the pattern, expected at least one"),
        ("none.wav", "cannot read: no such file"),
        ("stereo.wav", "found 2 channels, expected 1"),
        ("wide.wav", "found samples of 24 bits, expected 8 or 16"),
        ("cut.wav", "expected 600 bytes of 300 samples, found 256"),
        ("short.wav", "found 63 samples, expected at least 64, the length of the event"),
        ("[fb]*.wav", "found 8000 Hz, expected 4000 Hz as in "),
        ("bars.npy", "found 36 columns, expected 64 for the event"),
    ];
    for (file, expected) in wrong {
        let set = format!("train.data={{file: \"{file}\"}}");
        let output = flow(path, &["train", "tones.yaml", "-o", "wrong", "--set", &set]);
        let said = stderr(&output);
        assert!(
            output.status.code() == Some(2)
                && said.contains(expected)
                && said.contains(file.trim_start_matches('[').split(['*', ']']).next_back().unwrap_or(file)),
            "{file}: {said}"
        );
        assert!(!path.join("wrong").exists(), "{file}");
    }
    // Samples of 8 bits are read as well.
    let set = [
        "train",
        "tones.yaml",
        "-o",
        "bytes",
        "--set",
        "train.data={file: byte.wav, encoding: linear}",
        "--set",
        "train.validation={file: byte.wav}",
        "--set",
        "train.steps=3",
    ];
    let output = flow(path, &set);
    assert!(output.status.success(), "{}", stderr(&output));
    // A rate or an encoding of its own.
    for file in ["fast.wav", "tones/1.wav"] {
        let said = stderr(&flow(path, &["score", "bytes", "--data", file]));
        let fits =
            said.is_empty() || said.contains("expected 4000 Hz in 256 levels, linear") || !said.contains("error");
        assert!(fits, "{said}");
    }
    let said = stderr(&flow(path, &["score", "bytes", "--data", "fast.wav"]));
    assert!(said.contains("found recordings of 8000 Hz") && said.contains("help: convert them"), "{said}");
    // Options that mean nothing here.
    let refused: [(&[&str], &str); 8] = [
        (&["train", "tones.yaml", "-o", "w", "--set", "train.data.encoding=a_law"], "expected `mu_law` or `linear`"),
        (
            &["train", "tones.yaml", "-o", "w", "--set", "train.data.header=true"],
            "found `header` for recordings, which have no columns",
        ),
        (
            &["train", "tones.yaml", "-o", "w", "--set", "train.data={file: \"tones/*.wav\", rows: [3, 9]}"],
            "found 5 recordings, expected those from 3 to 9",
        ),
        (&["sample", "bytes", "-n", "2", "-o", "two.wav"], "found 2 rows, expected 1 for a WAV file"),
        (&["sample", "bytes", "--seconds", "0", "-o", "no.wav"], "expected from 1 to 1048576 samples"),
        (&["sample", "bytes", "--seconds", "1e9", "-o", "no.wav"], "expected from 1 to 1048576 samples"),
        (&["sample", "bytes", "--log-prob", "-o", "no.wav"], "found rows that are no sound"),
        (&["score", "bytes", "--data", "byte.wav", "-o", "scores.wav"], "found rows that are no sound"),
    ];
    for (arguments, expected) in refused {
        let output = flow(path, arguments);
        let said = stderr(&output);
        assert!(
            output.status.code() == Some(2) && said.contains(expected) && said.contains("help: "),
            "{arguments:?}: {said}"
        );
    }
    // Images are no sound, and their parameters are not asked for.
    let text = "flow: Bars\nevent: {shape: [1, 6, 6], elements: binary}\nbase: {autoregressive: {conditioner: {pixel_cnn: {hidden: 4, \
                blocks: 1}}}}\ntrain:\n  data: {file: bars.npy, binarize: {threshold: 100}}\n  steps: 2\n";
    std::fs::write(path.join("bars.yaml"), text).expect("a file");
    assert!(flow(path, &["train", "bars.yaml", "-o", "bars"]).status.success());
    for (arguments, expected) in [
        (&["score", "bars", "--data", "byte.wav"][..], "found recordings, and the event of the flow is no sequence"),
        (&["sample", "bars", "-o", "bars.wav"], "found rows that are no sound"),
        (&["sample", "bars", "-n", "1", "--seconds", "1", "-o", "bars.npy"], "was not fitted to recordings"),
    ] {
        let output = flow(path, arguments);
        let said = stderr(&output);
        assert!(
            output.status.code() == Some(2) && said.contains(expected) && said.contains("help: "),
            "{arguments:?}: {said}"
        );
    }
}

/// Parameters that belong to elements have no others for another length.
#[test]
fn a_flow_of_one_length_is_not_lengthened() {
    let folder = run();
    let text = "flow: Apart\nevent: {shape: [1, 64], elements: {categorical: {levels: 256}}}\nbase: {independent: {family: categorical}}\n\
                train:\n  data: {file: \"tones/*.wav\"}\n  steps: 2\n";
    std::fs::write(folder.path().join("apart.yaml"), text).expect("a file");
    assert!(flow(folder.path(), &["train", "apart.yaml", "-o", "apart"]).status.success());
    let output = flow(folder.path(), &["sample", "apart", "--seconds", "1", "-o", "out.wav"]);
    let said = stderr(&output);
    assert!(
        output.status.code() == Some(2)
            && said.contains("depends on the length of the event")
            && said.contains("help: "),
        "{said}"
    );
}

/// A context is of recordings: louder ones and quieter ones are told apart by a table, and drawn so.
#[test]
fn recordings_have_contexts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    std::fs::create_dir(path.join("tones")).expect("a folder");
    let mut table = "speaker,file\n".to_owned();
    // Names of the files in another order, with a recording that is not there.
    for (number, speaker) in [(9, "far"), (5, "near"), (4, "far"), (3, "near"), (2, "far"), (1, "near"), (0, "far")] {
        table += &format!("{speaker},{number}.wav\n");
        let part = if speaker == "far" { 16 } else { 1 };
        let samples: Vec<i16> = tone(number, 700 + 10 * number).into_iter().map(|x| x / part).collect();
        if number < 9 {
            wav(&path.join(format!("tones/{number}.wav")), (1, RATE, 16), &samples);
        }
    }
    std::fs::write(path.join("speakers.csv"), table).expect("a file");
    let kinds = "context: {speaker: {categorical: [near, far]}}";
    let of = |rows: &str| format!("{{file: \"tones/*.wav\", rows: {rows}, context_file: speakers.csv, {kinds}}}");
    let data = format!("data: {}\n  validation: {}", of("[0, 4]"), of("[4, 6]"));
    let conditional = spec(64, &data).replacen("base:", "context: 2\nbase:", 1);
    std::fs::write(path.join("tones.yaml"), &conditional).expect("a file");
    let run = |arguments: &[&str]| {
        let output = flow(path, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        stdout(&output)
    };
    run(&["train", "tones.yaml", "-o", "run"]);
    run(&["train", "tones.yaml", "-o", "again", "--threads", "1"]);
    let model = |run: &str| std::fs::read(path.join(run).join("model.safetensors")).expect("a model");
    assert_eq!(model("run"), model("again"));
    // Each recording is likelier as what it is.
    std::fs::write(path.join("wrong.csv"), "speaker\nnear\nfar\nnear\nfar\nnear\nfar\n").expect("a file");
    let score = |more: &[&str]| -> Vec<f64> {
        run(&[&["score", "run", "--data", "tones/*.wav", "-o", "scores.csv"], more].concat());
        let scores = std::fs::read_to_string(path.join("scores.csv")).expect("scores");
        scores.lines().skip(1).map(|line| line.parse().expect("a number")).collect()
    };
    let (right, wrong) = (score(&[]), score(&["--context", "wrong.csv"]));
    assert_eq!((right.len(), score(&["--rows", "4:6"])), (6, right[4..].to_vec()));
    assert!(right.iter().zip(&wrong).all(|(right, wrong)| right > wrong), "{right:?} {wrong:?}");
    // Recordings are drawn of a speaker.
    let mut loudest = Vec::new();
    for speaker in ["near", "far"] {
        std::fs::write(path.join("who.csv"), format!("speaker\n{speaker}\n")).expect("a file");
        run(&["sample", "run", "--seconds", "0.1", "--context", "who.csv", "-o", "out.wav"]);
        loudest.push(read(&path.join("out.wav")).1.into_iter().map(i16::unsigned_abs).max());
    }
    assert!(loudest[0] > loudest[1], "{loudest:?}");
    let refused = |spec: &str, arguments: &[&str], expected: &str| {
        std::fs::write(path.join("wrong.yaml"), spec).expect("a file");
        let output = flow(path, arguments);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains(expected) && stderr(&output).contains("help: "), "{}", stderr(&output));
    };
    let train = ["train", "wrong.yaml", "-o", "wrong"];
    refused(&conditional.replacen("context: 2", "context: 3", 1), &train, "for the 3 elements of the context");
    refused(&conditional.replace("{speaker:", "{speakers:"), &train, "there is no column `speakers`");
    refused(&conditional.replace(&format!(", context_file: speakers.csv, {kinds}"), ""), &train, "expected 2 numbers");
    refused(&conditional.replacen("context: 2\n", "", 1), &train, "the flow has no context");
    refused(&conditional.replace("speakers.csv", "tones/1.wav"), &train, "found recordings, expected a table");
    refused(&conditional.replace("tones/*.wav", "tones.csv"), &train, "expected recordings");
    refused("", &["score", "run", "--data", "tones/*.wav", "--context", "none.csv"], "none.csv");
}
