//! `Cargo.toml` of the generated crate and of the package of its hand-written targets: members of a workspace that provides
//! versions, lints and dependencies.

use crate::fileset::MARKER;
use crate::ir::{Api, Targets};

/// What both packages have from their workspace.
const INHERITED: &str = "edition.workspace = true\n\
     rust-version.workspace = true\n\
     license.workspace = true\n";

/// What is below `tests/` is no target of its own.
const EXPLICIT: &str = "publish.workspace = true\n\
     autotests = false\n\
     autobenches = false\n\
     autoexamples = false\n";

/// The features that every crate has.
const FEATURES: &str = "# `Client` on reqwest, `blocking::Client` on ureq.\n\
     reqwest = [\"flex-runtime/reqwest\"]\n\
     ureq = [\"flex-runtime/ureq\"]\n\
     # TLS by rustls and ring, or by the system; the system if both are on.\n\
     rustls = [\"flex-runtime/rustls\"]\n\
     native-tls = [\"flex-runtime/native-tls\"]\n\
     # `testing::Script`, a scripted service.\n\
     testing = [\"flex-runtime/testing\"]\n\
     # One span for each request.\n\
     tracing = [\"flex-runtime/tracing\"]\n\
     # `webhook::verify`, for requests that the service makes.\n\
     webhook = [\"flex-runtime/webhook\"]\n";

const DEPENDENCIES: &str = "\n\
     [dependencies]\n\
     flex-runtime.workspace = true\n\
     http.workspace = true\n\
     serde.workspace = true\n\
     serde_json.workspace = true\n\
     \n\
     [dev-dependencies]\n\
     trybuild.workspace = true\n";

const LINTS: &str = "\n\
     [lints]\n\
     workspace = true\n";

/// The manifest of a crate with the generated tests `tests`, beside that of its cases.
pub(crate) fn emit(api: &Api, tests: &[&str]) -> String {
    let package = &api.package;
    let mut text = format!(
        "# {MARKER}; edit the spec instead.\n\
         \n\
         [package]\n\
         name = {}\n\
         version = {}\n\
         description = {}\n\
         keywords = {}\n\
         categories = {}\n",
        quoted(&package.name),
        quoted(&package.version),
        quoted(&package.description),
        list(&package.keywords),
        list(&package.categories),
    );
    text.push_str(INHERITED);
    text.push_str(EXPLICIT);
    features(api, &mut text);
    text.push_str(DEPENDENCIES);
    generated_tests(api, tests, &mut text);
    text.push_str(LINTS);
    text
}

/// The manifest of the package of hand-written targets.
///
/// A package of their own keeps what they need out of the crate. Its manifest is generated, so that it goes and comes with
/// the crate: Cargo loads all members of a workspace before it runs anything, the generator included, and could not load a
/// package that depends on a crate which is not there.
pub(crate) fn hand_written(api: &Api, targets: &Targets) -> String {
    let name = &api.package.name;
    let mut text = format!(
        "# {MARKER}; edit the spec instead.\n\
         \n\
         [package]\n\
         name = {}\n\
         version = {}\n\
         description = {}\n",
        quoted(&hand_written_package(name)),
        quoted(&api.package.version),
        quoted(&format!("Hand-written tests, benchmarks and examples of {name}")),
    );
    text.push_str(INHERITED);
    text.push_str("publish = false\n\n[dev-dependencies]\n");
    let path = quoted(&format!("../{name}"));
    text.push_str(&match targets.features.as_slice() {
        [] => format!("{name} = {{ path = {path} }}\n"),
        features => format!("{name} = {{ path = {path}, features = {} }}\n", spaced(features)),
    });
    for dependency in &targets.dev_dependencies {
        text.push_str(&format!("{dependency}.workspace = true\n"));
    }
    for (kind, targets) in
        [("test", &targets.tests), ("bench", &targets.benches), ("example", &targets.examples)]
    {
        for (name, path) in targets {
            text.push_str(&format!("\n[[{kind}]]\nname = {}\npath = {}\n", quoted(name), quoted(path)));
            if kind == "bench" {
                text.push_str("harness = false\n");
            }
        }
    }
    text.push_str(LINTS);
    text
}

/// The name of the package of hand-written targets of a crate.
pub(crate) fn hand_written_package(name: &str) -> String {
    format!("{name}-tests")
}

fn features(api: &Api, text: &mut String) {
    let groups = api.features.iter().map(|feature| feature.name.as_str());
    let default: Vec<_> = ["reqwest", "rustls"].into_iter().chain(groups).map(str::to_owned).collect();
    text.push_str(&format!("\n[features]\ndefault = {}\n", spaced(&default)));
    text.push_str(FEATURES);
    if !api.features.is_empty() {
        text.push_str("# Groups of resources, each with the groups that it requires.\n");
    }
    for feature in &api.features {
        let needs: Vec<_> = feature.needs.iter().cloned().collect();
        text.push_str(&format!("{} = {}\n", feature.name, spaced(&needs)));
    }
}

/// The targets that Cargo is not to look for itself.
fn generated_tests(api: &Api, tests: &[&str], text: &mut String) {
    text.push_str("\n[[test]]\nname = \"ui\"\n");
    // The cases are about everything there is.
    let all: Vec<_> = api.features.iter().map(|feature| feature.name.clone()).collect();
    if !all.is_empty() {
        text.push_str(&format!("required-features = {}\n", spaced(&all)));
    }
    for name in tests {
        text.push_str(&format!("\n[[test]]\nname = {}\n", quoted(name)));
    }
}

/// Settings that keep rustfmt away: the layout is prettyplease's, and running both would make them disagree.
pub(crate) fn rustfmt() -> String {
    format!("# {MARKER}; edit the spec instead.\n\ndisable_all_formatting = true\n")
}

/// A TOML basic string: the escapes of JSON are a part of its own.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A list on one line, with a space after each comma.
fn spaced(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
}

fn list(words: &[String]) -> String {
    serde_json::Value::from(words).to_string()
}
