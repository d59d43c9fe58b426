//! The head of the manifest and the server: what has to be right before it is written into TOML and a URL.

use super::Lower;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Spanned, suggest};
use crate::ir::{FEATURES, Package, Targets};

pub(super) fn lower(lower: &mut Lower<'_, '_>) -> Option<Package> {
    let config = &lower.document.config;
    let good = [lower.check_package_name(&config.name), lower.check_version(&config.version)];
    for word in config.keywords.iter().chain(&config.categories) {
        if !is_word(&word.value.replace("::", "")) {
            let message = format!("`{word}` is not a keyword of a package");
            lower.error(Code::BadValue, word.span, message, "use letters, digits and `-`");
        }
    }
    if let Some(targets) = &config.targets {
        lower.check_targets(targets);
    }
    good.iter().all(|good| *good).then(|| Package {
        name: config.name.value.clone(),
        version: config.version.value.clone(),
        description: config.description.value.clone(),
        keywords: texts(&config.keywords),
        categories: texts(&config.categories),
        targets: config.targets.as_ref().map(targets),
    })
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn texts(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|word| word.value.clone()).collect()
}

fn targets(targets: &document::Targets) -> Targets {
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

impl Lower<'_, '_> {
    /// Names that make a manifest which Cargo does not load, nor the workspace around it.
    fn check_targets(&mut self, targets: &document::Targets) {
        let names = targets.tests.iter().chain(&targets.benches).chain(&targets.examples);
        let names: Vec<_> = names.map(|(name, _)| name).collect();
        let dependencies: Vec<_> = targets.dev_dependencies.iter().collect();
        for name in names.iter().chain(&dependencies) {
            if !is_word(&name.value.replace('_', "-")) {
                let message = format!("`{name}` is not the name of a target or a dependency");
                self.error(Code::BadValue, name.span, message, "use letters, digits, `-` and `_`");
            }
        }
        self.check_twice(&names, None);
        self.check_twice(&dependencies, Some(&self.document.config.name.value));
        self.check_features(targets);
    }

    /// What the targets need is a feature of the crate.
    fn check_features(&mut self, targets: &document::Targets) {
        let groups = self.document.config.features.iter().map(|(name, _)| name.value.as_str());
        let known: Vec<&str> = groups.chain(FEATURES.iter().copied()).collect();
        for feature in targets.features.iter().filter(|feature| !known.contains(&feature.value.as_str())) {
            let message = format!("`{feature}` is not a feature of the crate");
            let diagnostic = Diagnostic::new(Code::BadValue, feature.span, message);
            let help = "name a group of `features`";
            let beside = self.document.beside(feature.span);
            self.sink.push(suggest(diagnostic, feature, known.iter().copied(), &beside, help));
        }
    }

    fn check_twice(&mut self, names: &[&Spanned<String>], taken: Option<&str>) {
        for (at, name) in names.iter().enumerate() {
            let first = names[..at].iter().find(|first| first.value == name.value);
            if first.is_none() && taken != Some(name.value.as_str()) {
                continue;
            }
            let message = format!("the generated manifest has `{name}` already");
            let diagnostic = Diagnostic::new(Code::NameCollision, name.span, message)
                .help("rename the target, or remove the dependency");
            self.sink.push(match first {
                Some(first) => diagnostic.also(first.span, "first"),
                None => diagnostic,
            });
        }
    }

    fn check_package_name(&mut self, name: &Spanned<String>) -> bool {
        let starts = name.value.starts_with(|c: char| c.is_ascii_lowercase());
        // Code that uses the crate writes `_` for `-`, and cannot write a keyword.
        let usable = super::name::is_module(&name.value.replace('-', "_"));
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
            let message = format!("`{name}` is not a package name");
            let help = "use lower-case letters, digits and single `-`, start with a letter, and avoid the keywords of Rust";
            self.error(Code::BadValue, name.span, message, help);
        }
        good
    }

    fn check_version(&mut self, version: &Spanned<String>) -> bool {
        let parts: Vec<_> = version.value.split('.').collect();
        let canonical = |part: &&str| part.parse::<u32>().is_ok_and(|number| number.to_string() == **part);
        let good = parts.len() == 3 && parts.iter().all(canonical);
        if !good {
            let message = format!("`{version}` is not a version");
            self.error(Code::BadValue, version.span, message, "write three numbers: `1.0.0`");
        }
        good
    }

    /// The server's URL, when it is scheme and host and nothing else.
    pub(super) fn base_url(&mut self) -> Option<String> {
        let server = &self.document.server;
        let host = server.value.strip_prefix("https://").or_else(|| server.value.strip_prefix("http://"));
        let label = |label: &str| !label.is_empty() && is_word(label);
        let plain = |host: &str| {
            let (name, port) = host.split_once(':').unwrap_or((host, "443"));
            name.split('.').all(label) && port.parse::<u16>().is_ok_and(|port| port > 0)
        };
        if host.is_some_and(|host| !host.is_empty() && plain(host)) {
            return Some(server.value.clone());
        }
        let message = format!("`{server}` is not the URL of a server");
        self.error(Code::BadValue, server.span, message, "write scheme and host: `https://api.example.com`");
        None
    }
}
