//! The C interface of a generated crate: a Rust file of functions that C can call, and the header that
//! declares them.
//!
//! Both are texts in which little changes from flow to flow, so they stand as texts in the folder of this
//! file, with names between `@`.

use proc_macro2::TokenStream;

use super::runtime;
use crate::check::Flow;

const SOURCE: &str = include_str!("c_interface/source.rs.in");
const HEADER: &str = include_str!("c_interface/header.h.in");
const README: &str = include_str!("c_interface/readme.md.in");

/// The C interface of a flow, whose names begin with `library`.
pub struct CInterface<'a> {
    flow: &'a Flow,
    library: &'a str,
}

impl<'a> CInterface<'a> {
    /// The interface of a flow whose crate's library has this name.
    pub fn new(flow: &'a Flow, library: &'a str) -> Self {
        CInterface { flow, library }
    }

    /// The files, each with its path below the crate's folder.
    pub fn files(&self) -> [(String, String); 2] {
        let header = format!("include/flow/{}.h", self.library);
        [("src/c.rs".into(), self.filled(SOURCE)), (header, self.filled(HEADER))]
    }

    /// The section of the crate's README.
    pub fn readme(&self) -> String {
        self.filled(README)
    }

    /// A text with the names and numbers of the flow.
    fn filled(&self, text: &str) -> String {
        let path = |tokens: TokenStream| tokens.to_string().replace(' ', "");
        let double = self.flow.train.settings().word("dtype") == "f64";
        let (event, context) = (self.flow.event.size(), self.flow.context);
        let given = if context > 0 { format!(", given {context} numbers of context") } else { String::new() };
        let words = [
            ("@FLOW@", self.flow.name.clone()),
            ("@NAME@", self.library.to_owned()),
            ("@UPPER@", self.library.to_ascii_uppercase()),
            ("@RUNTIME@", path(runtime::runtime())),
            ("@PRIVATE@", path(runtime::private())),
            ("@NUMBER@", if double { "f64" } else { "f32" }.to_owned()),
            ("@C_NUMBER@", if double { "double" } else { "float" }.to_owned()),
            ("@EVENT@", event.to_string()),
            ("@CONTEXT@", context.to_string()),
            ("@GIVEN@", given),
        ];
        words.iter().fold(text.to_owned(), |text, (word, meant)| text.replace(word, meant))
    }
}
