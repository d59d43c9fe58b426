//! The setters of a builder, one for each field, with the bounds that rules ask for.

use proc_macro2::TokenStream;
use quote::quote;

use super::bounds::{self, Transition};
use super::markers;
use super::target::BuilderTarget;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{
    self, Advice, Api, BoundSite, Encoding, Field, ParameterLocation, SetterBound, despite_advice,
};

/// The setter of each field, beside it one that ignores advice where there is some and one that sends null where that is
/// allowed, and those of undescribed members where there may be some.
pub(crate) fn setters(api: &Api, target: &BuilderTarget<'_>) -> TokenStream {
    let setters = target.object.fields.iter().enumerate().map(|(index, field)| {
        let is_advised = target.object.has_advised_setter(index);
        let advice = [Advice::Heeded, Advice::Ignored].into_iter().take(1 + usize::from(is_advised));
        let setters = advice.map(|advice| {
            let setter = setter(api, target, index, field, advice);
            let null = field.ty.nullable.then(|| null_setter(target, index, field, advice));
            quote!(#setter #null)
        });
        quote!(#(#setters)*)
    });
    let members = target.object.open.then(|| members(target));
    quote!(#(#setters)* #members)
}

fn setter(api: &Api, target: &BuilderTarget<'_>, index: usize, field: &Field, advice: Advice) -> TokenStream {
    let name = ident(&field.name.snake);
    let (method, docs) = match advice {
        Advice::Heeded => (name.clone(), setter_docs(target, index, field)),
        Advice::Ignored => {
            let usual = &field.name.snake;
            (ident(&despite_advice(usual)), docs_despite_advice(target, index, field, usual))
        }
    };
    let (result, bounds, end) = transition(target, index, advice);
    let takes_marker = target.object.holds_marker(index);
    let (generics, ty, value) = if takes_marker {
        let module = markers::module(api, target.object, index);
        (quote!(<T: #module::Marker>), quote!(T), quote!(T::VALUE))
    } else {
        let (ty, value) = field_type::setter_parameter(api, field, &name);
        let value = if field.ty.nullable { quote!(Nullable::Value(#value)) } else { value };
        (quote!(), ty, value)
    };
    let parameter = if takes_marker { quote!(_: #ty) } else { quote!(#name: #ty) };
    quote! {
        #docs
        pub fn #method #generics (mut self, #parameter) -> #result #bounds {
            self.params.#name = Some(#value);
            #end
        }
    }
}

/// What a setter returns, its bounds, and the expression that it ends in.
fn transition(
    target: &BuilderTarget<'_>,
    index: usize,
    advice: Advice,
) -> (TokenStream, TokenStream, TokenStream) {
    let builder = ident(&target.builder_name());
    let Transition { bounds, after } = bounds::transition(target, index, advice);
    let bounds = if bounds.is_empty() { quote!() } else { quote!(where #(#bounds),*) };
    match after {
        Some(state) => (quote!(#builder<#state>), bounds, quote!(self.with_state_())),
        None => (quote!(Self), bounds, quote!(self)),
    }
}

/// The setter that sends null.
fn null_setter(target: &BuilderTarget<'_>, index: usize, field: &Field, advice: Advice) -> TokenStream {
    let name = ident(&field.name.snake);
    let (result, bounds, end) = transition(target, index, advice);
    let usual = ir::null_setter(&field.name.snake);
    let (method, docs) = match advice {
        Advice::Heeded => (usual, null_docs(field)),
        Advice::Ignored => (despite_advice(&usual), docs_despite_advice(target, index, field, &usual)),
    };
    let method = ident(&method);
    quote! {
        #docs
        pub fn #method(mut self) -> #result #bounds {
            self.params.#name = Some(Nullable::Null);
            #end
        }
    }
}

fn null_docs(field: &Field) -> TokenStream {
    let Field { name, .. } = field;
    doc_comment::outer(&[format!(
        "Sets `{}` to null, in place of a value from [`{1}`](Self::{1}).",
        name.wire, name.snake
    )])
}

fn setter_docs(target: &BuilderTarget<'_>, index: usize, field: &Field) -> TokenStream {
    let mut lines = vec![match field.location {
        None => format!("Sets `{}`.", field.name.wire),
        Some(ParameterLocation::Query) => format!("Sets `{}`, sent in the query.", field.name.wire),
        Some(ParameterLocation::Header) => format!("Sets `{}`, sent as a header.", field.name.wire),
    }];
    let rules =
        target.object.rules.iter().filter(|rule| rule.effect.fields(&target.object.tests).contains(&index));
    let bounds = target.object.setter_bounds.iter().filter(|bound| bound.at == BoundSite::Before(index));
    let mut sentences: Vec<&String> = Vec::new();
    for sentence in rules.map(|rule| &rule.sentence).chain(bounds.map(|bound| &bound.sentence)) {
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    if !sentences.is_empty() {
        lines.push(String::new());
        lines.extend(sentences.iter().flat_map(|sentence| markdown::item(sentence)));
    }
    if !field.docs.trim().is_empty() {
        lines.push(String::new());
        lines.extend(markdown::lines(&field.docs));
    }
    if field.ty.nullable {
        let null = ir::null_setter(&field.name.snake);
        lines.push(String::new());
        lines.push(format!("[`{null}`](Self::{null}) sends null."));
    }
    if target.object.slots.iter().all(|slot| slot.field != index) {
        lines.push(String::new());
        lines.push("Calling this again replaces the value.".to_owned());
    }
    if field.ty.list && matches!(target.encoding, Some(Encoding::Query | Encoding::Form)) {
        lines.push(String::new());
        lines
            .push("A form or query repeats it for each item; for an empty list, nothing is sent.".to_owned());
    }
    if let Some(default) = &field.default {
        lines.push(String::new());
        lines.push(format!("If it is not set, the service uses `{}`.", markdown::code(default)));
    }
    doc_comment::outer(&lines)
}

/// The docs of the setter beside `usual` that ignores advice.
fn docs_despite_advice(target: &BuilderTarget<'_>, index: usize, field: &Field, usual: &str) -> TokenStream {
    let wire = &field.name.wire;
    let mut lines = vec![format!("Sets `{wire}` as [`{usual}`](Self::{usual}) does, but ignores advice:")];
    lines.push(String::new());
    let is_ignored =
        |bound: &&SetterBound| bound.at.includes_setter(index) && !bound.applies(Advice::Ignored);
    let ignored = target.object.setter_bounds.iter().filter(is_ignored);
    lines.extend(ignored.flat_map(|bound| markdown::item(&bound.sentence)));
    doc_comment::outer(&lines)
}

/// The setters of members that are not described, and of those that are sent in place of described ones.
fn members(target: &BuilderTarget<'_>) -> TokenStream {
    let overriding = target.object.is_overridable().then(|| {
        let docs = override_docs(target);
        quote! {
            #docs
            pub fn override_member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
                self.params.members.insert(name.into(), value.into());
                self
            }
        }
    });
    quote! {
        /// Sets a member that is not described, in place of one of the same name.
        ///
        /// # Errors
        /// If the name is that of a described field, which has its own setter.
        pub fn member(self, name: impl Into<String>, value: impl Into<Value>) -> Result<Self, Rejected> {
            self.members([(name, value)])
        }

        /// Sets members that are not described, such as those in `extra()` of a response.
        ///
        /// # Errors
        /// If some of the names are those of described fields, which have their own setters.
        pub fn members(
            mut self,
            members: impl IntoIterator<Item = (impl Into<String>, impl Into<Value>)>,
        ) -> Result<Self, Rejected> {
            self.params.members.extend(RULES.undescribed(members)?);
            Ok(self)
        }
        #overriding
    }
}

fn override_docs(target: &BuilderTarget<'_>) -> TokenStream {
    let mut lines = vec![
        "Sends a member as it is given here, in place of what the setter of that name sends, whichever of the two is",
        "called last.",
        "",
        "For a value that the service takes and the description does not know. Nothing checks it, `check` reports it as",
        "advice, and the accessor of the field does not return it, but `members` does.",
    ];
    if target.has_state() || target.object.is_checked_late() {
        lines.extend([
            "",
            "The compiler does not count it: if it requires the field, end the chain with",
            "[`build_unchecked`](Self::build_unchecked).",
        ]);
    }
    doc_comment::outer(&lines.into_iter().map(str::to_owned).collect::<Vec<_>>())
}
