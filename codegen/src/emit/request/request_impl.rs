//! The `Request` implementation: how a request is encoded and its response decoded.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Api, Encoding, Method, Operation, ParameterLocation, PathPart};

/// The `Request` implementation.
pub(crate) fn request_impl(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.pascal);
    let response = match operation.response {
        Some(id) => {
            let name = field_type::named(api, id);
            quote!(#name)
        }
        None => quote!(()),
    };
    let decode =
        if operation.response.is_some() { quote!(decode::json(body)) } else { quote!(decode::empty(body)) };
    let method = match operation.method {
        Method::Get => quote!(Method::GET),
        Method::Post => quote!(Method::POST),
        Method::Put => quote!(Method::PUT),
        Method::Patch => quote!(Method::PATCH),
        Method::Delete => quote!(Method::DELETE),
    };
    let (id, template) = (&operation.name.wire, &operation.path);
    let path = path(api, operation);
    let writers = writers(operation);
    let paged = paged(api, operation, &response);
    quote! {
        impl Request for #name {
            type Response = #response;

            const BASE_URL: BaseUrl = crate::BASE_URL;

            const PRODUCT: &'static str = crate::PRODUCT;

            const OPERATION: Operation = Operation::new(#id, #method, #template);

            fn path(&self) -> Cow<'static, str> {
                #path
            }
            #writers
            fn decode(body: &[u8]) -> Result<Decoded<Self::Response>, DecodeError> {
                #decode
            }
        }

        #paged
    }
}

/// The methods that write query, headers and body, for those that have fields.
fn writers(operation: &Operation) -> TokenStream {
    let any = |location| operation.object.fields_at(location).next().is_some();
    let query = any(Some(ParameterLocation::Query)).then(|| quote!(write_query));
    let query = query.or_else(|| (operation.encoding == Encoding::Query && any(None)).then(|| quote!(write)));
    let query = query.map(|write| {
        quote! {
            fn query(&self, query: &mut FormWriter) {
                self.params.#write(query);
            }
        }
    });
    let headers = any(Some(ParameterLocation::Header)).then(|| {
        quote! {
            fn headers(&self, headers: &mut HeaderWriter) {
                self.params.write_headers(headers);
            }
        }
    });
    let filled = operation.object.open || any(None);
    let body = match operation.encoding {
        Encoding::Form if filled => quote! {
            fn body(&self) -> Body {
                let mut form = FormWriter::new();
                self.params.write(&mut form);
                Body::Form(form)
            }
        },
        Encoding::Json if filled && operation.object.fields.iter().any(|field| field.location.is_some()) => {
            let elsewhere = operation.object.fields.iter().filter(|field| field.location.is_some());
            let elsewhere = elsewhere.map(|field| ident(&field.name.snake));
            quote! {
                fn body(&self) -> Body {
                    Body::json(&Params { #(#elsewhere: None,)* ..(*self.params).clone() })
                }
            }
        }
        Encoding::Json if filled => quote! {
            fn body(&self) -> Body {
                Body::json(&self.params)
            }
        },
        _ => quote!(),
    };
    quote!(#query #headers #body)
}

/// The `Paged` implementation of a request for a list.
fn paged(api: &Api, operation: &Operation, response: &TokenStream) -> Option<TokenStream> {
    let items = operation.paged.as_ref()?;
    let (name, field) = (ident(&operation.name.pascal), ident(&items.name.snake));
    let item = field_type::response_item(api, items);
    let or_none = (!field_type::is_always_present(api, items)).then(|| quote!(.unwrap_or_default()));
    Some(quote! {
        impl Paged for #name {
            type Item = #item;

            fn items(page: #response) -> Vec<#item> {
                page.#field #or_none
            }
        }
    })
}

fn path(api: &Api, operation: &Operation) -> TokenStream {
    let mut parts = operation.parts.iter();
    let first = match operation.parts.first() {
        Some(PathPart::Text(text)) => {
            parts.next();
            text.as_str()
        }
        _ => "",
    };
    if parts.len() == 0 {
        return quote!(Cow::Borrowed(#first));
    }
    let steps = parts.map(|part| match part {
        PathPart::Text(text) => quote!(.text(#text)),
        PathPart::Parameter(index) => {
            let argument = &operation.path_parameters[*index];
            let name = ident(&argument.name.snake);
            let text = if field_type::is_checked_string(api, argument.scalar) {
                quote!(self.#name.as_str())
            } else {
                quote!(&self.#name)
            };
            quote!(.segment(#text))
        }
    });
    quote!(PathWriter::new(#first) #(#steps)* .finish())
}
