//! Requests of the goldens as they are sent, and as they are read: a test of the crate with the cases.

use flex_runtime::{BaseUrl, Error, Number, Open, Request, lit, sid};
use golden_arrays::order::{Colour, Count, ListOrders, OrderSid};
use golden_headers::order::kind::Parcel;
use golden_headers::order::{Carton, CreateOrder, DeleteOrder, ReplaceOrder, UiVersion};
use serde_json::{Value, json};

const BASE: BaseUrl = BaseUrl::from_static("https://api.example.com");

fn sent<R: Request>(request: &R) -> (String, String) {
    let http = request.to_http(&BASE).unwrap();
    (http.uri().to_string(), String::from_utf8(http.body().to_vec()).unwrap())
}

#[test]
fn an_array_is_its_items_one_after_the_other() {
    let sids = vec![sid!(OrderSid, "OR01"), sid!(OrderSid, "OR02")];
    let request = golden_arrays::order::CreateOrder::builder()
        .order_sids(sids.iter().copied())
        .colours([Colour::DarkGreen])
        .words(["a b", "c&d"])
        .counts([lit!(Count, 1), lit!(Count, 2)])
        .counts(vec![lit!(Count, 5)])
        .depths([lit!(Number, -0.5)])
        .extras([serde_json::from_str("{\"a\":1}").unwrap()])
        .flags([])
        .build();
    let body = "Colours=dark-green&Counts=5&Depths=-0.5&Extras=%7B%22a%22%3A1%7D&OrderSids=OR01&OrderSids=OR02\
                &Words=a+b&Words=c%26d";
    assert_eq!(sent(&request).1, body);
    assert_eq!(request.order_sids(), Some(sids.as_slice()));
    assert_eq!(request.flags(), Some([].as_slice()));
    let read = golden_arrays::order::CreateOrder::from_form(body).unwrap();
    assert_eq!(read.flags(), None, "a form does not say that there is an empty list");
    assert_eq!(sent(&read), sent(&request));
    let query = ListOrders::builder().word(["x", "y"]).order_sids(sids).build();
    assert_eq!(sent(&query).0, "https://api.example.com/Orders?OrderSids=OR01&OrderSids=OR02&Word=x&Word=y");
    assert_eq!(ListOrders::from_form("Word=x&OrderSids=OR01&Word=y&OrderSids=OR02").unwrap(), query);
    let none: [OrderSid; 0] = [];
    assert_eq!(sent(&ListOrders::builder().order_sids(none).build()).0, "https://api.example.com/Orders");
}

#[test]
fn a_wrong_item_is_named() {
    let found = golden_arrays::order::CreateOrder::from_json(&json!({ "OrderSids": ["OR01", "x"], "Colours": ["red"] }));
    assert_eq!(
        found.unwrap_err().to_string(),
        "`OrderSids[1]` does not match `^OR[0-9]{2}$`\n`Words` is required when `Colours` is set"
    );
}

#[test]
fn a_number_is_decimal_text() {
    use golden_numbers::order::{CreateOrder, ListOrders, kind::Parcel};
    let request = CreateOrder::builder().offset(lit!(Number, 6.985619)).weight(7).kind(Parcel).build();
    assert_eq!(sent(&request).1, "Offset=6.985619&Kind=parcel&Weight=7");
    assert_eq!(CreateOrder::from_form("Offset=6.9856190&Kind=parcel&Weight=7.0").unwrap(), request);
    assert_eq!(serde_json::to_value(&request).unwrap(), json!({ "Offset": 6.985619, "Kind": "parcel", "Weight": 7 }));
    let small = ListOrders::builder().weight(Number::new(1e-7).unwrap()).build();
    assert_eq!(sent(&small).0, "https://api.example.com/Orders?Weight=0.0000001");
    let found = CreateOrder::from_form("Offset=1e3&Kind=letter").unwrap_err();
    assert_eq!(found.to_string(), "`Offset` takes a number in decimal digits");
}

fn parcel(metadata: &str) -> CreateOrder {
    let chain = CreateOrder::builder().order_metadata(metadata).ui_version(lit!(UiVersion, "v2")).kind(Parcel);
    chain.weight(3).dry_run(true).tag(["a", "b"]).build().unwrap()
}

