//! Values deep inside of an answer, by JSON Pointer.

use std::borrow::Cow;

use serde_json::Value;

use crate::encoding::strange_json;
use crate::response::object::{ResponseValue, Scalar, View, read};
use crate::response::unread::Findings;

/// The value at the first of these JSON Pointers (RFC 6901) that leads to a value of type `T`.
///
/// Answers often have JSON in a string, such as the `attributes` of a Task. A pointer leads through such a string as if it were
/// the JSON inside. `None` if there is nothing at any of the pointers, or nothing of this type.
///
/// ```
/// use flex_runtime::find;
/// use serde_json::json;
///
/// let task = json!({"sid": "WT1", "attributes": r#"{"queue": {"name": "Support"}}"#});
/// assert_eq!(find::<String>(&task, &["/attributes/queue/name"]).as_deref(), Some("Support"));
/// assert_eq!(find::<i64>(&task, &["/attributes/queue/name", "/attributes/queue/size"]), None);
/// ```
pub fn find<T: ResponseValue>(answer: &impl ResponseValue, pointers: &[&str]) -> Option<T> {
    pointers.iter().find_map(|pointer| {
        let tokens: Vec<_> = pointer.split('/').skip(1).map(unescape).collect();
        at(answer.view(), &tokens)
    })
}

/// The name that a reference token stands for.
fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') { token.replace("~1", "/").replace("~0", "~").into() } else { token.into() }
}

fn at<T: ResponseValue>(view: View<'_>, tokens: &[Cow<'_, str>]) -> Option<T> {
    let Some((token, rest)) = tokens.split_first() else { return value(view) };
    match view {
        View::Object(object) => {
            let mut found = None;
            object.members(&mut |name, slot| {
                if name == token {
                    found = at(slot.view(), rest);
                }
            });
            let extra = || object.extra()?.get().get(token.as_ref());
            found.or_else(|| at(View::Json(extra()?), rest))
        }
        View::List(list) => {
            let index = index(token)?;
            let (mut number, mut found) = (0, None);
            list.items(&mut |item| {
                if number == index {
                    found = at(item, rest);
                }
                number += 1;
            });
            found
        }
        View::Map(members) | View::Json(Value::Object(members)) => {
            at(View::Json(members.get(token.as_ref())?), rest)
        }
        View::StringMap(members) => at(View::Scalar(Scalar::String(members.get(token.as_ref())?)), rest),
        View::Json(Value::Array(items)) => at(View::Json(items.get(index(token)?)?), rest),
        View::Json(Value::String(text)) => at(View::Json(&json_inside(text)?), tokens),
        View::Scalar(Scalar::String(text)) => at(View::Json(&json_inside(text)?), tokens),
        View::Json(_) | View::Scalar(_) => None,
    }
}

/// The index of an item: digits without a leading zero.
fn index(token: &str) -> Option<usize> {
    let canonical =
        token == "0" || (token.bytes().all(|byte| byte.is_ascii_digit()) && !token.starts_with('0'));
    token.parse().ok().filter(|_| canonical)
}

/// The array or object in a string.
fn json_inside(text: &str) -> Option<Value> {
    let value = strange_json::read(text.as_bytes(), |text| serde_json::from_str::<Value>(text)).ok()?;
    (value.is_object() || value.is_array()).then_some(value)
}

fn value<T: ResponseValue>(view: View<'_>) -> Option<T> {
    let json = serde_json::to_value(view).ok()?;
    let inside = json.as_str().and_then(json_inside);
    of_json(json).or_else(|| of_json(inside?))
}

fn of_json<T: ResponseValue>(value: Value) -> Option<T> {
    read::read(value, &mut Findings::default()).ok().flatten()
}

#[cfg(test)]
mod tests;
