//! Patterns to test: all of Twilio's documents, and one for each construct of the grammar.

/// Prefixes of the 179 patterns `^XX[0-9a-fA-F]{32}$`.
const PREFIXES: &str = "\
    AC IS RL BU WS MG CR VA CA FW CH PN AD TK AP XE SD FN IM KS CL WA US MB RE AL RN WK CF HX BS WQ KD DN ZH XB WW RM \
    SK WH WT LY KC ZE RI FT GT UO ZS BN PX NY XF IN YF NO HR KP DF GO RK BY DG RD BV ZB YE QU XR FO WR PA GA IT ZN HW \
    ME UT FY RA HS YC CN TR FJ GE QE KW EL DE RT IL SC FP QO FU GM PU WF DC KI HJ VE XH IP JS DY HH OO CM BH OY WP ZV \
    HA OU BL YW HK NE IB FV FM UX CW QQ ZD FC HF ES MP EV TC CJ MT GN PK ZY HQ KQ IX OQ CP AI VT ZK AE NT EC BI HG HC \
    ET YK VL GP SR MZ KX IG KG QW FK IZ NF EY GX XL AO AK ID SU RQ HB HP OB TZ TO WC";

/// The other patterns of Twilio's documents.
const TWILIO: &[&str] = &[
    "^[a-zA-Z]{2}[0-9a-fA-F]{32}$",
    "OR[0-9a-f]{32}",
    "^(SM|MM)[0-9a-fA-F]{32}$",
    "US[0-9a-f]{32}",
    "^[A-Z]{2}[0-9a-fA-F]{32}$",
    "^aia_asst_.+$",
    "NF[0-9a-f]{32}",
    "^OQ[a-zA-Z0-9]{32}$",
    "AC[0-9a-f]{32}",
    "IX[0-9a-f]{32}",
    "^aia_know_.+$",
    "^aia_plcy_.+$",
    "IY[0-9a-f]{32}",
    "^aia_tool_.+$",
    "^aia_msg_.+$",
    "DN[0-9a-f]{32}",
    "WX[0-9a-f]{32}",
    "^US[0-9A-Fa-f]{32}$",
    "^[0-9abcdefghjkmnpqrstvwxyz]{26}$",
    "^BN[0-9a-f]{32}$",
    "^aia_fdbk_.+$",
    "^[A-Z0-9]{6}$",
    "^AC[0-9A-Fa-f]{32}$",
    "^[A-Z0-9]+$",
    "^(STOP|START|HELP)\\.(ALL|AFRIKAANS|ARABIC|BENGALI|CHINESE|CROATIAN|CZECH|DANISH|DUTCH|ENGLISH|ESTONIAN|FINNISH|\
     FRENCH|GERMAN|GREEK|HEBREW|HINDI|HUNGARIAN|ITALIAN|JAPANESE|KOREAN|LATVIAN|LITHUANIAN|MALAY|MALAYSIAN|NORWEGIAN|\
     POLISH|PORTUGUESE|RUSSIAN|SLOVAK|SLOVENE|SPANISH|SOUTHERN_NDEBELE|SOUTHERN_SOTHO|SWATI|SWEDISH|TAMIL|TSWANA|\
     TSONGA|VENDA|XHOSA|ZULU)$",
    "^BU[0-9a-fA-F]{32}(,BU[0-9a-fA-F]{32}){0,19}$",
];

/// One for each thing that a pattern can say, and some of a kind that other descriptions have.
const OTHERS: &[&str] = &[
    "",
    "a",
    "^a",
    "a$",
    "^$",
    "^a|b$",
    "(^a|b$)c?",
    "^(?:a|ab)(?:c|bcd)d*$",
    "a|^$",
    "^.*$",
    "^.+$",
    "^.{2,4}$",
    "^(a|b)*abb$",
    "^a{0}b{2}c{1,}d{0,2}$",
    "^(?<year>\\d{4})-(?<month>\\d{2})$",
    "^\\+[1-9]\\d{1,14}$",
    "^\\d+(\\.\\d+)?$",
    "^-?(0|[1-9]\\d*)$",
    "^#[0-9a-fA-F]{6}$",
    "^[a-z]{2}(-[A-Z]{2})?$",
    "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    "^https?:\\/\\/[^\\s/$.?#].[^\\s]*$",
    "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
    "^v\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$",
    "^([01]\\d|2[0-3]):[0-5]\\d$",
    "^\\S(.*\\S)?$",
    "\\S",
    "^\\s*$",
    "^[\\w.-]{1,20}$",
    "^\\W+$",
    "^\\D\\S\\W$",
    "[^\\w\\s]",
    "^[^]$",
    "[]|x",
    "^[a&&b[~~+--.]+$",
    "^[[:digit:]+$",
    "^[\\]\\[\\\\^-]+$",
    "^[\\b\\t\\n\\v\\f\\r\\0\\cA]+$",
    "^[é-ü☎😀-😎]{1,3}$",
    "^é+☎*😀?$",
    "^\\u00e9\\u{1F600}\\xe9\\uD83D\\uDE00$",
    "^[\\ud83d\\ude00-\\ud83d\\ude4f]+$",
    "^[^\\ud800-\\udfff]*$",
    "\\bcat\\b",
    "^\\B-|-\\B$",
    "\\B",
    "\\b",
    "^(\\b\\w+\\b\\W?)+$",
    "^\\p{Lu}\\p{Ll}+$",
    "^\\P{L}+$",
    "^[\\p{Script=Greek}\\d]+$",
    "^\\p{ASCII}{3}$",
    "^[^\\p{White_Space}]+$",
    "^(a*?b+?c??)+$",
    "^a.c\\.d$",
    "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!x)|$)){4}$",
    "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}$",
    "(foo|bar)baz",
    "^(foo|bar|)baz$",
    "^x*(y|z{2,3}){2}$",
    "^[a-c][^a-c][A-Z&&[]$",
    "\\/\\$\\(",
    "^(([a-z]+_)?[a-z]+)$",
];

/// Every pattern, those of Twilio first. The look-ahead is there to be refused.
pub(crate) fn all() -> Vec<String> {
    let sids = PREFIXES.split_whitespace().map(|prefix| format!("^{prefix}[0-9a-fA-F]{{32}}$"));
    sids.chain(TWILIO.iter().chain(OTHERS).map(|pattern| (*pattern).to_owned())).collect()
}

#[test]
fn every_pattern_of_twilio_is_there() {
    let sids = PREFIXES.split_whitespace().collect::<std::collections::BTreeSet<_>>();
    assert_eq!((sids.len(), TWILIO.len()), (179, 26));
    assert!(OTHERS.len() >= 60);
}
