//! The work of a loop, told without names: equal texts are equal work.
//!
//! Two loops do the same where one becomes the other by other names of buffers and values, and by
//! another order of what does not depend on each other.

use std::collections::BTreeMap;

use crate::digest::digest;
use crate::plan::{BufferId, Formula, Loop, Mode, Operand, Plan, Store};
use crate::shape::Index;

/// How often buffers are told apart by their uses, and values by their buffers: a second time also
/// by the other buffers that are used beside them.
const ROUNDS: usize = 2;

/// A loop by its work alone.
pub struct Work {
    /// Its lines, with numbers for names of values and buffers.
    pub text: String,
    /// The buffers, in the order of their numbers.
    pub buffers: Vec<BufferId>,
}

impl Work {
    /// The work of a loop of a plan, whose kind has its tables at these places.
    pub fn of(plan: &Plan, tables: &[usize], body: &Loop) -> Self {
        let seen = Seen { plan, tables, body };
        let hashes = seen.hashes();
        Numbering { seen, hashes, lines: BTreeMap::new(), buffers: Vec::new(), text: Vec::new() }.run()
    }
}

/// A loop and what its indices mean.
#[derive(Clone, Copy)]
struct Seen<'n> {
    plan: &'n Plan,
    tables: &'n [usize],
    body: &'n Loop,
}

/// A loop while its values and buffers are numbered.
struct Numbering<'n> {
    seen: Seen<'n>,
    hashes: Vec<String>,
    lines: BTreeMap<usize, usize>,
    buffers: Vec<BufferId>,
    text: Vec<String>,
}

impl Numbering<'_> {
    fn run(mut self) -> Work {
        let mut stores: Vec<(String, usize, &Store)> = self
            .seen
            .body
            .stores
            .iter()
            .enumerate()
            .map(|(k, store)| (self.hash(k, store), self.earlier(k), store))
            .collect();
        stores.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        for (_, earlier, store) in stores {
            let operands: Vec<String> = store.operands().map(|operand| self.operand(operand)).collect();
            let (buffer, index) = (self.buffer(store.buffer), self.seen.index(Some(&store.index)));
            let row = if store.mode == Mode::Reduce { String::new() } else { index };
            self.text.push(format!("{:?} {earlier} {buffer} [{row}] {}", store.mode, operands.join(" ")));
        }
        let Loop { rows, span, own_row, .. } = self.seen.body;
        let text = format!("{rows} {span:?} {own_row}\n{}", self.text.join("\n"));
        Work { text, buffers: self.buffers }
    }

    /// How many stores to its buffer are before a store: they keep their order.
    fn earlier(&self, k: usize) -> usize {
        let stores = &self.seen.body.stores;
        stores[..k].iter().filter(|other| other.buffer == stores[k].buffer).count()
    }

    /// A store without the name of its buffer.
    fn hash(&self, k: usize, store: &Store) -> String {
        let earlier = self.earlier(k);
        let operands: Vec<String> = store.operands().map(|operand| hash_of(&self.hashes, operand)).collect();
        let index = self.seen.index(Some(&store.index));
        digest([format!("{:?} {earlier} {index} {}", store.mode, operands.join(" ")).as_bytes()])
    }

    fn buffer(&mut self, buffer: BufferId) -> String {
        let k = self.buffers.iter().position(|known| *known == buffer).unwrap_or_else(|| {
            self.buffers.push(buffer);
            self.buffers.len() - 1
        });
        format!("b{k} {}", self.seen.kind_of(buffer))
    }

    fn operand(&mut self, operand: Operand) -> String {
        match operand {
            Operand::Number(n) => format!("{n:?}"),
            Operand::Line(k) => format!("v{}", self.line(k)),
        }
    }

    /// The number of a value, after the values that it reads have theirs.
    fn line(&mut self, k: usize) -> usize {
        if let Some(number) = self.lines.get(&k) {
            return *number;
        }
        let body = self.seen.body;
        let formula = &body.lines[k].formula;
        let operands: Vec<String> = operands(k, formula).into_iter().map(|operand| self.operand(operand)).collect();
        let source = match formula {
            Formula::Read(buffer, at) => format!("{} [{}]", self.buffer(*buffer), self.seen.index(at.as_ref())),
            _ => String::new(),
        };
        self.text.push(format!("{} {source} {}", operation(formula), operands.join(" ")));
        let number = self.lines.len();
        self.lines.insert(k, number);
        number
    }
}

