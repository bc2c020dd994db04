//! Functions: their signatures, and their bodies.

use syn::{Block, FnArg, Receiver, ReceiverKind, Safety, Signature, Visibility};

use super::Printer;
use super::list::{Layout, Trailing, joined, one_line_or_each};
use super::shape::Shape;
use super::text::{is_one_line, last_width, width};

impl Printer {
    /// A function with its body, or its declaration.
    pub fn function(
        &self,
        visibility: &Visibility,
        signature: &Signature,
        body: Option<&Block>,
        shape: Shape,
    ) -> Option<String> {
        if signature.asyncness.is_some() || signature.abi.is_some() || signature.variadic.is_some() {
            return self.unknown(signature);
        }
        let constant = if signature.constness.is_some() { "const " } else { "" };
        let safety = if matches!(signature.safety, Safety::Unsafe(_)) { "unsafe " } else { "" };
        let head = format!("{}{constant}{safety}fn ", self.visibility(visibility));
        let out = self.signature(head, signature, body.is_some(), shape)?;
        let Some(body) = body else { return Some(out + ";") };
        let clause = signature.generics.where_clause.as_ref().is_some_and(|clause| !clause.predicates.is_empty());
        if body.stmts.is_empty() && is_one_line(&out) && shape.indent + width(&out) + 3 <= shape.limit {
            return Some(out + " {}");
        }
        let below = clause || last_width(&out) + 2 > shape.outer().width;
        let before = if below { shape.newline() } else { " ".into() };
        if body.stmts.is_empty() {
            return Some(format!("{out}{before}{{{}}}", shape.newline()));
        }
        Some(format!("{out}{before}{}", self.lines(body, true, shape)))
    }

    fn signature(&self, head: String, signature: &Signature, braced: bool, shape: Shape) -> Option<String> {
        let clause = signature.generics.where_clause.as_ref().filter(|clause| !clause.predicates.is_empty());
        let same_line = braced && clause.is_none();
        let overhead = if same_line { 4 } else { 2 };
        let used = shape.indent + width(&head);
        let place = Shape { width: shape.limit.saturating_sub(used + overhead), offset: used, ..shape };
        let mut out = head + &self.generics(&signature.ident.to_string(), &signature.generics, place)?;
        let output = self.output(&signature.output, shape.outer())?;
        let taken = last_width(&out) + width(&output) + 2 + if same_line { 2 } else { usize::from(!braced) };
        let indent = if is_one_line(&out) { shape.indent } else { 0 };
        let room = if is_one_line(&out) { shape.limit.saturating_sub(indent + taken) } else { 0 };
        let parameters = self.parameters_of(signature, room, shape)?;
        let broken = !signature.inputs.is_empty() && (!is_one_line(&parameters) || width(&parameters) > room);
        out += &if broken {
            format!("({}{parameters}{})", shape.inner().newline(), shape.newline())
        } else {
            format!("({parameters})")
        };
        out += &output;
        let snug = broken && output.is_empty();
        Some(out + &self.where_clause(clause, snug, braced, shape)?)
    }

    /// On one line, else filling lines.
    fn parameters_of(&self, signature: &Signature, room: usize, shape: Shape) -> Option<String> {
        let inner = shape.inner();
        let place = inner.without(1)?;
        let texts: Vec<Option<String>> = signature.inputs.iter().map(|input| self.parameter(input, place)).collect();
        let layout = match one_line_or_each(&texts, room) {
            Layout::OneLine => Layout::OneLine,
            _ => Layout::Filled,
        };
        let texts: Vec<String> = texts.into_iter().collect::<Option<_>>()?;
        Some(joined(&texts, layout, Trailing::IfBroken, place))
    }

    fn parameter(&self, input: &FnArg, shape: Shape) -> Option<String> {
        match input {
            FnArg::Receiver(receiver) => self.receiver(receiver, shape),
            FnArg::Typed(e) => {
                let name = self.pattern(&e.pat, shape)?;
                Some(format!("{name}: {}", self.ty(&e.ty, shape.after(last_width(&name) + 2)?)?))
            }
        }
    }

    fn receiver(&self, receiver: &Receiver, shape: Shape) -> Option<String> {
        let mutable = if receiver.mutability.is_some() { "mut " } else { "" };
        match &receiver.kind {
            ReceiverKind::Value => Some(format!("{mutable}self")),
            ReceiverKind::Reference(_, lifetime, mutability) => {
                let lifetime = lifetime.as_ref().map_or_else(String::new, |lifetime| format!("{lifetime} "));
                Some(format!("&{lifetime}{}self", if mutability.is_some() { "mut " } else { "" }))
            }
            ReceiverKind::Typed(_, ty) => Some(format!("{mutable}self: {}", self.ty(ty, shape)?)),
            _ => self.unknown(receiver),
        }
    }
}
