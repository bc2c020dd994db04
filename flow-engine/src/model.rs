//! A flow for programs that get their declaration at run time.

use std::fmt;
use std::path::Path;

use flow_compiler::{Compiled, compile, front};
use flow_runtime::__private::engine::batch::{Rows, Units, What};
use flow_runtime::__private::engine::completion::Completion;
use flow_runtime::__private::engine::construct;
use flow_runtime::__private::engine::rows;
use flow_runtime::__private::engine::temperature::Draw;
use flow_runtime::__private::model::standardize::{standardize, unstandardize};
use flow_runtime::__private::{Member, Parametric};
use flow_runtime::data::Columns;
use flow_runtime::fit::{Data, FitOptions, FitReport, fit};
use flow_runtime::{Error, Real, Result};

use crate::{Engine, Number};

/// A density whose declaration is read at run time, in one number type.
///
/// Events and contexts are rows of `f64`, row after row. Their lengths are checked when a method is
/// called; where the declaration names columns, so are names.
///
/// ```
/// use flow_engine::Model;
/// use flow_runtime::FitOptions;
///
/// let mut model = Model::<f32>::from_yaml("flow: Line\nevent: 2\nlayers: [affine]\n", 1)?;
/// // An untrained affine layer is the identity, and the base is standard normal: log p(0) = −log 2π.
/// let log_prob = model.log_prob(&[0.0, 0.0], &[])?;
/// assert!((log_prob[0] + 1.8378771).abs() < 1e-6);
/// let rows = model.sample(100, &[], 7)?;
/// model.fit(&rows, &[], &FitOptions { epochs: 2, ..FitOptions::default() })?;
/// assert!(model.log_prob(&[0.0], &[]).unwrap_err().to_string().contains("1 number"));
/// # Ok::<(), flow_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Model<T: Number = f32> {
    engine: Engine<T>,
}

impl<T: Number> Model<T> {
    /// Reads a declaration in YAML; its parameters are drawn from a seed.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its line and column; a latent variable model, whose
    /// log-density has no closed form.
    pub fn from_yaml(text: &str, seed: u64) -> Result<Self> {
        let compiled = front::yaml::parse(text).and_then(|spec| compile(&spec));
        let refused = |errors: flow_compiler::diag::Diagnostics| Error::input(errors.render("declaration", text));
        let compiled = compiled.map_err(refused)?;
        if compiled.latent().is_some() {
            return Err(Error::input("found a latent variable model, expected a flow")
                .help("`flow_engine::latent` makes a model of such a declaration"));
        }
        Ok(Self::new(&compiled, seed))
    }

    /// The model of a compiled declaration.
    pub fn new(compiled: &Compiled, seed: u64) -> Self {
        Self::of(Engine::new(compiled, seed))
    }

    /// The model that an engine computes.
    pub fn of(engine: Engine<T>) -> Self {
        Model { engine }
    }

    /// The engine that computes it.
    pub fn engine(&self) -> &Engine<T> {
        &self.engine
    }

    /// Reads the numbers of a model file, as [`save`](Self::save) and compiled flows write it.
    ///
    /// # Errors
    /// Where the file cannot be read, is damaged, or holds another architecture.
    pub fn load(&self, path: impl AsRef<Path>) -> Result<Self> {
        Ok(Model { engine: construct::reload(&self.engine, path.as_ref())? })
    }

