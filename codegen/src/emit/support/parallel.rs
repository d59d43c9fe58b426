//! Runs jobs on all cores and collects the files that they write.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use crate::fileset::FileSet;

/// Writes some of the files. No two jobs write the same one, so their order does not matter.
pub(crate) type Job<'a> = Box<dyn Fn(&mut FileSet) + Send + Sync + 'a>;

/// More threads do not make it faster.
const MAX_THREADS: usize = 8;

/// Runs all jobs.
pub(crate) fn run(jobs: &[Job<'_>]) -> FileSet {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut files = FileSet::new();
        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            job(&mut files);
        }
        files
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS);
    thread::scope(|scope| {
        // If no thread can be spawned, this one runs the remaining jobs.
        let helpers: Vec<_> =
            (1..threads).filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
        let mut files = work();
        for helper in helpers {
            match helper.join() {
                Ok(more) => files.extend(more),
                Err(payload) => panic::resume_unwind(payload),
            }
        }
        files
    })
}
