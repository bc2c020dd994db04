//! Types, paths, generic parameters and bounds.

use syn::punctuated::Punctuated;
use syn::{
    GenericArgument, GenericParam, Generics, Path, PathArguments, PathSegment, QSelf, ReturnType, Type, TypeFnPtr,
    TypeParamBound, WhereClause, WherePredicate,
};

use super::Printer;
use super::list::{Item, List, Trailing, word};
use super::pairs::{Between, Separator};
use super::shape::Shape;
use super::text::{beyond, is_one_line, last_width, width};

impl Printer {
    /// A type.
    pub fn ty(&self, ty: &Type, shape: Shape) -> Option<String> {
        match ty {
            Type::Path(ty) => self.path(&ty.qself, &ty.path, false, shape),
            Type::Reference(ty) => {
                let lifetime = ty.lifetime.as_ref().map_or_else(String::new, |lifetime| format!("{lifetime} "));
                let prefix = format!("&{lifetime}{}", if ty.mutability.is_some() { "mut " } else { "" });
                Some(format!("{prefix}{}", self.ty(&ty.elem, shape.after(width(&prefix))?)?))
            }
            Type::Slice(ty) => Some(format!("[{}]", self.ty(&ty.elem, shape.after(1)?.without(1)?)?)),
            Type::Array(ty) => {
                let between = Between { before: "[", infix: "; ", after: "]", separator: Separator::Back };
                self.pair(&|s| self.ty(&ty.elem, s), &|s| self.expr(&ty.len, s), between, shape)
            }
            Type::Tuple(ty) => self.tuple("", ty.elems.iter().map(Item::Type).collect(), shape),
            Type::Paren(ty) => Some(format!("({})", self.ty(&ty.elem, shape.after(1)?.without(1)?)?)),
            Type::Group(ty) => self.ty(&ty.elem, shape),
            Type::Infer(_) => Some("_".into()),
            Type::Never(_) => Some("!".into()),
            Type::ImplTrait(ty) => Some(format!("impl {}", self.bounds(&ty.bounds, shape.after(5)?)?)),
            Type::TraitObject(ty) => Some(format!("dyn {}", self.bounds(&ty.bounds, shape.after(4)?)?)),
            Type::Ptr(ty) => {
                let prefix = if matches!(ty.mutability, syn::PointerMutability::Mut(_)) { "*mut " } else { "*const " };
                Some(format!("{prefix}{}", self.ty(&ty.elem, shape.after(width(prefix))?)?))
            }
            Type::FnPtr(ty) => self.function_pointer(ty, shape),
            other => self.unknown(other),
        }
    }

    fn function_pointer(&self, ty: &TypeFnPtr, shape: Shape) -> Option<String> {
        if ty.lifetimes.is_some() || ty.unsafety.is_some() || ty.abi.is_some() || ty.variadic.is_some() {
            return self.unknown(ty);
        }
        let inputs = ty.inputs.iter().map(|input| self.ty(&input.ty, shape)).collect::<Option<Vec<_>>>()?;
        let text = format!("fn({}){}", inputs.join(", "), self.output(&ty.output, shape)?);
        (width(&text) <= shape.width).then_some(text)
    }

    /// ` -> T`, or nothing.
    pub fn output(&self, output: &ReturnType, shape: Shape) -> Option<String> {
        match output {
            ReturnType::Default => Some(String::new()),
            ReturnType::Type(_, ty) => Some(format!(" -> {}", self.ty(ty, shape.after(3)?)?)),
        }
    }

    /// A path, in an expression or in a type.
    pub fn path(&self, own: &Option<QSelf>, path: &Path, in_expr: bool, shape: Shape) -> Option<String> {
        let colons = if path.leading_colon.is_some() { "::" } else { "" };
        let Some(own) = own else { return self.segments(colons.into(), path.segments.iter(), in_expr, shape) };
        let mut out = format!("<{}", self.ty(&own.ty, shape)?);
        if own.as_token.is_some() {
            out = self.segments(
                out + " as " + colons,
                path.segments.iter().take(own.position),
                false,
                shape.without(3)?,
            )?;
        }
        self.segments(out + ">::", path.segments.iter().skip(own.position), in_expr, shape)
    }

