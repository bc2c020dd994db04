//! Drawing rows: many of them in little memory, for contexts, and through pipes to Python.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::choices::{TRAIN, csv, done, linear, pairs, read, refused, trained, write};
use super::{flow, stderr};

/// A flow of two columns given a third.
const GIVEN: &str = "
flow: Trial
event: 2
context: 1
layers: [{real_nvp: {couplings: 2, conditioner: {mlp: {hidden: [8]}}}}]
train:
  data: {file: rows.csv, columns: [a, b], context: [c]}
  epochs: 2
  batch_size: 100
";

fn conditional() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |(k, [a, b]): (usize, &[f64; 2])| format!("{a:?},{b:?},{}\n", k % 3);
    let rows = pairs(1, 300).iter().enumerate().map(row).fold("a,b,c\n".to_owned(), |text, row| text + &row);
    write(folder.path(), "rows.csv", &rows);
    write(folder.path(), "spec.yaml", GIVEN);
    done(folder.path(), &["train", "spec.yaml", "-o", "run"]);
    write(folder.path(), "given.csv", "c\n0.25\n1\n2.5\n");
    folder
}

/// Many draws for each of many contexts, with the context beside each: no loop around the command.
#[test]
fn each_context_gets_its_draws() {
    let folder = conditional();
    let at = folder.path();
    done(
        at,
        &["sample", "run", "--context", "given.csv", "--each", "4", "--with-context", "--log-prob", "-o", "each.csv"],
    );
    let text = read(at, "each.csv");
    assert!(text.starts_with("a,b,c,log_prob\n"), "{text}");
    let contexts: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').nth(2).expect("a context")).collect();
    assert_eq!(contexts, ["0.25", "0.25", "0.25", "0.25", "1.0", "1.0", "1.0", "1.0", "2.5", "2.5", "2.5", "2.5"]);
    // The same as contexts written out one by one, and as what the model makes of them.
    let repeated: String = contexts.iter().map(|c| format!("{c}\n")).collect();
    write(at, "repeated.csv", &format!("c\n{repeated}"));
    done(at, &["sample", "run", "--context", "repeated.csv", "-o", "one.csv"]);
    let events: Vec<String> =
        text.lines().map(|line| line.splitn(3, ',').take(2).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(read(at, "one.csv").lines().collect::<Vec<_>>(), events);
    done(at, &["score", "run", "--data", "each.csv", "-o", "scores.csv"]);
    let written = |line: &str| line.rsplit(',').next().expect("a score").parse::<f64>().expect("a number");
    for (drawn, scored) in text.lines().skip(1).zip(read(at, "scores.csv").lines().skip(1)) {
        assert!((written(drawn) - written(scored)).abs() < 1e-3, "{drawn} and {scored}");
    }
    for (arguments, expected) in [
        (
            &["sample", "run", "-n", "5", "--context", "given.csv", "-o", "x.csv"][..],
            "found 3 contexts, expected 5, or one for all",
        ),
        (&["sample", "run", "--each", "0", "--context", "given.csv", "-o", "x.csv"][..], "found `0` for `--each`"),
        (&["sample", "run", "-n", "5", "-o", "x.csv"][..], "expected `--context FILE`"),
    ] {
        let talk = refused(at, arguments);
        assert!(talk.contains(expected), "{talk}");
    }
    write(at, "single.csv", "c\n1\n");
    done(at, &["sample", "run", "-n", "7", "--context", "single.csv", "--with-context", "-o", "all.npy"]);
    let plain = trained();
    let talk = refused(plain.path(), &["sample", "run", "-n", "3", "--with-context", "-o", "x.csv"]);
    assert!(talk.contains("found `--with-context`, but `Trial` has no context"), "{talk}");
}

/// More rows than the disk holds are refused before anything is drawn, whatever their number.
#[test]
fn more_rows_than_the_disk_holds() {
    let folder = trained();
    let at = folder.path();
    for (n, name) in [("18446744073709551615", "a.npy"), ("1000000000000000", "a.csv"), ("1000000000000000", "a.npy")] {
        let output = flow(at, &["sample", "run", "-n", n, "-o", name]);
        let talk = stderr(&output);
        assert_eq!(output.status.code(), Some(3), "{talk}");
        assert!(talk.contains(" are needed, and its disk has ") && !talk.contains("panicked"), "{talk}");
        let left: Vec<String> = fs::read_dir(at)
            .expect("a folder")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|n| n.contains("a."))
            .collect();
        assert!(left.iter().all(|name| !name.contains("tmp") && name != "a.npy" && name != "a.csv"), "{left:?}");
    }
}

