//! Layers of a file and layers of a specification, one by one from data to base.
//!
//! Elements of theirs and of ours need not lie in the same order: all along the chain, `theirs[i]` is their
//! element that ours number i is. So a permutation of theirs may be written as `reverse`, as `permute`, as an
//! `order` or a `split` of the layers behind it, and of the base it does not matter at all.

use flow_compiler::vocabulary::{Checked, Value};
use flow_runtime::{Error, Result};

use super::masks;
use super::network::{self, Wanted};
use super::ours::{Ours, Place};
use super::tensors::{Tensors, wrong_shape};
use super::theirs::{Formula, Network, Peer, Row, Theirs, Values, What};

/// A peer's layers on their way into ours.
pub struct Pairing<'a, 'c> {
    pub peer: &'a dyn Peer,
    pub ours: &'a mut Ours<'c>,
    pub file: &'a mut Tensors,
}

impl Pairing<'_, '_> {
    /// Fills our layers by theirs.
    ///
    /// # Errors
    /// Everything that does not fit.
    pub fn run(&mut self) -> std::result::Result<(), Vec<Error>> {
        let (mut errors, size) = (Vec::new(), self.ours.size);
        let layers = self.peer.layers(self.file, size);
        let mut theirs: Vec<usize> = (0..size).collect();
        let mut places = self.ours.places.clone().into_iter();
        for layer in layers {
            let layer = match layer {
                Ok(layer) => layer,
                Err(error) => {
                    errors.push(error);
                    // It is a layer all the same, and those behind it have their places.
                    next(&mut places, &mut theirs);
                    continue;
                }
            };
            if let What::Permutation(order) = &layer.what {
                let place = |element: &usize| order.iter().position(|e| e == element).unwrap_or(*element);
                theirs = theirs.iter().map(place).collect();
                continue;
            }
            let Some(place) = next(&mut places, &mut theirs) else {
                errors.push(Error::input(format!("no layer of the specification is left for `{}`", layer.at)).help(
                    "write as many layers as the file holds; the first of the file is the last of the specification",
                ));
                break;
            };
            let mut following = || next(&mut places, &mut theirs.clone());
            if let Err(error) = self.layer(&layer, &place, &theirs, &mut following) {
                errors.push(error);
            }
        }
        // A layer that could not be read may be several, so nothing is said of places behind it.
        let left = std::iter::from_fn(|| next(&mut places, &mut theirs)).filter(|_| errors.is_empty());
        let left: Vec<Error> = left
            .map(|place| {
                Error::input(format!("the file holds nothing for {}", place.named())).help(
                    "leave the layer out, or look whether all layers behind it stand where they stand in the file",
                )
            })
            .collect();
        errors.extend(left);
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn layer<'p>(
        &mut self,
        layer: &Theirs,
        place: &Place,
        theirs: &[usize],
        following: &mut dyn FnMut() -> Option<Place<'p>>,
    ) -> Result<()> {
        match &layer.what {
            What::Autoregressive(formula, network) => {
                expect(layer, place, "autoregressive", "an autoregressive layer")?;
                self.autoregressive(place, *formula, network, theirs)
            }
            What::Coupling(formula, conditioning, network) => {
                expect(layer, place, "coupling", "a coupling")?;
                self.coupling(layer, place, *formula, conditioning.as_deref(), network, theirs)
            }
            What::Normalisation(mean, log_deviation) => {
                expect(layer, place, "actnorm", "a scale and a shift of each element")?;
                let ordered = |values: &Values| Values {
                    names: values.names.clone(),
                    values: theirs.iter().map(|element| values.values[*element]).collect(),
                    done: values.done,
                };
                self.ours.fill_by(place, "mean", &ordered(mean), self.file)?;
                self.ours.fill_by(place, "log_deviation", &ordered(log_deviation), self.file)
            }
            What::Spline { elements, widths, heights, slopes } => {
                expect(layer, place, "rational_quadratic_spline", "a spline of each element by itself")?;
                if !place.instance.inverted {
                    return Err(turned(place, Formula::DataToBase, self.peer));
                }
                let of = |element: &usize| elements.iter().position(|e| e == element);
                let places: Vec<Option<usize>> = theirs.iter().map(of).collect();
                for (name, values) in [("raw_widths", widths), ("raw_heights", heights), ("raw_slopes", slopes)] {
                    self.spline(place, name, values, (&places, elements.len()))?;
                }
                Ok(())
            }
            What::Lu { lower, upper, diagonal, bias } => {
                expect(layer, place, "lower_triangular", "a matrix by its factors, the two layers of `lu_linear`")?;
                let Some(second) = following().filter(|second| second.word() == "lower_triangular") else {
                    return Err(Error::input(format!(
                        "`{}` is a matrix by its two factors, and {} is one",
                        layer.at,
                        place.named()
                    ))
                    .help("write `lu_linear`"));
                };
                in_order(layer, theirs)?;
                self.lu([place, &second], [lower, upper, diagonal, bias])
            }
            // These have no place of their own.
            What::Permutation(_) => Ok(()),
        }
    }

