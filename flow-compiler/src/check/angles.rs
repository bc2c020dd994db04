//! Angles: elements that are points of a circle, which the base, every layer and the columns of data
//! must agree on.

use super::columns::ColumnKind;
use super::flow::Layer;
use super::supports::bijectors;
use super::train::{Data, FileData};
use crate::diag::{Diagnostics, quoted};
use crate::event::Event;
use crate::vocabulary::Chosen;

/// Reports a base, layers and columns of which some treat other elements as angles than the others
/// do: a map that tears the circle would give a density that jumps there.
pub(super) fn check(
    base: Option<&Chosen>,
    event: Option<&Event>,
    layers: &[Layer],
    data: Option<&Data>,
    errors: &mut Diagnostics,
) {
    let (Some(base), Some(event)) = (base.filter(|base| !base.filled.is_wrong()), event) else { return };
    let angles = base.base().angles(base.settings());
    if angles > event.size() {
        let message = format!("`angles` of `cylindrical` is {angles}, but the event has {} elements", event.size());
        errors.error(base.settings().span("angles"), message).help("the last elements are the angles: count those");
        return;
    }
    if angles > 0 && event.grid().is_some_and(|grid| grid.channels > 1) {
        let message =
            format!("the last {angles} elements are angles, but the event {event} is a grid of several channels");
        errors.error(base.span, message).help("declare the event as numbers in a row");
        return;
    }
    for instance in bijectors(layers) {
        let (name, found) = (instance.chosen.word.name(), instance.layer().angles(event, instance.settings()));
        if found == angles {
            continue;
        }
        let (said, way_out) = match (found, angles) {
            (0, _) => (
                format!("`{name}` does not keep angles, but the base has {angles}"),
                "use `circular_coupling`, or `circular_spline` where all elements are angles".to_owned(),
            ),
            (_, 0) => (
                format!("`{name}` maps {found} elements as angles, but the base has none"),
                format!("write the base `cylindrical` with {found} angles"),
            ),
            _ => (
                format!("`{name}` maps {found} elements as angles, but the base has {angles}"),
                "count the same elements in both".to_owned(),
            ),
        };
        errors.error(instance.chosen.span, said).help(way_out);
    }
    if let Some(Data::File(data)) = data {
        check_columns(data, event.size() - angles, errors);
    }
}

/// Columns of angles are those elements that the base has as such, from element `first` on.
fn check_columns(data: &FileData, first: usize, errors: &mut Diagnostics) {
    let is_angle = |kind: &ColumnKind| matches!(kind, ColumnKind::Angle(..));
    let columns = data.columns.iter().zip(&data.kinds).enumerate();
    let Some((k, (name, kind))) = columns.into_iter().find(|(k, (_, kind))| is_angle(kind) != (*k >= first)) else {
        return;
    };
    let name = quoted(name);
    let count = data.kinds.iter().filter(|kind| is_angle(kind)).count();
    if is_angle(kind) {
        errors.error(data.span, format!("the column {name} is an angle, but element {k} of the flow is a real number"))
    } else {
        errors.error(data.span, format!("element {k} of the flow is an angle, but the column {name} is none"))
    }
    .help(format!("name angles last, and count them in the base: `cylindrical` with `angles` {count}"));
}
