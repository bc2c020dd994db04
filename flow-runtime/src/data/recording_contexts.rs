//! The contexts of recordings, such as speakers: a table with a row for each file.
//!
//! ```text
//! file,speaker                 recordings ann_1.wav, ann_2.wav, bob_1.wav
//! bob_1.wav,bob      ──▶       contexts   ann,       ann,       bob
//! ann_1.wav,ann
//! ann_2.wav,ann                without a column `file`, rows follow the files in the order of their names
//! ```

use super::{FileRows, Table, survey};
use crate::error::{Error, Result, listed, quoted};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The column that says which recording a row is for.
const FILE: &str = "file";

/// How many recordings one message lists.
const FEW: usize = 8;

/// The contexts of the chosen ones of all recordings, in their order; `None` where no table is named.
///
/// # Errors
/// The table cannot be read, or does not have one row for each recording.
pub(super) fn read(all: &[PathBuf], chosen: Range<usize>, wanted: &FileRows) -> Result<Option<Table>> {
    let Some(file) = &wanted.context_file else { return Ok(None) };
    let rows = FileRows { context_file: None, ..FileRows::new(file) };
    if rows.is_sound() {
        return Err(Error::input("found recordings, expected a table with a row for each recording")
            .at(file)
            .help("name a CSV file with the columns `file` and those of the context as `context_file`"));
    }
    let found = survey(&rows)?;
    let columns = || found.columns.iter().map(|column| column.name.clone());
    let has_files = found.named && columns().any(|name| name == FILE);
    let mut context = wanted.context.clone();
    if context.is_empty() && has_files {
        context = columns().filter(|name| name != FILE).collect();
    }
    // The names of files come last, behind the columns of the context.
    let files = has_files.then(|| FILE.to_owned());
    let rows = FileRows {
        columns: context.into_iter().chain(files).collect(),
        kinds: wanted.kinds.clone(),
        keys: has_files.then(|| (FILE.to_owned(), keys(all))),
        ..rows
    };
    let table = super::read(&rows)?;
    let order = if has_files { by_name(&table, all, chosen)? } else { in_order(&table, all.len(), chosen)? };
    let mut contexts = table.select_rows(&order);
    if has_files {
        contexts.columns -= 1;
        contexts.names.iter_mut().for_each(|names| names.truncate(contexts.columns));
        contexts.event = vec![contexts.columns];
        contexts.values = order.iter().flat_map(|row| &table.row(*row)[..contexts.columns]).copied().collect();
    }
    Ok(Some(contexts))
}

/// The names of each recording: its path, and its file name with and without the ending.
fn keys(all: &[PathBuf]) -> Vec<String> {
    all.iter().flat_map(|path| names(path)).collect()
}

/// How many names a recording has.
const NAMES: usize = 3;

fn names(path: &Path) -> [String; NAMES] {
    let part = |name: Option<&std::ffi::OsStr>| name.unwrap_or_default().to_string_lossy().into_owned();
    [path.display().to_string(), part(path.file_name()), part(path.file_stem())]
}

/// The row of each chosen recording, by the names in the last column.
fn by_name(table: &Table, all: &[PathBuf], chosen: Range<usize>) -> Result<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for row in 0..table.rows {
        let place = table.row(row)[table.columns - 1];
        // Rows of other recordings, whose place is −1, are not needed.
        if place >= 0.0 {
            rows[place as usize / NAMES].push(row);
        }
    }
    if let Some(k) = chosen.clone().find(|k| rows[*k].len() > 1) {
        let rows: Vec<String> = rows[k].iter().map(|row| table.shown_row(*row)).collect();
        let message = format!("found {} for the recording {}, expected one", rows.join(" and "), all[k].display());
        return Err(Error::input(message).at(&table.source).help("leave the others out"));
    }
    let without: Vec<&PathBuf> = chosen.clone().filter(|k| rows[*k].is_empty()).map(|k| &all[k]).collect();
    if !without.is_empty() {
        let shown = without.iter().take(FEW).map(|path| path.display().to_string()).collect::<Vec<_>>();
        let more = without.len().checked_sub(FEW + 1).map_or(String::new(), |more| format!(" and {} more", more + 1));
        let message = format!("found no row for {}{more}", listed(shown.iter().map(String::as_str)));
        return Err(Error::input(message).at(&table.source).help(format!(
            "add a row whose column `{FILE}` holds the name, such as {}",
            quoted(&names(without[0])[1])
        )));
    }
    Ok(chosen.map(|k| rows[k][0]).collect())
}

