//! Diagnoses of models.

use std::fs;

use flow_program::Dtype;
use flow_runtime::Flow;
use flow_runtime::data::write_npy;
use flow_runtime::noise::{Noise, Purpose};
use serde_json::Value;

use crate::flows::Small;
use crate::program::small;

/// A standard normal flow on normal rows is calibrated and normalised; on rows of another scale it is not calibrated.
#[test]
fn a_diagnosis_tells_right_from_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let mut values = vec![0.0; 4000];
    Noise::new(4, Purpose::Data).fill_normal(0, 0, 1, &mut values);
    write_npy(&folder.path().join("right.npy"), &[2000, 2], &values, Dtype::F64).unwrap();
    values.iter_mut().for_each(|x| *x *= 1.5);
    write_npy(&folder.path().join("wrong.npy"), &[2000, 2], &values, Dtype::F64).unwrap();
    Small::new(1).cast::<f64>().save(folder.path().join("m.safetensors")).unwrap();
    let diagnose = |line: &str| small(folder.path(), &format!("diagnose --model @/m.safetensors {line}")).unwrap().text;
    let parsed = |line: &str| serde_json::from_str::<Value>(&diagnose(line)).unwrap();
    let right = parsed("--data @/right.npy --format json");
    let wrong = parsed("--data @/wrong.npy --format json");
    let integral = right["normalisation"]["integral"].as_f64().unwrap();
    assert!((integral - 1.0).abs() < 1e-3, "{right}");
    assert!(right["round_trip"]["largest"].as_f64().unwrap() < 1e-9, "{right}");
    // The untrained network moves little.
    assert!(right["calibration"][0]["distance"].as_f64().unwrap() < 0.06, "{right}");
    assert!(wrong["calibration"][0]["p"].as_f64().unwrap() < 1e-6, "{wrong}");
    assert_eq!(right["least_likely"].as_array().unwrap().len(), 10);
    let text = diagnose("--data @/right.npy");
    assert!(text.contains("least likely rows (from 1):\n  row ") && text.contains("\nnormalisation: "), "{text}");
}

/// Rows are named by their place in the file, also where some of it is read.
#[test]
fn unlikely_rows_are_those_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    // Row 61, counted from 1, lies far out.
    let row =
        |k: usize| if k == 60 { "40,40\n".into() } else { format!("{},{}\n", (k as f64).sin(), (k as f64).cos()) };
    fs::write(folder.path().join("all.csv"), format!("a,b\n{}", (0..90).map(row).collect::<String>())).unwrap();
    Small::new(1).save(folder.path().join("m.safetensors")).unwrap();
    for rows in ["", " --rows 5:80"] {
        let line = format!("diagnose --model @/m.safetensors --data @/all.csv --format json{rows}");
        let found: Value = serde_json::from_str(&small(folder.path(), &line).unwrap().text).unwrap();
        let least = &found["least_likely"][0];
        assert_eq!((least["row"].as_u64(), least["values"][0].as_f64()), (Some(61), Some(40.0)), "{rows}");
    }
}
