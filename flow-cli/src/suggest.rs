//! A spec for a data file: what its columns look like, and why each line of the spec is there.

use std::collections::BTreeSet;
use std::fmt::Write;

use flow_compiler::spec::name_is_valid;
use flow_runtime::data::{self, FileRows, Missing, Table};

use crate::exit::Failure;

/// Columns with at most this many different whole numbers are taken for counts.
const COUNTS: usize = 1000;
/// A positive column whose largest value is this many times the smallest is better seen on a
/// logarithmic scale.
const WIDE: f64 = 20.0;
/// Values that a summary looks at, for the number of different ones.
const LOOKED_AT: usize = 100_000;

/// The looks of one column.
struct Column {
    name: String,
    low: f64,
    high: f64,
    whole: bool,
    different: usize,
    /// The number of an earlier column with the same values.
    repeats: Option<usize>,
}

/// The declaration of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Constant,
    Repeated(usize),
    Integer,
    Unit,
    Positive,
    Real,
}

impl Column {
    fn of(table: &Table, column: usize) -> Column {
        let values = || table.iter().map(|row| row[column]);
        let different: BTreeSet<u64> = values().take(LOOKED_AT).map(f64::to_bits).collect();
        Column {
            name: table.column_name(column),
            low: values().fold(f64::INFINITY, f64::min),
            high: values().fold(f64::NEG_INFINITY, f64::max),
            whole: values().all(|x| x.fract() == 0.0 && x.abs() < 9e15),
            different: different.len(),
            repeats: (0..column).find(|other| table.iter().all(|row| row[*other] == row[column])),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Column { repeats: Some(other), .. } => Kind::Repeated(*other),
            Column { low, high, .. } if low == high => Kind::Constant,
            Column { whole: true, different, .. } if *different <= COUNTS => Kind::Integer,
            Column { low, high, .. } if *low > 0.0 && *high < 1.0 => Kind::Unit,
            Column { low, high, .. } if *low > 0.0 && *high > WIDE * *low => Kind::Positive,
            _ => Kind::Real,
        }
    }

    /// The word of the spec, and why it is there.
    fn declared(&self, columns: &[Column]) -> (Option<&'static str>, String) {
        let Column { low, high, different, .. } = self;
        let range = format!("{} to {}", short(*low), short(*high));
        match self.kind() {
            Kind::Constant => (None, format!("left out: always {low}, and a constant has no density")),
            Kind::Repeated(other) => {
                (None, format!("left out: the same values as {}, so there is no joint density", columns[other].name))
            }
            Kind::Integer => (
                Some("integer"),
                format!(
                    "whole numbers, {different} different, {range}: noise from 0 to 1 is added, samples are whole again"
                ),
            ),
            Kind::Unit => (Some("unit"), format!("between 0 and 1 ({range}): modelled as its logit")),
            Kind::Positive => (Some("positive"), format!("above 0 and wide ({range}): modelled as its logarithm")),
            Kind::Real => (Some("real"), format!("any number ({range})")),
        }
    }
}

/// The text of a spec named `flow` for the rows of `file`; `path` is the file as the spec has to
/// name it.
///
/// # Errors
/// A file that cannot be read, or in which nothing can be modelled.
pub fn spec(flow: &str, file: &str, path: &str) -> Result<String, Failure> {
    let table = data::read(&FileRows { missing: Missing::Drop, ..FileRows::new(file) })?;
    let columns: Vec<Column> = (0..table.columns).map(|column| Column::of(&table, column)).collect();
    // Columns can be left out or declared only by names, which are keys of a map.
    let named = table.names.is_some() && columns.iter().all(|column| name_is_valid(&column.name));
    let modelled: Vec<&Column> =
        columns.iter().filter(|column| table.names.is_none() || column.declared(&columns).0.is_some()).collect();
    if modelled.is_empty() {
        return Err(Failure::input(format!("{file}: all columns are constant, expected at least one that varies")));
    }
    Ok(text(flow, path, &table, &columns, &modelled, named))
}

