//! Webhooks: requests that the service makes, each of which reports one kind of event.

use super::body::{self, Media};
use super::operation::METHODS;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::context::Context;
use crate::document::reader::Reader;
use crate::document::schema::Schema;
use crate::document::yaml::node::{Node, Spanned};
use crate::source::FileId;

/// One webhook: the form that the service sends, and the event that it is one kind of.
#[derive(Debug)]
pub(crate) struct Webhook {
    /// Its file, which decides the module of the event.
    pub(crate) file: FileId,
    /// `x-event`: the type of the event, which webhooks share.
    pub(crate) event: Spanned<String>,
    pub(crate) summary: Option<Spanned<String>>,
    /// The schema of the form.
    pub(crate) schema: Schema,
}

/// The webhook at `node`, which is in `file`.
pub(crate) fn read<'n>(file: FileId, node: &'n Node, context: &mut Context<'n, '_>) -> Option<Webhook> {
    let mut item = Reader::new("a webhook", node, context.sink)?;
    let post = item.take("post");
    let others: Vec<_> =
        METHODS.iter().filter(|method| **method != "post").filter_map(|method| item.refuse(method)).collect();
    item.finish(context.sink);
    for other in &others {
        let message = "a webhook that is no `post` is not supported";
        let help = "write `post`: of a `get`, the fields of the same form are in the query";
        context.sink.push(Diagnostic::new(Code::Unsupported, other.key_span(), message).help(help));
    }
    let Some(post) = post else {
        if others.is_empty() {
            let diagnostic = Diagnostic::new(Code::MissingKeyword, node.key_span(), "a webhook needs `post`");
            context.sink.push(diagnostic.help("add `post: …`"));
        }
        return None;
    };
    let mut reader = Reader::new("the `post` of a webhook", post, context.sink)?;
    let event = reader.need_text("x-event", context.sink);
    let summary = reader.text("summary", context.sink);
    let body = reader.need("requestBody", context.sink);
    reader.finish(context.sink);
    let schema = body.and_then(|node| form(file, node, context));
    Some(Webhook { file, event: event?, summary, schema: schema? })
}

/// The schema of the form that `node`, a request body, is.
fn form<'n>(file: FileId, node: &'n Node, context: &mut Context<'n, '_>) -> Option<Schema> {
    let mut reader = Reader::new("the body of a webhook", node, context.sink)?;
    reader.boolean("required", context.sink);
    let media_types = reader.need("content", context.sink);
    reader.finish(context.sink);
    let (_, node) = body::media_type(media_types?, &[Media::Form], "a webhook", context.sink)?;
    let (schema, examples) = body::schema_and_examples(file, node, context)?;
    if let Some(example) = examples.first() {
        let message = "examples of a webhook are not supported";
        let diagnostic = Diagnostic::new(Code::Unsupported, example.name.span, message);
        context.sink.push(diagnostic.help("remove `examples`"));
    }
    Some(schema)
}
