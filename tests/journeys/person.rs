//! Somebody at a browser: a member of the public or of the staff, with their language and what they
//! hold in their hands. They look over every page that they meet.
//!
//! *Invariant:* no page of a journey is passed by unseen: after each step the page is checked for
//! people who cannot see it, for its width, its title, its language and the emergency line.

pub(crate) mod form;
mod looking;

use crate::browser::{Browser, Look, Page};
use crate::caller::{PASSWORD, Receipt};
use crate::server::Server;
use crate::sheet::Sheet;
use anyhow::{Context as _, ensure};
use kernel::Language;
use std::cell::Cell;
use std::path::PathBuf;

/// Who sits at the browser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Who {
    /// Their name in pictures, such as `victim`.
    pub(crate) name: &'static str,
    /// What they read.
    pub(crate) language: Language,
    /// What they hold.
    pub(crate) look: Look,
    /// The force whose pages they see, as its id.
    pub(crate) force: &'static str,
    /// The same in their language, as titles end.
    pub(crate) force_name: &'static str,
}

/// Somebody at a browser.
pub(crate) struct Person<'a> {
    pub(crate) page: Page,
    pub(crate) who: Who,
    server: &'a Server,
    /// Where pictures of the pages go, if anybody wants them.
    pictures: Option<PathBuf>,
    seen: Cell<u32>,
}

impl<'a> Person<'a> {
    /// Opens a page of their own.
    pub(crate) async fn sit_down(
        browser: &Browser,
        server: &'a Server,
        who: Who,
    ) -> anyhow::Result<Self> {
        let page = browser.page(who.look).await?;
        let pictures = std::env::var_os("JOURNEY_SHOTS").map(PathBuf::from);
        if let Some(folder) = &pictures {
            std::fs::create_dir_all(folder)?;
        }
        Ok(Self { page, who, server, pictures, seen: Cell::new(0) })
    }

    /// Opens an address, given without its language.
    pub(crate) async fn go(&self, path: &str) -> anyhow::Result<()> {
        let prefix = self.who.language.prefix();
        self.page.goto(&self.server.url(&format!("{prefix}{path}"))).await?;
        self.look_over().await
    }

    /// Clicks what this selector matches.
    pub(crate) async fn click(&self, css: &str) -> anyhow::Result<()> {
        self.page.click(css).await?;
        self.look_over().await
    }

    /// Opens what a link leads to, by the end of its address.
    pub(crate) async fn follow(&self, ending: &str) -> anyhow::Result<()> {
        self.click(&format!("main a[href$='{ending}']")).await
    }

    /// The page's HTML.
    pub(crate) async fn sheet(&self) -> anyhow::Result<Sheet> {
        Ok(Sheet::read(&self.page.html().await?))
    }

    /// Where they are, without the host.
    pub(crate) async fn path(&self) -> anyhow::Result<String> {
        let url = self.page.url().await?;
        Ok(url.strip_prefix(&self.server.url("")).unwrap_or(&url).to_owned())
    }

    /// Fails unless the page shows all these words.
    pub(crate) async fn sees(&self, wanted: &[&str]) -> anyhow::Result<()> {
        for words in wanted {
            let text = self.page.text().await?;
            ensure!(self.page.has_text(words).await?, "{words:?} is not there:\n{text}");
        }
        Ok(())
    }

    /// The receipt that they look at.
    pub(crate) async fn receipt(&self) -> anyhow::Result<Receipt> {
        Receipt::of(&self.sheet().await?)
    }

    /// Opens their report with its reference and access code.
    pub(crate) async fn track(&self, receipt: &Receipt) -> anyhow::Result<()> {
        self.page.fill("[name=reference]", &receipt.reference.to_lowercase()).await?;
        self.page.fill("[name=code]", &receipt.code.replace('-', " ")).await?;
        self.click("form[action$='/track'] button").await?;
        let path = self.path().await?;
        ensure!(path.ends_with("/track/report"), "{path}");
        Ok(())
    }

    /// Writes to the police about the report that is open.
    pub(crate) async fn write(&self, message: &str) -> anyhow::Result<()> {
        self.page.fill("form[action$='/track/report'] textarea", message).await?;
        self.click("form[action$='/track/report'] button").await?;
        self.sees(&[message]).await
    }

    /// Signs in at the desk, and comes to the queue.
    pub(crate) async fn sign_in(&self, mailbox: &str) -> anyhow::Result<()> {
        self.go("/desk/queue").await?;
        let email = format!("{mailbox}@{}.example", self.who.force);
        self.page.fill("[name=email]", &email).await?;
        self.page.fill("[name=password]", PASSWORD).await?;
        self.click("form[action$='/desk/sign-in'] button[type=submit]").await?;
        let path = self.path().await?;
        ensure!(path.ends_with("/desk/queue"), "{path}");
        Ok(())
    }

    /// Opens the contact of a reference from the queue.
    pub(crate) async fn open_contact(&self, reference: &str) -> anyhow::Result<()> {
        self.go("/desk/queue").await?;
        let link = self.sheet().await?.link(reference);
        let link = link.with_context(|| format!("{reference} is not in the queue"))?;
        self.click(&format!("main a[href='{link}']")).await
    }

    /// Writes a reply or a note at the desk, `replies` or `notes`.
    pub(crate) async fn say(&self, kind: &str, words: &str) -> anyhow::Result<()> {
        let form = format!("form[action$='/{kind}']");
        self.page.fill(&format!("{form} textarea"), words).await?;
        self.click(&format!("{form} button")).await?;
        self.sees(&[words]).await
    }
}
