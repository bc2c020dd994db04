//! Maps of a few numbers, each an expression of its own: their determinant, and their inverse, one number after another where they
//! are triangular and by determinants where they are affine.

use std::collections::HashMap;

use super::inverse::root_of;
use super::proof::{self, no_jump};
use super::{Proof, Refusal};
use crate::ir::Expr;
use crate::ir::print::shown;
use crate::rules::jvp::{derivative, is_elementwise_in};
use crate::rules::normal::{expanded, sign};

/// The largest determinant that is written out.
const LARGEST_DETERMINANT: usize = 6;

/// `t = f(s)` with as many numbers on either side.
pub struct SmallMap<'g> {
    s: Vec<Expr<'g>>,
    t: Vec<Expr<'g>>,
    /// `slopes[j][i] = ∂tⱼ/∂sᵢ`
    slopes: Vec<Vec<Expr<'g>>>,
    /// Which equation gives which number, where each reads one that those before it do not give.
    in_turn: Option<Vec<(usize, usize)>>,
    /// The determinant is their product.
    factors: Vec<Expr<'g>>,
}

impl<'g> SmallMap<'g> {
    /// Derives the factors of the determinant, and proves that none vanishes.
    pub fn of(s: Vec<Expr<'g>>, t: Vec<Expr<'g>>, proof: Proof) -> Result<Self, Refusal> {
        let slopes: Vec<Vec<Expr>> = t.iter().map(|t| s.iter().map(|s| derivative(*t, *s)).collect()).collect();
        let in_turn = in_turn(&s, &t);
        let factors = match &in_turn {
            Some(pairs) => pairs.iter().map(|(j, i)| slopes[*j][*i]).collect(),
            None if s.len() > LARGEST_DETERMINANT => {
                return Err(Refusal::new(format!(
                    "all elements are mixed through {} numbers, each of which needs all others: the largest determinant that is \
                     derived has {LARGEST_DETERMINANT} rows",
                    s.len()
                )));
            }
            None => {
                let all: Vec<usize> = (0..s.len()).collect();
                vec![expanded(Determinants::new(&slopes).of(&all, &all))]
            }
        };
        let map = SmallMap { s, t, slopes, in_turn, factors };
        if proof == Proof::Needed {
            map.prove()?;
        }
        Ok(map)
    }

    fn prove(&self) -> Result<(), Refusal> {
        for factor in &self.factors {
            if sign(*factor).is_none() {
                let factor = proof::unproved_factor(*factor);
                return Err(Refusal::new(format!("the factor {factor}: the map is not proved invertible")));
            }
        }
        self.t.iter().try_for_each(|t| no_jump(*t, &|condition| self.matters(condition)))
    }

    fn matters(&self, e: Expr<'g>) -> bool {
        self.s.iter().any(|s| e.needs(*s))
    }

    /// True if a slope jumps.
    pub fn is_kinked(&self) -> bool {
        let slopes = || self.slopes.iter().flatten();
        self.s.iter().any(|s| slopes().any(|slope| proof::jumps(*slope, *s)))
    }

    /// `log |det ∂t/∂s|`, a function of s.
    pub fn ladj(&self) -> Option<Expr<'g>> {
        self.factors.iter().map(|f| f.log_abs()).reduce(|a, b| a + b)
    }

    /// `s`, given t.
    pub fn inverse(&self, t: &[Expr<'g>]) -> Result<Vec<Expr<'g>>, Refusal> {
        if let Some(pairs) = &self.in_turn {
            return self.one_after_another(pairs, t);
        }
        if self.slopes.iter().flatten().any(|slope| self.matters(*slope)) {
            let names: Vec<String> = self.s.iter().map(|s| shown(s.graph, s.value)).collect();
            return Err(Refusal::new(format!(
                "no inverse: the equations in {} are neither solved one after another nor affine",
                names.join(", ")
            )));
        }
        // Cramer's rule.
        let all: Vec<usize> = (0..t.len()).collect();
        let but = |k: usize| -> Vec<usize> { all.iter().copied().filter(|i| *i != k).collect() };
        let mut minors = Determinants::new(&self.slopes);
        let whole = minors.of(&all, &all);
        let mut out = Vec::new();
        for i in 0..self.s.len() {
            let mut sum = t[0].graph.number(0.0);
            for (j, right) in t.iter().enumerate() {
                let graph = right.graph;
                let zeros: Vec<(Expr, Expr)> = self.s.iter().map(|s| (*s, graph.number(0.0))).collect();
                let right = *right - graph.substitute(self.t[j], &zeros);
                let cofactor = minors.of(&but(j), &but(i)) / whole;
                sum = if (i + j) % 2 == 0 { sum + cofactor * right } else { sum - cofactor * right };
            }
            out.push(sum);
        }
        Ok(out)
    }

    fn one_after_another(&self, pairs: &[(usize, usize)], t: &[Expr<'g>]) -> Result<Vec<Expr<'g>>, Refusal> {
        let mut known: Vec<(Expr, Expr)> = Vec::new();
        for (j, i) in pairs {
            let unknown = self.s[*i];
            let equation = unknown.graph.substitute(self.t[*j], &known);
            if !is_elementwise_in(equation, unknown) {
                let equation = shown(unknown.graph, self.t[*j].value);
                return Err(Refusal::new(format!(
                    "no inverse: the equation `{equation}` is not one of single numbers"
                )));
            }
            let upwards = sign(self.slopes[*j][*i]).unwrap_or(1.0) > 0.0;
            known.push((unknown, root_of(equation, t[*j], unknown, upwards)?));
        }
        let solved = |s: &Expr<'g>| known.iter().find(|(k, _)| k.value == s.value).map_or(*s, |(_, e)| *e);
        Ok(self.s.iter().map(solved).collect())
    }
}

/// Peels equations: each reads one number that those before it do not give.
fn in_turn<'g>(s: &[Expr<'g>], t: &[Expr<'g>]) -> Option<Vec<(usize, usize)>> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    while pairs.len() < s.len() {
        let open = |j: usize| -> Vec<usize> {
            (0..s.len()).filter(|i| t[j].needs(s[*i]) && pairs.iter().all(|p| p.1 != *i)).collect()
        };
        let free = (0..t.len()).filter(|j| pairs.iter().all(|p| p.0 != *j));
        let found = free.into_iter().find_map(|j| match open(j)[..] {
            [i] => Some((j, i)),
            _ => None,
        })?;
        pairs.push(found);
    }
    Some(pairs)
}

/// Determinants of parts of a matrix by expansion along the first row, each derived once.
struct Determinants<'a, 'g> {
    matrix: &'a [Vec<Expr<'g>>],
    known: HashMap<(Vec<usize>, Vec<usize>), Expr<'g>>,
}

impl<'a, 'g> Determinants<'a, 'g> {
    fn new(matrix: &'a [Vec<Expr<'g>>]) -> Self {
        Determinants { matrix, known: HashMap::new() }
    }

    fn of(&mut self, rows: &[usize], columns: &[usize]) -> Expr<'g> {
        let key = (rows.to_vec(), columns.to_vec());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let graph = self.matrix[0][0].graph;
        let Some((first, others)) = rows.split_first() else { return graph.number(1.0) };
        let mut sum = graph.number(0.0);
        for (k, column) in columns.iter().enumerate() {
            let rest: Vec<usize> = columns.iter().copied().filter(|c| c != column).collect();
            let term = self.matrix[*first][*column] * self.of(others, &rest);
            sum = if k % 2 == 0 { sum + term } else { sum - term };
        }
        self.known.insert(key, sum);
        sum
    }
}
