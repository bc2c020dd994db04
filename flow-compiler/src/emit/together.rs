//! Several names in one statement: `let (a, b) = (x[0], y[2]);`

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

/// Names and their values, as many in a statement as fit into the width.
pub fn together(values: &[(Ident, TokenStream)], longest: usize) -> TokenStream {
    let width = |(name, value): &(Ident, TokenStream)| name.to_string().len() + width_of(value);
    let statement = |these: &[(Ident, TokenStream)]| {
        let (names, values): (Vec<&Ident>, Vec<&TokenStream>) = these.iter().map(|(name, value)| (name, value)).unzip();
        match these {
            [(name, value)] => quote!(let #name = #value;),
            _ => quote!(let (#(#names),*) = (#(#values),*);),
        }
    };
    filled(values, width, longest - "let () = ();".len()).into_iter().map(statement).collect()
}

/// Items in groups of as many as stand in a line beside their commas: once on the left of `=` and
/// once on the right.
pub fn filled<P>(items: &[P], width: impl Fn(&P) -> usize, room: usize) -> Vec<&[P]> {
    let (mut groups, mut rest) = (Vec::new(), items);
    while !rest.is_empty() {
        let mut taken = 0;
        let fits = rest.iter().take_while(|item| {
            taken += width(item) + 2 * ", ".len();
            taken <= room
        });
        let (these, after) = rest.split_at(fits.count().max(1));
        groups.push(these);
        rest = after;
    }
    groups
}

/// About how wide tokens are on a line. All numbers are as wide, so that no extent decides what
/// stands together.
fn width_of(tokens: &TokenStream) -> usize {
    let width = |token: TokenTree| match token {
        TokenTree::Group(group) => width_of(&group.stream()) + 2,
        TokenTree::Ident(ident) if ident == "mut" => "mut ".len(),
        TokenTree::Ident(ident) => ident.to_string().len(),
        TokenTree::Punct(punct) => 1 + usize::from(matches!(punct.as_char(), ',' | '+' | '*' | '/' | '%')),
        TokenTree::Literal(_) => NUMBER,
    };
    tokens.clone().into_iter().map(width).sum()
}

/// The columns that a number has, whatever it is.
pub const NUMBER: usize = 3;
