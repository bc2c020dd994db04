//! "Did you mean …?"
//!
//! A misspelt word is compared with the words that its slot knows by the Damerau–Levenshtein
//! distance (insertions, deletions, substitutions and swaps of neighbours). How many edits still
//! count as a misspelling grows with the length of the word.

/// Words longer than any name are not compared.
const LONGEST: usize = 64;

/// The candidate nearest to `word`, the first of equals, if it is near enough to be a misspelling
/// of it: within one edit for each three characters of the longer of the two. Case does not count.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = word.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let known: Vec<char> = candidate.chars().collect();
        let longer = typed.len().max(known.len());
        if longer > LONGEST {
            continue;
        }
        let edits = distance(&typed, &known);
        if edits <= longer / 3 && best.is_none_or(|(fewest, _)| edits < fewest) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The end of a message about an unknown word: `, did you mean …?`, or nothing where no candidate
/// is near.
#[must_use]
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |near| format!(", did you mean `{near}`?"))
}

/// Damerau–Levenshtein distance where no substring is edited twice: the table `d(i, j)` over
/// prefixes, of which three rows are kept.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let substituted = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = substituted.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 7] = ["relu", "tanh", "coupling", "standard_normal", "exp", "log", "mlp"];

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let table = [
            ("relo", Some("relu")),
            ("Relu", Some("relu")),
            ("tnah", Some("tanh")),
            ("couplng", Some("coupling")),
            ("copuling", Some("coupling")),
            ("standardnormal", Some("standard_normal")),
            ("stanard_nromal", Some("standard_normal")),
            ("mpl", Some("mlp")),
            ("gelu", Some("relu")),
            ("x", None),
            ("", None),
            ("spline", None),
            ("zebra", None),
            ("漢字", None),
        ];
        for (word, expected) in table {
            assert_eq!(nearest(word, WORDS), expected, "{word}");
        }
        assert_eq!(nearest(&"relu".repeat(1000), WORDS), None);
    }

    #[test]
    fn distances_by_hand() {
        let table = [
            ("", "", 0),
            ("ab", "ba", 1),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("ca", "abc", 3),
            ("abcd", "acbd", 1),
        ];
        for (a, b, expected) in table {
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(distance(&x, &y), expected, "{a} {b}");
            assert_eq!(distance(&y, &x), expected, "{b} {a}");
        }
    }

    #[test]
    fn messages() {
        assert_eq!(did_you_mean("relo", WORDS), ", did you mean `relu`?");
        assert_eq!(did_you_mean("zebra", ["a", "b"]), "");
    }
}
