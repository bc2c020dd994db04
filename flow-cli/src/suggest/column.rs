//! The columns of a file, and what becomes of each.

use flow_runtime::data::ColumnKind;

use super::look::Look;
use crate::exit::Failure;

/// Columns with fewer values say nothing of their tails.
const TAILS: usize = 200;

/// A column of the file, and what becomes of it.
pub struct Column {
    pub name: String,
    pub fate: Fate,
}

/// The use that a spec makes of a column.
pub enum Fate {
    Modelled(Proposal),
    /// The others may be given it.
    Context {
        labels: Vec<String>,
        why: String,
    },
    LeftOut(String),
}

/// The kind of a column, and what follows from it.
pub struct Proposal {
    /// The column of the table.
    pub place: usize,
    pub kind: ColumnKind,
    /// Why it is this one.
    pub why: String,
    /// Texts that stand for a missing value in this column.
    pub markers: Vec<String>,
    /// The numbers that the kind does not have, and the rows of the table that hold them.
    pub edges: Vec<f64>,
    pub edge_rows: Vec<usize>,
    /// Which rows these are, and what to do with them.
    pub notes: Vec<String>,
}

impl Fate {
    pub fn is_modelled(&self) -> bool {
        matches!(self, Fate::Modelled(_))
    }

    /// Why a column is left out.
    pub fn left_out(&self) -> Option<&str> {
        match self {
            Fate::Modelled(_) => None,
            Fate::Context { why, .. } | Fate::LeftOut(why) => Some(why),
        }
    }

    /// Rows of the table that the kind leaves out.
    pub fn edge_rows(&self) -> Vec<usize> {
        match self {
            Fate::Modelled(proposal) => proposal.edge_rows.clone(),
            _ => Vec::new(),
        }
    }

    /// How heavy the tails of the modelled number are, where there are enough rows to tell.
    pub fn tail(&self, looks: &[Look]) -> Option<f64> {
        let Fate::Modelled(Proposal { place, kind, edges, .. }) = self else { return None };
        let look = looks[*place].without(edges);
        let tail = match kind {
            _ if look.count() < TAILS => return None,
            ColumnKind::Real | ColumnKind::Integer => look.tail(|x| x),
            ColumnKind::Positive => look.tail(f64::ln),
            ColumnKind::Count => look.tail(|x| (x + 0.5).ln()),
            ColumnKind::Unit => look.tail(|x| (x / (1.0 - x)).ln()),
            _ => return None,
        };
        Some(tail).filter(|tail| tail.is_finite())
    }
}

/// The error for a file without a column that can be modelled.
pub fn nothing(file: &str, columns: &[Column]) -> Failure {
    let reasons: Vec<String> = columns
        .iter()
        .filter_map(|column| Some(format!("\n  {}: {}", column.name.escape_debug(), column.fate.left_out()?)))
        .take(20)
        .collect();
    let help = "name a file in which at least one column holds numbers, truths or few different texts, and varies";
    Failure::input(format!("{file}: found no column that can be modelled{}\nhelp: {help}", reasons.concat()))
}
