//! Several names in one statement: `let (a, b) = (x[0], y[2]);`

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Names and their values, as many in a statement as fit into the width.
pub fn together(values: &[(Ident, TokenStream)], longest: usize) -> TokenStream {
    let mut out = TokenStream::new();
    let mut rest = values;
    while !rest.is_empty() {
        let mut width = "let () = ();".len();
        let fits = rest.iter().take_while(|(name, value)| {
            width += name.to_string().len() + text_of(value).len() + 2 * ", ".len();
            width <= longest
        });
        let (these, after) = rest.split_at(fits.count().max(1));
        let (names, values): (Vec<&Ident>, Vec<&TokenStream>) = these.iter().map(|(name, value)| (name, value)).unzip();
        out.extend(match these {
            [(name, value)] => quote!(let #name = #value;),
            _ => quote!(let (#(#names),*) = (#(#values),*);),
        });
        rest = after;
    }
    out
}

/// Tokens nearly as they are laid out on a line.
fn text_of(tokens: &TokenStream) -> String {
    let gaps = [(" (", "("), ("( ", "("), (" )", ")"), (" [", "["), ("[ ", "["), (" ]", "]"), (" ,", ","), (" .", ".")];
    let text = tokens.to_string().replace("& mut ", "&mut ").replace("& ", "&");
    gaps.iter().fold(text, |text, (wide, narrow)| text.replace(wide, narrow))
}
