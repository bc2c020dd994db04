//! One panel: a rectangle of the page that shows a rectangle of the data space, with its frame,
//! ticks and words.

use super::color::{Color, FAINT, INK};
use super::scene::{Anchor, Area, Figure, Point, Shape, TextStyle};
use super::ticks::Ticks;
use super::window::Range;

/// Sizes of text in pixels: panel titles, axis names, tick labels.
const TITLE: f32 = 12.5;
const NAME: f32 = 11.0;
const TICK: f32 = 9.5;
/// Length of a tick, outside the frame.
const TICK_LENGTH: f32 = 3.5;
/// Room that a tick label needs along a horizontal and a vertical axis.
const TICK_ROOM: (f32, f32) = (34.0, 26.0);
/// Dots of one scatter: beyond this many, or this many in a square pixel, a figure gets heavy and
/// no clearer.
const MOST_DOTS: f32 = 4000.0;
const MOST_CROWDING: f32 = 0.12;

/// The words around a panel. An axis without a name is unnamed, not unticked.
#[derive(Clone, Default)]
pub struct Words<'a> {
    pub title: &'a str,
    pub x: &'a str,
    pub y: &'a str,
}

/// The axes that show their tick labels.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Labelled {
    pub x: bool,
    pub y: bool,
}

pub struct Axes {
    pub area: Area,
    pub x: Range,
    pub y: Range,
    /// True if `x` counts something.
    pub whole: bool,
}

impl Axes {
    /// The place of a value on the page. Values that are far away are moved nearer, so that `f32`
    /// draws them well.
    pub fn at(&self, x: f64, y: f64) -> Point {
        let across = ((x - self.x.low) / self.x.span()).clamp(-10.0, 10.0) as f32;
        let up = ((y - self.y.low) / self.y.span()).clamp(-10.0, 10.0) as f32;
        Point { x: self.area.x + across * self.area.width, y: self.area.bottom() - up * self.area.height }
    }

    fn ticks(&self) -> (Ticks, Ticks) {
        let fit = |length: f32, room: f32| (length / room) as usize;
        let across = if self.whole { Ticks::whole } else { Ticks::new };
        (
            across(self.x.low, self.x.high, fit(self.area.width, TICK_ROOM.0)),
            Ticks::new(self.y.low, self.y.high, fit(self.area.height, TICK_ROOM.1)),
        )
    }

    /// Faint lines at the ticks; drawn first, under the data.
    pub fn grid_lines(&self, figure: &mut Figure) {
        let (x, y) = self.ticks();
        let vertical = x.values.iter().map(|&x| vec![self.at(x, self.y.low), self.at(x, self.y.high)]);
        let horizontal = y.values.iter().map(|&y| vec![self.at(self.x.low, y), self.at(self.x.high, y)]);
        for points in vertical.chain(horizontal) {
            figure.add(Shape::Line { points, color: FAINT, width: 0.7, dashed: false });
        }
    }

    /// Frame, ticks and words; drawn last, over the data.
    pub fn frame(&self, figure: &mut Figure, words: &Words, labelled: Labelled) {
        let Area { x, y, width, height } = self.area;
        let (right, bottom) = (self.area.right(), self.area.bottom());
        let corners = [(x, y), (right, y), (right, bottom), (x, bottom), (x, y)];
        let points = corners.map(|(x, y)| Point { x, y }).to_vec();
        figure.add(Shape::Line { points, color: INK, width: 0.9, dashed: false });
        let text = |size, anchor, upward| TextStyle { size, color: INK, anchor, upward };
        figure.text(x + 0.5 * width, y - 7.0, words.title, text(TITLE, Anchor::Middle, false));
        let (across, up) = self.ticks();
        if labelled.x {
            for (value, label) in across.values.iter().zip(&across.labels) {
                let foot = self.at(*value, self.y.low);
                tick(figure, foot, Point { y: foot.y + TICK_LENGTH, ..foot });
                figure.text(foot.x, bottom + 14.0, label, text(TICK, Anchor::Middle, false));
            }
            figure.text(x + 0.5 * width, bottom + 29.0, words.x, text(NAME, Anchor::Middle, false));
        }
        if labelled.y {
            for (value, label) in up.values.iter().zip(&up.labels) {
                let foot = self.at(self.x.low, *value);
                tick(figure, foot, Point { x: foot.x - TICK_LENGTH, ..foot });
                figure.text(x - 6.5, foot.y + 3.4, label, text(TICK, Anchor::End, false));
            }
            figure.text(x - 49.0, y + 0.5 * height, words.y, text(NAME, Anchor::Middle, true));
        }
    }

