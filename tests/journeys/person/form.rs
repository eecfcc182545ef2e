//! How a person fills in a form: page after page, by what the page asks.

use super::Person;
use crate::answers::Answers;
use crate::sheet::{Field, Sheet};
use anyhow::{Context as _, bail, ensure};

/// The most pages of one service, before somebody must be going in circles.
const MANY: u32 = 60;

/// The button that goes on from a page.
pub(crate) const ON: &str = "main form button:not([name], [type=button])";

/// The button that goes on from a page with others, such as one that takes a thing out.
const ONWARD: &str = "main form button:not(.govuk-button--secondary, [type=button])";
/// What no page has.
const NOWHERE: &str = "nowhere";
/// The button of a question for an address that leads to typing it.
const TYPED: &str = "main form button[name$='-own']";
/// The answer whether there is another one of several things.
const MORE: &str = "input[name='more-of-them']";
/// The first task that is not done; when all are, the way to check the answers.
const OPEN_TASK: &str = "main .govuk-task-list__item:has(.govuk-tag) a, main a.govuk-button";

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

    /// Walks all of a service, whatever it asks in whichever way: pages, lists of several things, tasks,
    /// pages that tell something.
    pub(crate) async fn walk(&self, answers: &Answers) -> anyhow::Result<()> {
        self.walk_to(answers, NOWHERE).await
    }

    /// The same, until a page has what this selector matches.
    pub(crate) async fn walk_to(&self, answers: &Answers, stop: &str) -> anyhow::Result<()> {
        for _page in 0..3 * MANY {
            let path = self.path().await?;
            let last = path.rsplit('/').next().unwrap_or_default().to_owned();
            let sheet = self.sheet().await?;
            match last.as_str() {
                "check" => return Ok(()),
                _ if sheet.has(stop) => return Ok(()),
                "tasks" => {
                    self.click(OPEN_TASK).await?;
                    continue;
                }
                _ if sheet.has(MORE) => {
                    self.say_whether_there_is_more(&sheet, &last, answers).await?;
                }
                _ => {
                    let item = last.rsplit_once('.').and_then(|(_, number)| number.parse().ok());
                    let ours =
                        item.map_or_else(|| answers.clone(), |number| answers.of_item(number));
                    self.answer_page(&ours).await?;
                }
            }
            self.click(ONWARD).await?;
            let sheet = self.sheet().await?;
            let problems = sheet.text(".govuk-error-summary");
            ensure!(problems.is_none(), "{}: {}", sheet.heading(), problems.unwrap_or_default());
        }
        bail!("there is no end to it: {}", self.path().await?)
    }

    /// On the list of several things: there is another one, or not.
    async fn say_whether_there_is_more(
        &self,
        sheet: &Sheet,
        last: &str,
        answers: &Answers,
    ) -> anyhow::Result<()> {
        let added = sheet.count(".govuk-summary-card");
        let value = if added < answers.items(last) { "yes" } else { "no" };
        Ok(self.page.click(&format!("{MORE}[value='{value}']")).await?)
    }

    /// Fills in the page, and does not go on. Returns the names of its fields.
    pub(crate) async fn answer_page(&self, answers: &Answers) -> anyhow::Result<Vec<String>> {
        let mut sheet = self.sheet().await?;
        while sheet.has(TYPED) {
            self.click(TYPED).await?;
            sheet = self.sheet().await?;
        }
        let fields = sheet.fields("main form");
        let asked: Vec<&Field> = fields.iter().filter(|field| field.kind != "hidden").collect();
        for field in &asked {
            let wanted = answers.of_field(&field.name);
            if field.kind == "select" {
                if let Some(value) = wanted.first() {
                    let list = format!("[name='{}']", field.name);
                    let option = sheet.text(&format!("{list} option[value='{value}']"));
                    let option = option.with_context(|| format!("{list} has no {value}"))?;
                    self.pick(&sheet, field, &option).await?;
                }
            } else if !field.is_choice() {
                if let Some(text) = wanted.first() {
                    self.page.fill(&format!("[name='{}']", field.name), text).await?;
                }
            } else if wanted.contains(&field.value) {
                self.choose(&sheet, field).await?;
            }
        }
        Ok(asked.iter().map(|field| field.name.clone()).collect())
    }

    /// By the arrow keys; where a script lets people search the list, by typing all of it.
    async fn pick(&self, sheet: &Sheet, field: &Field, option: &str) -> anyhow::Result<()> {
        let search = format!("[role=combobox][id='{}']", field.name);
        if !sheet.has(&search) {
            return Ok(self.page.pick(&field.label, option).await?);
        }
        self.page.fill(&search, option).await?;
        self.page.press("ArrowDown").await?;
        Ok(self.page.press("Enter").await?)
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
