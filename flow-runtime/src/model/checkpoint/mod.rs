//! The model file: parameters and statistics of one flow, as `safetensors`, with everything needed
//! to refuse a wrong pair.
//!
//! Any reader of safetensors can open it. Beyond the format it carries, as metadata, the flow's
//! name, the hash of its architecture, its spec, and a digest over all of that and all tensors; so
//! a file that loads is the one that was saved, to the bit, and a file of another flow is refused
//! by name. Equal checkpoints are equal files: the header is written here in a fixed order, because
//! the crate writes metadata in the order of a hash map.

mod header;
mod tensor;

use self::header::{Header, MAX_METADATA};
pub use self::tensor::{ParameterInfo, Tensor, Values};

use crate::atomic;
use crate::error::{Error, Result, listed, quoted};
use crate::model::architecture;
use crate::numeric::Dtype;
use hmac_sha256::Hash as Sha256;
use safetensors::tensor::TensorInfo;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;

/// Version of the layout of names and metadata.
const FORMAT: &str = "1";

/// Metadata key of the digest.
const DIGEST: &str = "flow.digest";

/// Prefix of the metadata keys of [`Checkpoint::extra`].
const EXTRA: &str = "extra.";
/// The fact that is the text of the architecture, where the specification is another one.
const TEXT: &str = "text";

/// Prefixes of tensors that are no parameters of the flow: measured from the data, or the state of
/// a training run.
const BESIDE_PARAMETERS: [&str; 2] = ["standardize.", "training."];

/// The content of a model file.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// The flow's name.
    pub flow: String,
    /// The hash of its architecture, in hexadecimal digits.
    pub architecture: String,
    /// The canonical text of its spec.
    pub spec: String,
    /// Type of the parameters.
    pub dtype: Dtype,
    /// Parameters, statistics (`standardize.mean`, `standardize.scale`) and training state
    /// (`training.…`).
    pub tensors: Vec<Tensor>,
    /// Further facts about the run, by name.
    pub extra: BTreeMap<String, String>,
}

/// The architecture that a model file must have.
#[derive(Clone, Copy, Debug)]
pub struct Architecture<'a> {
    /// The flow's name, for messages.
    pub flow: &'a str,
    /// The hash of its architecture.
    pub hash: &'a str,
    /// The text of its architecture.
    pub specification: &'a str,
}

impl Checkpoint {
    /// The tensor with this name.
    pub fn tensor(&self, name: &str) -> Option<&Tensor> {
        self.tensors.iter().find(|tensor| tensor.info.name == name)
    }

