//! Events that a service reports to webhooks: an enum with a variant for each type of event, and one for all others.

use proc_macro2::TokenStream;
use quote::quote;

use super::enumeration::variant_docs;
use super::field_type;
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::ident;
use crate::ir::{Api, Event, TypeDef, UNKNOWN_EVENT};

/// The type and its implementations.
pub(crate) fn items(api: &Api, ty: &TypeDef, event: &Event) -> TokenStream {
    let name = ident(&ty.name.pascal);
    let docs = doc_comment::outer(&docs(api, ty, event));
    let other = ident(UNKNOWN_EVENT);
    let variants = event.variants.iter().map(|variant| {
        let docs = variant_docs(&variant.value);
        let (name, fields) = (ident(&variant.value.name.pascal), field_type::named(api, variant.fields));
        quote!(#docs #name(#fields))
    });
    let methods = methods(event);
    let field = &event.discriminator;
    let kinds = event.variants.iter().map(|variant| {
        let (name, wire) = (ident(&variant.value.name.pascal), &variant.value.name.wire);
        quote!(#name = #wire)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// Any other type of event, with all of its fields.
            #other(OtherEvent),
        }

        impl #name {
            #methods
        }

        flex_runtime::impl_event!(#name, #field #(, #kinds)*);
    }
}

/// The methods that read an event, and the one that tells its type.
fn methods(event: &Event) -> TokenStream {
    let field = &event.discriminator;
    let errors = doc_comment::outer(&[
        String::new(),
        "# Errors".to_owned(),
        format!("When there is no form, or it does not say in `{field}` what it reports."),
    ]);
    let value = doc_comment::outer(&[format!("The value of `{field}`.")]);
    let other = ident(UNKNOWN_EVENT);
    let known = event.variants.iter().map(|variant| {
        let (name, wire) = (ident(&variant.value.name.pascal), &variant.value.name.wire);
        quote!(Self::#name(_) => #wire)
    });
    quote! {
        /// Reads the event that a verified request reports. A field that cannot be read is left out and told.
        #errors
        #[cfg(feature = "webhook")]
        pub fn from_webhook(request: &flex_runtime::webhook::Verified<'_>) -> Result<Decoded<Self>, EventError> {
            flex_runtime::webhook::event(request)
        }

        /// Reads the event of a form that anybody may have sent: nothing is verified.
        #errors
        pub fn from_unverified_form(form: &str) -> Result<Decoded<Self>, EventError> {
            flex_runtime::event_from_unverified_form(form)
        }

        #value
        pub fn event_type(&self) -> &str {
            match self {
                #(#known,)*
                Self::#other(event) => event.event_type(),
            }
        }
    }
}

/// The docs of the type, with an example of a receiver.
fn docs(api: &Api, ty: &TypeDef, event: &Event) -> Vec<String> {
    let name = &ty.name.pascal;
    let krate = api.crate_name();
    let module = ty.module.0.join("::");
    let first = event.variants.first().map(|variant| {
        format!("    {name}::{}(event) => println!(\"{{event:?}}\"),", variant.value.name.pascal)
    });
    let field = &event.discriminator;
    let mut lines = vec![
        format!("An event that a webhook reports. `{field}` says which one it is."),
        String::new(),
        "Verify each request before reading it. The URL is the one that the webhook is registered with:"
            .to_owned(),
        String::new(),
        "```".to_owned(),
        "# #[cfg(feature = \"webhook\")]".to_owned(),
        "# fn receive(signature: &str, url: &str, body: &str) -> Result<(), Box<dyn std::error::Error>> {"
            .to_owned(),
        format!("use {krate}::{module}::{name};"),
        format!("use {krate}::webhook::{{Payload, verify}};"),
        String::new(),
        "let auth_token = std::env::var(\"TWILIO_AUTH_TOKEN\")?.into();".to_owned(),
        "let request = verify(&auth_token, signature, url, Payload::Form(body))?;".to_owned(),
        format!("match {name}::from_webhook(&request)?.into_value() {{"),
    ];
    lines.extend(first);
    lines.extend([
        "    other => println!(\"not handled: {}\", other.event_type()),".to_owned(),
        "}".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]);
    lines
}
