//! Both spellings against each other, written files read back, and mutated files.

mod mistakes;

use super::{tokens, yaml};
use crate::spec::Spec;

const TOKENS: &str = r#"
    /// Two interleaved half circles.
    ///
    /// A second line.
    pub(crate) struct TwoMoons<2, context = 4> {
        base: student_t(degrees_of_freedom = 3.0),
        layers: [
            repeat(times = 8, layers = [
                coupling(transformer = affine, conditioner = mlp(activation = relu, hidden = [64, 1_28],)),
                reverse,
            ]),
            permute(order = [1, 0]),
            prelu(),
        ],
        train: {
            data: { file: "a.npz:train", standardize: false },
            seed: -7,
            early_stopping: null,
        },
    }
    bijector prelu(alpha: positive, beta: per_element(positive)) {
        let gamma = alpha + 1.0;
        forward: |z| if z < 0.0 { gamma * z } else { z };
        inverse: |x| x,
        invertible: assumed,
        domain: real,
    }
"#;

const YAML: &str = r#"# a comment
flow: TwoMoons
context: 4
event: 2
doc: |
  Two interleaved half circles.

  A second line.
base: {student_t: {degrees_of_freedom: 3.0}}
bijectors:
  prelu:
    parameters: {alpha: positive, beta: {per_element: positive}}
    let: {gamma: alpha+1.0}
    forward: "|z| if z < 0.0 { gamma * z } else { z }"
    inverse: '|x| x'
    invertible: assumed
    domain: real
layers:
  - repeat:
      layers:
        - coupling:
            conditioner: {mlp: {hidden: [64, 128], activation: relu}}
            transformer: affine
        - reverse:
      times: 8
  - permute: {order: [1, 0]}
  - prelu
train:
  data: {standardize: false, file: a.npz:train}
  early_stopping:
  seed: -7
"#;

fn from_tokens(source: &str) -> Result<Spec, String> {
    let tokens = source.parse().map_err(|error| format!("{error}"))?;
    tokens::parse(tokens).map_err(|diagnostics| messages(&diagnostics))
}

fn from_yaml(source: &str) -> Result<Spec, String> {
    yaml::parse(source).map_err(|diagnostics| located(&diagnostics))
}

fn messages(diagnostics: &crate::diag::Diagnostics) -> String {
    let mut lines: Vec<String> = diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect();
    lines.dedup();
    lines.join("\n")
}

fn located(diagnostics: &crate::diag::Diagnostics) -> String {
    let line = |diagnostic: &crate::diag::Diagnostic| {
        let place = diagnostic.span.place().expect("errors of a file have a place");
        format!("{}:{} {}", place.line, place.column, diagnostic.message)
    };
    diagnostics.iter().map(line).collect::<Vec<String>>().join("\n")
}

#[test]
fn twins_have_one_canonical_text() {
    let (tokens, yaml) = (from_tokens(TOKENS).unwrap(), from_yaml(YAML).unwrap());
    assert_eq!(tokens.to_text(), yaml.to_text());
    assert_eq!(tokens.visibility.to_string(), "pub (crate)");
    let expected = r#"flow: TwoMoons
event: 2
context: 4
doc: "Two interleaved half circles.\n\nA second line."
base:
  student_t:
    degrees_of_freedom: 3.0
layers:
  - repeat:
      layers:
        - coupling:
            conditioner:
              mlp:
                activation: relu
                hidden: [64, 128]
            transformer: affine
        - reverse
      times: 8
  - permute:
      order: [1, 0]
  - prelu
train:
  data:
    file: "a.npz:train"
    standardize: false
  early_stopping: null
  seed: -7
bijectors:
  prelu:
    parameters:
      alpha: positive
      beta:
        per_element: positive
    let:
      gamma: "alpha + 1.0"
    forward: "|z| if z < 0.0 { gamma * z } else { z }"
    inverse: "|x| x"
    invertible: assumed
    domain: real
"#;
    assert_eq!(yaml.to_text(), expected);
}

#[test]
fn written_files_read_back() {
    for spec in [from_yaml(YAML).unwrap(), from_tokens(TOKENS).unwrap()] {
        let text = spec.to_text();
        assert_eq!(from_yaml(&text).unwrap().to_text(), text, "the canonical text is its own fixed point");
        let written = spec.to_yaml();
        let again = from_yaml(&written).unwrap();
        assert_eq!(again.to_yaml(), written);
        assert_eq!(again.to_text(), text);
    }
    let keys: Vec<String> = from_yaml(YAML).unwrap().fields.iter().map(|field| field.key.text.clone()).collect();
    assert_eq!(keys, ["base", "layers", "train"]);
}

