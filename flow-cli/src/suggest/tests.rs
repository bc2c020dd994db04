use flow_run::Declaration;

use super::*;

/// The spec for a file with this text, which has to be one that the compiler takes.
fn suggested(name: &str, text: &str) -> Result<String, Failure> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    std::fs::write(&file, text).expect("a file");
    let suggested = spec("Rows", &file.display().to_string(), name)?.text;
    let path = folder.path().join("spec.yaml");
    std::fs::write(&path, &suggested).expect("a file");
    let compiled = Declaration::read(&path, &[]).and_then(|declaration| declaration.compile());
    assert!(compiled.is_ok(), "{suggested}\n{:?}", compiled.err());
    Ok(suggested)
}

/// Succeeds if all of these stand in the spec, whose comments may be wrapped anywhere.
fn expect(spec: &str, expected: &[&str]) {
    let joined = |text: &str| text.split_whitespace().filter(|word| *word != "#").collect::<Vec<_>>().join(" ");
    for text in expected {
        assert!(joined(spec).contains(&joined(text)), "{text}:\n{spec}");
    }
}

/// Numbers that look drawn, between 0 and 1.
fn noise(k: u32) -> f64 {
    (f64::from(k).mul_add(12.9898, 0.1).sin() * 43758.5453).abs().fract()
}

fn table(header: &str, rows: u32, row: impl Fn(u32) -> String) -> String {
    (0..rows).fold(format!("{header}\n"), |text, k| text + &row(k) + "\n")
}

#[test]
fn each_column_is_declared_for_what_it_holds() {
    let row = |k: u32| {
        let (t, price, share) = (noise(k) - 0.5, (6.0 * noise(k + 99)).exp(), noise(k + 7) * 0.98 + 0.01);
        let gap = if k == 9 { "" } else { "1.5" };
        format!("{k},{t},{price},{share},{},{},{},7,{},{gap}", k * k % 7 % 2, k % 5 + 1, k * k % 41, k % 5 + 1)
    };
    let text =
        suggested("rows.csv", &table("id,t,price,share,flag,mark,count,fixed,again,gap", 300, row)).expect("a spec");
    expect(
        &text,
        &[
            "event: 6 ",
            "# id: left out: counts the rows, from 0 to 299",
            "t: real ",
            "price: positive ",
            "share: unit ",
            "flag: binary ",
            "mark: {integer: [1, 5]}",
            "count: count ",
            "# fixed: left out: always 7",
            "# again: left out: the same values as mark",
            "# gap: left out: always 1.5",
            "missing: drop",
            "1 of 300 rows are left out",
        ],
    );
}

