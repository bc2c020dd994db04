//! The JSON schema of the YAML spelling, for editors: completion, descriptions, and errors while
//! one types.
//!
//! It accepts whatever the compiler accepts. What depends on several places at once, such as an
//! element that the event lacks, only the compiler sees.

use super::json::Json;
use super::{Place, slots};
use crate::check::columns::PLAIN_KINDS;
use crate::check::context_settings;
use crate::check::latent;
use crate::check::train;
use crate::vocabulary::{LARGEST, Setting, Settings, Takes, Unwritten, Value, Word};

/// The whole schema.
pub fn schema() -> String {
    let slots = slots();
    let mut definitions: Vec<(String, Json)> =
        slots.iter().map(|slot| (key(slot.slot.name()), slot_schema(*slot))).collect();
    definitions.extend([
        ("data".into(), data()),
        ("train".into(), record(&train::reference())),
        ("bijector".into(), bijector()),
    ]);
    let fields = Json::map([
        (
            "flow",
            described(
                "the name of the type",
                Json::map([("type", Json::text("string"))]).and("pattern", Json::text("^[A-Z][A-Za-z0-9]*$")),
            ),
        ),
        (
            "event",
            described("the shape of one x", Json::map([("anyOf", Json::List(vec![shape(), shape_and_elements()]))])),
        ),
        ("context", described("how many numbers condition the flow", context())),
        ("doc", described("what the flow is", Json::map([("type", Json::text("string"))]))),
        ("base", reference("base")),
        ("layers", described("from base to data", list(reference("layer")))),
        ("bijectors", described("bijectors of your own, by their names", map_of(reference("bijector")))),
        ("latent", described("the latent variable of a latent variable model", record(&latent::settings()))),
        ("likelihood", described("the density of x given the latent variable", member())),
        ("train", reference("train")),
    ]);
    Json::map([
        ("$schema", Json::text("https://json-schema.org/draft/2020-12/schema")),
        ("title", Json::text("The declaration of a flow")),
        ("type", Json::text("object")),
        ("properties", fields),
        ("required", Json::texts(["flow", "event"])),
        ("additionalProperties", Json::Bool(false)),
        ("$defs", Json::Map(definitions)),
    ])
    .pretty()
}

/// The name of a slot's definition.
fn key(what: &str) -> String {
    what.replace(' ', "_")
}

fn reference(what: &str) -> Json {
    Json::map([("$ref", Json::text(format!("#/$defs/{}", key(what))))])
}

fn described(doc: &str, schema: Json) -> Json {
    schema.and("description", Json::text(doc))
}

fn list(items: Json) -> Json {
    Json::map([("type", Json::text("array")), ("items", items)])
}

fn map_of(values: Json) -> Json {
    Json::map([("type", Json::text("object")), ("additionalProperties", values)])
}

fn count(low: usize, high: usize) -> Json {
    Json::map([
        ("type", Json::text("integer")),
        ("minimum", Json::Number(low as f64)),
        ("maximum", Json::Number(high as f64)),
    ])
}

fn number() -> Json {
    Json::map([("type", Json::text("number"))])
}

fn context() -> Json {
    Json::map([("anyOf", Json::List(vec![count(1, LARGEST), record(&context_settings())]))])
}

fn shape() -> Json {
    Json::map([("anyOf", Json::List(vec![count(1, LARGEST), list(count(1, LARGEST))]))])
}

/// `{shape: [1, 28, 28], elements: binary}`
fn shape_and_elements() -> Json {
    Json::map([
        ("type", Json::text("object")),
        ("properties", Json::map([("shape", shape()), ("elements", reference("kind of elements"))])),
        ("required", Json::texts(["shape"])),
        ("additionalProperties", Json::Bool(false)),
    ])
}

/// A base, or a map of a base and layers.
fn member() -> Json {
    let whole = Json::map([
        ("type", Json::text("object")),
        ("properties", Json::map([("base", reference("base")), ("layers", list(reference("layer")))])),
        ("additionalProperties", Json::Bool(false)),
    ]);
    Json::map([("anyOf", Json::List(vec![reference("base"), whole]))])
}

