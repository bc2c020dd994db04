use super::*;

fn info(name: &str, shape: &[usize]) -> ParameterInfo {
    ParameterInfo { name: name.to_owned(), shape: shape.to_vec() }
}

fn table() -> Vec<ParameterInfo> {
    vec![info("layers.0.scale", &[2]), info("layers.1.weight", &[1, 3]), info("base.location", &[])]
}

fn example() -> Checkpoint {
    let values =
        [Values::F32(vec![0.1, -0.0]), Values::F32(vec![f32::MIN_POSITIVE, 1e-45, f32::MAX]), Values::F32(vec![3.0])];
    let mut tensors: Vec<Tensor> =
        table().into_iter().zip(values).map(|(info, values)| Tensor { info, values }).collect();
    tensors.push(Tensor { info: info("standardize.mean", &[2]), values: Values::F64(vec![1.0 / 3.0, 5e-324]) });
    Checkpoint {
        flow: "Power".into(),
        architecture: "1a2b3c4d5e6f708192a3".into(),
        spec: "flow: Power\nevent: 2 # \"é\"".into(),
        dtype: Dtype::F32,
        tensors,
        extra: BTreeMap::from([("epoch".into(), "7".into()), ("seed".into(), "1".into())]),
    }
}

/// By name, and by bits: tensors of 8-byte numbers come first in a file.
fn content(checkpoint: &Checkpoint) -> impl PartialEq + std::fmt::Debug + use<> {
    let Checkpoint { flow, architecture, spec, dtype, tensors, extra } = checkpoint.clone();
    let row = |Tensor { info, values }| (info.name, (info.shape, values.dtype().name(), values.little_endian()));
    let tensors: BTreeMap<String, (Vec<usize>, &str, Vec<u8>)> = tensors.into_iter().map(row).collect();
    (flow, architecture, spec, dtype, tensors, extra)
}

fn saved(checkpoint: &Checkpoint) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    checkpoint.save(&path).unwrap();
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(checkpoint.to_bytes().unwrap(), bytes);
    bytes
}

#[test]
fn bits_survive_and_files_are_equal() {
    let bytes = saved(&example());
    let loaded = Checkpoint::from_bytes(&bytes).unwrap();
    assert_eq!(content(&loaded), content(&example()));
    assert_eq!(saved(&loaded), bytes);
    assert_eq!(loaded.tensor("layers.0.scale").unwrap().values.to_f32()[1].to_bits(), (-0.0f32).to_bits());
    // The crate's own reader sees the same numbers at aligned places.
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(file.tensor("base.location").unwrap().data(), 3.0f32.to_le_bytes());
    assert_eq!(u64::from_le_bytes(bytes[..8].try_into().unwrap()) % 8, 0);
}

/// Which entry of the header comes first does not matter; the numbers' order does.
#[test]
fn entries_of_the_header_come_in_any_order() {
    let bytes = saved(&example());
    let (length, _) = safetensors::SafeTensors::read_metadata(&bytes).unwrap();
    let (text, numbers) = bytes[8..].split_at(length);
    let header: BTreeMap<String, serde_json::Value> = serde_json::from_slice(text).unwrap();
    let object = |entries: Vec<String>| format!("{{{}}}", entries.join(", "));
    let entries = header.iter().rev().map(|(key, value)| {
        let value = match value.as_object() {
            Some(metadata) if key == "__metadata__" => {
                object(metadata.iter().rev().map(|(key, value)| format!("\"{key}\" : {value}")).collect())
            }
            _ => value.to_string(),
        };
        format!("\"{key}\":{value}")
    });
    let other = object(entries.collect());
    let again = [&(other.len() as u64).to_le_bytes()[..], other.as_bytes(), numbers].concat();
    assert!(!other.starts_with("{\"__metadata__"));
    assert_eq!(content(&Checkpoint::from_bytes(&again).unwrap()), content(&example()));
}

