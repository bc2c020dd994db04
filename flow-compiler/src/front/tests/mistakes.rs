//! Tables of mistakes: what is typed, and every error that it gives with its place.

use super::super::yaml;
use super::{YAML, from_tokens, from_yaml, located};

#[test]
fn yaml_mistakes_and_their_places() {
    // What stands after two right lines, and every error it must give.
    let table = [
        ("a: &x 1", "3:4 found an anchor, `&x`"),
        ("a: *x", "3:4 found an alias, `*`"),
        ("a: &x 1\nb: *x", "3:4 found an anchor, `&x`\n4:4 found an alias, `*`"),
        ("a: !!binary aGk=", "3:4 found a tag, `!`"),
        ("a: !x {b: 1}", "3:4 found a tag, `!`"),
        ("a: !", "3:4 found a tag, `!`"),
        ("a: !!!", "3:4 found a tag, `!`"),
        ("<<: {a: 1}", "3:1 found a merge key, `<<`"),
        ("a: 1\nb: 2\na: 3", "5:1 `a` is given twice"),
        ("a: {b: 1, b: 2}", "3:11 `b` is given twice"),
        ("flow: Y", "3:1 `flow` is given twice"),
        ("\"a\": 1\na: 2", "4:1 `a` is given twice"),
        ("---\nb: 2", "3:1 found a second document"),
        ("...\nb: 2", "4:1 found a second document"),
        ("a:\n\t- b", "4:2 found a tab"),
        ("a: .nan", "3:4 numbers are finite, found `.nan`"),
        ("a: -.INF", "3:4 numbers are finite, found `-.INF`"),
        ("a: [1, 0x1F]", "3:8 numbers are decimal, found `0x1F`"),
        ("a: 0o17", "3:4 numbers are decimal, found `0o17`"),
        ("a: 017", "3:4 a number has no leading zeros, found `017`"),
        ("a: .5", "3:4 a number starts with a digit, found `.5`"),
        ("a: +5", "3:4 a number has no plus sign, found `+5`"),
        ("a: 1e999", "3:4 the number is beyond the range of its type, found `1e999`"),
        ("a: 99999999999999999999", "3:4 the number is beyond the range of its type, found `99999999999999999999`"),
        ("Base: 1", "3:1 expected a name, found `Base`"),
        ("type: 1", "3:1 `type` is a reserved word of Rust"),
        ("true: 1", "3:1 `true` is a reserved word of Rust"),
        ("1: 1", "3:1 expected a name, found `1`"),
        ("\"a b\": 1", "3:1 expected a name, found `a b`"),
        ("\"a\\\"; b\": 1", "3:1 expected a name, found `a\"; b`"),
        ("../x: 1", "3:1 expected a name, found `../x`"),
        ("é: 1", "3:1 expected a name, found `é`"),
        ("? [a]\n: 1", "3:3 expected a key, found a list"),
        ("? {a: 1}\n: 1", "3:3 expected a key, found a map"),
        ("a: b: c", "3:5 found `:` where no key can stand"),
        ("a: 1\n  b: 2", "4:4 found `:` where no key can stand"),
        ("a: [1, 2", "3:4 `[` is not closed"),
        ("a: {b: 1", "3:4 `{` is not closed"),
        ("a: {b: 1]", "3:4 `{` is closed by `]`"),
        ("a: 'b", "3:4 the quote that opens here is not closed"),
        ("a: \"b\" c", "3:8 found text after a closing quote"),
        ("a: \"\\q\"", "3:4 found an unknown escape in a double-quoted text"),
        ("a: @b", "3:4 found `@`, which begins no value"),
        ("a: `b`", "3:4 found ```, which begins no value"),
        ("a: \u{0}", "3:4 found `\\0`, which begins no value"),
        ("%YAML 1.1", "3:1 found a directive, `%`"),
        ("a: 1\n b: 2\nc: 017", "4:3 found `:` where no key can stand"),
        (
            "a: 017\nb: .nan\nC: 1",
            "3:4 a number has no leading zeros, found `017`\n4:4 numbers are finite, found `.nan`\n5:1 expected a name, found `C`",
        ),
        ("bijectors: 3", "3:12 expected a map `{key: value, …}`, found the number 3"),
        ("bijectors:\n  p: {}", "4:3 bijector `p` has no `forward`"),
        ("bijectors:\n  p: {forward: z}", "4:16 expected a formula of one argument"),
        ("bijectors:\n  p: {forward: [z]}", "4:16 expected a formula, found a list"),
        ("bijectors:\n  p:\n    forward: '|z| z + while'", "5:23 `while` is no part of a formula"),
        ("bijectors:\n  p:\n    forward: |\n      |z| {\n        z % 2 }", "7:11 `%` is no part of a formula here"),
        (
            "bijectors:\n  p:\n    parameters: {a: 3}\n    forward: '|z| z'",
            "5:21 expected the type of a parameter, found the number 3",
        ),
        ("bijectors:\n  p:\n    let: {a: é}\n    forward: '|z| z'", "5:14 `é` is no part of a formula"),
        (
            "bijectors:\n  p:\n    forward: '|z| f(z'",
            "5:20 the formula has an unclosed bracket or quote, or a character that Rust does not know",
        ),
    ];
    for (mistake, expected) in table {
        let found = from_yaml(&format!("flow: X\nevent: 2\n{mistake}\n"));
        assert_eq!(found.map(|_| "no error").unwrap_or_else(|error| error.leak()), expected, "{mistake}");
    }
}