    fn autoregressive(&mut self, place: &Place, formula: Formula, network: &Network, theirs: &[usize]) -> Result<()> {
        let (settings, size, context) = (place.instance.settings(), self.ours.size, self.ours.context);
        if settings.word("explicit") != "forward" || place.instance.inverted != (formula == Formula::DataToBase) {
            return Err(turned(place, formula, self.peer));
        }
        check_inputs(network, size, context)?;
        // Ours from the first to the last, and theirs that these are.
        let own = order(settings, size);
        let elements: Vec<usize> = own.iter().map(|element| theirs[*element]).collect();
        let rows = self.rows(place, network, size)?;
        let reads = masks::reads(network, size);
        if let Some(last) = reads.last()
            && let Err(found) = masks::check_order(last, &elements)
        {
            return Err(wrong_order(place, network, &found, theirs));
        }
        let each = rows.len() / size;
        let outputs = elements.iter().flat_map(|element| rows[element * each..(element + 1) * each].iter().copied());
        let mut levels = vec![0; size];
        elements.iter().enumerate().for_each(|(level, element)| levels[*element] = level);
        let wanted = Wanted {
            inputs: (size..size + context).chain(elements.iter().copied()).collect(),
            outputs: outputs.collect(),
            levels: Some(levels),
        };
        network::fill(self.ours, place, network, &wanted, self.file)
    }

    fn coupling(
        &mut self,
        layer: &Theirs,
        place: &Place,
        formula: Formula,
        conditioning: Option<&[usize]>,
        network: &Network,
        theirs: &[usize],
    ) -> Result<()> {
        let (settings, size, context) = (place.instance.settings(), self.ours.size, self.ours.context);
        if place.instance.inverted != (formula == Formula::DataToBase) {
            return Err(turned(place, formula, self.peer));
        }
        let (kept, changed) = split(settings, size);
        let of = |elements: &[usize]| elements.iter().map(|element| theirs[*element]).collect::<Vec<usize>>();
        let (kept_there, changed_there) = (of(&kept), of(&changed));
        let sorted = |elements: &[usize]| {
            let mut sorted = elements.to_vec();
            sorted.sort_unstable();
            sorted
        };
        // Both sides lie ascending in the file.
        let (condition, transformed) = (sorted(&kept_there), sorted(&changed_there));
        if let Some(expected) = conditioning.map(sorted).filter(|expected| *expected != condition) {
            let mut written: Vec<usize> = expected.iter().filter_map(|e| theirs.iter().position(|t| t == e)).collect();
            written.sort_unstable();
            return Err(Error::input(format!(
                "{} conditions on the elements {kept:?}, and `{}` on {written:?}",
                place.named(),
                layer.at
            ))
            .help(format!("write `split: {written:?}`")));
        }
        check_inputs(network, condition.len(), context)?;
        let rows = self.rows(place, network, transformed.len())?;
        let each = rows.len() / transformed.len().max(1);
        let at = |among: &[usize], element: &usize| among.iter().position(|e| e == element).unwrap_or(0);
        let output = |element: &usize| {
            let first = at(&transformed, element) * each;
            rows[first..first + each].to_vec()
        };
        let inputs = kept_there.iter().map(|element| at(&condition, element));
        let wanted = Wanted {
            inputs: inputs.chain(condition.len()..condition.len() + context).collect(),
            outputs: changed_there.iter().flat_map(output).collect(),
            levels: None,
        };
        network::fill(self.ours, place, network, &wanted, self.file)
    }

