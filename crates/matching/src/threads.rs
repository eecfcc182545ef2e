//! Work that is shared out.

/// How many threads there are.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does something with each thing, in threads; what comes out is in the order of the things.
pub(crate) fn in_threads<T: Sync, O: Send>(things: &[T], each: impl Fn(&T) -> O + Sync) -> Vec<O> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut done: Vec<(usize, O)> = std::thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let Some(thing) = things.get(at) else { return done };
                done.push((at, each(thing)));
            }
        };
        let running: Vec<_> = (0..threads()).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .flat_map(|thread| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, out)| out).collect()
}