/// The row of each chosen recording, where rows follow all recordings.
fn in_order(table: &Table, all: usize, chosen: Range<usize>) -> Result<Vec<usize>> {
    if table.rows != all {
        let message = format!("found {} rows for {all} recordings, expected one for each", table.rows);
        return Err(Error::input(message)
            .at(&table.source)
            .help(format!("add a column `{FILE}` with the names of the recordings, which may then be in any order")));
    }
    Ok(chosen.collect())
}

#[cfg(test)]
mod tests {
    use super::super::{ColumnKind, Crops, FileRows, read};

    /// A folder with recordings of these names, of 4 samples each.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: 8000,
            bits_per_sample: 8,
            sample_format: hound::SampleFormat::Int,
        };
        for name in names {
            let mut file = hound::WavWriter::create(folder.path().join(name), spec).unwrap();
            (0..4).for_each(|k| file.write_sample(k).unwrap());
            file.finalize().unwrap();
        }
        folder
    }

    fn rows(folder: &tempfile::TempDir, table: &str) -> FileRows {
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("contexts.csv"), table).unwrap();
        FileRows {
            context_file: Some(at("contexts.csv")),
            crops: Some(Crops { length: 2, levels: Some(256) }),
            ..FileRows::new(at("*.wav"))
        }
    }

    #[test]
    fn rows_are_found_by_the_names_of_files() {
        let folder = folder(&["001.wav", "002.wav", "010.wav"]);
        let labels = ["ann", "bob"].map(String::from).to_vec();
        let kinds = vec![("speaker".to_owned(), ColumnKind::Categorical(labels))];
        let other = "speaker,file,age,note\nbob,010.wav,30,x\nann,002,20,y\nann,001.wav,10,z\nbob,099.wav,1,z\n";
        let named = FileRows { context: vec!["age".into(), "speaker".into()], kinds, ..rows(&folder, other) };
        let table = read(&FileRows { rows: Some(1..3), ..named.clone() }).unwrap();
        let contexts = table.contexts.unwrap();
        assert_eq!(
            (contexts.values, contexts.names.unwrap().join(",")),
            (vec![20.0, 0.0, 30.0, 1.0], "age,speaker".into())
        );
        assert_eq!((table.rows, table.crops), (4, vec![2, 2]));
        // Paths are names too, and all columns but the file's are contexts without other word.
        let path = folder.path().join("001.wav").display().to_string();
        let by_path = rows(&folder, &format!("a,file,b\n1,{path},2\n3,002.wav,4\n5,010,6\n"));
        assert_eq!(read(&by_path).unwrap().contexts.unwrap().values, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    }

    #[test]
    fn rows_follow_files_where_no_column_names_them() {
        let folder = folder(&["001.wav", "002.wav", "010.wav"]);
        let wanted = FileRows { rows: Some(1..3), ..rows(&folder, "c\n7\n8\n9\n") };
        assert_eq!(read(&wanted).unwrap().contexts.unwrap().values, [8.0, 9.0]);
    }

    #[test]
    fn tables_that_lack_a_recording() {
        let folder = folder(&["001.wav", "002.wav", "010.wav"]);
        let refused = |table: &str| read(&rows(&folder, table)).unwrap_err().to_string();
        for (table, expected) in [
            ("c\n7\n8\n", "found 2 rows for 3 recordings, expected one for each"),
            ("file,c\n001,1\n002,2\n", "found no row for"),
            ("file,c\n001,1\n002,2\n010,3\n001.wav,4\n", "found row 1 (line 2) and row 4 (line 5) for the recording"),
            ("file,c\n001,1\n002,2\n010,\n", "found 1 missing value in 1 of 3 rows"),
        ] {
            let error = refused(table);
            assert!(
                error.contains("contexts.csv") && error.contains(expected) && error.contains("\nhelp: "),
                "{error}"
            );
        }
        let sound = FileRows { context_file: Some("a.wav".into()), ..rows(&folder, "") };
        assert!(read(&sound).unwrap_err().to_string().starts_with("a.wav: found recordings, expected a table"));
        let table = FileRows { context_file: Some("b.csv".into()), ..FileRows::new("a.csv") };
        assert!(
            read(&table).unwrap_err().to_string().starts_with("a.csv: found a table of contexts for a file of CSV")
        );
    }
}
