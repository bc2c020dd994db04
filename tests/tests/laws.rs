//! Each layer of the catalog, at each of its examples, and users' bijectors, against numeric oracles.

use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flow_compiler::catalog::UserWord;
use flow_compiler::catalog::conditioners::CONDITIONERS;
use flow_compiler::catalog::layers::LAYERS;
use flow_compiler::catalog::transformers::TRANSFORMERS;
use flow_compiler::diag::Diagnostics;
use flow_compiler::event::Event;
use flow_compiler::front;
use flow_compiler::vocabulary::{AnyWord, Chosen, Filled, Value};
use flow_tests::laws::{Case, cases, check, check_at};

fn failures(word: &AnyWord, checked: &mut usize) -> Vec<String> {
    let mut failures = Vec::new();
    for case in cases(word) {
        *checked += 1;
        if let Err(what) = check(&case) {
            let inverted = if case.inverted { "invert " } else { "" };
            failures.push(format!("{inverted}{} size {} context {}: {what}", word.name(), case.size(), case.context));
        }
    }
    failures
}

/// With `LAYER=name` in the environment, of that layer alone. Some layers take minutes, so threads share them.
#[test]
fn every_layer_obeys_the_laws() {
    let wanted = std::env::var("LAYER").ok();
    let is_wanted = |name: &str| wanted.as_ref().is_none_or(|w| w == name);
    let words: Vec<_> = LAYERS.iter().filter(|w| w.layer().is_some() && is_wanted(w.name())).collect();
    let next = AtomicUsize::new(0);
    let share = || {
        let (mut checked, mut failed) = (0, Vec::new());
        while let Some(word) = words.get(next.fetch_add(1, Ordering::Relaxed)) {
            let before = checked;
            failed.extend(failures(&AnyWord::Catalog(**word), &mut checked));
            assert!(checked > before, "`{}` has no examples", word.name());
        }
        (checked, failed)
    };
    let (checked, failed) = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let shares: Vec<_> = (0..threads).map(|_| scope.spawn(share)).collect();
        shares.into_iter().fold((0, Vec::new()), |(checked, failed), share| {
            let (more, of_share) = share.join().expect("a share of the layers");
            (checked + more, [failed, of_share].concat())
        })
    });
    assert!(wanted.is_some() || checked > 100, "only {checked} cases");
    assert!(failed.is_empty(), "{} of {checked}:\n{}", failed.len(), failed.join("\n"));
}

/// The networks of couplings, small.
fn networks() -> Vec<Chosen> {
    let small = |name: &str, filled: Filled| match name {
        "conv" => filled.with("hidden", Value::Counts(vec![2])),
        "residual_conv" => filled.with("hidden", Value::Count(2)).with("blocks", Value::Count(1)),
        "residual_mlp" => filled.with("hidden", Value::Count(2)).with("blocks", Value::Count(1)),
        _ => filled.with("hidden", Value::Counts(vec![2])),
    };
    // A rectifier has no derivative at its edge, which many numbers of a grid come close to.
    let bent = |filled: Filled| filled.with("activation", Value::Word("tanh".into()));
    CONDITIONERS.iter().map(|word| Chosen::of(*word, bent(small(word.name(), word.defaults())))).collect()
}

/// Grids of 4 × 6 and 5 × 3 positions of one to four channels: every split and network, with and without a
/// context, and the layers that treat positions alike.
#[test]
fn layers_of_grids_obey_the_laws() {
    let (mut checked, mut failed) = (0, Vec::new());
    // Numbers of thousands would leave nothing of a numeric derivative.
    let affine = *TRANSFORMERS.iter().find(|word| word.name() == "affine").expect("a transformer");
    let mild = Chosen::of(affine, affine.defaults().with("bound", Value::Number(1.5)));
    let mut one = |name: &str, event: &Event, context: usize, settings: &dyn Fn(Filled) -> Filled| {
        let word = *LAYERS.iter().find(|word| word.name() == name).expect("a layer");
        let case = Case {
            word: AnyWord::Catalog(word),
            settings: settings(word.defaults()),
            event: event.clone(),
            context,
            inverted: checked % 2 == 1,
        };
        let mut misfits = Diagnostics::new();
        let layer = word.layer().expect("a layer");
        layer.check(event, context, case.checked(), flow_compiler::span::Span::Synthetic, &mut misfits);
        assert!(misfits.is_empty(), "{name} of {event}: {misfits:?}");
        if let Err(what) = check_at(&case, 1) {
            failed.push(format!("{name} of {event}, {context} given, case {checked}: {what}"));
        }
        checked += 1;
    };
    for channels in 1..=4 {
        for [height, width] in [[4, 6], [5, 3]] {
            let event = Event::of(&[channels, height, width]);
            for (k, network) in networks().into_iter().enumerate() {
                let splits = if channels > 1 { &["checkerboard", "channels"][..] } else { &["checkerboard"] };
                for (split, swap) in splits.iter().flat_map(|split| [false, true].map(|swap| (*split, swap))) {
                    let context = if (k + usize::from(swap) + channels) % 2 == 0 { 2 } else { 0 };
                    one("coupling", &event, context, &|filled| {
                        filled
                            .with("transformer", mild.clone().into())
                            .with("conditioner", network.clone().into())
                            .with("split", Value::Word(split.into()))
                            .with("swap", Value::Flag(swap))
                    });
                }
            }
            for name in ["actnorm", "batch_norm", "pixels"] {
                one(name, &event, 0, &|filled| filled);
            }
            let what = if channels > 1 { "channels" } else { "elements" };
            one("permute", &event, 0, &|filled| {
                filled.with("seed", Value::Seed(channels as u64)).with("of", Value::Word(what.into()))
            });
            if height % 2 == 0 {
                one("squeeze", &event, 0, &|filled| filled);
            }
            if channels > 1 {
                for (k, network) in networks().into_iter().enumerate() {
                    one("factor_out", &event, 2 * (k % 2), &|filled| {
                        filled.with("conditioner", network.clone().into())
                    });
                }
                for prior in ["learned", "standard"] {
                    one("factor_out", &event, 0, &|filled| filled.with("prior", Value::Word(prior.into())));
                }
                for (part, unit) in [("lower", true), ("upper", false), ("lower", false), ("upper", true)] {
                    one("lower_triangular", &event, 0, &|filled| {
                        filled
                            .with("part", Value::Word(part.into()))
                            .with("unit", Value::Flag(unit))
                            .with("bias", Value::Flag(unit == (part == "upper")))
                    });
                }
            }
        }
    }
    assert!(checked > 140, "only {checked} cases");
    assert!(failed.is_empty(), "{} of {checked}:\n{}", failed.len(), failed.join("\n"));
}

