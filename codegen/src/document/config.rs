//! `codegen.yaml`: what the generated crate is called and which spec file becomes which module.

use super::reader::{self, Reader};
use super::yaml::node::{Data, Node, Spanned};
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
    pub(crate) modules: Vec<(Spanned<String>, Spanned<String>)>,
    /// Groups of resources that can be turned off, each with its files and folders.
    pub(crate) features: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    pub(crate) targets: Targets,
}

/// Hand-written tests, benchmarks and examples of the crate. Their files are elsewhere, because the whole folder of the crate
/// is generated. They are declared in its manifest, because Cargo would not start without the folder if another package of
/// the workspace depended on it.
#[derive(Debug, Default)]
pub(crate) struct Targets {
    pub(crate) tests: Vec<Target>,
    pub(crate) benches: Vec<Target>,
    /// Example programs.
    pub(crate) examples: Vec<Target>,
    /// Names of dependencies of the workspace.
    pub(crate) dev_dependencies: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: Spanned<String>,
    /// Relative to the folder of the crate.
    pub(crate) path: Spanned<String>,
    /// Features that it requires.
    pub(crate) features: Vec<Spanned<String>>,
}

pub(super) fn read(node: &Node, sink: &mut Sink) -> Option<Config> {
    let mut config = Reader::new("codegen.yaml", node, sink)?;
    let package = config.need("package", sink);
    let modules = pairs(config.map("modules", sink), sink);
    let features = config.map("features", sink).iter();
    let features = features.map(|(name, node)| (name.clone(), files(node, sink))).collect();
    let targets = config.take("hand-written").and_then(|node| targets(node, sink)).unwrap_or_default();
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
    let mut of_kind = |kind| {
        let entries = reader.map(kind, sink).iter();
        entries.filter_map(|(name, node)| target(name, node, sink)).collect::<Vec<_>>()
    };
    let (tests, benches, examples) = (of_kind("tests"), of_kind("benches"), of_kind("examples"));
    let dev_dependencies = reader.texts("dev-dependencies", sink);
    reader.finish(sink);
    Some(Targets { tests, benches, examples, dev_dependencies })
}

/// A path, or a mapping with a path and the features that the target requires.
fn target(name: &Spanned<String>, node: &Node, sink: &mut Sink) -> Option<Target> {
    let name = name.clone();
    if !matches!(node.data, Data::Map(_)) {
        return Some(Target { name, path: reader::text(node, sink)?, features: Vec::new() });
    }
    let mut reader = Reader::new("a target", node, sink)?;
    let path = reader.need_text("path", sink);
    let features = reader.texts("features", sink);
    reader.finish(sink);
    Some(Target { name, path: path?, features })
}

fn files(node: &Node, sink: &mut Sink) -> Vec<Spanned<String>> {
    let items = reader::list(node, "features", sink);
    items.iter().filter_map(|item| reader::text(item, sink)).collect()
}

fn pairs(entries: &[(Spanned<String>, Node)], sink: &mut Sink) -> Vec<(Spanned<String>, Spanned<String>)> {
    entries.iter().filter_map(|(key, node)| Some((key.clone(), reader::text(node, sink)?))).collect()
}
