//! A person's browser in the journey tests: Debian's Chromium, used as a hand would use it.
//!
//! [`Browser::launch`] starts one Chromium; [`Browser::page`] opens a page with cookies of its own,
//! so that a member of the public and an operator can share a browser and not a session. A page is
//! used by what people see: the words of a link, the label of a field, a key. Clicks are mouse or
//! touch events on the element's own box, so they work with scripts off and fail when something
//! covers the element.
//!
//! *Invariant:* every step ends within its time limit, and what goes wrong is a value ([`Error`])
//! that names the step, the address and the words on the page at that moment.
//!
//! *Invariant:* no journey reaches the outside. Every `https:` address is answered by the harness
//! with a page titled `Outside`, so leaving for the neutral site can be seen and needs no network.

mod axe;
mod chromium;
mod error;
mod eyes;
mod hands;
mod keys;
mod landing;
mod page;
mod passkey;
mod seeing;
#[cfg(test)]
mod trial;
mod wire;

pub(crate) use axe::Violation;
pub(crate) use error::Error;
pub(crate) use page::Page;

use chromium::Chromium;
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;
use wire::Wire;

/// The longest that one step of a journey may take.
const LIMIT: Duration = Duration::from_secs(10);

/// The longest that Chromium may take to start: longer, since a cold disk is nobody's fault.
const TO_START: Duration = Duration::from_secs(30);

/// A running Chromium. It ends, and its folder goes, when this is dropped.
pub(crate) struct Browser {
    wire: Wire,
    chromium: Chromium,
}

/// What a person holds in their hands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Width of the window in CSS pixels.
    pub(crate) width: u32,
    /// Height of the window in CSS pixels.
    pub(crate) height: u32,
    /// Whether the pages' own scripts run.
    pub(crate) scripts: bool,
    /// Whether it is a phone: fingers in place of a mouse, and the viewport that the page asks for.
    pub(crate) touch: bool,
}

impl Look {
    /// A desktop computer with scripts on.
    pub(crate) fn desktop() -> Self {
        Self { width: 1280, height: 900, scripts: true, touch: false }
    }

    /// The narrowest phone that we promise to serve, 320 pixels wide, with scripts on.
    pub(crate) fn phone() -> Self {
        Self { width: 320, height: 640, scripts: true, touch: true }
    }

    /// The same, with the pages' scripts off.
    pub(crate) fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }
}

impl Browser {
    /// Starts the Chromium that the environment variable `CHROMIUM` names, or the one on the path.
    /// Fails when there is none, or when it does not answer in time; the error carries what it said.
    pub(crate) async fn launch() -> Result<Self, Error> {
        let (chromium, wire) = Chromium::start()?;
        let answer = timeout(TO_START, wire.call(None, "Browser.getVersion", json!({}))).await;
        match answer {
            Ok(Ok(_version)) => Ok(Self { wire, chromium }),
            Ok(Err(fault)) => Err(chromium.failed(&fault.to_string())),
            Err(_late) => Err(chromium.failed("it gave no answer in time")),
        }
    }

    /// Opens an empty page in a browser context of its own: no cookie, no storage, no history.
    pub(crate) async fn page(&self, look: Look) -> Result<Page, Error> {
        match timeout(LIMIT, Page::open(self.wire.clone(), look)).await {
            Ok(Ok(page)) => Ok(page),
            Ok(Err(fault)) => Err(self.chromium.failed(&format!("no new page: {fault}"))),
            Err(_late) => Err(self.chromium.failed("no new page in time")),
        }
    }
}
