//! Strings that are checked while the crate with the cases is compiled.

use golden_patterns::order::{Bundles, Contains, MessageSid, Note, Title, Version, Word};

const _: bool = Version::matches("v1.0");
const _: () = assert!(Version::matches("v12.3456") && !Version::matches("v12.34567") && !Version::matches("v1"));
const _: () = assert!(Contains::matches("xOR12") && !Contains::matches("OR12"));
const _: () = assert!(Word::matches("Größe") && !Word::matches("Größe!") && !Word::matches("σ"));
const _: () = assert!(Title::matches("☎") && !Title::matches("") && Note::matches(""));
const _: () = assert!(Bundles::matches("BU0123456789,BU0123456789") && !Bundles::matches("BU0123456789,"));
const _: MessageSid = MessageSid::literal("MM0123456789");
const _: () = assert!(MessageSid::parse("NM0123456789").is_err());
