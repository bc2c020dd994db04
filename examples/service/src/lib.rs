//! A density behind HTTP.
//!
//! ```text
//! POST /score   {"x": [45.0, 0.1], "context": [0.5]}  ─▶ {"log_prob": -3.2}      null where the density is 0
//! POST /reload                                        ─▶ the model file is read again
//! GET  /health                                        ─▶ the architecture that is served
//! ```
//! All requests share one model. A new one takes its place when it has been read and checked; requests
//! that are under way end with the old one, and a file that is wrong changes nothing.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use flow_runtime::fit::{Standardization, Validation};
use flow_runtime::nalgebra::SVector;
use flow_runtime::{ConditionalFlow, Error, FitOptions, flow};
use serde::{Deserialize, Serialize};

flow! {
    /// Where a ball lands, given how hard it was thrown.
    pub struct Landing<2, context = 1> {
        layers: [
            repeat(times = 3, layers = [
                coupling(transformer = affine, conditioner = mlp(hidden = [16, 16], activation = relu)),
                reverse,
            ]),
            affine,
        ],
    }
}

/// A model of made-up throws.
///
/// # Errors
/// Those of the fit.
pub fn trained(seed: u64, epochs: usize) -> flow_runtime::Result<Landing> {
    let forces: Vec<[f64; 1]> = (0..2000).map(|k| [f64::from(k) / 2000.0]).collect();
    let rows = forces.iter().map(|[f]| [90.0 * f + (400.0 * f).sin(), (77.0 * f).cos()]);
    let options = FitOptions {
        epochs,
        validation: Validation::Fraction(0.1),
        standardize: Standardization::Moments,
        seed,
        ..FitOptions::default()
    };
    let mut landing = Landing::new(seed);
    landing.fit(rows, &forces, &options)?;
    landing.set_column_names(&["distance", "height"], &["force"])?;
    Ok(landing)
}

/// The model that is served, and the file that it was read from.
pub struct Served {
    path: PathBuf,
    model: RwLock<Arc<Landing>>,
}

impl Served {
    /// Reads the model file.
    ///
    /// # Errors
    /// Where it cannot be read or is of another flow.
    pub fn open(path: impl AsRef<Path>) -> flow_runtime::Result<Self> {
        let path = path.as_ref().to_owned();
        let model = RwLock::new(Arc::new(Landing::load(&path)?));
        Ok(Served { path, model })
    }

    /// The model as it is now. Whoever holds it keeps it, whatever takes its place.
    pub fn model(&self) -> Arc<Landing> {
        Arc::clone(&self.model.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the file again. Nobody waits for it: the lock is held while a pointer changes.
    ///
    /// # Errors
    /// Those of [`open`](Self::open); the old model stays.
    pub fn reload(&self) -> flow_runtime::Result<()> {
        let new = Arc::new(Landing::load(&self.path)?);
        *self.model.write().unwrap_or_else(PoisonError::into_inner) = new;
        Ok(())
    }
}

#[derive(Deserialize)]
struct Question {
    x: [f32; 2],
    context: [f32; 1],
}

#[derive(Serialize)]
struct Answer {
    /// JSON has no infinity: a point without a density has none.
    log_prob: Option<f32>,
}

/// The routes over a shared model.
pub fn routes(served: Arc<Served>) -> Router {
    Router::new()
        .route("/score", post(score))
        .route("/reload", post(reload))
        .route("/health", get(health))
        .with_state(served)
}

/// Microseconds of work, which need no thread of their own.
async fn score(State(served): State<Arc<Served>>, Json(question): Json<Question>) -> Json<Answer> {
    let log_prob = served.model().log_prob(&SVector::from(question.x), &SVector::from(question.context));
    Json(Answer { log_prob: Some(log_prob).filter(|l| l.is_finite()) })
}

/// Reading a file blocks, so it has a thread of its own.
async fn reload(State(served): State<Arc<Served>>) -> (StatusCode, String) {
    let read = tokio::task::spawn_blocking(move || served.reload()).await;
    match read.unwrap_or_else(|error| Err(Error::environment(error.to_string()))) {
        Ok(()) => (StatusCode::OK, "the model file was read\n".into()),
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, format!("{error}\n")),
    }
}

async fn health(State(served): State<Arc<Served>>) -> String {
    format!("{}\n", served.model().architecture())
}