/// Bijectors as a researcher would write them: the formula alone.
const USERS: &str = r#"
flow: Users
event: 3
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  wave: {forward: "|z| z + 0.4 * sin(z)"}
  squeeze: {parameters: {a: {per_element: positive}, b: scalar}, forward: "|z| a * z + tanh(z + b)"}
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| { let s = softplus(z); gain * z + rate * s }"}
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1] + 0.3 * sin(z[2])]"}
  # Outputs in any order, and each of another level than its place says.
  twist: {parameters: {k: scalar, c: {per_element: positive}}, forward: "|z| [z[1] * exp(k * z[2]) + z[0], c[2] * z[2], z[0] - k * tanh(z[2])]"}
  # Its slope is positive since 1 − keep · sech² is.
  shrink: {parameters: {keep: unit}, forward: "|z| z - keep * tanh(z)"}
  # Its slope is positive, which intervals do not see: z / sqrt(1 + z²) lies between −1 and 1.
  skew:
    parameters: {tail: positive, lean: scalar}
    forward: "|z| {
      let far = log(abs(z) + sqrt(square(z) + 1.0));
      let a = tail * (if z < 0.0 { -far } else { far }) + lean;
      0.5 * (exp(a) - exp(-a)) }"
    inverse: "|x| {
      let far = log(abs(x) + sqrt(square(x) + 1.0));
      let a = ((if x < 0.0 { -far } else { far }) - lean) / tail;
      0.5 * (exp(a) - exp(-a)) }"
  falling: {parameters: {rate: positive}, forward: "|z| if z < 0.0 { -z } else { -rate * z }", inverse: "|x| if x < 0.0 { -x / rate } else { -x }"}
  cube: {parameters: {a: positive}, forward: "|z| -z * z * z - a * z", invertible: assumed}
  coupled:
    parameters: {k: scalar}
    forward: "|z| [z[2] + k * z[0], z[0] - 1.0, z[1] * (1.0 + z[2] * z[2]) - z[0]]"
    inverse: "|x| { let a = x[1] + 1.0; let c = x[0] - k * a; [a, (x[2] + a) / (1.0 + c * c), c] }"
  planar_of_vectors:
    parameters: {u: vector, w: vector, b: scalar}
    let: {u_hat: "u + (softplus(dot(w, u)) - 1.0 - dot(w, u)) * w / dot(w, w)"}
    forward: "|z| z + u_hat * tanh(dot(w, z) + b)"
  radial_of_vectors: {parameters: {centre: vector, a: positive, c: positive}, forward: "|z| z + (c - 2.0 * a) / (2.0 * a + norm(z - centre)) * (z - centre)"}
  # Two numbers, each of which needs the other.
  mixed: {parameters: {a: vector, b: vector, c: vector}, forward: "|z| 2.0 * z + a * dot(b, z) + c * dot(a, z)", invertible: assumed}
  # The second number is read inside of a sum.
  nested: {parameters: {a: vector, b: vector, c: vector, d: vector}, forward: "|z| 2.0 * z + a * sum(c * dot(d, z)) + b * dot(c, z)", invertible: assumed}
  # The slope is positive and the inverse a root on the domain alone.
  climb: {domain: unit, parameters: {k: positive}, forward: "|u| u * sqrt(u) + k * u"}
  deep: {domain: positive, forward: "|u| log(u) + u"}
  sink: {domain: unit, forward: "|u| -u * u * u - u", invertible: assumed}
  tied: {parameters: {k: scalar}, forward: "|z| [z[1] + z[1] * z[1] * z[1], z[0] + k * z[1], z[2]]", invertible: assumed}
"#;

#[test]
fn users_bijectors_obey_the_laws() {
    let spec = front::yaml::parse(USERS).unwrap_or_else(|e| panic!("{}", e.render("users.yaml", USERS)));
    let (mut checked, mut failed) = (0, Vec::new());
    for declared in &spec.bijectors {
        let mut errors = Diagnostics::new();
        let word: Option<Rc<UserWord>> = UserWord::read(declared, &mut errors);
        assert!(errors.is_empty(), "{}", errors.render("users.yaml", USERS));
        failed.extend(failures(&AnyWord::User(word.expect("a word")), &mut checked));
    }
    assert_eq!(checked, 76);
    assert!(failed.is_empty(), "{} of {checked}:\n{}", failed.len(), failed.join("\n"));
}
