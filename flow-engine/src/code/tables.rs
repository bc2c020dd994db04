//! Orders of elements that no range states.

/// The element orders of a kind.
pub struct Tables {
    /// Where each begins among those of the layer.
    pub starts: Vec<usize>,
    /// The numbers of the first iteration, which are those of all where nothing is drawn.
    pub numbers: Vec<Vec<usize>>,
}
