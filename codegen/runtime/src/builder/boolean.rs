//! `true` and `false` as types, for builders in which other fields depend on a boolean.
//!
//! A setter takes one of the markers of this module, so the compiler knows which fields may follow. If the value is known
//! only at run time, `match` on it and finish the request in each arm, or check the whole request with its `from_json`.

mod sealed {
    pub trait Sealed {}
}

pub use crate::builder::NotChosen;

/// One of the markers of this module.
///
/// ```
/// use flex_runtime::boolean::{Marker, True};
///
/// fn value<M: Marker>(_: M) -> bool {
///     M::VALUE
/// }
/// assert!(value(True));
/// ```
///
/// ```compile_fail,E0277
/// # fn value<M: flex_runtime::boolean::Marker>(_: M) -> bool { M::VALUE }
/// value(true);
/// ```
#[diagnostic::on_unimplemented(
    message = "a boolean that decides about other fields is chosen by one of the markers `True`, `False`",
    label = "not one of the markers of `boolean`",
    note = "for a value known only at run time, `match` on it and finish the request in each arm"
)]
pub trait Marker: sealed::Sealed {
    /// The marker itself. Builders refer to it through the trait, so that a value that is not a marker is reported only
    /// once.
    type Chosen;

    /// The value that the marker represents.
    const VALUE: bool;
}

/// `true`.
#[derive(Clone, Copy, Debug)]
pub struct True;

impl sealed::Sealed for True {}

#[diagnostic::do_not_recommend]
impl Marker for True {
    type Chosen = Self;
    const VALUE: bool = true;
}

/// `false`.
#[derive(Clone, Copy, Debug)]
pub struct False;

impl sealed::Sealed for False {}

#[diagnostic::do_not_recommend]
impl Marker for False {
    type Chosen = Self;
    const VALUE: bool = false;
}

#[cfg(test)]
mod tests {
    use super::{False, Marker, True};

    #[test]
    fn each_marker_chooses_itself_and_its_value() {
        fn chosen<M: Marker<Chosen = M>>(_: M) -> bool {
            M::VALUE
        }
        assert!(chosen(True) && !chosen(False));
    }
}