/// Long texts are read by pieces, which end at no escape; the parser that reads them whole is the
/// oracle.
#[test]
fn long_texts_are_read_as_short_ones() {
    let words = ["x", "é", "😀", r"\n", r"\\", r#"\""#, r"\u00e9", r"\ud83d\ude00", r"\u0041\ud83d\ude00"];
    for (k, word) in words.iter().enumerate() {
        for offset in 0..14 {
            let json = format!("\"{}{}\"", "y".repeat(offset), word.repeat(2000));
            assert_eq!(header::string(&json).unwrap(), serde_json::from_str::<String>(&json).unwrap(), "{k} {offset}");
        }
    }
    for wrong in [r"\ud83d", r"\ude00", r"\u12", r"\x", "\n", "\""] {
        for json in [format!("\"{wrong}{}\"", "y".repeat(9000)), format!("\"{}{wrong}\"", "y".repeat(9000))] {
            assert!(header::string(&json).is_err() && serde_json::from_str::<String>(&json).is_err(), "{wrong:?}");
        }
    }
}

#[test]
fn headers_that_are_no_json_of_the_format_are_refused() {
    let file = |header: &str| [&(header.len() as u64).to_le_bytes()[..], header.as_bytes()].concat();
    let t = r#"{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"#;
    for header in [" { } ".to_owned(), format!(r#"{{ "a" : {t} , "b}}" : {t} }}  "#), r#"{"__metadata__":null}"#.into()]
    {
        assert!(Header::read(&file(&header)).is_ok(), "{header}");
        assert!(safetensors::SafeTensors::read_metadata(&file(&header)).is_ok(), "{header}");
    }
    for header in [
        String::new(),
        "[]".into(),
        "{".into(),
        "}".into(),
        "{}}".into(),
        "{},".into(),
        "{,}".into(),
        format!(r#"{{"a":{t},}}"#),
        format!(r#"{{"a":{t} "b":{t}}}"#),
        format!(r#"{{"a" {t}}}"#),
        format!(r#"{{a:{t}}}"#),
        format!(r#"{{"a":{t}]"#),
        r#"{"a":1}"#.into(),
        r#"{"__metadata__":[]}"#.into(),
        r#"{"__metadata__":{"a":1}}"#.into(),
    ] {
        assert!(Header::read(&file(&header)).is_err(), "{header}");
        assert!(safetensors::SafeTensors::read_metadata(&file(&header)).is_err(), "{header}");
    }
}

/// SHA-256 as another program computes it over the bytes that the documentation of `digest`
/// describes.
#[test]
fn digest_is_as_documented() {
    let metadata = BTreeMap::from([("a".to_owned(), "bc".to_owned())]);
    let tensor = Tensor { info: info("t", &[1]), values: Values::F32(vec![1.5]) };
    assert_eq!(digest(&metadata, [&tensor]), "a22b2dc886d0b284e149527a4498ed98eeb0bf8414eefcb2c86f91010602c92c");
}

#[test]
fn every_truncation_and_flipped_bit_is_noticed() {
    let bytes = saved(&example());
    let intact = content(&example());
    for length in 0..bytes.len() {
        assert_eq!(Checkpoint::from_bytes(&bytes[..length]).unwrap_err().exit_code(), 2, "cut to {length}");
    }
    assert!(Checkpoint::from_bytes(&[&bytes[..], &[0]].concat()).is_err());
    let mut harmless = 0;
    for bit in 0..8 * bytes.len() {
        let mut mutant = bytes.clone();
        mutant[bit / 8] ^= 1 << (bit % 8);
        match Checkpoint::from_bytes(&mutant) {
            Ok(loaded) => {
                assert_eq!(content(&loaded), intact, "bit {bit}");
                harmless += 1;
            }
            Err(error) => assert_eq!(error.exit_code(), 2, "bit {bit}: {error}"),
        }
    }
    assert_eq!(harmless, 0);
}

#[test]
fn another_flow_is_refused_by_name() {
    // As the command keeps it: the file that a person wrote, and the text of the architecture.
    let mut checkpoint = Checkpoint { spec: "flow Power\nevent [2]\n".into(), ..example() };
    checkpoint.specify(&example().spec);
    let architecture = checkpoint.architecture.as_str();
    let of = |flow, hash, specification| Architecture { flow, hash, specification };
    assert!(checkpoint.check_architecture(of("Power", architecture, ""), &table()).is_ok());
    assert!(checkpoint.check_architecture(of("Renamed", architecture, ""), &table()).is_ok());
    let changed = |change: &dyn Fn(&mut Vec<ParameterInfo>)| {
        let mut table = table();
        change(&mut table);
        table
    };
    let cases = [
        (
            "TwoMoons",
            "ff00ff00ff00ff",
            table(),
            "found flow `Power` of another architecture (1a2b3c4d5e6f…) than `TwoMoons` (ff00ff00ff00…): `event [2]`, expected `[3]`",
        ),
        (
            "Power",
            "ff00",
            table(),
            "found flow `Power` of another architecture (1a2b3c4d5e6f…) than `Power` (ff00): `event [2]`, ",
        ),
        (
            "Power",
            architecture,
            changed(&|table| table[0].name = "layers.0.shift".into()),
            "found no `layers.0.shift`, the unknown `layers.0.scale`, expected",
        ),
        ("Power", architecture, changed(&|table| table.truncate(2)), "found the unknown `base.location`, expected"),
        ("Power", architecture, changed(&|table| table.push(info("x", &[]))), "found no `x`, expected"),
        (
            "Power",
            architecture,
            changed(&|table| table[1].shape = vec![3, 1]),
            "found `layers.1.weight` of shape [1, 3] instead of [3, 1], expected",
        ),
    ];
    for (flow, architecture, table, expected) in cases {
        let error = checkpoint.check_architecture(of(flow, architecture, "flow X\nevent [3]\n"), &table).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
    // Older files hold no text of the architecture: nothing is said of the first difference.
    let error = example().check_architecture(of("Power", "ff00", "flow X\nevent [3]\n"), &table()).unwrap_err();
    let message = "found flow `Power` of another architecture (1a2b3c4d5e6f…) than `Power` (ff00)";
    assert_eq!(error.to_string().lines().next(), Some(message));
}

#[test]
fn values_that_are_not_finite_are_refused_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    let mut checkpoint = example();
    checkpoint.tensors[1].values = Values::F32(vec![0.0, f32::NAN, 0.0]);
    let error = checkpoint.save(&path).unwrap_err();
    assert!(error.to_string().contains("found NaN in `layers.1.weight` at element 1"), "{error}");
    assert_eq!((error.exit_code(), path.exists()), (4, false));
    // A file of another program, whose digest is right.
    let tensors: Vec<&Tensor> = checkpoint.tensors[..3].iter().collect();
    let header = checkpoint.header(&tensors).unwrap();
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    tensors.iter().for_each(|tensor| bytes.extend(tensor.values.little_endian()));
    let error = Checkpoint::from_bytes(&bytes).unwrap_err();
    assert!(error.to_string().contains("found NaN in `layers.1.weight`"), "{error}");
    assert_eq!(error.exit_code(), 2);
}

#[test]
fn other_files_are_refused_with_their_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    let other =
        |header: &str, data: &[u8]| [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), data].concat();
    let cases = [
        (Vec::new(), "found a malformed model file"),
        (u64::MAX.to_le_bytes().to_vec(), "found a malformed model file"),
        (other("{}", &[]), "found tensors without a digest"),
        (other(r#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, &[0; 4]), "found tensors without a digest"),
        (other(r#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4000000000]}}"#, &[0; 4]), "found a malformed"),
        (
            other(r#"{"__metadata__":{"flow.digest":""},"w":{"dtype":"I8","shape":[1],"data_offsets":[0,1]}}"#, &[0]),
            "found tensor `w` of type I8",
        ),
        (
            other(r#"{"__metadata__":{"flow.digest":"","flow.format":"2"}}"#, &[]),
            "found format version `2`, expected `1`",
        ),
    ];
    for (bytes, expected) in cases {
        std::fs::write(&path, bytes).unwrap();
        let error = Checkpoint::load(&path).unwrap_err();
        assert!(error.to_string().starts_with(&format!("{}: {expected}", path.display())), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
    assert_eq!(Checkpoint::load(&folder.path().join("none")).unwrap_err().exit_code(), 2);
}
