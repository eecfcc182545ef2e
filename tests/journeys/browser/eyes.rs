//! What a person sees on the page: its words, its width, its picture, its print.

use super::error::{Error, Fault};
use super::page::Page;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tokio::time::{interval, timeout};

/// How long a page that stays may take to say what it shows.
const ANSWER: Duration = Duration::from_millis(500);

impl Page {
    /// The visible words of the page, line by line.
    pub(crate) async fn text(&self) -> Result<String, Error> {
        self.step("text".to_owned(), self.words()).await
    }

    pub(super) async fn words(&self) -> Result<String, Fault> {
        self.said("text").await
    }

    /// The title that the tab and the history show.
    pub(crate) async fn title(&self) -> Result<String, Error> {
        self.step("title".to_owned(), self.said("title")).await
    }

    /// The page's HTML as it stands now.
    pub(crate) async fn html(&self) -> Result<String, Error> {
        self.step("html".to_owned(), self.said("html")).await
    }

    /// What has the keyboard's focus, by the words that a person would call it; empty when nothing.
    pub(crate) async fn focused(&self) -> Result<String, Error> {
        self.step("focused".to_owned(), self.said("focused")).await
    }

    /// Whether the page shows these words now, whatever the white space between them.
    pub(crate) async fn has_text(&self, wanted: &str) -> Result<bool, Error> {
        self.step(format!("has_text {wanted:?}"), self.shows(wanted)).await
    }

    /// Waits until the page shows these words: for what comes without a new page, or by a script
    /// that goes to one. A page that is about to go gives no answer; then it is asked again.
    pub(crate) async fn wait_for_text(&self, wanted: &str) -> Result<(), Error> {
        self.step(format!("wait_for_text {wanted:?}"), async {
            let mut beat = interval(Duration::from_millis(50));
            loop {
                self.take_note().await;
                if let Ok(Ok(true)) = timeout(ANSWER, self.shows(wanted)).await {
                    return Ok(());
                }
                beat.tick().await;
            }
        })
        .await
    }

    /// How wide the page is in CSS pixels: more than its window's width means that it overflows.
    pub(crate) async fn scroll_width(&self) -> Result<u32, Error> {
        self.step("scroll_width".to_owned(), async {
            let width = self.ask("width").await?.as_u64();
            let width = width.and_then(|width| u32::try_from(width).ok());
            width.ok_or_else(|| "the page has no width".into())
        })
        .await
    }

    /// Writes a picture (PNG) of the whole page.
    pub(crate) async fn screenshot(&self, to: &Path) -> Result<(), Error> {
        self.step(format!("screenshot {}", to.display()), async {
            let whole = json!({ "format": "png", "captureBeyondViewport": true });
            let picture = self.call("Page.captureScreenshot", whole).await?;
            Ok(std::fs::write(to, decoded(&picture)?)?)
        })
        .await
    }

    /// The page as it would be printed: a PDF.
    pub(crate) async fn print_to_pdf(&self) -> Result<Vec<u8>, Error> {
        self.step("print_to_pdf".to_owned(), async {
            decoded(&self.call("Page.printToPDF", json!({})).await?)
        })
        .await
    }

    async fn shows(&self, wanted: &str) -> Result<bool, Fault> {
        Ok(tidy(&self.words().await?).contains(&tidy(wanted)))
    }

    async fn said(&self, verb: &str) -> Result<String, Fault> {
        Ok(self.ask(verb).await?.as_str().unwrap_or_default().to_owned())
    }
}

fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(answer: &Value) -> Result<Vec<u8>, Fault> {
    let data = answer.get("data").and_then(Value::as_str).ok_or("Chromium gave no file")?;
    BASE64_STANDARD.decode(data).map_err(|error| error.to_string().into())
}
