//! Formatted source with longer lines: the formatter's limit cannot be chosen, and puts every argument of a long call on a line of its own.

/// The longest line that is made.
const WIDTH: usize = 120;

/// Lists that were spread out, one item a line, on one line where they fit, else filling indented lines. A list begins after an opening
/// bracket at the end of a line and is made of lines that end with a comma; other brackets, such as those of blocks, stay.
pub fn widened(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut open = Vec::new();
    for line in text.lines() {
        let words = line.trim();
        if words.starts_with([')', ']', '}'])
            && let Some(start) = open.pop()
        {
            gather(&mut lines, start, words);
        } else if words.starts_with('.') && lines.last().is_some_and(|last| fits(last, words)) {
            lines.last_mut().into_iter().for_each(|last| *last += words);
        } else {
            lines.push(line.to_owned());
        }
        if words.ends_with(['(', '[', '{']) && !words.starts_with("//") {
            open.push(lines.len() - 1);
        }
    }
    lines.join("\n") + "\n"
}

/// Whether a call of a method has room behind what it is called on. A pattern's `..` is none.
fn fits(last: &str, call: &str) -> bool {
    !call.starts_with("..") && last.chars().count() + call.chars().count() <= WIDTH
}

/// Closes the bracket that line `start` opens.
fn gather(lines: &mut Vec<String>, start: usize, closing: &str) {
    let indent = lines[start].len() - lines[start].trim_start().len();
    let margin = " ".repeat(indent);
    // A call that was moved up has its arguments where they were.
    let depth = |line: &String| line.len() - line.trim_start().len();
    let excess = lines[start + 1..].iter().map(depth).min().map_or(0, |least| least.saturating_sub(indent + 4));
    lines[start + 1..].iter_mut().for_each(|line| *line = line.split_off(excess));
    let inner = &lines[start + 1..];
    let ends = |line: &String| line.ends_with(',') || line.trim() == "..";
    let is_item = |line: &String| ends(line) && !line.contains("//") && !line.contains(" => ");
    let is_list = !inner.is_empty() && inner.iter().all(is_item);
    if !is_list {
        return lines.push(margin + closing);
    }
    let items: Vec<&str> = inner.iter().map(|line| line.trim()).collect();
    let text = items.join(" ");
    let is_tuple = items.len() == 1 && lines[start].trim().len() == 1;
    let text = text.strip_suffix(',').filter(|_| !is_tuple).unwrap_or(&text);
    let is_import = lines[start].trim_start().starts_with("use ");
    let space = if lines[start].ends_with('{') && !is_import { " " } else { "" };
    let whole = format!("{}{space}{text}{space}{closing}", lines[start]);
    if whole.chars().count() <= WIDTH {
        lines.truncate(start);
        return lines.push(whole);
    }
    // What is nested and has lines of its own is left as it is.
    if inner.iter().any(|line| depth(line) != indent + 4) {
        return lines.push(margin + closing);
    }
    let mut filled: Vec<String> = Vec::new();
    for item in items {
        match filled.last_mut() {
            Some(line) if line.chars().count() + 1 + item.chars().count() <= WIDTH => *line += &format!(" {item}"),
            _ => filled.push(format!("{margin}    {item}")),
        }
    }
    lines.truncate(start + 1);
    lines.extend(filled);
    lines.push(margin + closing);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_fill_lines_and_blocks_stay() {
        let long = |n: usize| "a".repeat(n) + ",";
        let call = |items: &[String]| format!("    call(\n        {}\n    );\n", items.join("\n        "));
        assert_eq!(widened(&call(&["x,".into(), "y,".into()])), "    call(x, y);\n");
        let two = call(&[long(60), long(40), long(30)]);
        assert_eq!(widened(&two), call(&[format!("{} {}", long(60), long(40)), long(30)]));
        let rest = "let A {\n    b,\n    ..\n} = a\n    .b()\n    .c();\n";
        assert_eq!(widened(rest), "let A { b, .. } = a.b().c();\n");
        let nested = "f(\n    A {\n        b: 1,\n        c: [\n            2,\n        ],\n    },\n);\n";
        assert_eq!(widened(nested), "f(A { b: 1, c: [2] });\n");
        for kept in
            ["if a {\n    b;\n}\n", "fn f(\n    a: A, // why\n) {}\n", "match a {\n    0 => b,\n    _ => {}\n}\n"]
        {
            assert_eq!(widened(kept), kept);
        }
    }

    #[test]
    fn what_is_moved_up_takes_its_arguments_along() {
        let long = "a".repeat(100);
        let call = format!(
            "    x = b\n        .c(\n            {long},\n            |x| {{\n                y;\n            }},\n        );\n"
        );
        let expected = format!("    x = b.c(\n        {long},\n        |x| {{\n            y;\n        }},\n    );\n");
        assert_eq!(widened(&call), expected);
    }

    #[test]
    fn imports_tuples_and_comments_keep_their_meaning() {
        assert_eq!(widened("use a::{\n    b, c,\n};\n"), "use a::{b, c};\n");
        assert_eq!(widened("(\n    a,\n)\n"), "(a,)\n");
        let text = "/// a list (\nf(\n    a,\n);\n";
        assert_eq!(widened(text), "/// a list (\nf(a);\n");
    }

    #[test]
    fn a_match_of_expressions_stays() {
        let kept = "match a {\n    0 => b,\n    _ => c,\n}\n";
        assert_eq!(widened(kept), kept);
    }
}
