//! A passkey in the browser's own device, as Chromium pretends one.

use super::error::Error;
use super::page::Page;
use serde_json::{Value, json};

/// A device that keeps keys.
pub(crate) struct Device(Value);

impl Page {
    /// Plugs a device in that keeps keys and knows its owner.
    pub(crate) async fn plug_in(&self) -> Result<Device, Error> {
        self.step("plug_in".to_owned(), async {
            self.call("WebAuthn.enable", json!({ "enableUI": false })).await?;
            let options = json!({
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": true,
                "hasUserVerification": true,
                "isUserVerified": true,
                "automaticPresenceSimulation": true,
            });
            let about = json!({ "options": options });
            let added = self.call("WebAuthn.addVirtualAuthenticator", about).await?;
            Ok(Device(added.get("authenticatorId").cloned().unwrap_or_default()))
        })
        .await
    }

    /// From now on the device knows whoever holds it, or does not.
    pub(crate) async fn is_held_by_its_owner(
        &self,
        device: &Device,
        owner: bool,
    ) -> Result<(), Error> {
        self.step(format!("is_held_by_its_owner {owner}"), async {
            let about = json!({ "authenticatorId": device.0, "isUserVerified": owner });
            self.call("WebAuthn.setUserVerified", about).await.map(|_| ())
        })
        .await
    }
}
