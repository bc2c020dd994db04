//! Recordings as levels, and the crops that are taken of them.

use std::ops::Range;
use std::sync::Arc;

/// Recordings whose samples are levels of a byte.
///
/// Rows of a fit are crops of them. Those of an epoch begin anywhere: each place at which a crop fits into
/// a recording is as likely as any other. Rows that judge are the crops of a recording one after another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recordings {
    levels: Arc<[u8]>,
    /// Where each of them lies.
    places: Vec<Range<usize>>,
    /// `[recordings, context]`; empty without contexts.
    contexts: Vec<f64>,
}

impl Recordings {
    /// Recordings of these lengths, whose samples follow one another.
    ///
    /// # Panics
    /// Where the lengths are not those of all samples.
    pub fn new(levels: Vec<u8>, lengths: &[usize]) -> Self {
        assert_eq!(lengths.iter().sum::<usize>(), levels.len(), "the recordings are all samples");
        let ends = lengths.iter().scan(0, |end, length| {
            *end += length;
            Some(*end - length..*end)
        });
        Recordings { places: ends.collect(), levels: levels.into(), contexts: Vec::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The samples of each.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().map(|place| &self.levels[place.clone()])
    }

    /// Some of them.
    #[must_use]
    pub fn select(&self, chosen: &[usize]) -> Self {
        let places = chosen.iter().map(|k| self.places[*k].clone()).collect();
        let contexts = chosen.iter().flat_map(|k| self.context(*k)).copied().collect();
        Recordings { levels: self.levels.clone(), places, contexts }
    }

    /// The same with contexts, `[recordings, context]`.
    ///
    /// # Panics
    /// Where the recordings do not all have as many numbers.
    #[must_use]
    pub fn with_contexts(self, contexts: Vec<f64>) -> Self {
        assert!(contexts.len().is_multiple_of(self.len().max(1)), "each recording has a context");
        Recordings { contexts, ..self }
    }

    /// The context of a recording, which all its crops have; empty without contexts.
    pub fn context(&self, recording: usize) -> &[f64] {
        let width = self.contexts.len() / self.len();
        &self.contexts[recording * width..][..width]
    }

    /// How many crops an epoch has: as many as have the samples of all recordings, rounded up.
    pub fn crops(&self, length: usize) -> usize {
        self.places.iter().map(ExactSizeIterator::len).sum::<usize>().div_ceil(length)
    }

    /// The places at which crops may begin.
    fn starts(&self, length: usize) -> usize {
        self.places.iter().map(|place| starts(place, length)).sum()
    }

    /// The crop that a uniform number between 0 and 1 chooses.
    ///
    /// # Panics
    /// Where no recording is so long.
    pub fn crop(&self, length: usize, uniform: f64) -> &[u8] {
        let (recording, start) = self.place_of_crop(length, uniform);
        &self.levels[self.places[recording].start + start..][..length]
    }

    /// The context of the crop that a uniform number between 0 and 1 chooses.
    ///
    /// # Panics
    /// Where no recording is so long.
    pub fn context_of_crop(&self, length: usize, uniform: f64) -> &[f64] {
        self.context(self.place_of_crop(length, uniform).0)
    }

    /// The recording of a crop, and where the crop begins in it.
    fn place_of_crop(&self, length: usize, uniform: f64) -> (usize, usize) {
        let all = self.starts(length);
        let mut start = ((uniform * all as f64) as usize).min(all - 1);
        for (recording, place) in self.places.iter().enumerate() {
            match start.checked_sub(starts(place, length)) {
                Some(later) => start = later,
                None => return (recording, start),
            }
        }
        unreachable!("the place is one of all")
    }

    /// The crops of each recording one after another, without what is left of it.
    pub fn consecutive(&self, length: usize) -> impl Iterator<Item = &[u8]> {
        self.iter().flat_map(move |levels| levels.chunks_exact(length))
    }

    /// The contexts of the same crops.
    pub fn consecutive_contexts(&self, length: usize) -> impl Iterator<Item = &[f64]> {
        let of = move |k: usize| std::iter::repeat_n(self.context(k), self.places[k].len() / length);
        (0..self.len()).flat_map(of)
    }
}

fn starts(place: &Range<usize>, length: usize) -> usize {
    (place.len() + 1).saturating_sub(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every place is chosen by an interval of one width, and no crop leaves its recording.
    #[test]
    fn crops_are_of_one_recording_each() {
        let recordings = Recordings::new((0..14).collect(), &[4, 2, 3, 5]);
        let crops: Vec<&[u8]> = (0..60).map(|k| recordings.crop(3, (f64::from(k) + 0.5) / 60.0)).collect();
        let expected: [&[u8]; 6] = [&[0, 1, 2], &[1, 2, 3], &[6, 7, 8], &[9, 10, 11], &[10, 11, 12], &[11, 12, 13]];
        assert_eq!(crops, expected.iter().flat_map(|crop| [*crop; 10]).collect::<Vec<_>>());
        assert_eq!([recordings.crop(3, 1e-300), recordings.crop(3, 1.0 - f64::EPSILON)], [expected[0], expected[5]]);
        let consecutive: Vec<&[u8]> = recordings.consecutive(2).collect();
        assert_eq!(consecutive, [[0, 1], [2, 3], [4, 5], [6, 7], [9, 10], [11, 12]]);
        assert_eq!((recordings.crops(4), recordings.crops(14), recordings.len()), (4, 1, 4));
        assert!(
            recordings.context_of_crop(3, 0.5).is_empty() && recordings.consecutive_contexts(2).flatten().count() == 0
        );
    }

    /// A crop has the context of its recording, wherever it begins.
    #[test]
    fn contexts_are_of_recordings() {
        let contexts = (0..4).flat_map(|k| [f64::from(k), -f64::from(k)]).collect();
        let recordings = Recordings::new((0..14).collect(), &[4, 2, 3, 5]).with_contexts(contexts);
        let all = recordings.select(&[3, 0, 2]);
        for k in 0..60 {
            let uniform = (f64::from(k) + 0.5) / 60.0;
            let recording = [4, 6, 9, 14].iter().position(|end| all.crop(3, uniform)[0] < *end).unwrap() as f64;
            assert_eq!(all.context_of_crop(3, uniform), [recording, -recording]);
        }
        let consecutive: Vec<f64> = all.consecutive_contexts(2).map(|context| context[0]).collect();
        assert_eq!(consecutive, [3.0, 3.0, 0.0, 0.0, 2.0]);
    }

    #[test]
    fn some_of_them_are_recordings_too() {
        let some = Recordings::new((0..9).collect(), &[4, 2, 3]).select(&[2, 0]);
        assert_eq!(some.iter().collect::<Vec<_>>(), [&[6, 7, 8][..], &[0, 1, 2, 3]]);
        assert_eq!(some.crop(3, 0.1), [6, 7, 8]);
    }
}
