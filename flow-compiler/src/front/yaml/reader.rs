//! YAML text → tree.
//!
//! The events of the YAML parser that serde-saphyr is built on carry what a generic deserializer
//! hides: the style of a scalar, its tag and anchor, and the place of each. So a number keeps its
//! digits, a quoted `"8"` stays a text, and what a declaration refuses is refused where it stands.

use super::problem;
use crate::diag::Diagnostics;
use crate::front::{self, Bounds, number_node, push_entry};
use crate::span::{Place, Span};
use crate::spec::{Entry, Ident, Kind, NameKind, Node, name_is_valid};
use serde_yaml::granit_parser::{self as yaml, Event, Marker, Options, Parser, ScalarStyle, StrInput};

/// The largest file, in bytes.
const LARGEST: usize = 1 << 20;

pub(super) const TAG: &str = "found a tag, `!`";
pub(super) const TAG_HELP: &str = "remove the tag; put the text in quotes if it begins with `!`";

/// Reads the one document of a text; `Null` where there is none. Mistakes are reported; `None`
/// after one that leaves nothing to go on with. `names_columns` says that the text is the value of
/// `columns`.
pub(super) fn read(text: &str, source: u16, names_columns: bool, diagnostics: &mut Diagnostics) -> Option<Node> {
    let start = Place { source, ..Place::new(1, 1, 1) };
    if text.len() > LARGEST {
        let message = format!("the file has {} bytes, at most {LARGEST} are read", text.len());
        diagnostics.error(Span::Place(start), message).help("a declaration holds no data: name a file in `train.data`");
        return None;
    }
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    options.disallow_directives = true;
    let parser = Parser::new_from_str_with_options(text, options);
    let mut reader = Reader { parser, text, source, diagnostics, bounds: Bounds::default(), names_columns };
    reader.document().ok()
}

/// A mistake after which the rest of the file cannot be read; it has been reported.
struct Stop;

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    text: &'a str,
    source: u16,
    diagnostics: &'a mut Diagnostics,
    bounds: Bounds,
    /// True while the value of `columns` is read: the keys of a map are names in a data file then.
    names_columns: bool,
}

impl<'a> Reader<'a> {
    /// The next event that is a node or a boundary; anchors are reported on the way.
    fn next(&mut self) -> Result<(Event<'a>, yaml::Span), Stop> {
        loop {
            match self.parser.next_event() {
                Some(Ok((Event::Anchor(_, name), span))) => {
                    let place = self.place(&span);
                    let error = self.diagnostics.error(place, format!("found an anchor, `&{name}`"));
                    error.help("remove it; write values out, or `repeat` for equal layers");
                }
                Some(Ok((Event::StreamStart | Event::DocumentEnd, _))) => {}
                Some(Ok(event)) => return Ok(event),
                Some(Err(error)) => {
                    let (message, help) = problem::describe(error.kind());
                    let place = self.at(error.marker(), 1);
                    self.diagnostics.error(place, message).help(help);
                    return Err(Stop);
                }
                None => return Err(Stop),
            }
        }
    }

    fn document(&mut self) -> Result<Node, Stop> {
        let (event, span) = self.next()?;
        if matches!(event, Event::StreamEnd) {
            return Ok(Node::new(Kind::Null, self.place(&span)));
        }
        let (event, span) = self.next()?;
        let node = self.node(event, span)?;
        let (event, span) = self.next()?;
        if !matches!(event, Event::StreamEnd) {
            let place = self.place(&span);
            self.diagnostics.error(place, "found a second document").help("one file declares one flow: split the file");
            return Err(Stop);
        }
        Ok(node.unwrap_or(Node::new(Kind::Null, self.place(&span))))
    }

    /// The node that an event begins; `None` for one that was reported and can be skipped.
    fn node(&mut self, event: Event<'a>, span: yaml::Span) -> Result<Option<Node>, Stop> {
        let place = self.place(&span);
        if !self.bounds.node(place, self.diagnostics) {
            return Err(Stop);
        }
        if event.tag().is_some() {
            let tag = span.tag_start.map_or(place, |start| self.at(&start, 1));
            self.diagnostics.error(tag, TAG).help(TAG_HELP);
        }
        match event {
            Event::Scalar(text, style, ..) => Ok(self.scalar(&text, style, &span)),
            Event::SequenceStart(..) => self.list(place).map(Some),
            Event::MappingStart(..) => self.map(place).map(Some),
            // `*` alone is an alias too, and so is an unquoted formula that begins with it.
            _ => {
                let error = self.diagnostics.error(place, "found an alias, `*`");
                error.help("write the value out; put the text in quotes if it begins with `*`");
                Ok(None)
            }
        }
    }

