//! `report.html`: a run on one page, in one file that asks no network and runs no script.
//!
//! Figures are SVG images inside the page; each is a document of its own, so that their names
//! cannot meet.

use std::fmt::Write;

use flow_program::RowScores;
use flow_runtime::error::fixed;
use serde_json::Value;

use crate::exit::Failure;
use crate::plot::{Figure, pit};

/// The contents of the page.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The flow's name.
    pub name: &'a str,
    /// The rows that the diagnosis is about, in words, below a title.
    pub rows: (&'a str, &'a str),
    /// The score of exactly those rows, where the diagnosis may be about some of them.
    pub score: Option<RowScores>,
    /// The names of an event's elements; empty where they are not shown as numbers.
    pub names: &'a [String],
    /// The number of elements of an event, where all are whole numbers and scores stand in bits too.
    pub dimensions: Option<usize>,
    /// The answer of `diagnose`, if there are rows.
    pub diagnosis: Option<&'a Value>,
    /// The estimate of the normaliser by fresh draws, if the flow was fitted to a density.
    pub estimate: Option<&'a Value>,
    /// Figures with their captions.
    pub figures: &'a [(&'a str, Figure)],
    /// The report of `flow explain`.
    pub structure: &'a str,
    /// The resolved spec.
    pub spec: &'a str,
    /// The command that makes the same run again.
    pub command: &'a str,
}

const STYLE: &str = "body{font:16px/1.5 'DejaVu Sans',Verdana,sans-serif;color:#222;max-width:62rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #e3e3e3}\
img{max-width:100%;height:auto}pre{background:#f6f6f6;padding:.8rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem}\
div{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.15rem .8rem;text-align:right;border-bottom:1px solid #e3e3e3}";

/// The page as text.
///
/// # Errors
/// A figure that cannot be encoded.
pub fn html(page: &Page) -> Result<String, Failure> {
    let mut out = String::new();
    let name = escaped(page.name);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{name}</h1>\n"
    );
    if let Some(diagnosis) = page.diagnosis {
        let (title, rows) = page.rows;
        let _ = write!(out, "<h2>{}</h2>\n<p>{}</p>\n{}", escaped(title), escaped(rows), checks(diagnosis, page));
    }
    if let Some(estimate) = page.estimate {
        let _ = write!(out, "<h2>Free energy</h2>\n{}", energies(estimate));
    }
    for (caption, figure) in page.figures {
        let _ = write!(out, "<h2>{0}</h2>\n{1}", escaped(caption), image(caption, figure)?);
    }
    if let Some(diagnosis) = page.diagnosis.filter(|diagnosis| diagnosis["reconstruction"].is_null()) {
        out += &calibration(diagnosis)?;
        out += &least_likely(diagnosis, page.names);
    }
    for (title, text) in
        [("Derived structure", page.structure), ("Specification", page.spec), ("The same run again", page.command)]
    {
        let _ = write!(out, "<h2>{title}</h2>\n<pre>{}</pre>\n", escaped(text));
    }
    Ok(out + "</body>\n</html>\n")
}

/// Score, round trip and normalisation.
fn checks(diagnosis: &Value, page: &Page) -> String {
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let score = page.score.unwrap_or_else(|| RowScores::of_json(diagnosis));
    let normalisation = &diagnosis["normalisation"];
    let (is_bound, is_code) = (diagnosis["elbo"].is_number(), diagnosis["reconstruction"].is_number());
    let what = match () {
        () if is_bound => "mean evidence lower bound",
        () if is_code => "mean log p(x | z)",
        () => "mean log-likelihood",
    };
    let mut lines =
        vec![(what, score.to_string().replace("log-", "log\u{2010}").replace('-', "−").replace('\n', "; "))];
    if is_bound {
        for (key, what) in [("reconstruction", "mean log p(x | z)"), ("kl", "mean log q(z | x) − log p(z)")] {
            lines.push((what, format!("{:.4} nats", number(&diagnosis[key])).replace('-', "−")));
        }
    }
    lines.extend(page.dimensions.map(|size| ("bits per dimension", score.others_in_bits(size))));
    if diagnosis["round_trip"].is_object() {
        lines.push(("round trip, largest change", format!("{:.1e}", number(&diagnosis["round_trip"]["largest"]))));
    }
    if let Some(method) = normalisation["method"].as_str() {
        let integral = with_error(number(&normalisation["integral"]), number(&normalisation["error"]));
        lines.push(("integral of the density", format!("{integral} ({method})")));
    }
    if let Some(effective) = normalisation["effective_draws"].as_f64() {
        let k = number(&normalisation["pareto_k"]);
        lines.push(("effective draws of it", format!("{effective:.0}, k̂ {k:.2}")));
    }
    table(&lines)
}

