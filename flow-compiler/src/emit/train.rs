//! The `train` section as a typed value of the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::numbers::count;
use super::runtime::{camel, runtime};
use crate::catalog::train::generators::FRESH;
use crate::check::train::{Data, FileData, Train, Validation};
use crate::vocabulary::{Chosen, Value};

/// `TrainDefaults { … }`
pub fn defaults(train: &Train) -> TokenStream {
    let runtime = runtime();
    let data = train.data.as_ref().map_or(quote!(DataDefault::None), data);
    let validation = match &train.validation {
        None => quote!(ValidationDefault::None),
        Some(Validation::Fraction(fraction)) => {
            let fraction = Literal::f64_unsuffixed(*fraction);
            quote!(ValidationDefault::Fraction(#fraction))
        }
        Some(Validation::Data(source)) => {
            let source = self::data(source);
            quote!(ValidationDefault::Data(#source))
        }
    };
    let standardize = match train.settings().value("standardize") {
        Some(Value::Flag(flag)) => quote!(Some(#flag)),
        _ => quote!(None),
    };
    let f64_type = train.settings().word("dtype") == "f64";
    let (epochs, batch_size) = (count(train.settings().count("epochs")), count(train.settings().count("batch_size")));
    let steps = match train.settings().value("steps") {
        Some(Value::Count(steps)) => {
            let steps = count(*steps);
            quote!(steps: Some(#steps),)
        }
        _ => TokenStream::new(),
    };
    let optimizer = optimizer(train);
    let schedule = schedule(train);
    let clip_norm = match train.settings().value("clip_norm") {
        Some(Value::Number(n)) => {
            let n = Literal::f64_unsuffixed(*n);
            quote!(Some(#n))
        }
        _ => quote!(None),
    };
    let patience = train.patience.map_or(quote!(None), |p| {
        let p = count(p);
        quote!(Some(#p))
    });
    let seed = match train.settings().value("seed") {
        Some(Value::Seed(seed)) => Literal::u64_unsuffixed(*seed),
        _ => Literal::u64_unsuffixed(0),
    };
    quote! {
        TrainDefaults {
            data: #data,
            validation: #validation,
            standardize: #standardize,
            f64: #f64_type,
            fit: #runtime::fit::FitOptions {
                epochs: #epochs,
                #steps
                batch_size: #batch_size,
                optimizer: #optimizer,
                schedule: #schedule,
                clip_norm: #clip_norm,
                patience: #patience,
                seed: #seed,
                ..#runtime::fit::FitOptions::default()
            },
        }
    }
}

/// `ReverseKl { … }`, where the flow is fitted to a density.
pub fn reverse_kl(train: &Train) -> Option<TokenStream> {
    let chosen = train.chosen("objective").filter(|_| train.target.is_some())?;
    let runtime = runtime();
    let annealing = train.annealing.map_or(quote!(None), |a| {
        let (start, steps) = (Literal::f64_unsuffixed(a.start), count(a.steps));
        quote!(Some(#runtime::fit::Annealing { start: #start, steps: #steps }))
    });
    let gradient = camel(chosen.settings().word("gradient"));
    let draws = count(chosen.settings().count("validation_draws"));
    Some(quote! {
        #runtime::fit::ReverseKl {
            annealing: #annealing,
            gradient: #runtime::fit::DrawGradient::#gradient,
            validation_draws: #draws,
        }
    })
}

/// The optimizer with its numbers, as the variant and struct of its name.
fn optimizer(train: &Train) -> TokenStream {
    let Some(chosen) = train.chosen("optimizer") else { return quote!(Default::default()) };
    let runtime = runtime();
    let (kind, fields) = (camel(chosen.word.name()), fields(chosen));
    quote!(#runtime::fit::Optimizer::#kind(#runtime::optim::#kind { #(#fields),* }))
}

/// The schedule with its numbers, as the variant of its name.
fn schedule(train: &Train) -> TokenStream {
    let Some(chosen) = train.chosen("schedule") else { return quote!(Default::default()) };
    let runtime = runtime();
    let (kind, fields) = (camel(chosen.word.name()), fields(chosen));
    let fields = if fields.is_empty() { TokenStream::new() } else { quote!({ #(#fields),* }) };
    quote!(#runtime::optim::Schedule::#kind #fields)
}

/// The numbers of a word, as fields of its name.
fn fields(chosen: &Chosen) -> Vec<TokenStream> {
    let field = |(name, value): (&'static str, &Value)| {
        let literal = match value {
            Value::Number(n) => Literal::f64_unsuffixed(*n),
            Value::Count(n) => count(*n),
            Value::Flag(flag) => {
                let name = quote::format_ident!("{name}");
                return Some(quote!(#name: #flag));
            }
            _ => return None,
        };
        let name = quote::format_ident!("{name}");
        Some(quote!(#name: #literal))
    };
    chosen.settings().iter().filter_map(field).collect()
}

fn data(data: &Data) -> TokenStream {
    let runtime = runtime();
    match data {
        Data::File(FileData { file, columns, context, weights, drop_missing, dequantize, rows, .. }) => {
            let weights = weights.as_ref().map_or(quote!(None), |name| quote!(Some(#name)));
            let rows = rows.map_or(quote!(None), |(first, end)| {
                let (first, end) = (count(first), count(end));
                quote!(Some((#first, #end)))
            });
            let missing = if *drop_missing { quote!(Drop) } else { quote!(Refuse) };
            quote! {
                DataDefault::File {
                    path: #file,
                    columns: &[#(#columns),*],
                    context: &[#(#context),*],
                    weights: #weights,
                    missing: #runtime::command::Missing::#missing,
                    dequantize: &[#(#dequantize),*],
                    rows: #rows,
                }
            }
        }
        Data::Generator(chosen) => generator(chosen),
    }
}

fn generator(chosen: &Chosen) -> TokenStream {
    let name = chosen.word.name();
    let rows = count(chosen.settings().count("rows"));
    let settings = chosen.settings().iter().filter_map(|(name, value)| match value {
        Value::Number(n) => {
            let n = Literal::f64_unsuffixed(*n);
            Some(quote!((#name, #n)))
        }
        _ => None,
    });
    let fresh = matches!(chosen.settings().value(FRESH), Some(Value::Flag(true)));
    quote!(DataDefault::Generator { name: #name, settings: &[#(#settings),*], rows: #rows, fresh: #fresh })
}
