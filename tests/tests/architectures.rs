//! The files of architectures are what their generator draws, and they hold every word of the catalog.
//!
//! `BLESS=1 cargo test -p flow-tests --test architectures` rewrites them; the tests beside this one then compile them.

use flow_compiler::catalog::bases;
use flow_compiler::catalog::conditioners;
use flow_compiler::catalog::layers;
use flow_compiler::catalog::transformers;
use flow_compiler::vocabulary::Static;
use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use flow_tests::architectures::{Architecture, COUNT, FILES, NOT_DRAWN, ROWS, USERS, file};
use flow_tests::doors::{from_tokens, from_yaml, right};

#[test]
fn the_files_are_what_the_generator_draws() {
    for (index, name) in FILES.iter().enumerate() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/architectures/{name}.rs"));
        let text = file(index);
        if env::var_os("BLESS").is_some() {
            fs::write(&path, &text).expect("the file can be written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == text, "{} is not what the generator draws; BLESS=1 rewrites it", path.display());
    }
}

#[test]
fn every_architecture_is_one_flow_in_both_spellings() {
    for number in 0..COUNT {
        let one = Architecture::new(number);
        let (tokens, yaml) = (one.tokens(), one.yaml());
        let (a, b) = (right(from_tokens(&tokens), &tokens), right(from_yaml(&yaml), &yaml));
        assert_eq!(a.architecture_hash(), b.architecture_hash(), "{yaml}");
    }
}

#[test]
fn sizes_depths_and_contexts_are_covered() {
    let all: Vec<Architecture> = (0..ROWS).map(Architecture::new).collect();
    let sizes: BTreeSet<usize> = all.iter().map(|a| a.size).collect();
    let depths: BTreeSet<usize> = all.iter().map(|a| a.layers).collect();
    assert!(sizes.into_iter().eq(1..=16) && depths.into_iter().eq(1..=8));
    let given = all.iter().filter(|a| a.context > 0).count();
    assert!((10..40).contains(&given), "{given} of {ROWS} have a context");
}

#[test]
fn every_word_of_the_catalog_is_drawn() {
    let all: Vec<Architecture> = (0..COUNT).map(Architecture::new).collect();
    let drawn: BTreeSet<&str> = all.iter().flat_map(|one| one.words()).collect();
    let lists: [&[Static]; 5] = [
        bases::BASES,
        layers::LAYERS,
        transformers::TRANSFORMERS,
        conditioners::CONDITIONERS,
        conditioners::MASKED_CONDITIONERS,
    ];
    let known = lists.into_iter().flatten().map(|word| word.name()).chain(USERS.iter().map(|user| user.name));
    let missing: Vec<&str> = known.filter(|name| !drawn.contains(name) && !NOT_DRAWN.contains(name)).collect();
    assert!(
        missing.is_empty(),
        "no architecture has {missing:?}: add them to `Draw`, or to `NOT_DRAWN` with the reason"
    );
}
