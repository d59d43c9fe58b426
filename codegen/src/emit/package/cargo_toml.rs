//! `Cargo.toml` of the generated crate: a member of a workspace that provides versions, lints and dependencies.

use crate::fileset::MARKER;
use crate::ir::Api;

/// What every crate has first: the settings of its workspace.
const COMMON: &str = "edition.workspace = true\n\
     rust-version.workspace = true\n\
     license.workspace = true\n\
     publish.workspace = true\n\
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
     flex-runtime = { workspace = true, features = [\"testing\", \"ureq\"] }\n\
     trybuild.workspace = true\n";

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
    text.push_str(COMMON);
    features(api, &mut text);
    text.push_str(DEPENDENCIES);
    for name in &package.dev_dependencies {
        text.push_str(&format!("{name}.workspace = true\n"));
    }
    targets(api, tests, &mut text);
    text.push_str("\n[lints]\nworkspace = true\n");
    text
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

/// The targets that Cargo is not to look for itself: generated ones, then those written by hand.
fn targets(api: &Api, tests: &[&str], text: &mut String) {
    let package = &api.package;
    text.push_str("\n[[test]]\nname = \"ui\"\n");
    // The cases are about everything there is.
    let all: Vec<_> = api.features.iter().map(|feature| feature.name.clone()).collect();
    required(&all, text);
    for name in tests {
        text.push_str(&format!("\n[[test]]\nname = {}\n", quoted(name)));
    }
    for (kind, targets) in
        [("test", &package.tests), ("bench", &package.benches), ("example", &package.examples)]
    {
        for target in targets {
            let (name, path) = (quoted(&target.name), quoted(&target.path));
            text.push_str(&format!("\n[[{kind}]]\nname = {name}\npath = {path}\n"));
            if kind == "bench" {
                text.push_str("harness = false\n");
            }
            let mut features = target.features.clone();
            if kind != "test" && !features.iter().any(|feature| feature == "reqwest") {
                features.insert(0, "reqwest".to_owned());
            }
            required(&features, text);
        }
    }
}

fn required(features: &[String], text: &mut String) {
    if !features.is_empty() {
        text.push_str(&format!("required-features = {}\n", spaced(features)));
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
