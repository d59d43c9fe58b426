//! Workflow commands, which GitHub Actions turns into annotations of a change.

/// A workflow command:
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
pub(crate) fn command(name: &str, properties: &[(&str, &str)], data: &str) -> String {
    let escaped = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |(name, value): &(&str, &str)| {
        format!("{name}={}", escaped(value).replace(':', "%3A").replace(',', "%2C"))
    };
    let properties: Vec<_> = properties.iter().map(property).collect();
    format!("::{name} {}::{}", properties.join(","), escaped(data))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a command apart as the runner does: name and properties up to the next `::`, then the data.
    fn read(line: &str) -> (String, Vec<(String, String)>, String) {
        let (head, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (name, properties) = head.split_once(' ').unwrap();
        let unescaped = |text: &str| {
            let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":");
            text.replace("%2C", ",").replace("%25", "%")
        };
        let properties = properties.split(',').map(|pair| pair.split_once('=').unwrap());
        let properties = properties.map(|(name, value)| (name.to_owned(), unescaped(value))).collect();
        (name.to_owned(), properties, unescaped(data))
    }

    #[test]
    fn text_of_a_spec_cannot_end_its_command() {
        let hostile = [
            "a::b",
            "::error::x",
            "a,line=7",
            "a\n::stop-commands::x",
            "100 %",
            "\r\n",
            "##[error]x",
            ": ,",
            "\u{1b}[31m",
        ];
        for text in hostile {
            let line = command("error", &[("file", text), ("title", "FG0601")], text);
            assert_eq!(line.lines().count(), 1, "{line:?}");
            let (name, properties, data) = read(&line);
            let expected = [("file", text), ("title", "FG0601")].map(|(n, v)| (n.to_owned(), v.to_owned()));
            assert_eq!((name.as_str(), properties, data.as_str()), ("error", expected.to_vec(), text));
        }
    }

    #[test]
    fn a_percent_sign_is_escaped_before_anything_else() {
        assert_eq!(command("error", &[("file", "%0A:")], "%0A\n"), "::error file=%250A%3A::%250A%0A");
    }
}
