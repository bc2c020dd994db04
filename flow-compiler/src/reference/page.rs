//! The page for people, in Markdown.

use std::fmt::Write;

use super::slots;
use crate::catalog::user;
use crate::check::latent;
use crate::check::show_value;
use crate::check::train;
use crate::derive::order::MOST;
use crate::event::Event;
use crate::vocabulary::{Filled, Settings, Support, Unwritten, Value, Word};

/// The most examples of a word.
const EXAMPLES: usize = 3;

const HEAD: &str = "# Reference

Every word of the language, by where it stands. This page is generated from the definitions of the words
(`BLESS=1 cargo test -p flow-tests --test reference` rewrites it); `spec.schema.json` beside it says the same to editors.

`forward` is z → x, the sampling direction; `inverse` is x → z, the density direction. Layers are written from base to data.
An example stands in the macro's spelling first, then in YAML's. A setting without a default says whether it must be written.
";

const DECLARATION: &str = "
## A declaration

```rust
flow! { pub struct Name<4, context = 2> { base: standard_normal, layers: [affine], train: { epochs: 20 } } }
```
```yaml
flow: Name
event: 4
context: 2
base: standard_normal
layers: [affine]
train: {epochs: 20}
```

The event is a number of elements or a list of 1 to 3 extents; without `context` a flow has none. A context that all layers read
through one network is `context = { size: 4, embedding: mlp(hidden = [16]), outputs: 8 }`, in YAML
`context: {size: 4, embedding: {mlp: {hidden: [16]}}, outputs: 8}`. `base` is `standard_normal` where
nothing is written. Supports are checked along the chain: a layer must map from exactly what the one before it gives.
";

const LATENT: &str = "
## The section `latent`

A declaration with `latent` and `likelihood` in the place of `base` and `layers` is a latent variable model, `p(x) = ∫ p(z) p(x | z) dz`
with a posterior `q(z | x)`. Its members `prior`, `posterior` and `likelihood` are each a base, or a map of `base` and `layers`; the
context of the likelihood is z, that of the posterior is x, or what the encoder makes of x.

```rust
flow! { pub struct Vae<[1, 28, 28], elements = binary> {
    latent: { size: 40, encoder: mlp(hidden = [400]), outputs: 400, activation: relu },
    likelihood: independent(family = bernoulli, conditioner = mlp(hidden = [400, 400])),
} }
```
```yaml
flow: Vae
event: {shape: [1, 28, 28], elements: binary}
latent: {size: 40, encoder: {mlp: {hidden: [400]}}, outputs: 400, activation: relu}
likelihood: {independent: {family: bernoulli, conditioner: {mlp: {hidden: [400, 400]}}}}
```
";

const FILES: &str = "
### Files

`data` and `validation` may name a file by its ending: text (`.csv`, `.tsv`, `.txt`, `.dat`, also compressed, `.gz`), NPY, NPZ,
Parquet or WAV: `{file: \"rows.csv\"}`, `{file: \"arrays.npz:train\"}`. What separates the fields of a text is told from its first lines. Columns
without names are called by their numbers, counted from 0: `columns: [0, 3]`. Dates in Parquet that are named in `columns` are read
as days since 1970-01-01, and a list that has the same length in all rows as `name.0`, `name.1` and so on.

| key | what it is |
|---|---|
| `columns` | the columns of the event, all without; a map says what each can be (see below) |
| `context` | the columns of the context, the last ones without; a map says what each can be |
| `context_file` | of recordings: a table with a row for each of them, of which `context` names columns |
| `weights` | the column that says what each row counts |
| `header` | whether the first record of a text holds names, `true` or `false`; without it the file tells, and reading says what was taken for what |
| `missing` | how to treat rows in which a value is missing: `refuse` (the default) or `drop` |
| `missing_marker` | what stands for a missing value beside an empty field, `NA`, `N/A`, `NaN` and `null`: a text such as `\"?\"`, a number such as `-999`, or a list of them; a map says so for single columns: `{price: 0, speed: [-999, 9999]}` |
| `dequantize` | columns of whole numbers, to which uniform noise is added; `all` for every element of the event |
| `binarize` | zeros and ones in place of levels, before anything else: `{threshold: 127}` makes 1 of what is greater, `dynamic` draws 1 with the probability x / 255, anew in every epoch; with `dequantize: all` they get noise |
| `encoding` | how the amplitudes of recordings become levels: `mu_law` (the default), finer for quiet samples, or `linear` |
| `rows` | a range of rows of the file, such as `[0, 2956]`: the first, counted from 0, and the one behind the last; of recordings, a range of files |

