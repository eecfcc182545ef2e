//! A form filled in once, written down, so that clients can do it again without reading pages.

use super::{ask, page};
use crate::http::{Answer, Jar, request};
use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::task::JoinSet;

/// The most pages of a form.
const MANY: usize = 60;
/// How many sessions are warmed at the same time.
const AT_ONCE: usize = 32;

/// One page of it: where, and what is sent.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) path: String,
    pub(super) body: String,
}

/// A form as it was filled in.
#[derive(Clone, Debug)]
pub(super) struct Recorded {
    start: String,
    pub(super) steps: Vec<Step>,
    pub(super) receipt: String,
    /// The session in which it was filled in up to its last page.
    jar: Jar,
}

impl Recorded {
    /// The start page as a request.
    pub(super) fn start(&self) -> Vec<u8> {
        request("GET", &self.start, &[], "")
    }

    /// A page of the session as a request.
    pub(super) fn question(&self, slug: &str) -> anyhow::Result<Vec<u8>> {
        let step = self.steps.iter().find(|step| step.path.ends_with(slug));
        let step = step.with_context(|| format!("the form has no page {slug}"))?;
        Ok(request("GET", &step.path, &[("cookie", &self.jar.header())], ""))
    }

    /// How many requests it takes.
    pub(super) const fn requests(&self) -> usize {
        2 + 2 * self.steps.len()
    }

    /// How many of them write something down.
    pub(super) const fn posts(&self) -> usize {
        self.steps.len()
    }
}

/// What is answered, by field.
fn answers() -> Value {
    json!({
        "danger": "no", "happening_now": "no", "left_at": "street", "when_known": "unsure",
        "stolen_from": "The rack outside the library", "locked": "yes",
        "what_happened": "The lock lay cut on the pavement", "make": "Raleigh",
        "colour": "Turquoise", "marked": "no", "evidence": "none", "knows_who": "no",
        "full_name": "Sam Jones", "may_contact": "no",
    })
}

/// Fills the form in.
pub(super) async fn record(to: SocketAddr, start: &str) -> anyhow::Result<Recorded> {
    let begin = page(to, start, "").await?.text();
    let at = begin.find("govuk-button--start").context("no start button")?;
    let tag = begin.get(begin.get(..at).and_then(|text| text.rfind('<')).unwrap_or(at)..);
    let mut path = attribute(tag.unwrap_or_default(), "href").context("it leads nowhere")?;
    let (mut jar, mut steps) = (Jar::default(), Vec::new());
    for _ in 0..MANY {
        let shown = page(to, &path, &jar.header()).await?;
        jar.keep(&shown);
        let body = filled(&shown.text());
        steps.push(Step { path: path.clone(), body: body.clone() });
        // The last page is sent in another session, so that this one stays open.
        if path.ends_with("/check") {
            let receipt = path.replace("/check", "/sent");
            return Ok(Recorded { start: start.to_owned(), steps, receipt, jar });
        }
        let sent = send(to, &path, &jar.header(), &body).await?;
        ensure!(sent.status == 303, "{path}: {} for {body}", sent.status);
        jar.keep(&sent);
        sent.header("location").context("it leads nowhere")?.clone_into(&mut path);
    }
    bail!("there is no end to {start}")
}

/// Begins the form in so many sessions.
pub(super) async fn warm(to: SocketAddr, start: &str, sessions: usize) -> anyhow::Result<()> {
    let first = format!("{start}/emergency");
    let mut all = JoinSet::new();
    for _ in 0..sessions {
        if all.len() >= AT_ONCE {
            all.join_next().await.transpose()?.transpose()?;
        }
        let first = first.clone();
        all.spawn(async move {
            let shown = page(to, &first, "").await?;
            let mut jar = Jar::default();
            jar.keep(&shown);
            let sent = send(to, &first, &jar.header(), "danger=no&happening_now=no").await?;
            ensure!(sent.status == 303, "{}", sent.status);
            anyhow::Ok(())
        });
    }
    all.join_all().await.into_iter().collect()
}

async fn send(to: SocketAddr, path: &str, cookie: &str, body: &str) -> anyhow::Result<Answer> {
    let headers = [
        ("cookie", cookie),
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
    ];
    ask(to, &request("POST", path, &headers, body)).await
}

/// The fields of a page that there is an answer for, each once.
fn filled(html: &str) -> String {
    let answers = answers();
    let names = html.split("name=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut fields: Vec<(&str, &str)> = Vec::new();
    for name in names {
        if let Some(answer) = answers.get(name).and_then(Value::as_str)
            && !fields.iter().any(|(known, _)| *known == name)
        {
            fields.push((name, answer));
        }
    }
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, answer)| format!("{name}={}", answer.replace(' ', "+")))
        .collect();
    pairs.join("&")
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split_once(&format!("{name}=\""))?.1;
    rest.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{attribute, filled};

    #[test]
    fn a_page_is_filled_in_by_the_names_of_its_fields() {
        let page = "<input type=radio name=\"danger\" value=\"yes\"><input name=\"danger\" value=\"no\">\
                    <input name=\"csrf\"><textarea name=\"what_happened\"></textarea>";
        assert_eq!(filled(page), "danger=no&what_happened=The+lock+lay+cut+on+the+pavement");
        assert_eq!(attribute("<a class=\"b\" href=\"/x/y\">", "href").as_deref(), Some("/x/y"));
    }
}
