//! `flow import`: weights of other packages, by their formulas as they are written out here.
//!
//! What the packages themselves compute is compared by `tests/peers/import.py`, which needs them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use safetensors::tensor::{Dtype, TensorView};

use super::choices::{done, read, refused, write};

/// `−ln 10⁻³`
const CLIP: f64 = 6.907755278982137;

/// Numbers between −1 and 1 that look drawn.
pub(super) struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    pub fn several(&mut self, n: usize, scale: f64) -> Vec<f64> {
        (0..n).map(|_| scale * self.next()).collect()
    }
}

/// The tensors of a file: shape and numbers.
pub(super) type File = BTreeMap<String, (Vec<usize>, Vec<f64>)>;

fn save(folder: &Path, name: &str, file: &File) {
    let bytes = |values: &[f64]| values.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>();
    let all: Vec<(&String, &Vec<usize>, Vec<u8>)> =
        file.iter().map(|(name, (shape, values))| (name, shape, bytes(values))).collect();
    let views = all.iter().map(|(name, shape, bytes)| {
        (name.as_str(), TensorView::new(Dtype::F64, (*shape).clone(), bytes).expect("a tensor"))
    });
    fs::write(folder.join(name), safetensors::serialize(views, None).expect("tensors")).expect("a file");
}

/// A linear map of some masked entries.
pub(super) struct Map {
    weight: Vec<Vec<f64>>,
    mask: Vec<Vec<f64>>,
    bias: Vec<f64>,
}

impl Map {
    pub fn new(mask: Vec<Vec<f64>>, numbers: &mut Numbers) -> Map {
        let weight = mask.iter().map(|row| numbers.several(row.len(), 0.9)).collect();
        let bias = numbers.several(mask.len(), 0.5);
        Map { weight, mask, bias }
    }

    pub fn of(&self, x: &[f64]) -> Vec<f64> {
        let row = |k: usize| {
            let entries = self.weight[k].iter().zip(&self.mask[k]).zip(x);
            entries.map(|((weight, mask), x)| weight * mask * x).sum::<f64>() + self.bias[k]
        };
        (0..self.bias.len()).map(row).collect()
    }

    pub fn put(&self, file: &mut File, name: &str, masked: bool) {
        let shape = vec![self.weight.len(), self.weight[0].len()];
        file.insert(format!("{name}.weight"), (shape.clone(), self.weight.concat()));
        file.insert(format!("{name}.bias"), (vec![self.bias.len()], self.bias.clone()));
        if masked {
            file.insert(format!("{name}.mask"), (shape, self.mask.concat()));
        }
    }
}

pub(super) fn relu(h: Vec<f64>) -> Vec<f64> {
    h.into_iter().map(|h| h.max(0.0)).collect()
}

pub(super) fn matrix(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> bool) -> Vec<Vec<f64>> {
    (0..rows).map(|i| (0..columns).map(|k| f64::from(u8::from(entry(i, k)))).collect()).collect()
}

pub(super) fn normal(z: &[f64]) -> f64 {
    z.iter().map(|z| -0.5 * z * z - 0.5 * (2.0 * std::f64::consts::PI).ln()).sum()
}