Recordings are WAV files of one channel in samples of 8 or 16 bits, all of one rate; `*`, `?` and `[0-4]` in a name stand for
some characters, so that `{file: \"speech/*.wav\"}` names all of a folder, in the order of their names. An event is a sequence,
`[length]` or `[1, length]`. Where its elements are `categorical(levels)`, amplitudes become levels, and an epoch has as many crops of
that length as have all samples: each begins anywhere in a recording, by a draw of its own for every epoch. Rows that judge a
fit are the crops of a recording one after another; a validation that is a fraction holds out whole recordings. Where elements are
real, rows are such crops of amplitudes from −1 to 1.

Every crop of a recording has the recording's context, such as its speaker. `context_file: \"speakers.csv\"` names a table with a row for
each recording: its column `file` holds the name of the WAV file, with or without the ending or as a whole path, and rows of other
recordings do no harm; without such a column, rows follow the files in the order of their names. The context is the columns that
`context` names, or all others.

### Kinds of columns

A map from columns to kinds, such as `{price: positive, age: real, sex: {categorical: [f, m]}}`, says which values each column can
have. Rows with other values are refused, and every sample is a value that the column can have.

| kind | values | modelled as |
|---|---|---|
| `real` | all numbers | they are |
| `positive` | above 0 | the logarithm |
| `unit` | between 0 and 1, which are outside | the logit |
| `interval: [a, b]` | between a and b, which are outside | the logit of the place between them |
| `angle: [a, b]` | points of a circle, of which a turn goes from a to b | the angle from −π to π; such columns come last, with the base `cylindrical` |
| `integer` | whole numbers | with uniform noise |
| `integer: [a, b]` | whole numbers from a to b | with noise, the logit of the place between the ends |
| `count` | 0, 1, 2, … | with noise, the logarithm |
| `binary` | 0 and 1 | as `integer: [0, 1]` |
| `categorical: [a, b, c]` | these labels, as text or numbers in the file | by their numbers from 0, as `integer: [0, 2]` |

In a context, `categorical` gives one number for each label, 1 for the label that a row has and 0 for the others, `angle` gives two, its
cosine and sine, and whole numbers have no noise. `context` of the declaration counts these numbers.
";

/// The whole page.
pub fn page() -> String {
    let mut out = String::from(HEAD) + DECLARATION;
    for slot in slots() {
        let _ = write!(out, "\n## {}s\n", capitalised(slot.slot.name()));
        for word in slot.words {
            section(*word, &mut out);
        }
    }
    out.push_str(LATENT);
    table(&latent::settings(), &mut out);
    out.push_str("\n## The section `train`\n");
    table(&train::reference(), &mut out);
    out.push_str(FILES);
    formulas(&mut out);
    out
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().collect::<String>() + chars.as_str())
}

fn section(word: &dyn Word, out: &mut String) {
    let _ = write!(out, "\n### `{}`\n\n{}\n", word.name(), word.doc());
    if let Some(supports) = supports(word) {
        let _ = write!(out, "\n{supports}\n");
    }
    table(&word.settings(), out);
    let written = examples(word).into_iter().map(|e| only_written(&e, &word.settings()));
    let mut shown: Vec<String> = Vec::new();
    // A word alone is no example.
    for written in written.filter(|w| !w.is_empty()) {
        let line = format!("`{}`, in YAML `{}`", in_macro(word, &written), in_yaml(word, &written));
        if !shown.contains(&line) && shown.len() < EXAMPLES {
            shown.push(line);
        }
    }
    if !shown.is_empty() {
        let _ = write!(out, "\nFor example:\n* {}\n", shown.join("\n* "));
    }
}

/// Says what a word maps from and to, or where it has a density.
fn supports(word: &dyn Word) -> Option<String> {
    if let Some(base) = word.base() {
        return Some(format!("On {}.", base.support(word.defaults().checked()?)));
    }
    let (from, to, cones) = if let Some(layer) = word.layer() {
        let defaults = word.defaults();
        let Some((from, to)) = layer.supports(defaults.checked()?) else {
            return Some("Maps any support to itself.".into());
        };
        (from, to, layer.keeps(Support::POSITIVE))
    } else {
        let elementwise = word.elementwise()?;
        (elementwise.domain(), elementwise.codomain(), elementwise.keeps(Support::POSITIVE))
    };
    let also = if cones { ", and from the positive numbers to themselves" } else { "" };
    Some(format!("From {from} to {to}{also}."))
}

