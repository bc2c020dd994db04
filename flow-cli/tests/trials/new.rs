//! Specs that `flow new --data` writes for tables as people have them: each is trained as it is, and its samples are values
//! that the columns can have.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{flow, stderr, stdout};

/// Numbers that look drawn, between 0 and 1.
fn noise(k: u32) -> f64 {
    (f64::from(k).mul_add(12.9898, 0.1).sin() * 43758.5453).abs().fract()
}

fn normal(k: u32) -> f64 {
    (-2.0 * (noise(k) + 1e-9).ln()).sqrt() * (std::f64::consts::TAU * noise(k + 70_000)).cos()
}

fn table(header: &str, rows: u32, row: impl Fn(u32) -> String) -> String {
    (0..rows).fold(format!("{header}\n"), |text, k| text + &row(k) + "\n")
}

/// The spec that is written for a file, trained for an epoch, and samples of it by column.
fn tried(name: &str, bytes: &[u8]) -> (String, BTreeMap<String, Vec<String>>) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("a file");
    let spec = spec(folder.path(), name);
    for arguments in [
        &["train", "mine.yaml", "-o", "run", "--set", "train.epochs=1"][..],
        &["sample", "run", "-n", "500", "--seed", "3", "-o", "own.csv"],
    ] {
        let output = flow(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}\n{spec}", stderr(&output));
    }
    let own = fs::read_to_string(folder.path().join("own.csv")).expect("samples");
    let mut lines = own.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    // Columns without names have none in the samples either.
    let (header, rows): (Vec<String>, Vec<Vec<String>>) = match lines.next() {
        Some(first) if first.iter().all(|field| field.parse::<f64>().is_ok() && field.contains('.')) => {
            ((0..first.len()).map(|k| k.to_string()).collect(), [first].into_iter().chain(lines).collect())
        }
        first => (first.unwrap_or_default(), lines.collect()),
    };
    let column = |k: usize| rows.iter().map(|row| row[k].clone()).collect();
    (spec, header.iter().enumerate().map(|(k, name)| (name.clone(), column(k))).collect())
}

fn spec(folder: &Path, name: &str) -> String {
    let output = flow(folder, &["new", "mine", "--data", name]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("flow train mine.yaml -o run"));
    fs::read_to_string(folder.join("mine.yaml")).expect("a spec")
}

/// Returns the message of `flow new` on a file that it writes no spec for.
fn refused(name: &str, text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("a file");
    let output = flow(folder.path(), &["new", "mine", "--data", name]);
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
    assert!(!folder.path().join("mine.yaml").exists());
    stderr(&output)
}

/// Succeeds if all of these stand in the spec, whose comments may be wrapped anywhere.
fn expect(spec: &str, expected: &[&str]) {
    let joined = |text: &str| text.split_whitespace().filter(|word| *word != "#").collect::<Vec<_>>().join(" ");
    for text in expected {
        assert!(joined(spec).contains(&joined(text)), "{text}:\n{spec}");
    }
}

fn numbers(column: &[String]) -> Vec<f64> {
    column.iter().map(|text| text.parse().expect("a number")).collect()
}

fn all(column: &[String], can_be: impl Fn(f64) -> bool) -> bool {
    numbers(column).into_iter().all(can_be)
}

fn is_whole(x: f64) -> bool {
    x.fract() == 0.0
}

