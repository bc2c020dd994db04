//! The `train` section as a typed value of flow-program.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::declared::fit_options;
use super::numbers::count;
use super::runtime::runtime;
use crate::catalog::train::generators::FRESH;
use crate::check::binarize::Binarize;
use crate::check::columns::ColumnKind;
use crate::check::encoding::Encoding;
use crate::check::train::{Data, FileData, Train, Validation};
use crate::vocabulary::{Chosen, Value};

/// `TrainDefaults { … }`
pub fn defaults(train: &Train) -> TokenStream {
    let data = train.data.as_ref().map_or(quote!(None), |data| {
        let input = input(data);
        quote!(Some(#input))
    });
    let validation = match &train.validation {
        None => quote!(ValidationChoice::None),
        Some(Validation::Fraction(fraction)) => {
            let fraction = Literal::f64_unsuffixed(*fraction);
            quote!(ValidationChoice::Fraction(#fraction))
        }
        Some(Validation::Data(data)) => {
            let input = input(data);
            quote!(ValidationChoice::Rows(#input))
        }
    };
    let standardize = train.standardization().map_or(quote!(None), |how| {
        let (runtime, how) = (runtime(), quote::format_ident!("{how}"));
        quote!(Some(#runtime::fit::Standardization::#how))
    });
    let variables = train.target.as_ref().map_or(&[][..], |target| &target.variables);
    let variables = match variables {
        [] => quote!(Vec::new()),
        names => quote!([#(#names),*].map(String::from).to_vec()),
    };
    let dtype = if train.settings().word("dtype") == "f64" { quote!(F64) } else { quote!(F32) };
    let fit = fit_options(train);
    quote! {
        TrainDefaults {
            data: #data,
            validation: #validation,
            standardize: #standardize,
            variables: #variables,
            dtype: Dtype::#dtype,
            fit: #fit,
        }
    }
}

fn input(data: &Data) -> TokenStream {
    match data {
        Data::File(file) => {
            let rows = file_rows(file);
            quote!(Input::File(#rows))
        }
        Data::Generator(chosen) => generator(chosen),
    }
}

/// `FileRows { … }` with what the declaration says beside the file's name.
fn file_rows(
    data @ FileData {
        file,
        columns,
        context,
        context_file,
        weights,
        header,
        drop_missing,
        missing_markers,
        column_markers,
        dequantize,
        dequantize_all,
        binarize,
        encoding,
        rows,
        ..
    }: &FileData,
) -> TokenStream {
    let names = |field: &str, names: &[String]| {
        let field = quote::format_ident!("{field}");
        (!names.is_empty()).then(|| quote!(#field: [#(#names),*].map(String::from).to_vec()))
    };
    let of_columns = column_markers.iter().map(|(name, markers)| {
        let markers = markers.as_slice();
        quote!((#name.into(), [#(#markers),*].map(String::from).to_vec()))
    });
    let fields = [
        names("columns", columns),
        names("context", context),
        context_file.as_ref().map(|file| quote!(context_file: Some(#file.into()))),
        weights.as_ref().map(|name| quote!(weights: Some(#name.into()))),
        header.map(|header| quote!(header: Some(#header))),
        drop_missing.then(|| quote!(missing: Missing::Drop)),
        names("markers", missing_markers),
        (!column_markers.is_empty()).then(|| quote!(column_markers: vec![#(#of_columns),*])),
        names("dequantize", dequantize),
        dequantize_all.then(|| quote!(dequantize_all: true)),
        binarize.map(|binarize| match binarize {
            Binarize::Threshold(threshold) => {
                let threshold = Literal::f64_unsuffixed(threshold);
                quote!(binarize: Some(Binarize::Threshold(#threshold)))
            }
            Binarize::Dynamic => quote!(binarize: Some(Binarize::Dynamic)),
        }),
        encoding.map(|encoding| match encoding {
            Encoding::MuLaw => quote!(encoding: Some(Encoding::MuLaw)),
            Encoding::Linear => quote!(encoding: Some(Encoding::Linear)),
        }),
        kinds(data),
        rows.map(|(first, end)| {
            let (first, end) = (count(first), count(end));
            quote!(rows: Some(#first..#end))
        }),
    ];
    let fields: Vec<TokenStream> = fields.into_iter().flatten().collect();
    let all = quote!(FileRows::new(#file));
    if fields.is_empty() { all } else { quote!(FileRows { #(#fields,)* ..#all }) }
}

/// `kinds: vec![("price".into(), ColumnKind::Positive)]`, without those that can be any numbers.
fn kinds(data: &FileData) -> Option<TokenStream> {
    let declared = |(name, kind): (&String, &ColumnKind)| {
        let number = Literal::f64_unsuffixed;
        let kind = match kind {
            ColumnKind::Real => return None,
            ColumnKind::Positive => quote!(ColumnKind::Positive),
            ColumnKind::Unit => quote!(ColumnKind::Unit),
            ColumnKind::Integer => quote!(ColumnKind::Integer),
            ColumnKind::Count => quote!(ColumnKind::Count),
            ColumnKind::Interval(low, high) => {
                let [low, high] = [*low, *high].map(number);
                quote!(ColumnKind::Interval(Interval::between(#low, #high)))
            }
            ColumnKind::Angle(low, high) => {
                let [low, high] = [*low, *high].map(number);
                quote!(ColumnKind::Angle { low: #low, high: #high })
            }
            ColumnKind::Range(low, high) => {
                let [low, high] = [*low, *high].map(Literal::i64_unsuffixed);
                quote!(ColumnKind::Range { low: #low, high: #high })
            }
            ColumnKind::Categorical(labels) => {
                quote!(ColumnKind::Categorical([#(#labels),*].map(String::from).to_vec()))
            }
        };
        Some(quote!((#name.into(), #kind)))
    };
    let all = data.columns.iter().zip(&data.kinds).chain(data.context.iter().zip(&data.context_kinds));
    let kinds: Vec<TokenStream> = all.filter_map(declared).collect();
    (!kinds.is_empty()).then(|| quote!(kinds: vec![#(#kinds),*]))
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
    let fields = quote!(name: #name, settings: &[#(#settings),*], rows: #rows, fresh: #fresh);
    quote!(Input::Generator(GeneratorRows { #fields }))
}

/// The names of flow-program in [`defaults`], in alphabetical order.
pub fn names(train: &Train) -> Vec<&'static str> {
    let judges = match &train.validation {
        Some(Validation::Data(data)) => Some(&**data),
        _ => None,
    };
    let inputs: Vec<&Data> = train.data.iter().chain(judges).collect();
    let files = || inputs.iter().filter_map(|data| if let Data::File(file) = data { Some(file) } else { None });
    let kinds = || files().flat_map(|file| file.kinds.iter().chain(&file.context_kinds));
    let names = [
        ("Binarize", files().any(|file| file.binarize.is_some())),
        ("ColumnKind", kinds().any(|kind| *kind != ColumnKind::Real)),
        ("Dtype", true),
        ("Encoding", files().any(|file| file.encoding.is_some())),
        ("FileRows", files().next().is_some()),
        ("GeneratorRows", inputs.len() > files().count()),
        ("Input", !inputs.is_empty()),
        ("Interval", kinds().any(|kind| matches!(kind, ColumnKind::Interval(..)))),
        ("Missing", files().any(|file| file.drop_missing)),
        ("TrainDefaults", true),
        ("ValidationChoice", true),
    ];
    names.into_iter().filter(|(_, used)| *used).map(|(name, _)| name).collect()
}
