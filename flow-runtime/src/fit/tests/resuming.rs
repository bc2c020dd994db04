//! A fit that was interrupted and gone on with ends with the bits of one that was not.

use super::*;
use crate::flow::examples::Priced;
use crate::model::checkpoint::Checkpoint;
use crate::optim::{Adamw, Rmsprop};

type Bits = (Vec<u32>, FitReport);

fn bits(small: &Small<f32>, mut report: FitReport) -> Bits {
    report.epochs.iter_mut().for_each(|record| record.seconds = 0.0);
    (small.parameters().flat_map(|p| p.values).map(|v| v.to_bits()).collect(), report)
}

/// The whole fit at once.
fn uninterrupted(feed: Feed<'_>, options: &FitOptions) -> Bits {
    let mut small = Small::new(3);
    let report = fit_with(&mut small, feed, options, &mut |_| Control::Continue).unwrap();
    bits(&small, report)
}

/// Stops at the event of this number, by way of a file.
fn stopped_at(event: usize, feed: Feed<'_>, options: &FitOptions, from: Option<&Checkpoint>) -> Option<Checkpoint> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let mut seen = 0;
    let mut observer = |progress: &Progress<'_, Small<f32>>| {
        seen += 1;
        if seen < event {
            return Control::Continue;
        }
        progress.checkpoint().save(&path).unwrap();
        Control::Stop
    };
    let mut small = Small::new(3);
    match from {
        None => fit_with(&mut small, feed, options, &mut observer),
        Some(checkpoint) => resume(&mut small, feed, options, checkpoint, &mut observer),
    }
    .unwrap();
    path.exists().then(|| Checkpoint::load(&path).unwrap())
}

fn resumed(checkpoint: &Checkpoint, feed: Feed<'_>, options: &FitOptions) -> Bits {
    // Another seed: nothing of this flow may matter.
    let mut small = Small::new(99);
    let report = resume(&mut small, feed, options, checkpoint, &mut |_| Control::Continue).unwrap();
    bits(&small, report)
}

fn rows() -> Vec<f64> {
    normals(200, [0.0, 1.0], [1.0, 2.0], 0.7).as_slice().to_vec()
}

fn options(optimizer: Optimizer) -> FitOptions {
    FitOptions {
        epochs: 4,
        batch_size: 70,
        optimizer,
        schedule: Schedule::Cosine { final_fraction: 0.1, warm_up: 3 },
        clip_norm: Some(1.0),
        validation: Validation::Fraction(0.2),
        standardize: Standardization::Moments,
        weights: (0..200).map(|k| 0.5 + f64::from(k % 3)).collect(),
        threads: Some(1),
        seed: 5,
        ..FitOptions::default()
    }
}

#[test]
fn a_resumed_fit_ends_with_the_same_bits() {
    let rows = rows();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let optimizers = [
        adam(0.01),
        Optimizer::Adamw(Adamw::default()),
        Optimizer::Sgd(Sgd { learning_rate: 0.05, ..Sgd::default() }),
        Optimizer::Sgd(Sgd { momentum: 0.9, nesterov: true, ..Sgd::default() }),
        Optimizer::Rmsprop(Rmsprop { momentum: 0.5, ..Rmsprop::default() }),
    ];
    for (k, optimizer) in optimizers.into_iter().enumerate() {
        let options = options(optimizer);
        let expected = uninterrupted(feed, &options);
        // An epoch has 3 steps and its end: event 4 is the first epoch's end, event 16 the fit's.
        let events: &[usize] = if k == 0 { &[1, 3, 4, 6, 7, 15, 16] } else { &[6] };
        for &event in events {
            let checkpoint = stopped_at(event, feed, &options, None).unwrap();
            let other_threads = FitOptions { threads: Some(3), ..options.clone() };
            assert!(resumed(&checkpoint, feed, &other_threads) == expected, "{optimizer:?} after {event} events");
        }
    }
}

