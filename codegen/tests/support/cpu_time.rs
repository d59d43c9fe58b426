//! Processor time, which other work on the machine changes less than the time that goes by.

use std::fs;
use std::time::{Duration, Instant};

/// Measures the programs that `run` starts, with those that they start: their processor time where the system tells it, else the
/// time that goes by.
pub(crate) fn of_children(run: impl FnOnce()) -> Duration {
    let (start, before) = (Instant::now(), spent_by_children());
    run();
    match (before, spent_by_children()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    }
}

/// The processor time of the programs that this one has started and that have ended, with those that they started. Linux counts
/// it in hundredths of a second, in the 16th and 17th column of a line whose 2nd ends with the last `)`.
fn spent_by_children() -> Option<Duration> {
    let line = fs::read_to_string("/proc/self/stat").ok()?;
    let mut columns = line.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut hundredths = || columns.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (hundredths()? + hundredths()?)))
}
