//! The module tree: the path of a spec file is the path of its module in the crate.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Module};

/// Every module with types or operations, and its ancestors.
pub(crate) fn all(api: &Api) -> BTreeSet<Module> {
    let types = api.types.iter().map(|ty| &ty.module);
    let operations = api.operations.iter().map(|operation| &operation.module);
    let mut modules = BTreeSet::new();
    for module in types.chain(operations) {
        for depth in 1..=module.0.len() {
            modules.insert(Module(module.0[..depth].to_vec()));
        }
    }
    modules
}

/// The modules directly below `parent`; those of the root for an empty path.
pub(crate) fn children(modules: &BTreeSet<Module>, parent: &Module) -> Vec<String> {
    let depth = parent.0.len();
    let below = |module: &Module| module.0.len() == depth + 1 && module.0.starts_with(&parent.0);
    modules.iter().filter(|module| below(module)).filter_map(|module| module.0.last().cloned()).collect()
}

/// The `cfg` attribute of a module with a feature, unless its parent has the same one.
pub(crate) fn gate(api: &Api, module: &Module) -> Option<TokenStream> {
    let feature = api.feature(module)?;
    let (_, around) = module.0.split_last()?;
    let inherited = (!around.is_empty()).then(|| api.feature(&Module(around.to_vec()))).flatten();
    (inherited != Some(feature)).then(|| quote!(#[cfg(feature = #feature)]))
}
