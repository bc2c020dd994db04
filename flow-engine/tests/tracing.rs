//! Events that a subscriber of `tracing` is told: of epochs, of fits that end and fail, of model files.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use flow_engine::Model;
use flow_runtime::FitOptions;
use flow_runtime::fit::Optimizer;
use flow_runtime::optim::Sgd;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes each event of the runtime down, a line each.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("flow_runtime")
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[test]
fn a_subscriber_is_told_of_epochs_ends_and_files() {
    let lines = Lines::default();
    // A fit works on threads of its own, so the subscriber is that of the process.
    tracing::subscriber::set_global_default(lines.clone()).unwrap();
    let mut model: Model = Model::from_yaml("flow: Line\nevent: 1\nlayers: [affine]\n", 1).unwrap();
    let rows: Vec<f64> = (0..40).map(f64::from).collect();
    let options = FitOptions { epochs: 2, batch_size: 10, threads: Some(1), ..FitOptions::default() };
    model.fit(&rows, &[], &options).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("line.safetensors");
    model.save(&path).unwrap();
    model.load(&path).unwrap();
    let huge = Optimizer::Sgd(Sgd { learning_rate: 1e30, ..Sgd::default() });
    model.fit(&rows, &[], &FitOptions { optimizer: huge, ..options }).unwrap_err();
    let lines = lines.0.lock().unwrap();
    let starts = [
        "INFO message=epoch ended flow=\"Line\" epoch=1 train=-",
        "INFO message=epoch ended flow=\"Line\" epoch=2 train=-",
        "INFO message=fit ended flow=\"Line\" steps=8 epochs=2 best_epoch=2 stopped=Completed",
        "DEBUG message=model saved flow=\"Line\" path=",
        "DEBUG message=model loaded flow=\"Line\" path=",
        "WARN message=fit failed flow=\"Line\" error=",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line} instead of {start}");
    }
    assert_eq!(lines.len(), starts.len(), "{lines:?}");
}
