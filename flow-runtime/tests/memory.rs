//! A refused file takes little memory: at most twice its size and 64 KiB.
//!
//! ```text
//! file ──▶ reader ──▶ error          an allocator counts the bytes that live at a time
//! ```
//! Arrays and columns may be many times as large as the file that compresses them. Parquet is read by its own crate, which keeps a page
//! and a dictionary decompressed; those are a megabyte each where the writer follows the usual limits.

use flow_runtime::__private::model::checkpoint::{Checkpoint, ParameterInfo, Tensor, Values};
use flow_runtime::Error;
use flow_runtime::data::{self, Dtype, FileRows, write_npy};
use peak_alloc::PeakAlloc;
use std::fs;
use std::io::Write;
use std::path::Path;

#[path = "../../flow-program/tests/commands/bad_files.rs"]
mod bad_files;

#[path = "memory/archives.rs"]
mod archives;
#[cfg(feature = "parquet")]
#[path = "memory/parquet.rs"]
mod parquet_files;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The memory that any refusal may take beside twice the file's size.
const SLACK: usize = 64 << 10;

/// The memory that the Parquet crate takes for a small file.
const PARQUET: usize = 256 << 10;

/// The most bytes that lived at a time during a piece of work, beside those that did before.
fn peak<R>(work: impl FnOnce() -> R) -> (R, usize) {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let result = work();
    let peak = ALLOCATOR.peak_usage();
    (result, peak.saturating_sub(before))
}

/// The error of a file that has to be refused, and what that took.
fn refused(path: &Path) -> (String, usize) {
    let all = FileRows::new(path.display().to_string());
    let named = all.has_names() && !path.display().to_string().contains("wide");
    let columns = if named { vec!["x".to_owned(), "y".to_owned()] } else { Vec::new() };
    let rows = FileRows { columns, ..all };
    let (error, taken) = peak(|| data::read(&rows).map(drop).map_err(|error| error.to_string()));
    (error.err().unwrap_or_else(|| panic!("{} is read", path.display())), taken)
}

/// How many bytes this process has read from files.
#[cfg(target_os = "linux")]
fn bytes_read() -> u64 {
    let counts = fs::read_to_string("/proc/self/io").expect("the counts of the kernel");
    let read = counts.lines().find_map(|line| line.strip_prefix("rchar: ")).expect("a count");
    read.parse().expect("a number")
}

/// Elsewhere they are not counted.
#[cfg(not(target_os = "linux"))]
fn bytes_read() -> u64 {
    0
}

/// One megabyte in each format that is wrong at its very end.
fn large(folder: &Path) -> Vec<(String, usize)> {
    let rows = 1 << 17;
    let values =
        |last: f64| (0..2 * rows).map(|k| if k + 1 < 2 * rows { f64::from(k) } else { last }).collect::<Vec<_>>();
    let at = |name: &str| folder.join(name);
    let short = "1,2\n".repeat(1 << 18);
    fs::write(at("word-last.csv"), format!("x,y\n{short}3,word\n")).expect("a file");
    fs::write(at("gap-last.csv"), format!("x,y\n{short}3,\n")).expect("a file");
    fs::write(at("gaps.csv"), format!("x,y\n{}", "1,\n".repeat(1 << 18))).expect("a file");
    fs::write(at("short-last.csv"), format!("x,y\n{short}3\n")).expect("a file");
    fs::write(at("wide.csv"), format!("{}\n1,2\n", vec!["1"; 1 << 19].join(","))).expect("a file");
    fs::write(at("wide-gap.csv"), format!("{},\n1,2\n", vec!["1"; 1 << 19].join(","))).expect("a file");
    fs::write(at("quote-last.csv"), format!("x,y\n{short}3,\"4\n")).expect("a file");
    fs::write(at("quote-first.csv"), format!("x,y\n\"{short}")).expect("a file");
    for (name, last) in [("inf", f64::INFINITY), ("nan", f64::NAN)] {
        for (kind, dtype) in [("f8", Dtype::F64), ("f4", Dtype::F32)] {
            let path = at(&format!("{name}-{kind}.npy"));
            write_npy(&path, &[rows as usize, 2], &values(last), dtype).expect("a file");
            let bytes = fs::read(&path).expect("a file");
            let shown =
                String::from_utf8_lossy(&bytes[..128]).replace("'fortran_order': False", "'fortran_order': True ");
            let end = bytes.iter().position(|byte| *byte == b'\n').expect("a header") + 1;
            let magic = &bytes[..10];
            let text = shown.split_once('{').expect("a header").1.split_once('}').expect("a header").0;
            let text = format!("{:width$}\n", format!("{{{text}}}"), width = end - 11);
            fs::write(at(&format!("{name}-{kind}-fortran.npy")), [magic, text.as_bytes(), &bytes[end..]].concat())
                .expect("a file");
        }
    }
    write_npy(&at("cut.npy"), &[rows as usize, 2], &values(1.0), Dtype::F64).expect("a file");
    let whole = fs::read(at("cut.npy")).expect("a file");
    fs::write(at("cut.npy"), &whole[..whole.len() - 1]).expect("a file");
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    names.map(|name| (name.to_string_lossy().into_owned(), 0)).collect()
}