    /// Saves atomically; the file that stood there stays until the new one is complete and on disk.
    ///
    /// # Errors
    /// Refuses a value that is not finite, naming its tensor (`Numerical`); otherwise when the file
    /// cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        let (header, tensors) = self.in_order().map_err(|error| error.at(path.display()))?;
        atomic::write(path, |writer| {
            writer.write_all(&(header.len() as u64).to_le_bytes())?;
            writer.write_all(header.as_bytes())?;
            tensors.iter().try_for_each(|tensor| writer.write_all(&tensor.values.little_endian()))
        })
    }

    /// The bytes of the file that [`save`](Self::save) writes.
    ///
    /// # Errors
    /// Refuses a value that is not finite, naming its tensor (`Numerical`).
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let (header, tensors) = self.in_order()?;
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header.as_bytes());
        tensors.iter().for_each(|tensor| bytes.extend(tensor.values.little_endian()));
        Ok(bytes)
    }

    /// The header, and the tensors in the order of the file.
    fn in_order(&self) -> Result<(String, Vec<&Tensor>)> {
        if let Some(message) = self.non_finite() {
            return Err(Error::numerical(message).help("use an earlier checkpoint"));
        }
        // Numbers of 8 bytes first keeps every tensor aligned.
        let (mut tensors, narrow): (Vec<&Tensor>, Vec<&Tensor>) =
            self.tensors.iter().partition(|tensor| tensor.values.dtype() == Dtype::F64);
        tensors.extend(narrow);
        Ok((self.header(&tensors)?, tensors))
    }

    /// Loads and verifies a model file.
    ///
    /// # Errors
    /// Refuses a damaged file, one of another format version, and values that are not finite.
    pub fn load(path: &Path) -> Result<Self> {
        let (file, length) = crate::regular_file::open(path)?;
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
        // Taking one byte more than the length notices a file that grows, and bounds what is read.
        let read = file.take(length.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| Error::io(path, "read", &error))?;
        Self::from_bytes(&bytes).map_err(|error| error.at(path.display()))
    }

    /// Succeeds when this holds exactly the parameters of a flow of this architecture. Its name does
    /// not matter.
    ///
    /// # Errors
    /// Names the first layer and setting that differ, or the parameters that are missing, unexpected
    /// or of another shape.
    pub fn check_architecture(&self, expected: Architecture<'_>, parameters: &[ParameterInfo]) -> Result<()> {
        let help = "generate the code again from the spec that the model was trained with, or train again";
        let Architecture { flow, hash, specification } = expected;
        if self.architecture != hash && !self.reads_like(specification) {
            let (found, expected) = (short(&self.architecture), short(hash));
            let (name, flow) = (quoted(&self.flow), quoted(flow));
            let message = format!("found flow {name} of another architecture ({found}) than {flow} ({expected})");
            let difference = architecture::is_text(self.text()).then(|| {
                let difference = architecture::difference(self.text(), specification);
                difference.unwrap_or_else(|| "another formula of one of its bijectors".into())
            });
            let message = difference.map_or(message.clone(), |difference| format!("{message}: {difference}"));
            return Err(Error::input(message).help(help));
        }
        let found: BTreeMap<&str, &[usize]> = self.tensors.iter().map(|tensor| tensor.info.as_pair()).collect();
        let expected: BTreeMap<&str, &[usize]> = parameters.iter().map(ParameterInfo::as_pair).collect();
        let beside = |name: &str| BESIDE_PARAMETERS.iter().any(|prefix| name.starts_with(prefix));
        let missing: Vec<&str> = expected.keys().copied().filter(|name| !found.contains_key(name)).collect();
        let unexpected: Vec<&str> =
            found.keys().copied().filter(|name| !expected.contains_key(name) && !beside(name)).collect();
        let mut complaints = Vec::new();
        if !missing.is_empty() {
            complaints.push(format!("no {}", listed(missing)));
        }
        if !unexpected.is_empty() {
            complaints.push(format!("the unknown {}", listed(unexpected)));
        }
        for (name, shape) in expected {
            match found.get(name) {
                Some(found) if *found != shape => {
                    complaints.push(format!("{} of shape {found:?} instead of {shape:?}", quoted(name)));
                }
                _ => {}
            }
        }
        if complaints.is_empty() {
            return Ok(());
        }
        let complaints = complaints.join(", ");
        Err(Error::input(format!("found {complaints}, expected the parameters of {}", quoted(flow))).help(help))
    }

    /// Keeps another text in the place of the specification: the file that a person wrote. The text of the
    /// architecture stays beside it.
    pub fn specify(&mut self, spec: &str) {
        let text = std::mem::replace(&mut self.spec, spec.to_owned());
        self.extra.insert(TEXT.to_owned(), text);
    }

    /// The file that a person wrote, where its text is kept.
    pub fn declaration(&self) -> Option<&str> {
        self.extra.contains_key(TEXT).then_some(&self.spec)
    }

    /// The text of the architecture.
    fn text(&self) -> &str {
        self.extra.get(TEXT).unwrap_or(&self.spec)
    }

    /// True where the text tells all of the architecture, and is that of this one: earlier hashes were
    /// of the name too.
    fn reads_like(&self, specification: &str) -> bool {
        let [found, expected] = [self.text(), specification].map(architecture::body);
        found == expected && !found.contains("\nbijector ")
    }

    /// Names the first number that is not finite.
    fn non_finite(&self) -> Option<String> {
        self.tensors.iter().find_map(|Tensor { info, values }| {
            let (index, value) = values.first_non_finite()?;
            Some(format!("found {value} in {} at element {index}, expected finite numbers", quoted(&info.name)))
        })
    }

    /// Everything but the tensors' numbers and the digest.
    fn metadata(&self) -> BTreeMap<String, String> {
        let own = [
            ("flow.format", FORMAT),
            ("flow.name", &self.flow),
            ("flow.architecture", &self.architecture),
            ("flow.spec", &self.spec),
            ("flow.dtype", self.dtype.name()),
        ];
        let own = own.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned()));
        own.chain(self.extra.iter().map(|(key, value)| (format!("{EXTRA}{key}"), value.clone()))).collect()
    }

    /// The JSON header of the file, padded so that numbers begin at a multiple of 8 bytes.
    fn header(&self, tensors: &[&Tensor]) -> Result<String> {
        let json = |error: serde_json::Error| Error::bug(format!("the header cannot be written: {error}"));
        let mut metadata = self.metadata();
        if metadata.len() >= MAX_METADATA {
            return Err(Error::bug(format!("{} facts about the run, more than a header holds", self.extra.len())));
        }
        metadata.insert(DIGEST.to_owned(), digest(&metadata, tensors.iter().copied()));
        let mut header = format!("{{\"__metadata__\":{}", serde_json::to_string(&metadata).map_err(json)?);
        let mut end = 0;
        let mut names = std::collections::BTreeSet::from(["__metadata__"]);
        for Tensor { info: ParameterInfo { name, shape }, values } in tensors.iter().copied() {
            let elements = shape.iter().try_fold(1usize, |product, &extent| product.checked_mul(extent));
            if elements != Some(values.len()) || !names.insert(name) {
                return Err(Error::bug(format!(
                    "tensor {} does not fill its shape or is not the only one",
                    quoted(name)
                )));
            }
            let start = end;
            end += values.len() * values.dtype().size();
            let dtype = match values.dtype() {
                Dtype::F32 => safetensors::Dtype::F32,
                Dtype::F64 => safetensors::Dtype::F64,
            };
            let info = TensorInfo { dtype, shape: shape.clone(), data_offsets: (start, end) };
            let (name, info) = (serde_json::to_string(name), serde_json::to_string(&info));
            header += &format!(",{}:{}", name.map_err(json)?, info.map_err(json)?);
        }
        header.push('}');
        header.extend(std::iter::repeat_n(' ', header.len().next_multiple_of(8) - header.len()));
        Ok(header)
    }

    /// Reads and verifies the bytes of a model file.
    ///
    /// # Errors
    /// Those of [`load`](Self::load), without a path.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let damaged = |what: String| Error::input(what).help("the file is damaged, use another copy or train again");
        let malformed = |error| damaged(format!("found a malformed model file ({error})"));
        let mut header = Header::read(bytes).map_err(malformed)?;
        let mut metadata = std::mem::take(&mut header.metadata);
        let Some(stored_digest) = metadata.remove(DIGEST) else {
            return Err(Error::input("found tensors without a digest, expected a model file of a flow")
                .help("save the model with the `save` of its flow"));
        };
        // Nothing is stored before the digest is known to be right.
        let mut digest = Hash::of(&metadata);
        for entry in &header.tensors {
            let (name, TensorInfo { dtype, shape, .. }) = entry.parsed().map_err(malformed)?;
            let Some(dtype) = number_type(dtype) else {
                return Err(Error::input(format!(
                    "found tensor {} of type {dtype}, expected F32 or F64",
                    quoted(&name)
                )));
            };
            let bytes = header.bytes(entry);
            digest.tensor(&name, &shape, dtype, bytes.len());
            digest.0.update(bytes);
        }
        if let Some(version) = metadata.get("flow.format").filter(|version| *version != FORMAT) {
            return Err(Error::input(format!("found format version {}, expected `{FORMAT}`", quoted(version)))
                .help("load it with the version of flow-runtime that saved it"));
        }
        if digest.digits() != stored_digest {
            return Err(damaged("found content that does not have the digest it was saved with".to_owned()));
        }
        let read = |entry| {
            let (name, TensorInfo { dtype, shape, .. }) = header::Entry::parsed(entry).map_err(malformed)?;
            let values = Values::from_little_endian(dtype, header.bytes(entry));
            let values = values.ok_or_else(|| Error::bug(format!("tensor {} changed its type", quoted(&name))))?;
            Ok(Tensor { info: ParameterInfo { name, shape }, values })
        };
        let tensors = header.tensors.iter().map(read).collect::<Result<_>>()?;
        let mut take = |key: &str| {
            metadata
                .remove(key)
                .ok_or_else(|| damaged(format!("found no {}, expected a model file of a flow", quoted(key))))
        };
        let dtype = match take("flow.dtype")?.as_str() {
            "f32" => Dtype::F32,
            "f64" => Dtype::F64,
            other => return Err(damaged(format!("found type {}, expected `f32` or `f64`", quoted(other)))),
        };
        take("flow.format")?;
        let (flow, architecture, spec) = (take("flow.name")?, take("flow.architecture")?, take("flow.spec")?);
        let extra = metadata.into_iter().filter_map(|(key, value)| Some((key.strip_prefix(EXTRA)?.to_owned(), value)));
        let checkpoint = Self { flow, architecture, spec, dtype, tensors, extra: extra.collect() };
        match checkpoint.non_finite() {
            Some(message) => Err(Error::input(message).help("use an earlier checkpoint")),
            None => Ok(checkpoint),
        }
    }
}

