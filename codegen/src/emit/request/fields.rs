//! The struct that stores the fields of a request: how they are written, read from input, and seen by rules.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::doc_comment;
use crate::emit::support::file_writer::FileWriter;
use crate::emit::support::imports::Imports;
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Api, Encoding, Field, FieldType, ParameterLocation, RequestObject, Scalar, TypeKind};

/// Writes the module `params`.
pub(crate) fn write(api: &Api, target: &BuilderTarget<'_>, imports: &Imports, writer: &mut FileWriter<'_>) {
    let object = target.object;
    let docs = doc_comment::inner(&[format!("The fields of [`{0}`](super::{0}).", target.name.pascal)]);
    let mut imports = imports.clone();
    imports.add("field", "super::checks");
    imports.add("RULES", "super::checks");
    let storage = storage(api, object);
    let write_fields = write_fields(target);
    let read_fields = read_fields(api, object);
    let facts = facts(api, object);
    let leave_out_overridden = object.is_overridable().then(|| leave_out_overridden(object));
    let items = quote! {
        #storage
        impl Params {
            #write_fields
            #facts
            #leave_out_overridden
        }
        #read_fields
    };
    writer.write_module("params", docs, &imports, items);
}

/// The struct.
fn storage(api: &Api, object: &RequestObject) -> TokenStream {
    let fields = object.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.snake), &field.name.wire);
        let ty = field_type::stored_field(api, field);
        quote! {
            #[serde(rename = #wire, skip_serializing_if = "Option::is_none")]
            pub(super) #name: Option<#ty>
        }
    });
    let members = object.open.then(|| {
        quote! {
            #[serde(flatten)]
            pub(super) members: Map<String, Value>,
        }
    });
    quote! {
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub(super) struct Params { #(#fields,)* #members }
    }
}

