//! `codegen.yaml`: what the generated crate is called and which spec file becomes which module.

use super::reader::{self, Reader};
use super::yaml::node::{Node, Spanned};
use crate::diagnostic::Sink;

/// The settings of one generated crate.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) name: Spanned<String>,
    pub(crate) version: Spanned<String>,
    pub(crate) description: Spanned<String>,
    pub(crate) keywords: Vec<Spanned<String>>,
    pub(crate) categories: Vec<Spanned<String>>,
    /// Spec file to module path, for files whose path differs from that of their module.
    pub(crate) modules: Vec<Pair>,
    /// Groups of resources that can be turned off, each with its files and folders.
    pub(crate) features: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    pub(crate) targets: Option<Targets>,
}

/// A name and its path.
type Pair = (Spanned<String>, Spanned<String>);

/// Hand-written tests, benchmarks and examples of the crate, by name. Paths are relative to the folder of their package.
#[derive(Debug)]
pub(crate) struct Targets {
    pub(crate) tests: Vec<Pair>,
    pub(crate) benches: Vec<Pair>,
    pub(crate) examples: Vec<Pair>,
    /// Features of the crate that they require, in addition to the default ones.
    pub(crate) features: Vec<Spanned<String>>,
    /// Names of dependencies of the workspace.
    pub(crate) dev_dependencies: Vec<Spanned<String>>,
}

pub(super) fn read(node: &Node, sink: &mut Sink) -> Option<Config> {
    let mut config = Reader::new("codegen.yaml", node, sink)?;
    let package = config.need("package", sink);
    let modules = pairs(config.map("modules", sink), sink);
    let features = config.map("features", sink).iter();
    let features = features.map(|(name, node)| (name.clone(), files(node, sink))).collect();
    let targets = config.take("hand-written").and_then(|node| targets(node, sink));
    config.finish(sink);
    let mut package = Reader::new("`package`", package?, sink)?;
    let name = package.need_text("name", sink);
    let version = package.need_text("version", sink);
    let description = package.need_text("description", sink);
    let keywords = package.texts("keywords", sink);
    let categories = package.texts("categories", sink);
    package.finish(sink);
    Some(Config {
        name: name?,
        version: version?,
        description: description?,
        keywords,
        categories,
        modules,
        features,
        targets,
    })
}

fn targets(node: &Node, sink: &mut Sink) -> Option<Targets> {
    let mut reader = Reader::new("`hand-written`", node, sink)?;
    let mut of_kind = |kind| pairs(reader.map(kind, sink), sink);
    let (tests, benches, examples) = (of_kind("tests"), of_kind("benches"), of_kind("examples"));
    let features = reader.texts("features", sink);
    let dev_dependencies = reader.texts("dev-dependencies", sink);
    reader.finish(sink);
    Some(Targets { tests, benches, examples, features, dev_dependencies })
}

fn files(node: &Node, sink: &mut Sink) -> Vec<Spanned<String>> {
    let items = reader::list(node, "features", sink);
    items.iter().filter_map(|item| reader::text(item, sink)).collect()
}

fn pairs(entries: &[(Spanned<String>, Node)], sink: &mut Sink) -> Vec<Pair> {
    entries.iter().filter_map(|(key, node)| Some((key.clone(), reader::text(node, sink)?))).collect()
}
