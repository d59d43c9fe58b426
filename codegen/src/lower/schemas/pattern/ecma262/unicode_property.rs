//! The Unicode properties of `\p{…}`, from their names in ECMA-262 to those of `regex-syntax`.
//!
//! ECMA-262 takes exact names. `regex-syntax` matches names loosely and knows more of them, hence the lists.

pub(crate) const CATEGORIES: &str = "\
    L Letter LC Cased_Letter Lu Uppercase_Letter Ll Lowercase_Letter Lt Titlecase_Letter Lm Modifier_Letter Lo \
    Other_Letter M Mark Combining_Mark Mn Nonspacing_Mark Mc Spacing_Mark Me Enclosing_Mark N Number Nd \
    Decimal_Number Nl Letter_Number No Other_Number P Punctuation Pc Connector_Punctuation Pd Dash_Punctuation Ps \
    Open_Punctuation Pe Close_Punctuation Pi Initial_Punctuation Pf Final_Punctuation Po Other_Punctuation S Symbol \
    Sm Math_Symbol Sc Currency_Symbol Sk Modifier_Symbol So Other_Symbol Z Separator Zs Space_Separator Zl \
    Line_Separator Zp Paragraph_Separator C Other Cc Control Cf Format Co Private_Use Cn Unassigned";

pub(crate) const BINARY: &str = "\
    ASCII ASCII_Hex_Digit Alphabetic Any Assigned Bidi_Control Case_Ignorable Cased Dash \
    Default_Ignorable_Code_Point Diacritic Emoji Emoji_Component Emoji_Modifier Emoji_Modifier_Base \
    Emoji_Presentation Extended_Pictographic Extender Hex_Digit ID_Continue ID_Start Ideographic Join_Control \
    Lowercase Math Noncharacter_Code_Point Pattern_Syntax Pattern_White_Space Quotation_Mark Regional_Indicator \
    Sentence_Terminal Soft_Dotted Terminal_Punctuation Unified_Ideograph Uppercase Variation_Selector White_Space \
    XID_Continue XID_Start";

/// The pattern of `regex-syntax` for `\p{name}`; `None` for a name that is not known here.
pub(crate) fn query(name: &str) -> Option<String> {
    match name.split_once('=') {
        None if is_in(BINARY, name) => Some(format!("\\p{{{name}}}")),
        None if is_in(CATEGORIES, name) => Some(format!("\\p{{gc={name}}}")),
        Some(("General_Category" | "gc", value)) if is_in(CATEGORIES, value) => {
            Some(format!("\\p{{gc={value}}}"))
        }
        Some(("Script" | "sc", value)) => script("sc", value),
        Some(("Script_Extensions" | "scx", value)) => script("scx", value),
        _ => None,
    }
}

fn is_in(list: &str, name: &str) -> bool {
    list.split(' ').any(|known| known == name)
}

fn script(key: &str, value: &str) -> Option<String> {
    let plain = value.starts_with(|c: char| c.is_ascii_uppercase()) && !value.contains('=');
    plain.then(|| format!("\\p{{{key}={value}}}"))
}
