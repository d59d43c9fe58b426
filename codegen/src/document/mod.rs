//! Stage 1: YAML files to a typed subset of OpenAPI 3.1.
//!
//! In go the [`Sources`], out comes a [`Document`] in which every `$ref` is known to lead somewhere and every keyword
//! was understood. What a keyword *means* is not decided here; see `lower`.

mod body;
mod condition;
mod config;
mod load;
mod node;
mod operation;
mod reader;
mod reference;
mod root;
mod rule;
mod schema;
mod superseded;
mod syntax;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::body::{Example, Media};
pub(crate) use self::condition::{Asked, Condition, Term, ValueTest};
pub(crate) use self::config::{Config, Targets};
pub(crate) use self::node::{Data, Node, Spanned};
pub(crate) use self::operation::{Location, Operation, Parameter};
pub(crate) use self::reader::{listed, suggest};
pub(crate) use self::reference::Reference;
pub(crate) use self::root::Info;
pub(crate) use self::rule::{Groups, KEYWORDS as RULE_KEYWORDS, Part, Statement};
pub(crate) use self::schema::{Schema, Type};
pub(crate) use self::superseded::{Null, Nullable};
use crate::diagnostic::{Code, Diagnostic, FileId, Sink, Span};
use crate::sources::Sources;

/// The name of the root document of a spec folder.
pub(crate) const ROOT: &str = "openapi.yaml";
/// The name of the file that says what to generate from it.
pub(crate) const CONFIG: &str = "codegen.yaml";
/// The name of the file that says where a spec differs from another description on purpose: for those who compare them.
const DIFFERENCES: &str = "differences.yaml";

/// A spec, read and typed.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) config: Config,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) server: Spanned<String>,
    pub(crate) operations: Vec<Operation>,
    /// Every component schema, by the file it stands in and its name.
    pub(crate) schemas: BTreeMap<(FileId, String), Component>,
    /// Path of every file, by its number.
    pub(crate) paths: Vec<String>,
    /// The tree of each file, by its number; `None` where it could not be read.
    trees: Vec<Option<Node>>,
    /// What a file says about itself.
    pub(crate) infos: BTreeMap<FileId, Info>,
    /// What is said of null in the words of OpenAPI 3.0.
    pub(crate) nullables: Vec<Nullable>,
}

/// A schema under `components`.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) name: Spanned<String>,
    pub(crate) schema: Schema,
}

/// Reads all files of a spec. `None` when so much is missing that there is nothing to go on with.
pub(crate) fn read(sources: &Sources, sink: &mut Sink) -> Option<Document> {
    let before = sink.errors();
    let mut trees = Vec::new();
    let mut index = BTreeMap::new();
    let mut names = Vec::new();
    for (file, path, bytes) in sources.iter() {
        index.insert(path.to_owned(), file);
        names.push(path);
        trees.push(load::load(file, bytes, sink));
    }
    let mut context = Context {
        trees: &trees,
        index: &index,
        names: &names,
        reached: BTreeSet::new(),
        followed: BTreeSet::new(),
        infos: BTreeMap::new(),
        nullables: Vec::new(),
        component: None,
        sink,
    };
    let config = context.file(CONFIG).and_then(|(_, node)| config::read(node, &mut context));
    let root = context.file(ROOT).and_then(|(file, node)| root::read(file, node, &mut context));
    let schemas = context.schemas();
    // What is wrong elsewhere may be what should lead there.
    if context.sink.errors() == before {
        context.report_unused();
    }
    let (infos, nullables) = (context.infos, context.nullables);
    let (Some(config), Some(root)) = (config, root) else {
        for found in &nullables {
            sink.push(found.diagnostic(Null::Elsewhere));
        }
        return None;
    };
    Some(Document {
        config,
        infos,
        nullables,
        description: root.description,
        server: root.server,
        operations: root.operations,
        schemas,
        paths: index.into_keys().collect(),
        trees,
    })
}

