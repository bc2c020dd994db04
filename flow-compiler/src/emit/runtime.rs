//! The names of the runtime. Nothing else in this crate knows them.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::numbers::count;
use crate::ir::Unary;
use crate::shape::{Axis, Causal, Degrees, Stairs, Window};

/// The runtime's crate, for what users may name too.
pub fn runtime() -> TokenStream {
    quote!(::flow_runtime)
}

/// Where the runtime keeps what only emitted code names.
pub fn private() -> TokenStream {
    quote!(::flow_runtime::__private)
}

/// The functions of the runtime that emitted functions call. No value of a function has such a
/// name.
pub const FUNCTIONS: [&str; 33] = [
    "add_outer",
    "carve",
    "carve_from",
    "clear",
    "convolve",
    "convolve_level",
    "convolve_level_transposed",
    "convolve_transposed",
    "cumulative_sum",
    "drop_units",
    "each_lane",
    "log_sum_exp",
    "pack",
    "pack_stairs",
    "pack_stairs_transposed",
    "pack_transposed",
    "pack_window",
    "pack_window_transposed",
    "product",
    "product_gated",
    "product_level",
    "product_level_transposed",
    "product_stairs",
    "product_stairs_transposed",
    "product_stairs_transposed_gated",
    "real",
    "row_of",
    "row_of_mut",
    "rows_of",
    "rows_of_mut",
    "transpose",
    "triangular_inverse",
    "triangular_solve",
];

/// How a piece of emitted code names the runtime's items.
enum Spelling {
    /// By an import at its head.
    Imported,
    /// By the whole path, where an import could meet the name of the user's type.
    Absolute,
}

/// The names and masks that a piece of emitted code uses, collected as they are named.
pub struct Scope {
    spelling: Spelling,
    names: RefCell<BTreeSet<&'static str>>,
    masks: RefCell<Vec<Stairs>>,
    windows: RefCell<Vec<Window>>,
    ranges: Cell<bool>,
}

impl Scope {
    /// For code with imports.
    pub fn imported() -> Self {
        let (names, masks, windows) = (RefCell::default(), RefCell::default(), RefCell::default());
        Scope { spelling: Spelling::Imported, names, masks, windows, ranges: Cell::default() }
    }

    /// For code that stands beside the user's own items.
    pub fn absolute() -> Self {
        Scope { spelling: Spelling::Absolute, ..Scope::imported() }
    }

    /// Notes that the code has constants that are ranges.
    pub fn use_range(&self) {
        self.ranges.set(true);
    }

