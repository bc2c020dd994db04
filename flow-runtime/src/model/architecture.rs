//! The first place at which the texts of two architectures differ.
//!
//! A text has a line for each part of a flow: `event [2]`, `base standard_normal`, and
//! `layers.0._.1 coupling(conditioner = mlp(hidden = [8]), …)` for a layer. The name of the flow, in
//! the first line, is no part of its architecture.

use crate::error::quoted;

/// The text of an architecture without the name of its flow.
pub fn body(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("flow ") => rest,
        _ => text,
    }
}

/// True if this is the text of an architecture, and no file that a person wrote.
pub fn is_text(text: &str) -> bool {
    line_of(text, "event").is_some()
}

/// Describes the first difference of two texts: "`layers.0 affine` has `bound = 3`, expected `bound =
/// 5`". `None` where they are equal.
pub fn difference(found: &str, expected: &str) -> Option<String> {
    for head in ["event", "context", "embedding"] {
        let [found, expected] = [found, expected].map(|text| line_of(text, head));
        if found != expected {
            return Some(match (found, expected) {
                (Some(found), Some(expected)) => of_parts(head, found, expected),
                (Some(found), None) => format!("{} has no counterpart", quoted(&format!("{head} {found}"))),
                (None, expected) => {
                    format!("no `{head}`, expected {}", quoted(&format!("{head} {}", expected.unwrap_or_default())))
                }
            });
        }
    }
    let [mut found, mut expected] = [found, expected].map(|text| body(text).lines().filter(|line| !is_head(line)));
    loop {
        return match (found.next(), expected.next()) {
            (None, None) => None,
            (Some(found), Some(expected)) if found == expected => continue,
            (Some(found), Some(expected)) => Some(of_lines(found.trim(), expected.trim())),
            (Some(found), None) => Some(format!("{} after the last expected layer", quoted(found.trim()))),
            (None, Some(expected)) => Some(format!("no further layer, expected {}", quoted(expected.trim()))),
        };
    }
}

fn is_head(line: &str) -> bool {
    ["event", "context", "embedding"].iter().any(|head| line.split_once(' ').is_some_and(|(first, _)| first == *head))
}

/// Returns the rest of the first line that begins with this head.
fn line_of<'a>(text: &'a str, head: &str) -> Option<&'a str> {
    body(text).lines().find_map(|line| line.strip_prefix(head)?.strip_prefix(' '))
}

/// Two lines of one place differ: in their layers, or in a setting of one layer.
fn of_lines(found: &str, expected: &str) -> String {
    match (found.split_once(' '), expected.split_once(' ')) {
        (Some((place, found)), Some((other, expected))) if place == other => of_parts(place, found, expected),
        _ => format!("{}, expected {}", quoted(found), quoted(expected)),
    }
}

fn of_parts(place: &str, found: &str, expected: &str) -> String {
    let (f, e) = (Call::of(found), Call::of(expected));
    match f.word == e.word && !f.settings.is_empty() && !e.settings.is_empty() {
        true => {
            let place = quoted(&format!("{place} {}", f.word));
            format!("{place} has {}", of_settings("", &f, &e))
        }
        false => format!("{}, expected {}", quoted(&format!("{place} {found}")), quoted(expected)),
    }
}

/// The first setting that differs, with the words on the way to it.
fn of_settings(path: &str, found: &Call<'_>, expected: &Call<'_>) -> String {
    for &(name, value) in &found.settings {
        let Some(other) = expected.setting(name) else {
            return format!("{}, expected none", quoted(&format!("{path}{name} = {value}")));
        };
        if value != other {
            let (f, e) = (Call::of(value), Call::of(other));
            return match f.word == e.word && !f.settings.is_empty() && !e.settings.is_empty() {
                true => of_settings(&format!("{path}{name}."), &f, &e),
                false => format!("{}, expected {}", quoted(&format!("{path}{name} = {value}")), quoted(other)),
            };
        }
    }
    let missing = expected.settings.iter().find(|(name, _)| found.setting(name).is_none());
    match missing {
        Some((name, value)) => format!("no {}", quoted(&format!("{path}{name} = {value}"))),
        None => "other settings".into(),
    }
}

/// `word(name = value, …)`
struct Call<'a> {
    word: &'a str,
    settings: Vec<(&'a str, &'a str)>,
}

impl<'a> Call<'a> {
    fn of(text: &'a str) -> Self {
        let call = text.split_once('(').and_then(|(word, rest)| Some((word, rest.strip_suffix(')')?)));
        let Some((word, mut rest)) = call else { return Call { word: text, settings: Vec::new() } };
        let mut settings = Vec::new();
        while !rest.is_empty() {
            let (setting, behind) = rest.split_at(end_of_setting(rest));
            settings.extend(setting.split_once(" = "));
            rest = behind.strip_prefix(", ").unwrap_or_default();
        }
        Call { word, settings }
    }

    fn setting(&self, name: &str) -> Option<&'a str> {
        self.settings.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
    }
}

/// Where the first setting ends: before a comma outside of all brackets.
fn end_of_setting(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = text.bytes().position(|byte| {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b',' => return depth == 0,
            _ => {}
        }
        false
    });
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::difference;

    const TEXT: &str = "flow A\nevent [2]\nbase standard_normal\nrepeat × 3\n  \
        layers.0._.0 coupling(conditioner = mlp(activation = relu, hidden = [8, 8]), split = halves)\n  \
        layers.0._.1 reverse\nlayers.1 affine(bound = 5, scale = exp)\n";

    #[test]
    fn the_first_layer_and_setting_that_differ_are_named() {
        assert_eq!(difference(TEXT, &TEXT.replace("flow A", "flow B")), None);
        // (what is changed, into what, what is said)
        let table = [
            ("[8, 8]", "[9]", "`layers.0._.0 coupling` has `conditioner.hidden = [8, 8]`, expected `[9]`"),
            ("mlp", "made", "`layers.0._.0 coupling` has `conditioner = mlp(activation = relu, hid…`, expected `made("),
            ("halves", "[0, 1]", "`layers.0._.0 coupling` has `split = halves`, expected `[0, 1]`"),
            (", split = halves", "", "`layers.0._.0 coupling` has `split = halves`, expected none"),
            ("bound = 5, ", "", "`layers.1 affine` has `bound = 5`, expected none"),
            ("bound = 5", "bound = 5, by = 2", "`layers.1 affine` has no `by = 2`"),
            ("layers.0._.1 reverse", "layers.0._.1 affine", "`layers.0._.1 reverse`, expected `affine`"),
            ("× 3", "× 4", "`repeat × 3`, expected `× 4`"),
            ("[2]\n", "[3]\n", "`event [2]`, expected `[3]`"),
            ("[2]\n", "[2]\ncontext 1\n", "no `context`, expected `context 1`"),
            ("standard_normal", "student_t(degrees = 3)", "`base standard_normal`, expected `student_t(degrees = 3)`"),
            (
                "  layers.0._.1 reverse\n",
                "",
                "`layers.0._.1 reverse`, expected `layers.1 affine(bound = 5, scale = exp)`",
            ),
            (
                "layers.1 affine(bound = 5, scale = exp)\n",
                "",
                "`layers.1 affine(bound = 5, scale = exp)` after the last",
            ),
        ];
        for (from, to, expected) in table {
            let other = TEXT.replace(from, to);
            assert_ne!(other, TEXT, "{from}");
            let said = difference(TEXT, &other).unwrap_or_default();
            assert!(said.starts_with(expected), "{from}: {said}");
            assert!(difference(&other, TEXT).is_some());
        }
    }
}
