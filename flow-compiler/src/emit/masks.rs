//! Masks by name: a staircase is written once, as a constant, whoever reads it.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// The program with a name in the place of each staircase, and the constants before it.
pub fn named(program: TokenStream) -> TokenStream {
    let mut masks = Masks::default();
    let program = masks.replaced(program);
    let constants = masks.found.iter().enumerate().map(|(k, (_, rule))| {
        let name = name(k);
        quote!(const #name: Stairs = Stairs::new #rule;)
    });
    quote!(#(#constants)* #program)
}

fn name(k: usize) -> Ident {
    format_ident!("MASK_{k}")
}

/// Rules in the order in which they first stand in the program, with their texts.
#[derive(Default)]
struct Masks {
    found: Vec<(String, Group)>,
}

impl Masks {
    fn replaced(&mut self, tokens: TokenStream) -> TokenStream {
        let mut out: Vec<TokenTree> = Vec::new();
        for token in tokens {
            let TokenTree::Group(group) = token else {
                out.push(token);
                continue;
            };
            // `Stairs`, two colons, `new`.
            let path = out.len().saturating_sub(4);
            let is_rule = matches!(out.get(path), Some(TokenTree::Ident(ident)) if ident == "Stairs")
                && matches!(out.last(), Some(TokenTree::Ident(ident)) if ident == "new");
            if is_rule && group.delimiter() == Delimiter::Parenthesis {
                out.truncate(path);
                out.push(name(self.place(group)).into());
            } else {
                let mut inner = Group::new(group.delimiter(), self.replaced(group.stream()));
                inner.set_span(group.span());
                out.push(inner.into());
            }
        }
        out.into_iter().collect()
    }

    fn place(&mut self, rule: Group) -> usize {
        let text = rule.to_string();
        self.found.iter().position(|(known, _)| *known == text).unwrap_or_else(|| {
            self.found.push((text, rule));
            self.found.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_stands_once() {
        let program = quote!(
            fn f() {
                g(Stairs::new(true), [Stairs::new(false)]);
                h(Stairs::new(true));
            }
        );
        let expected = quote! {
            const MASK_0: Stairs = Stairs::new(true);
            const MASK_1: Stairs = Stairs::new(false);
            fn f() { g(MASK_0, [MASK_1]); h(MASK_0); }
        };
        assert_eq!(named(program).to_string(), expected.to_string());
    }
}