/// Free energy and normaliser.
fn energies(estimate: &Value) -> String {
    let number = |key: &str| estimate[key].as_f64().unwrap_or(f64::NAN);
    let with_error = |what: &str, error: &str| format!("{:.4} ± {:.4} nats (2 s.e.)", number(what), number(error));
    let reliable = estimate["reliable"] == Value::Bool(true);
    let doubt = if reliable { "" } else { ": not to be trusted" };
    let normalizer = match estimate["log_normalizer_two_se"].as_f64() {
        Some(_) => with_error("log_normalizer", "log_normalizer_two_se"),
        None => format!("{:.4} nats, its error unknown", number("log_normalizer")),
    };
    // A shape that is infinite has no number in JSON.
    let k = estimate["pareto_k"].as_f64().unwrap_or(f64::INFINITY);
    let mut page = table(&[
        ("free energy", with_error("free_energy", "two_se")),
        ("log Z by importance", normalizer),
        ("effective draws", format!("{:.0} of {}", number("effective_draws"), estimate["draws"])),
        ("k̂, the shape of the weights' tail", format!("{k:.2}, at most {:.2}{doubt}", number("most_pareto_k"))),
    ]);
    if let Some(note) = estimate["note"].as_str() {
        page += &format!("<p>{}</p>\n", escaped(note));
    }
    page
}

fn table(lines: &[(&str, String)]) -> String {
    let row = |(what, found): &(&str, String)| format!("<tr><th>{what}</th><td>{}</td></tr>\n", escaped(found));
    format!("<table>\n{}</table>\n", lines.iter().map(row).collect::<String>())
}

/// A number and its error, with two digits of the error, but no more than nine behind the point.
fn with_error(value: f64, error: f64) -> String {
    let digits = if error > 0.0 { (1.0 - error.log10().floor()).clamp(0.0, 9.0) as usize } else { 9 };
    format!("{} ± {}", decimal(value, digits), decimal(error, digits))
}

/// So many digits behind the point, and the typographic minus.
fn decimal(value: f64, digits: usize) -> String {
    fixed(value, digits).replace('-', "−")
}

