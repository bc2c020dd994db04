//! WAV: recordings of one channel, in samples of 8 or 16 bits. The name of a source may be a pattern that several
//! files have.
//!
//! Recordings are cut into rows of the length of an event, one after another; what is left of each is not read as a row.
//! Where the amplitudes become levels, the table holds the recordings too, so that a fit can take crops anywhere.

use super::formats::{Array, Format, Reader, Writer};
use super::reading::Reading;
use super::shared::{Accept, MAX_VALUES};
use super::source::DataSource;
use super::{Crops, FileRows, Recordings, Sound, Table, recording_contexts};
use crate::error::{Error, Result};
use crate::regular_file::open;
use hound::{SampleFormat, WavReader, WavSpec, WavWriter};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Seek, Write};
use std::path::{Path, PathBuf};

/// Recordings of one channel.
pub(super) const FORMAT: Format = Format {
    name: "WAV",
    ending: ".wav",
    has_names: false,
    has_arrays: false,
    read: Reader::Many(read),
    write: Some(Writer { one_type: false, begin: |_, _| Ok(()), rows }),
};

const CONVERT: &str = "convert it, for example by `ffmpeg -i in.wav -ac 1 -c:a pcm_s16le out.wav`";

/// The most mistakes that one message lists.
const MOST_MISTAKES: usize = 8;

/// The largest amplitude of a sample of 16 bits, as its number.
const FULL_SCALE: f64 = 32768.0;

/// A file whose header was read.
struct Recording {
    path: PathBuf,
    rate: u32,
    bits: u16,
    samples: usize,
}

fn read(source: &DataSource, wanted: &FileRows, accept: Accept<'_>) -> Result<Table> {
    refuse_settings(wanted).map_err(|error| error.at(source))?;
    let all = files(source)?;
    let (files, name) = taken(&all, source, wanted)?;
    let chosen = wanted.rows.clone().unwrap_or(0..all.len());
    let contexts = recording_contexts::read(&all, chosen, wanted)?;
    let recordings = headers(files.to_vec())?;
    let (length, levels) = match wanted.crops {
        Some(Crops { length, levels }) => (length, levels),
        None => (recordings[0].samples, None),
    };
    check(&recordings, length, wanted.crops.is_none())?;
    let samples: usize = recordings.iter().map(|recording| recording.samples).sum();
    if samples as u64 > MAX_VALUES {
        return Err(Error::input(format!("found {samples} samples, expected at most {MAX_VALUES}")).at(name));
    }
    let crops: Vec<usize> = recordings.iter().map(|recording| recording.samples / length).collect();
    let count = crops.iter().sum();
    let sound = Sound { rate: recordings[0].rate, encoding: wanted.encoding.unwrap_or_default(), levels };
    let unread = Table {
        rows: count,
        crops,
        contexts: contexts.map(Box::new),
        sound: Some(sound),
        reading: Reading {
            rows: count,
            columns: length,
            recordings: (recordings.len(), samples),
            ..Reading::default()
        },
        ..Table::new(length, Vec::new(), name)?
    };
    accept(&unread)?;
    let Some(_) = levels else {
        let mut values = Vec::with_capacity(count * length);
        for recording in &recordings {
            let amplitudes = recording.amplitudes()?;
            values.extend_from_slice(&amplitudes[..amplitudes.len() / length * length]);
        }
        return Ok(Table { values, ..unread });
    };
    let mut all = Vec::with_capacity(samples);
    for recording in &recordings {
        all.extend(recording.amplitudes()?.into_iter().map(|amplitude| sound.encode(amplitude) as u8));
    }
    let lengths: Vec<usize> = recordings.iter().map(|recording| recording.samples).collect();
    let recordings = Recordings::new(all, &lengths);
    let rows = recordings.consecutive(length).flatten().copied();
    let (values, bytes) = match wanted.in_bytes {
        true => (Vec::new(), rows.collect()),
        false => (rows.map(f64::from).collect(), Vec::new()),
    };
    Ok(Table { values, bytes, recordings: Some(recordings), ..unread })
}