#[test]
fn so_does_one_that_is_interrupted_at_every_event() {
    let rows = rows();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let options = options(adam(0.01));
    let mut checkpoint = stopped_at(1, feed, &options, None).unwrap();
    while let Some(next) = stopped_at(1, feed, &options, Some(&checkpoint)) {
        checkpoint = next;
    }
    assert!(resumed(&checkpoint, feed, &options) == uninterrupted(feed, &options));
}

#[test]
fn patience_steps_and_fresh_rows_go_on_too() {
    let noise = Noise::new(5, Purpose::Data);
    let draw = |epoch| {
        let mut events = vec![0.0; 200];
        noise.fill_normal(epoch, 0, 2, &mut events);
        Ok(Drawn { events, contexts: vec![] })
    };
    // A validation from which the fit moves away, so that patience ends it.
    let validation = Validation::Rows { events: vec![6.0; 20], contexts: vec![], weights: vec![] };
    let patient = FitOptions { weights: vec![], validation, patience: Some(2), ..options(adam(0.05)) };
    let cut = FitOptions { weights: vec![], steps: Some(5), ..options(adam(0.01)) };
    for (options, stopped, epochs) in [(patient, Stopped::Patience, 3), (cut, Stopped::Completed, 3)] {
        let expected = uninterrupted(Feed::Fresh(&draw), &options);
        assert_eq!((expected.1.stopped, expected.1.epochs.len()), (stopped, epochs));
        for event in 1.. {
            let Some(checkpoint) = stopped_at(event, Feed::Fresh(&draw), &options, None) else { break };
            assert!(resumed(&checkpoint, Feed::Fresh(&draw), &options) == expected, "{event}");
        }
    }
}

#[test]
fn a_checkpoint_of_another_fit_is_refused_with_what_differs() {
    let rows = rows();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let options = options(adam(0.01));
    let checkpoint = stopped_at(5, feed, &options, None).unwrap();
    let refused = |feed, options: &FitOptions| {
        let mut small = Small::new(3);
        let error = resume(&mut small, feed, options, &checkpoint, &mut |_| Control::Continue).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert_eq!(
            small.parameters().next().map(|p| p.values.to_vec()),
            Small::new(3).parameters().next().map(|p| p.values.to_vec())
        );
        error.to_string()
    };
    let other = refused(feed, &FitOptions { epochs: 5, seed: 6, ..options.clone() });
    let expected = "found the checkpoint of a fit with epochs 4, seed 5, data seed 5, expected one with epochs 5, seed 6, data seed 6\nhelp: ";
    assert!(other.starts_with(expected), "{other}");
    let by_steps = refused(feed, &FitOptions { steps: Some(12), ..options.clone() });
    assert!(
        by_steps.starts_with("found the checkpoint of a fit with epochs 4, expected one with steps 12\n"),
        "{by_steps}"
    );
    let sgd = refused(feed, &FitOptions { optimizer: Optimizer::Sgd(Sgd::default()), ..options.clone() });
    assert!(sgd.contains("optimizer Adam {") && sgd.contains("expected one with optimizer Sgd {"), "{sgd}");
    let mut changed = rows.clone();
    changed[17] += 1e-9;
    let changed = refused(Feed::Rows(Data { events: &changed, contexts: &[] }), &options);
    assert!(changed.starts_with("found the checkpoint of a fit with rows "), "{changed}");
    let mut line = Line::new(1);
    let error = resume(&mut line, feed, &options, &checkpoint, &mut |_| Control::Continue).unwrap_err().to_string();
    assert!(
        error.starts_with("found flow `Small` of another architecture") && error.contains("than `Line`"),
        "{error}"
    );
    let mut double = Small::new(3).cast::<f64>();
    let error = resume(&mut double, feed, &options, &checkpoint, &mut |_| Control::Continue).unwrap_err().to_string();
    assert!(error.starts_with("found the checkpoint of a fit with dtype f32, expected one with dtype f64"), "{error}");
    let mut model = checkpoint.clone();
    model.extra.retain(|key, _| !key.starts_with("training."));
    let error = resume(&mut Small::new(3), feed, &options, &model, &mut |_| Control::Continue).unwrap_err().to_string();
    assert!(error.starts_with("found no readable `training.identity`"), "{error}");
}