    /// A name of the runtime.
    pub fn name(&self, name: &'static str) -> TokenStream {
        let is_function = name.starts_with(|c: char| c.is_ascii_lowercase());
        debug_assert!(!is_function || FUNCTIONS.contains(&name), "{name} is missing among the functions");
        let ident = format_ident!("{name}");
        match self.spelling {
            Spelling::Imported => {
                self.names.borrow_mut().insert(name);
                quote!(#ident)
            }
            Spelling::Absolute => {
                let private = private();
                quote!(#private::#ident)
            }
        }
    }

    /// Several names.
    pub fn names<const N: usize>(&self, names: [&'static str; N]) -> [TokenStream; N] {
        names.map(|name| self.name(name))
    }

    /// The constant that holds a mask.
    pub fn mask(&self, stairs: &Stairs) -> Ident {
        let mut masks = self.masks.borrow_mut();
        let k = masks.iter().position(|known| known == stairs).unwrap_or_else(|| {
            masks.push(*stairs);
            masks.len() - 1
        });
        format_ident!("MASK_{k}")
    }

    /// The constant that holds a window.
    pub fn window(&self, window: &Window) -> Ident {
        let mut windows = self.windows.borrow_mut();
        let k = windows.iter().position(|known| known == window).unwrap_or_else(|| {
            windows.push(*window);
            windows.len() - 1
        });
        format_ident!("WINDOW_{k}")
    }

    /// A window, as the rule that it is.
    fn window_rule(&self, window: &Window) -> TokenStream {
        let [window_type, axis_type] = self.names(["Window", "Axis"]);
        let axis = |axis: &Axis| {
            let numbers = [axis.input, axis.output, axis.kernel, axis.stride, axis.dilation, axis.before].map(count);
            quote!(#axis_type::new(#(#numbers),*))
        };
        let (height, width) = (axis(&window.height), axis(&window.width));
        let [inputs, outputs] = [window.inputs, window.outputs].map(count);
        let causal = window.causal.map(|Causal { groups, strict }| {
            let groups = count(groups);
            quote!(.causal(#groups, #strict))
        });
        quote!(#window_type::new(#height, #width, #inputs, #outputs) #causal)
    }

    /// The imports of what was named, and the constants of masks and windows.
    pub fn head(&self) -> TokenStream {
        let windows = self.windows.borrow().clone();
        let windows: Vec<TokenStream> = windows
            .iter()
            .map(|window| {
                let (name, window_type, rule) = (self.window(window), self.name("Window"), self.window_rule(window));
                quote!(const #name: #window_type = #rule;)
            })
            .collect();
        let masks = self.masks.borrow().clone();
        let constants: Vec<TokenStream> = masks
            .iter()
            .map(|stairs| {
                let (name, stairs_type) = (self.mask(stairs), self.name("Stairs"));
                let (rows, columns, strict) =
                    (self.degrees(&stairs.rows), self.degrees(&stairs.columns), stairs.strict);
                quote!(const #name: #stairs_type = #stairs_type::new(#rows, #columns, #strict);)
            })
            .collect();
        let private = private();
        let names: Vec<Ident> = self.names.borrow().iter().map(|name| format_ident!("{name}")).collect();
        let imports = match names.as_slice() {
            [] => None,
            [name] => Some(quote!(use #private::#name;)),
            names => Some(quote!(use #private::{#(#names),*};)),
        };
        let ranges = self.ranges.get().then(|| {
            quote!(
                use ::core::ops::Range;
            )
        });
        quote!(#ranges #imports #(#constants)* #(#windows)*)
    }

    /// An order of degrees, as the rule that it is.
    pub fn degrees(&self, d: &Degrees) -> TokenStream {
        let degrees = self.name("Degrees");
        let [always, first, groups, size] = [d.always, d.first, d.groups, d.size].map(count);
        quote!(#degrees::new(#always, #first, #groups, #size))
    }

    /// The activation that a product applies.
    pub fn activation(&self, op: Option<Unary>) -> TokenStream {
        let activation = self.name("Activation");
        match op {
            None => quote!(#activation::Identity),
            Some(Unary::Relu) => quote!(#activation::Relu),
            Some(Unary::Tanh) => quote!(#activation::Tanh),
            Some(Unary::Sigmoid) => quote!(#activation::Sigmoid),
            Some(Unary::Softplus) => quote!(#activation::Softplus),
            Some(other) => panic!("the runtime has no product that ends with {}", other.name()),
        }
    }

    /// The runtime's sampler of a base.
    pub fn sampler(&self, word: &str) -> TokenStream {
        let (sampler, variant) = (self.name("Sampler"), camel(word));
        quote!(#sampler::#variant)
    }
}

/// A word of the catalog as the name of a type or variant: `standard_normal` as `StandardNormal`.
pub fn camel(word: &str) -> Ident {
    let upper =
        |part: &str| part.chars().next().map_or(String::new(), |c| c.to_ascii_uppercase().to_string() + &part[1..]);
    format_ident!("{}", word.split('_').map(upper).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_stands_once_and_what_is_named_is_imported() {
        let scope = Scope::imported();
        let rule = |size: usize| Degrees { always: 0, first: 1, groups: 2, size };
        let stairs = |size: usize| Stairs { rows: rule(size), columns: rule(2), strict: false };
        let names: Vec<String> = [4, 6, 4].map(|size| scope.mask(&stairs(size)).to_string()).to_vec();
        assert_eq!(names, ["MASK_0", "MASK_1", "MASK_0"]);
        scope.name("carve");
        let head = scope.head().to_string();
        assert_eq!(head.matches("const MASK_").count(), 2);
        assert!(head.starts_with("use :: flow_runtime :: __private :: { Degrees , Stairs , carve }"), "{head}");
    }
}
