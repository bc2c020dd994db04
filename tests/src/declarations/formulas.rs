//! Users' bijectors: formulas that are invertible by the way they are built, and some that are not.

use flow_compiler::catalog::user::{functions, parameter_types};

use super::draw::Draw;
use super::stages::{self, Judged};
use super::{Bijector, Declaration, Tree, names};

/// How often a bijector is drawn before it is left out.
const TRIES: usize = 4;
/// The share of bijectors that stay although they are refused.
const KEPT: f64 = 0.05;
/// The longest chain of values that are named one after another.
const CHAIN: usize = 40;
/// The largest event whose elements a formula lists.
const LISTED: usize = 6;

/// A formula while it is drawn.
struct Formula<'d> {
    draw: &'d mut Draw,
    /// Names that are not taken yet.
    free: Vec<&'static str>,
    parameters: Vec<(String, String)>,
    lets: Vec<(String, String)>,
    /// The names of values of the parameters alone.
    uniform: Vec<String>,
    /// Values of the formula's block.
    block: Vec<(String, String)>,
    argument: String,
}

impl Draw {
    /// Adds users' bijectors.
    pub(super) fn bijectors(&mut self, count: usize, one: &mut Declaration) {
        for _ in 0..count {
            for _ in 0..TRIES {
                let user = self.bijector(one);
                // Alone, in a flow of its own: most formulas that are refused are refused there.
                let layer = Tree::Call(user.name.clone(), Vec::new());
                let alone = Declaration {
                    bijectors: vec![user.clone()],
                    layers: vec![layer],
                    base: base_of(&user),
                    ..one.clone()
                };
                if matches!(stages::judge_all(&alone), Judged::Refused) && !self.dice.chance(KEPT) {
                    continue;
                }
                self.users.push(user.name.clone());
                one.bijectors.push(user);
                break;
            }
        }
    }

    fn bijector(&mut self, one: &Declaration) -> Bijector {
        let order = self.dice.order(names::WORDS.len());
        let mut free: Vec<&str> = order.into_iter().map(|k| names::WORDS[k]).collect();
        let taken = |name: &&str| one.bijectors.iter().all(|user| user.name != **name);
        let name = free.iter().copied().find(taken).unwrap_or("bend").to_string();
        // A bijector and its parts may have one name.
        if self.dice.chance(0.8) {
            free.retain(|word| *word != name);
        }
        let argument = if self.dice.chance(0.5) { "z".to_string() } else { free.pop().unwrap_or("z").to_string() };
        free.retain(|word| *word != argument);
        let mut formula = Formula {
            draw: self,
            free,
            parameters: Vec::new(),
            lets: Vec::new(),
            uniform: Vec::new(),
            block: Vec::new(),
            argument,
        };
        formula.declare();
        formula.bijector(name)
    }

    /// A formula of `x` that may be anything.
    pub(super) fn free_target(&mut self) -> String {
        let mut formula = Formula {
            free: Vec::new(),
            parameters: Vec::new(),
            lets: Vec::new(),
            uniform: vec!["x[0]".into()],
            block: Vec::new(),
            argument: "x".into(),
            draw: self,
        };
        format!("sum({})", formula.any(3))
    }
}

/// The base that numbers of the bijector's domain come from.
fn base_of(user: &Bijector) -> Option<Tree> {
    match user.domain {
        Some("unit") => Some("standard_uniform".into()),
        // Its place in a chain is not tried out.
        _ => None,
    }
}

