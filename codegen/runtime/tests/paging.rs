//! Paginated lists with both clients: which pages are requested, and what ends the list.

#![allow(clippy::unwrap_used, reason = "a helper of tests may panic")]

mod support;

use flex_runtime::testing::Script;
use flex_runtime::{BaseUrl, Client, Config, Error, PageError, RetryPolicy, blocking};

use support::clients::runtime;
use support::server::{Server, json};
use support::{ListThing, config, now_or_never};

const LIST: ListThing = ListThing { page_size: Some(2) };

fn page(sids: &[&str], next: Option<&str>) -> String {
    let things: Vec<_> = sids.iter().map(|sid| serde_json::json!({ "sid": sid })).collect();
    serde_json::json!({ "things": things, "meta": { "key": "things", "next_page_url": next } }).to_string()
}

fn three_pages() -> Script {
    let link =
        |page| format!("https://flex-api.twilio.com/v1/Things?PageSize=2&Page={page}&PageToken=PT{page}");
    Script::new()
        .reply(200, page(&["TH1", "TH2"], Some(&link(1))))
        .reply(200, page(&[], Some(&link(2))))
        .reply(200, page(&["TH3"], None))
}

/// The items before the end or an error. Both clients must agree.
fn agreed(blocking: &blocking::Client, client: &Client) -> (Vec<String>, Option<Error>) {
    let (mut sids, mut error) = (Vec::new(), None);
    for item in blocking.items(LIST) {
        match item {
            Ok(thing) => sids.push(thing.sid().to_owned()),
            Err(fault) => assert!(error.replace(fault).is_none(), "an error ends it"),
        }
    }
    runtime().block_on(async {
        let mut items = client.items(LIST);
        for sid in &sids {
            assert_eq!(items.next().await.unwrap().unwrap().sid(), *sid);
        }
        let last = items.next().await.map(|item| item.unwrap_err().to_string());
        assert_eq!(last, error.as_ref().map(ToString::to_string));
        assert!(items.next().await.is_none());
    });
    (sids, error)
}

/// What both clients read from a script, and the URLs that they requested.
fn read(config: &Config, script: impl Fn() -> Script) -> (Vec<String>, Option<Error>, Vec<String>) {
    let (waiting, other) = (script(), script());
    let (sids, error) = agreed(
        &blocking::Client::with_transport(config.clone(), waiting.clone()).unwrap(),
        &Client::with_transport(config.clone(), other.clone()).unwrap(),
    );
    let asked = |script: &Script| -> Vec<_> {
        script.requests().iter().map(|request| request.uri().to_string()).collect()
    };
    assert_eq!(asked(&waiting), asked(&other));
    for request in waiting.requests().iter().chain(&other.requests()) {
        assert_eq!(request.method(), "GET");
        assert!(
            ["authorization", "user-agent", "accept"]
                .iter()
                .all(|name| request.headers().contains_key(*name))
        );
    }
    (sids, error, asked(&waiting))
}

/// What both clients read from servers with these pages, and what they requested.
fn read_from_servers(pages: &[String]) -> (Vec<String>, Option<Error>, Vec<String>) {
    let serve = || {
        let pages = pages.to_vec();
        Server::start(move |number, _| match pages.get(number) {
            Some(page) => json("200 OK", page),
            None => json("404 Not Found", "{}"),
        })
    };
    let (first, second) = (serve(), serve());
    let config = |server: &Server| config().base_url(server.base_url());
    let (sids, error) =
        agreed(&blocking::Client::new(config(&first)).unwrap(), &Client::new(config(&second)).unwrap());
    let asked = |server: &Server| -> Vec<_> {
        let received = server.received();
        assert!(received.iter().all(|request| request.header("authorization").is_some()));
        received.into_iter().map(|request| request.line).collect()
    };
    assert_eq!(asked(&first), asked(&second));
    (sids, error, asked(&first))
}

#[test]
fn links_are_followed_to_the_end() {
    let (sids, error, asked) = read(&config(), three_pages);
    assert_eq!(sids, ["TH1", "TH2", "TH3"]);
    assert!(error.is_none());
    assert_eq!(
        asked,
        [
            "https://flex-api.twilio.com/v1/Things?PageSize=2",
            "https://flex-api.twilio.com/v1/Things?PageSize=2&Page=1&PageToken=PT1",
            "https://flex-api.twilio.com/v1/Things?PageSize=2&Page=2&PageToken=PT2",
        ]
    );
}

#[test]
fn links_are_followed_on_the_server_that_was_configured() {
    for (config, server) in [
        (config().base_url(BaseUrl::from_static("http://127.0.0.1:4010")), "http://127.0.0.1:4010/"),
        (config().region("ie1").edge("dublin"), "https://flex-api.dublin.ie1.twilio.com/"),
    ] {
        let (sids, _, asked) = read(&config, three_pages);
        assert_eq!(sids.len(), 3);
        assert!(asked.len() == 3 && asked.iter().all(|uri| uri.starts_with(server)), "{asked:?}");
    }
}

#[test]
fn a_link_to_another_host_is_an_error_after_the_page_and_not_requested() {
    let script = || Script::new().reply(200, page(&["TH1"], Some("https://evil.example/v1/Things?Page=1")));
    let (sids, error, asked) = read(&config(), script);
    assert_eq!((sids.len(), asked.len()), (1, 1));
    assert!(matches!(error, Some(Error::Page(PageError::ForeignHost { .. }))), "{error:?}");
}

