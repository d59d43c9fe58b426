//! The files of a module: an index of what is in it, its types, and the markers of its discriminators.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::module_tree::{all, children, gate};
use crate::emit::builder::target::builder_name;
use crate::emit::docs::{doc_comment, index_tables};
use crate::emit::support::imports::Imports;
use crate::emit::support::pretty_print::render;
use crate::emit::support::tokens::ident;
use crate::emit::types::{self, field_type, marker_types};
use crate::fileset::FileSet;
use crate::ir::{Api, Module, Name, Operation, TypeDef, TypeKind};

/// Adds the files of one module, apart from those of its operations and nested objects.
pub(crate) fn add(api: &Api, module: &Module, files: &mut FileSet) {
    let modules = all(api);
    let types: Vec<_> = types_of(api, module);
    let objects: Vec<_> = types.iter().copied().filter(|ty| is_request_object(ty)).collect();
    let types: Vec<_> = types.into_iter().filter(|ty| !is_request_object(ty)).collect();
    let operations: Vec<_> = api.operations.iter().filter(|operation| operation.module == *module).collect();
    let path = format!("src/{}", module.0.join("/"));
    if operations.is_empty()
        && objects.is_empty()
        && children(&modules, module).is_empty()
        && !types.iter().any(|ty| is_discriminator(ty))
    {
        let docs = doc_comment::inner(&types_docs(api, module, &types));
        files.insert(format!("{path}.rs"), render(type_items(api, module, &types, docs)));
        return;
    }
    let index = index(api, &modules, module, &types, &objects, &operations);
    files.insert(format!("{path}.rs"), render(index));
    if !types.is_empty() {
        let docs = doc_comment::inner(&["Types of this resource."]);
        files.insert(format!("{path}/types.rs"), render(type_items(api, module, &types, docs)));
    }
    for ty in types {
        if let TypeKind::Enumeration(enumeration) = &ty.kind
            && enumeration.discriminator
        {
            let mut imports = Imports::new();
            imports.add(&ty.name.pascal, "super");
            let items = marker_types::items(ty, enumeration);
            files.insert(format!("{path}/{}.rs", ty.name.snake), render(with_imports(&imports, items)));
        }
    }
}

/// The items of a file with its imports, which have to follow the inner docs.
fn with_imports(imports: &Imports, items: TokenStream) -> TokenStream {
    let uses = imports.of(&items);
    let file: syn::File = syn::parse2(items).expect("the markers of a discriminator are items");
    let (attrs, items) = (file.attrs, file.items);
    quote!(#(#attrs)* #uses #(#items)*)
}

/// The types of a module, sorted by name.
fn types_of<'a>(api: &'a Api, module: &Module) -> Vec<&'a TypeDef> {
    let mut types: Vec<_> = api.types.iter().filter(|ty| ty.module == *module).collect();
    types.sort_by(|a, b| a.name.pascal.cmp(&b.name.pascal));
    types
}

fn is_discriminator(ty: &TypeDef) -> bool {
    matches!(&ty.kind, TypeKind::Enumeration(enumeration) if enumeration.discriminator)
}

fn is_event(ty: &TypeDef) -> bool {
    matches!(ty.kind, TypeKind::Event(_))
}

fn is_request_object(ty: &TypeDef) -> bool {
    matches!(ty.kind, TypeKind::RequestObject(_))
}