    fn segments<'a>(
        &self,
        mut out: String,
        segments: impl Iterator<Item = &'a PathSegment>,
        in_expr: bool,
        shape: Shape,
    ) -> Option<String> {
        for (i, segment) in segments.enumerate() {
            out += if i > 0 { "::" } else { "" };
            let name = word(&segment.ident);
            let place = shape.after(beyond(&out, shape) + width(&name))?;
            out += &name;
            match &segment.arguments {
                PathArguments::None => {}
                PathArguments::AngleBracketed(arguments) => {
                    out += if in_expr { "::" } else { "" };
                    out += &self.angle("", arguments.args.iter().map(Item::Argument).collect(), place)?;
                }
                PathArguments::Parenthesized(arguments) => {
                    let inputs = arguments.inputs.iter().map(|input| self.ty(&input.ty, place));
                    out += &format!("({})", inputs.collect::<Option<Vec<_>>>()?.join(", "));
                    out += &self.output(&arguments.output, place)?;
                }
            }
        }
        Some(out)
    }

    fn angle(&self, head: &str, items: Vec<Item>, shape: Shape) -> Option<String> {
        self.list(&List { head, brackets: ("<", ">"), items, trailing: Trailing::IfBroken }, shape)
    }

    /// An argument of a generic type or function.
    pub fn generic_argument(&self, argument: &GenericArgument, shape: Shape) -> Option<String> {
        match argument {
            GenericArgument::Lifetime(lifetime) => Some(lifetime.to_string()),
            GenericArgument::Type(ty) => self.ty(ty, shape),
            GenericArgument::Const(value) => self.expr(value, shape),
            GenericArgument::AssocType(ty) if ty.generics.is_none() => {
                let head = format!("{} = ", ty.ident);
                Some(format!("{head}{}", self.ty(&ty.ty, shape.after(width(&head))?)?))
            }
            other => self.unknown(other),
        }
    }

    /// A name with its generic parameters, without their `where` clause.
    pub fn generics(&self, name: &str, generics: &Generics, shape: Shape) -> Option<String> {
        if generics.params.is_empty() {
            return Some(name.into());
        }
        self.angle(name, generics.params.iter().map(Item::Parameter).collect(), shape)
    }

    /// A generic parameter.
    pub fn generic_parameter(&self, parameter: &GenericParam, shape: Shape) -> Option<String> {
        match parameter {
            GenericParam::Lifetime(e) => {
                let bounds: Vec<String> = e.bounds.iter().map(|bound| bound.to_string()).collect();
                let colon = if bounds.is_empty() { "" } else { ": " };
                Some(format!("{}{colon}{}", e.lifetime, bounds.join(" + ")))
            }
            GenericParam::Type(e) => {
                let mut out = e.ident.to_string();
                if !e.bounds.is_empty() {
                    out += &format!(": {}", self.bounds(&e.bounds, shape.after(width(&out) + 2)?)?);
                }
                if let Some((_, default)) = &e.default {
                    out += &format!(" = {}", self.ty(default, shape.after(last_width(&out) + 3)?)?);
                }
                Some(out)
            }
            GenericParam::Const(e) => {
                let mut out = format!("const {}: {}", e.ident, self.ty(&e.ty, shape)?);
                if let Some((_, default)) = &e.default {
                    out += &format!(" = {}", self.expr(default, shape)?);
                }
                Some(out)
            }
        }
    }

    /// Bounds on one line.
    pub fn bounds<P>(&self, bounds: &Punctuated<TypeParamBound, P>, shape: Shape) -> Option<String> {
        let texts = bounds.iter().map(|bound| self.bound(bound, shape)).collect::<Option<Vec<_>>>()?;
        let text = texts.join(" + ");
        (!is_one_line(&text) || width(&text) <= shape.width).then_some(text)
    }

    fn bound(&self, bound: &TypeParamBound, shape: Shape) -> Option<String> {
        match bound {
            TypeParamBound::Lifetime(lifetime) => Some(lifetime.to_string()),
            TypeParamBound::Trait(e) if e.lifetimes.is_none() && e.paren_token.is_none() => {
                let maybe = if e.maybe.is_some() { "?" } else { "" };
                Some(format!("{maybe}{}", self.path(&None, &e.path, false, shape.after(maybe.len())?)?))
            }
            TypeParamBound::PreciseCapture(e) => {
                let parameters: Vec<String> = e.params.iter().map(word).collect();
                Some(format!("use<{}>", parameters.join(", ").replace("' ", "'")))
            }
            other => self.unknown(other),
        }
    }

    /// Writes the predicates of a `where` clause, one a line, below a line that holds the word.
    /// `closed` puts a comma behind the last.
    pub fn where_clause(&self, clause: Option<&WhereClause>, snug: bool, closed: bool, shape: Shape) -> Option<String> {
        let Some(clause) = clause.filter(|clause| !clause.predicates.is_empty()) else { return Some(String::new()) };
        let inner = shape.inner();
        let predicates = clause.predicates.iter().map(|predicate| match predicate {
            WherePredicate::Type(e) if e.lifetimes.is_none() => {
                let ty = self.ty(&e.bounded_ty, inner)?;
                Some(format!("{ty}: {}", self.bounds(&e.bounds, inner.after(last_width(&ty) + 2)?.without(1)?)?))
            }
            other => self.unknown(other),
        });
        let predicates = predicates.collect::<Option<Vec<_>>>()?.join(&format!(",{}", inner.newline()));
        let before = if snug { " ".into() } else { shape.newline() };
        Some(format!("{before}where{}{predicates}{}", inner.newline(), if closed { "," } else { "" }))
    }
}