/// The most memory that a process has held, in KiB, where the system tells.
fn peak(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

/// Rows without end go to whoever reads: memory does not grow, the first rows are those of a shorter
/// draw, and a reader that has seen enough ends it.
#[test]
fn rows_without_end_go_through_a_pipe() {
    let folder = trained();
    let at = folder.path();
    done(at, &["sample", "run", "-n", "1000", "--seed", "3", "-o", "some.csv"]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_flow"))
        .args(["sample", "run", "-n", "1000000000000", "--seed", "3", "-o", "-"])
        .current_dir(at)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut pipe = child.stdout.take().expect("a pipe");
    let expected = fs::read(at.join("some.csv")).expect("a file");
    let mut first = vec![0; expected.len()];
    pipe.read_exact(&mut first).expect("rows");
    assert!(first == expected, "the first rows are others");
    let mut block = vec![0; 1 << 20];
    let mut most = Vec::new();
    for _ in 0..60 {
        pipe.read_exact(&mut block).expect("rows");
        most.extend(peak(child.id()));
    }
    drop(pipe);
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", stderr(&output));
    if let (Some(early), Some(late)) = (most.get(20), most.last()) {
        assert!(*late < early + early / 4, "from {early} KiB to {late} KiB");
    }
}

/// Standard output has CSV, or NPY where that is asked for, to the bytes of a file.
#[test]
fn standard_output_has_what_a_file_has() {
    let folder = trained();
    let at = folder.path();
    for (name, flags) in [("s.csv", &[][..]), ("s.npy", &["--as", "npy"][..])] {
        done(at, &["sample", "run", "-n", "50", "-o", name]);
        let output = flow(at, &[&["sample", "run", "-n", "50", "-o", "-"], flags].concat());
        assert!(
            output.status.success() && output.stdout == fs::read(at.join(name)).expect("a file"),
            "{}",
            stderr(&output)
        );
        done(at, &["score", "run", "--data", "rows.csv", "-o", name]);
        let output = flow(at, &[&["score", "run", "--data", "rows.csv", "-o", "-"], flags].concat());
        assert!(output.stdout == fs::read(at.join(name)).expect("a file"), "{}", stderr(&output));
        assert!(stderr(&output).contains("mean log-likelihood"), "{}", stderr(&output));
    }
    let talk = refused(at, &["sample", "run", "-n", "5", "-o", "a.csv", "--as", "npy"]);
    assert!(talk.contains("found `--as npy` for a file, whose ending tells its format"), "{talk}");
}

/// The lines of docs/python.md do what the page says, where Python has NumPy.
#[test]
fn the_lines_of_the_page_about_python() {
    let has_numpy =
        Command::new("python3").args(["-c", "import numpy"]).output().is_ok_and(|output| output.status.success());
    if !has_numpy {
        eprintln!("skipped: this machine has no Python with NumPy; pipes are tried without it elsewhere");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/python.md")).expect("a page");
    let blocks: Vec<&str> = page.split("```python\n").skip(1).filter_map(|part| part.split("```").next()).collect();
    let checks = "
assert abs(score('run', x)['mean'] - log_prob('run', x).mean()) < 1e-4
assert sample('run', 5).shape == (5, 2) and (sample('run', 9)[:5] == sample('run', 5)).all()
";
    write(folder.path(), "spec.yaml", &linear(&TRAIN.replace("data: {file: rows.csv}, ", "")));
    write(folder.path(), "page.py", &(blocks.concat() + checks));
    let binary = Path::new(env!("CARGO_BIN_EXE_flow")).parent().expect("a folder");
    let path = std::env::join_paths(
        std::iter::once(binary.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").expect("a path"))),
    );
    let output =
        Command::new("python3").arg("page.py").current_dir(folder.path()).env("PATH", path.expect("a path")).output();
    let output = output.expect("python runs");
    assert!(output.status.success(), "{}", stderr(&output));
}

/// A Python without NumPy reads and writes the same bytes by its own means.
#[test]
fn python_talks_to_the_command_by_pipes() {
    let script = "
import array, struct, subprocess, sys
rows = [(k / 7.0, (k * k % 11) / 3.0) for k in range(40)]
header = str({'descr': '<f8', 'fortran_order': False, 'shape': (40, 2)}).encode()
header += b' ' * ((-10 - len(header) - 1) % 64) + b'\\n'
data = b'\\x93NUMPY\\x01\\x00' + struct.pack('<H', len(header)) + header + b''.join(struct.pack('<dd', *row) for row in rows)
done = subprocess.run([sys.argv[1], 'score', 'run', '--data', '-', '-o', '-', '--as', 'npy'], input=data, capture_output=True)
assert done.returncode == 0, done.stderr
assert done.stdout[:6] == b'\\x93NUMPY'
length = struct.unpack('<H', done.stdout[8:10])[0]
found = eval(done.stdout[10:10 + length])
assert found['shape'] == (40,), found
kind = {'<f4': 'f', '<f8': 'd'}[found['descr']]
print(*array.array(kind, done.stdout[10 + length:]))
";
    let folder = trained();
    let at = folder.path();
    write(at, "talk.py", script);
    let Ok(output) = Command::new("python3").args(["talk.py", env!("CARGO_BIN_EXE_flow")]).current_dir(at).output()
    else {
        eprintln!("skipped: this machine has no python3");
        return;
    };
    assert!(output.status.success(), "{}", stderr(&output));
    let rows: Vec<[f64; 2]> = (0..40).map(|k| [f64::from(k) / 7.0, f64::from(k * k % 11) / 3.0]).collect();
    write(at, "same.csv", &csv("a,b", &rows));
    done(at, &["score", "run", "--data", "same.csv", "-o", "same-scores.csv"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = text.split_whitespace().map(|n| n.parse().expect("a number")).collect();
    let expected: Vec<f64> =
        read(at, "same-scores.csv").lines().skip(1).map(|n| n.parse().expect("a number")).collect();
    assert!(numbers.len() == 40 && numbers.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-5), "{text}");
}

/// An interrupted draw leaves nothing, not even the part that was written.
#[cfg(unix)]
#[test]
fn an_interrupted_draw_leaves_nothing() {
    let folder = trained();
    let at = folder.path();
    fs::create_dir(at.join("out")).expect("a folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_flow"))
        .args(["sample", "run", "-n", "20000000", "-o", "out/many.csv"])
        .current_dir(at)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    while fs::read_dir(at.join("out")).expect("a folder").next().is_none() {
        if child.try_wait().expect("a process").is_some() {
            // Two bytes a value are more than this disk has: then nothing is begun.
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("`kill` runs").success());
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
    assert_eq!(fs::read_dir(at.join("out")).expect("a folder").count(), 0);
}

/// Standard input may hold contexts too.
#[test]
fn contexts_come_by_a_pipe() {
    let folder = conditional();
    let at = folder.path();
    let mut child = Command::new(env!("CARGO_BIN_EXE_flow"))
        .args(["sample", "run", "--context", "-", "-o", "-"])
        .current_dir(at)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("a pipe").write_all(b"c\n0.25\n1\n2.5\n").expect("a write");
    let output = child.wait_with_output().expect("an end");
    done(at, &["sample", "run", "--context", "given.csv", "-o", "given-drawn.csv"]);
    assert!(output.stdout == fs::read(at.join("given-drawn.csv")).expect("a file"));
}