/// Passengers of a ship: names, tickets and cabins beside labels, ages that are missing, free fares.
#[test]
fn passengers_of_a_ship() {
    let row = |k: u32| {
        let age = if k % 5 == 2 { String::new() } else { format!("{:.1}", 1.0 + 60.0 * noise(k)) };
        let fare = if k == 263 { 0.0 } else { 7.0 + 500.0 * noise(k + 11).powi(6) };
        let cabin = if k.is_multiple_of(5) { format!("C{k}") } else { String::new() };
        let (sex, port) = (["male", "female"][(k * k % 3 % 2) as usize], ["S", "C", "Q"][(k * k % 7 % 3) as usize]);
        let (survived, class) = (k * k % 11 % 2, k % 3 + 1);
        format!("{},{survived},{class},\"Doe, J. {k}\",{sex},{age},A{k},{fare:.4},{cabin},{port}", k + 1)
    };
    let rows = table("PassengerId,Survived,Pclass,Name,Sex,Age,Ticket,Fare,Cabin,Embarked", 600, row);
    let (spec, own) = tried("titanic.csv", rows.as_bytes());
    expect(
        &spec,
        &[
            "PassengerId: left out: counts the rows",
            "Survived: binary",
            "Pclass: {integer: [1, 3]}",
            "Name: left out: texts, 600 different",
            "Sex: {categorical: [female, male]}",
            "Cabin: left out: missing in 480 of 600 rows",
            "Fare: positive",
            "0 in row 264 (line 265) is at the edge",
            "missing_marker: {Fare: [0]}",
            "121 of 600 rows are left out",
        ],
    );
    assert!(own["Sex"].iter().all(|label| ["female", "male"].contains(&label.as_str())));
    assert!(all(&own["Survived"], |x| x == 0.0 || x == 1.0) && all(&own["Pclass"], |x| [1.0, 2.0, 3.0].contains(&x)));
    assert!(all(&own["Fare"], |x| x > 0.0));
}

/// Cars whose power is `?` where nobody knows it, and their names.
#[test]
fn question_marks_among_numbers() {
    let row = |k: u32| {
        let power = if k % 66 == 32 { "?".into() } else { (46 + k * k % 180).to_string() };
        format!(
            "{:.1},{},{power},{:.1},car {k}",
            9.0 + 30.0 * noise(k),
            [4, 6, 8][(k * k % 7 % 3) as usize],
            8.0 + 10.0 * noise(k + 1)
        )
    };
    let (spec, own) = tried("auto-mpg.csv", table("mpg,cylinders,horsepower,acceleration,name", 398, row).as_bytes());
    expect(&spec, &["horsepower: count", "missing_marker: {horsepower: [\"?\"]}", "6 of 398 rows are left out"]);
    assert!(all(&own["horsepower"], |x| is_whole(x) && x >= 0.0) && all(&own["cylinders"], is_whole));
}

/// Sensors that write −200 while they are off, in columns of other sizes.
#[test]
fn codes_for_missing_values() {
    let row = |k: u32| {
        let off = k % 23 == 6;
        let or = |value: f64| if off { -200.0 } else { value };
        format!(
            "{:.2},{:.1},{}",
            or(0.1 + 8.0 * noise(k)),
            or(20.0 + 3.0 * normal(k)),
            if k == 77 { -999 } else { (k * k % 60) as i32 }
        )
    };
    let (spec, own) = tried("air.csv", table("co,t,n", 500, row).as_bytes());
    expect(
        &spec,
        &[
            "missing_marker: {co: [-200], t: [-200], \"n\": [-999]}",
            "row 7 (line 8), row 30 (line 31)",
            "looks like a code",
        ],
    );
    assert!(all(&own["t"], |x| x > -150.0) && all(&own["n"], |x| is_whole(x) && x >= 0.0));
}

