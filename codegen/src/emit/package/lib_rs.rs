//! `src/lib.rs`: the docs of the crate with a table of its operations, its modules, and re-exports of the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::module_tree;
use crate::emit::docs::{doc_comment, index_tables, markdown};
use crate::emit::support::pretty_print::render;
use crate::emit::support::tokens::ident;
use crate::ir::{Api, Module, Operation, TypeKind};

/// The text of the file.
pub(crate) fn text(api: &Api) -> String {
    let docs = doc_comment::inner(&docs(api));
    let modules =
        module_tree::children(&module_tree::all(api), &Module(Vec::new())).into_iter().map(|name| {
            let gate = module_tree::gate(api, &Module(vec![name.clone()]));
            let name = ident(&name);
            quote!(#gate pub mod #name;)
        });
    let links = allow_broken_links(api);
    let has_events = api.types.iter().any(|ty| matches!(ty.kind, TypeKind::Event(_)));
    let of_events = has_events.then(|| {
        quote!(
            pub use flex_runtime::{EventError, OtherEvent};
        )
    });
    let base_url = &api.base_url;
    render(quote! {
        #docs
        #![allow(
            clippy::doc_markdown,
            clippy::module_inception,
            clippy::self_named_constructors,
            clippy::should_implement_trait,
            clippy::similar_names,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::too_many_lines,
            reason = "names, numbers and words are those of the description"
        )]
        #links

        #(#modules)*

        pub use flex_runtime::{
            ApiError, BaseUrl, Body, Clearable, Cleared, Decoded, DecodeError, Error, ErrorBody, Extra, FormWriter, Given,
            HeaderWriter, IntegerOrDigits, JsonObjectOrText, Missing, NotDigits, NotFinite, NotObjectOrText, Nullable, Number,
            Open, Operation,
            OutOfRange, ParseBaseUrlError, ParseBoundedError, ParseChoiceError, ParseSidError, ParseUriError, Raw,
            Rejected, Report, Request, RequestError, Secret, Timestamp, Uri, Unread, Violation, ViolationKind, find, lit, sid
        };
        pub use flex_runtime::{
            BoxFuture, Client, Config, ConfigError, Credentials, DryRun, Items, Limits, PageError, Paged, Pages, Reply,
            RetryPolicy, Sender, Sending, Transport, TransportError, TransportErrorKind, blocking, boolean
        };
        #of_events
        #[cfg(feature = "reqwest")]
        pub use flex_runtime::ReqwestTransport;
        #[cfg(feature = "testing")]
        pub use flex_runtime::testing;
        #[cfg(feature = "webhook")]
        pub use flex_runtime::webhook;

        /// The URL of the service: the server in the description.
        pub const BASE_URL: BaseUrl = BaseUrl::from_static(#base_url);

        /// The name and version of this crate, which the `User-Agent` of each request begins with.
        pub const PRODUCT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
    })
}

/// The attribute that allows links to modules whose features are off; `None` without features.
fn allow_broken_links(api: &Api) -> Option<TokenStream> {
    let features: Vec<_> = api.features.iter().map(|feature| &feature.name).collect();
    let all = if features.len() == 1 {
        quote!(#(feature = #features)*)
    } else {
        quote!(all(#(feature = #features),*))
    };
    (!features.is_empty()).then(|| {
        quote! {
            #![cfg_attr(
                not(#all),
                allow(rustdoc::broken_intra_doc_links, reason = "the docs name everything that can be turned on")
            )]
        }
    })
}

/// The docs of the crate.
fn docs(api: &Api) -> Vec<String> {
    let mut lines = vec![format!("{}.", markdown::cell(api.package.description.trim_end_matches('.')))];
    if !api.description.trim().is_empty() {
        lines.push(String::new());
        lines.extend(markdown::lines(&api.description));
    }
    lines.extend([
        String::new(),
        "Builders enforce the documented requirements: a call chain that lacks a required field, or sets one that does".to_owned(),
        "not apply, does not compile, and the error is the documented sentence. Data known only at run time goes through".to_owned(),
        "`from_json` or `from_form`, which report every violation at once. SIDs and numbers in source code are checked at"
            .to_owned(),
        "compile time by [`sid!`] and [`lit!`].".to_owned(),
        String::new(),
        "A [`Client`] or a [`blocking::Client`] sends a request: end a chain of setters with `.send(&client)`.".to_owned(),
        String::new(),
        "# Operations".to_owned(),
    ]);
    let link = |operation: &Operation| {
        let (name, module) = (&operation.name.pascal, operation.module.0.join("::"));
        format!("[`{name}`]({module}::{name})")
    };
    lines.extend(index_tables::sections(api, "##", link, index_tables::link_to_module));
    lines
}
