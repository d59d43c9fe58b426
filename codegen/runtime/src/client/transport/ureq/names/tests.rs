//! Tests of look-ups, which are those of the test and not of the system.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::{MAX_NAMES, MAX_RUNNING, Names, NoAddress};

const SHORT: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_mins(1);

/// Names whose look-up gives one address, and how many look-ups there were. `hang` never ends, until the sender is dropped.
fn names() -> (Names, Arc<AtomicUsize>, Sender<()>) {
    let count = Arc::new(AtomicUsize::new(0));
    let (sender, receiver) = mpsc::channel::<()>();
    let (counter, receiver) = (Arc::clone(&count), Mutex::new(receiver));
    let names = Names::with(move |host| {
        counter.fetch_add(1, Ordering::SeqCst);
        if host.starts_with("hang") {
            let _ = receiver.lock().unwrap().recv();
        }
        if host == "slow" {
            thread::sleep(SHORT);
        }
        match host {
            "unknown" => Err(io::Error::other("no such host")),
            "empty" => Ok(Vec::new()),
            _ => Ok(vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 0))]),
        }
    });
    (names, count, sender)
}

fn is_found(names: &Names, host: &str) -> bool {
    names.addresses(host, LONG).is_ok_and(|addresses| addresses[0].ip() == Ipv4Addr::LOCALHOST)
}

#[test]
fn an_address_is_not_looked_up() {
    let (names, count, _sender) = names();
    assert!(is_found(&names, "127.0.0.1") && names.addresses("::1", Duration::ZERO).is_ok());
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[test]
fn addresses_are_kept_until_they_are_forgotten() {
    let (names, count, _sender) = names();
    assert!((0..10).all(|_| is_found(&names, "a")));
    assert_eq!(count.load(Ordering::SeqCst), 1);
    names.forget("a");
    names.forget("never seen");
    assert!(is_found(&names, "a") && is_found(&names, "b"));
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[test]
fn a_failure_is_not_kept() {
    let (names, count, _sender) = names();
    for host in ["unknown", "unknown", "empty"] {
        let Err(NoAddress::Failed(error)) = names.addresses(host, LONG) else { panic!("{host}") };
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source == "no such host" || source == "the host has no address", "{source}");
    }
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[test]
fn those_who_ask_at_the_same_time_share_a_look_up() {
    let (names, count, _sender) = names();
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| assert!(is_found(&names, "slow")));
        }
    });
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[test]
fn a_look_up_that_hangs_is_given_up_but_not_repeated() {
    let (names, count, sender) = names();
    for _ in 0..3 {
        assert!(matches!(names.addresses("hang", SHORT), Err(NoAddress::TimedOut)));
    }
    assert!(is_found(&names, "other"), "it does not stand in the way of others");
    assert_eq!(count.load(Ordering::SeqCst), 2);
    drop(sender);
    assert!(is_found(&names, "hang"), "its result is used once it is there");
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[test]
fn there_are_only_so_many_look_ups_at_a_time() {
    let (names, count, sender) = names();
    for number in 0..MAX_RUNNING + 5 {
        let result = names.addresses(&format!("hang{number}"), Duration::from_millis(5));
        assert!(matches!(result, Err(NoAddress::TimedOut)));
    }
    assert!(count.load(Ordering::SeqCst) <= MAX_RUNNING);
    drop(sender);
    assert!(is_found(&names, "other"), "waits until one of them has ended");
}

#[test]
fn only_so_many_names_are_kept() {
    let (names, _, _sender) = names();
    for number in 0..2 * MAX_NAMES {
        assert!(is_found(&names, &format!("host{number}")));
    }
    assert_eq!(names.shared.lock().len(), MAX_NAMES);
    assert!(names.shared.lock().contains_key(&*format!("host{}", 2 * MAX_NAMES - 1)), "the oldest go first");
}