#[test]
fn yaml_files_that_declare_nothing() {
    let deep = format!("flow: X\nevent: 2\na: {}{}", "[".repeat(32), "]".repeat(32));
    let deeper = format!("flow: X\nevent: 2\na:\n  {}x", "- ".repeat(60));
    let large = format!("flow: X\nevent: 2\na: [{}]", "1,".repeat(10_000));
    let huge = "#".repeat((1 << 20) + 1);
    let table = [
        ("", "1:1 expected a declaration, found an empty file"),
        ("# only a comment\n", "1:1 expected a declaration, found an empty file"),
        ("---\n", "1:1 expected a declaration, found an empty file"),
        ("- a", "1:1 expected a declaration, found a list"),
        ("relu", "1:1 expected a declaration, found the word `relu`"),
        ("base: x", "1:1 the declaration has no `flow`\n1:1 the declaration has no `event`"),
        ("flow: two_moons\nevent: 2", "1:7 expected the name of a flow, found `two_moons`"),
        ("flow: [X]\nevent: 2", "1:7 expected a text, found a list"),
        ("flow: X\nevent: many", "2:8 expected the shape of an event, found the word `many`"),
        ("flow: X\nevent: [1, x]", "2:12 expected the shape of an event, found the word `x`"),
        ("flow: X\nevent: []", "2:8 expected the shape of an event, found an empty list"),
        ("flow: X\r\nevent: 2\r\na: 017\r\n", "3:4 a number has no leading zeros, found `017`"),
        ("\u{feff}flow: x\nevent: 2", "1:7 expected the name of a flow, found `x`"),
        (deep.as_str(), "3:35 the declaration is nested deeper than 32 levels"),
        (deeper.as_str(), "4:65 the declaration is nested deeper than 32 levels"),
        (large.as_str(), "3:19997 the declaration is larger than 10000 values"),
        (huge.as_str(), "1:1 the file has 1048577 bytes, at most 1048576 are read"),
    ];
    for (source, expected) in table {
        assert_eq!(from_yaml(source).unwrap_err(), expected, "{}", &source[..source.len().min(40)]);
    }
}