/// Refuses what can be asked of tables and not of recordings.
fn refuse_settings(wanted: &FileRows) -> Result<()> {
    let settings = [
        ("columns", !wanted.columns.is_empty() || (!wanted.kinds.is_empty() && wanted.context_file.is_none())),
        ("context", !wanted.context.is_empty() && wanted.context_file.is_none()),
        ("weights", wanted.weights.is_some()),
        ("header", wanted.header.is_some()),
        ("missing_marker", !wanted.markers.is_empty() || !wanted.column_markers.is_empty()),
        ("dequantize", wanted.dequantize_all || !wanted.dequantize.is_empty()),
        ("binarize", wanted.binarize.is_some()),
    ];
    let found: Vec<String> = settings.iter().filter(|(_, found)| *found).map(|(name, _)| format!("`{name}`")).collect();
    if !found.is_empty() {
        let message = format!("found {} for recordings, which have no columns", found.join(", "));
        return Err(Error::input(message).help(
            "leave it out; `rows` chooses recordings, `encoding` levels, and `context_file` names a table of contexts",
        ));
    }
    match wanted.crops.and_then(|crops| crops.levels) {
        Some(levels) if levels > 256 => {
            let message = format!("found elements of {levels} levels, expected at most 256 for recordings");
            Err(Error::input(message).help("declare `elements: {categorical: {levels: 256}}`"))
        }
        None if wanted.encoding.is_some() => {
            let message = "found `encoding`, which makes levels of amplitudes, for elements that are real";
            Err(Error::input(message)
                .help("leave it out, or declare the event as `{shape: …, elements: {categorical: {levels: 256}}}`"))
        }
        _ => Ok(()),
    }
}

/// A path as a pattern, in which the folders that there are stand for themselves.
fn pattern(path: &Path) -> String {
    let is_there = |folder: &&Path| !folder.as_os_str().is_empty() && folder.is_dir();
    let Some(folder) = path.ancestors().skip(1).find(is_there) else { return path.display().to_string() };
    let rest = path.strip_prefix(folder).unwrap_or(path).display().to_string();
    Path::new(&glob::Pattern::escape(&folder.display().to_string())).join(rest).display().to_string()
}

/// The files of a name, which is a pattern unless there is such a file, in the order of their names.
fn files(source: &DataSource) -> Result<Vec<PathBuf>> {
    let (path, name) = (&source.path, source.to_string());
    if path.exists() || !name.contains(['*', '?', '[']) {
        return Ok(vec![path.clone()]);
    }
    let malformed = |error: glob::PatternError| {
        let message = format!("found a malformed pattern ({} at character {})", error.msg, error.pos + 1);
        Error::input(message).at(&name).help("`*` stands for any characters, `?` for one, and `[0-4]` for one of some")
    };
    let mut found = Vec::new();
    for entry in glob::glob(&pattern(path)).map_err(malformed)? {
        found.push(entry.map_err(|error| Error::io(error.path(), "read", error.error()))?);
    }
    if found.is_empty() {
        let error = Error::input("no file matches the pattern, expected at least one").at(&name);
        return Err(if path.is_relative() {
            error.help("a relative path starts at the current folder")
        } else {
            error
        });
    }
    found.sort();
    Ok(found)
}

/// The files that `rows` chooses, and how messages name them.
fn taken<'a>(files: &'a [PathBuf], source: &DataSource, wanted: &FileRows) -> Result<(&'a [PathBuf], String)> {
    let Some(range) = &wanted.rows else { return Ok((files, source.to_string())) };
    let (start, end) = (range.start, range.end);
    if start >= end || end > files.len() {
        let message = format!("found {} recordings, expected those from {start} to {end}", files.len());
        return Err(Error::input(message).at(source).help(
            "`rows` has the first recording, counted from 0, and the one behind the last, at most the number of files",
        ));
    }
    Ok((&files[range.clone()], format!("{source}[{start}..{end}]")))
}

