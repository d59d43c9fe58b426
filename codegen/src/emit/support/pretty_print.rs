//! Prints the tokens of a file as a person would format them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Expr, File, Item, ItemMacro, Token};

use crate::fileset::MARKER;

/// The first line of every generated Rust file.
pub(crate) fn header() -> String {
    format!("// {MARKER}; edit the spec instead.\n")
}

/// The text of a file made of `items`, which the emitters guarantee to be Rust.
///
/// prettyplease does not separate items by blank lines. So each item is printed on its own, and the blank lines between items
/// and between the members of an `impl` or `trait` are added here.
pub(crate) fn render(items: TokenStream) -> String {
    let file: File =
        syn::parse2(items).expect("emitters write Rust: names are checked identifiers, texts are literals");
    let mut text = header();
    text.push('\n');
    let docs = File { shebang: None, frontmatter: None, attrs: file.attrs, items: Vec::new() };
    if !docs.attrs.is_empty() {
        text.push_str(&prettyplease::unparse(&docs));
        text.push('\n');
    }
    let mut previous: Option<&Item> = None;
    for item in &file.items {
        if previous.is_some_and(|previous| !belong_together(previous, item)) {
            text.push('\n');
        }
        text.push_str(&spaced(item));
        previous = Some(item);
    }
    text
}

/// Whether there is no blank line between two items: imports from the same kind of place, and declarations of modules.
fn belong_together(first: &Item, second: &Item) -> bool {
    match (first, second) {
        (Item::Use(first), Item::Use(second)) => {
            let private = |item: &syn::ItemUse| matches!(item.vis, syn::Visibility::Inherited);
            private(first) == private(second) && (!private(first) || origin(first) == origin(second))
        }
        (Item::Mod(first), Item::Mod(second)) => {
            let bare = second.attrs.iter().all(|attr| attr.path().is_ident("cfg"));
            first.content.is_none() && second.content.is_none() && bare
        }
        _ => false,
    }
}

/// The origin of an import as a number: the standard library, another crate, or this one.
fn origin(item: &syn::ItemUse) -> u8 {
    let syn::UseTree::Path(path) = &item.tree else {
        return 1;
    };
    match path.ident.to_string().as_str() {
        "std" => 0,
        "crate" | "self" | "super" => 2,
        _ => 1,
    }
}

/// One item, with a blank line between the members of a block.
fn spaced(item: &Item) -> String {
    let file = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item.clone()] };
    let printed = prettyplease::unparse(&file);
    if let Item::Macro(call) = item
        && printed.lines().count() > 1
    {
        return one_argument_per_line(call).unwrap_or(printed);
    }
    if !matches!(item, Item::Impl(_) | Item::Trait(_) | Item::Mod(_)) {
        return printed;
    }
    let mut text = String::with_capacity(printed.len() + 64);
    let mut lines = printed.lines().peekable();
    while let Some(line) = lines.next() {
        text.push_str(line);
        text.push('\n');
        let next = lines.peek().copied().unwrap_or("}");
        let member = |line: &str| {
            line.starts_with("    ") && !line.starts_with("     ") && !line.starts_with("    ///")
        };
        let ends = line == "    }" || (member(line) && line.ends_with(';'));
        let starts = ["    ///", "    #[", "    fn ", "    pub "].iter().any(|start| next.starts_with(start));
        if ends && (starts || line == "    }") && next != "}" {
            text.push('\n');
        }
    }
    text
}

/// A macro call whose arguments are expressions. prettyplease prints them as tokens, and breaks the line anywhere.
fn one_argument_per_line(call: &ItemMacro) -> Option<String> {
    let arguments = call.mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated).ok()?;
    let path: Vec<_> = call.mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let mut printed = Vec::new();
    for argument in &arguments {
        const BEFORE: &str = "const X: () = ";
        let item = prettyplease::unparse(&syn::parse2(quote!(const X: () = #argument;)).ok()?);
        printed.push(item.trim_end().strip_prefix(BEFORE)?.strip_suffix(';')?.to_owned());
    }
    let path = path.join("::");
    if let [only] = printed.as_slice() {
        return Some(format!("{path}!({only});\n"));
    }
    let lines: String =
        printed.iter().map(|argument| format!("    {},\n", argument.replace('\n', "\n    "))).collect();
    Some(format!("{path}!(\n{lines});\n"))
}
