//! Support for API clients that `flex-codegen` generates.
//!
//! In: what a generated crate knows of an API (patterns, enums, bounds, paths, rules). Out: the types and traits that it
//! would otherwise repeat for every operation. Nothing here knows an operation, and only transports perform IO.
//!
//! - **Scalars**, completed by macros: [`impl_sid!`], [`impl_choice!`], [`impl_bounded_integer!`], [`impl_text!`],
//!   [`impl_checked_text!`]; checked at compile time by [`sid!`] and [`lit!`]; as a server sends them, [`Open`] and [`Timestamp`].
//! - **Requests**: [`Request`] describes one, [`FormWriter`] and [`PathWriter`] write its parts, [`decode`] reads the
//!   response, [`Error`] says what went wrong.
//! - **Sending**: [`Client`] and [`blocking::Client`] send any request through a [`Transport`]; [`Config`] says with which
//!   credentials and to where, [`RetryPolicy`] how often. Both follow the pages of a [`Paged`] list.
//! - **Validation**: [`Checker`] reads JSON and forms, [`RuleSet`] holds the documented rules, [`Rejected`] lists every
//!   [`Violation`].
//!
//! No function panics on input. Texts of errors hold no values that came from outside, unless they say so.

#[doc(hidden)]
pub mod ascii;
pub mod blocking;
pub mod boolean;
pub mod decode;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "webhook")]
pub mod webhook;

mod api_error;
mod assertion;
mod automaton;
mod base_url;
mod bounded;
mod bounded_macro;
mod checked;
mod checked_text;
mod checker;
mod checker_parts;
mod checker_values;
mod choice;
mod client;
mod decimal;
mod decode_error;
mod digest;
mod dry_run;
mod echo;
mod error;
mod error_body;
mod escape;
mod facts;
mod field;
mod field_value;
mod finite;
mod form;
mod form_parse;
mod header;
mod literal;
mod lookup;
mod member;
mod number;
mod object;
mod open;
mod path;
mod predicates;
mod report;
mod request;
mod response_parts;
mod rule;
#[cfg(test)]
mod samples;
mod secret;
mod sids;
mod slot;
mod suggest;
mod text;
mod text_serde;
mod timestamp;
mod transport;
mod uri;
mod violation;
mod violation_kind;
mod when;
mod wire;

pub use api_error::ApiError;
pub use assertion::{Assertion, Literal, Test};
#[doc(hidden)]
pub use automaton::Automaton;
pub use base_url::{BaseUrl, ParseBaseUrlError};
pub use bounded::{BoundedInteger, OutOfRange, ParseBoundedError};
pub use checked::{CheckedText, ParseTextError, TextFault};
pub use checker::Checker;
pub use choice::{Choice, ParseChoiceError};
pub use client::Client;
pub use client::config::Config;
pub use client::config_error::ConfigError;
pub use client::credentials::Credentials;
pub use client::page_error::PageError;
pub use client::paged::Paged;
pub use client::pages::{Items, Pages};
pub use client::reply::Reply;
pub use client::retry::RetryPolicy;
pub use client::sender::Sender;
pub use client::sending::Sending;
pub use client::transport::{BoxFuture, Limits, Transport};
pub use client::transport_error::{TransportError, TransportErrorKind};
pub use compact_str::CompactString;
pub use decode_error::DecodeError;
pub use dry_run::DryRun;
pub use error::{Error, RequestError};
pub use error_body::ErrorBody;
pub use facts::Facts;
pub use field::Field;
pub use field_value::FieldValue;
pub use finite::{NotFinite, Number};
pub use form::{FormValue, FormWriter, ValueWriter};
pub use header::HeaderWriter;
pub use member::{Member, ReadFields};
pub use object::{Parts, RequestObject, to_json};
pub use open::{Open, Raw};
pub use path::PathWriter;
pub use report::{Rejected, Report};
pub use request::{Body, Operation, Request};
pub use rule::{Effect, Rule, RuleSet};
pub use secret::Secret;
pub use sids::{ParseSidError, Sid};
pub use slot::{Given, Missing, NotChosen};
pub use timestamp::Timestamp;
#[cfg(feature = "reqwest")]
pub use transport::reqwest::ReqwestTransport;
pub use uri::{ParseUriError, Uri};
pub use violation::Violation;
pub use violation_kind::ViolationKind;
pub use when::When;
pub use wire::Wire;

/// What the macros of this crate refer to. Not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use serde;

    pub use crate::bounded::{deserialize_bounded, parse_bounded};
    pub use crate::checked::has_length;
    pub use crate::literal::{not_a_sid, not_a_text, out_of_range};
    pub use crate::text_serde::deserialize as deserialize_text;
}
