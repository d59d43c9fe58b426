//! The setters of a builder, one for each field, with the bounds that rules ask for.

mod clear;
mod null;

use proc_macro2::TokenStream;
use quote::quote;

use super::bounds::{self, Act, Signature};
use super::markers;
use super::target::BuilderTarget;
use crate::emit::docs::{doc_comment, markdown};
use crate::emit::support::tokens::ident;
use crate::emit::types::field_type;
use crate::ir::{
    Advice, Api, BoundSite, Clearing, Encoding, Field, FieldType, ParameterLocation, SetterBound,
    clear_method, despite_advice, null_setter,
};

/// The setter of each field, beside it one that ignores advice where there is some and one that sends null where that is
/// allowed, and those of undescribed members where there may be some.
pub(crate) fn setters(api: &Api, target: &BuilderTarget<'_>) -> TokenStream {
    let setters = target.object.fields.iter().enumerate().map(|(index, field)| {
        let usual = setter(api, target, index, field, Advice::Heeded);
        let is_extensible = field_type::is_extensible(api, field.ty.scalar);
        let despite_advice = (is_extensible || bounds::is_advised(target.object, index, Act::Set))
            .then(|| setter(api, target, index, field, Advice::Ignored));
        let clear = field.ty.clearable.then(|| clear::methods(target, index));
        let null = field.ty.nullable.then(|| null::methods(target, index));
        quote!(#usual #despite_advice #clear #null)
    });
    let members = target.object.open.then(|| members(target));
    quote!(#(#setters)* #members)
}

fn setter(api: &Api, target: &BuilderTarget<'_>, index: usize, field: &Field, advice: Advice) -> TokenStream {
    let name = ident(&field.name.snake);
    let (method, docs) = match advice {
        Advice::Heeded => (name.clone(), setter_docs(target, index, field)),
        Advice::Ignored => {
            (ident(&despite_advice(&field.name.snake)), docs_despite_advice(api, target, index, field))
        }
    };
    let Signature { result, bounds, end } =
        bounds::transition(target, index, Act::Set, advice).signature(target);
    let Parameter { generics, declared, value } = parameter(api, target, index, advice);
    quote! {
        #docs
        pub fn #method #generics (mut self, #declared) -> #result #bounds {
            self.params.#name = Some(#value);
            #end
        }
    }
}

/// What a setter takes, and the expression that converts it to what is stored.
struct Parameter {
    generics: TokenStream,
    declared: TokenStream,
    value: TokenStream,
}

fn parameter(api: &Api, target: &BuilderTarget<'_>, index: usize, advice: Advice) -> Parameter {
    let field = &target.object.fields[index];
    let name = ident(&field.name.snake);
    let is_extensible = field_type::is_extensible(api, field.ty.scalar);
    let takes_text = is_extensible && advice == Advice::Ignored;
    if target.object.holds_marker(index) {
        let module = markers::module(api, target.object, index);
        if takes_text {
            let generics = quote!(<T: #module::MarkerOrText>);
            return Parameter { generics, declared: quote!(#name: T), value: quote!(#name.into_value()) };
        }
        let value = if is_extensible { quote!(T::VALUE.into()) } else { quote!(T::VALUE) };
        return Parameter { generics: quote!(<T: #module::Marker>), declared: quote!(_: T), value };
    }
    if takes_text {
        let stored = field_type::stored_field(api, field);
        let declared = quote!(#name: impl Into<#stored>);
        return Parameter { generics: quote!(), declared, value: quote!(#name.into()) };
    }
    let (ty, value) = field_type::setter_parameter(api, field, &name);
    let value = match field.ty {
        FieldType { clearable: true, .. } => quote!(Clearable::Value(#value)),
        FieldType { nullable: true, .. } => quote!(Nullable::Value(#value)),
        _ => value,
    };
    Parameter { generics: quote!(), declared: quote!(#name: #ty), value }
}

fn setter_docs(target: &BuilderTarget<'_>, index: usize, field: &Field) -> TokenStream {
    let mut lines = vec![match field.location {
        None => format!("Sets `{}`.", field.name.wire),
        Some(ParameterLocation::Query) => format!("Sets `{}`, sent in the query.", field.name.wire),
        Some(ParameterLocation::Header) => format!("Sets `{}`, sent as a header.", field.name.wire),
    }];
    let tests = &target.object.tests;
    let keeps = |test: usize| tests[test].clearing(&target.object.fields) == Some(Clearing::Kept);
    let rules = target.object.rules.iter().filter(|rule| rule.effect.fields(tests).contains(&index));
    let rules = rules.filter(|rule| !rule.effect.test().is_some_and(keeps));
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
        let null = null_setter(&field.name.snake);
        lines.push(String::new());
        lines.push(format!("[`{null}`](Self::{null}) sends null."));
    }
    if target.object.slots.iter().all(|slot| slot.field != index) {
        lines.push(String::new());
        lines.push("Calling this again replaces the value.".to_owned());
    }
    if field.ty.clearable {
        lines.push(String::new());
        lines.push(format!("[`{0}`](Self::{0}) clears the stored value.", clear_method(&field.name.snake)));
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

fn docs_despite_advice(api: &Api, target: &BuilderTarget<'_>, index: usize, field: &Field) -> TokenStream {
    let Field { name, ty, .. } = field;
    let is_extensible = field_type::is_extensible(api, ty.scalar);
    let what = if is_extensible { "takes any text as well, and ignores advice" } else { "ignores advice" };
    let mut lines = vec![format!("Sets `{}` as [`{1}`](Self::{1}) does, but {what}:", name.wire, name.snake)];
    lines.push(String::new());
    if is_extensible {
        let documented = markers::variants(api, ty.scalar).iter();
        let documented: Vec<_> = documented.map(|variant| format!("`{}`", variant.name.wire)).collect();
        let sentence = format!("`{}` is documented as {}", name.wire, documented.join(", "));
        lines.extend(markdown::item(&sentence));
    }
    let is_ignored =
        |bound: &&SetterBound| bound.at.includes_setter(index) && !bound.applies(Advice::Ignored);
    let ignored = target.object.setter_bounds.iter().filter(is_ignored);
    let ignored = ignored.filter(|bound| bounds::can_fail(target.object, bound, index, Act::Set));
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
