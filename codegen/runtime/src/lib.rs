//! The runtime of API clients that `flex-codegen` generates: everything that does not depend on the operations of an API.
//!
//! - **Scalars**: macros complete the generated types: [`impl_sid!`], [`impl_choice!`], [`impl_bounded_integer!`],
//!   [`impl_text!`], [`impl_checked_text!`]. [`sid!`] and [`lit!`] check literals at compile time. Responses have [`Open`] and
//!   [`Timestamp`], JSON in requests has [`Nullable`], [`JsonObjectOrText`] and [`IntegerOrDigits`].
//! - **Requests**: a type that implements [`Request`] describes an operation with its values. [`FormWriter`], [`PathWriter`]
//!   and [`HeaderWriter`] encode them, [`decode`] reads the response, and [`Error`] says what went wrong.
//! - **Sending**: [`Client`] and [`blocking::Client`] send requests through a [`Transport`]. [`Config`] has the credentials
//!   and the server, [`RetryPolicy`] the retries. Both clients follow the pages of a [`Paged`] list.
//! - **Responses**: [`impl_response_object!`] completes generated structs, so that [`decode::json`] reads what it can and tells
//!   the rest as [`Unread`].
//! - **Events**: [`impl_event!`] completes the enum of the events that a service reports to webhooks. They are read as
//!   responses are.
//! - **Validation**: [`Checker`] reads JSON and forms, [`RuleSet`] has the documented rules, and [`Rejected`] lists every
//!   [`Violation`].
//!
//! No function panics on input. Error messages do not repeat values from outside, unless their documentation says so. Only
//! transports perform IO.

pub mod blocking {
    //! The blocking counterpart of [`Client`](crate::Client) and what belongs to it.

    pub use crate::client::blocking::Client;
    pub use crate::client::pagination::page_iterator::{Items, Pages};
    pub use crate::client::transport::blocking::Transport;
    #[cfg(feature = "ureq")]
    pub use crate::client::transport::ureq::UreqTransport;
}
#[cfg(feature = "webhook")]
pub mod webhook;

mod builder;
mod client;
mod encoding;
mod error;
mod messages;
mod request;
mod response;
mod rules;
mod scalars;
mod validation;

pub use builder::{Cleared, Given, Missing, NotChosen, boolean};
pub use client::Client;
pub use client::config::Config;
pub use client::config::credentials::Credentials;
pub use client::pagination::Paged;
pub use client::pagination::page_stream::{Items, Pages};
pub use client::retry::RetryPolicy;
pub use client::send::{Sender, Sending};
pub use client::transport::dry_run::DryRun;
#[cfg(feature = "reqwest")]
pub use client::transport::reqwest::ReqwestTransport;
#[cfg(feature = "testing")]
pub use client::transport::testing;
pub use client::transport::{BoxFuture, Limits, Transport};
pub use compact_str::CompactString;
pub use encoding::form_encode::{FormValue, FormWriter, ValueWriter};
pub use encoding::headers::HeaderWriter;
pub use encoding::path::PathWriter;
pub use error::Error;
pub use error::api_error::ApiError;
pub use error::config_error::ConfigError;
pub use error::decode_error::DecodeError;
pub use error::error_body::ErrorBody;
pub use error::page_error::PageError;
pub use error::request_error::RequestError;
pub use error::transport_error::{TransportError, TransportErrorKind};
pub use request::base_url::{BaseUrl, ParseBaseUrlError};
pub use request::{Body, Operation, Request};
pub use response::decode::Decoded;
pub use response::event::{
    Event, EventError, OtherEvent, from_unverified_form as event_from_unverified_form,
};
pub use response::find::find;
pub use response::object::extra::Extra;
pub use response::object::{Contents, List, ResponseObject, ResponseValue, Scalar, Shape, Slot, View};
pub use response::open_enum::{Open, Raw};
pub use response::secret::Secret;
pub use response::timestamp::Timestamp;
pub use response::unread::{Findings, Place, Unread};
pub use response::{Reply, decode};
pub use rules::assertion::{Assertion, Literal, Test};
pub use rules::condition::When;
pub use rules::facts::Facts;
pub use rules::field::Field;
pub use rules::field_value::FieldValue;
pub use rules::rule::{Effect, Rule};
pub use rules::rule_set::RuleSet;
pub use scalars::bounded_integer::{BoundedInteger, OutOfRange, ParseBoundedError};
pub use scalars::enumeration::{Choice, Extensible, ParseChoiceError};
pub use scalars::integer_or_digits::{IntegerOrDigits, NotDigits};
pub use scalars::nullable::Nullable;
pub use scalars::number::{NotFinite, Number};
pub use scalars::object_or_text::{JsonObjectOrText, NotObjectOrText};
#[doc(hidden)]
pub use scalars::pattern::dfa::Automaton;
#[doc(hidden)]
pub use scalars::pattern::fixed_length as ascii;
pub use scalars::strings::clearable::Clearable;
pub use scalars::strings::constrained::CheckedText;
pub use scalars::strings::constrained::error::{ParseTextError, TextFault};
pub use scalars::strings::sid::{ParseSidError, Sid};
pub use scalars::strings::unconstrained::FreeText;
pub use scalars::strings::uri::{ParseUriError, Uri};
pub use scalars::strings::wire::Wire;
pub use validation::checker::{Checker, ReadFields};
pub use validation::member::Member;
pub use validation::nested_object::{Parts, RequestObject, to_json};
pub use validation::report::{Rejected, Report};
pub use validation::violation::Violation;
pub use validation::violation_kind::ViolationKind;

/// What the macros of this crate refer to. Not part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use serde;
    pub use serde_json::Value;

    pub use crate::response::object::implement::empty_object;
    pub use crate::response::object::read::deserialize as deserialize_object;
    pub use crate::response::object::write::serialize as serialize_object;
    pub use crate::scalars::bounded_integer::{deserialize_bounded, parse_bounded};
    pub use crate::scalars::literals::{not_a_sid, not_a_text, out_of_range};
    pub use crate::scalars::strings::constrained::has_length;
    pub use crate::scalars::strings::conversions::deserialize as deserialize_text;
}