/// The settings that the word is tested with.
fn examples(word: &dyn Word) -> Vec<Filled> {
    let without_events = |examples: Vec<(Event, Filled)>| examples.into_iter().map(|(_, filled)| filled).collect();
    let all: [Option<Vec<Filled>>; 9] = [
        word.layer().map(|l| without_events(l.examples())),
        word.base().map(|b| b.examples()),
        word.elementwise().map(|e| e.examples()),
        word.conditioner().map(|c| c.examples()),
        word.masked_conditioner().map(|c| c.examples()),
        word.causal_conditioner().map(|c| without_events(c.examples())),
        word.family().map(|f| f.examples()),
        word.real_family().map(|_| vec![word.defaults()]),
        word.sugar().map(|s| s.examples()),
    ];
    all.into_iter().flatten().flatten().collect()
}

/// Without what stands there when nothing is written.
fn only_written(filled: &Filled, settings: &Settings) -> Vec<(&'static str, String, String)> {
    let default = |name: &str| match settings.0.iter().find(|s| s.name == name).map(|s| &s.default) {
        Some(Unwritten::Is(value)) => Some(show_value(value)),
        _ => None,
    };
    let changed = filled.iter().filter(|(name, value)| default(name) != Some(show_value(value)));
    changed.map(|(name, value)| (name, macro_value(value), yaml_value(value))).collect()
}

fn in_macro(word: &dyn Word, written: &[(&str, String, String)]) -> String {
    let settings: Vec<String> = written.iter().map(|(name, value, _)| format!("{name} = {value}")).collect();
    if settings.is_empty() { word.name().into() } else { format!("{}({})", word.name(), settings.join(", ")) }
}

fn in_yaml(word: &dyn Word, written: &[(&str, String, String)]) -> String {
    let settings: Vec<String> = written.iter().map(|(name, _, value)| format!("{name}: {value}")).collect();
    if settings.is_empty() { word.name().into() } else { format!("{}: {{{}}}", word.name(), settings.join(", ")) }
}

fn macro_value(value: &Value) -> String {
    match value {
        Value::Chosen(chosen) => in_macro(&*chosen.word, &only_written(&chosen.filled, &chosen.word.settings())),
        other => show_value(other),
    }
}

fn yaml_value(value: &Value) -> String {
    match value {
        Value::Chosen(chosen) => {
            let written = only_written(&chosen.filled, &chosen.word.settings());
            let text = in_yaml(&*chosen.word, &written);
            if written.is_empty() { text } else { format!("{{{text}}}") }
        }
        other => show_value(other),
    }
}

fn table(settings: &Settings, out: &mut String) {
    if settings.0.is_empty() {
        return;
    }
    out.push_str("\n| setting | takes | default | |\n|---|---|---|---|\n");
    for setting in &settings.0 {
        let default = match &setting.default {
            Unwritten::Required => "must be written".into(),
            Unwritten::Absent => "may be left out".into(),
            Unwritten::Is(Value::Chosen(chosen)) => format!("`{}`", chosen.word.name()),
            Unwritten::Is(value) => format!("`{}`", show_value(value)),
        };
        let takes = setting.takes.expected().replace('|', "\\|");
        let _ = writeln!(out, "| `{}` | {takes} | {default} | {} |", setting.name, setting.doc.replace('|', "\\|"));
    }
}

fn formulas(out: &mut String) {
    let quoted = |names: Vec<&str>| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    let _ = write!(
        out,
        "\n## Formulas of your own bijectors\n\nParameters are {}, or `per_element(…)` of these. A formula has numbers, names, `pi`, \
         `+ - * /`, `**` for powers, `if a < b {{ … }} else {{ … }}`, `let`, elements such as `z[0]`, and the functions {}.\n\n\
         * `forward: |z| …` is a formula of one number, applied to every element and good as a transformer too, or a list with one \
         entry for each element, whose Jacobian is triangular in some order: that order is found, for at most {} elements.\n\
         * `inverse: |x| …` is taken instead of a derived inverse and of a proof. It is compared with `forward` at a few points; its \
         log-determinant is derived from `forward`.\n\
         * `invertible: assumed` skips the proof that the slope has one sign and that choices are continuous. Where no rule gives the \
         inverse, it is what bisection finds: one of several solutions where the assumption is wrong.\n\n\
         The `target` of `reverse_kl` is a formula too, of the list `x` and, where there is one, the list `context`: one number, such as \
         `-0.5 * dot(x, x)`. `log_add_exp(a, b)` mixes densities where `log(exp(a) + exp(b))` would be the logarithm of 0.\n",
        quoted(user::parameter_types()),
        quoted(user::functions()),
        MOST
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::layers::LAYERS;

    #[test]
    fn examples_leave_out_what_is_the_default() {
        let affine = LAYERS.iter().find(|w| w.name() == "affine").unwrap();
        let written: Vec<String> =
            examples(*affine).iter().map(|e| in_yaml(*affine, &only_written(e, &affine.settings()))).collect();
        assert_eq!(written[0], "affine");
        assert!(written.contains(&"affine: {scale: softplus}".to_string()), "{written:?}");
    }
}