#[test]
fn macro_mistakes() {
    let table = [
        ("", "expected `struct`, found nothing"),
        ("struct", "expected the name of the flow, found nothing"),
        ("struct x<2> {}", "expected the name of a flow, found `x`"),
        ("struct X {}", "expected `<` and the shape of an event, found `{`"),
        ("struct X<> {}", "expected the shape of an event, found nothing"),
        ("struct X<2 {}", "expected `>` after the shape of an event, found nothing"),
        ("struct X<two> {}", "expected the shape of an event, found the word `two`"),
        ("struct X<2, size = 3> {}", "expected `context = …` or `elements = …`, found `size`"),
        ("struct X<2>;", "expected `{` and the fields, found `;`"),
        ("#[derive(Debug)] struct X<2> {}", "expected a doc comment, found another attribute"),
        ("struct X<2> {} fn f() {}", "expected `bijector`, found `fn`"),
        ("struct X<2> { a: mlp([64]) }", "expected a key with its value, found `[`"),
        ("struct X<2> { a: mlp(hidden: 3) }", "expected `=`, found `:`"),
        ("struct X<2> { a = 3 }", "expected `:`, found `=`"),
        ("struct X<2> { a: mlp { hidden: 3 } }", "expected `,`, found `{`"),
        ("struct X<2> { a: 1 b: 2 }", "expected `,`, found `b`"),
        ("struct X<2> { a: 1, a: 2 }", "`a` is given twice"),
        ("struct X<2> { a: m(k = 1, k = 2) }", "`k` is given twice"),
        ("struct X<2> { a: , b: 1 }", "expected a value, found nothing"),
        ("struct X<2> { a: [1,,2] }", "expected a value, found `,`"),
        ("struct X<2> { a: 1f32 }", "expected a value, found `1f32`"),
        ("struct X<2> { a: 017 }", "a number has no leading zeros, found `017`"),
        ("struct X<2> { a: 0x1F }", "numbers are decimal, found `0x1F`"),
        ("struct X<2> { a: 1e999 }", "the number is beyond the range of its type, found `1e999`"),
        ("struct X<2> { a: +5 }", "a number has no plus sign, found `+5`"),
        ("struct X<2> { a: -\"x\" }", "expected a value, found `-\"x\"`"),
        ("struct X<2> { a: 'c' }", "expected a value, found `'c'`"),
        ("struct X<2> { a: (1) }", "expected a value, found a parenthesis"),
        ("struct X<2> { a: x::y }", "expected `,`, found `:`"),
        ("struct X<2> { a: 1..2 }", "expected `,`, found `.`"),
        ("struct X<2> { a: m(k = 1).x }", "expected `,`, found `.`"),
        ("struct X<2> { a: Relu(b = 1) }", "expected a name, found `Relu`"),
        ("struct X<2> { a: r#relu(b = 1) }", "expected a name, found `r#relu`"),
        ("struct X<2> { type: 1 }", "`type` is a reserved word of Rust"),
        ("struct X<2> { é: 1 }", "expected a name, found `é`"),
        ("struct X<2> { flow: y }", "`flow` is no field of the struct"),
        ("struct X<2, context = 1> { context: 2 }", "`context` is given twice"),
        (
            "struct X<2> { a: 017, B: 1, c: m(3) }",
            "a number has no leading zeros, found `017`\nexpected a name, found `B`\nexpected a key with its value, found `3`",
        ),
        ("struct X<2> {} bijector p {}", "bijector `p` has no `forward`"),
        ("struct X<2> {} bijector p { forward: z }", "expected a formula of one argument"),
        ("struct X<2> {} bijector p { forward: |z| z as f32 }", "`as` is no part of a formula"),
        ("struct X<2> {} bijector p(a) { forward: |z| z }", "expected a key with its value, found `a`"),
        ("struct X<2> {} bijector p(a: 3) { forward: |z| z }", "expected the type of a parameter, found `3`"),
        ("struct X<2> {} bijector p { let a; forward: |z| z }", "expected a key with its value, found `a`"),
        ("struct X<2> {} bijector p { forward: |z| z } bijector p { forward: |z| z }", "`p` is given twice"),
        ("struct X<2> {} bijector p { forward: |z| z, forward: |z| z }", "`forward` is given twice"),
    ];
    for (source, expected) in table {
        assert_eq!(from_tokens(source).unwrap_err(), expected, "{source}");
    }
    let deep = format!("struct X<2> {{ a: {}1{} }}", "[".repeat(40), "]".repeat(40));
    assert_eq!(from_tokens(&deep).unwrap_err(), "the declaration is nested deeper than 32 levels");
}

#[test]
fn set_mistakes_point_into_the_flag() {
    let table = [
        ("train.epochs", "1:1 expected `key.path=value`"),
        ("train.Epochs=5", "1:7 expected a name, found `Epochs`"),
        ("train..x=5", "1:7 expected a name, found ``"),
        ("train.epochs=017", "1:14 a number has no leading zeros, found `017`"),
        ("train.epochs=[1", "1:14 `[` is not closed"),
        ("train.seed.x=1", "1:12 there is no `x` in the number -7"),
        ("train.0=1", "1:7 there is no `0` in a map"),
        ("layers.9=1", "1:8 expected the number of an item, 0 to 2, found `9`"),
        ("layers.2.sgd=1", "1:10 there is no `sgd` in the word `prelu`"),
        ("event=x", "1:7 expected the shape of an event, found the word `x`"),
        ("flow=Y", "1:1 `flow` is not set from outside"),
    ];
    for (flag, expected) in table {
        let mut spec = from_yaml(YAML).unwrap();
        let before = spec.to_text();
        let diagnostics = yaml::apply_set(&mut spec, flag, 2).unwrap_err();
        assert_eq!(located(&diagnostics), expected, "{flag}");
        assert!(diagnostics.iter().all(|diagnostic| diagnostic.span.place().is_some_and(|place| place.source == 2)));
        assert_eq!(spec.to_text(), before);
    }
}