/// Iris of a library for Python: names with spaces and brackets, three whole numbers as the class.
#[test]
fn names_that_are_no_words() {
    let row = |k: u32| format!("{:.1},{:.1},{}", 5.8 + 0.8 * normal(k), 3.0 + 0.4 * normal(k + 9), k / 50);
    let rows = table("sepal length (cm),\"sepal \"\"width\"\"\",target", 150, row);
    let (spec, own) = tried("iris.csv", rows.as_bytes());
    expect(&spec, &["\"sepal length (cm)\": real", r#""sepal \"width\"": real"#, "target: {integer: [0, 2]}"]);
    assert!(all(&own["target"], |x| [0.0, 1.0, 2.0].contains(&x)), "{own:?}");
}

/// An array without names: what its comments promise is done to its columns by their numbers.
#[test]
fn columns_of_an_array_by_their_numbers() {
    let row = |k: u32| {
        [normal(k), f64::from(k * k % 41), 7.0, (3.0 * normal(k + 5)).exp(), noise(k + 3), f64::from(k * k % 3 % 2)]
    };
    let values: Vec<f64> = (0..400).flat_map(row).collect();
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (400, 6), }";
    let header = format!("{header:<117}\n");
    let mut bytes = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
    bytes.extend(header.as_bytes());
    values.iter().for_each(|x| bytes.extend(x.to_le_bytes()));
    let (spec, own) = tried("rows.npy", &bytes);
    expect(
        &spec,
        &[
            "event: 5",
            "\"0\": real",
            "\"1\": count",
            "# 2: left out: always 7",
            "\"3\": positive",
            "\"4\": unit",
            "\"5\": binary",
        ],
    );
    let mut columns = own.values();
    let mut next = || columns.next().expect("a column");
    next();
    assert!(all(next(), |x| is_whole(x) && x >= 0.0), "{own:?}");
    assert!(
        all(next(), |x| x > 0.0) && all(next(), |x| 0.0 < x && x < 1.0) && all(next(), |x| x == 0.0 || x == 1.0),
        "{own:?}"
    );
}

/// One zero price, shares of exactly 0 and 1, a few counts of −1: the others have their kind.
#[test]
fn single_rows_at_the_edge() {
    let row = |k: u32| {
        let price = if k == 700 { 0.0 } else { (4.0 + normal(k)).exp() };
        let share = [0.0, 1.0].get(k as usize).copied().unwrap_or(noise(k + 31));
        let visits = if k % 333 == 100 { -1 } else { (k * k % 29) as i32 };
        format!("{price},{share},{visits},{}", k * k % 7 % 2)
    };
    let (spec, own) = tried("shop.csv", table("price,share,visits,flag", 1000, row).as_bytes());
    expect(
        &spec,
        &[
            "price: positive",
            "0 in row 701 (line 702) is at the edge of what the others are",
            "share: unit",
            "0 in row 1 (line 2)",
            "1 in row 2 (line 3)",
            "visits: count",
            "-1 in row 101 (line 102), row 434 (line 435), row 767 (line 768) is at the edge",
            "missing_marker: {price: [0], share: [0, 1], visits: [-1]}",
            "6 of 1000 rows are left out",
        ],
    );
    assert!(
        all(&own["price"], |x| x > 0.0)
            && all(&own["share"], |x| 0.0 < x && x < 1.0)
            && all(&own["visits"], |x| x >= 0.0)
    );
    // The zeros of the other columns are values.
    assert!(numbers(&own["flag"]).contains(&0.0));
}

/// Eruptions of a geyser, short or long: a spline follows two lumps, where a normal distribution would stand between them.
#[test]
fn one_column_of_two_lumps() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |k: u32| format!("{}", if k.is_multiple_of(3) { 2.0 + 0.2 * normal(k) } else { 4.3 + 0.3 * normal(k) });
    fs::write(folder.path().join("geyser.csv"), table("eruptions", 600, row)).expect("a file");
    let spec = spec(folder.path(), "geyser.csv");
    expect(&spec, &["event: 1", "rational_quadratic_spline"]);
    for arguments in
        [&["train", "mine.yaml", "-o", "run"][..], &["sample", "run", "-n", "4000", "--seed", "1", "-o", "own.csv"]]
    {
        let output = flow(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    }
    let own = fs::read_to_string(folder.path().join("own.csv")).expect("samples");
    let own: Vec<f64> = own.lines().skip(1).map(|line| line.parse().expect("a number")).collect();
    let share = |low: f64, high: f64| own.iter().filter(|x| (low..high).contains(*x)).count() as f64 / own.len() as f64;
    let (short, between, long) = (share(1.0, 2.7), share(2.9, 3.4), share(3.4, 5.5));
    assert!((short - 0.333).abs() < 0.05 && (long - 0.667).abs() < 0.05 && between < 0.02, "{short} {between} {long}");
}

/// `DataFrame.to_csv()` with its index, a date, and truths.
#[test]
fn an_index_a_date_and_truths() {
    let row = |k: u32| {
        format!(
            "{k},2024-{:02}-{:02},{},{}",
            k / 28 % 12 + 1,
            k % 28 + 1,
            ["True", "False"][(k * k % 3 % 2) as usize],
            normal(k)
        )
    };
    let (spec, own) = tried("frame.csv", table(",day,open,change", 300, row).as_bytes());
    expect(
        &spec,
        &[
            "the nameless first column, which counts rows, is no column of the data",
            "day: left out: dates, which are no numbers",
            "open: {categorical: [\"False\", \"True\"]}",
            "change: real",
        ],
    );
    assert!(own["open"].iter().all(|label| ["False", "True"].contains(&label.as_str())));
}

/// The comment on labels as a context can be followed to the letter, and the result trains.
#[test]
fn labels_as_a_context_as_the_comment_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |k: u32| format!("{},{},{},m{}", normal(k), normal(k + 99), ["Rome", "Oslo"][(k % 2) as usize], k % 20);
    fs::write(folder.path().join("rows.csv"), table("x,y,City,month", 400, row)).expect("a file");
    let spec = spec(folder.path(), "rows.csv");
    expect(
        &spec,
        &[
            "event: 3",
            "The density of the others given City instead: with `context: 2` above, `event: 2` and its line in `columns` taken out, write",
            "The density of the others given month instead: with `context: 20` above write",
        ],
    );
    let follow = |name: &str, size: &str, event: &str| {
        let kept = |line: &&str| event == "event: 3" || !line.trim_start().starts_with(&format!("{name}:"));
        let lines = spec.lines().filter(kept).map(|line| match line {
            line if line.starts_with("event: 3") => format!("{event}\n{size}"),
            line if line.trim_start().starts_with(&format!("# context: {{{name}:")) => line.replacen("# ", "", 1),
            line => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    for followed in [follow("City", "context: 2", "event: 2"), follow("month", "context: 20", "event: 3")] {
        fs::write(folder.path().join("given.yaml"), &followed).expect("a file");
        let output =
            flow(folder.path(), &["train", "given.yaml", "-o", "given", "--set", "train.epochs=1", "--replace"]);
        assert!(output.status.success(), "{}\n{followed}", stderr(&output));
    }
}

/// 200 columns of 300 rows.
#[test]
fn many_columns_of_few_rows() {
    let header: Vec<String> = (0..200).map(|k| format!("g{k}")).collect();
    let row = |k: u32| (0..200).map(|c| format!("{:.3}", normal(k * 211 + c))).collect::<Vec<_>>().join(",");
    let (spec, own) = tried("genes.csv", table(&header.join(","), 300, row).as_bytes());
    expect(&spec, &["event: 200", "g199: real", "dropout: 0.5"]);
    assert_eq!(own.len(), 200);
}

#[test]
fn files_without_a_column_to_model() {
    let cases = [
        (
            "a,b\n1,2\n",
            "rows.csv: found no column that can be modelled\n  a: always 1, and a constant has no density\n",
        ),
        (
            "a,b\n,\n,\n",
            "rows.csv: found no column that can be modelled\n  a: no row has a value\n  b: no row has a value\n",
        ),
        ("a,b\n3,x\n3,x\n3,x\n", "  a: always 3, and a constant has no density\n  b: texts, 1 different in 3 rows"),
        ("a,b,a\n1,2,3\n4,5,6\n", "found a second column `a`, expected different names\nhelp: rename"),
        ("a,b\n", "found a header and no rows"),
        ("", "found an empty file"),
    ];
    for (text, expected) in cases {
        let said = refused("rows.csv", text);
        assert!(said.contains(expected), "{text:?}: {said}");
    }
}
