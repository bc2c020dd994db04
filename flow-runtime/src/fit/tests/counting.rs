//! Whole numbers get other noise in every epoch of a fit; the validation's stays.

use super::*;
use crate::engine::images::Images;
use crate::model::{Binarize, Column, ColumnKind, Columns, Recordings};

/// The first column counts.
fn columns() -> Columns {
    let column = |kind| Column { name: String::new(), kind };
    Columns { event: vec![column(ColumnKind::Integer), column(ColumnKind::Real)], ..Columns::default() }
}

/// Counts, and columns of real numbers beside them.
fn rows() -> Vec<f64> {
    let noise = Noise::new(3, Purpose::Data);
    (0..100).flat_map(|k| [f64::from(k * k % 5), noise.normal(0, k as u64, 1, 0)]).collect()
}

/// The mean log-density of rows under a standard normal, each with the noise at its address in a
/// draw.
fn mean(seed: u64, draw: u64, numbers: &[usize]) -> f64 {
    let (noise, rows) = (Noise::new(seed, Purpose::Dequantization), rows());
    let log_prob = |&k: &usize| {
        let x = [rows[2 * k] + noise.uniform(draw, k as u64, 2, 0), rows[2 * k + 1]];
        x.iter().map(|x| -0.5 * x * x - 0.5 * (2.0 * std::f64::consts::PI).ln()).sum::<f64>()
    };
    numbers.iter().map(log_prob).sum::<f64>() / numbers.len() as f64
}

#[test]
fn every_epoch_has_its_own_noise_and_the_validation_keeps_its() {
    let rows = rows();
    let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
    // Steps so small that the flow stays standard normal.
    let validation = Validation::Fraction(0.25);
    let options = FitOptions { epochs: 3, optimizer: adam(1e-12), validation, seed: 7, ..FitOptions::default() };
    let mut order = crate::noise::shuffle_order(&Noise::new(7, Purpose::Split), 0, 100);
    let trained_on = order.split_off(25);
    let mut line = Line::new(1).cast::<f64>();
    line.program_state_mut().statistics.columns = columns();
    let report = fit_with(&mut line, feed, &options, &mut |_| Control::Continue).unwrap();
    assert_eq!((report.epochs.len(), report.training_rows), (3, 75));
    for (record, epoch) in report.epochs.iter().zip(1..) {
        assert!((record.train_log_prob - mean(7, epoch, &trained_on)).abs() < 1e-9, "epoch {epoch}");
        assert!((record.validation_log_prob.unwrap() - mean(7, 0, &order)).abs() < 1e-9, "epoch {epoch}");
    }
    assert!((mean(7, 1, &trained_on) - mean(7, 2, &trained_on)).abs() > 1e-4, "noise that makes no difference");
}

/// The noise is a function of seed and epoch, so neither threads nor an interruption change a bit;
/// nor do they where layers take the statistics of all rows in the end.
#[test]
fn the_bits_are_the_same_on_any_number_of_threads_and_after_an_interruption() {
    let rows = rows();
    let counts = Feed::Rows(Data { events: &rows, contexts: &[] });
    let draw = |epoch| {
        let mut events = vec![0.0; 200];
        Noise::new(5, Purpose::Data).fill_normal(epoch, 0, 2, &mut events);
        Ok(Drawn { events, contexts: vec![] })
    };
    let options = |threads| FitOptions {
        epochs: 3,
        batch_size: 40,
        standardize: Standardization::Moments,
        validation: Validation::Fraction(0.2),
        threads: Some(threads),
        ..FitOptions::default()
    };
    let bits = |flow: &Normed<f64>| flow.program_state().parameters().iter().map(|p| p.to_bits()).collect::<Vec<u64>>();
    for (feed, columns) in [(counts, columns()), (Feed::Fresh(&draw), Columns::default())] {
        let start = || {
            let mut flow = Normed::new(5).cast::<f64>();
            flow.program_state_mut().statistics.columns = columns.clone();
            flow
        };
        let mut whole = start();
        let report = fit_with(&mut whole, feed, &options(1), &mut |_| Control::Continue).unwrap();
        // The last event is the end of the last epoch.
        let events = report.steps as usize + report.epochs.len();
        for stop in [2, 4, events - 1, events] {
            let (mut cut, mut checkpoint, mut seen) = (start(), None, 0);
            fit_with(&mut cut, feed, &options(2), &mut |progress| {
                seen += 1;
                if seen < stop {
                    return Control::Continue;
                }
                checkpoint = Some(progress.checkpoint());
                Control::Stop
            })
            .unwrap();
            let mut back = Normed::new(1).cast::<f64>();
            let checkpoint = checkpoint.expect("a checkpoint");
            resume(&mut back, feed, &options(3), &checkpoint, &mut |_| Control::Continue).unwrap();
            assert_eq!(bits(&back), bits(&whole), "stopped at event {stop} of {events}");
        }
    }
}