#[test]
fn names_that_are_no_words_and_none_at_all() {
    let text = suggested("a.csv", &table("\"my \"\"x\"\"\",true", 30, |k| format!("{},{}", noise(k), k * k % 13)))
        .expect("a spec");
    expect(&text, &[r#""my \"x\"": unit"#, r#""true": count"#]);
    let text =
        suggested("a.csv", &table("0.5,3", 30, |k| format!("{},{}", noise(k) - 0.5, k * k % 13))).expect("a spec");
    expect(&text, &["called by their numbers, counted from 0", r#""0": real"#, r#""1": count"#]);
}

#[test]
fn one_column_starts_with_a_spline() {
    let text =
        suggested("a.csv", &table("x", 60, |k| format!("{}", noise(k) + f64::from(k % 2) * 9.0))).expect("a spec");
    expect(&text, &["event: 1", "- rational_quadratic_spline:"]);
}

#[test]
fn a_few_rows_do_not_decide_over_all() {
    let row = |k: u32| {
        let price = if k == 16 { 0.0 } else { (6.0 * noise(k)).exp() };
        let share = if k == 3 { 1.0 } else { noise(k + 5000) };
        let visits = if k == 40 { -1 } else { i64::from(k * k % 53) };
        let heat = if k % 50 == 7 { -999.0 } else { 20.0 + 5.0 * noise(k + 900) };
        let gas = if k % 40 == 1 { -200.0 } else { 9.0 + noise(k + 1900) };
        format!("{price},{share},{visits},{heat},{gas}")
    };
    let text = suggested("a.csv", &table("price,share,visits,heat,gas", 400, row)).expect("a spec");
    expect(
        &text,
        &[
            "price: positive ",
            "0 in row 17 (line 18) is at the edge of what the others are: by `missing_marker` and `missing` below this row is left out. \
             To keep this row, take 0 out of `missing_marker` and write `real`.",
            "share: unit ",
            "1 in row 4 (line 5) is",
            "visits: count",
            "-1 in row 41 (line 42) is at the edge",
            "take -1 out of `missing_marker` and write `integer`.",
            "heat: real",
            "-999 in row 8 (line 9), row 58 (line 59), row 108 (line 109), row 158 (line 159), row 208 (line 209) and 3 more looks like a code for a missing value: by `missing_marker` and `missing` below these rows are left out. \
             If it is a value, take -999 out of `missing_marker`.",
            "-200 in row 2 (line 3)",
            "missing_marker: {price: [0], share: [1], visits: [-1], heat: [-999], gas: [-200]}",
            "missing: drop",
            "21 of 400 rows are left out",
        ],
    );
    // Where more rows are at the edge, the column is what it is.
    let text = suggested(
        "a.csv",
        &table("price", 400, |k| if k % 20 == 0 { "0".into() } else { (6.0 * noise(k)).exp().to_string() }),
    );
    expect(&text.expect("a spec"), &["price: real"]);
}

#[test]
fn columns_that_are_no_numbers() {
    let row = |k: u32| {
        let power = if k % 30 == 4 { "?".into() } else { (50 + k * k % 91).to_string() };
        let city = ["Rome", "Oslo", "no"][(k % 3) as usize];
        let mixed = if k.is_multiple_of(7) { format!("x{}", k % 5) } else { "1".into() };
        format!(
            "{},{},{city},c{},{power},n{k},2024-01-{:02},{mixed}",
            noise(k),
            k.is_multiple_of(3),
            k % 20,
            k % 28 + 1
        )
    };
    let text = suggested("a.csv", &table("u,flag,city,zip,power,name,day,mixed", 400, row)).expect("a spec");
    expect(
        &text,
        &[
            "flag: {categorical: [\"false\", \"true\"]} ",
            "city: {categorical: [Oslo, Rome, \"no\"]}",
            "with `context: 3` above, `event: 3` and its line in `columns` taken out, write context: {city: {categorical: [Oslo, Rome, \"no\"]}}",
            "zip: left out: 20 labels in 400 rows are too many",
            "with `context: 20` above write context: {zip: {categorical: [c0, c1,",
            "power: count",
            "`?` is no number",
            "missing_marker: {power: [\"?\"]}",
            "name: left out: texts, 400 different in 400 rows",
            "day: left out: dates",
            "mixed: left out: numbers in 342 rows and texts in 58, such as `x0`",
        ],
    );
}

#[test]
fn tails_choose_the_base() {
    let heavy = |k: u32| format!("{},{}", (std::f64::consts::PI * (noise(k) - 0.5)).tan(), noise(k + 3000));
    let text = suggested("a.csv", &table("x,y", 1000, heavy)).expect("a spec");
    expect(&text, &["base: {student_t: {degrees_of_freedom: 2}}", "standardize: robust"]);
    let text =
        suggested("a.csv", &table("x,y", 1000, |k| format!("{},{}", noise(k) - 0.5, noise(k + 3000)))).expect("a spec");
    expect(&text, &["base: standard_normal"]);
    assert!(!text.contains("standardize"), "{text}");
}

/// The cosine ends with the last epoch, and epochs without improvement that end a fit are a part of all.
#[test]
fn the_schedule_and_the_end_of_a_fit_agree() {
    for (rows, event) in [(50, 2), (300, 6), (3000, 20), (30_000, 20), (1_000_000, 8), (1000, 200)] {
        let recipe = recipe::recipe(rows, event, std::iter::empty());
        let number = |key: &str| -> usize {
            let line = recipe.train.iter().find(|line| line.text.starts_with(key)).expect("a line");
            let digits = |c: char| !c.is_ascii_digit();
            line.text.trim_matches(digits).parse().expect("a number")
        };
        let (epochs, batch, patience) = (number("epochs"), number("batch_size"), number("early_stopping"));
        let steps = epochs * rows.div_ceil(batch);
        assert!(patience < epochs && patience >= epochs / 8, "{rows} × {event}: {patience} of {epochs}");
        assert!((500..30_000).contains(&steps), "{rows} × {event}: {steps} steps");
    }
}

#[test]
fn what_cannot_be_modelled() {
    let cases = [
        (
            "a,b\n1,2\n1,2\n",
            "found no column that can be modelled\n  a: always 1, and a constant has no density\n  b: always 2",
        ),
        ("a,b\n1,2\n", "found no column that can be modelled\n  a: always 1"),
        (
            "a,b\n,x\n,y\n",
            "found no column that can be modelled\n  a: no row has a value\n  b: texts, 2 different in 2 rows",
        ),
        ("a,a\n1,2\n3,4\n", "found a second column `a`"),
        ("a,b\n", "found a header and no rows"),
    ];
    for (text, expected) in cases {
        let failure = format!("{:?}", suggested("a.csv", text).expect_err(text));
        assert!(failure.contains(&expected.replace('\n', "\\n")), "{expected}: {failure}");
    }
}

#[test]
fn levels_are_no_codes() {
    // Doses of a few sizes, levels that grow by factors, and numbers that are written as texts.
    let row = |k: u32| {
        let dose = 10u32.pow(k % 4);
        let level = 2f64.powi((k % 12) as i32);
        format!("{dose},{level},{},{}", ["007", "01", "1e3"][(k % 3) as usize], noise(k))
    };
    let text = suggested("a.csv", &table("dose,level,text,x", 400, row)).expect("a spec");
    assert!(!text.contains("missing"), "{text}");
    // One of the many is a code all the same.
    let row = |k: u32| if k.is_multiple_of(9) { "-200".into() } else { (10.0 + noise(k)).to_string() };
    expect(&suggested("a.csv", &table("x", 400, row)).expect("a spec"), &["missing_marker: {x: [-200]}"]);
}
