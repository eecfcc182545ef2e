//! What everybody looks at on every page.

use super::Person;
use crate::browser::Violation;
use crate::sheet::Sheet;
use anyhow::{Context as _, ensure};
use kernel::Language;

/// The narrowest window that we promise to serve, in CSS pixels.
const NARROWEST: u32 = 320;

impl Person<'_> {
    /// Looks over the page that has come, and takes a picture if anybody wants one.
    pub(crate) async fn look_over(&self) -> anyhow::Result<()> {
        let path = self.path().await?;
        self.take_picture(&path).await?;
        self.check_page(&path).await.with_context(|| format!("{} at {path}", self.who.name))
    }

    async fn check_page(&self, path: &str) -> anyhow::Result<()> {
        let sheet = self.sheet().await?;
        let heading = sheet.heading();
        ensure!(!heading.is_empty(), "no h1, or more than one");
        ensure!(sheet.says("999"), "no emergency line");
        self.check_title(path, &heading, &sheet).await?;
        let language = self.who.language;
        let lang = sheet.attribute("html", "lang");
        ensure!(lang.as_deref() == Some(language.code()), "lang={lang:?}");
        if language == Language::Welsh {
            let english = sheet.english();
            ensure!(english.is_empty(), "English on a Welsh page: {english:#?}");
        }
        if self.who.look.width == NARROWEST {
            let width = self.page.scroll_width().await?;
            ensure!(width <= NARROWEST, "it is {width} pixels wide");
        }
        let violations = self.page.axe().await?;
        let grave = violations.iter().filter(|it| ["serious", "critical"].contains(&&*it.impact));
        let grave = grave.filter(|it| !is_known(it));
        let grave: Vec<_> = grave.collect();
        ensure!(grave.is_empty(), "{grave:#?}");
        let complaints = self.page.console_errors().await;
        ensure!(complaints.is_empty(), "the console complains: {complaints:#?}");
        Ok(())
    }

    /// A title says where one is and ends with whose site it is; on ground where nobody may look on
    /// it says neither, and a way out is at hand.
    async fn check_title(&self, path: &str, heading: &str, sheet: &Sheet) -> anyhow::Result<()> {
        let title = self.page.title().await?;
        let wrong = sheet.has(".govuk-error-summary");
        let prefix = match self.who.language {
            Language::English => "Error: ",
            Language::Welsh => "Gwall: ",
        };
        ensure!(title.starts_with(prefix) == wrong, "{title:?} with error summary: {wrong}");
        if sheet.has(".govuk-exit-this-page") {
            let said = title.contains(heading) || title.contains(self.who.force_name);
            ensure!(!said, "the neutral title says {title:?}");
            return Ok(());
        }
        let path = path.strip_prefix("/cy").unwrap_or(path);
        let national = path == "/" || path.starts_with("/desk/sign-in");
        let site = if national { "Bluelamp" } else { self.who.force_name };
        ensure!(title.ends_with(site), "{title:?} does not end with {site:?}");
        Ok(())
    }

    async fn take_picture(&self, path: &str) -> anyhow::Result<()> {
        let Some(folder) = &self.pictures else { return Ok(()) };
        let number = self.seen.replace(self.seen.get() + 1);
        let (who, language, width) = (self.who.name, self.who.language.code(), self.who.look.width);
        let scripts = if self.who.look.scripts { "scripts" } else { "plain" };
        let place = path.split('?').next().unwrap_or(path).replace('/', "_");
        let name = format!("{who}-{language}-{width}-{scripts}-{number:02}{place}.png");
        Ok(self.page.screenshot(&folder.join(name)).await?)
    }
}

/// The design system's script says on a radio whether it has opened what belongs to it. ARIA has no
/// such attribute for radios; screen readers that do not know it pass it over.
fn is_known(violation: &Violation) -> bool {
    let opens =
        |node: &String| node.contains("govuk-radios__input") && node.contains("aria-expanded");
    violation.id == "aria-allowed-attr" && violation.nodes.iter().all(opens)
}
