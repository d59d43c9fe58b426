//! A case as a function: a chain of setters whose values are the function's parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::rules;
use crate::emit::imports::Imports;
use crate::emit::state::marker_module;
use crate::emit::{builder, doc, ident, operation as request, scalar, table};
use crate::ir::{Api, Cell, Operation, Row, TypeDef, When};

/// One call in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Set(usize),
    /// A discriminator and the variant that it gets.
    Choose(usize, usize),
}

/// One function of a case file.
pub(super) struct Case {
    pub(super) name: String,
    /// The first lines of the errors, in the order of the fields; none where the function has to compile.
    pub(super) expected: Vec<String>,
    pub(super) calls: Vec<Call>,
    /// Whether the chain ends in `.build()`.
    pub(super) build: bool,
}

impl Case {
    pub(super) fn emit(&self, api: &Api, operation: &Operation) -> TokenStream {
        // A keyword has a trailing underscore, which would be a double one here.
        let name = ident(&self.name.replace("__", "_"));
        let request = ident(&operation.name.pascal);
        let docs = doc::outer(&self.expected.iter().map(|line| format!("error: {line}")).collect::<Vec<_>>());
        let arguments = operation.arguments.iter().map(|argument| {
            let name = ident(&argument.name.snake);
            let ty = request::argument_type(api, argument.scalar);
            (quote!(#name: #ty), quote!(#name))
        });
        let (mut parameters, given): (Vec<_>, Vec<_>) = arguments.unzip();
        parameters.extend(self.fields().into_iter().map(|field| parameter(api, operation, field)));
        let calls = self.calls.iter().map(|call| emit_call(api, operation, *call));
        let build = self.build.then(|| quote!(.build()));
        quote! {
            #docs
            fn #name(#(#parameters),*) {
                let _ = #request::builder(#(#given),*) #(#calls)* #build;
            }
        }
    }

    /// The fields that need a value, each once.
    fn fields(&self) -> Vec<usize> {
        let mut fields = Vec::new();
        for call in &self.calls {
            if let Call::Set(field) = call
                && !fields.contains(field)
            {
                fields.push(*field);
            }
        }
        fields
    }
}

fn parameter(api: &Api, operation: &Operation, field: usize) -> TokenStream {
    let field = &operation.fields[field];
    let name = ident(&field.name.snake);
    let stored = scalar::stored(api, field.ty.scalar);
    let ty = if scalar::is_text(api, field.ty.scalar) { quote!(&str) } else { stored };
    quote!(#name: #ty)
}

fn emit_call(api: &Api, operation: &Operation, call: Call) -> TokenStream {
    match call {
        Call::Set(field) => {
            let name = ident(&operation.fields[field].name.snake);
            quote!(.#name(#name))
        }
        Call::Choose(field, value) => {
            let name = ident(&operation.fields[field].name.snake);
            let module = marker_module(api, operation, field);
            let marker =
                table::variant(api, operation, field, value).map(|variant| ident(&variant.name.pascal));
            quote!(.#name(#module::#marker))
        }
    }
}

/// What the case files of an operation can import from the crate under test.
pub(super) fn imports(api: &Api, operation: &Operation) -> Imports {
    let krate = api.package.name.replace('-', "_");
    let mut imports = import_types(api, scalar::types_of(operation).map(|id| api.ty(id)));
    imports.add(&operation.name.pascal, &format!("{krate}::{}", operation.module.0.join("::")));
    imports
}

/// The types, macros and markers that a case file can import.
pub(super) fn import_types<'a>(api: &Api, types: impl IntoIterator<Item = &'a TypeDef>) -> Imports {
    let krate = api.package.name.replace('-', "_");
    let mut imports = Imports::nothing();
    for name in ["Open", "Uri", "lit", "sid"] {
        imports.add(name, &krate);
    }
    for ty in types {
        let path = format!("{krate}::{}", ty.module.0.join("::"));
        imports.add(&ty.name.pascal, &path);
        imports.add(&ty.name.snake, &path);
    }
    imports
}

/// Calls that satisfy every table but one with as few fields as it takes.
pub(super) fn complete(operation: &Operation, except: Option<usize>) -> Vec<Call> {
    let mut calls = Vec::new();
    for table in operation.tables.iter().filter(|table| Some(table.discriminator) != except) {
        let needs = |row: &&Row| row.cells.iter().filter(|cell| **cell == Cell::Required).count();
        let Some(row) = table.rows.iter().min_by_key(needs) else { continue };
        calls.extend(row.value.map(|value| Call::Choose(table.discriminator, value)));
        let required = table.columns.iter().zip(&row.cells).filter(|(_, cell)| **cell == Cell::Required);
        calls.extend(required.map(|(field, _)| Call::Set(*field)));
    }
    calls
}

/// Calls that set what is always required, except one field and what decides about others.
pub(super) fn always(operation: &Operation, except: Option<usize>) -> Vec<Call> {
    rules::required(operation)
        .filter(|rule| rule.when == When::Always && Some(rule.field) != except)
        .filter(|rule| !builder::takes_marker(operation, rule.field))
        .map(|rule| Call::Set(rule.field))
        .collect()
}

/// Calls after which `field` may be set: its discriminator with a value that allows it.
pub(super) fn opening(operation: &Operation, field: usize) -> Vec<Call> {
    let gate = operation.gates.iter().find(|gate| gate.field == field);
    let choice = gate.and_then(|gate| Some(Call::Choose(gate.discriminator, *gate.open.first()?)));
    choice.into_iter().collect()
}
