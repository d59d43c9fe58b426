//! The type of a request or nested object: its struct, its methods and its modules.

use proc_macro2::TokenStream;
use quote::quote;

use super::{accessors, check, path_arguments};
use crate::emit::builder::target::BuilderTarget;
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::ident;
use crate::ir::Api;

/// The modules below that of the type, and the builder that one of them exports.
pub(crate) fn modules(target: &BuilderTarget<'_>) -> TokenStream {
    if !target.has_builder() {
        return TokenStream::new();
    }
    let typed = target.has_state().then(|| {
        let rules = doc_comment::outer(&["The rules, as bounds on the builder's methods."]);
        let state = doc_comment::outer(&["What the builder knows at compile time."]);
        quote!(#rules pub mod rules; #state pub mod state;)
    });
    let builder = ident(&target.builder_name());
    quote!(mod builder; mod checks; mod params; #typed pub use self::builder::#builder;)
}

/// The struct itself.
pub(crate) fn struct_item(api: &Api, target: &BuilderTarget<'_>, docs: TokenStream) -> TokenStream {
    let name = ident(&target.name.pascal);
    let arguments = path_arguments::members(api, target.arguments);
    let params = target.has_builder().then(|| quote!(params: Box<Params>));
    let default = (target.arguments.is_empty() && !target.has_builder()).then(|| quote!(Default,));
    let members = arguments.into_iter().chain(params);
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #name { #(#members),* }
    }
}

/// The inherent methods: `builder`, those in `more`, `check` and the accessors.
pub(crate) fn methods(api: &Api, target: &BuilderTarget<'_>, more: &TokenStream) -> TokenStream {
    let name = ident(&target.name.pascal);
    let builder = ident(&target.builder_name());
    let parameters = path_arguments::parameters(api, target.arguments);
    let names = path_arguments::names(target.arguments);
    let start = doc_comment::outer(&[format!("Starts {} with no field set.", target.a_noun())]);
    let check = check::method(api, target);
    let arguments = accessors::of_path_parameters(api, target.arguments);
    let fields = accessors::of_fields(api, target.object);
    quote! {
        impl #name {
            #start
            pub fn builder(#(#parameters),*) -> #builder {
                #builder::new(#(#names.into()),*)
            }
            #more
            #check
            #arguments
            #fields
        }
    }
}

/// The `Serialize` implementation.
pub(crate) fn serialize(target: &BuilderTarget<'_>) -> TokenStream {
    let name = ident(&target.name.pascal);
    let docs = doc_comment::outer(&[
        "The fields that are set, by their documented names, as `from_json` reads them.",
    ]);
    quote! {
        #docs
        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.params.serialize(serializer)
            }
        }
    }
}
