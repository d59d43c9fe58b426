//! Stage 1: YAML files to a typed subset of OpenAPI 3.1.
//!
//! In a [`Document`], every `$ref` leads to something and every keyword was understood. What a keyword *means* is not
//! decided here; see `lower`.

mod config;
mod context;
mod did_you_mean;
mod json_pointer;
mod openapi;
mod reader;
mod reference;
mod schema;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use self::context::Context;
pub(crate) use self::{
    config::{Config, Targets},
    context::{CONFIG, ROOT},
    did_you_mean::{nearest, suggest},
    openapi::{
        body::{Example, Media},
        info::Info,
        operation::{Location, Operation, Parameter},
        webhook::Webhook,
    },
    reader::listed,
    reference::Reference,
    schema::{
        Schema,
        condition::{Condition, ConditionKeyword, Keyword, KeywordValue, ValueKeyword, ValueTest},
        openapi_3_0::{Null, Nullable},
        rule::{Groups, KEYWORDS as RULE_KEYWORDS, RuleKeyword, Statement},
        type_keyword::Type,
    },
    yaml::node::{Data, Node, Spanned},
};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{FileId, Sources, Span};

/// A spec, read and typed.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) config: Config,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) server: Spanned<String>,
    pub(crate) operations: Vec<Operation>,
    /// In the order of the root document.
    pub(crate) webhooks: Vec<Webhook>,
    /// Every component schema, by its file and its name.
    pub(crate) schemas: BTreeMap<(FileId, String), Component>,
    /// The path of every file, by its number.
    pub(crate) paths: Vec<String>,
    /// The tree of each file, by its number; `None` where it could not be read.
    trees: Vec<Option<Node>>,
    /// The `info` of each file that has one, apart from the root document.
    pub(crate) infos: BTreeMap<FileId, Info>,
    /// Every `nullable`, a keyword of OpenAPI 3.0: whether null is allowed there is not known before lowering.
    pub(crate) nullables: Vec<Nullable>,
}

/// A schema under `components`.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) name: Spanned<String>,
    pub(crate) schema: Schema,
}

/// Reads all files of a spec. `None` when too much is missing to go on.
pub(crate) fn read(sources: &Sources, sink: &mut Sink) -> Option<Document> {
    let before = sink.errors();
    let mut trees = Vec::new();
    let mut index = BTreeMap::new();
    let mut paths = Vec::new();
    for (file, path, bytes) in sources.iter() {
        index.insert(path.to_owned(), file);
        paths.push(path);
        trees.push(yaml::parse::load(file, bytes, sink));
    }
    let mut context = Context::new(&trees, &paths, &index, sink);
    let config = context.file(CONFIG).and_then(|(_, node)| config::read(node, context.sink));
    let root = context.file(ROOT).and_then(|(file, node)| openapi::root::read(file, node, &mut context));
    let schemas = component_schemas(&mut context);
    // A file can be unreached because the `$ref` to it has an error.
    if context.sink.errors() == before {
        report_unreached(&mut context);
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
        webhooks: root.webhooks,
        schemas,
        paths: index.into_keys().collect(),
        trees,
    })
}

impl Document {
    /// The words in the same list, or the keys in the same mapping, as the word at `span`.
    pub(crate) fn siblings(&self, span: Span) -> Vec<&str> {
        context::siblings(&self.trees, span)
    }
}

/// Every component schema of the files that were reached, and of those that these lead to.
fn component_schemas(context: &mut Context<'_, '_>) -> BTreeMap<(FileId, String), Component> {
    let mut schemas = BTreeMap::new();
    let mut done = BTreeSet::new();
    while let Some(&file) = context.reached.iter().find(|file| !done.contains(*file)) {
        done.insert(file);
        if ![ROOT, CONFIG].contains(&context.path(file)) {
            openapi::fragment::check(file, context);
        }
        let Some(tree) = context.tree(file) else {
            continue;
        };
        let Some(node) = tree.get("components").and_then(|components| components.get("schemas")) else {
            continue;
        };
        for (name, node) in reader::map(node, "schemas", context.sink) {
            context.component = Some(node.key_span());
            if let Some(schema) = schema::read(file, node, context) {
                let component = Component { name: name.clone(), schema };
                schemas.insert((file, name.value.clone()), component);
            }
        }
    }
    schemas
}

/// Reports files, parameters and responses that no `$ref` leads to. Unused schemas are found by lowering.
fn report_unreached(context: &mut Context<'_, '_>) {
    for (path, file) in context.index {
        if context.reached.contains(file) || path == context::DIFFERENCES {
            continue;
        }
        let message = format!("`{path}` cannot be reached from `{ROOT}`");
        let help = format!("refer to its paths from `{ROOT}`, or remove the file");
        let diagnostic = Diagnostic::new(Code::UnusedFile, Span::start_of(*file), message);
        context.sink.push(diagnostic.help(help));
    }
    for file in &context.reached {
        let components = context.tree(*file).and_then(|tree| tree.get("components"));
        for section in ["parameters", "responses"] {
            let Some(Node { data: Data::Map(entries), .. }) = components.and_then(|all| all.get(section))
            else {
                continue;
            };
            for (name, _) in entries {
                if !context.referenced.contains(&(*file, section.to_owned(), name.value.clone())) {
                    context.sink.push(unused(name));
                }
            }
        }
    }
}

/// The warning about a component that no operation leads to.
pub(crate) fn unused(name: &Spanned<String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnusedComponent, name.span, format!("no operation uses `{name}`"));
    diagnostic.label("nothing is generated for it").help("refer to it, or remove it")
}
