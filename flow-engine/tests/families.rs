//! Families of real numbers: against their formulas, their integrals, and their own draws.

use flow_engine::Model;

/// A flow of one or more real elements with this base, whose parameters are drawn from a seed.
fn model(event: &str, base: &str, seed: u64) -> Model<f64> {
    let text = format!("flow: Real\nevent: {event}\nbase: {base}\n");
    let mut model = Model::<f64>::from_yaml(&text, seed).expect("a declaration");
    // A fit of few steps moves the parameters to where they are not what they began with.
    let size = model.event();
    let rows: Vec<f64> = (0..64 * size).map(|k| 2.0 + 3.0 * f64::from(k as u32 * 7 % 31) / 31.0).collect();
    let options = flow_runtime::FitOptions { epochs: 6, batch_size: 16, ..Default::default() };
    model.fit(&rows, &[], &options).expect("a fit");
    model
}

fn log_prob(model: &Model<f64>, x: &[f64]) -> Vec<f64> {
    model.log_prob(x, &[]).expect("whole rows")
}

/// The location and the scale of a density whose logarithm is known up to a constant near its mode, by the place of
/// its largest value.
fn mode(model: &Model<f64>) -> f64 {
    let (mut low, mut high) = (-20.0, 20.0);
    while high - low > 1e-9 {
        let (a, b) = (low + 0.382 * (high - low), low + 0.618 * (high - low));
        let at = log_prob(model, &[a, b]);
        if at[0] < at[1] { low = a } else { high = b }
    }
    0.5 * (low + high)
}

type Density = fn(f64) -> f64;
type Share = fn(f64) -> f64;

/// The logarithms of standard densities, and the shares of each distribution below a number.
fn standard(family: &str) -> (Density, Share, f64) {
    match family {
        "normal" => (|y| -0.5 * y * y - 0.5 * std::f64::consts::TAU.ln(), normal_share, 1.0),
        _ => (|y| -y - 2.0 * (-y).exp().ln_1p(), |y| 1.0 / (1.0 + (-y).exp()), std::f64::consts::PI.powi(2) / 3.0),
    }
}

/// Φ by the trapezoid rule, which is exact to 1e-12 for so smooth a function.
fn normal_share(y: f64) -> f64 {
    let (n, low) = (4000, -12.0);
    let step = (y.clamp(-12.0, 12.0) - low) / f64::from(n);
    let density = |k: i32| (-0.5 * (low + f64::from(k) * step).powi(2)).exp() / std::f64::consts::TAU.sqrt();
    let ends = 0.5 * (density(0) + density(n));
    step * ((1..n).map(density).sum::<f64>() + ends)
}

const LEARNED: [(&str, &str); 2] =
    [("normal", "{independent: {family: normal}}"), ("logistic", "{independent: {family: logistic}}")];

/// A density is that of its formula: the location is where it is largest, and the scale follows from its value there.
#[test]
fn densities_are_those_of_the_formulas() {
    for (family, base) in LEARNED {
        let (model, (density, ..)) = (model("1", base, 1), standard(family));
        let m = mode(&model);
        let s = (density(0.0) - log_prob(&model, &[m])[0]).exp();
        assert!((s - 1.0).abs() > 1e-3 && m.abs() > 1e-3, "{family}: {m} {s}");
        let x: Vec<f64> = (-40..=40).map(|k| f64::from(k) / 4.0).collect();
        for (x, found) in x.iter().zip(log_prob(&model, &x)) {
            let expected = density((x - m) / s) - s.ln();
            assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{family} at {x}: {found} {expected}");
        }
    }
}

/// Elements that depend on others, by a network, integrate to one.
#[test]
fn densities_of_two_elements_integrate_to_one() {
    let network = "{wavenet: {hidden: 4, skip: 4, dilations: [1]}}";
    for family in ["normal", "logistic"] {
        let model = model("[1, 2]", &format!("{{autoregressive: {{family: {family}, conditioner: {network}}}}}"), 3);
        let (step, ends) = (0.1, 300);
        let places = || (-ends..=ends).map(|k| step * f64::from(k));
        let grid: Vec<f64> = places().flat_map(|a| places().flat_map(move |b| [a, b])).collect();
        let sum: f64 = log_prob(&model, &grid).iter().map(|log| log.exp()).sum();
        assert!((sum * step * step - 1.0).abs() < 1e-5, "{family}: {}", sum * step * step);
    }
}