#[test]
fn a_fit_of_the_same_numbers_without_noise_is_another() {
    let rows = rows();
    let data = Data { events: &rows, contexts: &[] };
    let options = FitOptions { epochs: 2, ..FitOptions::default() };
    let mut checkpoint = None;
    let mut flow = Line::new(1);
    flow.program_state_mut().statistics.columns = columns();
    fit_with(&mut flow, Feed::Rows(data), &options, &mut |progress| {
        checkpoint = Some(progress.checkpoint());
        Control::Stop
    })
    .unwrap();
    let mut checkpoint: Checkpoint = checkpoint.expect("a checkpoint");
    checkpoint.extra.remove("kinds");
    let error =
        resume(&mut Line::new(1), Feed::Rows(data), &options, &checkpoint, &mut |_| Control::Continue).unwrap_err();
    assert!(error.to_string().contains("kinds of columns"), "{error}");
}

/// The parameters and the scores of the epochs of a fit to whole numbers, in bits.
fn fitted<P: Program<f32>>(
    mut flow: P,
    feed: Feed<'_>,
    (kind, binarize): (ColumnKind, Option<Binarize>),
    options: &FitOptions,
) -> (Vec<f32>, Vec<[u64; 2]>) {
    let whole = Column { name: String::new(), kind };
    // Nothing is kept of columns that are all real.
    let event = if whole.kind == ColumnKind::Real { Vec::new() } else { vec![whole; 2] };
    let columns = Columns { event, context: Vec::new(), binarize, sound: None };
    flow.program_state_mut().statistics.columns = columns;
    let mut cut = None;
    let report = fit_with(&mut flow, feed, options, &mut |progress| {
        if progress.step == 5 {
            cut = Some(progress.checkpoint());
        }
        Control::Continue
    })
    .unwrap();
    let parameters = flow.program_state().parameters().to_vec();
    // A fit that is gone on with in the middle of an epoch ends with the same.
    resume(&mut flow, feed, options, &cut.expect("a fifth step"), &mut |_| Control::Continue).unwrap();
    assert_eq!(flow.program_state().parameters(), parameters);
    let bits = |r: &EpochRecord| [r.train_log_prob, r.validation_log_prob.unwrap_or(0.0)].map(f64::to_bits);
    (parameters, report.epochs.iter().map(bits).collect())
}

#[test]
fn zeros_and_ones_are_gathered_by_their_address() {
    let bytes: Vec<u8> = (0..200u32).map(|k| (k * k % 251) as u8).collect();
    let columns = Columns { binarize: Some(Binarize::Dynamic), ..Columns::default() };
    let d = Line::new(1).program_member();
    let gathered = |chosen: &[usize], draw: u64| {
        let images = Images::new(bytes.as_slice().into(), (0..100).collect(), &columns, (9, draw));
        let mut tile = vec![f32::NAN; 2 * 8];
        images.gather(d, chosen, 8, &mut tile);
        tile
    };
    let tile = gathered(&[3, 99, 40], 1);
    for (lane, row) in [3, 99, 40].into_iter().enumerate() {
        let mut expected: Vec<f64> = bytes[2 * row..][..2].iter().map(|byte| f64::from(*byte)).collect();
        columns.draw_from(row as u64, &mut expected, 2, 9, 1);
        assert_eq!([tile[lane], tile[8 + lane]].map(f64::from).to_vec(), expected);
        // The same whichever rows stand beside it.
        assert_eq!(gathered(&[row], 1)[0], tile[lane]);
    }
    let epochs: Vec<Vec<f32>> = (1..20).map(|draw| gathered(&[50], draw)).collect();
    assert!(epochs.iter().any(|tile| tile != &epochs[0]) && epochs.iter().flatten().all(|x| [0.0, 1.0].contains(x)));
}

