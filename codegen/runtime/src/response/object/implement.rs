//! The macro that completes the generated structs.

use crate::response::object::Shape;

/// Completes an object of a response: `impl_response_object!(Line { item, kind = "type" } required { "item" })`.
///
/// The struct must derive `Default` and have these fields, in the order of the description, and a field `extra` of type
/// [`Extra`](crate::Extra). The name of a member is that of its field, unless it follows after `=`. The required members are
/// those that the description promises; what is promised and cannot be read is told.
///
/// ```
/// use flex_runtime::{Extra, decode};
///
/// #[derive(Default)]
/// struct Line {
///     item: Option<String>,
///     kind: Option<String>,
///     extra: Extra,
/// }
///
/// flex_runtime::impl_response_object!(Line { item, kind = "type" } required { "item" });
///
/// let line = decode::json::<Line>(br#"{"type": 7, "colour": "red"}"#)?;
/// let unread: Vec<_> = line.unread().iter().map(ToString::to_string).collect();
/// assert_eq!(unread, ["`type` is a number, not a string", "`item` is missing"]);
/// let line = line.into_value();
/// assert_eq!((&line.item, &line.kind), (&None, &None));
/// assert_eq!(line.extra()["colour"], "red");
/// # Ok::<_, flex_runtime::DecodeError>(())
/// ```
#[macro_export]
macro_rules! impl_response_object {
    ($Object:ident { $($field:ident $(= $name:literal)?),* $(,)? } $(required { $($required:literal),* $(,)? })?) => {
        impl $Object {
            /// The members that the description does not name. Serialising writes them as well.
            pub fn extra(&self) -> &::std::collections::BTreeMap<::std::string::String, $crate::__private::Value> {
                self.extra.get()
            }
        }

        impl $crate::ResponseObject for $Object {
            fn member(&mut self, name: &str) -> ::core::option::Option<&mut dyn $crate::Slot> {
                match name {
                    $($crate::__member_name!($field $($name)?) => ::core::option::Option::Some(&mut self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn members(&self, visit: &mut dyn ::core::ops::FnMut(&'static str, &dyn $crate::Slot)) {
                $(visit($crate::__member_name!($field $($name)?), &self.$field);)*
            }

            $(
                fn required(&self) -> &'static [&'static str] {
                    &[$($required),*]
                }
            )?

            fn extra(&self) -> ::core::option::Option<&$crate::Extra> {
                ::core::option::Option::Some(&self.extra)
            }

            fn extra_mut(&mut self) -> ::core::option::Option<&mut $crate::Extra> {
                ::core::option::Option::Some(&mut self.extra)
            }
        }

        impl $crate::ResponseValue for $Object {
            const EXPECTED: &'static str = "an object";

            fn empty(shape: $crate::Shape) -> ::core::option::Option<Self> {
                $crate::__private::empty_object(shape)
            }

            fn contents(&mut self) -> $crate::Contents<'_> {
                $crate::Contents::Object(self)
            }

            fn view(&self) -> $crate::View<'_> {
                $crate::View::Object(self)
            }
        }

        impl $crate::__private::serde::Serialize for $Object {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::serde::Serializer,
            {
                $crate::__private::serialize_object(self, serializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $Object {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::serde::Deserializer<'de>,
            {
                $crate::__private::deserialize_object(deserializer)
            }
        }
    };
}

/// The name of a member: that of the field, or the one that is given.
#[doc(hidden)]
#[macro_export]
macro_rules! __member_name {
    ($field:ident) => {
        ::core::stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

/// An object without members.
pub fn empty_object<T: Default>(shape: Shape) -> Option<T> {
    (shape == Shape::Object).then(T::default)
}
