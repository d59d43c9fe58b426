//! Writes the files of one type: its own, and those of the modules below it.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::pretty_print::render;
use crate::fileset::FileSet;
use crate::ir::{Module, Name};

/// Adds the files of a type to those of the crate.
pub(crate) struct FileWriter<'f> {
    /// The path of the type's own file, without `.rs`.
    stem: String,
    files: &'f mut FileSet,
}

impl<'f> FileWriter<'f> {
    /// A writer for the type `name` in `module`.
    pub(crate) fn new(module: &Module, name: &Name, files: &'f mut FileSet) -> Self {
        Self { stem: format!("src/{}/{}", module.0.join("/"), name.snake), files }
    }

    /// Writes the file of the type itself.
    pub(crate) fn write(&mut self, docs: TokenStream, imports: &Imports, items: TokenStream) {
        self.insert(format!("{}.rs", self.stem), docs, imports, items);
    }

    /// Writes the file of the module `name` below the type.
    pub(crate) fn write_module(
        &mut self,
        name: &str,
        docs: TokenStream,
        imports: &Imports,
        items: TokenStream,
    ) {
        self.insert(format!("{}/{name}.rs", self.stem), docs, imports, items);
    }

    fn insert(&mut self, path: String, docs: TokenStream, imports: &Imports, items: TokenStream) {
        let uses = imports.of(&items);
        self.files.insert(path, render(quote!(#docs #uses #items)));
    }
}