#[test]
fn a_repeated_page_is_an_error() {
    let first = "https://flex-api.twilio.com/v1/Things?PageSize=2";
    let second = "https://flex-api.twilio.com/v1/Things?Page=1";
    for back in [first, second] {
        let script = || {
            Script::new()
                .reply(200, page(&["TH1"], Some(second)))
                .reply(200, page(&["TH2"], Some(back)))
                .reply(200, page(&["TH3"], None))
        };
        let (sids, error, asked) = read(&config(), script);
        assert_eq!((sids.len(), asked.len()), (2, 2));
        assert!(matches!(error, Some(Error::Page(PageError::Repeated))), "{error:?}");
    }
}

#[test]
fn a_page_without_meta_is_not_mistaken_for_the_last() {
    let (sids, error, _) = read(&config(), || Script::new().reply(200, r#"{"things":[{"sid":"TH1"}]}"#));
    assert_eq!(sids, ["TH1"]);
    assert!(matches!(error, Some(Error::Page(PageError::NoMeta))), "{error:?}");
}

#[test]
fn an_error_ends_the_list_and_pages_are_retried_like_any_request() {
    let next = "https://flex-api.twilio.com/v1/Things?Page=1";
    let script = || Script::new().reply(200, page(&["TH1"], Some(next))).reply(503, "").reply(404, "{}");
    let (sids, error, asked) = read(&config(), script);
    assert_eq!((sids.len(), asked.len()), (1, 3));
    assert!(error.unwrap().is_not_found());
    let (_, error, asked) = read(&config().retry(RetryPolicy::none()), script);
    assert_eq!(asked.len(), 2);
    assert!(error.unwrap().is_server_error());
}

#[test]
fn a_limit_fetches_no_page_beyond_it() {
    let script = three_pages();
    let client = Client::with_transport(config(), script.clone()).unwrap();
    let things = now_or_never(client.items(LIST).limit(2).try_collect()).unwrap();
    assert_eq!((things.len(), script.requests().len()), (2, 1));
    let script = three_pages();
    let client = blocking::Client::with_transport(config(), script.clone()).unwrap();
    let things: Vec<_> = client.items(LIST).take(2).collect::<Result<_, _>>().unwrap();
    assert_eq!((things.len(), script.requests().len()), (2, 1));
}

#[test]
fn pages_are_returned_whole() {
    let client = Client::with_transport(config(), three_pages()).unwrap();
    let mut pages = client.pages(LIST);
    let mut sizes = Vec::new();
    while let Some(page) = now_or_never(pages.next()) {
        sizes.push(page.unwrap().things.len());
    }
    assert_eq!(sizes, [2, 0, 1]);
    let client = blocking::Client::with_transport(config(), three_pages()).unwrap();
    let sizes: Vec<_> = client.pages(LIST).map(|page| page.unwrap().things.len()).collect();
    assert_eq!(sizes, [2, 0, 1]);
}

#[test]
fn three_pages_are_read_from_a_server() {
    let link =
        |page| format!("https://flex-api.twilio.com/v1/Things?PageSize=2&Page={page}&PageToken=PT{page}");
    let pages =
        [page(&["TH1", "TH2"], Some(&link(1))), page(&["TH3", "TH4"], Some(&link(2))), page(&["TH5"], None)];
    let (sids, error, asked) = read_from_servers(&pages);
    assert_eq!(sids, ["TH1", "TH2", "TH3", "TH4", "TH5"]);
    assert!(error.is_none(), "{error:?}");
    assert_eq!(
        asked,
        [
            "GET /v1/Things?PageSize=2",
            "GET /v1/Things?PageSize=2&Page=1&PageToken=PT1",
            "GET /v1/Things?PageSize=2&Page=2&PageToken=PT2",
        ]
    );
}

#[test]
fn a_foreign_link_is_not_requested_from_a_server() {
    // The link leads to a server that would answer.
    let stranger = Server::start(|_, _| json("200 OK", &page(&["TH2"], None)));
    let away = format!("{}/v1/Things?Page=1", stranger.base_url());
    let (sids, error, asked) = read_from_servers(&[page(&["TH1"], Some(&away)), page(&["TH2"], None)]);
    assert_eq!((sids.len(), asked.len()), (1, 1));
    assert!(matches!(error, Some(Error::Page(PageError::ForeignHost { .. }))), "{error:?}");
    assert!(stranger.received().is_empty() && stranger.connections() == 0);
}

#[test]
fn a_link_to_an_earlier_page_is_not_requested_from_a_server() {
    let second = "https://flex-api.twilio.com/v1/Things?Page=1";
    for back in ["https://flex-api.twilio.com/v1/Things?PageSize=2", second] {
        let pages = [page(&["TH1"], Some(second)), page(&["TH2"], Some(back)), page(&["TH3"], None)];
        let (sids, error, asked) = read_from_servers(&pages);
        assert_eq!((sids.len(), asked.len()), (2, 2));
        assert!(matches!(error, Some(Error::Page(PageError::Repeated))), "{error:?}");
    }
}
