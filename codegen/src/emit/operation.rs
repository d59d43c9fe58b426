//! The request type of an operation: what it is, how it is made, how it is put on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::subject::Subject;
use super::{
    builder, checks, doc, example, ident, markdown, marker, params, rules, scalar, state, table, wire,
};
use crate::fileset::FileSet;
use crate::ir::{Api, Argument, Operation, Place, Scalar, TypeKind};
use crate::render::render;

/// The files of one operation: the request, and for one with fields the modules below it.
pub(super) fn emit(api: &Api, operation: &Operation, files: &mut FileSet) {
    let stem = format!("src/{}/{}", operation.module.0.join("/"), operation.name.snake);
    let mut write = |name: &str, docs: TokenStream, imports: &Imports, items: TokenStream| {
        let uses = imports.of(&items);
        files.insert(format!("{stem}{name}.rs"), render(quote!(#docs #uses #items)));
    };
    let mut imports = imports(api, operation);
    let subject = &Subject::of_operation(operation);
    if operation.object.has_fields() {
        builder::emit(api, subject, &imports, &mut write);
        checks::emit(subject, &imports, &mut write);
        params::emit(api, subject, &imports, &mut write);
        if !operation.object.slots.is_empty() {
            state::emit(api, subject, &mut write);
            rules::emit(api, subject, &imports, &mut write);
        }
    }
    imports.add("Params", "self::params");
    imports.add("RULES", "self::checks");
    let docs =
        doc::inner(&[format!("{}: `{} {}`.", title(operation), operation.method.as_str(), operation.path)]);
    let items = request(api, operation);
    write("", docs, &imports, items);
}

/// What every file of an operation may import: its types, and the markers of its discriminators.
fn imports(api: &Api, operation: &Operation) -> Imports {
    let mut imports = Imports::new();
    let items = operation.paged.iter().filter_map(|items| scalar::id_of(items.ty.scalar));
    let of_response = items.chain(operation.response);
    imports.add_types(api, scalar::types_of(&Subject::of_operation(operation)).chain(of_response));
    marker::import(api, &operation.object, &mut imports);
    imports
}

/// The summary, or the name where the spec has none; without a full stop.
pub(super) fn title(operation: &Operation) -> String {
    let summary = operation.summary.trim().trim_end_matches('.');
    if summary.is_empty() { operation.name.wire.clone() } else { markdown::cell(summary) }
}

fn request(api: &Api, operation: &Operation) -> TokenStream {
    let modules = modules(operation);
    let definition = definition(api, operation);
    let methods = if operation.object.has_fields() {
        with_fields(api, operation)
    } else {
        without_fields(api, operation)
    };
    let wire = wire::emit(api, operation);
    let serialize = operation.object.has_fields().then(|| serialize(operation));
    quote!(#modules #definition #methods #wire #serialize)
}

/// The end of every chain, for a request that is at hand.
fn send() -> TokenStream {
    quote! {
        /// Sends the request. Of a [`Client`](crate::Client) this gives a future, of a
        /// [`blocking::Client`](crate::blocking::Client) the result.
        pub fn send<C: Sender<Self>>(self, client: &C) -> C::Output {
            client.send(self)
        }
    }
}

fn modules(operation: &Operation) -> TokenStream {
    if !operation.object.has_fields() {
        return TokenStream::new();
    }
    let typed = (!operation.object.slots.is_empty()).then(|| {
        let rules = doc::outer(&["The rules, as bounds of the builder's methods."]);
        let state = doc::outer(&["What the builder knows at compile time."]);
        quote!(#rules pub mod rules; #state pub mod state;)
    });
    let builder = ident(&format!("{}Builder", operation.name.pascal));
    quote!(mod builder; mod checks; mod params; #typed pub use self::builder::#builder;)
}

fn definition(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.pascal);
    let docs = docs(api, operation);
    let arguments = operation.arguments.iter().map(|argument| {
        let name = ident(&argument.name.snake);
        let ty = argument_type(api, argument.scalar);
        quote!(#name: #ty)
    });
    let params = operation.object.has_fields().then(|| quote!(params: Box<Params>));
    let default =
        (operation.arguments.is_empty() && !operation.object.has_fields()).then(|| quote!(Default,));
    let members = arguments.chain(params);
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #name { #(#members),* }
    }
}

/// The docs of the request: what it does, its rules as a table, and examples.
fn docs(api: &Api, operation: &Operation) -> TokenStream {
    let mut lines = vec![format!("{}.", title(operation)), String::new()];
    let call = format!("`{} {}`", operation.method.as_str(), operation.path);
    lines.push(match &operation.docs_url {
        Some(url) if markdown::cell(url) == format!("<{url}>") => format!("{call} ([documentation]({url}))"),
        _ => call,
    });
    let description = markdown::lines(&operation.description);
    if !operation.description.trim().is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    lines.extend(table::docs(api, &operation.object));
    lines.extend(example::docs(api, &Subject::of_operation(operation)));
    doc::outer(&lines)
}

/// The type of a path parameter as it is kept: a SID may be one that the server sent.
pub(super) fn argument_type(api: &Api, scalar: Scalar) -> TokenStream {
    let stored = scalar::stored(api, scalar);
    if is_checked_text(api, scalar) { quote!(Open<#stored>) } else { stored }
}

/// Whether the type is a SID or another checked text.
pub(super) fn is_checked_text(api: &Api, scalar: Scalar) -> bool {
    scalar::id_of(scalar).is_some_and(|id| matches!(api.ty(id).kind, TypeKind::Sid(_) | TypeKind::Checked(_)))
}

/// The path parameters as function parameters, and as the members of a struct.
pub(super) fn arguments(
    api: &Api,
    arguments: &[Argument],
) -> (Vec<TokenStream>, Vec<TokenStream>, Vec<TokenStream>) {
    let mut parameters = Vec::new();
    let mut members = Vec::new();
    let mut names = Vec::new();
    for argument in arguments {
        let name = ident(&argument.name.snake);
        let ty = argument_type(api, argument.scalar);
        parameters.push(quote!(#name: impl Into<#ty>));
        members.push(quote!(#name: #name.into()));
        names.push(quote!(#name));
    }
    (parameters, members, names)
}

fn argument_accessors(api: &Api, operation: &Operation) -> TokenStream {
    let accessors = operation.arguments.iter().map(|argument| {
        let name = ident(&argument.name.snake);
        let docs =
            doc::described_or(&argument.docs, &format!("The path parameter `{}`.", argument.name.wire));
        let ty = argument_type(api, argument.scalar);
        let (ty, value) = match argument.scalar {
            Scalar::Text => (quote!(&str), quote!(&self.#name)),
            _ => (quote!(&#ty), quote!(&self.#name)),
        };
        quote! {
            #docs
            pub fn #name(&self) -> #ty { #value }
        }
    });
    quote!(#(#accessors)*)
}

fn without_fields(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.pascal);
    let (parameters, members, _) = arguments(api, &operation.arguments);
    let accessors = argument_accessors(api, operation);
    let send = send();
    quote! {
        impl #name {
            /// The request, which has nothing to set.
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#members),* }
            }
            #send
            #accessors
        }
    }
}

fn with_fields(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.pascal);
    let builder = ident(&format!("{}Builder", operation.name.pascal));
    let (parameters, _, names) = arguments(api, &operation.arguments);
    let from = from_input(api, operation);
    let send = send();
    let check = (!operation.object.rules.is_empty()).then(|| {
        quote! {
            /// What the documented rules say about this request. A request out of `build()` or from a checked input
            /// breaks none; one out of `build_unchecked()` may.
            pub fn check(&self) -> Report {
                RULES.check(&self.params.facts())
            }
        }
    });
    let accessors = argument_accessors(api, operation);
    let fields = operation.object.fields.iter().map(|field| {
        let (ty, value) = scalar::accessor(api, field);
        let name = ident(&field.name.snake);
        let docs = doc::outer(&[format!("`{}`, where it is set.", field.name.wire)]);
        quote! {
            #docs
            pub fn #name(&self) -> #ty { #value }
        }
    });
    quote! {
        impl #name {
            /// Starts a request without any field set.
            pub fn builder(#(#parameters),*) -> #builder {
                #builder::new(#(#names.into()),*)
            }
            #from
            #send
            #check
            #accessors
            #(#fields)*
        }
    }
}

/// `from_json` and `from_form`, which check at run time what the builder checks at compile time.
fn from_input(api: &Api, operation: &Operation) -> TokenStream {
    let (parameters, members, _) = arguments(api, &operation.arguments);
    let part = match operation.place {
        Place::Query => "query",
        Place::Form => "body",
    };
    let json = doc::outer(&[
        format!(
            "The request with the fields of a JSON object, checked like a form {part} with the same names."
        ),
        String::new(),
        "# Errors".to_owned(),
        "Every violation at once: unknown fields, wrong types, patterns, lengths, ranges, enums,".to_owned(),
        "missing fields and fields that do not apply, with advice.".to_owned(),
    ]);
    let form = doc::outer(&[
        format!("The request with the fields of an `application/x-www-form-urlencoded` {part}."),
        String::new(),
        "# Errors".to_owned(),
        "As [`from_json`](Self::from_json), and repeated fields and escapes that cannot be decoded."
            .to_owned(),
    ]);
    quote! {
        #json
        pub fn from_json(#(#parameters,)* fields: &Value) -> Result<Self, Rejected> {
            let mut params = Box::<Params>::default();
            Checker::json(&RULES, fields, |member, check| params.read(member, check))?;
            Ok(Self { #(#members,)* params })
        }

        #form
        pub fn from_form(#(#parameters,)* fields: &str) -> Result<Self, Rejected> {
            let mut params = Box::<Params>::default();
            Checker::form(&RULES, fields, |member, check| params.read(member, check))?;
            Ok(Self { #(#members,)* params })
        }
    }
}

fn serialize(operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.pascal);
    let docs = doc::outer(&["The fields that are set, by their documented names: what `from_json` reads."]);
    quote! {
        #docs
        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.params.serialize(serializer)
            }
        }
    }
}