/// Draws have the moments of the density, within six standard errors, and its shares of 20 intervals: χ² with 19
/// degrees of freedom is below 50 with a probability of 0.9999. The seed is fixed.
#[test]
fn draws_have_the_distribution_of_the_density() {
    for (family, base) in LEARNED {
        let (model, (density, share, variance)) = (model("1", base, 2), standard(family));
        let m = mode(&model);
        let s = (density(0.0) - log_prob(&model, &[m])[0]).exp();
        let n = 20_000;
        let draws: Vec<f64> = model.sample(n, &[], 5).expect("draws").into_iter().map(|x| (x - m) / s).collect();
        let count = n as f64;
        let mean = draws.iter().sum::<f64>() / count;
        let square = draws.iter().map(|y| y * y).sum::<f64>() / count;
        // The kurtosis is 3 of the normal and 4.2 of the logistic.
        assert!(mean.abs() < 6.0 * (variance / count).sqrt(), "{family}: {mean}");
        assert!((square / variance - 1.0).abs() < 6.0 * (3.2 / count).sqrt(), "{family}: {square}");
        let mut bins = [0.0; 20];
        draws.iter().for_each(|y| bins[((share(*y) * 20.0) as usize).min(19)] += 1.0);
        let chi2: f64 = bins.iter().map(|found| (found - count / 20.0).powi(2) / (count / 20.0)).sum();
        assert!(chi2 < 50.0, "{family}: {chi2}");
    }
}

/// Both directions of a sequence undo each other, and a draw has the density that is computed of it at once.
#[test]
fn sequences_are_drawn_element_by_element() {
    let network = "{wavenet: {hidden: 4, skip: 4, dilations: [1, 2]}}";
    for family in ["normal", "logistic"] {
        let model = model("[2, 6]", &format!("{{autoregressive: {{family: {family}, conditioner: {network}}}}}"), 4);
        let x = model.sample(5, &[], 1).expect("draws");
        let (z, inverse) = model.inverse(&x, &[]).expect("whole rows");
        let (back, forward) = model.forward(&z, &[]).expect("whole rows");
        assert!(x.iter().zip(&back).all(|(x, back)| (x - back).abs() < 1e-9 * x.abs().max(1.0)));
        assert!(inverse.iter().zip(&forward).all(|(a, b)| (a + b).abs() < 1e-9));
        let density = standard(family).0;
        let latent = z.chunks(12).map(|z| z.iter().map(|z| density(*z)).sum::<f64>());
        for ((found, latent), ladj) in log_prob(&model, &x).into_iter().zip(latent).zip(inverse) {
            assert!((found - latent - ladj).abs() < 1e-9 * found.abs().max(1.0), "{family}");
        }
    }
}

#[test]
fn layers_follow_a_family_of_real_numbers() {
    let text = "flow: Unit\nevent: [1, 3]\nbase: {autoregressive: {family: logistic, conditioner: {wavenet: {hidden: 2, \
                skip: 2, dilations: [1]}}}}\nlayers: [sigmoid]\n";
    let model = Model::<f64>::from_yaml(text, 1).expect("a declaration");
    let x = model.sample(100, &[], 1).expect("draws");
    assert!(x.iter().all(|x| (0.0..=1.0).contains(x)));
    for (text, expected) in [
        (
            "event: {shape: [1, 4], elements: binary}\nbase: {autoregressive: {family: normal, conditioner: wavenet}}",
            "gives real numbers",
        ),
        (
            "event: [1, 4]\nbase: {autoregressive: {family: logistic, inputs: one_hot, conditioner: {wavenet: {dilations: [1]}}}}",
            "`one_hot` has a channel",
        ),
        ("event: 4\nbase: {autoregressive: {family: normal, conditioner: pixel_cnn}}", "needs a grid"),
        ("event: 4\nbase: {independent: {family: normal, conditioner: mlp}}", "the flow has no context"),
        (
            "event: [1, 4]\nbase: {autoregressive: {conditioner: {wavenet: {dilations: [1]}}}}",
            "`bernoulli` gives 2 values",
        ),
    ] {
        let read = Model::<f64>::from_yaml(&format!("flow: X\n{text}\n"), 1);
        let Err(error) = read else { panic!("{text}") };
        let error = error.to_string();
        assert!(error.contains(expected) && error.contains("help: "), "{text}: {error}");
    }
}