/// A word alone, or a map of one word and its settings.
fn slot_schema(slot: Place) -> Json {
    let alone = slot.words.iter().filter(|w| required(&w.settings()).is_empty()).map(|w| w.name());
    let calls = slot.words.iter().map(|word| (word.name().to_string(), call(*word))).collect();
    let one = Json::map([
        ("type", Json::text("object")),
        ("properties", Json::Map(calls)),
        ("additionalProperties", Json::Bool(false)),
        ("minProperties", Json::Number(1.0)),
        ("maxProperties", Json::Number(1.0)),
    ]);
    let mut ways = vec![Json::map([("enum", Json::texts(alone))]), one];
    if matches!(slot.slot.name(), "layer" | "transformer") {
        let name = Json::map([("type", Json::text("string")), ("pattern", Json::text("^[a-z][a-z0-9_]*$"))]);
        ways.push(described("a bijector of your own", name));
    }
    Json::map([("anyOf", Json::List(ways))])
}

fn call(word: &dyn Word) -> Json {
    let settings = word.settings();
    let record = record(&settings);
    let schema = if !required(&settings).is_empty() {
        record
    } else {
        Json::map([("anyOf", Json::List(vec![Json::map([("type", Json::text("null"))]), record]))])
    };
    described(word.doc(), schema)
}

fn required(settings: &Settings) -> Vec<&'static str> {
    settings.0.iter().filter(|s| matches!(s.default, Unwritten::Required)).map(|s| s.name).collect()
}

fn record(settings: &Settings) -> Json {
    let properties = settings.0.iter().map(|s| (s.name.to_string(), setting(s))).collect();
    let schema = Json::map([
        ("type", Json::text("object")),
        ("properties", Json::Map(properties)),
        ("additionalProperties", Json::Bool(false)),
    ]);
    let names = required(settings);
    if names.is_empty() { schema } else { schema.and("required", Json::texts(names)) }
}

fn setting(setting: &Setting) -> Json {
    let schema = described(setting.doc, kind(setting));
    match &setting.default {
        Unwritten::Is(value) => schema.and("default", default(value)),
        Unwritten::Required | Unwritten::Absent => schema,
    }
}

fn kind(setting: &Setting) -> Json {
    let elements = || list(Json::map([("type", Json::text("integer")), ("minimum", Json::Number(0.0))]));
    match setting.takes {
        Takes::Above(low) => number().and("exclusiveMinimum", Json::Number(low)),
        Takes::Within(low, high) => number().and("minimum", Json::Number(low)).and("maximum", Json::Number(high)),
        Takes::NonZero => number().and("not", Json::map([("const", Json::Number(0.0))])),
        Takes::Fraction => number().and("minimum", Json::Number(0.0)).and("exclusiveMaximum", Json::Number(1.0)),
        Takes::Count(low) => count(low, LARGEST),
        Takes::Few(low, high) => count(low, high),
        Takes::Counts(low) => list(count(low, LARGEST)),
        Takes::Elements => elements(),
        Takes::Seed => Json::map([("type", Json::text("integer")), ("minimum", Json::Number(0.0))]),
        Takes::Choice(words) => Json::map([("enum", Json::texts(words.iter().copied()))]),
        Takes::ChoiceOrElements(words) => {
            let choice = Json::map([("enum", Json::texts(words.iter().copied()))]);
            Json::map([("anyOf", Json::List(vec![choice, elements()]))])
        }
        Takes::Flag => boolean(),
        Takes::FlagOr(word) => {
            Json::map([("anyOf", Json::List(vec![boolean(), Json::map([("enum", Json::texts([word]))])]))])
        }
        Takes::Call { slot, .. } => reference(slot.name()),
        Takes::Layers => list(reference("layer")).and("minItems", Json::Number(1.0)),
        // What a later phase reads has a shape of its own, where it is known here.
        Takes::Layer => reference("layer"),
        Takes::Node(_) => match setting.name {
            "data" => reference("data"),
            "target" => Json::map([("type", Json::text("string"))]),
            "annealing" => record(&train::annealing()),
            "validation" => {
                let fraction =
                    number().and("exclusiveMinimum", Json::Number(0.0)).and("exclusiveMaximum", Json::Number(1.0));
                Json::map([("anyOf", Json::List(vec![fraction, reference("data")]))])
            }
            _ => Json::Map(Vec::new()),
        },
    }
}

fn default(value: &Value) -> Json {
    match value {
        Value::Number(v) => Json::Number(*v),
        Value::Count(v) => Json::Number(*v as f64),
        Value::Counts(list) => Json::List(list.iter().map(|v| Json::Number(*v as f64)).collect()),
        Value::Seed(v) => Json::Number(*v as f64),
        Value::Word(word) => Json::text(word.as_str()),
        Value::Flag(flag) => Json::Bool(*flag),
        Value::Chosen(chosen) => Json::text(chosen.word.name()),
        Value::Nodes(_) => Json::Null,
    }
}

fn boolean() -> Json {
    Json::map([("type", Json::text("boolean"))])
}

