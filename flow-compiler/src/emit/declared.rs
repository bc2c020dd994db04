//! The options of the `train` section as typed values of the runtime, and the method that fits by them.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::numbers::count;
use super::runtime::{camel, private, runtime};
use crate::check::Flow;
use crate::check::train::{Data, Train, Validation};
use crate::vocabulary::{Chosen, Value};

/// The inherent methods of a flow whose declaration says how it is fitted.
pub fn methods(flow: &Flow) -> TokenStream {
    let (runtime, options) = (runtime(), options(&flow.train));
    let fit = match reverse_kl(&flow.train) {
        Some(objective) => fit_to_density(flow, &objective),
        None => fit_to_points(flow),
    };
    quote! {
        /// The options of a fit that the section `train` of the declaration says.
        pub fn declared_options() -> #runtime::FitOptions {
            #options
        }

        #fit
    }
}

/// The trait that fits a flow.
fn surface(flow: &Flow) -> TokenStream {
    let runtime = runtime();
    if flow.context > 0 { quote!(#runtime::ConditionalFlow) } else { quote!(#runtime::Flow) }
}

fn fit_to_density(flow: &Flow, objective: &TokenStream) -> TokenStream {
    let (runtime, private, surface) = (runtime(), private(), surface(flow));
    let context = count(flow.context);
    let (parameter, argument) = match flow.context {
        0 => (None, None),
        _ => (
            Some(quote! {
                contexts: &#runtime::nalgebra::OMatrix<
                    FlowReal,
                    #private::nalgebra::Const<#context>,
                    #private::nalgebra::Dyn,
                >,
            }),
            Some(quote!(contexts,)),
        ),
    };
    quote! {
        /// Fits the parameters to the density that the declaration names, as its section `train` says.
        ///
        /// # Errors
        /// Those of `fit_reverse_kl`.
        pub fn fit_as_declared(&mut self, #parameter) -> #runtime::Result<#runtime::fit::ReverseKlReport> {
            let target = #surface::declared(self);
            #surface::fit_reverse_kl(self, &target, #argument &#objective, &Self::declared_options())
        }
    }
}

fn fit_to_points(flow: &Flow) -> TokenStream {
    let (runtime, surface) = (runtime(), surface(flow));
    let [size, context] = [flow.event.size(), flow.context].map(count);
    let given = flow.context > 0;
    let contexts = given.then(|| quote!(contexts: impl #runtime::points::Batch<#context, Contexts>,));
    let (generics, argument) =
        if given { (quote!(<Xs, Contexts>), quote!(contexts,)) } else { (quote!(<Xs>), quote!()) };
    let (validation, options) = match &flow.train.validation {
        Some(Validation::Data(_)) => (
            Some(quote!(validation: #runtime::fit::Validation,)),
            quote!(#runtime::fit::FitOptions { validation, ..Self::declared_options() }),
        ),
        _ => (None, quote!(Self::declared_options())),
    };
    quote! {
        /// Fits the parameters to these points, as the section `train` of the declaration says. Where it
        /// names rows of their own for the validation, they are given too.
        ///
        /// # Errors
        /// Those of `fit`.
        pub fn fit_as_declared #generics(
            &mut self,
            x: impl #runtime::points::Batch<#size, Xs>,
            #contexts
            #validation
        ) -> #runtime::Result<#runtime::FitReport> {
            #surface::fit(self, x, #argument &#options)
        }
    }
}

/// The options, with how the columns are standardised and which fraction of the rows judges the fit.
pub fn options(train: &Train) -> TokenStream {
    let (runtime, fit) = (runtime(), fit_options(train));
    let of_files = if matches!(train.data, Some(Data::File(_))) { "Moments" } else { "Off" };
    let standardize = format_ident!("{}", train.standardization().unwrap_or(of_files));
    let validation = match &train.validation {
        Some(Validation::Fraction(fraction)) => {
            let fraction = Literal::f64_unsuffixed(*fraction);
            quote!(#runtime::fit::Validation::Fraction(#fraction))
        }
        _ => quote!(#runtime::fit::Validation::None),
    };
    quote! {
        #runtime::fit::FitOptions {
            standardize: #runtime::fit::Standardization::#standardize,
            validation: #validation,
            ..#fit
        }
    }
}

/// `FitOptions { … }`
pub fn fit_options(train: &Train) -> TokenStream {
    let runtime = runtime();
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
    let data_seed = match train.settings().value("data_seed") {
        Some(Value::Seed(seed)) => {
            let seed = Literal::u64_unsuffixed(*seed);
            quote!(data_seed: Some(#seed),)
        }
        _ => TokenStream::new(),
    };
    quote! {
        #runtime::fit::FitOptions {
            epochs: #epochs,
            #steps
            batch_size: #batch_size,
            optimizer: #optimizer,
            schedule: #schedule,
            clip_norm: #clip_norm,
            patience: #patience,
            seed: #seed,
            #data_seed
            ..#runtime::fit::FitOptions::default()
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

/// `Elbo { … }` of a latent variable model.
pub fn elbo(train: &Train) -> TokenStream {
    let runtime = runtime();
    let Some(chosen) = train.chosen("objective").filter(|chosen| chosen.word.name() != "maximum_likelihood") else {
        return quote!(#runtime::fit::Elbo::default());
    };
    if chosen.word.name() == "reconstruction" {
        let bound = quote!(#runtime::fit::LowerBound::Reconstruction);
        return quote!(#runtime::fit::Elbo { bound: #bound, ..#runtime::fit::Elbo::default() });
    }
    let settings = chosen.settings();
    let bound = camel(settings.word("bound"));
    let (warm_up, draws) = (count(settings.count("warm_up")), count(settings.count("draws")));
    let free_nats = Literal::f64_unsuffixed(settings.number("free_nats"));
    let kl = camel(settings.word("kl"));
    quote! {
        #runtime::fit::Elbo {
            warm_up: #warm_up,
            draws: #draws,
            bound: #runtime::fit::LowerBound::#bound,
            free_nats: #free_nats,
            kl: #runtime::fit::Kl::#kl,
        }
    }
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
