//! The numbers that a flow value holds: parameters, panels and uniform values prepared from them,
//! statistics of the data.

use std::ops::Range;
use std::sync::Arc;

use crate::model::description::{Description, Init};
use crate::model::layout::Layout;
use crate::model::standardize::Statistics;
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;
use crate::numeric::kernels::AlignedVec;

/// The numbers of a flow. Clones share them until one of them is changed.
#[derive(Clone)]
pub struct State<T: Real> {
    layout: Arc<Layout>,
    parameters: Shared<T>,
    prepared: Shared<T>,
    /// The statistics of the data.
    pub statistics: Statistics,
}

/// A part of some numbers, which are copied when it is changed and others have a part too.
#[derive(Clone)]
struct Shared<T: Real> {
    numbers: Arc<AlignedVec<T>>,
    range: Range<usize>,
}

impl<T: Real> Shared<T> {
    fn of(numbers: AlignedVec<T>) -> Self {
        Shared { range: 0..numbers.len(), numbers: Arc::new(numbers) }
    }

    fn get(&self) -> &[T] {
        &self.numbers[self.range.clone()]
    }

    fn get_mut(&mut self) -> &mut [T] {
        &mut Arc::make_mut(&mut self.numbers)[self.range.clone()]
    }
}

impl<T: Real> State<T> {
    /// The parameters at their start, drawn from a seed; nothing is prepared yet.
    pub fn start(description: &'static Description, seed: u64) -> Self {
        let layout = Layout::new(description);
        let mut parameters = AlignedVec::zeroed(layout.parameters);
        let noise = Noise::new(seed, Purpose::Initialisation);
        for (k, named) in layout.named.iter().enumerate() {
            let part = &mut parameters[named.range.clone()];
            match named.init {
                Init::Constant(value) => part.fill(T::from_f64(value)),
                Init::Variance(_) => part.fill(T::ONE),
                Init::DataMean | Init::DataLogDeviation => part.fill(T::ZERO),
                Init::Mean(_) | Init::FirstMean | Init::FirstLogDeviation => part.fill(T::ZERO),
                Init::Uniform(bound) => {
                    let mut uniform = vec![0.0; part.len()];
                    noise.fill_uniform(k as u64, 0, 1, &mut uniform);
                    part.iter_mut().zip(uniform).for_each(|(p, u)| *p = T::from_f64(bound * (2.0 * u - 1.0)));
                }
            }
        }
        let (parameters, prepared) = (Shared::of(parameters), Shared::of(AlignedVec::zeroed(layout.prepared)));
        State { layout: Arc::new(layout), parameters, prepared, statistics: Statistics::default() }
    }

    /// The same numbers in another type; nothing is prepared yet.
    pub fn cast<U: Real>(&self) -> State<U> {
        let own = self.parameters();
        let mut parameters = AlignedVec::zeroed(own.len());
        parameters.iter_mut().zip(own).for_each(|(u, t)| *u = U::from_f64(t.to_f64()));
        State {
            layout: self.layout.clone(),
            parameters: Shared::of(parameters),
            prepared: Shared::of(AlignedVec::zeroed(self.prepared().len())),
            statistics: self.statistics.clone(),
        }
    }

    /// Where each layer's numbers lie.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// The numbers of one member as the numbers of a flow by itself, whose layout this is. Both share them.
    ///
    /// # Panics
    /// Where the member has not as many.
    pub fn of_member(&self, member: usize, layout: Arc<Layout>) -> Self {
        let [parameters, prepared] = self.layout.numbers_of(member);
        assert_eq!((parameters.len(), prepared.len()), (layout.parameters, layout.prepared), "numbers of a member");
        let part = |shared: &Shared<T>, range: Range<usize>| {
            let start = shared.range.start;
            Shared { numbers: shared.numbers.clone(), range: start + range.start..start + range.end }
        };
        State {
            layout,
            parameters: part(&self.parameters, parameters),
            prepared: part(&self.prepared, prepared),
            statistics: Statistics::default(),
        }
    }

    /// All parameters, in the order of the table.
    pub fn parameters(&self) -> &[T] {
        self.parameters.get()
    }

    /// The numbers that are prepared from them.
    pub fn prepared(&self) -> &[T] {
        self.prepared.get()
    }

    /// All parameters, to be changed; what is prepared from them must follow.
    pub(crate) fn parameters_mut(&mut self) -> &mut [T] {
        self.parameters.get_mut()
    }

    /// Takes the numbers that are prepared, to be brought up to date and put back. Where nobody else has a
    /// part of them, neither asks for memory.
    pub(crate) fn take_prepared(&mut self) -> AlignedVec<T> {
        let Shared { numbers, range } = &mut self.prepared;
        let own = std::mem::replace(range, 0..0);
        if own == (0..numbers.len()) {
            return std::mem::take(Arc::make_mut(numbers));
        }
        let mut part = AlignedVec::zeroed(own.len());
        part.copy_from_slice(&numbers[own]);
        part
    }

    /// Puts prepared numbers back.
    pub(crate) fn put_prepared(&mut self, prepared: AlignedVec<T>) {
        self.prepared.range = 0..prepared.len();
        match Arc::get_mut(&mut self.prepared.numbers) {
            Some(numbers) => *numbers = prepared,
            None => self.prepared.numbers = Arc::new(prepared),
        }
    }
}