impl Document {
    /// The words that stand in one list, or as keys in one mapping, with the word at `span`.
    pub(crate) fn beside(&self, span: Span) -> Vec<&str> {
        beside(&self.trees, span)
    }
}

fn beside(trees: &[Option<Node>], span: Span) -> Vec<&str> {
    let tree = trees.get(span.file.0).and_then(Option::as_ref);
    tree.map_or_else(Vec::new, |tree| tree.beside(span))
}

/// What the readers of this stage share.
struct Context<'n, 's> {
    /// The tree of each file, by its number; `None` where it could not be read.
    trees: &'n [Option<Node>],
    index: &'n BTreeMap<String, FileId>,
    /// The path of each file, by its number.
    names: &'n [&'n str],
    reached: BTreeSet<FileId>,
    /// Parameters and responses that a `$ref` leads to, by file, kind and name.
    followed: BTreeSet<(FileId, String, String)>,
    infos: BTreeMap<FileId, Info>,
    /// What is said of null in the words of OpenAPI 3.0.
    nullables: Vec<Nullable>,
    /// Where the component stands that is being read.
    component: Option<Span>,
    sink: &'s mut Sink,
}

impl<'n> Context<'n, '_> {
    /// One of the two files that every spec folder has.
    fn file(&mut self, path: &str) -> Option<(FileId, &'n Node)> {
        let Some(&file) = self.index.get(path) else {
            let help = format!("add `{path}` to the folder; see spec/README.md");
            let span = Span::start_of(FileId(0));
            let message = format!("the spec folder has no `{path}`");
            self.sink.push(Diagnostic::new(Code::MissingFile, span, message).help(help));
            return None;
        };
        self.reached.insert(file);
        self.trees.get(file.0)?.as_ref().map(|node| (file, node))
    }

    /// Every component schema of the files reached so far and of those that these reach.
    fn schemas(&mut self) -> BTreeMap<(FileId, String), Component> {
        let mut schemas = BTreeMap::new();
        let mut done = BTreeSet::new();
        while let Some(&file) = self.reached.iter().find(|file| !done.contains(*file)) {
            done.insert(file);
            if ![ROOT, CONFIG].iter().any(|path| self.index.get(*path) == Some(&file)) {
                root::check_fragment(file, self);
            }
            let Some(Some(tree)) = self.trees.get(file.0) else {
                continue;
            };
            let Some(node) = tree.get("components").and_then(|components| components.get("schemas")) else {
                continue;
            };
            for (name, node) in reader::map(node, "schemas", self.sink) {
                self.component = Some(node.place());
                if let Some(schema) = self.schema(file, node) {
                    let component = Component { name: name.clone(), schema };
                    schemas.insert((file, name.value.clone()), component);
                }
            }
        }
        schemas
    }

    fn report_unused(&mut self) {
        for (path, file) in self.index {
            if self.reached.contains(file) || path == DIFFERENCES {
                continue;
            }
            let message = format!("`{path}` is not reached from `{ROOT}`");
            let help = format!("refer to its paths from `{ROOT}`, or remove the file");
            let diagnostic = Diagnostic::new(Code::UnusedFile, Span::start_of(*file), message);
            self.sink.push(diagnostic.help(help));
        }
        for file in &self.reached {
            let components = self.trees.get(file.0).and_then(|tree| tree.as_ref()?.get("components"));
            for kind in ["parameters", "responses"] {
                let Some(Node { data: Data::Map(entries), .. }) = components.and_then(|all| all.get(kind))
                else {
                    continue;
                };
                for (name, _) in entries {
                    if !self.followed.contains(&(*file, kind.to_owned(), name.value.clone())) {
                        self.sink.push(unused(name));
                    }
                }
            }
        }
    }
}

/// The warning about a component that nothing refers to.
pub(crate) fn unused(name: &Spanned<String>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::UnusedComponent, name.span, format!("no operation leads to `{name}`"));
    diagnostic.label("nothing is generated for it").help("refer to it, or remove it")
}
