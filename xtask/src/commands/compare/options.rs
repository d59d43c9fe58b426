//! The command line of `compare`: words come in, [`Options`] go out; none when help was asked for.

use std::{ffi::OsString, path::PathBuf};

use crate::{cli::args, error::Error};

/// What to compare, and what to show.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Documents of Twilio's, one for each version of the API.
    pub(crate) files: Vec<PathBuf>,
    /// Show the deliberate differences too.
    pub(crate) deliberate: bool,
    /// Print an object on each line.
    pub(crate) json: bool,
    /// Instead of the only spec of the workspace.
    pub(crate) spec: Option<PathBuf>,
}

/// Reads the words after `compare`.
pub(crate) fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Option<Options>, Error> {
    let (mut options, mut format) = (Options::default(), None);
    while let Some(word) = words.next() {
        let (flag, value) = args::split(&word);
        match flag {
            "--help" | "-h" => return Ok(None),
            "--deliberate" if value.is_none() => options.deliberate = true,
            "--format" if format.is_none() => {
                let word = value.map(OsString::from).or_else(|| words.next()).unwrap_or_default();
                options.json = match word.to_str() {
                    Some("human") => false,
                    Some("json") => true,
                    _ => return Err(Error::Usage("`--format` needs human or json after it".to_owned())),
                };
                format = Some(options.json);
            }
            "--spec" if options.spec.is_none() => {
                options.spec = Some(args::folder("--spec", value, &mut words)?);
            }
            _ if word.to_string_lossy().starts_with("--") => return Err(args::unknown("argument", &word)),
            _ => options.files.push(word.into()),
        }
    }
    if options.files.is_empty() {
        return Err(Error::Usage(
            "`compare` needs a file: an OpenAPI document of Twilio's in JSON".to_owned(),
        ));
    }
    Ok(Some(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Option<Options>, String> {
        let error = |error: Error| error.to_string().lines().next().unwrap_or_default().to_owned();
        parse(line.split_whitespace().map(OsString::from)).map_err(error)
    }

    #[test]
    fn files_and_flags_in_any_order() {
        let options = |deliberate, json, spec: Option<&str>| {
            let files = vec!["v1.json".into(), "v2.json".into()];
            Ok(Some(Options { files, deliberate, json, spec: spec.map(Into::into) }))
        };
        assert_eq!(parsed("v1.json v2.json"), options(false, false, None));
        assert_eq!(parsed("--deliberate v1.json --spec a v2.json"), options(true, false, Some("a")));
        assert_eq!(parsed("v1.json --format=json v2.json --spec=a"), options(false, true, Some("a")));
        assert_eq!(parsed("v1.json --help"), Ok(None));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |line: &str| parsed(line).unwrap_err();
        assert!(wrong("").starts_with("`compare` needs a file"));
        assert!(wrong("--deliberate").starts_with("`compare` needs a file"));
        assert_eq!(wrong("a.json --all"), "unknown argument `--all`");
        assert_eq!(wrong("a.json --format github"), "`--format` needs human or json after it");
        assert_eq!(wrong("a.json --spec"), "`--spec` needs a folder after it");
        assert_eq!(wrong("a.json --spec a --spec b"), "unknown argument `--spec`");
    }
}
