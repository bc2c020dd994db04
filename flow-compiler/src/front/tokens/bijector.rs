//! `bijector name(parameter: type, …) { let value = …; forward: |z| … }`

use super::{Reader, Style, flat, shown, span_of};
use crate::front::is_new;
use crate::spec::{BijectorParts, Directed, Entry, Expression, Ident, Let, NameKind, Node, Parameter, UserBijector};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

impl Reader {
    /// The bijectors after the struct, up to the end.
    pub(super) fn bijectors(&mut self, mut tokens: &[TokenTree]) -> Vec<UserBijector> {
        let mut bijectors: Vec<UserBijector> = Vec::new();
        while !tokens.is_empty() {
            let Some((bijector, rest)) = self.bijector(tokens) else { break };
            tokens = rest;
            let Some(bijector) = bijector else { continue };
            if is_new(bijectors.iter().map(|earlier| &earlier.name), &bijector.name, &mut self.diagnostics) {
                bijectors.push(bijector);
            }
        }
        bijectors
    }

    /// One bijector, if it is right, and the tokens after it, if they can be found.
    fn bijector<'a>(&mut self, tokens: &'a [TokenTree]) -> Option<(Option<UserBijector>, &'a [TokenTree])> {
        let rest = self.word_token(tokens, "bijector")?;
        let [TokenTree::Ident(name), rest @ ..] = rest else {
            return self.unexpected(rest, "the name of the bijector");
        };
        let (parameters, rest) = match rest {
            [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Parenthesis => (Some(group), rest),
            _ => (None, rest),
        };
        let [TokenTree::Group(body), rest @ ..] = rest else {
            return self.unexpected(rest, "`{` and the formula of the bijector");
        };
        if body.delimiter() != Delimiter::Brace {
            return self.unexpected(&[TokenTree::Group(body.clone())], "`{` and the formula of the bijector");
        }
        let name = NameKind::Word.check(&name.to_string(), name.span().into(), &mut self.diagnostics);
        let mut parts = BijectorParts::default();
        if let Some(group) = parameters {
            parts.parameters = self.parameters(group);
        }
        let forward_typed = self.body(body, &mut parts);
        let bijector = name.and_then(|name| parts.finish(name, forward_typed, &mut self.diagnostics));
        Some((bijector, rest))
    }

    /// `alpha: positive, beta: per_element(scalar)`
    fn parameters(&mut self, group: &Group) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for part in self.split(&flat(group.stream()), &[',']) {
            let Some((name, rest)) = self.key(&part, Style::Map) else { continue };
            let name = NameKind::Word.check(&name.to_string(), name.span().into(), &mut self.diagnostics);
            let kind = self.parameter_kind(rest, &part);
            let (Some(name), Some((kind, arguments))) = (name, kind) else { continue };
            if is_new(parameters.iter().map(|earlier| &earlier.name), &name, &mut self.diagnostics) {
                parameters.push(Parameter { name, kind, arguments });
            }
        }
        parameters
    }

    /// `positive` or `per_element(positive)`
    fn parameter_kind(&mut self, tokens: &[TokenTree], part: &[TokenTree]) -> Option<(Ident, Vec<Node>)> {
        let (kind, arguments) = match tokens {
            [TokenTree::Ident(kind)] => (kind, None),
            [TokenTree::Ident(kind), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                (kind, Some(group))
            }
            _ => {
                let message = format!("expected the type of a parameter, found {}", shown(tokens));
                let error = self.diagnostics.error(span_of(if tokens.is_empty() { part } else { tokens }), message);
                error.help("write `alpha: positive` or `alpha: per_element(positive)`");
                return None;
            }
        };
        let span = kind.span().into();
        let kind = NameKind::Word.check(&kind.to_string(), span, &mut self.diagnostics)?;
        let tokens = arguments.map_or_else(Vec::new, |group| flat(group.stream()));
        let arguments = self.split(&tokens, &[',']);
        Some((kind, arguments.iter().filter_map(|argument| self.value(argument, span)).collect()))
    }

    /// The formulas and facts; true if `forward` is among them, right or wrong.
    fn body(&mut self, group: &Group, parts: &mut BijectorParts) -> bool {
        let mut keys: Vec<Ident> = Vec::new();
        for part in self.split(&flat(group.stream()), &[',', ';']) {
            if matches!(&part[0], TokenTree::Ident(ident) if ident == "let") {
                self.binding(&part, parts);
                continue;
            }
            let Some((key, rest)) = self.key(&part, Style::Map) else { continue };
            let Some(key) = NameKind::Word.check(&key.to_string(), key.span().into(), &mut self.diagnostics) else {
                continue;
            };
            if !is_new(keys.iter(), &key, &mut self.diagnostics) {
                continue;
            }
            keys.push(key.clone());
            self.clause(key, rest, &part, parts);
        }
        keys.iter().any(|key| key.text == "forward")
    }

    fn clause(&mut self, key: Ident, rest: &[TokenTree], part: &[TokenTree], parts: &mut BijectorParts) {
        let span = span_of(part);
        let formula = || rest.iter().cloned().collect::<TokenStream>();
        match key.text.as_str() {
            "forward" => parts.forward = Directed::from_tokens(formula(), span, &mut self.diagnostics),
            "inverse" => parts.inverse = Directed::from_tokens(formula(), span, &mut self.diagnostics),
            "invertible" => {
                let value = self.value(rest, span);
                parts.invertible = value.and_then(|value| value.expect_word(&mut self.diagnostics));
            }
            _ => {
                if let Some(value) = self.value(rest, span) {
                    parts.entries.push(Entry { key, value });
                }
            }
        }
    }

    /// `let name = formula`
    fn binding(&mut self, part: &[TokenTree], parts: &mut BijectorParts) {
        let Some((name, rest)) = self.key(&part[1..], Style::Call) else { return };
        let name = NameKind::Word.check(&name.to_string(), name.span().into(), &mut self.diagnostics);
        let value = Expression::from_tokens(rest.iter().cloned().collect(), span_of(part), &mut self.diagnostics);
        let (Some(name), Some(value)) = (name, value) else { return };
        if is_new(parts.lets.iter().map(|earlier| &earlier.name), &name, &mut self.diagnostics) {
            parts.lets.push(Let { name, value });
        }
    }
}
