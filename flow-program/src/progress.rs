//! The progress of a fit as a person sees it: a line that moves on a terminal, a few lines elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use flow_runtime::error::fixed;
use flow_runtime::fit::{ElboParts, Progress};

use crate::console::is_embedded;
use crate::train::Curves;

/// Lines in all where stderr is not a terminal, about.
const LINES: usize = 20;

/// Time between two pictures on a terminal.
const REDRAW: Duration = Duration::from_millis(100);

/// Cells of the bar.
const WIDTH: usize = 24;

/// Shows the progress of one fit.
pub struct Display {
    /// True inside a program with streams of its own.
    hidden: bool,
    terminal: bool,
    curves: Curves,
    /// True if the length of the fit was given in steps.
    in_steps: bool,
    began: Instant,
    drawn: Option<Instant>,
    scores: String,
}

impl Display {
    /// On stderr, of a fit whose length was given in steps or in epochs.
    pub fn new(curves: Curves, in_steps: bool) -> Self {
        let terminal = io::stderr().is_terminal();
        Display {
            hidden: is_embedded(),
            terminal,
            curves,
            in_steps,
            began: Instant::now(),
            drawn: None,
            scores: String::new(),
        }
    }

    /// Takes note of a step or epoch, and shows it if it is time.
    pub fn show<P>(&mut self, progress: &Progress<'_, P>) {
        if self.hidden {
            return;
        }
        let mut due = self.terminal && self.drawn.is_none_or(|drawn| drawn.elapsed() >= REDRAW);
        if let Some(finished) = &progress.finished {
            let (curves, record) = (self.curves, finished.record);
            let left_out = match record.validation_apart {
                0 => String::new(),
                rows => format!(" (without {rows})"),
            };
            let told = |score: f64| {
                let (number, unit) = curves.on_a_line(score);
                format!("{}{unit}", fixed(number, 4))
            };
            let validation = |v: f64| format!("  validation {}{left_out}", told(v));
            let validation = record.validation_log_prob.map_or(String::new(), validation);
            let parts = record.parts.map_or(String::new(), |ElboParts { reconstruction, kl }| {
                format!(" (reconstruction {}, KL {})", fixed(reconstruction, 4), fixed(kl, 4))
            });
            self.scores = format!("  {} {}{parts}{validation}", curves.word(), told(record.train_log_prob));
            due |= finished.last || (!self.terminal && on_a_line(progress.epoch, progress.epochs));
        }
        if due {
            self.drawn = Some(Instant::now());
            let steps = [progress.step, progress.steps];
            let done = match self.in_steps {
                true => format!("step {}/{}", progress.step, progress.steps),
                false => format!("epoch {}/{}", progress.epoch, progress.epochs),
            };
            let speed = format!("{} {}/s", short(progress.rows_per_second), self.curves.rows());
            self.draw(&line(&done, steps, &speed, &self.scores, self.began.elapsed()), progress);
        }
    }

    /// Leaves the moving line as it is.
    pub fn finish(&mut self) {
        if self.terminal && self.drawn.is_some() {
            let _ = writeln!(io::stderr());
        }
    }

    fn draw<P>(&self, line: &str, progress: &Progress<'_, P>) {
        let mut err = io::stderr().lock();
        // Nobody may be reading; a fit goes on all the same.
        let _ = if self.terminal {
            // Back to the first column, and erase what a longer line left.
            write!(err, "\r{} {line}\x1b[K", bar(progress.step, progress.steps)).and_then(|()| err.flush())
        } else {
            writeln!(err, "{line}")
        };
    }
}

/// True if this epoch is one of those that get a line.
fn on_a_line(epoch: usize, epochs: usize) -> bool {
    epoch == 1 || epoch.is_multiple_of(epochs.div_ceil(LINES - 2).max(1))
}

fn bar(done: u64, all: u64) -> String {
    let full = (done as f64 / all.max(1) as f64 * WIDTH as f64) as usize;
    let full = full.min(WIDTH);
    format!("{}{}", "█".repeat(full), "░".repeat(WIDTH - full))
}

/// `steps` are the current one and all.
fn line(done: &str, steps: [u64; 2], speed: &str, scores: &str, elapsed: Duration) -> String {
    let [step, steps] = steps;
    let left = steps.saturating_sub(step) as f64 / step.max(1) as f64;
    let left = clock(elapsed.as_secs_f64() * left);
    format!("{done}{scores}  {speed}  {left} left")
}

/// `1.2M`, `35k`, `120`
fn short(number: f64) -> String {
    match number {
        n if n >= 1e6 => format!("{:.1}M", n / 1e6),
        n if n >= 1e3 => format!("{:.0}k", n / 1e3),
        n => format!("{n:.0}"),
    }
}

/// `1:02:05`, `2:05`
fn clock(seconds: f64) -> String {
    let seconds = seconds.min(1e9).round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_where_the_fit_stands() {
        let text = line("epoch 3/10", [30, 100], "35k rows/s", "  train -1.2500", Duration::from_secs(60));
        assert_eq!(text, "epoch 3/10  train -1.2500  35k rows/s  2:20 left");
        assert_eq!((clock(3725.0).as_str(), short(1.25e6).as_str()), ("1:02:05", "1.2M"));
        assert_eq!(short(35_400.0), "35k");
        assert_eq!(bar(30, 100).chars().filter(|c| *c == '█').count(), 7);
    }

    #[test]
    fn long_fits_get_few_lines() {
        for epochs in [1, 5, 19, 20, 21, 50, 1000] {
            let lines = (1..=epochs).filter(|epoch| on_a_line(*epoch, epochs) || *epoch == epochs).count();
            assert!(lines <= LINES && lines >= epochs.min(10), "{lines} lines for {epochs} epochs");
        }
    }
}