    /// The rows of a network for the parameters of a layer's transformer, of so many elements.
    fn rows(&self, place: &Place, network: &Network, elements: usize) -> Result<Vec<Row>> {
        let transformer = place.instance.settings().chosen("transformer");
        let rows = self.peer.rows(network, transformer, elements).map_err(|error| error.within(place.named()))?;
        if rows.len() == network.outputs() {
            return Ok(rows);
        }
        let last = &network.maps[network.maps.len() - 1];
        let (name, each) = (transformer.word.name(), rows.len() / elements.max(1));
        Err(Error::input(format!(
            "`{}` has the shape {:?}, expected {} rows: `{name}` takes {each} numbers for each of {elements} elements",
            last.names[0][0],
            [last.rows, last.columns],
            rows.len()
        ))
        .help("write the transformer of their model, with as many bins where it is a spline"))
    }

    /// Fills a parameter of a spline by what theirs has for some of the elements; the others get zeros.
    fn spline(
        &mut self,
        place: &Place,
        name: &str,
        values: &Values,
        (places, elements): (&[Option<usize>], usize),
    ) -> Result<()> {
        let (len, each) = (place.shape(name).map_or(0, |shape| shape[0]), values.values.len() / elements.max(1));
        if each * places.len() != len {
            return Err(wrong_shape(&values.names[0], &[elements, each], &[elements, len / places.len().max(1)]));
        }
        let zeros = vec![0.0; each];
        let of = |k: &Option<usize>| k.map_or(&zeros[..], |k| &values.values[k * each..(k + 1) * each]).to_vec();
        self.ours.fill(place, name, &[len], places.iter().flat_map(of).collect::<Vec<_>>())?;
        let note = format!("{}.{name}: {}, zeros for the other elements", place.path, values.done);
        values.names.iter().for_each(|tensor| self.file.note(tensor, note.clone()));
        Ok(())
    }

    /// Fills the layers of `lu_linear`, that of U first on the way to the base.
    fn lu(&mut self, [first, second]: [&Place; 2], [lower, upper, diagonal, bias]: [&Values; 4]) -> Result<()> {
        let n = self.ours.size;
        let part = |place: &Place, part: &str, unit: bool| {
            let settings = place.instance.settings();
            place.instance.inverted && settings.word("part") == part && settings.flag("unit") == unit
        };
        if !part(first, "upper", false) || !part(second, "lower", true) {
            return Err(Error::input(format!(
                "{} and {} are not the factors of a matrix",
                second.named(),
                first.named()
            ))
            .help("write `lu_linear`"));
        }
        let mut strict = [vec![0.0; n * n], vec![0.0; n * n]];
        let below = (0..n).flat_map(|i| (0..i).map(move |j| (i, j)));
        below.zip(&lower.values).for_each(|((i, j), value)| strict[0][i * n + j] = *value);
        // The parameters of an upper matrix are those of the lower one of the reversed elements.
        let above = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
        above.zip(&upper.values).for_each(|((i, j), value)| strict[1][(n - 1 - i) * n + n - 1 - j] = *value);
        // L (U x + shift) = L U x + bias.
        let mut shift = bias.values.clone();
        for i in 0..n {
            shift[i] -= (0..i).map(|j| strict[0][i * n + j] * shift[j]).sum::<f64>();
        }
        let reversed = |values: &[f64]| values.iter().rev().copied().collect::<Vec<_>>();
        for (place, name, shape, values, of) in [
            (second, "strict", vec![n, n], strict[0].clone(), lower),
            (first, "strict", vec![n, n], strict[1].clone(), upper),
            (first, "raw_diagonal", vec![n], reversed(&diagonal.values), diagonal),
            (first, "shift", vec![n], reversed(&shift), bias),
        ] {
            if name != "strict" || n > 1 {
                self.ours.fill(place, name, &shape, values)?;
            }
            of.names.iter().for_each(|tensor| self.file.note(tensor, format!("{}.{name}: {}", place.path, of.done)));
        }
        Ok(())
    }
}

/// The next layer of ours that is more than an order of elements; those on the way change which element is which.
fn next<'c>(places: &mut impl Iterator<Item = Place<'c>>, theirs: &mut [usize]) -> Option<Place<'c>> {
    for place in places {
        let Some(order) = permutation(&place, theirs.len()) else { return Some(place) };
        // x[i] = z[order[i]], and swapped z[i] = x[order[i]].
        let before = theirs.to_vec();
        for (i, from) in order.into_iter().enumerate() {
            match place.instance.inverted {
                false => theirs[from] = before[i],
                true => theirs[i] = before[from],
            }
        }
    }
    None
}

