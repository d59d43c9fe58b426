//! `x-accessors` of an object in a response: values deep inside of it that callers ask for.

use crate::document::context::Context;
use crate::document::reader::{self, Reader};
use crate::document::yaml::node::{Node, Spanned};

/// An entry of `x-accessors`, whose value has a schema of type `S`.
#[derive(Debug)]
pub(crate) struct Accessor<S> {
    pub(crate) name: Spanned<String>,
    pub(crate) description: Option<Spanned<String>>,
    /// Where the value can be, the first choice first.
    pub(crate) pointers: Vec<Spanned<String>>,
    pub(crate) schema: S,
}

impl<S> Accessor<S> {
    /// An entry; `read` reads its schema.
    pub(super) fn read<'n>(
        name: &Spanned<String>,
        node: &'n Node,
        context: &mut Context<'n, '_>,
        read: impl FnOnce(&'n Node, &mut Context<'n, '_>) -> Option<S>,
    ) -> Option<Self> {
        let mut reader = Reader::new("an accessor", node, context.sink)?;
        let description = reader.text("description", context.sink);
        let pointers = reader.need("pointers", context.sink);
        let pointers = pointers.map(|node| reader::list(node, "pointers", context.sink));
        let schema = reader.need("schema", context.sink).and_then(|node| read(node, context));
        reader.finish(context.sink);
        let pointers = pointers?.iter().filter_map(|item| reader::text(item, context.sink)).collect();
        Some(Self { name: name.clone(), description, pointers, schema: schema? })
    }
}
