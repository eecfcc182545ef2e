//! How a person fills in a form: page after page, by what the page asks.

use super::Person;
use crate::answers::Answers;
use crate::sheet::{Field, Sheet};
use anyhow::{bail, ensure};

/// The most pages of one service, before somebody must be going in circles.
const MANY: u32 = 60;

/// The button that goes on from a page.
pub(crate) const ON: &str = "main form button:not([name])";

impl Person<'_> {
    /// Answers page after page until the answers can be checked. Returns the name of every field
    /// that was met.
    pub(crate) async fn answer_all(&self, answers: &Answers) -> anyhow::Result<Vec<String>> {
        let mut met = Vec::new();
        for _page in 0..MANY {
            if self.path().await?.ends_with("/check") {
                return Ok(met);
            }
            met.extend(self.answer_page(answers).await?);
            self.click(ON).await?;
            let sheet = self.sheet().await?;
            let problems = sheet.text(".govuk-error-summary");
            ensure!(problems.is_none(), "{}: {}", sheet.heading(), problems.unwrap_or_default());
        }
        bail!("there is no end to it: {}", self.path().await?)
    }

    /// Fills in the page, and does not go on. Returns the names of its fields.
    pub(crate) async fn answer_page(&self, answers: &Answers) -> anyhow::Result<Vec<String>> {
        let sheet = self.sheet().await?;
        let fields = sheet.fields("main form");
        let asked: Vec<&Field> = fields.iter().filter(|field| field.kind != "hidden").collect();
        for field in &asked {
            let wanted = answers.of_field(&field.name);
            if !field.is_choice() {
                if let Some(text) = wanted.first() {
                    self.page.fill(&format!("[name='{}']", field.name), text).await?;
                }
            } else if wanted.contains(&field.value) {
                self.choose(&sheet, field).await?;
            }
        }
        Ok(asked.iter().map(|field| field.name.clone()).collect())
    }

    /// By its label, unless several questions of the page have such a choice.
    async fn choose(&self, sheet: &Sheet, field: &Field) -> anyhow::Result<()> {
        let fields = sheet.fields("main form");
        let same = fields.iter().filter(|it| it.is_choice() && it.label == field.label).count();
        if same == 1 {
            self.page.choose(&field.label).await?;
        } else {
            self.page.click(&format!("[id='{}']", field.id)).await?;
        }
        Ok(())
    }
}
