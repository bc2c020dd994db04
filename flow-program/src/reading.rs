//! The report on a file that was read: one sentence, from which people see whether it was read as they meant it.
//!
//! ```text
//! read rows.csv: 2000 rows of 3 columns (header, separated by commas; the nameless first column, which counts rows, was left out)
//! ```

use flow_runtime::data::{Names, Reading, Sound, Table};
use flow_runtime::error::listed;

/// Names of columns that are listed in full.
const FEW: usize = 12;

/// How the rows of a file were read.
pub fn told(table: &Table) -> String {
    if let Some(sound) = table.sound {
        return of_recordings(table, sound);
    }
    let Reading { rows, columns, indices, .. } = &table.reading;
    let left_out = indices.len();
    let shape = match table.columns + left_out {
        taken if taken == *columns => format!("{} of {}", counted(*rows, "row"), counted(table.columns, "column")),
        _ => format!("{} of {} of {}", counted(*rows, "row"), table.columns, counted(*columns, "column")),
    };
    let how = how(table);
    let how = if how.is_empty() { how } else { format!(" ({how})") };
    let mut text = format!("read {}: {shape}{how}", table.source);
    if table.dropped > 0 {
        let (dropped, all) = (table.dropped, table.rows + table.dropped);
        text += &format!("; {dropped} of {all} rows left out because a value is missing in them");
    }
    text
}

/// A sentence about recordings: their kind, and how they are cut.
fn of_recordings(table: &Table, sound: Sound) -> String {
    let (recordings, samples) = table.reading.recordings;
    let (source, recordings) = (&table.source, counted(recordings, "recording"));
    let seconds = samples as f64 / f64::from(sound.rate);
    format!(
        "read {source}: {recordings}, {sound}, {seconds:.1} seconds, {} of {}",
        counted(table.rows, "crop"),
        table.columns
    )
}

/// Says how the file was understood: its header, its separator, and what was left out.
fn how(table: &Table) -> String {
    let Reading { names, separator, decimal_comma, gzip, comments, indices, dates, .. } = &table.reading;
    let listed_names = || match table.names.as_deref().unwrap_or_default() {
        names if names.len() <= FEW => names.join(","),
        names => format!("{},{},…", names[0], names[1]),
    };
    let header = match names {
        Names::Format => None,
        Names::None => Some("no header".to_owned()),
        Names::Header => Some("header".to_owned()),
        Names::Numbers => Some(format!("the first record, {}, is taken for a header", listed_names())),
        Names::Comment => Some(format!("header in a comment, {}", listed_names())),
    };
    let first: Vec<String> = [
        gzip.then(|| "decompressed".to_owned()),
        header,
        separator.map(|separator| format!("separated by {}", separator.name())),
        decimal_comma.then(|| "with decimal commas".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let were = |count: usize| if count == 1 { "was" } else { "were" };
    let parts = [
        Some(first.join(", ")),
        (*comments > 0).then(|| format!("{} passed", counted(*comments, "comment line"))),
        (!indices.is_empty()).then(|| format!("{} {} left out", indices.join(" "), were(indices.len()))),
        (!dates.is_empty()).then(|| format!("{} as days since 1970-01-01", listed(dates.iter().map(String::as_str)))),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// `1 row`, `2 rows`
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flow_runtime::data::{FileRows, Missing, read};

    fn of(text: &str, wanted: FileRows) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rows.csv");
        std::fs::write(&path, text).expect("a file");
        let file = path.display().to_string();
        let table = read(&FileRows { file: file.clone(), ..wanted }).expect("a table");
        told(&table).replace(&file, "rows.csv")
    }

    #[test]
    fn sentences_about_files() {
        let drop = FileRows { missing: Missing::Drop, ..FileRows::default() };
        let choose = FileRows { columns: vec!["b".into()], ..FileRows::default() };
        let cases = [
            ("a,b\n1,2\n", FileRows::default(), "1 row of 2 columns (header, separated by commas)"),
            ("1\n2\n", FileRows::default(), "2 rows of 1 column (no header)"),
            (
                "a;b\n1,5;2\n3,5;\n",
                drop,
                "2 rows of 2 columns (header, separated by semicolons, with decimal commas); \
              1 of 2 rows left out because a value is missing in them",
            ),
            ("a,b,c\n1,2,x\n", choose, "1 row of 1 of 3 columns (header, separated by commas)"),
            (
                ",0,1\n0,.5,.7\n1,.3,.2\n",
                FileRows::default(),
                "2 rows of 2 columns (the first record, 0,1, is taken for \
              a header, separated by commas; the nameless first column, which counts rows, was left out)",
            ),
            (
                "# made today\n# a b\n1 2\n",
                FileRows::default(),
                "1 row of 2 columns (header in a comment, a,b, separated \
              by spaces; 1 comment line passed)",
            ),
        ];
        for (text, wanted, expected) in cases {
            assert_eq!(of(text, wanted), format!("read rows.csv: {expected}"));
        }
    }
}
