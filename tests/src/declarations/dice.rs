//! Choices by a seed.

use crate::numbers::Stream;

/// A stream of choices; the same ones for the same seed.
pub struct Dice(Stream);

impl Dice {
    /// A stream of its own for each seed.
    pub fn new(seed: u64) -> Self {
        let mut stream = Stream::new(seed.wrapping_add(1));
        // Streams of neighbouring seeds begin alike.
        (0..8).for_each(|_| {
            stream.uniform();
        });
        Dice(stream)
    }

    /// A whole number below `bound`; 0 where there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.0.uniform() * bound as f64) as usize
    }

    /// True in this share of all cases.
    pub fn chance(&mut self, share: f64) -> bool {
        self.0.uniform() < share
    }

    /// One of several, which are not none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A number of that many digits behind the point, between two others.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        (100.0 * (low + (high - low) * self.0.uniform())).round() / 100.0
    }

    /// The numbers below `count` in some order.
    pub fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        (1..count).for_each(|i| order.swap(i, self.below(i + 1)));
        order
    }

    /// A whole number of 64 bits, mostly a small one.
    pub fn seed(&mut self) -> u64 {
        match self.below(8) {
            0 => 0,
            1 => u64::MAX,
            2 => 1 << self.below(64),
            _ => self.below(1000) as u64,
        }
    }
}