/// The headers of all files.
fn headers(files: Vec<PathBuf>) -> Result<Vec<Recording>> {
    let (mut read, mut mistakes) = (Vec::new(), Vec::new());
    for path in files {
        match Recording::open(path) {
            Ok(recording) => read.push(recording),
            Err(error) if error.exit_code() == 2 => mistakes.push(error),
            Err(error) => return Err(error),
        }
    }
    match mistakes.len() {
        0 => Ok(read),
        1 => Err(mistakes.remove(0)),
        _ => {
            let lines = mistakes.iter().map(|error| error.to_string().lines().next().unwrap_or_default().to_owned());
            Err(together(lines.collect()).help(CONVERT))
        }
    }
}

/// One message for several mistakes.
fn together(mistakes: Vec<String>) -> Error {
    let mut text = mistakes.iter().take(MOST_MISTAKES).cloned().collect::<Vec<_>>().join("\n");
    if let Some(more @ 1..) = mistakes.len().checked_sub(MOST_MISTAKES) {
        let _ = write!(text, "\nand {more} more");
    }
    Error::input(text)
}

/// Succeeds where all recordings have one rate and are long enough, or where `alike` are of one length.
fn check(recordings: &[Recording], length: usize, alike: bool) -> Result<()> {
    let shown = |path: &Path| path.display().to_string();
    let Recording { rate, path, .. } = &recordings[0];
    let others = recordings.iter().filter(|recording| recording.rate != *rate);
    let rates: Vec<String> = others
        .map(|other| {
            format!("{}: found {} Hz, expected {rate} Hz as in {}", shown(&other.path), other.rate, shown(path))
        })
        .collect();
    if !rates.is_empty() {
        return Err(together(rates)
            .help("convert them to one rate, for example by `ffmpeg -i in.wav -ar 8000 -c:a pcm_s16le out.wav`"));
    }
    let fits = |recording: &&Recording| match alike {
        true => recording.samples == length && length > 0,
        false => recording.samples >= length,
    };
    let expected = match alike {
        true => format!("{}, as {} has", length.max(1), shown(path)),
        false => format!("at least {length}, the length of the event"),
    };
    let lengths: Vec<String> = recordings
        .iter()
        .filter(|recording| !fits(recording))
        .map(|other| format!("{}: found {} samples, expected {expected}", shown(&other.path), other.samples))
        .collect();
    match lengths.is_empty() {
        true => Ok(()),
        false => Err(together(lengths).help("declare a shorter event, or leave these recordings out")),
    }
}

impl Recording {
    fn open(path: PathBuf) -> Result<Self> {
        let (file, length) = open(&path)?;
        let reader = reader(file).map_err(|error| error.at(path.display()))?;
        let WavSpec { channels, sample_rate: rate, bits_per_sample: bits, sample_format } = reader.spec();
        let found = match (channels, sample_format, bits) {
            (1, SampleFormat::Int, 8 | 16) if rate > 0 => None,
            (1, SampleFormat::Int, 8 | 16) => Some("0 samples a second, expected at least 1".to_owned()),
            (1, SampleFormat::Int, bits) => Some(format!("samples of {bits} bits, expected 8 or 16")),
            (1, SampleFormat::Float, _) => {
                Some("samples of floating point, expected whole numbers of 8 or 16 bits".into())
            }
            (channels, ..) => Some(format!("{channels} channels, expected 1")),
        };
        if let Some(found) = found {
            return Err(Error::input(format!("found {found}")).at(path.display()).help(CONVERT));
        }
        let samples = reader.len() as usize;
        let begin = reader.into_inner().stream_position().map_err(|error| Error::io(&path, "read", &error))?;
        let (announced, there) = (samples as u64 * u64::from(bits / 8), length.saturating_sub(begin));
        if there < announced {
            let message = format!("expected {announced} bytes of {samples} samples, found {there}");
            return Err(Error::input(message).at(path.display()).help("the file is cut off, save it again"));
        }
        Ok(Recording { path, rate, bits, samples })
    }

    /// Numbers from −1 to 1.
    fn amplitudes(&self) -> Result<Vec<f64>> {
        let (file, _) = open(&self.path)?;
        let mut reader = reader(file).map_err(|error| error.at(self.path.display()))?;
        let scale = if self.bits == 8 { 128.0 } else { FULL_SCALE };
        let amplitude = |sample: hound::Result<i32>| match sample {
            Ok(sample) => Ok(f64::from(sample) / scale),
            Err(error) => Err(refused(&error).at(self.path.display())),
        };
        reader.samples().map(amplitude).collect()
    }
}

