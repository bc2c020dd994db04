//! Declarations drawn at random through every stage of the compiler:
//! `cargo run -p flow-tests --example declarations -- --count 20000 --seed 1`.
//!
//! It prints how many were accepted, refused (by reason) and failed (each with its seed and a smaller declaration that fails alike),
//! and those that took longest. It exits with 1 where any failed, or took longer than `--limit` seconds to tokens.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use flow_tests::declarations::stages::{End, Run, STACK, STAGES, run};
use flow_tests::declarations::{Declaration, shrink};

/// How many of the slowest are shown.
const SLOWEST: usize = 10;

/// After how long a declaration is named that has not ended.
const LONG: Duration = Duration::from_secs(30);

/// The options of the command line.
struct Options {
    count: u64,
    seed: u64,
    /// One of so many declarations becomes a crate.
    crates: u64,
    threads: usize,
    limit: f64,
    show: bool,
    /// True if each seed is named before it is run: a stack that overflows ends the process.
    trace: bool,
}

/// The findings of all runs.
#[derive(Default)]
struct Found {
    accepted: u64,
    refused: u64,
    reasons: BTreeMap<String, (u64, u64)>,
    /// Stage and message, with digits left out; seeds and texts.
    failures: BTreeMap<String, Vec<(u64, String)>>,
    slowest: Vec<(Duration, u64, Vec<Duration>)>,
    sum: [Duration; STAGES.len()],
    densest: (usize, u64),
}

fn main() -> ExitCode {
    let options = options();
    if options.show {
        let one = Declaration::new(options.seed);
        println!("{}\n{}", one.tokens(), one.yaml());
        report(&run(&one, true));
        return ExitCode::SUCCESS;
    }
    // Failures are told at the end.
    std::panic::set_hook(Box::new(|_| {}));
    let found = Arc::new(Mutex::new(Found::default()));
    let (next, end) = (AtomicU64::new(options.seed), options.seed + options.count);
    let start = Instant::now();
    let at: Vec<AtomicU64> = (0..options.threads).map(|_| AtomicU64::new(end)).collect();
    std::thread::scope(|scope| {
        for at in &at {
            let work = || {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    at.store(seed.min(end), Ordering::Relaxed);
                    if seed >= end {
                        break;
                    }
                    one_of(seed, &options, &found);
                }
            };
            let thread = std::thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, work).expect("a thread can be started");
        }
        watch(&at, &next, end);
    });
    let found = found.lock().expect("no thread failed");
    tell(&found, &options, start.elapsed())
}

/// Names the declarations that take very long, for one of them may never end.
fn watch(at: &[AtomicU64], next: &AtomicU64, end: u64) {
    let seeds = || at.iter().map(|at| at.load(Ordering::Relaxed)).collect::<Vec<_>>();
    let mut before = Vec::new();
    let mut start = Instant::now();
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let now = seeds();
        if now.iter().all(|seed| *seed == end) && next.load(Ordering::Relaxed) >= end {
            return;
        }
        if now != before {
            (before, start) = (now, Instant::now());
        } else if start.elapsed() > LONG {
            println!("for {} s: seeds {now:?}", start.elapsed().as_secs());
            start = Instant::now();
        }
    }
}