/// The methods that write the fields to a form, a query or headers.
fn write_fields(target: &BuilderTarget<'_>) -> TokenStream {
    let object = target.object;
    let form = object.fields_at(None).map(|field| write_field(field, "form"));
    let query = object.fields_at(Some(ParameterLocation::Query)).map(|field| write_field(field, "query"));
    let headers = object.fields_at(Some(ParameterLocation::Header)).map(|field| {
        let (name, wire) = (ident(&field.name.snake), &field.name.wire);
        quote!(headers.field(#wire, self.#name.as_ref());)
    });
    let [form, query, headers] = [form.collect::<Vec<_>>(), query.collect(), headers.collect()];
    let in_form = matches!(target.encoding, Some(Encoding::Query | Encoding::Form));
    let form = (in_form && !form.is_empty()).then(|| {
        quote! {
            /// Writes the fields that are set, in the order of the documentation.
            pub(super) fn write(&self, form: &mut FormWriter) {
                #(#form)*
            }
        }
    });
    let query = (!query.is_empty()).then(|| {
        quote! {
            /// Writes the fields that are set and sent in the query, next to a body.
            pub(super) fn write_query(&self, query: &mut FormWriter) {
                #(#query)*
            }
        }
    });
    let headers = (!headers.is_empty()).then(|| {
        quote! {
            /// Writes the fields that are set and sent as headers.
            pub(super) fn write_headers(&self, headers: &mut HeaderWriter) {
                #(#headers)*
            }
        }
    });
    quote!(#form #query #headers)
}

/// The call that writes a field to the writer `writer`.
fn write_field(field: &Field, writer: &str) -> TokenStream {
    let (writer, name) = (ident(writer), ident(&field.name.snake));
    let wire = form_name(&field.name.wire);
    if field.ty.list {
        quote!(#writer.list(#wire, self.#name.as_deref());)
    } else {
        quote!(#writer.field(#wire, self.#name.as_ref());)
    }
}

/// A name encoded for a form, since the writer does not encode names.
fn form_name(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len());
    for byte in wire.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                name.push(char::from(byte));
            }
            b' ' => name.push('+'),
            _ => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name
}

/// The `ReadFields` implementation.
fn read_fields(api: &Api, object: &RequestObject) -> TokenStream {
    let arms = object.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.snake), &field.name.wire);
        let (constant, method) = (ident(&field.name.constant), ident(checker_method(api, field)));
        if field.ty.list {
            let list = ident(if field.ty.nullable { "nullable_list" } else { "list" });
            return quote!(#wire => {
                check.#list(field::#constant, member, &mut self.#name, Checker::#method);
            });
        }
        if field.ty.nullable {
            return quote!(#wire => {
                self.#name = check.nullable(field::#constant, member, Checker::#method);
            });
        }
        if field.location == Some(ParameterLocation::Header) {
            return quote!(#wire => self.#name = check.header(field::#constant, member, Checker::#method),);
        }
        if field.ty.clearable {
            return quote!(#wire => self.#name = check.clearable(field::#constant, member, Checker::#method),);
        }
        quote!(#wire => self.#name = check.#method(field::#constant, member),)
    });
    let other = if object.open {
        quote!(check.keep(member, &mut self.members))
    } else {
        quote!(check.unknown(member))
    };
    let body = if object.fields.is_empty() {
        quote!(#other;)
    } else {
        quote!(match member.name() { #(#arms)* _ => #other, })
    };
    quote! {
        impl ReadFields for Params {
            fn read_fields<'m>(&mut self, members: impl Iterator<Item = Member<'m>>, check: &mut Checker) {
                for member in members {
                    #body
                }
            }
        }
    }
}

/// The method of `Checker` that reads a field.
fn checker_method(api: &Api, field: &Field) -> &'static str {
    match field.ty.scalar {
        Scalar::String | Scalar::Timestamp | Scalar::Secret | Scalar::StringMap => "text",
        Scalar::Integer => "integer",
        Scalar::Number => "number",
        Scalar::Boolean => "boolean",
        Scalar::Uri => "uri",
        Scalar::Object => "json_object",
        Scalar::Any => "json_value",
        Scalar::ObjectOrText => "object_or_text",
        Scalar::IntegerOrDigits => "integer_or_digits",
        Scalar::Named(id) => match &api.ty(id).kind {
            TypeKind::Sid(_) => "sid",
            TypeKind::ConstrainedString(_) => "checked",
            TypeKind::Enumeration(enumeration) if enumeration.extensible => "open_choice",
            TypeKind::Enumeration(_) => "choice",
            TypeKind::BoundedInteger(_) => "bounded",
            TypeKind::RequestObject(_) => "object",
            TypeKind::String { .. } | TypeKind::ResponseObject(_) | TypeKind::Event(_) => "text",
        },
    }
}

/// The method that gives what the rules need to know of the fields; `None` without rules.
fn facts(api: &Api, object: &RequestObject) -> Option<TokenStream> {
    if object.rules.is_empty() {
        return None;
    }
    let tested = |index: usize| object.tests.iter().any(|test| test.field == index);
    let concerned =
        |index: usize| object.rules.iter().any(|rule| rule.fields(&object.tests).contains(&index));
    let steps = object.fields.iter().enumerate().filter_map(|(index, field)| {
        let (name, constant) = (ident(&field.name.snake), ident(&field.name.constant));
        if tested(index) {
            let value = tested_value(api, field);
            return Some(quote!(.value(field::#constant, #value)));
        }
        concerned(index).then(|| quote!(.present(field::#constant, self.#name.is_some())))
    });
    let overridden = object.is_overridable().then(|| quote!(.overridden(&self.members)));
    Some(quote! {
        /// What the rules need to know.
        pub(super) fn facts(&self) -> Facts {
            Facts::of(&RULES) #(#steps)* #overridden
        }
    })
}

/// The method that leaves out the fields that other JSON is sent in place of, so that nothing is sent twice.
fn leave_out_overridden(object: &RequestObject) -> TokenStream {
    let fields: Vec<_> =
        object.fields_at(None).map(|field| (ident(&field.name.snake), &field.name.wire)).collect();
    let leave_out = if let [(name, wire)] = fields.as_slice() {
        quote! {
            if self.members.contains_key(#wire) {
                self.#name = None;
            }
        }
    } else {
        let arms = fields.into_iter().map(|(name, wire)| quote!(#wire => self.#name = None,));
        quote! {
            for name in self.members.keys() {
                match name.as_str() {
                    #(#arms)*
                    _ => {}
                }
            }
        }
    };
    quote! {
        /// Leaves out the fields that `override_member` sends something else for.
        pub(super) fn leave_out_overridden(&mut self) {
            #leave_out
        }
    }
}

/// The value of a field as tests see it.
fn tested_value(api: &Api, field: &Field) -> TokenStream {
    let name = ident(&field.name.snake);
    if field_type::is_request_object(api, field.ty.scalar) {
        return quote!(to_json(self.#name.as_ref()).as_ref());
    }
    let stored = field_type::stored(api, field.ty.scalar);
    let (borrow, method) = match field.ty {
        FieldType { clearable: true, .. } => (Some("as_ref"), Some(quote!(Clearable::as_str))),
        FieldType { scalar, .. } if field_type::is_extensible(api, scalar) => {
            (Some("as_ref"), Some(quote!(Open::as_str)))
        }
        FieldType { scalar, .. } => {
            let (borrow, method) = tested_view(api, scalar);
            let method = method.map(ident);
            (borrow, method.map(|method| quote!(#stored::#method)))
        }
    };
    let borrow = borrow.map(ident);
    match (borrow, method) {
        (None, None) => quote!(self.#name),
        (None, Some(method)) if field.ty.nullable => quote!(self.#name.map(|value| value.map(#method))),
        (None, Some(method)) => quote!(self.#name.map(#method)),
        (Some(borrow), None) if field.ty.nullable => quote!(self.#name.as_ref().map(Nullable::#borrow)),
        (Some(borrow), None) => quote!(self.#name.#borrow()),
        (Some(borrow), Some(method)) if field.ty.nullable => {
            quote!(self.#name.as_ref().map(|value| value.#borrow().map(#method)))
        }
        (Some(borrow), Some(method)) => quote!(self.#name.#borrow().map(#method)),
    }
}

/// How tests see a value that is no nested object: the method that borrows it, if it is not copied, and that of its type which
/// gives what JSON has.
fn tested_view(api: &Api, scalar: Scalar) -> (Option<&'static str>, Option<&'static str>) {
    match scalar {
        Scalar::String => (Some("as_deref"), None),
        Scalar::Integer | Scalar::Boolean => (None, None),
        Scalar::Number => (None, Some("get")),
        Scalar::Uri | Scalar::Timestamp => (Some("as_ref"), Some("as_str")),
        Scalar::Secret => (Some("as_ref"), Some("expose")),
        Scalar::Object | Scalar::StringMap | Scalar::Any | Scalar::ObjectOrText | Scalar::IntegerOrDigits => {
            (Some("as_ref"), None)
        }
        Scalar::Named(id) => match &api.ty(id).kind {
            TypeKind::Enumeration(_) => (None, Some("as_str")),
            TypeKind::BoundedInteger(_) => (None, Some("get")),
            TypeKind::Sid(_)
            | TypeKind::ConstrainedString(_)
            | TypeKind::String { .. }
            | TypeKind::ResponseObject(_)
            | TypeKind::Event(_)
            | TypeKind::RequestObject(_) => (Some("as_ref"), Some("as_str")),
        },
    }
}