fn text(flow: &str, path: &str, table: &Table, columns: &[Column], modelled: &[&Column], named: bool) -> String {
    let (rows, event) = (table.rows, modelled.len());
    let mut out = String::new();
    let mut line = |text: &str| {
        let _ = writeln!(out, "{text}");
    };
    line(&format!("# A density of the columns of {path}, from a look at its {} rows.", rows + table.dropped));
    line(&format!(
        "# Try it: flow check, flow explain, flow train -o run. Every line is yours to change.\nflow: {flow}"
    ));
    line(&format!(
        "event: {event:<24} # one element for each column that is modelled, in the order of `columns` below"
    ));
    line("base: standard_normal           # what the layers make into the density of the data\n\nlayers:");
    let hidden = if rows < 5_000 { 32 } else { 100 };
    if event == 1 {
        line(
            "  # One column leaves nothing to condition on, so this fits a normal distribution to what `columns` makes of it;",
        );
        line("  # for other shapes, add bijectors of your own: flow new NAME --template bijector.");
        line("  - affine");
    } else {
        line("  # Each coupling transforms half of the columns given the others, and both directions are one pass.");
        line(&format!(
            "  # {rows} rows carry networks of this width; more rows, wider networks; a bad validation score, narrower ones."
        ));
        line(&format!(
            "  - real_nvp: {{couplings: 8, conditioner: {{mlp: {{hidden: [{hidden}, {hidden}], activation: relu}}}}}}"
        ));
    }
    line("\ntrain:\n  data:");
    line(&format!("    file: {}          # relative to this spec", yaml_text(path)));
    if named {
        line("    # What each column can be: real, positive, unit (between 0 and 1) or integer.\n    columns:");
        for column in columns {
            match column.declared(columns) {
                (Some(word), why) => line(&format!("      {:<24} # {why}", format!("{}: {word}", column.name))),
                (None, why) => line(&format!("      # {}: {why}", column.name)),
            }
        }
    } else {
        for column in columns {
            line(&format!("    # {}: {}", column.name.escape_debug(), column.declared(columns).1));
        }
        if table.names.is_some() {
            let names: Vec<String> = modelled.iter().map(|column| yaml_text(&column.name)).collect();
            line("    # Names that are plain words can be declared: {price: positive, share: unit, count: integer}.");
            line(&format!("    columns: [{}]", names.join(", ")));
        }
    }
    if table.dropped > 0 {
        line(&format!(
            "    missing: drop               # {} rows lack a value; `refuse` would end the training",
            table.dropped
        ));
    }
    line("  validation: 0.1               # a tenth of the rows judges the fit; better a file of its own: {file: …}");
    line("  early_stopping: {patience: 15} # epochs without improvement after which to stop; the best one is kept");
    line("  optimizer: {adam: {learning_rate: 1.0e-3}}");
    line("  schedule: cosine              # the learning rate falls to 0 over the run");
    line("  clip_norm: 5.0                # a rare steep gradient does not throw the fit off");
    let batch = (rows / 100).next_power_of_two().clamp(32, 512);
    // About 20,000 steps.
    let epochs = (20_000 * batch / rows.max(1)).clamp(20, 300);
    line(&format!("  batch_size: {batch:<17} # about a hundredth of the rows"));
    line(&format!("  epochs: {epochs:<21} # about {} steps in all", epochs * rows.div_ceil(batch)));
    line("  seed: 1                       # the same seed gives the same model, on any number of threads");
    out
}

/// A number with four digits, for a comment.
fn short(x: f64) -> String {
    let rounded = format!("{x:.3e}").parse::<f64>().unwrap_or(x);
    if (rounded != 0.0 && rounded.abs() < 1e-4) || rounded.abs() >= 1e7 {
        format!("{rounded:e}")
    } else {
        rounded.to_string()
    }
}

/// A text in double quotes, as YAML reads it.
fn yaml_text(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\x{:02x}", c as u32 & 0xff),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compiler::Declaration;

    fn suggested(name: &str, text: &str) -> Result<String, Failure> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("a file");
        let suggested = spec("Rows", &file.display().to_string(), name)?;
        let path = folder.path().join("spec.yaml");
        std::fs::write(&path, &suggested).expect("a file");
        let compiled = Declaration::read(&path, &[]).and_then(|declaration| declaration.compile());
        assert!(compiled.is_ok(), "{suggested}\n{:?}", compiled.err());
        Ok(suggested)
    }

    #[test]
    fn each_column_is_declared_for_what_it_holds() {
        let row = |k: u32| {
            format!(
                "{},{},{},{},7,{},{}\n",
                0.5 * f64::from(k) - 3.0,
                f64::from(k + 1).powi(2) + 0.5,
                (f64::from(k) + 0.5) / 60.0,
                k % 5,
                k % 5,
                if k == 9 { "" } else { "1.5" }
            )
        };
        let rows: String = (0..50).map(row).collect();
        let text = suggested("rows.csv", &format!("t,price,share,count,fixed,again,gap\n{rows}")).expect("a spec");
        for expected in [
            "event: 4 ",
            "      t: real ",
            "      price: positive ",
            "      share: unit ",
            "      count: integer ",
            "      # fixed: left out: always 7",
            "      # again: left out: the same values as count",
            "missing: drop               # 1 rows",
        ] {
            assert!(text.contains(expected), "{expected}:\n{text}");
        }
    }

    #[test]
    fn names_that_are_no_words_and_none_at_all() {
        let text = suggested("a.csv", "my \"x\",b\n0.5,1.5\n-2.5,2.5\n").expect("a spec");
        assert!(text.contains(r#"columns: ["my \"x\"", "b"]"#), "{text}");
        let text = suggested("a.csv", "0.5\n-2.5\n").expect("a spec");
        assert!(!text.contains("columns:") && text.contains("  - affine"), "{text}");
        assert!(suggested("a.csv", "a,b\n1,2\n1,2\n").is_err());
    }
}
