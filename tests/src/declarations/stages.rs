//! A declaration through every stage of the compiler, with the time of each.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use flow_compiler::diag::Diagnostics;
use flow_compiler::emit::Dependencies;
use flow_compiler::front::{tokens, yaml};
use flow_compiler::spec::Spec;
use flow_compiler::vocabulary::Support;
use flow_compiler::{check, compile};
use proc_macro2::{TokenStream, TokenTree};

use super::Declaration;

/// The verdict of the check on a declaration while it is drawn.
pub(super) enum Judged {
    /// Nothing is wrong; what `x` can be.
    Accepted(Support),
    /// It has a mistake.
    Refused,
    /// The compiler failed.
    Panicked,
}

/// Returns the verdict of the check alone.
pub(super) fn judge(one: &Declaration) -> Judged {
    judged(one, |spec| check::check(spec).map(|flow| flow.support))
}

/// Returns the verdict of everything that can refuse a declaration.
pub(super) fn judge_all(one: &Declaration) -> Judged {
    judged(one, |spec| compile(spec).map(|compiled| compiled.flow().support))
}

fn judged(one: &Declaration, says: impl Fn(&Spec) -> Result<Support, Diagnostics>) -> Judged {
    match catch_unwind(AssertUnwindSafe(|| read_tokens(&one.tokens()).and_then(|spec| says(&spec)))) {
        Ok(Ok(support)) => Judged::Accepted(support),
        Ok(Err(_)) => Judged::Refused,
        Err(_) => Judged::Panicked,
    }
}

fn read_tokens(text: &str) -> Result<Spec, Diagnostics> {
    tokens::parse(text.parse().unwrap_or_else(|error| panic!("{error}: {text}")))
}

/// The stages, in their order.
pub const STAGES: [&str; 6] = ["read", "check and lower", "plan and emit", "read again", "explain", "crate"];

/// The stack of a thread that runs declarations: as large as that of rustc, in which `flow!` expands.
pub const STACK: usize = 8 << 20;

/// How many of them lead to tokens.
const TO_TOKENS: usize = 3;

/// How far a declaration went.
pub struct Run {
    /// How it ended.
    pub end: End,
    /// The time of each stage that was reached.
    pub times: Vec<Duration>,
}

/// How a run ends.
pub enum End {
    /// Through all stages: how many tokens were emitted.
    Emitted(usize),
    /// Mistakes that were reported.
    Refused(Vec<String>),
    /// A fault of the compiler: the stage and what it said.
    Failed(&'static str, String),
}

impl Run {
    /// The time up to tokens.
    pub fn to_tokens(&self) -> Duration {
        self.times.iter().take(TO_TOKENS).sum()
    }
}

/// Runs a declaration through the stages up to tokens, or through all of them: printing a crate takes the longest.
pub fn run(one: &Declaration, whole: bool) -> Run {
    let mut walk = Walk { times: Vec::new() };
    let end = match walk.go(one, whole) {
        Ok(size) => End::Emitted(size),
        Err(end) => end,
    };
    Run { end, times: walk.times }
}

struct Walk {
    times: Vec<Duration>,
}

impl Walk {
    fn go(&mut self, one: &Declaration, whole: bool) -> Result<usize, End> {
        let (macro_text, yaml_text) = (one.tokens(), one.yaml());
        let specs = self.stage(|| Ok((read_tokens(&macro_text)?, yaml::parse(&yaml_text)?)))?;
        let compiled = self.stage(|| {
            // A crate is made of what stands in YAML.
            let other = check::check(&specs.0)?;
            let compiled = compile(&specs.1)?;
            assert_eq!(other.hash(), compiled.architecture_hash(), "the two spellings are not one flow");
            Ok(compiled)
        })?;
        let tokens = self.stage(|| Ok(compiled.expand(false)))?;
        let count = count(tokens.clone());
        if !whole {
            return Ok(count);
        }
        self.stage(|| {
            read_again(tokens);
            Ok(())
        })?;
        self.stage(|| {
            compiled.explain(None);
            Ok(())
        })?;
        self.stage(|| {
            compiled.crate_files(Dependencies::both("\"0.1\"")).iter().for_each(|(path, text)| re_read(path, text));
            Ok(())
        })?;
        Ok(count)
    }

    fn stage<T>(&mut self, work: impl FnOnce() -> Result<T, Diagnostics>) -> Result<T, End> {
        let name = STAGES[self.times.len()];
        let start = clock();
        let result = catch_unwind(AssertUnwindSafe(work));
        self.times.push(clock().saturating_sub(start));
        match result {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(errors)) => Err(End::Refused(errors.iter().map(|e| e.message.clone()).collect())),
            Err(cause) => {
                let text = cause.downcast_ref::<String>().cloned();
                let text = text.or_else(|| cause.downcast_ref::<&str>().map(ToString::to_string));
                Err(End::Failed(name, text.unwrap_or_default()))
            }
        }
    }
}

/// The time that this thread has had a processor: what another program does at the time does not count. Where the system does not say,
/// the time that has passed.
fn clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Reads the type and its program again.
fn read_again(tokens: TokenStream) {
    if let Err(error) = syn::parse2::<syn::File>(tokens) {
        panic!("what is emitted is no Rust: {error}");
    }
}

fn count(tokens: TokenStream) -> usize {
    let of = |token| if let TokenTree::Group(group) = token { 2 + count(group.stream()) } else { 1 };
    tokens.into_iter().map(of).sum()
}

/// Reads a file of a crate again.
fn re_read(path: &str, text: &str) {
    if path.ends_with(".rs")
        && let Err(error) = syn::parse_file(text)
    {
        panic!("{path} of the crate is no Rust: {error}");
    }
}