/// A generator of numbers that needs no crate: xorshift.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// A random value as (what is written, what `Debug` of the tree must say without spans).
fn random_value(numbers: &mut Numbers, depth: usize) -> (String, String) {
    let texts =
        ["a b", "\"'\\ \n\t", "é 漢 \u{202e}\u{0}", "", "yes", "null", "8", " # ", "a: b", "- x", "*", "!x", "🙂\r\n"];
    match numbers.below(if depth == 0 { 5 } else { 7 }) {
        0 => (["relu", "yes", "n"][numbers.below(3)].to_string(), String::new()),
        1 => (["1.0e-3", "-7", "1_000", "0", "2."][numbers.below(5)].to_string(), String::new()),
        2 => (["true", "false"][numbers.below(2)].to_string(), String::new()),
        3 => (["null", "~", ""][numbers.below(3)].to_string(), "Null".to_string()),
        4 => {
            let text = texts[numbers.below(texts.len())];
            let escaped: String = text.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
            (format!("\"{escaped}\""), format!("Text({text:?})"))
        }
        5 => {
            let items: Vec<(String, String)> =
                (0..numbers.below(4)).map(|_| random_value(numbers, depth - 1)).collect();
            // An empty item is no item in a YAML flow list.
            let written = items.iter().map(|(text, _)| if text.is_empty() { "null" } else { text }.to_string());
            (format!("[{}]", written.collect::<Vec<_>>().join(", ")), String::new())
        }
        _ => {
            let entries: Vec<String> =
                (0..numbers.below(4)).map(|i| format!("k{i}: {}", random_value(numbers, depth - 1).0)).collect();
            (format!("{{{}}}", entries.join(", ")), String::new())
        }
    }
}

/// A tree without places.
fn bare(spec: &Spec) -> String {
    fn node_text(node: &crate::spec::Node) -> String {
        use crate::spec::Kind;
        match &node.kind {
            Kind::List(items) => format!("[{}]", items.iter().map(node_text).collect::<Vec<_>>().join(",")),
            Kind::Map(entries) => format!("{{{}}}", fields(entries)),
            Kind::Call { name, entries } => format!("{}({})", name.text, fields(entries)),
            kind => format!("{kind:?}"),
        }
    }
    fn fields(entries: &[crate::spec::Entry]) -> String {
        entries.iter().map(|e| format!("{}:{}", e.key.text, node_text(&e.value))).collect::<Vec<_>>().join(",")
    }
    fields(&spec.fields)
}

#[test]
fn random_trees_survive_writing() {
    let mut numbers = Numbers(7);
    for _ in 0..2_000 {
        let (written, expected) = random_value(&mut numbers, 4);
        let source = format!("flow: X\nevent: 1\nvalue: {written}\n");
        let spec = from_yaml(&source).unwrap();
        assert!(bare(&spec).contains(&expected), "{source}");
        assert_eq!(bare(&from_yaml(&spec.to_yaml()).unwrap()), bare(&spec), "{source}");
        let text = spec.to_text();
        assert_eq!(from_yaml(&text).unwrap().to_text(), text, "{source}");
    }
}

#[test]
fn bare_words_that_are_no_names_are_texts_in_both_spellings() {
    let yaml = from_yaml("flow: X\nevent: 2\nl: [Voltage, type, relu, null]").unwrap();
    let tokens = from_tokens("struct X<2> { l: [Voltage, type, relu, null] }").unwrap();
    assert_eq!(bare(&yaml), "l:[Text(\"Voltage\"),Text(\"type\"),Word(\"relu\"),Null]");
    assert_eq!(bare(&tokens), bare(&yaml));
}

#[test]
fn yaml_1_1_booleans_are_words() {
    let spec = from_yaml("flow: X\nevent: 2\nl: [yes, no, on, off, True, 1:30, \"8\", moons.csv]").unwrap();
    let expected = "l:[Word(\"yes\"),Word(\"no\"),Word(\"on\"),Word(\"off\"),Text(\"True\"),Text(\"1:30\"),Text(\"8\"),Text(\"moons.csv\")]";
    assert_eq!(bare(&spec), expected);
}

