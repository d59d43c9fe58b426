//! Lowers webhooks: those with the same `x-event` become one enum, with a variant for each type of event.

use super::names::collision::check_collisions;
use super::names::identifier::component_name;
use super::names::module_path::checked_module_path;
use super::schemas::Components;
use super::schemas::response_object::event::EventObject;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{Document, Spanned, Webhook};
use crate::ir::{Event, EventVariant, Module, TypeDef, TypeKind, UNKNOWN_EVENT};

/// What is known of an event so far.
struct Draft<'d> {
    module: Module,
    name: &'d Spanned<String>,
    /// The field that tells the type of the event, where it was first described.
    discriminator: &'d Spanned<String>,
    variants: Vec<EventVariant>,
    /// The value of each variant.
    values: Vec<&'d Spanned<String>>,
}

/// Adds the type of each event.
pub(crate) fn lower<'d>(document: &'d Document, components: &mut Components<'d>, sink: &mut Sink) {
    let mut drafts: Vec<Draft<'d>> = Vec::new();
    for webhook in &document.webhooks {
        let module = checked_module_path(document, webhook.file, sink);
        let Some(object) = event_object(webhook, components, sink) else { continue };
        let same = |draft: &&mut Draft<'_>| draft.module == module && draft.name.value == webhook.event.value;
        match drafts.iter_mut().find(same) {
            Some(draft) => add(draft, webhook, object, sink),
            None => {
                let (name, discriminator) = (&webhook.event, object.discriminator);
                let (variants, values) = (Vec::new(), Vec::new());
                let mut draft = Draft { module, name, discriminator, variants, values };
                add(&mut draft, webhook, object, sink);
                drafts.push(draft);
            }
        }
    }
    for draft in drafts {
        finish(draft, components, sink);
    }
}

fn event_object<'d>(
    webhook: &'d Webhook,
    components: &mut Components<'d>,
    sink: &mut Sink,
) -> Option<EventObject<'d>> {
    let Some(reference) = &webhook.schema.reference else {
        if !webhook.schema.refers_to_nothing() {
            let message = "the schema of an event has no name";
            let help = "move it to `components/schemas` and write `$ref` here";
            sink.report(Code::NeedsComponent, webhook.schema.span, message, help);
        }
        return None;
    };
    components.event_object(reference, sink)
}

/// Adds the types of event that a webhook reports.
fn add<'d>(draft: &mut Draft<'d>, webhook: &Webhook, object: EventObject<'d>, sink: &mut Sink) {
    if object.discriminator.value != draft.discriminator.value {
        let message = format!(
            "`{}` tells the type of this `{}`, but `{}` that of another one",
            object.discriminator, draft.name, draft.discriminator
        );
        let diagnostic = Diagnostic::new(Code::BadValue, object.discriminator.span, message)
            .also(draft.discriminator.span, "the other one")
            .help("use the same field in all of them, or give this one another `x-event`");
        sink.push(diagnostic);
        return;
    }
    for (mut variant, value) in object.variants.into_iter().zip(object.values) {
        if let Some(first) = draft.values.iter().find(|first| first.value == value.value) {
            let message = format!("two webhooks report the type `{value}` of `{}`", draft.name);
            let diagnostic = Diagnostic::new(Code::NameCollision, value.span, message)
                .also(first.span, "the first")
                .help("describe each type of event once");
            sink.push(diagnostic);
            continue;
        }
        if let Some(summary) = webhook.summary.as_ref().filter(|_| variant.docs.is_empty()) {
            variant.docs = format!("{}.", summary.value.trim().trim_end_matches('.'));
        }
        draft.variants.push(EventVariant { value: variant, fields: object.id });
        draft.values.push(value);
    }
}

/// Makes the type, unless its name is none.
fn finish(draft: Draft<'_>, components: &mut Components<'_>, sink: &mut Sink) {
    let Draft { module, name: wire, discriminator, variants, values } = draft;
    let names = variants.iter().map(|variant| variant.value.name.pascal.clone());
    let names: Vec<_> = names.zip(values.into_iter().cloned()).collect();
    let help = "name the variants with `x-enum-varnames`, in the order of the values";
    check_collisions(&names, &|_| help, sink);
    for (_, value) in names.iter().filter(|(name, _)| name == UNKNOWN_EVENT) {
        let message = format!("the variant `{UNKNOWN_EVENT}` is for events of types that are not described");
        sink.report(Code::ReservedName, value.span, message, help);
    }
    let Some(name) = component_name(wire, sink) else { return };
    components.names.insert(&module, &name.pascal, wire);
    let event = Event { discriminator: discriminator.value.clone(), variants };
    let definition = TypeDef { name, module, docs: String::new(), kind: TypeKind::Event(event) };
    components.types.push(definition, wire.clone());
}