fn options() -> Options {
    let mut options = Options { count: 1000, seed: 1, crates: 10, threads: 1, limit: 2.0, show: false, trace: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(flag) = arguments.next() {
        if flag == "--show" || flag == "--trace" {
            (options.show, options.trace) = (options.show || flag == "--show", options.trace || flag == "--trace");
            continue;
        }
        let value = arguments.next().unwrap_or_else(|| panic!("`{flag}` needs a number"));
        let whole = || value.parse().unwrap_or_else(|_| panic!("`{flag}` is {value}, expected a number"));
        match flag.as_str() {
            "--count" => options.count = whole(),
            "--seed" => options.seed = whole(),
            "--crates" => options.crates = whole(),
            "--threads" => options.threads = whole() as usize,
            "--limit" => options.limit = whole() as f64,
            _ => panic!("there is no `{flag}`: --count, --seed, --crates, --threads, --limit, --show, --trace"),
        }
    }
    options
}

fn report(run: &Run) {
    match &run.end {
        End::Emitted(tokens) => println!("accepted: {tokens} tokens"),
        End::Refused(errors) => println!("refused: {}", errors.join("\n         ")),
        End::Failed(stage, message) => println!("failed: {stage}: {message}"),
    }
    run.times.iter().zip(STAGES).for_each(|(time, stage)| println!("{:>8.1} ms {stage}", 1e3 * time.as_secs_f64()));
}

fn one_of(seed: u64, options: &Options, found: &Mutex<Found>) {
    // Each text that is read is kept for its spans.
    proc_macro2::extra::invalidate_current_thread_spans();
    if options.trace {
        eprintln!("{seed}");
    }
    let one = Declaration::new(seed);
    let run = run(&one, options.crates > 0 && seed.is_multiple_of(options.crates));
    let failure = if let End::Failed(stage, message) = &run.end { Some(kind(stage, message)) } else { None };
    let is_new = |kind: &String| found.lock().expect("no thread failed").failures.get(kind).is_none_or(|f| f.len() < 3);
    let small = failure.as_ref().filter(|kind| is_new(kind)).map(|kind| {
        shrink(&one, |smaller| matches!(&again(smaller).end, End::Failed(s, m) if self::kind(s, m) == *kind))
    });
    let mut found = found.lock().expect("no thread failed");
    run.times.iter().zip(&mut found.sum).for_each(|(time, sum)| *sum += *time);
    found.slowest.push((run.to_tokens(), seed, run.times));
    found.slowest.sort_by_key(|slow| std::cmp::Reverse(slow.0));
    found.slowest.truncate(SLOWEST);
    match run.end {
        End::Emitted(tokens) => {
            found.accepted += 1;
            found.densest = found.densest.max((tokens / one.weight(), seed));
        }
        End::Refused(errors) => {
            found.refused += 1;
            let reason = errors.first().map_or(String::new(), |e| without_names(e));
            found.reasons.entry(reason).or_insert((0, seed)).0 += 1;
        }
        End::Failed(..) => {
            let text = small.map_or(String::new(), |small| small.tokens());
            println!("seed {seed} failed: {}\n{text}", failure.as_deref().unwrap_or_default());
            found.failures.entry(failure.unwrap_or_default()).or_default().push((seed, text));
        }
    }
}

fn again(one: &Declaration) -> Run {
    proc_macro2::extra::invalidate_current_thread_spans();
    run(one, true)
}

/// A failure without what differs from one declaration to the next.
fn kind(stage: &str, message: &str) -> String {
    let text: String = message.chars().filter(|c| !c.is_ascii_digit()).take(160).collect();
    format!("{stage}: {}", text.lines().next().unwrap_or_default())
}

/// A message without the names and numbers in it.
fn without_names(message: &str) -> String {
    let quoted = message.split('`').enumerate().map(|(k, part)| if k % 2 == 1 { "…" } else { part });
    let text: String = quoted.collect::<Vec<_>>().join("`");
    text.chars().filter(|c| !c.is_ascii_digit()).take(110).collect()
}

fn tell(found: &Found, options: &Options, wall: Duration) -> ExitCode {
    let failed: usize = found.failures.values().map(Vec::len).sum();
    println!(
        "{} declarations from seed {}: {} accepted, {} refused, {failed} failed; {:.0} s on {} threads",
        options.count,
        options.seed,
        found.accepted,
        found.refused,
        wall.as_secs_f64(),
        options.threads
    );
    let mut reasons: Vec<_> = found.reasons.iter().collect();
    reasons.sort_by(|a, b| b.1.cmp(a.1));
    println!("\nrefused, by reason (with a seed):");
    reasons.iter().for_each(|(reason, (count, seed))| println!("{count:>6} {reason} ({seed})"));
    println!("\nfailed, by kind:");
    for (kind, all) in &found.failures {
        println!("{:>6} {kind}", all.len());
        if let Some((seed, text)) = all.iter().filter(|(_, text)| !text.is_empty()).min_by_key(|(_, text)| text.len()) {
            println!("seed {seed}:\n{text}");
        }
    }
    println!("\nseconds of each stage:");
    STAGES.iter().zip(found.sum).for_each(|(stage, sum)| println!("{:>9.1} {stage}", sum.as_secs_f64()));
    println!("\nslowest to tokens:");
    for (time, seed, times) in &found.slowest {
        let each: Vec<String> = times.iter().map(|t| format!("{:.0}", 1e3 * t.as_secs_f64())).collect();
        println!("{:>8.3} s seed {seed} ({} ms)", time.as_secs_f64(), each.join(" + "));
    }
    println!("\nmost tokens for a value written: {} (seed {})", found.densest.0, found.densest.1);
    let slow = found.slowest.first().is_some_and(|(time, ..)| time.as_secs_f64() > options.limit);
    if failed > 0 || slow { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