fn reader(file: File) -> Result<WavReader<BufReader<File>>> {
    WavReader::new(BufReader::new(file)).map_err(|error| refused(&error))
}

fn refused(error: &hound::Error) -> Error {
    match error {
        hound::Error::IoError(error) if error.raw_os_error().is_some() => {
            Error::environment(format!("cannot read: {error}"))
        }
        hound::Error::IoError(_) => Error::input("expected a header and samples, found the end of the file")
            .help("the file is cut off, save it again"),
        hound::Error::FormatError(found) => Error::input(format!("found a damaged WAV file ({found})")).help(CONVERT),
        _ => Error::input("found a WAV file of another kind, expected samples of 8 or 16 bits").help(CONVERT),
    }
}

/// Succeeds for one recording.
///
/// # Errors
/// For other numbers, and for several rows.
pub(super) fn check_written(array: &Array<'_>) -> Result<()> {
    match (array.sound, array.shape) {
        (None, _) => Err(Error::input("found rows that are no sound, expected a recording to write")
            .help("a flow that is fitted to WAV files draws recordings; name a file `.csv` or `.npy` for other rows")),
        (Some(_), [1, ..]) => Ok(()),
        (Some(_), shape) => Err(Error::input(format!("found {} rows, expected 1 for a WAV file", shape[0]))
            .help("draw one with `-n 1`, each of several with a `--seed` of its own, or name a file `.npy`")),
    }
}

