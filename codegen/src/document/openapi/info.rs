//! `info`: the title and the description of an API, or of the resource in one file of it.

use crate::diagnostic::Sink;
use crate::document::reader::Reader;
use crate::document::yaml::node::{Node, Spanned};

/// What a file other than the root document says about its resource.
#[derive(Debug)]
pub(crate) struct Info {
    pub(crate) title: Spanned<String>,
    pub(crate) description: Option<Spanned<String>>,
}

/// The description in the root document, which may be missing; `None` where `info` itself cannot be read.
#[expect(clippy::option_option, reason = "`info` may be unreadable, and its description missing")]
pub(crate) fn read_root(node: &Node, sink: &mut Sink) -> Option<Option<Spanned<String>>> {
    let mut info = Reader::new("`info`", node, sink)?;
    info.need_text("title", sink);
    info.need("version", sink);
    let description = info.text("description", sink);
    info.take("license");
    info.finish(sink);
    Some(description)
}

/// The `info` of a file other than the root document.
pub(crate) fn read(node: &Node, sink: &mut Sink) -> Option<Info> {
    let mut info = Reader::new("`info` of a file", node, sink)?;
    info.need("title", sink);
    let title = info.text("title", sink);
    let description = info.text("description", sink);
    info.finish(sink);
    Some(Info { title: title?, description })
}