impl Seen<'_> {
    /// The values of the loop without names: equal ones have equal texts. Buffers are told apart by
    /// how they are used, and values by the buffers that they come from.
    fn hashes(&self) -> Vec<String> {
        let mut colors: BTreeMap<BufferId, String> = BTreeMap::new();
        let mut hashes = self.values(&colors);
        for _ in 0..ROUNDS {
            colors = self.colors(&hashes);
            hashes = self.values(&colors);
        }
        hashes
    }

    /// The values, where buffers are known by these colors.
    fn values(&self, colors: &BTreeMap<BufferId, String>) -> Vec<String> {
        let mut hashes: Vec<String> = Vec::new();
        for (k, line) in self.body.lines.iter().enumerate() {
            let operands = operands(k, &line.formula).into_iter().map(|operand| hash_of(&hashes, operand));
            let operands: Vec<String> = operands.collect();
            let source = match &line.formula {
                Formula::Read(buffer, at) => {
                    let color = colors.get(buffer).map_or("", String::as_str);
                    format!("{} {color} {}", self.kind_of(*buffer), self.index(at.as_ref()))
                }
                _ => String::new(),
            };
            let text = format!("{} {source} {}", operation(&line.formula), operands.join(" "));
            hashes.push(digest([text.as_bytes()]));
        }
        hashes
    }

    /// The buffers by what becomes of the numbers that are read from them.
    fn colors(&self, hashes: &[String]) -> BTreeMap<BufferId, String> {
        let mut uses: Vec<Vec<String>> = vec![Vec::new(); hashes.len()];
        let mut note = |operand: Operand, of: String| {
            if let Operand::Line(k) = operand {
                uses[k].push(of);
            }
        };
        for store in &self.body.stores {
            let (mode, index) = (store.mode, self.index(Some(&store.index)));
            let all: Vec<String> = store.operands().map(|operand| hash_of(hashes, operand)).collect();
            for (place, operand) in store.operands().enumerate() {
                note(operand, format!("{mode:?} {index} {place} {}", all.join(" ")));
            }
        }
        let mut read: BTreeMap<BufferId, Vec<String>> = BTreeMap::new();
        for (k, line) in self.body.lines.iter().enumerate().rev() {
            uses[k].sort();
            let used = digest(uses[k].iter().map(String::as_bytes));
            for (place, operand) in operands(k, &line.formula).into_iter().enumerate() {
                if let Operand::Line(of) = operand {
                    uses[of].push(format!("{place} {} {used}", hashes[k]));
                }
            }
            if let Formula::Read(buffer, at) = &line.formula {
                read.entry(*buffer).or_default().push(format!("{} {used}", self.index(at.as_ref())));
            }
        }
        let color = |(buffer, mut uses): (BufferId, Vec<String>)| {
            uses.sort();
            (buffer, digest(uses.iter().map(String::as_bytes)))
        };
        read.into_iter().map(color).collect()
    }

    /// Rows that an index names; those of a table with its place among the layer's tables.
    fn index(&self, index: Option<&Index>) -> String {
        match index {
            Some(index @ Index::Table { id, .. }) => format!("{index:?} {}", self.tables[id.0]),
            Some(index) => format!("{index:?}"),
            None => String::new(),
        }
    }

    /// Numbers of each sample or numbers that all share.
    fn kind_of(&self, buffer: BufferId) -> &'static str {
        if self.plan.buffer(buffer).place.is_per_lane() { "of lanes" } else { "shared" }
    }
}

fn hash_of(hashes: &[String], operand: Operand) -> String {
    match operand {
        Operand::Number(n) => format!("{n:?}"),
        Operand::Line(k) => hashes[k].clone(),
    }
}

/// The operands of a value; a slope that the line before has made reads that line.
fn operands(k: usize, formula: &Formula) -> Vec<Operand> {
    if *formula == Formula::SlopeOfTanh { vec![Operand::Line(k - 1)] } else { formula.operands() }
}

