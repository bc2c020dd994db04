//! A piece of a declaration and its two spellings.

/// A word, a list, or a call with settings.
pub enum Tree {
    /// A word or a number.
    Word(String),
    /// Items.
    List(Vec<Tree>),
    /// A word with its settings, in the order in which they are written.
    Call(&'static str, Vec<(&'static str, Tree)>),
}

impl Tree {
    /// As the macro reads it: `word(key = value)`.
    pub fn tokens(&self) -> String {
        match self {
            Tree::Word(word) => word.clone(),
            Tree::List(items) => format!("[{}]", joined(items.iter().map(Tree::tokens))),
            Tree::Call(name, settings) if settings.is_empty() => (*name).into(),
            Tree::Call(name, settings) => {
                format!("{name}({})", joined(settings.iter().map(|(key, value)| format!("{key} = {}", value.tokens()))))
            }
        }
    }

    /// As YAML has it, in flow style: `{word: {key: value}}`.
    pub fn yaml(&self) -> String {
        match self {
            Tree::Word(word) => word.clone(),
            Tree::List(items) => format!("[{}]", joined(items.iter().map(Tree::yaml))),
            Tree::Call(name, settings) if settings.is_empty() => (*name).into(),
            Tree::Call(name, settings) => {
                let settings = joined(settings.iter().map(|(key, value)| format!("{key}: {}", value.yaml())));
                format!("{{{name}: {{{settings}}}}}")
            }
        }
    }

    /// The words of all calls in it.
    pub fn words(&self, into: &mut Vec<&'static str>) {
        match self {
            Tree::Word(_) => {}
            Tree::List(items) => items.iter().for_each(|item| item.words(into)),
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

impl From<Vec<usize>> for Tree {
    fn from(numbers: Vec<usize>) -> Self {
        Tree::List(numbers.into_iter().map(Tree::from).collect())
    }
}