/// The location and scale of a declared column start at what is measured; a fit that goes on must
/// not measure again.
#[test]
fn a_flow_with_declared_supports_goes_on_with_the_same_bits() {
    let x = normals(150, [1.0, 0.0, -1.0], [0.5, 1.0, 2.0], 0.0);
    let rows: Vec<f64> = x.column_iter().flat_map(|c| [c[0].exp(), 1.0 / (1.0 + c[1].exp()), c[2]]).collect();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let options = FitOptions { weights: vec![], ..options(adam(0.01)) };
    let bits = |flow: &Priced<f32>| flow.program_state().parameters().iter().map(|p| p.to_bits()).collect::<Vec<u32>>();
    let mut whole = Priced::new(3);
    fit_with(&mut whole, feed, &options, &mut |_| Control::Continue).unwrap();
    let untouched = Priced::new(3);
    assert_ne!(bits(&whole), bits(&untouched));
    for stop in [1, 2, 3, 7, 8, 12] {
        let (mut cut, mut checkpoint, mut seen) = (Priced::new(3), None, 0);
        fit_with(&mut cut, feed, &options, &mut |progress| {
            seen += 1;
            if seen < stop {
                return Control::Continue;
            }
            checkpoint = Some(progress.checkpoint());
            Control::Stop
        })
        .unwrap();
        let checkpoint = checkpoint.expect("a checkpoint");
        let mut back = Priced::new(99);
        resume(&mut back, feed, &options, &checkpoint, &mut |_| Control::Continue).unwrap();
        assert_eq!(bits(&back), bits(&whole), "stopped at event {stop}");
        assert_eq!(back.program_state().statistics, whole.program_state().statistics);
    }
}

/// A fit that is continued keeps what the flow has, and gives it up only for something better.
#[test]
fn a_continued_fit_begins_with_the_fitted_flow() {
    let rows = rows();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let first = options(adam(0.01));
    let mut small = Small::new(3);
    let before = fit_with(&mut small, feed, &first, &mut |_| Control::Continue).unwrap().validation.unwrap();
    let (fitted, statistics) = (small.clone(), small.program_state().statistics.clone());
    // Steps that are far too long make every epoch worse: the flow leaves as it came.
    let wild = FitOptions {
        continued: true,
        epochs: 2,
        ..options(Optimizer::Sgd(Sgd { learning_rate: 3.0, ..Sgd::default() }))
    };
    let report = fit_with(&mut small, feed, &wild, &mut |_| Control::Continue).unwrap();
    assert_eq!((report.best_epoch, report.validation), (0, Some(before)));
    assert!(small.parameters().eq(fitted.parameters()));
    let more = FitOptions { continued: true, epochs: 20, seed: 6, data_seed: Some(5), ..first };
    let report = fit_with(&mut small, feed, &more, &mut |_| Control::Continue).unwrap();
    assert!(report.validation.unwrap().mean() > before.mean(), "{:?} after {before:?}", report.validation);
    assert_eq!(small.program_state().statistics, statistics);
}

/// Fits that share the seed of the data are judged by the same rows.
#[test]
fn a_seed_of_the_data_chooses_the_validation() {
    let rows = rows();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    let judged = |seed, data_seed| {
        // A flow that hardly moves is judged as it begins.
        let options = FitOptions { seed, data_seed, epochs: 1, ..options(adam(1e-12)) };
        fit_with(&mut Small::new(3), feed, &options, &mut |_| Control::Continue).unwrap().validation.unwrap().mean()
    };
    assert!((judged(1, Some(7)) - judged(2, Some(7))).abs() < 1e-6);
    assert!((judged(7, None) - judged(2, Some(7))).abs() < 1e-6);
    assert!((judged(1, None) - judged(2, None)).abs() > 1e-4);
}