fn type_items(api: &Api, module: &Module, types: &[&TypeDef], docs: TokenStream) -> TokenStream {
    let items: TokenStream = types.iter().map(|ty| types::items(api, ty)).collect();
    let mut imports = Imports::new();
    let elsewhere = types.iter().flat_map(|ty| match &ty.kind {
        TypeKind::ResponseObject(object) => {
            object.values().filter_map(|field| field_type::id_of(field.ty.scalar)).collect()
        }
        TypeKind::Event(event) => event.variants.iter().map(|variant| variant.fields).collect(),
        _ => Vec::new(),
    });
    let elsewhere = elsewhere.filter(|id| api.ty(*id).module != *module);
    imports.add_types(api, elsewhere);
    let uses = imports.of(&items);
    quote!(#docs #uses #items)
}

/// The file of a module with operations, nested objects or child modules: its docs, modules and re-exports.
fn index(
    api: &Api,
    modules: &BTreeSet<Module>,
    module: &Module,
    types: &[&TypeDef],
    objects: &[&TypeDef],
    operations: &[&Operation],
) -> TokenStream {
    let children = children(modules, module);
    let docs = index_docs(api, module, &children, types, objects, operations);
    let markers = types.iter().filter(|ty| is_discriminator(ty)).map(|ty| ty.name.snake.clone());
    let of_operations = operations.iter().map(|operation| operation.name.snake.clone());
    let of_objects = objects.iter().map(|ty| ty.name.snake.clone());
    let mut public: Vec<_> =
        markers.chain(of_operations).chain(of_objects).map(|name| (name, None)).collect();
    public.extend(children.into_iter().map(|name| {
        let child = Module([module.0.as_slice(), std::slice::from_ref(&name)].concat());
        (name, gate(api, &child))
    }));
    public.sort_by(|a, b| a.0.cmp(&b.0));
    let mut exports: Vec<_> =
        operations.iter().map(|operation| export(&operation.name, operation.object.has_fields())).collect();
    exports.extend(objects.iter().map(|ty| export(&ty.name, true)));
    let names = types.iter().map(|ty| ident(&ty.name.pascal));
    let private = (!types.is_empty()).then(|| {
        exports.push(quote!(pub use self::types::{#(#names),*};));
        quote!(
            mod types;
        )
    });
    // Each file has inner docs. With outer docs here as well, rustdoc would resolve the links of both in this module.
    let public = public.into_iter().map(|(name, gate)| {
        let name = ident(&name);
        quote!(#gate pub mod #name;)
    });
    quote!(#docs #(#public)* #private #(#exports)*)
}

/// The docs of such a module, with tables of what it contains.
fn index_docs(
    api: &Api,
    module: &Module,
    children: &[String],
    types: &[&TypeDef],
    objects: &[&TypeDef],
    operations: &[&Operation],
) -> TokenStream {
    let name = module.0.join("::");
    let what = if operations.is_empty() { "resources" } else { "operations" };
    let mut lines = index_tables::about(api, module, format!("The {what} of `{name}`."));
    if !operations.is_empty() {
        lines.push(String::new());
        let link = |operation: &Operation| format!("[`{}`]", operation.name.pascal);
        lines.extend(index_tables::operations(operations.iter().copied(), link));
    }
    if !children.is_empty() {
        lines.push(String::new());
        lines.extend(index_tables::modules(api, module, children));
    }
    if !objects.is_empty() {
        lines.extend([String::new(), format!("Nested objects in requests: {}.", linked(objects))]);
    }
    let events: Vec<_> = types.iter().copied().filter(|ty| is_event(ty)).collect();
    if !events.is_empty() {
        lines.extend([String::new(), format!("Events that webhooks report: {}.", linked(&events))]);
    }
    doc_comment::inner(&lines)
}

/// Links to types.
fn linked(types: &[&TypeDef]) -> String {
    types.iter().map(|ty| format!("[`{}`]", ty.name.pascal)).collect::<Vec<_>>().join(", ")
}

/// The docs of a module that has only types.
fn types_docs(api: &Api, module: &Module, types: &[&TypeDef]) -> Vec<String> {
    if types.iter().all(|ty| matches!(ty.kind, TypeKind::Sid(_))) {
        let sids = "SIDs, which identify the resources of the API: one type for each kind, checked when a value is created.";
        return index_tables::about(api, module, sids.to_owned());
    }
    let names: Vec<_> = types.iter().map(|ty| format!("[`{}`]", ty.name.pascal)).collect();
    let types = format!("Types used by requests and responses: {}.", names.join(", "));
    index_tables::about(api, module, types)
}

/// The re-export of a type, and of its builder.
fn export(name: &Name, has_builder: bool) -> TokenStream {
    let (module, ty) = (ident(&name.snake), ident(&name.pascal));
    if has_builder {
        let builder = ident(&builder_name(name));
        return quote!(pub use self::#module::{#ty, #builder};);
    }
    quote!(pub use self::#module::#ty;)
}