fn calibration(diagnosis: &Value) -> Result<String, Failure> {
    let Some(dimensions) = diagnosis["calibration"].as_array().filter(|all| !all.is_empty()) else {
        return Ok(String::new());
    };
    let shares = |dimension: &Value| -> Vec<f64> {
        dimension["histogram"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    };
    let histograms: Vec<Vec<f64>> = dimensions.iter().map(shares).collect();
    let by_column = by_column(diagnosis);
    let worst = dimensions.iter().filter_map(|d| d["p"].as_f64()).fold(1.0, f64::min);
    Ok(format!(
        "<h2>Probability-integral transforms</h2>\n<p>Flat where the model is right. The smallest p of a Kolmogorov–Smirnov test is {worst:.2e}, of {} \
         dimensions.</p>\n{by_column}{}",
        histograms.len(),
        image("Probability-integral transforms", &pit(&histograms))?
    ))
}

/// The columns that depart from the model, each with its verdict.
fn by_column(diagnosis: &Value) -> String {
    let Some(columns) = diagnosis["columns"].as_array() else { return String::new() };
    let departs = |column: &&Value| column["departs"] == Value::Bool(true);
    let told = |column: &Value| {
        let text = |key: &str| escaped(column[key].as_str().unwrap_or_default());
        format!("<tr><th>{}</th><td>{}</td></tr>\n", text("name"), text("verdict"))
    };
    let lines: String = columns.iter().filter(departs).map(told).collect();
    match lines.is_empty() {
        true => format!("<p>Of {} columns, none departs from the model.</p>\n", columns.len()),
        false => format!("<table>\n{lines}</table>\n"),
    }
}

/// Columns of an event that the table of unlikely rows shows at most.
const MOST_COLUMNS: usize = 12;

fn least_likely(diagnosis: &Value, names: &[String]) -> String {
    let Some(rows) = diagnosis["least_likely"].as_array() else { return String::new() };
    let line = |row: &Value| {
        let values: Vec<String> = row["values"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_f64)
            .take(MOST_COLUMNS)
            .map(|x| format!("<td>{}</td>", decimal(x, 4)))
            .collect();
        let log_prob = row["log_prob"].as_f64().map_or("−∞".into(), |x| decimal(x, 3));
        let bits = row["bits_per_dimension"].as_f64();
        let bits = bits.map_or(String::new(), |bits| format!("<td>{}</td>", decimal(bits, 4)));
        format!("<tr><td>{}</td><td>{log_prob}</td>{bits}{}</tr>\n", row["row"], values.concat())
    };
    let in_bits = rows.iter().any(|row| row["bits_per_dimension"].is_number());
    let bits = if in_bits { "<th>bits per dimension</th>" } else { "" };
    let lines: String = rows.iter().map(line).collect();
    let columns: String = names.iter().take(MOST_COLUMNS).map(|name| format!("<th>{}</th>", escaped(name))).collect();
    let left_out = match names.len() {
        all @ MOST_COLUMNS.. if all > MOST_COLUMNS => format!("<p>The first {MOST_COLUMNS} of {all} columns.</p>\n"),
        _ => String::new(),
    };
    format!(
        "<h2>Least likely rows</h2>\n{left_out}<div><table>\n<tr><th>row</th><th>log-density</th>{bits}{columns}</tr>\n{lines}</table></div>\n"
    )
}

fn image(caption: &str, figure: &Figure) -> Result<String, Failure> {
    let uri = figure.data_uri().map_err(|error| Failure::bug(format!("a figure cannot be encoded: {error}")))?;
    Ok(format!("<p><img alt=\"{}\" src=\"{uri}\"></p>\n", escaped(caption)))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::{Epoch, Quantity, curves};
    use serde_json::json;

    /// Every opened element is closed in order, and nothing outside the file is asked for.
    fn check(html: &str) {
        let mut open: Vec<&str> = Vec::new();
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().expect("an end");
            let name = tag.trim_start_matches('/').split(' ').next().expect("a name");
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{tag}"),
                None if ["!DOCTYPE", "meta", "img"].contains(&name) => {}
                None => open.push(name),
            }
        }
        assert!(open.is_empty(), "{open:?}");
        let asks = ["http", "//", "url(", "@import", "<script", "<link", "<iframe", "<object", "srcset"];
        // What is encoded in an image is looked at before it is encoded, by the tests of figures.
        let texts: String =
            html.split("base64,").map(|part| part.split_once('"').map_or(part, |(_, text)| text)).collect();
        assert!(asks.iter().all(|ask| !texts.contains(ask)), "a page of its own");
    }

    #[test]
    fn errors_decide_about_digits() {
        for (value, error, expected) in [
            (0.95267, 0.153, "0.95 ± 0.15"),
            (-1.25, 0.0073, "−1.2500 ± 0.0073"),
            (1.0, 1.1e-15, "1.000000000 ± 0.000000000"),
            (123.4, 25.0, "123 ± 25"),
            (1.0, f64::NAN, "1.000000000 ± NaN"),
        ] {
            assert_eq!(with_error(value, error), expected);
        }
    }

    #[test]
    fn a_page_is_whole_and_alone() {
        let figures = [(
            "Training",
            curves(Quantity::LogLikelihood, &[Epoch { epoch: 1.0, train: -1.0, validation: None, left_out: 0 }]),
        )];
        let diagnosis = json!({
            "mean": -1.25, "two_se": 0.01, "rows": 100, "round_trip": {"largest": 1e-6, "row": 3},
            "normalisation": {"method": "quadrature", "integral": 0.99999, "error": 1e-5, "effective_draws": null},
            "calibration": [{"distance": 0.01, "p": 0.5, "histogram": [0.5, 0.5]}],
            "columns": [
                {"name": "x", "departs": false, "verdict": "no departure is seen"},
                {"name": "<y>", "departs": true, "verdict": "departs: the model is too narrow"},
            ],
            "least_likely": [{"row": 7, "log_prob": -9.5, "values": [1.0, 2.0]}],
        });
        let estimate = json!({
            "free_energy": -1.5, "two_se": 0.01, "log_normalizer": 1.51, "log_normalizer_two_se": 0.02,
            "effective_draws": 812.4, "draws": 1000, "reliable": true, "pareto_k": 0.314, "most_pareto_k": 0.667,
            "note": "a mode without draws",
        });
        let page = Page {
            name: "A<B>",
            rows: ("Test score", "rows of \"a&b.csv\""),
            score: None,
            names: &["x".to_owned(), "<y>".to_owned()],
            dimensions: None,
            diagnosis: Some(&diagnosis),
            estimate: Some(&estimate),
            figures: &figures,
            structure: "x = z < 1",
            spec: "flow: A",
            command: "flow train run/spec.yaml -o again",
        };
        let text = html(&page).expect("a page");
        check(&text);
        for part in [
            "A&lt;B&gt;",
            "<h2>Test score</h2>",
            "−1.2500 ± 0.0100 nats (2 s.e., 100 rows)",
            "0.999990 ± 0.000010 (quadrature)",
            "<h2>Training</h2>",
            "<h2>Probability-integral transforms</h2>",
            "<h2>Least likely rows</h2>",
            "<th>&lt;y&gt;</th>",
            "<tr><th>&lt;y&gt;</th><td>departs: the model is too narrow</td></tr>",
            "<h2>Derived structure</h2>",
            "<h2>Specification</h2>",
            "<h2>The same run again</h2>",
            "flow train run/spec.yaml -o again",
            "data:image/svg+xml;base64,",
            "x = z &lt; 1",
            "<td>7</td>",
            "1.5100 ± 0.0200 nats",
            "812 of 1000<",
            "0.31, at most 0.67<",
            "<p>a mode without draws</p>",
        ] {
            assert!(text.contains(part), "{part}");
        }
        let score = Some(RowScores::of_json(&json!({"mean": -2.0, "two_se": 0.5, "rows": 7})));
        let scored = html(&Page { score, ..page }).expect("a page");
        assert!(scored.contains("−2.0000 ± 0.5000 nats (2 s.e., 7 rows)"), "{scored}");
        let doubtful = json!({"log_normalizer": 2.0448, "pareto_k": null, "most_pareto_k": 0.7, "reliable": false});
        let doubtful = html(&Page { estimate: Some(&doubtful), ..page }).expect("a page");
        assert!(doubtful.contains("2.0448 nats, its error unknown") && doubtful.contains("inf, at most 0.70: not to"));
        // 2 nats of 4 whole numbers.
        let whole = html(&Page { score, dimensions: Some(4), ..page }).expect("a page");
        assert!(whole.contains("<tr><th>bits per dimension</th><td>0.7213 ± 0.1803</td></tr>"), "{whole}");
        check(&html(&Page { diagnosis: None, estimate: None, figures: &[], ..page }).expect("a page"));
    }
}