    fn list(&mut self, place: Span) -> Result<Node, Stop> {
        self.enter(place)?;
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => break,
                (event, span) => items.extend(self.node(event, span)?),
            }
        }
        self.bounds.leave();
        Ok(Node::new(Kind::List(items), place))
    }

    fn map(&mut self, place: Span) -> Result<Node, Stop> {
        self.enter(place)?;
        let names_columns = std::mem::take(&mut self.names_columns);
        let mut entries = Vec::new();
        let mut first_key = None;
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            first_key.get_or_insert(self.place(&span));
            let key = self.key(event, span, names_columns)?;
            let (event, span) = self.next()?;
            self.names_columns = key.as_ref().is_some_and(front::names_columns);
            let value = self.node(event, span)?;
            self.names_columns = false;
            if let (Some(key), Some(value)) = (key, value) {
                push_entry(&mut entries, Entry { key, value }, self.diagnostics);
            }
        }
        self.bounds.leave();
        // A block map begins at no character of its own; its first key stands for it.
        let is_block = place.place().is_some_and(|place| place.len == 0);
        let place = if is_block { first_key.unwrap_or(place) } else { place };
        Ok(Node::new(Kind::Map(entries), place))
    }

    fn enter(&mut self, place: Span) -> Result<(), Stop> {
        if self.bounds.enter(place, self.diagnostics) { Ok(()) } else { Err(Stop) }
    }

    fn key(&mut self, event: Event<'a>, span: yaml::Span, names_columns: bool) -> Result<Option<Ident>, Stop> {
        let place = self.place(&span);
        if let (Event::Scalar(text, _, _, None), true) = (&event, !span.is_empty()) {
            if text == "<<" {
                self.diagnostics.error(place, "found a merge key, `<<`").help("write the entries out");
                return Ok(None);
            }
            // `let` is a reserved word, so it can be no other key.
            if text == "let" {
                return Ok(Some(Ident::new("let", place)));
            }
            return Ok(match names_columns {
                true => Some(Ident::new(text.to_string(), place)),
                false => NameKind::Word.check(text, place, self.diagnostics),
            });
        }
        let reported = self.diagnostics.len();
        let node = self.node(event, span)?;
        if let (Some(node), true) = (node, self.diagnostics.len() == reported) {
            let error = self.diagnostics.error(place, format!("expected a key, found {}", node.describe()));
            error.help("write `key: value`");
        }
        Ok(None)
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: &yaml::Span) -> Option<Node> {
        let place = self.scalar_place(text, style, span);
        if style != ScalarStyle::Plain {
            return Some(Node::new(Kind::Text(text.to_string()), place));
        }
        let kind = match text {
            "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
            "true" | "false" => Kind::Bool(text == "true"),
            _ => {
                if let Some(number) = number_node(text, place, self.diagnostics) {
                    return number.ok();
                }
                let text = text.to_string();
                if name_is_valid(&text) { Kind::Word(text) } else { Kind::Text(text) }
            }
        };
        Some(Node::new(kind, place))
    }

    /// The place of a scalar, with that of its text where the text stands in the file as it is.
    fn scalar_place(&self, text: &str, style: ScalarStyle, span: &yaml::Span) -> Span {
        let Span::Place(place) = self.place(span) else { return Span::Synthetic };
        let raw = self.raw(span).unwrap_or_default();
        let quoted = raw.get(1..raw.len().saturating_sub(1)) == Some(text);
        let at = match style {
            ScalarStyle::Plain if raw == text => Some((place.line, place.column)),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if quoted => Some((place.line, place.column + 1)),
            ScalarStyle::Literal => Some((place.line, place.column)),
            _ => None,
        };
        Span::Place(Place { text: at, ..place })
    }

    fn raw(&self, span: &yaml::Span) -> Option<&'a str> {
        self.text.get(span.start.byte_offset()?..span.end.byte_offset()?)
    }

    fn place(&self, span: &yaml::Span) -> Span {
        let raw = self.raw(span).unwrap_or_default();
        let first_line = raw.lines().next().unwrap_or_default();
        self.at(&span.start, first_line.chars().count())
    }

    fn at(&self, marker: &Marker, len: usize) -> Span {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX >> 1);
        let place = Place::new(narrow(marker.line()), narrow(marker.col()) + 1, narrow(len));
        Span::Place(Place { source: self.source, ..place })
    }
}
