//! Host names to addresses, within a timeout.
//!
//! The system's look-up can neither be cancelled nor be given a timeout, so it runs on a thread of its own. There is one look-up
//! at a time for each name, whoever asks for it, and its result is kept for a short time.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long addresses are kept. Services move to other addresses within minutes.
const KEPT_FOR: Duration = Duration::from_secs(30);

/// The maximum number of names. A client has one or two, and those of its proxies.
const MAX_NAMES: usize = 64;

/// The maximum number of look-ups at a time, each for another name.
const MAX_RUNNING: usize = 16;

/// Looks up host names. Ports of its addresses have no meaning.
#[derive(Clone)]
pub(super) struct Names {
    shared: Arc<Shared>,
}

struct Shared {
    look_up: Box<LookUp>,
    names: Mutex<NamesByHost>,
    /// Notified whenever a look-up ends.
    ended: Condvar,
}

type LookUp = dyn Fn(&str) -> io::Result<Vec<SocketAddr>> + Send + Sync;

type NamesByHost = BTreeMap<Box<str>, Name>;

enum Name {
    /// Being looked up.
    Running(Arc<Running>),
    /// Found at that time.
    Found(Addresses, Instant),
}

type Addresses = Arc<[SocketAddr]>;

/// A look-up, and its result once it has ended.
type Running = OnceLock<Result<Addresses, Arc<io::Error>>>;

/// Why there are no addresses.
#[derive(Debug)]
pub(super) enum NoAddress {
    /// The look-up took too long.
    TimedOut,
    /// The look-up failed.
    Failed(LookupFailed),
}

/// The system could not resolve the name of a host.
#[derive(Clone, Debug)]
pub(super) struct LookupFailed(Arc<io::Error>);

impl Names {
    /// Looks names up as the system does.
    pub(super) fn new() -> Self {
        Self::with(|host| (host, 0).to_socket_addrs().map(Iterator::collect))
    }

    pub(super) fn with(
        look_up: impl Fn(&str) -> io::Result<Vec<SocketAddr>> + Send + Sync + 'static,
    ) -> Self {
        let (names, ended) = (Mutex::default(), Condvar::new());
        Self { shared: Arc::new(Shared { look_up: Box::new(look_up), names, ended }) }
    }

    /// The addresses of `host`. One that is an address already needs no look-up.
    pub(super) fn addresses(&self, host: &str, timeout: Duration) -> Result<Addresses, NoAddress> {
        if let Ok(address) = host.parse::<IpAddr>() {
            return Ok(Arc::new([SocketAddr::new(address, 0)]));
        }
        let start = Instant::now();
        let mut names = self.shared.lock();
        let mut joined: Option<Arc<Running>> = None;
        loop {
            if let Some(result) = joined.as_ref().and_then(|running| running.get()) {
                return result.clone().map_err(|error| NoAddress::Failed(LookupFailed(error)));
            }
            if joined.is_none() {
                match names.get(host) {
                    Some(Name::Found(addresses, at)) if at.elapsed() < KEPT_FOR => {
                        return Ok(Arc::clone(addresses));
                    }
                    Some(Name::Running(running)) => joined = Some(Arc::clone(running)),
                    _ => joined = self.start(&mut names, host)?,
                }
            }
            let Some(left) = timeout.checked_sub(start.elapsed()).filter(|left| !left.is_zero()) else {
                return Err(NoAddress::TimedOut);
            };
            names = self.shared.ended.wait_timeout(names, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Forgets the addresses of `host`, because none of them accepts a connection. A running look-up goes on.
    pub(super) fn forget(&self, host: &str) {
        let mut names = self.shared.lock();
        if let Some(Name::Found(..)) = names.get(host) {
            names.remove(host);
        }
    }

    /// Starts a look-up; `None` if there are too many.
    fn start(&self, names: &mut NamesByHost, host: &str) -> Result<Option<Arc<Running>>, NoAddress> {
        let is_running = |name: &&Name| matches!(name, Name::Running(_));
        if names.values().filter(is_running).count() >= MAX_RUNNING {
            return Ok(None);
        }
        let running = Arc::new(Running::new());
        let (shared, host) = (Arc::clone(&self.shared), Box::<str>::from(host));
        let (result, name) = (Arc::clone(&running), host.clone());
        let thread = thread::Builder::new().name("look-up".to_owned());
        thread
            .spawn(move || {
                let found = (shared.look_up)(&name).and_then(at_least_one).map_err(Arc::new);
                shared.end(name, &result, found);
            })
            .map_err(|error| NoAddress::Failed(LookupFailed(Arc::new(error))))?;
        names.insert(host, Name::Running(Arc::clone(&running)));
        Ok(Some(running))
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, NamesByHost> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Passes the result of a look-up on to those who wait for it, and keeps addresses.
    fn end(&self, host: Box<str>, running: &Running, result: Result<Addresses, Arc<io::Error>>) {
        let mut names = self.lock();
        names.remove(&host);
        if let Ok(addresses) = &result {
            make_room(&mut names);
            names.insert(host, Name::Found(Arc::clone(addresses), Instant::now()));
        }
        // Nobody else sets it.
        let _ = running.set(result);
        drop(names);
        self.ended.notify_all();
    }
}

fn at_least_one(addresses: Vec<SocketAddr>) -> io::Result<Addresses> {
    if addresses.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "the host has no address"));
    }
    Ok(addresses.into())
}

/// Removes the oldest addresses when there are too many.
fn make_room(names: &mut NamesByHost) {
    if names.len() < MAX_NAMES {
        return;
    }
    let found = names.iter().filter_map(|(host, name)| match name {
        Name::Found(_, at) => Some((at, host)),
        Name::Running(_) => None,
    });
    if let Some((_, oldest)) = found.min() {
        let oldest = oldest.clone();
        names.remove(&oldest);
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Names").finish_non_exhaustive()
    }
}

impl fmt::Display for LookupFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of the host cannot be resolved")
    }
}

impl Error for LookupFailed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[cfg(test)]
mod tests;
