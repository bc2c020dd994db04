//! The text form of plans.

use std::fmt::Write;

use super::kind::KindPlan;
use super::step::{BufferId, Degree, Formula, Loop, Mode, Operand, Plan, Product, Step};
use crate::ir::{Binary, Unary};
use crate::shape::Index;

/// The text of all plans of a kind.
pub fn kind(plan: &KindPlan) -> String {
    let mut text = format!(
        "kind {}: {} parameters, {} prepared, {} uniform cotangents\n",
        plan.name, plan.parameters, plan.prepared, plan.uniforms
    );
    for p in [&plan.prepare].into_iter().chain(plan.of_samples()).chain([&plan.uniform_vjp]) {
        text.push_str(&self::plan(p));
    }
    for shared in plan.shared.iter().filter(|shared| shared.functions.len() > 1) {
        let names: Vec<&str> =
            shared.functions.iter().filter_map(|id| plan.plan(*id)).map(|p| p.name.as_str()).collect();
        let _ = writeln!(text, "  same: {}", names.join(", "));
    }
    for direction in [&plan.density].into_iter().chain(&plan.sampling) {
        for reduction in direction.reverse.iter().flat_map(|r| &r.reductions) {
            let _ = writeln!(text, "  reduce {}: {reduction:?}", direction.apply.name);
        }
    }
    text
}

/// The text of one plan.
pub fn plan(plan: &Plan) -> String {
    let mut text = format!("plan {}  // {}\n", plan.name, plan.doc);
    let used: Vec<BufferId> = plan.steps.iter().flat_map(super::step::touches).collect();
    for (i, buffer) in plan.buffers.iter().enumerate() {
        if used.contains(&BufferId(i)) {
            let _ = writeln!(text, "  buffer {} [{}] {:?}", buffer.name, buffer.rows, buffer.place);
        }
    }
    for step in &plan.steps {
        print_step(plan, step, &mut text);
    }
    text
}

fn print_step(plan: &Plan, step: &Step, text: &mut String) {
    let name = |b: BufferId| plan.buffer(b).name.as_str();
    let _ = match step {
        Step::Product(p) => writeln!(text, "  {} = {}  // {} × {}", name(p.out), product(plan, p), p.rows, p.columns),
        Step::Clear(b) => writeln!(text, "  {} = 0", name(*b)),
        Step::Pack { from, to, transposed, .. } => {
            writeln!(text, "  {} = pack{}({})", name(*to), if *transposed { "_transposed" } else { "" }, name(*from))
        }
        Step::Copy { from, from_row, to, to_row, rows } => {
            let range = |start: &usize| format!("{start}..{}", start + rows);
            writeln!(text, "  {}[{}] = {}[{}]", name(*to), range(to_row), name(*from), range(from_row))
        }
        Step::Dropout { out, rate, .. } => writeln!(text, "  {} = dropout at {rate}", name(*out)),
        Step::TriangularSolve { out, matrix, diagonal, right, transposed, .. } => {
            let transposed = if *transposed { "ᵀ" } else { "" };
            let (matrix, diagonal) = (name(*matrix), name(*diagonal));
            writeln!(text, "  {} = ({diagonal} + {matrix}{transposed})⁻¹ · {}", name(*out), name(*right))
        }
        Step::TriangularInverse { out, matrix, diagonal, .. } => {
            let diagonal = diagonal.map_or("1", name);
            writeln!(text, "  {} = ({diagonal} + {})⁻¹", name(*out), name(*matrix))
        }
        Step::AddOuter { out, a, b, .. } => writeln!(text, "  {} += {} ⊗ {}", name(*out), name(*a), name(*b)),
        Step::Transpose { from, to, .. } => writeln!(text, "  {} = transpose({})", name(*to), name(*from)),
        Step::WindowLevel { product: p, .. } => writeln!(text, "  {}[level] = {}", name(p.out), product(plan, p)),
        Step::Along(a) => {
            let lines = a.span.map_or(String::new(), |(_, at)| format!("[degree {}]", degree(at)));
            writeln!(text, "  {}{lines} = {}({}) × {}", name(a.out), a.op.name(), name(a.input), a.copies.times)
        }
        Step::Slab(p) => {
            let bias = p.bias.map_or(String::new(), |b| format!(" + {}", name(b)));
            let (activation, degree) = (p.activation.map_or("", Unary::name), degree(p.degree));
            let (out, matrix, input) = (name(p.out), name(p.matrix), name(p.input));
            writeln!(text, "  {out}[degree {degree}] = {activation}({matrix} · {input}{bias})")
        }
        Step::Levels { count, backwards, within, body } => {
            let backwards = if *backwards { "reversed " } else { "" };
            let _ = match within {
                true => writeln!(text, "  for level in {backwards}{count} level..{count} (level + 1)"),
                false => writeln!(text, "  for level in {backwards}0..{count}"),
            };
            body.iter().for_each(|step| print_step(plan, step, text));
            Ok(())
        }
        Step::RowEnd { levels, body } => {
            let _ = writeln!(text, "  after each {levels} levels, with level = level / {levels} - 1");
            body.iter().for_each(|step| print_step(plan, step, text));
            Ok(())
        }
        Step::Wanted { body } => {
            let _ = writeln!(text, "  where the result is wanted");
            body.iter().for_each(|step| print_step(plan, step, text));
            Ok(())
        }
        Step::Loop(body) => print_loop(plan, body, text),
    };
}

