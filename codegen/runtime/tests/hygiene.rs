//! The macros work in a module without a prelude that shadows the names they could pick up, and for public types.

#![no_implicit_prelude]

/// Names that the macros must not pick up.
#[allow(dead_code, reason = "their presence is the test")]
mod shadows {
    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct String;
    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod serde {}
}

/// One type of each kind.
pub mod types {
    #[allow(unused_imports, reason = "their presence is the test")]
    use super::shadows::{Option, Result, String, core, serde, std};

    /// A SID.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct LongSid([u8; 34]);

    ::flex_runtime::impl_sid!(
        LongSid,
        34,
        r"^LO[0-9a-fA-F]{32}$",
        b"LO",
        [[b'0'..=b'9', b'A'..=b'F', b'a'..=b'f']; 32]
    );

    /// An enum.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Side {
        /// Left.
        Left,
        /// Right.
        Right,
    }

    impl Side {
        /// Every value.
        pub const ALL: [Self; 2] = [Self::Left, Self::Right];

        /// The string of a value.
        pub const fn as_str(self) -> &'static str {
            match self {
                Self::Left => "left",
                Self::Right => "right",
            }
        }
    }

    ::flex_runtime::impl_choice!(Side);

    /// A bounded integer.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Page(i64);

    ::flex_runtime::impl_bounded_integer!(Page, 0, i64::MAX, "Page", "0 or more");

    /// An object of a response.
    #[derive(Default)]
    pub struct Line {
        /// A member.
        pub page: ::std::option::Option<i64>,
        /// One with another name.
        pub type_: ::std::option::Option<i64>,
        extra: ::flex_runtime::Extra,
    }

    ::flex_runtime::impl_response_object!(Line { page, type_ = "type" } required { "type" });

    /// An event.
    pub enum Event {
        /// A type of event.
        Turned(Line),
        /// Any other.
        Other(::flex_runtime::OtherEvent),
    }

    ::flex_runtime::impl_event!(Event, "Type", Turned = "turned");

    /// A string.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Label(::flex_runtime::CompactString);

    impl Label {
        /// The default.
        pub const DEFAULT: Self = Self::from_static("default");
    }

    ::flex_runtime::impl_text!(Label);
}

// A module with the name of a macro, which is in another namespace.
mod sid {
    pub(crate) use super::types::LongSid;
}

#[::std::prelude::v1::test]
fn macros_work_without_a_prelude() {
    // A name that a macro might use for a constant.
    const LITERAL: i64 = 7;
    let sid = ::flex_runtime::sid!(sid::LongSid, "LO0123456789abcdefABCDEF0123456789",);
    ::std::assert_eq!(sid.as_str().len(), 34);
    ::std::assert_eq!(::flex_runtime::lit!(types::Page, LITERAL).get(), 7);
    ::std::assert!(types::Side::ALL[0] < types::Side::ALL[1]);
    ::std::assert_eq!(types::Label::DEFAULT.as_str(), "default");
    ::std::assert!(<types::Line as ::std::default::Default>::default().extra().is_empty());
    let event = ::flex_runtime::event_from_unverified_form::<types::Event>("Type=turned");
    ::std::assert!(::std::matches!(event.unwrap().value(), types::Event::Turned(_)));
}