#[test]
fn each_field_goes_to_its_place() {
    let request = parcel("{\"app\": 1}");
    let http = request.to_http(&BASE).unwrap();
    assert_eq!(http.uri(), "https://api.example.com/Orders?DryRun=true&Tag=a&Tag=b");
    assert_eq!(http.body(), "Kind=parcel&Weight=3");
    assert_eq!((&http.headers()["order-metadata"], &http.headers()["ui-version"]), (&"{\"app\": 1}".parse().unwrap(), &"v2".parse().unwrap()));
    let json = serde_json::to_value(&request).unwrap();
    assert_eq!(CreateOrder::from_json(&json).unwrap(), request);
    let others = json!({ "Order-Metadata": "{\"app\": 1}", "Ui-Version": "v2", "DryRun": true, "Tag": ["a", "b"] });
    assert_eq!(CreateOrder::from_form(&others, "Kind=parcel&Weight=3").unwrap(), request);
    let delete = DeleteOrder::builder("OR 1").order_metadata("me").build().to_http(&BASE).unwrap();
    assert_eq!((delete.uri().path(), &delete.headers()["order-metadata"]), ("/Orders/OR%201", &"me".parse().unwrap()));
}

#[test]
fn a_plain_path_parameter_takes_whatever_holds_a_text() {
    let sid = sid!(OrderSid, "OR01");
    let received = Open::from(sid);
    let all = [
        DeleteOrder::builder("OR01"),
        DeleteOrder::builder("OR01".to_owned()),
        DeleteOrder::builder(sid),
        DeleteOrder::builder(&received),
        DeleteOrder::builder(received),
    ];
    assert!(all.into_iter().all(|builder| builder.build().sid() == "OR01"));
}

#[test]
fn a_json_body_holds_what_is_not_sent_beside_it() {
    let carton = |width: f64| Carton::builder().width(Number::new(width).unwrap()).build();
    let request = ReplaceOrder::builder("OR01").boxes([carton(0.5), carton(3.0)]).dry_run(true);
    let request = request.ui_version(lit!(UiVersion, "v2")).member("more", true).unwrap().build();
    let http = request.to_http(&BASE).unwrap();
    assert_eq!(http.uri(), "https://api.example.com/Orders/OR01?DryRun=true");
    assert_eq!(http.headers()["ui-version"], "v2");
    assert_eq!(http.headers()["content-type"], "application/json");
    let body: Value = serde_json::from_slice(http.body()).unwrap();
    assert_eq!(body, json!({ "Boxes": [{ "width": 0.5 }, { "width": 3 }], "more": true }));
    let json = serde_json::to_value(&request).unwrap();
    assert_eq!(ReplaceOrder::from_json("OR01", &json).unwrap(), request);
    let wrong = json!({ "Boxes": [{ "width": 1 }, { "labels": ["a", 2] }, 3] });
    let found = ReplaceOrder::from_json("OR01", &wrong).unwrap_err();
    let pointers: Vec<&str> = found.violations().iter().map(|each| each.pointer()).collect();
    assert_eq!(pointers, ["/Boxes/1/width", "/Boxes/1/labels/1", "/Boxes/2"]);
}

#[test]
fn rules_see_parameters_and_fields() {
    let refused = |others: Value, form: &str| CreateOrder::from_form(&others, form).unwrap_err().to_string();
    let advice = "advice: `Order-Metadata` helps to find the order again";
    let found = refused(json!({ "DryRun": true }), "Kind=letter&Tag=a");
    let expected = "`DryRun` cannot be set when `Kind` is `letter`\n`Ui-Version` is required\n\
                    `Tag` is sent outside the form";
    assert_eq!(found, format!("{expected}\n{advice}"));
    let found = refused(json!({ "Order-Metadata": "m", "Ui-Version": "v2" }), "Kind=letter&Weight=1");
    assert_eq!(found, "`Weight` has to be at least 2 when `Order-Metadata` is set");
}

#[test]
fn a_header_that_cannot_be_sent_is_an_error() {
    for secret in ["s3cret\r\nX-Injected: 1", "s3cr\u{e9}t"] {
        let error = parcel(secret).to_http(&BASE).unwrap_err();
        assert!(matches!(error, Error::Request(_)) && !error.to_string().contains("s3cr"), "{error}");
        let json = json!({ "Order-Metadata": secret, "Ui-Version": "v2", "Kind": "letter" });
        let found = CreateOrder::from_json(&json).unwrap_err().to_string();
        assert!(found.starts_with("`Order-Metadata` is a header, which takes ASCII"), "{found}");
    }
}