/// Headers of model files to refuse.
fn headers() -> Vec<(&'static str, String)> {
    let many =
        |entry: &dyn Fn(usize) -> String| (0..4_000_000 / entry(0).len()).map(entry).collect::<Vec<_>>().join(",");
    let digest = r#""__metadata__":{"flow.digest":"0"}"#;
    let described = r#"{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"#;
    vec![
        ("numbers", format!("{{\"a\":[{}]}}", many(&|_| "1".into()))),
        ("brackets", format!("{{\"a\":{}", "[".repeat(4_000_000))),
        ("spaces", " ".repeat(4_000_000)),
        ("metadata", format!("{{\"__metadata__\":{{{}}}}}", many(&|k| format!("\"{k}\":\"\"")))),
        ("no digest", format!("{{{}}}", many(&|k| format!("\"{k}\":{described}")))),
        ("tensors", format!("{{{digest},{}}}", many(&|k| format!("\"{k}\":{described}")))),
        (
            "a shape",
            format!(
                "{{{digest},\"a\":{{\"dtype\":\"F32\",\"shape\":[{}],\"data_offsets\":[0,4]}}}}",
                many(&|_| "1".into())
            ),
        ),
        ("a name", format!("{{{digest},\"{}\":{described}}}", "x".repeat(4_000_000))),
        ("text", format!(r#"{{"__metadata__":{{"flow.digest":"0","flow.spec":"{}"}}}}"#, "word\\n".repeat(500_000))),
        (
            "escapes",
            format!(r#"{{"__metadata__":{{"flow.digest":"0","flow.spec":"{}"}}}}"#, "\\ud83d\\ude00".repeat(300_000)),
        ),
    ]
}

#[test]
fn a_refused_file_takes_little() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    let mut judge = |name: &str, size: usize, taken: usize, slack: usize| {
        if taken > 2 * size + slack {
            wrong.push(format!("{name}: {taken} bytes for a file of {size}"));
        }
    };

    // The table of bad files. What a reader accepts and a flow refuses, three columns of two, is not the reader's.
    let mut seen = 0;
    for (name, content, _) in bad_files::files() {
        let path = folder.path().join(name);
        let (size, parquet) = (content.len(), name.ends_with(".parquet"));
        fs::write(&path, content).expect("a file");
        if !name.ends_with(".txt") && !name.ends_with(".gz") && name != "rows" && name != "three.npy" {
            let (_, taken) = refused(&path);
            judge(name, size, taken, if parquet { PARQUET } else { SLACK });
            seen += 1;
        }
    }
    assert!(seen > 80, "{seen} files");

    let folder = tempfile::tempdir().expect("a folder");
    let names = large(folder.path());
    assert!(names.len() > 10);
    for (name, _) in names {
        let path = folder.path().join(&name);
        let size = fs::metadata(&path).expect("a file").len() as usize;
        let (error, taken) = refused(&path);
        assert!(!error.is_empty());
        judge(&name, size, taken, SLACK);
    }

    // Arrays that were compressed a thousand times.
    for (name, expected) in archives::all(folder.path()) {
        let path = folder.path().join(name);
        let (error, taken) = refused(&path);
        let expected = format!("{}:a: {expected}\n", path.display());
        assert!(error.starts_with(&expected), "{error}\nexpected {expected}");
        judge(name, fs::metadata(&path).expect("a file").len() as usize, taken, SLACK);
    }
    let path = folder.path().join("checksum.npz");
    archives::write_with_another_checksum(&path);
    let (error, taken) = refused(&path);
    assert!(error.contains("checksum"), "{error}");
    judge("checksum.npz", fs::metadata(&path).expect("a file").len() as usize, taken, SLACK);
    // Good, but not wanted.
    let path = folder.path().join("three.npz");
    archives::write(&path, "<f8", false, [1 << 17, 3], |_| 0.0);
    let rows = FileRows::new(path.display().to_string());
    let accept = |table: &data::Table| {
        assert_eq!((table.rows, table.columns, table.values.len()), (1 << 17, 3, 0));
        Err(Error::input("three columns"))
    };
    let (outcome, taken) = peak(|| data::read_if(&rows, &accept).is_err());
    assert!(outcome);
    judge("three.npz", fs::metadata(&path).expect("a file").len() as usize, taken, SLACK);

    #[cfg(feature = "parquet")]
    for (name, content, expected) in parquet_files::all() {
        let path = folder.path().join("a.parquet");
        fs::write(&path, &content).expect("a file");
        let (error, taken) = refused(&path);
        assert!(error.contains(expected), "{name}: {error}");
        judge(&format!("{name}.parquet"), content.len(), taken, SLACK + parquet_files::CRATE);
    }

    #[cfg(feature = "parquet")]
    for (k, content) in parquet_files::damaged().iter().enumerate() {
        let path = folder.path().join("a.parquet");
        fs::write(&path, content).expect("a file");
        // What is damaged may still be a table.
        let rows = FileRows::new(path.display().to_string());
        let (outcome, taken) = peak(|| data::read(&rows).map(drop));
        if outcome.is_err() {
            judge(&format!("damaged {k}.parquet"), content.len(), taken, SLACK + parquet_files::DAMAGED);
        }
    }

    // Checkpoints: cut, and with a flipped bit at the end.
    for numbers in [3, 1 << 17] {
        let path = folder.path().join("m.safetensors");
        let info = ParameterInfo { name: "a".into(), shape: vec![numbers] };
        let tensor = Tensor { info, values: Values::F64(vec![0.5; numbers]) };
        let checkpoint = Checkpoint {
            flow: "F".into(),
            architecture: "0".repeat(64),
            spec: "flow: F".into(),
            dtype: Dtype::F64,
            tensors: vec![tensor],
            extra: Default::default(),
        };
        checkpoint.save(&path).expect("a file");
        let bytes = fs::read(&path).expect("a file");
        let mut flipped = bytes.clone();
        flipped[bytes.len() - 3] ^= 1;
        for (name, content) in
            [("cut", &bytes[..bytes.len() - 1]), ("flipped", &flipped), ("half", &bytes[..bytes.len() / 2])]
        {
            fs::write(&path, content).expect("a file");
            let (outcome, taken) = peak(|| Checkpoint::load(&path).is_err());
            assert!(outcome);
            judge(&format!("{name} checkpoint"), content.len(), taken, SLACK);
        }
    }

    // Headers of four megabytes: JSON of another kind, entries without number, and what has all but the right digest.
    for (name, header) in headers() {
        let path = folder.path().join("h.safetensors");
        let content = [&(header.len() as u64).to_le_bytes()[..], header.as_bytes()].concat();
        fs::write(&path, &content).expect("a file");
        let (outcome, taken) = peak(|| Checkpoint::load(&path).map(drop).map_err(|error| error.to_string()));
        assert!(outcome.is_err(), "{name}");
        judge(&format!("header of {name}"), content.len(), taken, SLACK);
    }

    // A field of 100 MB, plain and in quotes: refused at once, whatever follows.
    for (name, quote) in [("field.csv", ""), ("quoted.csv", "\"")] {
        let path = folder.path().join(name);
        let mut file = fs::File::create(&path).expect("a file");
        write!(file, "x,y\n1,{quote}").expect("room for a file");
        (0..100).for_each(|_| file.write_all(&[b'7'; 1_000_000]).expect("room for a file"));
        writeln!(file, "{quote}").expect("room for a file");
        let before = bytes_read();
        let (error, taken) = refused(&path);
        assert!(bytes_read() - before < 1_000_000, "{} bytes are read", bytes_read() - before);
        let expected =
            format!("{}:2:3: found a field of more than 64 KiB, expected a number or a name\n", path.display());
        assert!(error.starts_with(&expected), "{error}");
        judge(name, 0, taken, 4 * SLACK);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
