//! Bodies of requests and responses: their media type, their schema and their examples.

use super::reader::{self, Reader};
use super::yaml::node::{Data, Node, Spanned};
use super::{Context, Schema};
use crate::diagnostic::{Change, Code, Diagnostic, FileId};

/// The body of a request.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) media: Media,
    pub(crate) schema: Schema,
    pub(crate) examples: Vec<Example>,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    Form,
    Json,
}

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

impl<'n> Context<'n, '_> {
    pub(super) fn body(&mut self, file: FileId, node: &'n Node) -> Option<Body> {
        let mut reader = Reader::new("a request body", node, self.sink)?;
        reader.boolean("required", self.sink);
        reader.text("description", self.sink);
        let content = reader.need("content", self.sink);
        reader.finish(self.sink);
        let (media, node) = self.media_type(content?, &[Media::Form, Media::Json], "a request body")?;
        let (schema, examples) = self.media(file, node)?;
        Some(Body { media, schema, examples })
    }

    /// The one media type that `what` may have.
    pub(super) fn media_type(
        &mut self,
        content: &'n Node,
        handled: &[Media],
        what: &str,
    ) -> Option<(Media, &'n Node)> {
        let entries = reader::map(content, "content", self.sink);
        let names: Vec<_> = handled.iter().map(|media| format!("`{}`", media.name())).collect();
        let names = names.join(" or ");
        let mut found: Option<(Media, &Spanned<String>, &'n Node)> = None;
        for (name, node) in entries {
            let Some(media) = handled.iter().find(|media| media.name() == name.value) else {
                let message = format!("{what} of media type `{name}` is not handled");
                let help = format!("the generator handles {names} here");
                self.sink.push(Diagnostic::new(Code::Unsupported, name.span, message).help(help));
                continue;
            };
            if let Some((_, first, _)) = found {
                let message = format!("{what} of two media types is not handled");
                let diagnostic = Diagnostic::new(Code::Unsupported, name.span, message);
                self.sink.push(diagnostic.also(first.span, "the first").help("describe one of the two"));
                continue;
            }
            found = Some((*media, name, node));
        }
        if entries.is_empty() {
            let message = "`content` names no media type";
            let help = format!("add {names}");
            self.sink.push(Diagnostic::new(Code::MissingKeyword, content.place(), message).help(help));
        }
        found.map(|(media, _, node)| (media, node))
    }

    pub(super) fn media(&mut self, file: FileId, node: &'n Node) -> Option<(Schema, Vec<Example>)> {
        let mut reader = Reader::new("a media type", node, self.sink)?;
        let schema = reader.need("schema", self.sink);
        let entries = reader.map("examples", self.sink);
        if let Some(example) = reader.refuse("example") {
            let message = "a media type has no keyword `example` that the generator reads";
            let diagnostic = Diagnostic::new(Code::UnknownKeyword, example.place(), message)
                .label("neither enforced nor ignored")
                .help("give it a name: `examples: {name: {value: …}}`");
            let nested = Change::Nest(example.place(), example.span, &["examples", "example", "value"]);
            self.sink.push(if entries.is_empty() { diagnostic.change(nested) } else { diagnostic });
        }
        reader.finish(self.sink);
        let examples = entries.iter().filter_map(|(name, node)| self.example(name, node)).collect();
        Some((self.schema(file, schema?)?, examples))
    }

    fn example(&mut self, name: &Spanned<String>, node: &Node) -> Option<Example> {
        let mut reader = Reader::new("an example", node, self.sink)?;
        let summary = reader.text("summary", self.sink);
        let value = reader.need("value", self.sink);
        reader.finish(self.sink);
        let value = value?.clone();
        if !matches!(value.data, Data::Map(_)) {
            let diagnostic = reader::wrong_type(&value, "the value of an example is a mapping");
            self.sink.push(diagnostic.help(reader::MAPPING));
            return None;
        }
        Some(Example { name: name.clone(), summary, value })
    }
}
