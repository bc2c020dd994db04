//! The errors that a user of the macro sees: each file of `ui/` must fail to compile, with the text beside it, caret and all.
//!
//! `TRYBUILD=overwrite cargo test -p flow-tests --test ui` rewrites the texts; then read where each caret stands.

#[test]
fn mistakes_are_shown_at_the_token_at_fault() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
