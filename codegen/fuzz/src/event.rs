//! Forms that a webhook gets: bytes come in, an event goes out or nothing. Whatever was read can be told.

use twilio_flex::v1::interaction_webhook::InteractionEvent;

/// Reads a form as an event.
///
/// # Panics
/// When reading panics, or a repetition of the same fields makes a difference.
pub fn run(data: &[u8]) {
    let Ok(form) = str::from_utf8(data) else { return };
    let Ok(event) = InteractionEvent::from_unverified_form(form) else { return };
    let Ok(again) = InteractionEvent::from_unverified_form(&format!("{form}&{form}")) else {
        panic!("the same fields twice are no event");
    };
    assert_eq!(again.value(), event.value(), "a value that is repeated is one value");
    for unread in event.unread() {
        assert!(unread.to_string().chars().all(|c| !c.is_control()), "{unread:?}");
    }
}