/// zuko's `MAF(3, transforms=2, hidden_features=[5, 4])` as its formulas say it: unit j of a hidden layer reads the
/// elements whose rank is at most j mod 2, and element i the units that read elements before it alone.
fn maf() -> File {
    let (mut file, mut numbers) = (File::new(), Numbers(1));
    let mut transforms = Vec::new();
    for k in 0..2 {
        let rank = move |i: usize| if k == 0 { i } else { 2 - i };
        let degree = |unit: usize| unit % 2;
        let maps = [
            Map::new(matrix(5, 3, |j, i| rank(i) <= degree(j)), &mut numbers),
            Map::new(matrix(4, 5, |j, l| degree(l) <= degree(j)), &mut numbers),
            Map::new(matrix(6, 4, |row, l| degree(l) < rank(row / 2)), &mut numbers),
        ];
        for (number, map) in maps.iter().enumerate() {
            map.put(&mut file, &format!("transform.transforms.{k}.hyper.{}", 2 * number), true);
        }
        transforms.push(maps);
    }
    let mut rows = Vec::new();
    let log_prob = (0..50).map(|_| {
        let x = numbers.several(3, 2.0);
        let (mut z, mut ladj) = (x.clone(), 0.0);
        for [first, second, last] in &transforms {
            let raw = last.of(&relu(second.of(&relu(first.of(&z)))));
            for (i, z) in z.iter_mut().enumerate() {
                let (shift, scale) = (raw[2 * i], raw[2 * i + 1]);
                let log_scale = scale / (1.0 + (scale / CLIP).abs());
                *z = *z * log_scale.exp() + shift;
                ladj += log_scale;
            }
        }
        rows.extend(x);
        normal(&z) + ladj
    });
    let log_prob: Vec<f64> = log_prob.collect();
    file.insert("check.x".into(), (vec![50, 3], rows));
    file.insert("check.log_prob".into(), (vec![50], log_prob));
    file
}

const MAF: &str = "flow: Imported
event: 3
layers:
  - invert: {layer: {autoregressive: {explicit: forward, order: descending, transformer: {affine: {scale: softclip, bound: 6.907755278982137}}, conditioner: {made: {hidden: [5, 4]}}}}}
  - invert: {layer: {autoregressive: {explicit: forward, transformer: {affine: {scale: softclip, bound: 6.907755278982137}}, conditioner: {made: {hidden: [5, 4]}}}}}
";

const IMPORT: [&str; 7] = ["import", "--from", "zuko", "model.safetensors", "--spec", "spec.yaml", "-o"];

/// A folder with a file and a specification.
pub(super) fn folder(file: &File, spec: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    save(folder.path(), "model.safetensors", file);
    write(folder.path(), "spec.yaml", spec);
    folder
}

/// The largest difference that a report tells.
pub(super) fn difference(report: &str) -> f64 {
    let line =
        report.lines().find_map(|line| line.strip_prefix("largest difference of log_prob on ")).expect("a figure");
    line.split(": ").nth(1).expect("a figure").parse().expect("a number")
}

/// Refused, and nothing is written.
fn refused_import(file: &File, spec: &str, expected: &[&str]) {
    let folder = folder(file, spec);
    let error = refused(folder.path(), &[&IMPORT[..], &["run"]].concat());
    for part in expected {
        assert!(error.contains(part), "{part} in: {error}");
    }
    assert!(!folder.path().join("run").exists());
}

/// The run scores as the formulas say, samples, and is drawn.
#[test]
fn a_maf_of_zuko_becomes_a_run() {
    let file = maf();
    let folder = folder(&file, &format!("{MAF}train: {{dtype: f64}}\n"));
    let at = folder.path();
    let (report, _) = done(at, &[&IMPORT[..], &["run"]].concat());
    assert!(difference(&report) < 1e-12, "{report}");
    for part in [
        "transform.transforms.0.hyper.0.weight [5, 3] → layers.1.conditioner.0.weight: units sorted by degree, masked: 8 of 15 dropped",
        "transform.transforms.1.hyper.4.bias [6] → layers.0.conditioner.2.bias: rows in the order of our parameters",
        "directions: their layers were read from data to base",
        "masks: a hidden unit has the degree of the last element",
    ] {
        assert!(report.contains(part), "{part} in {report}");
    }
    let (shape, rows) = &file["check.x"];
    let lines: String = rows.chunks(shape[1]).map(|row| format!("{:?},{:?},{:?}\n", row[0], row[1], row[2])).collect();
    write(at, "rows.csv", &format!("a,b,c\n{lines}"));
    done(at, &["score", "run", "--data", "rows.csv", "-o", "scores.csv"]);
    let scores: Vec<f64> = read(at, "scores.csv").lines().skip(1).map(|x| x.parse().expect("a number")).collect();
    for (found, expected) in scores.iter().zip(&file["check.log_prob"].1) {
        assert!((found - expected).abs() < 1e-9, "{found}, expected {expected}");
    }
    done(at, &["sample", "run", "-n", "10", "--seed", "1", "-o", "samples.csv"]);
    done(at, &["plot", "run"]);
    let error = refused(at, &[&IMPORT[..], &["run"]].concat());
    assert!(error.contains("found the model of an earlier run"), "{error}");
}

