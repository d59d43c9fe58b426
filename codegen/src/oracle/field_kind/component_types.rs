//! The types that components of random fields become, written as the generator writes them.

use flex_runtime::{BoundedInteger, Choice, OutOfRange, Wire};

/// The pattern of a unit.
pub(super) const UNIT_PATTERN: &str = "^UN[0-9]{2}$";

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Unit([u8; 4]);

flex_runtime::impl_sid!(Unit, 4, "^UN[0-9]{2}$", b"UN", [[b'0'..=b'9']; 2]);

pub(super) struct Level(pub(super) i64);

impl BoundedInteger for Level {
    const NAME: &'static str = "Level";
    const RANGE: &'static str = "0 to 3";

    fn from_i64(value: i64) -> Result<Self, OutOfRange> {
        if (0..=3).contains(&value) {
            Ok(Self(value))
        } else {
            Err(OutOfRange::new(value, Self::NAME, Self::RANGE))
        }
    }
}

/// Enums, each value as its number.
macro_rules! choices {
    ($($name:ident: $($text:literal),+;)+) => {$(
        #[derive(Clone, Copy, Debug)]
        pub(in crate::oracle) struct $name(usize);

        impl Wire for $name {
            const NAME: &'static str = stringify!($name);

            fn from_wire(text: &str) -> Option<Self> {
                Self::find(text)
            }

            fn as_wire(&self) -> &str {
                Self::TEXTS[self.0]
            }
        }

        impl Choice for $name {
            const ALL: &'static [Self] = &{
                let mut all = [Self(0); [$($text),+].len()];
                let mut i = 0;
                while i < all.len() {
                    all[i] = Self(i);
                    i += 1;
                }
                all
            };
            const TEXTS: &'static [&'static str] = &[$($text),+];
        }
    )+};
}

choices! {
    Pair: "on", "off";
    Triple: "red", "green", "blue";
    Quad: "north", "süd", "far east", "true";
    Hue: "warm", "cold", "pale";
}