/// Images are rows of whole numbers that take less memory: no bit of a fit depends on it, on any
/// number of threads, and with units that are switched off by the numbers of the rows.
#[test]
fn bytes_are_fitted_as_the_numbers_that_they_are() {
    let bytes: Vec<u8> = (0..200u32).map(|k| (k * k % 251) as u8).collect();
    let rows: Vec<f64> = bytes.iter().map(|byte| f64::from(*byte)).collect();
    let (numbers, images) = (Feed::Rows(Data { events: &rows, contexts: &[] }), Feed::Images(&bytes));
    for (validation, threads) in [(Validation::Fraction(0.2), 1), (Validation::None, 3)] {
        let threads = Some(threads);
        let options = FitOptions { epochs: 3, batch_size: 40, validation, threads, seed: 9, ..FitOptions::default() };
        for kind in [
            (ColumnKind::Integer, None),
            (ColumnKind::Pixel { levels: 2 }, Some(Binarize::Dynamic)),
            (ColumnKind::Pixel { levels: 2 }, Some(Binarize::Threshold(100.0))),
            (ColumnKind::Real, Some(Binarize::Dynamic)),
        ] {
            let normed = |feed| fitted(Normed::new(5), feed, kind.clone(), &options);
            assert_eq!(normed(images), normed(numbers), "{kind:?}");
            let dropped = |feed| fitted(Dropped::new(5), feed, kind.clone(), &options);
            assert_eq!(dropped(images), dropped(numbers), "{kind:?}");
            assert_ne!(normed(images).1[0], normed(images).1[1]);
        }
    }
    let refused = |bytes: &[u8], options: FitOptions| {
        let mut flow = Line::new(1);
        fit_with(&mut flow, Feed::Images(bytes), &options, &mut |_| Control::Continue).unwrap_err().to_string()
    };
    let usual = FitOptions::default();
    assert!(refused(&bytes[..199], usual.clone()).starts_with("found 199 bytes, expected rows of 2 each"));
    let standardize = FitOptions { standardize: Standardization::Moments, ..usual };
    assert!(refused(&bytes, standardize).starts_with("found bytes to standardize"));
}

/// Crops of recordings are rows that every epoch draws by their addresses: no bit of a fit tells them from such.
#[test]
fn crops_are_fresh_rows_of_recordings() {
    let levels: Vec<u8> = (0..200u32).map(|k| (k * k % 251) as u8).collect();
    let recordings = Recordings::new(levels, &[7, 90, 2, 101]);
    let draw = |epoch: u64| {
        let place = |row: u64| Noise::new(9, Purpose::Crops).uniform(epoch, row, 1, 0);
        let crops = (0..100).flat_map(|row| recordings.crop(2, place(row)).to_vec());
        Ok(Drawn { events: crops.map(f64::from).collect(), contexts: Vec::new() })
    };
    for threads in [1, 3] {
        let (validation, threads) = (Validation::None, Some(threads));
        let options = FitOptions { epochs: 3, batch_size: 40, validation, threads, seed: 9, ..FitOptions::default() };
        let of = |feed| fitted(Normed::new(5), feed, (ColumnKind::Real, None), &options);
        let crops = of(Feed::Crops(&recordings));
        assert_eq!(crops, of(Feed::Fresh(&draw)));
        assert_ne!(crops.1[0], crops.1[1]);
    }
    // A fraction holds out recordings, whose crops stay the same.
    let options =
        FitOptions { epochs: 2, batch_size: 40, validation: Validation::Fraction(0.25), ..FitOptions::default() };
    let mut flow = Line::new(1);
    let report = fit_with(&mut flow, Feed::Crops(&recordings), &options, &mut |_| Control::Continue).unwrap();
    let held_out: Vec<usize> =
        [7, 90, 2, 101].into_iter().filter(|n| (200usize - n).div_ceil(2) == report.training_rows).collect();
    assert!(!held_out.is_empty() && report.validation.unwrap().rows() == held_out[0] / 2);
    let refused = |recordings: &Recordings, options: &FitOptions| {
        let mut flow = Line::new(1);
        fit_with(&mut flow, Feed::Crops(recordings), options, &mut |_| Control::Continue).unwrap_err().to_string()
    };
    assert!(refused(&recordings.select(&[1]), &options).starts_with("found 1 recording, expected at least 2"));
    let short = Recordings::new(vec![0; 9], &[8, 1]);
    assert!(refused(&short, &FitOptions::default()).starts_with("expected recordings of at least 2 samples"));
    let weighted = FitOptions { weights: vec![1.0; 100], ..FitOptions::default() };
    assert!(refused(&recordings, &weighted).starts_with("found weights beside recordings"));
}
