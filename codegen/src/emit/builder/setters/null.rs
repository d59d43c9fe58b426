//! The methods beside a setter that send null, for fields that may be null.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::bounds::{self, Act, Signature};
use super::super::target::BuilderTarget;
use crate::emit::docs::doc_comment;
use crate::emit::support::tokens::ident;
use crate::ir::{Advice, despite_advice, null_setter};

/// The method, and beside it one that ignores advice where there is some. Null is a value, for which the bounds are those of the
/// setter.
pub(super) fn methods(target: &BuilderTarget<'_>, index: usize) -> TokenStream {
    let usual = method(target, index, Advice::Heeded);
    let despite_advice =
        bounds::is_advised(target.object, index, Act::Set).then(|| method(target, index, Advice::Ignored));
    quote!(#usual #despite_advice)
}

fn method(target: &BuilderTarget<'_>, index: usize, advice: Advice) -> TokenStream {
    let field = &target.object.fields[index];
    let (setter, wire) = (&field.name.snake, &field.name.wire);
    let name = ident(setter);
    let usual = null_setter(setter);
    let (method, about) = match advice {
        Advice::Heeded => {
            (usual, format!("Sets `{wire}` to null, in place of a value from [`{setter}`](Self::{setter})."))
        }
        Advice::Ignored => {
            let about = format!("Sets `{wire}` as [`{usual}`](Self::{usual}) does, but ignores advice.");
            (despite_advice(&usual), about)
        }
    };
    let (method, docs) = (ident(&method), doc_comment::outer(&[about]));
    let Signature { result, bounds, end } =
        bounds::transition(target, index, Act::Set, advice).signature(target);
    quote! {
        #docs
        pub fn #method(mut self) -> #result #bounds {
            self.params.#name = Some(Nullable::Null);
            #end
        }
    }
}