/// A product with what is fused into it.
fn product(plan: &Plan, p: &Product) -> String {
    let name = |b: BufferId| plan.buffer(b).name.as_str();
    let bias = p.bias.map_or(String::new(), |b| format!(" + {}", name(b)));
    let gate = p.gate.map_or(String::new(), |gate| format!(" where {} > 0", name(gate)));
    let at = if p.input_row > 0 { format!("[{}..]", p.input_row) } else { String::new() };
    let activation = p.activation.map_or("", Unary::name);
    format!("{activation}({} · {}{at}{bias}){gate}", name(p.panels), name(p.input))
}

fn print_loop(plan: &Plan, body: &Loop, text: &mut String) -> std::fmt::Result {
    match body.span {
        Some(_) if body.own_row => writeln!(text, "  for the level's row")?,
        Some((_, at)) => writeln!(text, "  for row of degree {}", degree(at))?,
        None => writeln!(text, "  for row in 0..{}", body.rows)?,
    }
    let operand = |o: Operand| match o {
        Operand::Line(i) => body.lines[i].name.clone(),
        Operand::Number(n) => format!("{n}"),
    };
    for line in &body.lines {
        let formula = match &line.formula {
            Formula::Read(b, None) => plan.buffer(*b).name.clone(),
            Formula::Read(b, Some(index)) => format!("{}[{}]", plan.buffer(*b).name, row(index)),
            Formula::Unary(op, a) => format!("{}({})", op.name(), operand(*a)),
            Formula::Binary(op, a, b) => format!("{} {} {}", operand(*a), Binary::symbol(*op), operand(*b)),
            Formula::Leaf => "…".into(),
            Formula::MultiplyAdd { factors: [a, b], addend, subtracted } => {
                let sign = if *subtracted { '-' } else { '+' };
                format!("multiply_add({} * {} {sign} {})", operand(*a), operand(*b), operand(*addend))
            }
            Formula::TanhSech2(a) => format!("tanh({}), with its slope", operand(*a)),
            Formula::SlopeOfTanh => "that slope".into(),
            Formula::Root(right, equation) => format!("root of {} terms = {}", equation.lines.len(), operand(*right)),
            Formula::Select(c, a, b) => format!("{} ? {} : {}", operand(*c), operand(*a), operand(*b)),
        };
        writeln!(text, "    {} = {formula}", line.name)?;
    }
    for store in &body.stores {
        let target = plan.buffer(store.buffer).name.as_str();
        let value = match store.times {
            Some(times) => format!("multiply_add({} * {})", operand(store.value), operand(times)),
            None => operand(store.value),
        };
        match store.mode {
            Mode::Write => writeln!(text, "    {target}[{}] = {value}", row(&store.index))?,
            Mode::Add => writeln!(text, "    {target}[{}] += {value}", row(&store.index))?,
            Mode::Reduce => writeln!(text, "    {target} += {value}")?,
        }
    }
    Ok(())
}

fn degree(degree: Degree) -> &'static str {
    match degree {
        Degree::Zero => "0",
        Degree::Level => "level",
        Degree::Above => "level + 1",
    }
}

fn row(index: &Index) -> String {
    match index {
        Index::Range { start: 0, step: 1, .. } => "row".into(),
        Index::Range { start, step: 1, .. } => format!("{start} + row"),
        Index::Range { start, step: -1, .. } => format!("{start} - row"),
        Index::Range { start: 0, step, .. } => format!("{step} row"),
        Index::Range { start, step, .. } => format!("{start} + {step} row"),
        Index::Blocks { start, stride, width, .. } => format!("{start} + {stride} (row / {width}) + row % {width}"),
        Index::Loops { start, loops } => {
            let mut terms: Vec<String> = (*start > 0).then(|| start.to_string()).into_iter().collect();
            terms.extend(index_terms(loops).into_iter().map(|(stride, digit)| match stride {
                1 => digit,
                stride => format!("{stride} ({digit})"),
            }));
            terms.join(" + ")
        }
        Index::Table { id, len, period } if len == period => format!("table {}[row]", id.0),
        Index::Table { id, period, .. } => format!("table {}[row % {period}] + row - row % {period}", id.0),
    }
}

/// The digits of a row's number that loops read, each with its stride.
fn index_terms(loops: &[(usize, isize)]) -> Vec<(isize, String)> {
    let mut below: usize = loops.iter().map(|(extent, _)| extent).product();
    let mut out = Vec::new();
    for (k, (extent, stride)) in loops.iter().enumerate() {
        below /= extent;
        let over = if below > 1 { format!("row / {below}") } else { "row".into() };
        let digit = if k > 0 { format!("{over} % {extent}") } else { over };
        if *stride != 0 {
            out.push((*stride, digit));
        }
    }
    out
}
