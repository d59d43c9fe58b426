//! The state that the readers of this stage share: the trees of all files, and what has been found in them so far.

use std::collections::{BTreeMap, BTreeSet};

use super::openapi::info::Info;
use super::schema::openapi_3_0::Nullable;
use super::yaml::node::{Data, Node, Spanned};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{FileId, Span};

/// The name of the root document of a spec folder.
pub(crate) const ROOT: &str = "openapi.yaml";
/// The name of the file that configures what is generated.
pub(crate) const CONFIG: &str = "codegen.yaml";
/// The name of the file that lists where a spec deliberately differs from another description. It is not read here, and
/// may be in the folder.
pub(super) const DIFFERENCES: &str = "differences.yaml";

/// What the readers share.
pub(super) struct Context<'n, 's> {
    /// The tree of each file, by its number; `None` where it could not be read.
    pub(super) trees: &'n [Option<Node>],
    /// The path of each file, by its number.
    pub(super) paths: &'n [&'n str],
    /// The number of each file, by its path.
    pub(super) index: &'n BTreeMap<String, FileId>,
    /// The files that the root document leads to.
    pub(super) reached: BTreeSet<FileId>,
    /// The parameters and responses that a `$ref` leads to, by file, section and name.
    pub(super) referenced: BTreeSet<(FileId, String, String)>,
    pub(super) infos: BTreeMap<FileId, Info>,
    /// Every `nullable`, which only the next stage can check.
    pub(super) nullables: Vec<Nullable>,
    /// The span of the component schema that is being read.
    pub(super) component: Option<Span>,
    pub(super) sink: &'s mut Sink,
}

impl<'n, 's> Context<'n, 's> {
    pub(super) fn new(
        trees: &'n [Option<Node>],
        paths: &'n [&'n str],
        index: &'n BTreeMap<String, FileId>,
        sink: &'s mut Sink,
    ) -> Self {
        Self {
            trees,
            paths,
            index,
            reached: BTreeSet::new(),
            referenced: BTreeSet::new(),
            infos: BTreeMap::new(),
            nullables: Vec::new(),
            component: None,
            sink,
        }
    }

    /// The tree of one of the two files that every spec folder has.
    pub(super) fn file(&mut self, path: &str) -> Option<(FileId, &'n Node)> {
        let Some(&file) = self.index.get(path) else {
            let help = format!("add `{path}` to the folder; see spec/README.md");
            let span = Span::start_of(FileId(0));
            let message = format!("the spec folder has no `{path}`");
            self.sink.push(Diagnostic::new(Code::MissingFile, span, message).help(help));
            return None;
        };
        self.reached.insert(file);
        self.tree(file).map(|node| (file, node))
    }

    /// The tree of a file.
    pub(super) fn tree(&self, file: FileId) -> Option<&'n Node> {
        self.trees.get(file.0)?.as_ref()
    }

    /// The path of a file.
    pub(super) fn path(&self, file: FileId) -> &'n str {
        self.paths.get(file.0).copied().unwrap_or_default()
    }

    /// A section of the root document: `paths` or `webhooks`.
    pub(super) fn root_section(&self, name: &str) -> Option<&'n Node> {
        self.tree(*self.index.get(ROOT)?)?.get(name)
    }

    /// The path in the root document whose `$ref` is `target`.
    pub(super) fn root_path_of(&self, target: &Spanned<String>) -> Option<&'n Spanned<String>> {
        let Data::Map(entries) = &self.root_section("paths")?.data else { return None };
        let refers = |node: &Node| node.get("$ref").is_some_and(|reference| reference.span == target.span);
        entries.iter().find(|(_, node)| refers(node)).map(|(path, _)| path)
    }
}

/// The words in the same list, or the keys in the same mapping, as the word at `span`.
pub(super) fn siblings(trees: &[Option<Node>], span: Span) -> Vec<&str> {
    let tree = trees.get(span.file.0).and_then(Option::as_ref);
    tree.map_or_else(Vec::new, |tree| tree.siblings(span))
}
