//! What a node looks after between changes: its listeners and its certificate.

use std::sync::Arc;
use std::time::Duration;

use super::Inside;

/// How often bindings that failed are tried again, and how late a certificate that was put in place is in use.
const LOOK: Duration = Duration::from_secs(30);

/// Looks after a node until it stops: at once when the settings change, and now and then.
pub async fn look_after(node: Arc<Inside>) {
    loop {
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = node.settings_changed.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
        node.service.look_after_listeners().await;
        node.look_at_certificate().await;
    }
}

impl Inside {
    async fn look_at_certificate(&self) {
        let certificate = self.certificate.clone();
        let looked = tokio::task::spawn_blocking(move || certificate.refresh()).await;
        let fault = match looked {
            Ok(Ok(true)) => {
                tracing::info!("another certificate is in use");
                None
            }
            Ok(Ok(false)) => None,
            Ok(Err(fault)) => Some(fault.to_string()),
            Err(error) => Some(format!("The certificate could not be looked at: {error}")),
        };
        self.tell_certificate(fault);
    }
}