/// Writes one recording, in samples of 16 bits.
fn rows(writer: &mut dyn Write, array: &Array<'_>) -> io::Result<()> {
    let Some(sound) = array.sound else { return Err(io::Error::other("these rows are no sound")) };
    let spec = WavSpec { channels: 1, sample_rate: sound.rate, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let failed = |error: hound::Error| io::Error::other(error.to_string());
    // The header has the length of all samples, so that the writer of the crate goes back to it.
    let mut file = Cursor::new(Vec::new());
    let mut samples = WavWriter::new(&mut file, spec).map_err(failed)?;
    for number in array.values {
        let sample = (sound.decode(*number) * FULL_SCALE).round().clamp(-FULL_SCALE, FULL_SCALE - 1.0);
        samples.write_sample(sample as i16).map_err(failed)?;
    }
    samples.finalize().map_err(failed)?;
    writer.write_all(file.get_ref())
}

#[cfg(test)]
mod tests {
    use super::super::{Dtype, Encoding, read};
    use super::*;

    /// A WAV file of samples whose bytes are these, by hand.
    fn file(channels: u16, rate: u32, bits: u16, samples: &[u8]) -> Vec<u8> {
        let align = channels * bits / 8;
        let mut out = b"RIFF".to_vec();
        out.extend((36 + samples.len() as u32).to_le_bytes());
        out.extend(b"WAVEfmt ");
        out.extend(16u32.to_le_bytes());
        out.extend([1u16, channels].iter().flat_map(|n| n.to_le_bytes()));
        out.extend([rate, rate * u32::from(align)].iter().flat_map(|n| n.to_le_bytes()));
        out.extend([align, bits].iter().flat_map(|n| n.to_le_bytes()));
        out.extend(b"data");
        out.extend((samples.len() as u32).to_le_bytes());
        out.extend(samples);
        out
    }

    fn of_16_bits(samples: &[i16]) -> Vec<u8> {
        file(1, 8000, 16, &samples.iter().flat_map(|sample| sample.to_le_bytes()).collect::<Vec<_>>())
    }

    /// A folder of files.
    fn folder(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        folder
    }

    fn crops(length: usize, levels: Option<u32>) -> Option<Crops> {
        Some(Crops { length, levels })
    }

    #[test]
    fn samples_are_amplitudes_or_levels() {
        let samples = [0, 16384, -32768, 32767, -1, 1, 100];
        let folder = folder(&[("b.wav", of_16_bits(&samples)), ("a.WAV", file(1, 8000, 8, &[0, 64, 128, 255]))]);
        let rows =
            |name: &str, crops| FileRows { crops, ..FileRows::new(folder.path().join(name).display().to_string()) };
        let table = read(&rows("b.wav", None)).unwrap();
        let amplitudes: Vec<f64> = samples.iter().map(|sample| f64::from(*sample) / 32768.0).collect();
        assert_eq!((table.rows, table.columns, &table.values), (1, 7, &amplitudes));
        assert_eq!(read(&rows("a.WAV", None)).unwrap().values, [-1.0, -0.5, 0.0, 127.0 / 128.0]);
        // Crops one after another, without what is left.
        let table = read(&rows("b.wav", crops(3, None))).unwrap();
        assert_eq!((table.rows, table.values.as_slice(), table.recordings), (2, &amplitudes[..6], None));
        let linear =
            FileRows { encoding: Some(Encoding::Linear), in_bytes: true, ..rows("a.WAV", crops(2, Some(256))) };
        let table = read(&linear).unwrap();
        assert_eq!((table.rows, table.bytes), (2, vec![0, 64, 128, 255]));
        assert_eq!(table.sound, Some(Sound { rate: 8000, encoding: Encoding::Linear, levels: Some(256) }));
        let mu_law = read(&rows("b.wav", crops(3, Some(256)))).unwrap();
        assert_eq!(mu_law.values, [128.0, 239.0, 0.0, 255.0, 127.0, 128.0]);
        let recordings: Vec<Vec<u8>> = mu_law.recordings.unwrap().iter().map(<[u8]>::to_vec).collect();
        assert_eq!(recordings, [[128, 239, 0, 255, 127, 128, 141]]);
    }

    #[test]
    fn a_pattern_names_files_in_order() {
        let of = |k: i16| of_16_bits(&[k, k, k]);
        let folder =
            folder(&[("s2.wav", of(2)), ("s10.wav", of(10)), ("s1.wav", of(1)), ("t.wav", of(5)), ("s.csv", vec![])]);
        // A folder whose name would be a pattern stands for itself.
        let odd = folder.path().join("run[1]");
        std::fs::create_dir(&odd).unwrap();
        std::fs::copy(folder.path().join("s2.wav"), odd.join("s2.wav")).unwrap();
        assert_eq!(read(&FileRows::new(odd.join("s*.wav").display().to_string())).unwrap().rows, 1);
        let name = folder.path().join("s*.wav").display().to_string();
        let rows = FileRows { crops: crops(2, None), ..FileRows::new(&name) };
        let firsts = |rows: &FileRows| -> Vec<f64> { read(rows).unwrap().iter().map(|row| row[0] * 32768.0).collect() };
        assert_eq!(firsts(&rows), [1.0, 10.0, 2.0]);
        assert_eq!(firsts(&FileRows { rows: Some(1..3), ..rows.clone() }), [10.0, 2.0]);
        let error = read(&FileRows { rows: Some(1..4), ..rows }).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("{name}: found 3 recordings, expected those from 1 to 4\nhelp: ")),
            "{error}"
        );
    }

    #[test]
    fn what_is_no_recording_of_one_channel() {
        let wrong: [(&str, Vec<u8>, &str); 8] = [
            ("stereo", file(2, 8000, 16, &[0; 64]), "found 2 channels, expected 1"),
            ("24", file(1, 8000, 24, &[0; 63]), "found samples of 24 bits, expected 8 or 16"),
            ("cut", of_16_bits(&[1; 40])[..90].to_vec(), "expected 80 bytes of 40 samples, found 46"),
            ("header", of_16_bits(&[1; 40])[..30].to_vec(), "expected a header and samples, found the end of the file"),
            ("text", b"time,amplitude\n0,1\n".to_vec(), "found a damaged WAV file (no RIFF tag found)"),
            (
                "odd",
                file(1, 8000, 16, &[0; 63]),
                "found a damaged WAV file (data chunk length is not a multiple of sample size)",
            ),
            ("still", file(1, 0, 16, &[0; 64]), "found 0 samples a second, expected at least 1"),
            ("short", of_16_bits(&[1; 7]), "found 7 samples, expected at least 8, the length of the event"),
        ];
        let files: Vec<(String, Vec<u8>)> =
            wrong.iter().map(|(name, bytes, _)| (format!("{name}.wav"), bytes.clone())).collect();
        let folder = folder(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect::<Vec<_>>());
        for (name, _, expected) in &wrong {
            let path = folder.path().join(format!("{name}.wav")).display().to_string();
            let rows = FileRows { crops: crops(8, Some(256)), ..FileRows::new(&path) };
            let error = read(&rows).unwrap_err();
            assert_eq!(error.exit_code(), 2);
            let error = error.to_string();
            assert!(error.starts_with(&format!("{path}: {expected}\nhelp: ")), "{error}");
        }
        // All of a folder are told together.
        let rows = FileRows::new(folder.path().join("*.wav").display().to_string());
        let error = read(&FileRows { crops: crops(8, None), ..rows.clone() }).unwrap_err().to_string();
        assert!(wrong[..7].iter().all(|(_, _, expected)| error.contains(expected)), "{error}");
        let settings = FileRows { header: Some(true), weights: Some("w".into()), ..rows.clone() };
        let error = read(&settings).unwrap_err().to_string();
        assert!(error.contains("found `weights`, `header` for recordings, which have no columns\nhelp: "), "{error}");
        let real = FileRows { encoding: Some(Encoding::MuLaw), crops: crops(8, None), ..rows.clone() };
        assert!(read(&real).unwrap_err().to_string().contains("for elements that are real\nhelp: "));
        let many = FileRows { crops: crops(8, Some(1000)), ..rows };
        assert!(read(&many).unwrap_err().to_string().contains("found elements of 1000 levels, expected at most 256"));
        let none = FileRows::new(folder.path().join("x*.wav").display().to_string());
        assert!(read(&none).unwrap_err().to_string().contains("no file matches the pattern"));
        let table = FileRows { encoding: Some(Encoding::MuLaw), ..FileRows::new("rows.csv") };
        assert!(read(&table).unwrap_err().to_string().starts_with("rows.csv: found `encoding` for a file of CSV"));
    }

    #[test]
    fn recordings_of_one_rate_go_together() {
        let folder = folder(&[("a.wav", of_16_bits(&[0; 8])), ("b.wav", file(1, 16000, 16, &[0; 16]))]);
        let name = folder.path().join("*.wav").display().to_string();
        let error = read(&FileRows { crops: crops(4, None), ..FileRows::new(&name) }).unwrap_err().to_string();
        let (a, b) = (folder.path().join("a.wav"), folder.path().join("b.wav"));
        let expected = format!("{}: found 16000 Hz, expected 8000 Hz as in {}\nhelp: ", b.display(), a.display());
        assert!(error.starts_with(&expected), "{error}");
    }

    /// A recording that is written has the levels that it was written of, at its rate.
    #[test]
    fn a_recording_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.wav");
        let values: Vec<f64> = (0..256).map(f64::from).collect();
        let sound = Sound { rate: 44100, encoding: Encoding::MuLaw, levels: Some(256) };
        let array =
            |shape, sound| Array { columns: &[], shape, values: &values, dtype: Dtype::F32, in_bytes: true, sound };
        FORMAT.write(&path, &array(&[1, 256], Some(sound))).unwrap();
        assert_eq!(std::fs::read(&path).unwrap().len(), 44 + 2 * 256);
        let rows = FileRows { crops: crops(256, Some(256)), ..FileRows::new(path.display().to_string()) };
        let table = read(&rows).unwrap();
        assert_eq!((table.values, table.sound), (values.clone(), Some(sound)));
        for (shape, sound, expected) in [
            (&[1, 256], None, "found rows that are no sound"),
            (&[2, 128], Some(sound), "found 2 rows, expected 1 for a WAV file"),
        ] {
            let error = FORMAT.write(&path, &array(shape, sound)).unwrap_err();
            assert!(error.to_string().contains(expected) && error.exit_code() == 2, "{error}");
        }
    }
}
