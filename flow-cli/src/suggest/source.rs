//! Which columns of a file hold values, by what was seen of each; and the table of these.

use flow_runtime::data::{self, ColumnKind, FileRows, Missing, Survey, Surveyed, Table};

use super::column::{Column, Fate, nothing};
use crate::exit::Failure;

/// A column with texts beside its numbers has at most so many different ones if they say that a value is missing.
const MOST_MARKERS: usize = 3;
/// A column of texts is modelled with at most so many different ones.
const MOST_LABELS: usize = 12;
/// With more it may be a context, up to so many.
const MOST_CONTEXTS: usize = 50;
/// The rows that each label needs on average.
const ROWS_A_LABEL: usize = 50;
/// The same for a label of a context.
const ROWS_A_CONTEXT: usize = 10;

/// A column before its numbers are looked at.
pub struct Draft {
    pub name: String,
    pub found: Found,
}

/// The contents of a column.
pub enum Found {
    /// Values, in this column of the table.
    Values {
        place: usize,
        /// The labels of a column of texts.
        labels: Vec<String>,
        /// Texts that stand for missing values.
        markers: Vec<String>,
        /// A note on what the numbers are, where it is not plain.
        note: Option<String>,
    },
    /// Nothing that can be modelled.
    Other(Fate),
}

/// The columns of a file, and the table of those with values.
pub struct Source {
    pub drafts: Vec<Draft>,
    pub table: Table,
    /// Rows that are left out since values are missing in them.
    pub dropped: usize,
}

/// Reads the columns that hold values. Where most rows would be left out for the values that they lack, the column that
/// lacks most is left out instead.
pub fn read(survey: &Survey, file: &str) -> Result<Source, Failure> {
    let mut drafts: Vec<Draft> = survey
        .columns
        .iter()
        .map(|seen| Draft { name: seen.name.clone(), found: found(seen, survey.rows, file) })
        .collect();
    loop {
        let wanted = numbered(&mut drafts, file);
        if wanted.columns.is_empty() {
            let fate = |found| match found {
                Found::Other(fate) => fate,
                Found::Values { .. } => Fate::LeftOut("no row has values in all columns".into()),
            };
            let out: Vec<Column> =
                drafts.into_iter().map(|Draft { name, found }| Column { name, fate: fate(found) }).collect();
            return Err(nothing(file, &out));
        }
        let outcome = data::read(&wanted);
        let enough = outcome.as_ref().is_ok_and(|table| 2 * table.dropped <= survey.rows);
        let lacking = (0..drafts.len())
            .filter(|k| matches!(drafts[*k].found, Found::Values { .. }) && lacks(&survey.columns[*k]) > 0)
            .max_by_key(|k| lacks(&survey.columns[*k]));
        match lacking {
            Some(most) if !enough && wanted.columns.len() > 1 => {
                let why = format!("missing in {} of {} rows", lacks(&survey.columns[most]), survey.rows);
                drafts[most].found = Found::Other(Fate::LeftOut(format!("{why}, which would leave out most rows")));
            }
            _ => {
                let table = outcome?;
                return Ok(Source { drafts, dropped: table.dropped, table });
            }
        }
    }
}

/// The rows of the columns with values, whose places are set.
fn numbered(drafts: &mut [Draft], file: &str) -> FileRows {
    let mut wanted = FileRows { missing: Missing::Drop, ..FileRows::new(file) };
    for Draft { name, found } in drafts {
        if let Found::Values { place, labels, markers, .. } = found {
            *place = wanted.columns.len();
            wanted.columns.push(name.clone());
            if !labels.is_empty() {
                wanted.kinds.push((name.clone(), ColumnKind::Categorical(labels.clone())));
            }
            if !markers.is_empty() {
                wanted.column_markers.push((name.clone(), markers.clone()));
            }
        }
    }
    wanted
}

/// Values that are missing, or that a marker says are; infinite ones are never values.
fn lacks(seen: &Surveyed) -> usize {
    let markers = if seen.numbers > 0 { seen.texts } else { 0 };
    seen.missing + seen.infinite + markers
}

fn found(seen: &Surveyed, rows: usize, file: &str) -> Found {
    let Surveyed { numbers, infinite, missing, truths, dates, texts, different, more, refused, .. } = seen;
    let values = |labels, markers, note| Found::Values { place: 0, labels, markers, note };
    if let Some(why) = refused {
        return out(why.clone());
    }
    let few = !more && different.len() <= MOST_MARKERS;
    match (*numbers + *truths, *dates, *texts) {
        _ if *missing == rows => out("no row has a value".into()),
        _ if 2 * lacks(seen) > rows => out(format!("missing in {} of {rows} rows", lacks(seen))),
        (0, 0, 0) => out(format!("infinite in {infinite} of {rows} rows")),
        (1.., 0, 0) if *infinite > 0 => values(vec![], vec!["inf".into(), "-inf".into()], None),
        (1.., 0, 0) => values(vec![], vec![], None),
        (1.., 0, 1..) if few => values(vec![], different.keys().cloned().collect(), None),
        (0, 1.., 0) => self::dates(seen, file),
        (0, 0, _) => labels(seen),
        (_, 0, _) => out(format!("numbers in {numbers} rows and texts in {texts}, such as `{}`", example(seen))),
        _ => out(format!("dates in {dates} rows and other values in {}", rows - missing - dates)),
    }
}

fn out(why: String) -> Found {
    Found::Other(Fate::LeftOut(why))
}

/// One of the texts of a column, for a comment.
fn example(seen: &Surveyed) -> String {
    let text = seen.different.keys().next().map_or("", String::as_str);
    text.chars().take(20).flat_map(char::escape_debug).collect()
}

/// Dates are numbers if the reader takes them for such.
fn dates(seen: &Surveyed, file: &str) -> Found {
    let columns = vec![seen.name.clone()];
    match data::read(&FileRows { columns, missing: Missing::Drop, ..FileRows::new(file) }) {
        Ok(_) => {
            let note = "dates, as days since 1970-01-01".into();
            Found::Values { place: 0, labels: vec![], markers: vec![], note: Some(note) }
        }
        Err(_) => out("dates, which are no numbers: write them as days since one of them to have them modelled".into()),
    }
}

/// Texts are labels where each occurs often enough, a context where it is still seen, and else names.
fn labels(seen: &Surveyed) -> Found {
    let Surveyed { texts, different, more, .. } = seen;
    let labels: Vec<String> = different.keys().cloned().collect();
    let count = labels.len();
    if *more || count > MOST_CONTEXTS || texts < &(ROWS_A_CONTEXT * count) {
        let most = if *more { "more than " } else { "" };
        return out(format!("texts, {most}{count} different in {texts} rows: names rather than labels"));
    }
    if count == 1 {
        return out(format!("always `{}`, and a constant has no density", example(seen)));
    }
    if count > MOST_LABELS || *texts < ROWS_A_LABEL * count {
        let why =
            format!("{count} labels in {texts} rows are too many to be modelled, but the others may be given them");
        return Found::Other(Fate::Context { labels, why });
    }
    let is_truth = |label: &String| ["true", "false"].contains(&label.to_lowercase().as_str());
    let note = labels.iter().all(is_truth).then(|| "truths".into());
    Found::Values { place: 0, labels, markers: vec![], note }
}
