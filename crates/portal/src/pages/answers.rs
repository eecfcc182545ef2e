//! What the person sent, as they sent it. It stands on a page of its own so that nobody sees it
//! over their shoulder who did not ask for it.

use super::Portal;
use super::following::Following;
use super::report_page::frame;
use super::told::{self, Told};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use counter::components::{
    Button, Content, Markup, SummaryCard, SummaryList, SummaryRow, WarningText,
};
use counter::{Fault, Frame, Visit, dates};
use kernel::{Language, Problem, Words, words};

words! {
    TITLE { en: "What you sent", cy: "Yr hyn a anfonoch" }
    SENT { en: "You sent this on {when}.", cy: "Anfonoch hyn ar {when}." }
    WRONG {
        en: "If something is not right or something is missing, write to us. What you sent stays \
             as it is.",
        cy: "Os nad yw rhywbeth yn gywir neu os oes rhywbeth ar goll, ysgrifennwch atom. Mae'r hyn \
             a anfonoch yn aros fel y mae.",
    }
    COPY { en: "Keep a copy", cy: "Cadw copi" }
    COPY_WHAT {
        en: "You can download what you sent, with your reference and what happens next. Your access \
             code is not in it.",
        cy: "Gallwch lawrlwytho'r hyn a anfonoch, gyda'ch cyfeirnod a beth fydd yn digwydd nesaf. \
             Nid yw eich cod mynediad ynddo.",
    }
    COPY_WARNING {
        en: "The file stays on this device. “Exit this page” does not delete it. If someone else \
             uses this device, do not download it here.",
        cy: "Mae'r ffeil yn aros ar y ddyfais hon. Nid yw “Gadael y dudalen hon” yn ei dileu. Os \
             yw rhywun arall yn defnyddio'r ddyfais hon, peidiwch â'i lawrlwytho yma.",
    }
    COPY_BUTTON { en: "Download a copy (PDF)", cy: "Lawrlwytho copi (PDF)" }
    NOT_KEPT {
        en: "We cannot show your answers here any more. We still have them. To ask about them, \
             write to us.",
        cy: "Ni allwn ddangos eich atebion yma mwyach. Maent yn dal i fod gennym. I holi amdanynt, \
             ysgrifennwch atom.",
    }
}

#[derive(Template)]
#[template(path = "portal/answers.html")]
struct AnswersPage {
    frame: Frame,
    sent: String,
    sections: Vec<Section>,
    /// What to think of before a copy is made.
    warning: Option<WarningText>,
    copy: Button,
}

struct Section {
    title: String,
    answers: Vec<SummaryList>,
}

/// An answer of one or several lines, and its language when that is not the page's.
#[derive(Template)]
#[template(path = "portal/lines.html")]
pub(super) struct Lines<'a> {
    pub(super) lines: &'a [String],
    pub(super) lang: Option<&'static str>,
}

impl AnswersPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /track/report/answers`.
pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    mut following: Following,
) -> Result<Response, Fault> {
    let language = visit.language;
    let told = told::tell(&portal, &following).await?;
    following.sensitive = told.is_sensitive();
    let when = dates::date_and_time(told.report.submitted_at, language);
    let page = AnswersPage {
        frame: frame(&visit, &following, Some(&told), TITLE.say(language))
            .with_back(visit.href("/track/report")),
        sent: SENT.fill(language, &[("when", &when)]),
        sections: sections(&told, language)?,
        warning: told
            .is_sensitive()
            .then(|| WarningText::new(language, COPY_WARNING.say(language))),
        copy: Button::link(visit.href("/track/report/copy.pdf"), COPY_BUTTON.say(language))
            .secondary(),
    };
    Ok((following.cookie(&portal)?, counter::page(&page)).into_response())
}

fn sections(told: &Told, language: Language) -> Result<Vec<Section>, Problem> {
    let Some(service) = &told.service else { return Ok(Vec::new()) };
    let report = &told.report;
    let theirs = (report.language != language).then(|| report.language.code());
    let mut shown = Vec::new();
    for section in services::summary(service, &report.answers, language, report.submitted_at) {
        let mut answers = Vec::new();
        if !section.rows.is_empty() {
            answers.push(list(&section.rows, theirs)?);
        }
        for card in &section.cards {
            let title = SummaryCard::new(card.title.as_str()).level(3);
            answers.push(list(&card.rows, theirs)?.card(title));
        }
        shown.push(Section { title: section.title, answers });
    }
    Ok(shown)
}

fn list(
    rows: &[services::SummaryRow],
    theirs: Option<&'static str>,
) -> Result<SummaryList, Problem> {
    let mut list = SummaryList::new();
    for row in rows {
        let lines = Lines { lines: &row.lines, lang: theirs.filter(|_| row.own_words) };
        let value = Markup::render(&lines).map_err(Problem::broken)?;
        list = list.row(SummaryRow::new(row.label.as_str(), Content::from(value)));
    }
    Ok(list)
}
