//! Path parameters as Rust: members of a struct, and parameters and arguments of functions.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{Api, PathParameter, Scalar};

/// Their names.
pub(crate) fn names(arguments: &[PathParameter]) -> Vec<Ident> {
    arguments.iter().map(|argument| ident(&argument.name.snake)).collect()
}

/// The type that a path parameter is stored as. A SID may be one that the service sent, whatever its form.
pub(crate) fn stored_type(api: &Api, scalar: Scalar) -> TokenStream {
    let stored = field_type::stored(api, scalar);
    if field_type::is_checked_string(api, scalar) { quote!(Open<#stored>) } else { stored }
}

/// `name: Type`, for members of a struct and for a function that takes what is stored.
pub(crate) fn members(api: &Api, arguments: &[PathParameter]) -> Vec<TokenStream> {
    let member = |argument: &PathParameter| {
        let (name, ty) = (ident(&argument.name.snake), stored_type(api, argument.scalar));
        quote!(#name: #ty)
    };
    arguments.iter().map(member).collect()
}

/// `name: impl Into<Type>`, for a function that users call.
pub(crate) fn parameters(api: &Api, arguments: &[PathParameter]) -> Vec<TokenStream> {
    let parameter = |argument: &PathParameter| {
        let (name, ty) = (ident(&argument.name.snake), stored_type(api, argument.scalar));
        quote!(#name: impl Into<#ty>)
    };
    arguments.iter().map(parameter).collect()
}

/// `name: name.into()`, which initializes the members with the parameters.
pub(crate) fn initializers(arguments: &[PathParameter]) -> Vec<TokenStream> {
    names(arguments).iter().map(|name| quote!(#name: #name.into())).collect()
}