/// A list of names, or a map from names to the values that each column can have.
fn columns() -> Json {
    let number = || Json::map([("type", Json::text("number"))]);
    let whole = || Json::map([("type", Json::text("integer"))]);
    let two = |items| ["minItems", "maxItems"].into_iter().fold(list(items), |l, key| l.and(key, Json::Number(2.0)));
    let with_list = Json::map([("type", Json::text("object")), ("maxProperties", Json::Number(1.0))]).and(
        "properties",
        Json::map([
            ("interval", two(number())),
            ("angle", two(number())),
            ("integer", two(whole())),
            ("categorical", list(Json::map([("type", Json::texts(["string", "number", "boolean"]))]))),
        ]),
    );
    let kind = Json::map([("enum", Json::texts(PLAIN_KINDS))]);
    let kind = Json::map([("anyOf", Json::List(vec![kind, with_list]))]);
    Json::map([(
        "anyOf",
        Json::List(vec![list(Json::map([("type", Json::texts(["string", "integer"]))])), map_of(kind)]),
    )])
}

/// A file, or a generator.
fn data() -> Json {
    let text = || Json::map([("type", Json::text("string"))]);
    let names = || list(text());
    let row = || Json::map([("type", Json::text("integer")), ("minimum", Json::Number(0.0))]);
    let marker = || Json::map([("type", Json::texts(["string", "number"]))]);
    let some = Json::map([("anyOf", Json::List(vec![marker(), list(marker())]))]);
    let of_columns = Json::map([("type", Json::text("object"))]).and("additionalProperties", some);
    let markers = Json::map([("anyOf", Json::List(vec![marker(), list(marker()), of_columns]))]);
    let range = ["minItems", "maxItems"].into_iter().fold(list(row()), |range, key| range.and(key, Json::Number(2.0)));
    let file = Json::map([("type", Json::text("object")), ("required", Json::texts(["file"]))]).and(
        "properties",
        Json::map([
            ("file", described("a text, NPY, NPZ or Parquet file, or `file.npz:array`", text())),
            ("columns", described("the columns of the event, all without; a map says what each can be", columns())),
            ("context", described("the columns of the context; a map says what each can be", columns())),
            ("context_file", described("a table with the context of each recording", text())),
            ("weights", described("the column that says what each row counts", text())),
            ("header", described("whether the first record of a text holds names", boolean())),
            (
                "missing",
                described(
                    "how to treat rows in which a value is missing",
                    Json::map([("enum", Json::texts(["refuse", "drop"]))]),
                ),
            ),
            ("missing_marker", described("what stands for a missing value beside `NA` and the like", markers)),
            (
                "dequantize",
                described(
                    "columns of whole numbers, to which uniform noise is added; `all` for every element of the event",
                    Json::map([("anyOf", Json::List(vec![Json::map([("const", Json::text("all"))]), names()]))]),
                ),
            ),
            ("binarize", described("zeros and ones in place of levels, before anything else", binarize())),
            (
                "encoding",
                described(
                    "how the amplitudes of recordings become levels",
                    Json::map([("enum", Json::texts(["mu_law", "linear"]))]),
                ),
            ),
            ("rows", described("the first row, counted from 0, and the one behind the last", range)),
        ]),
    );
    Json::map([("anyOf", Json::List(vec![file, reference("generator")]))])
}

fn binarize() -> Json {
    let threshold = Json::map([("type", Json::text("number"))]);
    let record = Json::map([
        ("type", Json::text("object")),
        ("properties", Json::map([("threshold", described("1 is what is greater", threshold))])),
        ("required", Json::texts(["threshold"])),
    ]);
    Json::map([("anyOf", Json::List(vec![Json::map([("const", Json::text("dynamic"))]), record]))])
}

fn bijector() -> Json {
    let formula = || Json::map([("type", Json::texts(["string", "number"]))]);
    let parameter = Json::map([("type", Json::texts(["string", "object"]))]);
    Json::map([
        ("type", Json::text("object")),
        (
            "properties",
            Json::map([
                ("parameters", described("what is learned, by name and type", map_of(parameter))),
                ("let", described("values computed from the parameters", map_of(formula()))),
                ("forward", described("`|z| …`, from z to x", Json::map([("type", Json::text("string"))]))),
                (
                    "inverse",
                    described(
                        "`|x| …`, from x to z, instead of a derived one",
                        Json::map([("type", Json::text("string"))]),
                    ),
                ),
                ("invertible", described("skips the proof", Json::map([("enum", Json::texts(["assumed"]))]))),
            ]),
        ),
        ("required", Json::texts(["forward"])),
    ])
}
