//! Checks the metadata of the package and the URL of the server before they are written into a manifest and a URL.

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::document::{self, Document, Spanned, suggest};
use crate::ir::{FEATURES, Package, Targets};
use crate::lower::names::identifier::is_module;

pub(crate) fn lower(document: &Document, sink: &mut Sink) -> Option<Package> {
    let config = &document.config;
    let good = [check_package_name(&config.name, sink), check_version(&config.version, sink)];
    for word in config.keywords.iter().chain(&config.categories) {
        if !is_word(&word.value.replace("::", "")) {
            let message = format!("`{word}` is not a valid package keyword");
            sink.report(Code::BadValue, word.span, message, "use letters, digits and `-`");
        }
    }
    if let Some(targets) = &config.targets {
        check_targets(targets, document, sink);
    }
    good.iter().all(|good| *good).then(|| Package {
        name: config.name.value.clone(),
        version: config.version.value.clone(),
        description: config.description.value.clone(),
        keywords: texts(&config.keywords),
        categories: texts(&config.categories),
        targets: config.targets.as_ref().map(lower_targets),
    })
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn texts(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|word| word.value.clone()).collect()
}

fn lower_targets(targets: &document::Targets) -> Targets {
    let of_kind = |targets: &[(Spanned<String>, Spanned<String>)]| {
        targets.iter().map(|(name, path)| (name.value.clone(), path.value.clone())).collect()
    };
    Targets {
        tests: of_kind(&targets.tests),
        benches: of_kind(&targets.benches),
        examples: of_kind(&targets.examples),
        features: texts(&targets.features),
        dev_dependencies: texts(&targets.dev_dependencies),
    }
}

/// Reports names that make a manifest that Cargo does not load, nor the workspace around it.
fn check_targets(targets: &document::Targets, document: &Document, sink: &mut Sink) {
    let names = targets.tests.iter().chain(&targets.benches).chain(&targets.examples);
    let names: Vec<_> = names.map(|(name, _)| name).collect();
    let dependencies: Vec<_> = targets.dev_dependencies.iter().collect();
    for name in names.iter().chain(&dependencies) {
        if !is_word(&name.value.replace('_', "-")) {
            let message = format!("`{name}` is not a valid name for a target or dependency");
            sink.report(Code::BadValue, name.span, message, "use letters, digits, `-` and `_`");
        }
    }
    check_twice(&names, None, sink);
    check_twice(&dependencies, Some(&document.config.name.value), sink);
    check_features(targets, document, sink);
}

/// Reports features that the targets require and the crate does not have.
fn check_features(targets: &document::Targets, document: &Document, sink: &mut Sink) {
    let groups = document.config.features.iter().map(|(name, _)| name.value.as_str());
    let known: Vec<&str> = groups.chain(FEATURES.iter().copied()).collect();
    for feature in targets.features.iter().filter(|feature| !known.contains(&feature.value.as_str())) {
        let message = format!("`{feature}` is not a feature of the crate");
        let diagnostic = Diagnostic::new(Code::BadValue, feature.span, message);
        let help = "write one of `features`";
        let siblings = document.siblings(feature.span);
        sink.push(suggest(diagnostic, feature, known.iter().copied(), &siblings, help));
    }
}

fn check_twice(names: &[&Spanned<String>], taken: Option<&str>, sink: &mut Sink) {
    for (at, name) in names.iter().enumerate() {
        let first = names[..at].iter().find(|first| first.value == name.value);
        if first.is_none() && taken != Some(name.value.as_str()) {
            continue;
        }
        let message = format!("the generated manifest already has `{name}`");
        let diagnostic = Diagnostic::new(Code::NameCollision, name.span, message)
            .help("rename the target, or remove the dependency");
        sink.push(match first {
            Some(first) => diagnostic.also(first.span, "first"),
            None => diagnostic,
        });
    }
}

fn check_package_name(name: &Spanned<String>, sink: &mut Sink) -> bool {
    let starts = name.value.starts_with(|c: char| c.is_ascii_lowercase());
    // Code that uses the crate writes `_` for `-`, and cannot write a keyword.
    let usable = is_module(&name.value.replace('-', "_"));
    let taken = [
        "alloc",
        "core",
        "flex-runtime",
        "http",
        "proc-macro",
        "serde",
        "serde-json",
        "std",
        "test",
        "trybuild",
    ];
    let usable = usable && !taken.contains(&name.value.as_str());
    let good = starts && usable && is_word(&name.value) && name.value == name.value.to_lowercase();
    if !good {
        let message = format!("`{name}` is not a valid package name");
        let help =
            "use lower-case letters, digits and single `-`, start with a letter, and avoid Rust keywords";
        sink.report(Code::BadValue, name.span, message, help);
    }
    good
}

fn check_version(version: &Spanned<String>, sink: &mut Sink) -> bool {
    let parts: Vec<_> = version.value.split('.').collect();
    let canonical = |part: &&str| part.parse::<u32>().is_ok_and(|number| number.to_string() == **part);
    let good = parts.len() == 3 && parts.iter().all(canonical);
    if !good {
        let message = format!("`{version}` is not a valid version");
        sink.report(Code::BadValue, version.span, message, "write three numbers: `1.0.0`");
    }
    good
}

/// The server's URL, when it is scheme and host and nothing else.
pub(crate) fn base_url(server: &Spanned<String>, sink: &mut Sink) -> Option<String> {
    let host = server.value.strip_prefix("https://").or_else(|| server.value.strip_prefix("http://"));
    let label = |label: &str| !label.is_empty() && is_word(label);
    let plain = |host: &str| {
        let (name, port) = host.split_once(':').unwrap_or((host, "443"));
        name.split('.').all(label) && port.parse::<u16>().is_ok_and(|port| port > 0)
    };
    if host.is_some_and(|host| !host.is_empty() && plain(host)) {
        return Some(server.value.clone());
    }
    let message = format!("`{server}` is not a valid server URL");
    sink.report(
        Code::BadValue,
        server.span,
        message,
        "write only the scheme and host: `https://api.example.com`",
    );
    None
}