#[test]
fn set_replaces_one_value() {
    let table = [
        ("train.epochs=5", "  epochs: 5"),
        ("train.seed=8", "  seed: 8"),
        ("train.data={two_moons: {rows: 5}}", "      rows: 5"),
        ("train.data.columns=[x, \"y z\"]", "    columns: [x, \"y z\"]"),
        ("train.optimizer.adam.learning_rate=1.0e-3", "      learning_rate: 1.0e-3"),
        ("layers.0.repeat.times=3", "      times: 3"),
        ("layers.2.prelu.slope=0.5", "      slope: 0.5"),
        ("event=[1, 2]", "event: [1, 2]"),
        ("context=7", "context: 7"),
        ("train.note=a.npz:val", "  note: \"a.npz:val\""),
        ("train.note=a=b", "  note: \"a=b\""),
        ("train.seed=", "  seed: null"),
    ];
    for (flag, line) in table {
        let mut spec = from_yaml(YAML).unwrap();
        yaml::apply_set(&mut spec, flag, 1).unwrap();
        let text = spec.to_text();
        assert!(text.lines().any(|found| found == line), "{flag}: {text}");
    }
}

#[test]
fn parts_of_formulas_have_places() {
    let source = "flow: X\nevent: 2\nbijectors:\n  p:\n    forward: \"|z| exp(z)\"\n    inverse: |\n      |x| {\n        let y = x;\n        ln(y)\n      }\n";
    let spec = from_yaml(source).unwrap();
    let forward = &spec.bijectors[0].forward.body;
    let syn::Expr::Call(call) = &forward.expr else { panic!("a call") };
    let place = |span: crate::span::Span| span.place().map(|place| (place.line, place.column, place.len));
    assert_eq!(place(forward.place(call)), Some((5, 19, 6)));
    assert_eq!(place(forward.place(&call.args)), Some((5, 23, 1)));
    let inverse = &spec.bijectors[0].inverse.as_ref().unwrap().body;
    let syn::Expr::Block(block) = &inverse.expr else { panic!("a block") };
    assert_eq!(place(inverse.place(&block.block.stmts[1])), Some((9, 9, 5)));
}

#[test]
fn mutated_sources_never_panic_and_errors_have_places_in_them() {
    let mut numbers = Numbers(1);
    let pieces =
        ["&", "*", "!", "\t", "- ", ": ", "[", "}", "'", "\"", "|", "\n", "#", "é", "\u{0}", "\r\n", "---\n", "(", "z"];
    for _ in 0..1_500 {
        for source in [YAML, TOKENS] {
            let mut text: Vec<char> = source.chars().collect();
            for _ in 0..=numbers.below(4) {
                let at = numbers.below(text.len());
                let len = numbers.below(12).min(text.len() - at - 1);
                match numbers.below(3) {
                    0 => drop(text.drain(at..at + len)),
                    1 => {
                        let copy: Vec<char> = text[at..at + len].to_vec();
                        text.splice(at..at, copy);
                    }
                    _ => drop(text.splice(at..at, pieces[numbers.below(pieces.len())].chars())),
                }
            }
            let text: String = text.into_iter().collect();
            match yaml::parse(&text) {
                Ok(spec) => assert_eq!(from_yaml(&spec.to_text()).unwrap().to_text(), spec.to_text(), "{text}"),
                Err(diagnostics) => {
                    let lines = u32::try_from(text.lines().count()).unwrap();
                    assert!(
                        diagnostics.iter().all(|d| d.span.place().is_some_and(|place| place.line <= lines + 1)),
                        "{text}"
                    );
                    assert!(diagnostics.render("f", &text).contains("error: "));
                }
            }
            if let Ok(spec) = from_tokens(&text) {
                assert_eq!(from_yaml(&spec.to_text()).map(|spec| spec.to_text()), Ok(spec.to_text()), "{text}");
            }
        }
    }
}

#[test]
fn columns_have_any_name_and_keep_their_order() {
    let source = "flow: X\nevent: 3\ntrain:\n  data:\n    file: a.csv\n    columns: {\"Größe m\": positive, type: real, a: unit}\n";
    let spec = from_yaml(source).unwrap();
    let tokens = r#"pub struct X<3> {
        train: { data: { file: "a.csv", columns: { "Größe m": positive, type: real, a: unit } } }
    }"#;
    assert_eq!(from_tokens(tokens).unwrap().to_text(), spec.to_text());
    let text = spec.to_text();
    assert!(text.contains("      \"Größe m\": positive\n      \"type\": real\n      a: unit\n"), "{text}");
    assert_eq!(from_yaml(&text).unwrap().to_text(), text);
    let mut set = from_yaml(source).unwrap();
    yaml::apply_set(&mut set, "train.data.columns={\"Ä b\": real, y: real, z: real}", 1).unwrap();
    assert!(set.to_text().contains("\"Ä b\": real"), "{}", set.to_text());
    let twice = "flow: X\nevent: 2\ntrain: {data: {columns: {\"a b\": real, \"a b\": real}}}";
    assert!(from_yaml(twice).unwrap_err().contains("`a b` is given twice"));
}
