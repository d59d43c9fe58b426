//! The bodies of requests and responses: media type, schema and examples.

use crate::diagnostic::{Change, Code, Diagnostic, Sink};
use crate::document::context::Context;
use crate::document::reader::{self, Reader};
use crate::document::schema::{self, Schema};
use crate::document::yaml::node::{Data, Node, Spanned};
use crate::source::FileId;

/// The body of a request.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) media: Media,
    pub(crate) schema: Schema,
    pub(crate) examples: Vec<Example>,
}

/// The media types that a body can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    Form,
    Json,
}

/// A named example of a body.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) name: Spanned<String>,
    pub(crate) summary: Option<Spanned<String>>,
    pub(crate) value: Node,
}

impl Media {
    const fn name(self) -> &'static str {
        match self {
            Self::Form => "application/x-www-form-urlencoded",
            Self::Json => "application/json",
        }
    }
}

/// The body of a request.
pub(crate) fn read<'n>(file: FileId, node: &'n Node, context: &mut Context<'n, '_>) -> Option<Body> {
    let mut reader = Reader::new("a request body", node, context.sink)?;
    reader.boolean("required", context.sink);
    reader.text("description", context.sink);
    let media_types = reader.need("content", context.sink);
    reader.finish(context.sink);
    let (media, node) =
        media_type(media_types?, &[Media::Form, Media::Json], "a request body", context.sink)?;
    let (schema, examples) = schema_and_examples(file, node, context)?;
    Some(Body { media, schema, examples })
}

/// The only media type in `content`, which has to be one that is `handled`.
pub(crate) fn media_type<'n>(
    content: &'n Node,
    handled: &[Media],
    what: &str,
    sink: &mut Sink,
) -> Option<(Media, &'n Node)> {
    let entries = reader::map(content, "content", sink);
    let names: Vec<_> = handled.iter().map(|media| format!("`{}`", media.name())).collect();
    let names = names.join(" or ");
    let mut found: Option<(Media, &Spanned<String>, &'n Node)> = None;
    for (name, node) in entries {
        let Some(media) = handled.iter().find(|media| media.name() == name.value) else {
            let message = format!("{what} of media type `{name}` is not supported");
            let help = format!("use {names}");
            sink.push(Diagnostic::new(Code::Unsupported, name.span, message).help(help));
            continue;
        };
        if let Some((_, first, _)) = found {
            let message = format!("{what} of two media types is not supported");
            let diagnostic = Diagnostic::new(Code::Unsupported, name.span, message);
            sink.push(diagnostic.also(first.span, "the first").help("describe one of the two"));
            continue;
        }
        found = Some((*media, name, node));
    }
    if entries.is_empty() {
        let message = "`content` has no media type";
        let help = format!("add {names}");
        sink.push(Diagnostic::new(Code::MissingKeyword, content.key_span(), message).help(help));
    }
    found.map(|(media, _, node)| (media, node))
}

/// What a media type holds.
pub(crate) fn schema_and_examples<'n>(
    file: FileId,
    node: &'n Node,
    context: &mut Context<'n, '_>,
) -> Option<(Schema, Vec<Example>)> {
    let mut reader = Reader::new("a media type", node, context.sink)?;
    let schema = reader.need("schema", context.sink);
    let entries = reader.map("examples", context.sink);
    if let Some(example) = reader.refuse("example") {
        let message = "unsupported keyword `example` in a media type";
        let diagnostic = Diagnostic::new(Code::UnknownKeyword, example.key_span(), message)
            .label("unsupported keywords are never ignored")
            .help("give it a name: `examples: {name: {value: …}}`");
        let nested = Change::Nest(example.key_span(), example.span, &["examples", "example", "value"]);
        context.sink.push(if entries.is_empty() { diagnostic.change(nested) } else { diagnostic });
    }
    reader.finish(context.sink);
    let examples = entries.iter().filter_map(|(name, node)| example(name, node, context.sink)).collect();
    Some((schema::read(file, schema?, context)?, examples))
}

fn example(name: &Spanned<String>, node: &Node, sink: &mut Sink) -> Option<Example> {
    let mut reader = Reader::new("an example", node, sink)?;
    let summary = reader.text("summary", sink);
    let value = reader.need("value", sink);
    reader.finish(sink);
    let value = value?.clone();
    if !matches!(value.data, Data::Map(_)) {
        let diagnostic = reader::wrong_type(&value, "the value of an example must be a mapping");
        sink.push(diagnostic.help(reader::MAPPING));
        return None;
    }
    Some(Example { name: name.clone(), summary, value })
}
