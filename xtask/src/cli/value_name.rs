//! Values of the command line in messages.

use clap::ValueEnum;

/// The word that a user types for `value`.
pub(crate) fn value_name(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|word| word.get_name().to_owned()).unwrap_or_default()
}