/// Reversals in place of orders, and units that stay free, give the same density.
#[test]
fn orders_and_widths_may_be_written_in_other_ways() {
    let reversed = MAF.replace("order: descending, ", "").replace(
        "  - invert: {layer: {autoregressive: {explicit: forward, t",
        "  - reverse\n  - invert: {layer: {autoregressive: {explicit: forward, t",
    );
    let wide = MAF.replace("[5, 4]", "[8, 9]");
    for spec in [reversed, wide.clone(), MAF.replace("event: 3", "event: 3\ntrain: {dtype: f64}")] {
        let folder = folder(&maf(), &spec);
        let (report, _) = done(folder.path(), &[&IMPORT[..], &["run"]].concat());
        assert!(difference(&report) < 1e-12, "{report}");
        assert_eq!(report.contains("zeros for 3 units that stay free"), spec == wide, "{report}");
        assert_eq!(report.contains("as it is saved, in f32"), !spec.contains("f64"), "{report}");
    }
}

#[test]
fn without_rows_nothing_is_compared() {
    let mut file = maf();
    file.retain(|name, _| !name.starts_with("check."));
    let folder = folder(&file, MAF);
    let (report, _) = done(folder.path(), &[&IMPORT[..], &["run"]].concat());
    assert!(report.contains("nothing was compared") && report.contains("docs/import.md"), "{report}");
}

/// normflows' `AffineCouplingBlock(MLP([1, 3, 4]))` of three elements, its swap, and `ActNorm`: from base to data.
#[test]
fn couplings_of_normflows_go_from_base_to_data() {
    let (mut file, mut numbers) = (File::new(), Numbers(3));
    let all = |rows: usize, columns: usize| matrix(rows, columns, |_, _| true);
    let maps = [Map::new(all(3, 2), &mut numbers), Map::new(all(2, 3), &mut numbers)];
    maps.iter()
        .enumerate()
        .for_each(|(k, map)| map.put(&mut file, &format!("flows.0.flows.1.param_map.net.{}", 2 * k), false));
    let (s, t) = (numbers.several(3, 0.5), numbers.several(3, 1.0));
    file.insert("flows.2.s".into(), (vec![1, 3], s.clone()));
    file.insert("flows.2.t".into(), (vec![1, 3], t.clone()));
    let mut rows = Vec::new();
    let log_prob = (0..20).map(|_| {
        let x = numbers.several(3, 2.0);
        let y: Vec<f64> = (0..3).map(|i| (x[i] - t[i]) * (-s[i]).exp()).collect();
        // The swap gives [y2, y0, y1] of z: its first half are two of three.
        let y = [y[1], y[2], y[0]];
        let raw = maps[1].of(&relu(maps[0].of(&y[..2])));
        let z = [y[0], y[1], (y[2] - raw[0]) * (-raw[1]).exp()];
        rows.extend(x);
        normal(&z) - raw[1] - s.iter().sum::<f64>()
    });
    let log_prob: Vec<f64> = log_prob.collect();
    file.insert("check.x".into(), (vec![20, 3], rows));
    file.insert("check.log_prob".into(), (vec![20], log_prob));
    let spec = "flow: Imported
event: 3
layers:
  - coupling: {split: [0, 1], transformer: {affine: {bound: 1000000}}, conditioner: {mlp: {hidden: [3]}}}
  - permute: {order: [2, 0, 1]}
  - actnorm
";
    let folder = folder(&file, spec);
    let at = folder.path();
    let (report, _) =
        done(at, &["import", "--from", "normflows", "model.safetensors", "--spec", "spec.yaml", "-o", "run"]);
    assert!(difference(&report) < 1e-10, "{report}");
    // The same the other way round is another function.
    write(
        at,
        "spec.yaml",
        &spec.replace("- coupling: {", "- invert: {layer: {coupling: {").replace("[3]}}}", "[3]}}}}}"),
    );
    let error =
        refused(at, &["import", "--from", "normflows", "model.safetensors", "--spec", "spec.yaml", "-o", "other"]);
    assert!(error.contains("gives x from z, and that of `layers.0` (`invert` of `coupling`) does not"), "{error}");
}

