//! JSON as text, for the schema alone.

/// A JSON value.
pub enum Json {
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Keys and values, in the order in which they are written.
    Map(Vec<(String, Json)>),
}

impl Json {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Json::Text(text.into())
    }

    /// A list of texts.
    pub fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Json::List(texts.into_iter().map(Json::text).collect())
    }

    /// Keys and values.
    pub fn map<const N: usize>(entries: [(&str, Json); N]) -> Self {
        Json::Map(entries.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
    }

    /// A map with one more entry.
    pub fn and(self, key: &str, value: Json) -> Self {
        match self {
            Json::Map(mut entries) => {
                entries.push((key.to_string(), value));
                Json::Map(entries)
            }
            other => other,
        }
    }

    /// As text, two spaces a level; what holds only scalars stands on one line where it fits.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, indent: usize, out: &mut String) {
        let line = self.line();
        if indent + line.chars().count() <= 110 {
            out.push_str(&line);
            return;
        }
        let (open, close, items): (char, char, Vec<(Option<&String>, &Json)>) = match self {
            Json::List(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
            Json::Map(entries) => ('{', '}', entries.iter().map(|(key, value)| (Some(key), value)).collect()),
            _ => return out.push_str(&line),
        };
        out.push(open);
        for (i, (key, value)) in items.iter().enumerate() {
            out.push_str(if i == 0 { "\n" } else { ",\n" });
            out.push_str(&" ".repeat(indent + 2));
            if let Some(key) = key {
                out.push_str(&format!("{}: ", quoted(key)));
            }
            value.write(indent + 2, out);
        }
        out.push('\n');
        out.push_str(&" ".repeat(indent));
        out.push(close);
    }

    fn line(&self) -> String {
        match self {
            Json::Bool(flag) => flag.to_string(),
            Json::Null => "null".into(),
            Json::Number(n) => format!("{n:?}").trim_end_matches(".0").to_string(),
            Json::Text(text) => quoted(text),
            Json::List(items) => format!("[{}]", items.iter().map(Json::line).collect::<Vec<_>>().join(", ")),
            Json::Map(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{}: {}", quoted(key), value.line())).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_json() {
        let value = Json::map([("a", Json::List(vec![Json::Number(1.0), Json::Number(0.5), Json::Null]))]);
        assert_eq!(value.and("b\n", Json::text("\"")).pretty(), "{\"a\": [1, 0.5, null], \"b\\u000a\": \"\\\"\"}\n");
    }

    #[test]
    fn what_is_too_long_for_a_line_is_broken() {
        let long = "x".repeat(120);
        let text = Json::List(vec![Json::text(long.as_str()), Json::Bool(true)]).pretty();
        assert_eq!(text, format!("[\n  \"{long}\",\n  true\n]\n"));
    }
}
