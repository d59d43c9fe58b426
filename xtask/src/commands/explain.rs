//! `cargo xtask explain`: prints the page about the code of a diagnostic, or the list of all codes.

use flex_codegen::{Code, Severity};

use crate::{cli::terminal, error::Error};

/// Prints the text about a code, or about all of them.
pub(crate) fn run(code: Option<&str>) -> Result<(), Error> {
    let code = code.map(named).transpose()?;
    terminal::out(&page(code));
    Ok(())
}

/// The code that a user typed.
fn named(text: &str) -> Result<Code, Error> {
    Code::named(text).ok_or_else(|| {
        let near = Code::nearest(text).map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
        Error::Failed(format!("unknown code `{text}`{near}\n`cargo xtask explain` lists all of them"))
    })
}

/// The text about a code, or about all of them.
fn page(code: Option<Code>) -> String {
    match code {
        Some(code) => code.explanation().trim_end().to_owned(),
        None => Code::ALL.iter().map(|code| line(*code)).collect::<Vec<_>>().join("\n"),
    }
}

fn line(code: Code) -> String {
    let kind = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{code}  {kind:<7}  {}", code.summary())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_in_either_case() {
        for known in Code::ALL {
            assert_eq!(named(known.as_str()).ok(), Some(*known));
            assert_eq!(named(&known.as_str().to_lowercase()).ok(), Some(*known));
        }
        assert!(page(named("fg0601").ok()).starts_with("# FG0601: "));
    }

    #[test]
    fn an_unknown_code_is_an_error_that_suggests_one() {
        let said = |text: &str| named(text).unwrap_err().to_string();
        for (typed, meant) in
            [("FG601", "FG0601"), ("FG0106x", "FG0106"), ("0701", "FG0701"), ("FG0650", "FG0605")]
        {
            let first = format!("unknown code `{typed}`: did you mean `{meant}`?\n");
            assert!(said(typed).starts_with(&first), "{}", said(typed));
        }
        for typed in ["", "E0277", "unused", "FG"] {
            assert!(!said(typed).contains("did you mean"), "{}", said(typed));
        }
    }

    #[test]
    fn the_list_has_a_line_for_each_code() {
        let list = page(None);
        assert_eq!(list.lines().count(), Code::ALL.len());
        assert!(list.contains("FG0304  warning  A component that no operation uses."), "{list}");
    }
}