#[test]
fn a_file_that_does_not_fit_is_refused() {
    let name = "transform.transforms.0.hyper.2.weight";
    let mut missing = maf();
    missing.remove(name);
    refused_import(&missing, MAF, &["the tensor `transform.transforms.0.hyper.2.weight` is missing", "state_dict()"]);
    let mut mask = maf();
    mask.remove("transform.transforms.1.hyper.4.mask");
    refused_import(&mask, MAF, &["the tensor `transform.transforms.1.hyper.4.mask` is missing", "buffers included"]);
    let mut shape = maf();
    shape.get_mut(name).expect("a tensor").0 = vec![5, 4];
    refused_import(&shape, MAF, &["`transform.transforms.0.hyper.2.mask` has the shape [4, 5], expected [5, 4]"]);
    let mut unknown = maf();
    unknown.insert("extra.weight".into(), (vec![2], vec![0.0; 2]));
    unknown.insert("extra.bias".into(), (vec![1], vec![0.0]));
    refused_import(&unknown, MAF, &["`extra.bias` [1] belongs to no layer", "`extra.weight` [2] belongs to no layer"]);
    let mut layer = maf();
    layer.insert("transform.transforms.2.phi".into(), (vec![2], vec![0.0; 2]));
    refused_import(&layer, MAF, &["`transform.transforms.2` is no layer that can be imported"]);
    let mut infinite = maf();
    infinite.get_mut(name).expect("a tensor").1[0] = f64::INFINITY;
    refused_import(&infinite, MAF, &["expected finite numbers", "layers.1.conditioner.1.weight"]);
    let mut base = maf();
    base.insert("base.loc".into(), (vec![3], vec![0.0, 0.5, 0.0]));
    refused_import(&base, MAF, &["`base.loc` holds 0.5, expected 0"]);
    let mut rows = maf();
    rows.insert("check.x".into(), (vec![75, 2], vec![0.0; 150]));
    refused_import(&rows, MAF, &["`check.x` has the shape [75, 2], expected [75, 3]"]);
    let mut pairs = maf();
    pairs.insert("check.log_prob".into(), (vec![49], vec![0.0; 49]));
    refused_import(&pairs, MAF, &["`check.log_prob` has the shape [49], expected [50]"]);
    // An input that a mask lets every unit read is one that no order allows.
    let mut circle = maf();
    circle.get_mut("transform.transforms.0.hyper.4.mask").expect("a mask").1.fill(1.0);
    refused_import(&circle, MAF, &["let two elements depend on each other"]);
}