/// The type of a tensor's numbers, if flows have such.
fn number_type(dtype: safetensors::Dtype) -> Option<Dtype> {
    match dtype {
        safetensors::Dtype::F32 => Some(Dtype::F32),
        safetensors::Dtype::F64 => Some(Dtype::F64),
        _ => None,
    }
}

/// SHA-256, in hexadecimal digits, over metadata in the order of keys and tensors in the order of
/// the file. Every part is preceded by its length, so that no two contents run together into the
/// same bytes.
fn digest<'a>(metadata: &BTreeMap<String, String>, tensors: impl IntoIterator<Item = &'a Tensor>) -> String {
    let mut hash = Hash::of(metadata);
    for Tensor { info, values } in tensors {
        hash.tensor(&info.name, &info.shape, values.dtype(), values.len() * values.dtype().size());
        // A copy of all bytes would double what a large tensor takes.
        values.each_little_endian(|bytes| hash.0.update(bytes));
    }
    hash.digits()
}

/// A digest in the making.
struct Hash(Sha256);

impl Hash {
    fn of(metadata: &BTreeMap<String, String>) -> Self {
        let mut hash = Hash(Sha256::new());
        hash.part(&(metadata.len() as u64).to_le_bytes());
        for (key, value) in metadata {
            hash.part(key.as_bytes());
            hash.part(value.as_bytes());
        }
        hash
    }

    fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The bytes that come before those of a tensor's numbers.
    fn tensor(&mut self, name: &str, shape: &[usize], dtype: Dtype, bytes: usize) {
        self.part(name.as_bytes());
        self.part(&shape.iter().flat_map(|&extent| (extent as u64).to_le_bytes()).collect::<Vec<u8>>());
        self.part(dtype.name().as_bytes());
        self.0.update((bytes as u64).to_le_bytes());
    }

    fn digits(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The first digits of a hash, enough to tell two apart in a message.
fn short(hash: &str) -> String {
    match hash.char_indices().nth(12) {
        Some((end, _)) => format!("{}…", &hash[..end]),
        None => hash.to_owned(),
    }
}

#[cfg(test)]
mod tests;
