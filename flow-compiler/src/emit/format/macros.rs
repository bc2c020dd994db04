//! Calls of macros whose arguments are expressions. rustfmt does not touch the others, of which
//! `each_lane!` has a layout here.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Ident, Macro, MacroDelimiter, Stmt, Token};

use super::list::word;
use super::shape::{STEP, Shape};
use super::text::{is_one_line, width};
use super::{ENDLESS, Printer};

/// Macros with a message: their names and the number of arguments before it.
const MESSAGES: [(&str, usize); 16] = [
    ("eprint!", 0),
    ("eprintln!", 0),
    ("format!", 0),
    ("format_args!", 0),
    ("print!", 0),
    ("println!", 0),
    ("panic!", 0),
    ("unreachable!", 0),
    ("assert!", 1),
    ("debug_assert!", 1),
    ("write!", 1),
    ("writeln!", 1),
    ("assert_eq!", 2),
    ("assert_ne!", 2),
    ("debug_assert_eq!", 2),
    ("debug_assert_ne!", 2),
];

/// How many arguments come before the message of a macro, if it has one.
pub fn arguments_before_message(head: &str) -> Option<usize> {
    MESSAGES.iter().find(|(name, _)| *name == head).map(|(_, before)| *before)
}

/// Arguments that are no expressions, which rustfmt leaves as they are.
fn untouched(head: &str, mac: &Macro) -> String {
    match mac.delimiter {
        MacroDelimiter::Paren(_) => format!("{head}({})", mac.tokens),
        MacroDelimiter::Bracket(_) => format!("{head}[{}]", mac.tokens),
        MacroDelimiter::Brace(_) => format!("{head} {{ {} }}", mac.tokens),
    }
}

impl Printer {
    /// A call of a macro as a statement.
    pub fn macro_statement(&self, mac: &Macro, semicolon: bool, shape: Shape) -> Option<String> {
        let suffix = if semicolon { ";" } else { "" };
        Some(self.macro_call(mac, shape.without(suffix.len())?)? + suffix)
    }

    /// A call of a macro.
    pub fn macro_call(&self, mac: &Macro, shape: Shape) -> Option<String> {
        let head = format!("{}!", word(&mac.path).replace(' ', ""));
        if let Some(text) = self.each_lane(&head, &mac.tokens, shape) {
            return Some(text);
        }
        if let MacroDelimiter::Bracket(_) = mac.delimiter
            && let Some(text) = self.repetition(&head, &mac.tokens, shape)
        {
            return Some(text);
        }
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let parsed = syn::parse::Parser::parse2(parser, mac.tokens.clone());
        let (Ok(arguments), false) = (parsed, matches!(mac.delimiter, MacroDelimiter::Brace(_))) else {
            self.unknown(mac);
            return Some(untouched(&head, mac));
        };
        let kept = self.in_macro.replace(true);
        let text = match mac.delimiter {
            MacroDelimiter::Paren(_) => self.call(&head, &arguments, shape),
            _ => {
                self.in_macro.set(kept || head != "vec!");
                self.array(&head, arguments.iter(), shape)
            }
        };
        self.in_macro.set(kept);
        text
    }

    /// `each_lane! { … }`: its head, its lists of rows, which fill lines, and its statements.
    fn each_lane(&self, head: &str, tokens: &TokenStream, shape: Shape) -> Option<String> {
        let EachLane { lane, lanes, isa, lists, work } =
            syn::parse2(tokens.clone()).ok().filter(|_| head.ends_with("each_lane!"))?;
        let inner = shape.inner();
        let isa = isa.map_or(String::new(), |(isa, set)| format!(", {isa}: {set}"));
        let mut text = format!("{head} {{{}{lane} in {lanes}{isa};", inner.newline());
        for (word, rows) in &lists {
            let mut line = word.to_string();
            for (k, (name, row)) in rows.iter().enumerate() {
                let end = if k + 1 == rows.len() { ";" } else { "," };
                let row = format!("{name} = {}{end}", self.expr(row, Shape::line(ENDLESS, 0))?);
                if width(&line) + 1 + width(&row) > inner.width {
                    text += &format!("{}{line}", inner.newline());
                    line = " ".repeat(STEP - 1);
                }
                line += &format!(" {row}");
            }
            text += &format!("{}{line}", inner.newline());
        }
        let block = self.lines(&Block { brace_token: syn::token::Brace::default(), stmts: work }, false, shape);
        Some(text + block.strip_prefix('{')?)
    }

    /// `vec![value; count]`.
    fn repetition(&self, head: &str, tokens: &TokenStream, shape: Shape) -> Option<String> {
        let repeat: syn::ExprRepeat = syn::parse2(quote::quote!([#tokens])).ok()?;
        let place = shape.after(width(head))?;
        let nested = Shape { width: place.width, ..place.inner() };
        let (value, count) = (self.expr(&repeat.expr, nested)?, self.expr(&repeat.len, nested)?);
        let one_line = is_one_line(&value) && is_one_line(&count) && width(&value) + width(&count) + 8 <= shape.width;
        if one_line {
            return Some(format!("{head}[{value}; {count}]"));
        }
        let newline = format!("{}{}", shape.newline(), " ".repeat(STEP));
        Some(format!("{head}[{newline}{value};{newline}{count}{}]", shape.newline()))
    }
}

/// What stands in `each_lane! { … }`.
struct EachLane {
    lane: Ident,
    lanes: Ident,
    /// The instruction set and its type, where it is called.
    isa: Option<(Ident, Ident)>,
    lists: Vec<(Ident, Vec<(Ident, Expr)>)>,
    work: Vec<Stmt>,
}

impl Parse for EachLane {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let lane: Ident = input.parse()?;
        input.parse::<Token![in]>()?;
        let lanes: Ident = input.parse()?;
        let isa = match input.parse::<Option<Token![,]>>()? {
            None => None,
            Some(_) => {
                let isa: Ident = input.parse()?;
                input.parse::<Token![:]>()?;
                Some((isa, input.parse()?))
            }
        };
        input.parse::<Token![;]>()?;
        let mut lists: Vec<(Ident, Vec<(Ident, Expr)>)> = Vec::new();
        while input.peek(Ident) && input.peek2(Ident) {
            let word: Ident = input.parse()?;
            let row = |input: ParseStream<'_>| {
                let name: Ident = input.parse()?;
                input.parse::<Token![=]>()?;
                Ok((name, input.parse()?))
            };
            let rows = Punctuated::<(Ident, Expr), Token![,]>::parse_separated_nonempty_with(input, row)?;
            input.parse::<Token![;]>()?;
            lists.push((word, rows.into_iter().collect()));
        }
        let work = input.call(Block::parse_within)?;
        Ok(EachLane { lane, lanes, isa, lists, work })
    }
}