    /// Writes a model file, which a compiled flow of the same declaration reads.
    ///
    /// # Errors
    /// Refuses parameters that are not finite; otherwise when the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        construct::save(&self.engine, path.as_ref())
    }

    /// Elements of an event.
    pub fn event(&self) -> usize {
        self.member().size()
    }

    /// Elements of a context; 0 without one.
    pub fn context(&self) -> usize {
        self.member().context
    }

    /// The names of the columns of the rows that it was fitted to, of the event first; empty where
    /// they had none.
    pub fn columns(&self) -> Vec<String> {
        let columns = &self.engine.program_state().statistics.columns;
        [columns.event_names(), columns.context_names()].concat()
    }

    /// Names the columns of the rows to come, those of the event first. They are kept in model files.
    ///
    /// # Errors
    /// Where there are not as many names as elements of an event and a context.
    pub fn set_columns(&mut self, names: &[&str]) -> Result<()> {
        let expected = self.event() + self.context();
        if names.len() != expected {
            return Err(Error::input(format!("found {} names of columns, expected {expected}", names.len())));
        }
        let (event, context) = names.split_at(self.event());
        self.engine.program_state_mut().statistics.columns =
            Columns::named(event.iter().copied(), context.iter().copied());
        Ok(())
    }

    /// Changes the order of the columns of rows to that of the model, by their names.
    ///
    /// # Errors
    /// Where a name is missing or the rows are not whole.
    pub fn arrange(&self, names: &[&str], rows: &[f64]) -> Result<Vec<f64>> {
        let place = |wanted: &String| {
            names.iter().position(|name| name == wanted).ok_or_else(|| {
                let found = names.join("`, `");
                Error::input(format!("found the columns `{found}`, expected one named `{wanted}`"))
            })
        };
        let places: Vec<usize> = self.columns().iter().map(place).collect::<Result<_>>()?;
        whole(rows, names.len(), "rows")?;
        Ok(rows.chunks(names.len().max(1)).flat_map(|row| places.iter().map(|k| row[*k])).collect())
    }

    /// Fits the model to rows of events, and of contexts where it has one.
    ///
    /// # Errors
    /// For rows and options that do not fit; for numbers that fail, with the last good parameters kept.
    pub fn fit(&mut self, events: &[f64], contexts: &[f64], options: &FitOptions) -> Result<FitReport> {
        self.count(events, contexts)?;
        fit(&mut self.engine, &Data { events, contexts }, options)
    }

    /// `log p(x)` of each event, in nats.
    ///
    /// # Errors
    /// For rows that are not whole.
    pub fn log_prob(&self, events: &[f64], contexts: &[f64]) -> Result<Vec<f64>> {
        self.count(events, contexts)?;
        let (events, contexts) = (numbers::<T>(events), numbers::<T>(contexts));
        Ok(wide(&rows::log_prob(&self.engine, Rows::of_data(&events, &contexts))))
    }

    /// `x → z`: the latent events, and the log-determinant of each.
    ///
    /// # Errors
    /// For rows that are not whole.
    pub fn inverse(&self, events: &[f64], contexts: &[f64]) -> Result<(Vec<f64>, Vec<f64>)> {
        self.apply(What::Inverse, events, contexts)
    }

    /// `z → x`: events, and the log-determinant of each.
    ///
    /// # Errors
    /// For rows that are not whole.
    pub fn forward(&self, latent: &[f64], contexts: &[f64]) -> Result<(Vec<f64>, Vec<f64>)> {
        self.apply(What::Forward, latent, contexts)
    }

    fn apply(&self, what: What, events: &[f64], contexts: &[f64]) -> Result<(Vec<f64>, Vec<f64>)> {
        self.count(events, contexts)?;
        let (events, contexts) = (numbers::<T>(events), numbers::<T>(contexts));
        let (out, ladj) = rows::apply(&self.engine, what, Rows::of_data(&events, &contexts));
        Ok((wide(&out), wide(&ladj)))
    }

    /// Draws `n` events: equal seeds give equal events. A context for each where the model has one.
    ///
    /// # Errors
    /// Where there are not as many contexts.
    pub fn sample(&self, n: usize, contexts: &[f64], seed: u64) -> Result<Vec<f64>> {
        self.drawn(n, contexts, seed.into())
    }

    /// Draws the same events with the deviations of the base from its location multiplied by a
    /// temperature: 1 draws from the model itself, and 0 gives what the mode of the base becomes.
    ///
    /// # Errors
    /// Where there are not as many contexts; for a temperature that is negative or not finite, and one
    /// other than 1 of a base without one location: uniform numbers, angles and mixtures.
    pub fn sample_at_temperature(&self, n: usize, contexts: &[f64], seed: u64, temperature: f64) -> Result<Vec<f64>> {
        self.drawn(n, contexts, Draw::at_temperature(seed, temperature, self.member().base.sampler)?)
    }

    /// Events whose first `known` positions are those of `events`, as
    /// [`Flow::complete`](flow_runtime::Flow::complete) has it; a context for each where the model has one.
    ///
    /// # Errors
    /// For rows that are not whole, and those of [`Flow::complete`](flow_runtime::Flow::complete).
    pub fn complete(&self, events: &[f64], contexts: &[f64], known: usize, seed: u64) -> Result<Vec<f64>> {
        let n = self.count(events, contexts)?;
        let completion = Completion { events: events.to_vec(), known, each: 1, seed };
        completion.check(&self.engine)?;
        let contexts = numbers::<T>(contexts);
        Ok(wide(&completion.rows(&self.engine, 0, n, &contexts, Units::Data).0))
    }

    /// The way from one event to another along their latent values, in `steps` steps with both ends, given one
    /// context: on an arc for a normal base, and else on a line, as
    /// [`Flow::interpolate`](flow_runtime::Flow::interpolate) has it.
    ///
    /// # Errors
    /// For events that are not one each, fewer than two steps, and an end of density 0.
    pub fn interpolate(&self, from: &[f64], to: &[f64], context: &[f64], steps: usize) -> Result<Vec<f64>> {
        for (end, events) in [("from", from), ("to", to)] {
            match self.count(events, context)? {
                1 => {}
                n => return Err(Error::input(format!("found {n} events for `{end}`, expected one"))),
            }
        }
        let statistics = &self.engine.program_state().statistics;
        let path = rows::path_between(
            &self.engine,
            &[from, to].concat(),
            &context.repeat(2),
            ["the event `from`", "the event `to`"],
            steps,
        )?;
        let contexts = standardize(&context.repeat(steps), statistics.context.as_ref());
        let (events, _) = rows::along(&self.engine, &path, 0, steps, &contexts, Units::Standardized);
        Ok(self.settled(&events))
    }

    /// Standardised events as rows of data.
    fn settled(&self, events: &[T]) -> Vec<f64> {
        let statistics = &self.engine.program_state().statistics;
        let mut events = unstandardize(events, statistics.event.as_ref());
        statistics.columns.settle(&mut events, self.event());
        events
    }

    fn drawn(&self, n: usize, contexts: &[f64], draw: Draw) -> Result<Vec<f64>> {
        if contexts.len() != n * self.context() {
            let expected =
                format!("expected {} for {n} events of a model with {} each", n * self.context(), self.context());
            return Err(Error::input(format!("found {} numbers of contexts, {expected}", contexts.len())));
        }
        let statistics = &self.engine.program_state().statistics;
        let contexts = standardize(contexts, statistics.context.as_ref());
        let (events, _) = rows::sample(&self.engine, 0, n, &contexts, Units::Standardized, draw);
        Ok(self.settled(&events))
    }

    fn member(&self) -> &'static Member {
        self.engine.program_member()
    }

    /// The number of rows, if they are whole and as many as their contexts.
    fn count(&self, events: &[f64], contexts: &[f64]) -> Result<usize> {
        let n = whole(events, self.event(), "events")?;
        if contexts.len() != n * self.context() {
            let (found, each) = (contexts.len(), self.context());
            return Err(Error::input(format!(
                "found {found} numbers of contexts for {n} events, expected {each} each"
            )));
        }
        Ok(n)
    }
}

/// The number of rows of so many numbers.
fn whole(numbers: &[f64], size: usize, what: &str) -> Result<usize> {
    match numbers.len() % size.max(1) {
        0 => Ok(numbers.len() / size.max(1)),
        _ => {
            let (n, s) = (numbers.len(), if numbers.len() == 1 { "" } else { "s" });
            Err(Error::input(format!("found {n} number{s} of {what}, expected a multiple of {size}")))
        }
    }
}

fn numbers<T: Real>(values: &[f64]) -> Vec<T> {
    values.iter().map(|v| T::from_f64(*v)).collect()
}

fn wide<T: Real>(values: &[T]) -> Vec<f64> {
    values.iter().map(|v| v.to_f64()).collect()
}

impl<T: Number> fmt::Debug for Model<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        construct::describe(&self.engine, f)
    }
}
