//! Says in our words what is wrong with a YAML file.
//!
//! The parser names some ninety kinds of error in terms of its own grammar. A reader of a
//! declaration can do one of a dozen things about them.

use serde_yaml::granit_parser::ErrorKind;

/// The thing that was found, and a way out.
pub(super) fn describe(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => ("found a tab", "indent with spaces"),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => {
            ("the quote that opens here is not closed", "add the closing quote")
        }
        E::UnclosedFlowCollection { open } => return (format!("`{open}` is not closed"), "add the closing bracket"),
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("`{open}` is closed by `{close}`"), "make the brackets match");
        }
        E::MisplacedFlowCollectionEnd => ("found a closing bracket that nothing opens", "remove it, or open it before"),
        E::UnexpectedEof
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEofBlockMapping => ("the file ends inside a list or a map", "close it"),
        E::ExpectedFlowMappingSeparator => ("expected `,` or `}`", "separate entries by commas, and close the map"),
        E::ExpectedFlowSequenceSeparator => ("expected `,` or `]`", "separate items by commas, and close the list"),
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::MappingKeyNotAllowed => (
            "found `:` where no key can stand",
            "one key to a line, aligned with its neighbours; quote a text with `: ` in it",
        ),
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidFlowScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidBlockScalarIndent => {
            ("the indentation fits neither the lines above nor a new level", "align it with the entries it belongs to")
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey => ("expected `:` after a key", "write `key: value`"),
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => {
            ("found an unknown escape in a double-quoted text", "write `\\\\` for a backslash, or use single quotes")
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            ("found text after a closing quote", "put all of it in quotes")
        }
        E::UnexpectedCharacter { character } => {
            let message = format!("found `{}`, which begins no value", character.escape_debug());
            return (message, "put the text in quotes");
        }
        E::DirectiveDisallowed => ("found a directive, `%`", "remove the line"),
        E::MissingTagUri
        | E::UndeclaredTagHandle
        | E::InvalidTagTerminator
        | E::UnclosedVerbatimTag
        | E::ExpectedTagBang => (super::reader::TAG, super::reader::TAG_HELP),
        E::MissingAnchorOrAliasName => ("found `&` or `*` before a value", "put the text in quotes"),
        E::RecursionLimitExceeded => return (too_deep(), "write `repeat` for equal layers"),
        other => {
            return (format!("this is not YAML: {other}"), "compare the line with the examples in the documentation");
        }
    };
    (message.to_string(), help)
}

fn too_deep() -> String {
    format!("the declaration is nested deeper than {} levels", crate::front::Bounds::DEPTH)
}
