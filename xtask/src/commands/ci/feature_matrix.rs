//! `cargo xtask ci features`: builds every combination of features that matters, and allows no warning.

use std::process::Command;

use serde_json::Value;

use crate::{
    cli::terminal,
    error::Error,
    workspace::{cargo, layout},
};

/// Features of the runtime, which generated packages pass on: none, each alone, those that matter together, and all.
const FEATURES: [&str; 14] = [
    "",
    "native-tls",
    "reqwest",
    "rustls",
    "testing",
    "tracing",
    "ureq",
    "webhook",
    "native-tls,reqwest",
    "native-tls,ureq",
    "reqwest,rustls",
    "reqwest,ureq",
    "rustls,ureq",
    "native-tls,reqwest,rustls,testing,tracing,ureq,webhook",
];

/// Checks all combinations.
pub(crate) fn run() -> Result<(), Error> {
    for features in combinations() {
        cargo::run(&clippy_with(&features), None)?;
    }
    let metadata = metadata()?;
    for package in libraries(&metadata)? {
        let sets = sets(&groups(&metadata, &package));
        terminal::out(&format!("ci features: {package} with {} sets of resources", sets.len()));
        for set in sets {
            cargo::run(&check_with(&package, &set), None)?;
        }
    }
    Ok(())
}

/// The command, as a user would type it.
pub(crate) fn display() -> String {
    format!("{}, and the same with groups of resources", cargo::display(&clippy_with("…"), None))
}

/// The combinations that can be built here. On Linux, `native-tls` needs the headers of OpenSSL, the only thing that
/// comes neither with Rust nor with a C compiler.
fn combinations() -> Vec<String> {
    let found =
        |name: &str| Command::new("pkg-config").args(["--exists", name]).status().is_ok_and(|s| s.success());
    let all = FEATURES.map(str::to_owned).to_vec();
    if !cfg!(target_os = "linux") || found("openssl") {
        return all;
    }
    terminal::out("ci features: without `native-tls`, for which this machine has no headers of OpenSSL");
    without(&all, "native-tls")
}

/// `combinations` with one feature left out of each, and none twice.
fn without(combinations: &[String], feature: &str) -> Vec<String> {
    let mut rest: Vec<String> = Vec::new();
    for combination in combinations {
        let kept: Vec<&str> = combination.split(',').filter(|name| *name != feature).collect();
        let kept = kept.join(",");
        if !rest.contains(&kept) {
            rest.push(kept);
        }
    }
    rest
}

/// Lints the libraries with `features` only, so without any group of resources. Their tests turn on what they need.
fn clippy_with(features: &str) -> Vec<&str> {
    let packages =
        "clippy --quiet -p flex-runtime -p twilio-flex --no-default-features --features".split(' ');
    packages.chain([features, "--", "-D", "warnings"]).collect()
}

/// The packages of the workspace, as Cargo describes them.
fn metadata() -> Result<Value, Error> {
    let (_, text) = cargo::output(&["metadata", "--no-deps", "--format-version", "1"], &[])?;
    serde_json::from_str(&text)
        .map_err(|error| Error::Failed(format!("`cargo metadata` is not JSON: {error}")))
}

/// The generated packages with a library. The others hold only hand-written tests.
fn libraries(metadata: &Value) -> Result<Vec<String>, Error> {
    let has_library = |package: &String| {
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let mut targets = packages
            .filter(|found| found["name"] == package.as_str())
            .flat_map(|found| found["targets"].as_array().into_iter().flatten());
        targets.any(|target| target["kind"][0] == "lib")
    };
    let mut packages = layout::package_names()?;
    packages.retain(has_library);
    Ok(packages)
}

/// The groups of resources of a package: the features that turn on nothing but each other. The others are the runtime's.
fn groups(metadata: &Value, package: &str) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let features =
        packages.filter(|found| found["name"] == package).find_map(|found| found["features"].as_object());
    let is_group = |(name, turns_on): &(&String, &Value)| {
        let mut turns_on = turns_on.as_array().into_iter().flatten().filter_map(Value::as_str);
        name.as_str() != "default" && turns_on.all(|name| !name.contains(['/', ':']))
    };
    features.into_iter().flatten().filter(is_group).map(|(name, _)| name.clone()).collect()
}

/// None of the groups, each alone, each pair, and all.
fn sets(groups: &[String]) -> Vec<String> {
    let mut sets = vec![String::new()];
    sets.extend(groups.iter().cloned());
    for (at, first) in groups.iter().enumerate() {
        sets.extend(groups[at + 1..].iter().map(|second| format!("{first},{second}")));
    }
    if groups.len() > 2 {
        sets.push(groups.join(","));
    }
    sets
}

/// Checks the library of a package with some groups only. The flags are for that library alone, so that its dependencies
/// are built once.
fn check_with<'a>(package: &'a str, groups: &'a str) -> Vec<&'a str> {
    let mut words = vec!["rustc", "--quiet", "--lib", "--profile", "check", "--package", package];
    words.extend(["--no-default-features", "--features", groups, "--", "-D", "warnings"]);
    words
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;

    #[test]
    fn a_feature_that_cannot_be_built_is_left_out_of_all_and_the_others_stay() {
        let all = ["", "a", "b", "a,b", "a,b,c"].map(str::to_owned);
        assert_eq!(without(&all, "a"), ["", "b", "b,c"]);
        let rest = without(&FEATURES.map(str::to_owned), "native-tls");
        assert!(rest.len() > 7 && rest.iter().all(|features| !features.contains("native")), "{rest:?}");
    }

    #[test]
    fn every_feature_is_checked_alone_and_with_all_others() {
        let manifest =
            fs::read_to_string(layout::root().unwrap().join("codegen/runtime/Cargo.toml")).unwrap();
        let (_, features) = manifest.split_once("[features]\n").unwrap();
        let (features, _) = features.split_once("\n[").unwrap();
        let mut names: Vec<_> =
            features.lines().filter_map(|line| Some(line.split_once(" = [")?.0)).collect();
        names.sort_unstable();
        assert!(names.len() > 5, "{names:?}");
        for name in &names {
            assert!(FEATURES.contains(name), "`{name}` is not checked alone");
        }
        assert_eq!(FEATURES.last(), Some(&names.join(",").as_str()));
    }

    #[test]
    fn groups_are_checked_alone_in_pairs_and_together() {
        let features = json!({
            "default": ["reqwest", "a"],
            "reqwest": ["flex-runtime/reqwest"],
            "a": [],
            "b": ["a"],
            "c": [],
        });
        let metadata = json!({ "packages": [{ "name": "other", "features": {} }, { "name": "p", "features": features }] });
        let groups = groups(&metadata, "p");
        assert_eq!(groups, ["a", "b", "c"]);
        assert_eq!(sets(&groups), ["", "a", "b", "c", "a,b", "a,c", "b,c", "a,b,c"]);
        assert_eq!(sets(&groups[..2]), ["", "a", "b", "a,b"]);
        assert_eq!(sets(&[]), [""]);
    }

    #[test]
    fn the_generated_packages_have_groups() {
        let metadata = metadata().map_err(|error| error.to_string()).unwrap();
        let packages = libraries(&metadata).map_err(|error| error.to_string()).unwrap();
        assert_eq!(packages, ["twilio-flex"]);
        for package in packages {
            assert!(groups(&metadata, &package).contains(&"flex-flow".to_owned()), "{package}");
        }
    }
}
