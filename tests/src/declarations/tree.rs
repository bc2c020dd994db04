//! A piece of a declaration and its two spellings.

/// The most often that a setting has something written out.
const WRITTEN_OUT: usize = 128;

/// A value of a declaration.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A word or a number.
    Word(String),
    /// A quoted text.
    Text(String),
    /// Items.
    List(Vec<Tree>),
    /// A record: keys with their values.
    Map(Vec<(String, Tree)>),
    /// A word with its settings, in the order in which they are written.
    Call(String, Vec<(String, Tree)>),
}

impl Tree {
    /// A word with its settings.
    pub fn call(name: &str, settings: Vec<(&str, Tree)>) -> Self {
        Tree::Call(name.into(), settings.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// The spelling of the macro: `word(key = value)`.
    pub fn tokens(&self) -> String {
        let entries = |list: &[(String, Tree)], sign: &str| {
            joined(list.iter().map(|(key, value)| format!("{key}{sign} {}", value.tokens())))
        };
        match self {
            Tree::Word(word) => word.clone(),
            Tree::Text(text) => format!("{text:?}"),
            Tree::List(items) => format!("[{}]", joined(items.iter().map(Tree::tokens))),
            Tree::Map(list) => format!("{{{}}}", entries(list, ":")),
            Tree::Call(name, settings) if settings.is_empty() => name.clone(),
            Tree::Call(name, settings) => format!("{name}({})", entries(settings, " =")),
        }
    }

    /// The spelling of YAML, in flow style: `{word: {key: value}}`.
    pub fn yaml(&self) -> String {
        let entries = |list: &[(String, Tree)]| {
            format!("{{{}}}", joined(list.iter().map(|(key, value)| format!("{key}: {}", value.yaml()))))
        };
        match self {
            Tree::Word(word) => word.clone(),
            Tree::Text(text) => format!("{text:?}"),
            Tree::List(items) => format!("[{}]", joined(items.iter().map(Tree::yaml))),
            Tree::Map(list) => entries(list),
            Tree::Call(name, settings) if settings.is_empty() => name.clone(),
            Tree::Call(name, settings) => format!("{{{name}: {}}}", entries(settings)),
        }
    }

    /// How many words, numbers and texts are written in it. A small number counts as itself, since it may say how often something is
    /// written out: bins, blocks, components.
    pub fn weight(&self) -> usize {
        match self {
            Tree::Word(word) => word.parse().ok().filter(|number| (1..=WRITTEN_OUT).contains(number)).unwrap_or(1),
            Tree::Text(text) => text.split([' ', '(']).count(),
            Tree::List(items) => items.iter().map(Tree::weight).sum(),
            Tree::Map(entries) => entries.iter().map(|(_, value)| value.weight()).sum(),
            Tree::Call(_, settings) => 1 + settings.iter().map(|(_, value)| value.weight()).sum::<usize>(),
        }
    }

    /// The words of all calls in it.
    pub fn words<'a>(&'a self, into: &mut Vec<&'a str>) {
        match self {
            Tree::Word(_) | Tree::Text(_) => {}
            Tree::List(items) => items.iter().for_each(|item| item.words(into)),
            Tree::Map(entries) => entries.iter().for_each(|(_, value)| value.words(into)),
            Tree::Call(name, settings) => {
                into.push(name);
                settings.iter().for_each(|(_, value)| value.words(into));
            }
        }
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

impl From<&str> for Tree {
    fn from(word: &str) -> Self {
        Tree::Word(word.into())
    }
}

impl From<usize> for Tree {
    fn from(number: usize) -> Self {
        Tree::Word(number.to_string())
    }
}

impl From<f64> for Tree {
    fn from(number: f64) -> Self {
        Tree::Word(format!("{number:?}"))
    }
}

impl From<Vec<usize>> for Tree {
    fn from(numbers: Vec<usize>) -> Self {
        Tree::List(numbers.into_iter().map(Tree::from).collect())
    }
}