impl Formula<'_> {
    fn name(&mut self) -> String {
        self.free.pop().map_or_else(|| format!("value_{}", self.block.len() + self.lets.len()), str::to_string)
    }

    /// Parameters of all types and values of them.
    fn declare(&mut self) {
        let types = parameter_types();
        for _ in 0..self.draw.dice.below(4) {
            let name = self.name();
            let kind = *self.draw.dice.pick(&types);
            let each = kind != "vector" && self.draw.dice.chance(0.3);
            let kind = if each { format!("per_element({kind})") } else { kind.to_string() };
            if kind != "vector" {
                self.uniform.push(name.clone());
            }
            self.parameters.push((name, kind));
        }
        for _ in 0..self.draw.dice.below(3) {
            let value = self.constant(2);
            let name = self.name();
            self.uniform.push(name.clone());
            self.lets.push((name, value));
        }
    }

    fn bijector(mut self, name: String) -> Bijector {
        let mut domain = None;
        let (mut inverse, mut assumed) = (None, false);
        let value = match self.draw.dice.below(20) {
            0..3 => {
                let (forward, back) = self.stated();
                inverse = Some(back);
                forward
            }
            3..6 => {
                assumed = self.draw.dice.chance(0.7);
                self.any(3)
            }
            6..9 if self.draw.size <= LISTED => {
                assumed = self.draw.dice.chance(0.2);
                self.list()
            }
            9..13 => {
                assumed = self.draw.dice.chance(0.3);
                self.of_vectors()
            }
            _ => {
                domain =
                    *self.draw.dice.pick(&[None, None, None, None, None, Some("real"), Some("positive"), Some("unit")]);
                let steps = if self.draw.dice.chance(0.03) { CHAIN } else { 1 + self.draw.dice.below(3) };
                self.rising(steps)
            }
        };
        let block: Vec<String> = self.block.iter().map(|(name, value)| format!("let {name} = {value};")).collect();
        let body = if block.is_empty() { value } else { format!("{{ {} {value} }}", block.join(" ")) };
        let forward = format!("|{}| {body}", self.argument);
        Bijector { name, parameters: self.parameters, lets: self.lets, domain, forward, inverse, assumed }
    }

    /// A rising function of rising functions, or a falling one.
    fn rising(&mut self, steps: usize) -> String {
        let mut value = self.argument.clone();
        for step in 0..steps {
            value = self.step(&value);
            if step + 1 < steps && (value.len() > 30 || self.draw.dice.chance(0.5)) {
                value = self.named(value);
            } else if step + 1 < steps {
                value = format!("({value})");
            }
        }
        match self.draw.dice.below(10) {
            0 => format!("-({value})"),
            1 => format!("{} - ({value})", self.constant(1)),
            _ => value,
        }
    }

    /// A value of the block under a name of its own.
    fn named(&mut self, value: String) -> String {
        let name = self.name();
        self.block.push((name.clone(), value));
        name
    }

    /// A rising function of `v`, which may stand several times.
    fn step(&mut self, v: &str) -> String {
        let (a, b, c) = (self.positive(), self.positive(), self.constant(1));
        let k = self.draw.dice.between(0.1, 0.9);
        match self.draw.dice.below(18) {
            0 => format!("{a} * {v} + {c}"),
            1 => format!("{v} + {k} * sin({v})"),
            2 => format!("{v} + {k} * cos({v})"),
            3 => format!("{v} + {a} * tanh({v} - {c})"),
            4 => format!("{v} + {a} * softplus({b} * {v})"),
            5 => format!("if {v} < {c} {{ {a} * ({v} - {c}) }} else {{ {b} * ({v} - {c}) }}"),
            6 => format!("if {v} >= 0.0 {{ {v} }} else {{ {a} * {v} }}"),
            7 => format!("{a} * {v} * {v} * {v} + {b} * {v}"),
            8 => format!("{v} + {a} * {v} * square({v})"),
            9 => format!("exp({v}) - exp(-{v})"),
            10 => format!("log_add_exp({v}, {c}) + {a} * {v}"),
            11 => format!("{v} + {k} * sqrt(square({v}) + 1.0)"),
            12 => format!("{v} + {a} * sigmoid({b} * {v})"),
            13 => format!("{v} / {a} + {k} * atanh({k} * tanh({v}))"),
            14 => format!("{v} + {k} * relu({v} - {c})"),
            15 => format!("{v}.tanh() + {a} * {v}"),
            16 => {
                let function = *self.draw.dice.pick(&["exp", "softplus", "sigmoid", "tanh", "expm1"]);
                format!("{function}({v})")
            }
            _ => format!("{v} + {k} * sin({v}) * sech2({v})"),
        }
    }

    /// A number above 0 that depends on no sample.
    fn positive(&mut self) -> String {
        let of = |kind: &'static str| move |p: &&(String, String)| p.1.contains(kind);
        let named =
            |list: &[(String, String)], kind: &'static str| list.iter().find(of(kind)).map(|(name, _)| name.clone());
        let (positive, scalar) = (named(&self.parameters, "positive"), named(&self.parameters, "scalar"));
        let unit = named(&self.parameters, "unit");
        match self.draw.dice.below(7) {
            0 | 1 if positive.is_some() => positive.unwrap_or_default(),
            2 => unit.map_or("pi".into(), |u| format!("(1.0 + {u})")),
            3 => scalar.map_or("0.5".into(), |s| format!("exp({s})")),
            4 => scalar.map_or("2".into(), |s| format!("(square({s}) + 0.5)")),
            5 => scalar.map_or("1.0".into(), |s| format!("softplus({s})")),
            _ => format!("{:?}", self.draw.dice.between(0.1, 3.0)),
        }
    }

    /// A number that depends on no sample.
    fn constant(&mut self, depth: usize) -> String {
        match self.draw.dice.below(4) {
            0 | 1 if !self.uniform.is_empty() => self.draw.dice.pick(&self.uniform).clone(),
            2 if depth > 0 => {
                let function = *self.draw.dice.pick(&["exp", "tanh", "softplus", "sin", "square", "sigmoid", "abs"]);
                format!("{function}({})", self.constant(depth - 1))
            }
            3 if depth > 0 => {
                let (a, b) = (self.constant(depth - 1), self.constant(depth - 1));
                format!("({a} {} {b})", self.draw.dice.pick(&["+", "-", "*"]))
            }
            _ => format!("{:?}", self.draw.dice.between(-2.0, 2.0)).replace("-0.0", "0.0"),
        }
    }

    /// Any function of the argument, with any function of the language.
    fn any(&mut self, depth: usize) -> String {
        if depth == 0 {
            return if self.draw.dice.chance(0.6) { self.argument.clone() } else { self.constant(1) };
        }
        match self.draw.dice.below(8) {
            0..3 => {
                let (a, b) = (self.any(depth - 1), self.any(depth - 1));
                format!("({a} {} {b})", self.draw.dice.pick(&["+", "-", "*", "/"]))
            }
            3..6 => {
                let list = functions();
                let function = *self.draw.dice.pick(&list);
                let a = self.any(depth - 1);
                match function {
                    "dot" | "log_add_exp" => format!("{function}({a}, {})", self.any(depth - 1)),
                    _ => format!("{function}({a})"),
                }
            }
            6 => {
                let (a, b, c, d) = (self.any(depth - 1), self.any(depth - 1), self.any(depth - 1), self.any(depth - 1));
                format!("if {a} {} {b} {{ {c} }} else {{ {d} }}", self.draw.dice.pick(&["<", "<=", ">", ">="]))
            }
            _ => format!("-{}", self.any(depth - 1)),
        }
    }

    /// A formula and its inverse.
    fn stated(&mut self) -> (String, String) {
        let (a, c, z) = (self.positive(), self.constant(1), self.argument.clone());
        let back = |text: String| format!("|x_| {text}").replace("x_", "back");
        match self.draw.dice.below(5) {
            0 => (format!("{a} * {z} + {c}"), back(format!("(x_ - {c}) / {a}"))),
            1 => (format!("exp({z})"), back("log(x_)".into())),
            2 => (format!("{z} + {z} * {z} * {z}"), back("if x_ < 0.0 { x_ } else { x_ }".into())),
            3 => (
                format!("if {z} < 0.0 {{ {a} * {z} }} else {{ {z} }}"),
                back(format!("if x_ < 0.0 {{ x_ / {a} }} else {{ x_ }}")),
            ),
            _ => (format!("0.5 * (exp({z}) - exp(-{z}))"), back("log(x_ + sqrt(square(x_) + 1.0))".into())),
        }
    }

    /// A list of the elements, each a rising function of its own with numbers that earlier ones set.
    fn list(&mut self) -> String {
        let (size, z) = (self.draw.size, self.argument.clone());
        let (order, places) = (self.draw.dice.order(size), self.draw.dice.order(size));
        let mut entries = vec![String::new(); size];
        for level in 0..size {
            let own = format!("{z}[{}]", order[level]);
            let earlier = |draw: &mut Draw| match level {
                0 => "1.0".to_string(),
                _ => format!("{z}[{}]", order[draw.dice.below(level)]),
            };
            let (a, b) = (earlier(self.draw), earlier(self.draw));
            let k = self.constant(1);
            entries[places[level]] = match self.draw.dice.below(6) {
                0 => own,
                1 => format!("{own} * exp({k} * {a}) + {b}"),
                2 => format!("{own} + {a} * {b}"),
                3 => format!("if {a} < 0.0 {{ {own} }} else {{ {own} * (1.0 + square({b})) }}"),
                4 => format!("{} + {a}", self.step(&own)),
                _ => format!("softplus({a}) * {own} - {k}"),
            };
        }
        format!("[{}]", entries.join(", "))
    }

    /// A formula that reads all elements through a few numbers.
    fn of_vectors(&mut self) -> String {
        let z = self.argument.clone();
        let (u, w) = (self.vector(), self.vector());
        let (a, c) = (self.positive(), self.constant(1));
        match self.draw.dice.below(7) {
            0 => {
                let hat = format!("{u} + (softplus(dot({w}, {u})) - 1.0 - dot({w}, {u})) * {w} / dot({w}, {w})");
                let hat = self.named(hat);
                format!("{z} + {hat} * tanh(dot({w}, {z}) + {c})")
            }
            1 => {
                let r = self.named(format!("norm({z} - {u})"));
                format!("{z} + {a} / ({a} + {r}) * ({z} - {u})")
            }
            2 => format!("{a} * {z} + {u}"),
            3 => format!("{a} * {z} + sum({z})"),
            4 => format!("{z} + 0.1 * {u} * dot({w}, {z})"),
            5 => format!("{z} * exp({c} * tanh(norm({z})))"),
            _ => {
                let function = *self.draw.dice.pick(&["tanh", "sigmoid", "softplus", "sin"]);
                format!("{z} + {w} * {function}(dot({w}, {z}))")
            }
        }
    }

    /// The name of a vector.
    fn vector(&mut self) -> String {
        let known: Vec<String> =
            self.parameters.iter().filter(|p| p.1 == "vector").map(|(name, _)| name.clone()).collect();
        if !known.is_empty() && self.draw.dice.chance(0.5) {
            return self.draw.dice.pick(&known).clone();
        }
        let name = self.name();
        self.parameters.push((name.clone(), "vector".into()));
        name
    }
}
