//! The files of a request or nested object: `name.rs`, and the modules `builder`, `checks`, `params`, `rules` and `state`.

pub(crate) mod accessors;
pub(crate) mod check;
pub(crate) mod definition;
pub(crate) mod fields;
pub(crate) mod nested_object;
pub(crate) mod operation;
pub(crate) mod parse;
pub(crate) mod path_arguments;
pub(crate) mod request_impl;
pub(crate) mod rule_set;

use super::builder::target::BuilderTarget;
use super::builder::{self, markers};
use super::support::file_writer::FileWriter;
use super::support::imports::Imports;
use super::types::field_type;
use crate::fileset::FileSet;
use crate::ir::{Api, Operation, TypeDef};

/// Adds the files of an operation.
pub(crate) fn add_operation(api: &Api, operation: &Operation, files: &mut FileSet) {
    let target = BuilderTarget::of_operation(operation);
    let mut writer = FileWriter::new(&operation.module, &operation.name, files);
    let mut imports = imports(api, &target);
    let items = operation.paged.iter().filter_map(|items| field_type::id_of(items.ty.scalar));
    imports.add_types(api, items.chain(operation.response));
    if target.has_builder() {
        write_modules(api, &target, &imports, &mut writer);
    }
    import_from_modules(&mut imports);
    imports.add("BESIDE", "self::checks");
    writer.write(operation::file_docs(operation), &imports, operation::items(api, operation));
}

/// Adds the files of a nested object, which is the type `ty`.
pub(crate) fn add_nested_object(api: &Api, ty: &TypeDef, target: &BuilderTarget<'_>, files: &mut FileSet) {
    let mut writer = FileWriter::new(&ty.module, &ty.name, files);
    let mut imports = imports(api, target);
    write_modules(api, target, &imports, &mut writer);
    import_from_modules(&mut imports);
    writer.write(nested_object::file_docs(ty), &imports, nested_object::items(api, ty, target));
}

/// What every file may import: the types of the fields, and the markers of the discriminators.
fn imports(api: &Api, target: &BuilderTarget<'_>) -> Imports {
    let mut imports = Imports::new();
    imports.add_types(api, target.named_types());
    markers::import(api, target.object, &mut imports);
    imports
}

/// What the file of the type imports from the modules below it.
fn import_from_modules(imports: &mut Imports) {
    imports.add("Params", "self::params");
    imports.add("RULES", "self::checks");
    imports.add("field", "self::checks");
}

/// Writes the modules below that of the type.
fn write_modules(api: &Api, target: &BuilderTarget<'_>, imports: &Imports, writer: &mut FileWriter<'_>) {
    builder::write(api, target, imports, writer);
    rule_set::write(target, imports, writer);
    fields::write(api, target, imports, writer);
}
