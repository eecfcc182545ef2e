//! Being told to stop.

use tokio::signal::unix::{SignalKind, signal as on};
use tokio::sync::watch;

/// A switch that turns on at Ctrl-C or a request to end, and what watches it.
pub(crate) fn signal() -> (watch::Sender<bool>, watch::Receiver<bool>) {
    let (stop, stopped) = watch::channel(false);
    for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
        let stop = stop.clone();
        let Ok(mut signals) = on(kind) else { continue };
        tokio::spawn(async move {
            if signals.recv().await.is_some() {
                eprintln!("Stopping …");
                stop.send_replace(true);
            }
        });
    }
    (stop, stopped)
}

/// Waits until the switch is on.
pub(crate) async fn until(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
