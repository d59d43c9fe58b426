//! `Cargo.toml` of the generated crate: a member of a workspace that provides versions, lints and dependencies.

use crate::fileset::MARKER;
use crate::ir::Api;

/// What every crate has: the settings of its workspace, the features and the dependencies.
const COMMON: &str = "edition.workspace = true\n\
     rust-version.workspace = true\n\
     license.workspace = true\n\
     publish.workspace = true\n\
     autotests = false\n\
     autobenches = false\n\
     autoexamples = false\n\
     \n\
     [features]\n\
     default = [\"reqwest\", \"rustls\"]\n\
     # `Client` on reqwest, `blocking::Client` on ureq.\n\
     reqwest = [\"flex-runtime/reqwest\"]\n\
     ureq = [\"flex-runtime/ureq\"]\n\
     # TLS by rustls and ring, or by the system; the latter where both are on.\n\
     rustls = [\"flex-runtime/rustls\"]\n\
     native-tls = [\"flex-runtime/native-tls\"]\n\
     # `testing::Script`, a service that plays a part.\n\
     testing = [\"flex-runtime/testing\"]\n\
     # One span for each request.\n\
     tracing = [\"flex-runtime/tracing\"]\n\
     # `webhook::verify`, for requests that the service makes.\n\
     webhook = [\"flex-runtime/webhook\"]\n\
     \n\
     [dependencies]\n\
     flex-runtime.workspace = true\n\
     http.workspace = true\n\
     serde.workspace = true\n\
     serde_json.workspace = true\n\
     \n\
     [dev-dependencies]\n\
     flex-runtime = { workspace = true, features = [\"testing\", \"ureq\"] }\n\
     trybuild.workspace = true\n";

pub(super) fn emit(api: &Api) -> String {
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
    for name in &package.dev_dependencies {
        text.push_str(&format!("{name}.workspace = true\n"));
    }
    targets(api, &mut text);
    text.push_str("\n[lints]\nworkspace = true\n");
    text
}

/// The targets that Cargo is not to look for itself: generated ones, then those written by hand.
fn targets(api: &Api, text: &mut String) {
    let package = &api.package;
    text.push_str("\n[[test]]\nname = \"ui\"\n");
    if api.operations.iter().any(|operation| !operation.response_examples.is_empty()) {
        text.push_str("\n[[test]]\nname = \"responses\"\n");
    }
    for (kind, targets) in
        [("test", &package.tests), ("bench", &package.benches), ("example", &package.examples)]
    {
        for (name, path) in targets {
            text.push_str(&format!("\n[[{kind}]]\nname = {}\npath = {}\n", quoted(name), quoted(path)));
            text.push_str(match kind {
                "bench" => "harness = false\nrequired-features = [\"reqwest\"]\n",
                "example" => "required-features = [\"reqwest\"]\n",
                _ => "",
            });
        }
    }
}

/// Settings that keep rustfmt away: the layout is prettyplease's, and running both would make them disagree.
pub(super) fn rustfmt() -> String {
    format!("# {MARKER}; edit the spec instead.\n\ndisable_all_formatting = true\n")
}

/// A TOML basic string: the escapes of JSON are a part of its own.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(words: &[String]) -> String {
    serde_json::Value::from(words).to_string()
}