#[test]
fn files_that_are_none_are_refused() {
    let folder = folder(&maf(), MAF);
    let at = folder.path();
    let whole = fs::read(at.join("model.safetensors")).expect("a file");
    for broken in [&b""[..], &b"no tensors at all"[..], &whole[..whole.len() / 2], &[255; 64]] {
        fs::write(at.join("broken.safetensors"), broken).expect("a file");
        let error =
            refused(at, &["import", "--from", "zuko", "broken.safetensors", "--spec", "spec.yaml", "-o", "run"]);
        assert!(
            error.contains("broken.safetensors: found no file of tensors") && error.contains("save_file"),
            "{error}"
        );
    }
    let half = [0u8; 4];
    let view = TensorView::new(Dtype::BF16, vec![2], &half).expect("a tensor");
    fs::write(at.join("half.safetensors"), safetensors::serialize([("w", view)], None).expect("tensors"))
        .expect("a file");
    let error = refused(at, &["import", "--from", "zuko", "half.safetensors", "--spec", "spec.yaml", "-o", "run"]);
    assert!(
        error.contains("`w` holds numbers of the type BF16, expected F32 or F64") && error.contains("float()"),
        "{error}"
    );
    let error = refused(at, &["import", "--from", "zuko", "none.safetensors", "--spec", "spec.yaml", "-o", "run"]);
    assert!(error.contains("none.safetensors: cannot read"), "{error}");
    let error = refused(at, &["import", "--from", "flowjax", "model.safetensors", "--spec", "spec.yaml", "-o", "run"]);
    assert!(error.contains("zuko, nflows, normflows"), "{error}");
    let error = refused(at, &["import", "--from", "nflows", "model.safetensors", "--spec", "spec.yaml", "-o", "run"]);
    assert!(
        error.contains("found no tensor below `_transform`") && error.contains("`--from` names the package"),
        "{error}"
    );
}

#[test]
fn another_architecture_is_refused_with_the_one_of_the_file() {
    for (from, to, expected) in [
        ("order: descending, ", "", "write `order: descending`"),
        ("forward, transformer", "forward, order: [1, 0, 2], transformer", "write `order: ascending`"),
        ("[5, 4]", "[5]", "write `conditioner: {made: {hidden: [5, 4]}}`"),
        ("[5, 4]", "[5, 3]", "write 4 as the width of this hidden layer"),
        ("{made: {hidden: [5, 4]}}", "residual_made", "has the conditioner `residual_made`"),
        ("made: {hidden", "made: {residual: true, hidden", "leave `residual` out"),
        ("scale: softclip, ", "", "write `transformer: {affine: {scale: softclip, bound: 6.907755278982137}}`"),
        (
            "{affine: {scale: softclip, bound: 6.907755278982137}}",
            "additive",
            "expected 3 rows: `additive` takes 1 numbers",
        ),
        ("{affine: {scale: softclip, bound: 6.907755278982137}}", "gate", "found the transformer `gate`"),
        ("explicit: forward, ", "", "write `{invert: {layer: {autoregressive: {explicit: forward, …}}}}`"),
        ("event: 3", "event: 4", "expected [50, 4]"),
        ("layers:\n", "layers:\n  - lower_triangular\n", "the file holds nothing for `layers.0` (`lower_triangular`)"),
        ("layers:\n", "layers: [affine]\nold:\n", "old"),
        (
            "event: 3",
            "event: 3\nbase: standard_logistic",
            "the base is `standard_logistic`, expected `standard_normal`",
        ),
        ("event: 3", "event: [1, 3]", "expected numbers in a row"),
    ] {
        refused_import(&maf(), &MAF.replace(from, to), &[expected]);
    }
    // One layer too few, and one that is another word.
    let lines: Vec<&str> = MAF.lines().collect();
    refused_import(
        &maf(),
        &lines[..4].join("\n").replace("descending", "ascending"),
        &["no layer of the specification is left for"],
    );
    refused_import(
        &maf(),
        &format!("{}\n  - coupling", lines[..4].join("\n")),
        &["is an autoregressive layer, and `layers.1` (`coupling`) is not"],
    );
}

#[test]
fn another_function_is_refused_unless_nobody_is_to_look() {
    let spec = MAF.replace("made: {hidden", "made: {activation: tanh, hidden");
    refused_import(
        &maf(),
        &spec,
        &["log-densities differ by up to", "expected at most 1e-4", "the activation", "--no-check"],
    );
    let folder = folder(&maf(), &spec);
    done(folder.path(), &[&IMPORT[..], &["run", "--no-check"]].concat());
    assert!(folder.path().join("run/model.safetensors").is_file());
}