/// An operation without its operands.
fn operation(formula: &Formula) -> String {
    match formula {
        Formula::Leaf => "leaf".into(),
        Formula::Read(..) => "read".into(),
        Formula::Unary(op, _) => format!("{op:?}"),
        Formula::Binary(op, ..) => format!("{op:?}"),
        Formula::MultiplyAdd { subtracted, .. } => format!("multiply_add {subtracted}"),
        Formula::TanhSech2(_) => "tanh".into(),
        Formula::SlopeOfTanh => "sech2".into(),
        Formula::Select(..) => "select".into(),
        Formula::Root(_, equation) => {
            let captured: Vec<usize> = equation.captured.iter().map(|(line, _)| *line).collect();
            let lines: Vec<&Formula> = equation.lines.iter().map(|line| &line.formula).collect();
            let of = (equation.value, equation.slope, equation.increasing);
            format!("root {captured:?} {lines:?} {of:?}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Binary, Unary};
    use crate::plan::{Buffer, Line, Place};

    fn plan(buffers: usize) -> Plan {
        let buffer = |k: usize| Buffer { name: format!("b{k}"), rows: 4, place: Place::Scratch(k) };
        Plan {
            name: "f".into(),
            doc: String::new(),
            per_lane: true,
            buffers: (0..buffers).map(buffer).collect(),
            slots: vec![4; buffers],
            tape: vec![],
            steps: vec![],
        }
    }

    fn of(formulas: Vec<Formula>, stores: &[(usize, usize)]) -> Loop {
        let line = |(k, formula): (usize, Formula)| Line { name: format!("v{k}"), labelled: false, formula };
        let store = |&(k, b): &(usize, usize)| Store::write(Operand::Line(k), BufferId(b), Index::range(0, 4));
        Loop {
            rows: 4,
            lines: formulas.into_iter().enumerate().map(line).collect(),
            stores: stores.iter().map(store).collect(),
            ..Loop::default()
        }
    }

    fn read(buffer: usize, start: usize) -> Formula {
        Formula::Read(BufferId(buffer), Some(Index::range(start, 4)))
    }

    fn exp(k: usize) -> Formula {
        Formula::Unary(Unary::Exp, Operand::Line(k))
    }

    fn less(a: usize, b: usize) -> Formula {
        Formula::Binary(Binary::Less, Operand::Line(a), Operand::Line(b))
    }

    fn masked(condition: usize, k: usize) -> Formula {
        Formula::Select(Operand::Line(condition), Operand::Line(k), Operand::Number(0.0))
    }

    #[test]
    fn order_and_names_do_not_matter() {
        // e^a and −b, in both orders and with other buffers.
        let one =
            of(vec![read(0, 0), exp(0), read(1, 2), Formula::Unary(Unary::Neg, Operand::Line(2))], &[(1, 2), (3, 3)]);
        let other =
            of(vec![read(3, 2), Formula::Unary(Unary::Neg, Operand::Line(0)), read(2, 0), exp(2)], &[(1, 1), (3, 0)]);
        let (plan, tables) = (plan(4), []);
        let (one, other) = (Work::of(&plan, &tables, &one), Work::of(&plan, &tables, &other));
        assert_eq!(one.text, other.text);
        let pairs: BTreeMap<usize, usize> = one.buffers.iter().zip(&other.buffers).map(|(a, b)| (a.0, b.0)).collect();
        assert_eq!(pairs, BTreeMap::from([(0, 2), (1, 3), (2, 0), (3, 1)]));
    }

    #[test]
    fn the_buffer_that_is_compared_is_told_from_those_that_are_only_chosen() {
        // Where x < a, both a and b are stored; in one order or the other.
        let loops = [[1, 2], [2, 1]].map(|[a, b]| {
            let lines = vec![read(0, 0), read(1, 0), read(2, 0), less(0, a), masked(3, a), masked(3, b)];
            of(lines, if a == 1 { &[(4, 3), (5, 4)] } else { &[(5, 3), (4, 4)] })
        });
        let [one, other] = loops.map(|body| Work::of(&plan(5), &[], &body).text);
        assert_eq!(one, other);
    }

    #[test]
    fn sums_into_one_row_keep_their_order() {
        let text = |[a, b]: [usize; 2]| {
            let mut body = of(vec![read(0, 0), exp(0)], &[(a, 1), (b, 1)]);
            body.stores.iter_mut().for_each(|store| store.mode = Mode::Add);
            Work::of(&plan(2), &[], &body).text
        };
        assert_ne!(text([0, 1]), text([1, 0]));
    }

    #[test]
    fn other_rows_other_buffers_and_other_numbers_are_other_work() {
        let (plan, tables) = (plan(4), []);
        let text = |body: &Loop| Work::of(&plan, &tables, body).text;
        let sum = |a, b| Formula::Binary(Binary::Add, Operand::Line(a), Operand::Line(b));
        let base = of(vec![read(0, 0), read(1, 0), sum(0, 1)], &[(2, 2)]);
        let others = [
            of(vec![read(0, 0), read(1, 1), sum(0, 1)], &[(2, 2)]),
            of(vec![read(0, 0), read(0, 0), sum(0, 1)], &[(2, 2)]),
            of(vec![read(0, 0), read(1, 0), sum(0, 1)], &[(2, 2), (2, 3)]),
            of(vec![read(0, 0), exp(0), sum(0, 1)], &[(2, 2)]),
            Loop { rows: 3, ..base.clone() },
        ];
        others.iter().for_each(|other| assert_ne!(text(&base), text(other)));
    }
}