    /// Ticks at the right, as a colour bar has them.
    pub fn ticks_at_right(&self, figure: &mut Figure) {
        let (_, up) = self.ticks();
        for (value, label) in up.values.iter().zip(&up.labels) {
            let foot = self.at(self.x.high, *value);
            tick(figure, foot, Point { x: foot.x + TICK_LENGTH, ..foot });
            let style = TextStyle { size: TICK, color: INK, anchor: Anchor::Start, upward: false };
            figure.text(foot.x + 6.0, foot.y + 3.4, label, style);
        }
    }

    /// A cloud of points. If they are too many, some are taken at equal distances, so that the
    /// choice depends on nothing else; the more there are, the smaller and fainter each one is.
    pub fn dots(&self, figure: &mut Figure, points: impl ExactSizeIterator<Item = (f64, f64)>, color: Color) {
        let most = MOST_DOTS.min(MOST_CROWDING * self.area.width * self.area.height);
        let stride = points.len().div_ceil(most as usize).max(1);
        let shown = points.step_by(stride).filter(|&(x, y)| self.x.contains(x) && self.y.contains(y));
        let centers: Vec<Point> = shown.map(|(x, y)| self.at(x, y)).collect();
        let crowding = centers.len() as f32 / (self.area.width * self.area.height);
        let (radius, opacity) = ((0.18 / crowding.sqrt()).clamp(0.7, 2.0), (0.025 / crowding).clamp(0.35, 0.8));
        figure.add(Shape::Dots { centers, radius, color, opacity });
    }

    /// A polyline through values of the data space, cut at the frame.
    pub fn line(&self, figure: &mut Figure, values: &[(f64, f64)], color: Color, width: f32) {
        let points = values.iter().map(|&(x, y)| self.at(x, y)).collect();
        let shapes = vec![Shape::Line { points, color, width, dashed: false }];
        figure.add(Shape::Clip { area: self.area, shapes });
    }

    /// A filled polygon of the data space, cut at the frame.
    pub fn polygon(&self, figure: &mut Figure, values: &[(f64, f64)], color: Color, opacity: f32) {
        let points = values.iter().map(|&(x, y)| self.at(x, y)).collect();
        figure.add(Shape::Clip { area: self.area, shapes: vec![Shape::Polygon { points, color, opacity }] });
    }
}

fn tick(figure: &mut Figure, from: Point, to: Point) {
    figure.add(Shape::Line { points: vec![from, to], color: INK, width: 0.9, dashed: false });
}

/// A key: coloured squares, each with its name, from `x` to the right on the baseline `y`.
pub fn legend(figure: &mut Figure, x: f32, y: f32, entries: &[(Color, String)]) {
    let mut left = x;
    for (color, name) in entries {
        let corners = [(0.0, -9.0), (10.0, -9.0), (10.0, 1.0), (0.0, 1.0)];
        let points = corners.map(|(dx, dy)| Point { x: left + dx, y: y + dy }).to_vec();
        figure.add(Shape::Polygon { points, color: *color, opacity: 1.0 });
        figure.text(left + 15.0, y, name, TextStyle { size: NAME, color: INK, anchor: Anchor::Start, upward: false });
        // An upper bound of the name's width: the legend needs no exact measure.
        left += 15.0 + 0.62 * NAME * name.chars().count() as f32 + 18.0;
    }
}