/// The order of a layer that is nothing else.
fn permutation(place: &Place, size: usize) -> Option<Vec<usize>> {
    match place.word() {
        "reverse" => Some((0..size).rev().collect()),
        "permute" => Some(match place.instance.settings().counts("order") {
            [] => place.table.clone(),
            order => order.to_vec(),
        }),
        _ => None,
    }
}

/// The elements of an autoregressive layer, from the first to the last.
fn order(settings: Checked, size: usize) -> Vec<usize> {
    match settings.value("order") {
        Some(Value::Counts(list)) => list.clone(),
        Some(Value::Word(word)) if word == "descending" => (0..size).rev().collect(),
        _ => (0..size).collect(),
    }
}

/// The conditioning and the transformed elements of a coupling, ascending.
fn split(settings: Checked, size: usize) -> (Vec<usize>, Vec<usize>) {
    let conditions = |element: &usize| match settings.value("split") {
        Some(Value::Counts(list)) => list.contains(element),
        Some(Value::Word(word)) if word == "even" => element.is_multiple_of(2),
        Some(Value::Word(word)) if word == "odd" => !element.is_multiple_of(2),
        _ => *element < size / 2,
    };
    let (kept, changed) = (0..size).partition(conditions);
    if settings.flag("swap") { (changed, kept) } else { (kept, changed) }
}

/// Succeeds where our layer is the word that theirs is.
fn expect(layer: &Theirs, place: &Place, word: &str, what: &str) -> Result<()> {
    if place.word() == word {
        return Ok(());
    }
    Err(Error::input(format!("`{}` in the file is {what}, and {} is not", layer.at, place.named()))
        .help(format!("write `{word}` there; the first layer of the file is the last of the specification")))
}

/// A layer whose formula goes the other way.
fn turned(place: &Place, formula: Formula, peer: &dyn Peer) -> Error {
    let (word, name) = (place.word(), peer.name());
    let plain = match word {
        "autoregressive" => "{autoregressive: {explicit: forward, …}}".to_owned(),
        other => format!("{{{other}: {{…}}}}"),
    };
    let (states, written) = match formula {
        Formula::DataToBase => ("z from x", format!("{{invert: {{layer: {plain}}}}}")),
        Formula::BaseToData => ("x from z", plain),
    };
    Error::input(format!("the formula of this layer in {name} gives {states}, and that of {} does not", place.named()))
        .help(format!("write `{written}`"))
}

/// Succeeds where the first map of a network reads so many elements and the context.
fn check_inputs(network: &Network, elements: usize, context: usize) -> Result<()> {
    let first = &network.maps[0];
    if first.columns == elements + context {
        return Ok(());
    }
    let (name, found) = (&first.names[0][0], [first.rows, first.columns]);
    let of_context = if context > 0 { format!(" and {context} numbers of context") } else { String::new() };
    Err(Error::input(format!(
        "`{name}` has the shape {found:?}, expected {} columns: {elements} elements{of_context}",
        elements + context
    ))
    .help("the event, the context and the split of the specification must be those of their model"))
}

/// An autoregressive layer whose elements come in another order.
fn wrong_order(place: &Place, network: &Network, found: &[usize], theirs: &[usize]) -> Error {
    let own: Vec<usize> = found.iter().filter_map(|element| theirs.iter().position(|t| t == element)).collect();
    let name = &network.maps[0].names[0][0];
    let error =
        Error::input(format!("the masks that begin with that of `{name}` have another order than {}", place.named()));
    let descending = own.iter().rev().copied().eq(0..own.len());
    match (own.is_empty(), descending) {
        (true, _) => error.help("their masks let two elements depend on each other: such a model has no density"),
        (_, true) => error.help("write `order: descending`"),
        _ if own.iter().copied().eq(0..own.len()) => error.help("write `order: ascending`"),
        _ => error.help(format!("write `order: {own:?}`")),
    }
}

/// Succeeds where each element of ours is theirs of the same number.
fn in_order(layer: &Theirs, theirs: &[usize]) -> Result<()> {
    if theirs.iter().copied().eq(0..theirs.len()) {
        return Ok(());
    }
    let mut order = vec![0; theirs.len()];
    theirs.iter().enumerate().for_each(|(i, element)| order[i] = *element);
    Err(Error::input(format!(
        "`{}` is a matrix of all elements, which lie in another order in the specification there",
        layer.at
    ))
    .help(format!("write `{{permute: {{order: {order:?}}}}}` before the layer that stands there, so that both agree")))
}
