//! The numbers of a network: rows and columns of their maps at their places in ours.

use flow_runtime::{Error, Result};

use super::masks;
use super::ours::{Ours, Place};
use super::tensors::{Tensors, wrong_shape};
use super::theirs::{Form, Network, Row};

/// Which of a network's inputs and outputs are ours.
pub struct Wanted {
    /// Their column for each input of ours.
    pub inputs: Vec<usize>,
    /// Their row for each output of ours.
    pub outputs: Vec<Row>,
    /// Of a masked network, the level of each of their elements.
    pub levels: Option<Vec<usize>>,
}

/// Fills the parameters of a layer's network.
///
/// # Errors
/// The networks differ.
pub fn fill(ours: &mut Ours, place: &Place, network: &Network, wanted: &Wanted, file: &mut Tensors) -> Result<()> {
    check_form(place, network, wanted.levels.is_some())?;
    let hidden = hidden(ours, place, network, wanted)?;
    let last = network.maps.len() - 1;
    for (k, map) in network.maps.iter().enumerate() {
        let plain = |units: &[Option<usize>]| units.iter().map(|unit| unit.map(Row::of)).collect::<Vec<_>>();
        let rows = if k == last { wanted.outputs.iter().copied().map(Some).collect() } else { plain(&hidden[k]) };
        let columns = match k.checked_sub(1) {
            None => wanted.inputs.iter().copied().map(Some).collect(),
            Some(before) => hidden[before].clone(),
        };
        let [weight, bias] = ["weight", "bias"].map(|part| format!("conditioner.{k}.{part}"));
        let shape = [rows.len(), columns.len()];
        if place.shape(&weight).is_some_and(|own| own != shape) {
            let own = place.shape(&weight).unwrap_or_default();
            return Err(wrong_shape(&map.names[0][0], &[map.rows, map.columns], &own));
        }
        let entry = |row: &Option<Row>, column: &Option<usize>| match (row, column) {
            (Some(row), Some(column)) => row.factor * map.weight[row.from * map.columns + column],
            _ => 0.0,
        };
        let entries = rows.iter().flat_map(|row| columns.iter().map(move |column| entry(row, column)));
        ours.fill(place, &weight, &shape, entries.collect::<Vec<_>>())?;
        let biases = rows.iter().map(|row| row.map_or(0.0, |row| row.factor * map.bias[row.from] + row.plus));
        ours.fill(place, &bias, &[rows.len()], biases.collect::<Vec<_>>())?;
        let notes = notes(network, k, &rows, &columns);
        for (part, names, not_of) in [(&weight, &map.names[0], Part::Bias), (&bias, &map.names[1], Part::Weight)] {
            let told: Vec<&str> = notes.iter().filter(|(of, _)| *of != not_of).map(|(_, note)| &**note).collect();
            let told = if told.is_empty() { "copied".to_owned() } else { told.join(", ") };
            for name in names {
                file.note(name, format!("{}.{part}: {told}", place.path));
            }
        }
    }
    Ok(())
}

/// What a note is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Both,
    Weight,
    Bias,
}

/// What was done to a map.
fn notes(network: &Network, k: usize, rows: &[Option<Row>], columns: &[Option<usize>]) -> Vec<(Part, String)> {
    let map = &network.maps[k];
    let is_hidden = k + 1 < network.maps.len();
    let mut notes: Vec<(Part, String)> = map.done.iter().map(|done| (Part::Both, (*done).to_owned())).collect();
    if rows.iter().enumerate().any(|(k, row)| row.is_some_and(|row| row.from != k)) {
        let note = if is_hidden { "units sorted by degree" } else { "rows in the order of our parameters" };
        notes.push((Part::Both, note.into()));
    }
    let padded = rows.iter().filter(|row| row.is_none()).count();
    if padded > 0 {
        notes.push((Part::Both, format!("zeros for {padded} units that stay free")));
    }
    if columns.iter().enumerate().any(|(k, column)| column.is_some_and(|column| column != k)) {
        notes.push((Part::Weight, "columns in the order of what it reads".into()));
    }
    if map.mask.is_some() {
        notes.push((Part::Weight, format!("masked: {} of {} dropped", map.masked(), map.rows * map.columns)));
    }
    if let Some(row) = rows.iter().flatten().find(|row| row.factor != 1.0) {
        notes.push((Part::Both, format!("folded: some rows times {:.6}", row.factor)));
    }
    if let Some(row) = rows.iter().flatten().find(|row| row.plus != 0.0) {
        notes.push((Part::Bias, format!("folded: {:+.6} in some rows", row.plus)));
    }
    notes
}

/// Succeeds where the conditioner of a layer is such a network, of as many maps.
fn check_form(place: &Place, network: &Network, masked: bool) -> Result<()> {
    let conditioner = place.instance.settings().chosen("conditioner");
    let (word, settings) = (conditioner.word.name(), conditioner.settings());
    let expected = match (network.form, masked) {
        (Form::Plain, false) => "mlp",
        (Form::Plain, true) => "made",
        (Form::Residual, false) => "residual_mlp",
        (Form::Residual, true) => "residual_made",
    };
    let written = match network.form {
        Form::Plain => {
            let hidden: Vec<usize> = network.maps.iter().rev().skip(1).rev().map(|map| map.rows).collect();
            format!("{{{expected}: {{hidden: {hidden:?}}}}}")
        }
        Form::Residual => {
            format!(
                "{{{expected}: {{hidden: {}, blocks: {}}}}}",
                network.width(),
                (network.maps.len() / 2).saturating_sub(1)
            )
        }
    };
    let name = &network.maps[0].names[0][0];
    if word != expected {
        return Err(Error::input(format!(
            "{} has the conditioner `{word}`, and `{name}` begins a `{expected}`",
            place.named()
        ))
        .help(format!("write `conditioner: {written}`")));
    }
    if word == "made" && settings.flag("residual") {
        return Err(Error::input(format!(
            "{} has `residual: true`, and `{name}` begins a plain network",
            place.named()
        ))
        .help("leave `residual` out"));
    }
    let own = (0..).take_while(|k| place.shape(&format!("conditioner.{k}.weight")).is_some()).count();
    if own != network.maps.len() {
        return Err(Error::input(format!(
            "{} has a network of {own} maps, and `{name}` begins one of {}",
            place.named(),
            network.maps.len()
        ))
        .help(format!("write `conditioner: {written}`")));
    }
    Ok(())
}

/// The units of theirs for those of ours, of each hidden layer.
fn hidden(ours: &Ours, place: &Place, network: &Network, wanted: &Wanted) -> Result<Vec<Vec<Option<usize>>>> {
    let count = network.maps.len() - 1;
    let Some(levels) = &wanted.levels else {
        return Ok(network.maps[..count].iter().map(|map| (0..map.rows).map(Some).collect()).collect());
    };
    let reads = masks::reads(network, ours.size);
    let of = |k: usize| {
        let width = place.shape(&format!("conditioner.{k}.weight")).map_or(0, |shape| shape[0]);
        masks::places(&network.maps[k].names[0][0], &reads[k], levels, (width, ours.context))
    };
    (0..count).map(of).collect()
}
