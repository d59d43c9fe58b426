//! Work for all cores: jobs come in, the files that they make go out.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use crate::fileset::FileSet;

/// Makes some of the files. No two jobs make the same one, so their order does not matter.
pub(crate) type Job<'a> = Box<dyn Fn(&mut FileSet) + Send + Sync + 'a>;

/// More threads than this have nothing to do.
const MOST_THREADS: usize = 8;

/// Does all of the work.
pub(crate) fn run(jobs: &[Job<'_>]) -> FileSet {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut files = FileSet::new();
        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            job(&mut files);
        }
        files
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    thread::scope(|scope| {
        // Where no thread can be had, this one does what is left.
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
