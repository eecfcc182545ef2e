//! What the page to add files looks like: nothing on it says what the report is about.

use super::{FIELD, FINISH, Place};
use crate::adding::FilesLink;
use crate::pages::qr::Qr;
use crate::pages::uploads::{Control, UPLOADS};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use counter::components::{Button, ErrorSummary, FileUpload, Label, Markup, NotificationBanner};
use counter::{Fault, Frame, TOKEN_FIELD, dates, page_as};
use evidence::pages::said;
use evidence::{File, Kind};
use kernel::{FieldProblem, Language, Words, words};

words! {
    TITLE { en: "Add files", cy: "Ychwanegu ffeiliau" }
    WHAT {
        en: "They go with what you have already sent us. This page shows nothing of that, and the link opens nothing else.",
        cy: "Byddant yn mynd gyda’r hyn rydych eisoes wedi’i anfon atom. Nid yw’r dudalen hon yn dangos dim o hynny, ac nid yw’r ddolen yn agor dim arall."
    }
    UNTIL { en: "You can add files until {when}.", cy: "Gallwch ychwanegu ffeiliau tan {when}." }
    FILES { en: "Photos, video, sound or documents", cy: "Lluniau, fideo, sain neu ddogfennau" }
    KEEP { en: "Keep the original. Do not edit it", cy: "Cadwch y gwreiddiol. Peidiwch â’i olygu" }
    TAKES {
        en: "You can send photos up to {picture}, video or sound up to {recording} and documents up to {document}. You can send {most} files.",
        cy: "Gallwch anfon lluniau hyd at {picture}, fideo neu sain hyd at {recording} a dogfennau hyd at {document}. Gallwch anfon {most} ffeil."
    }
    FINISHED { en: "I have finished", cy: "Rwyf wedi gorffen" }
    IF_NOT {
        en: "If you close this page without finishing, we add what has arrived after an hour.",
        cy: "Os byddwch yn cau’r dudalen hon heb orffen, byddwn yn ychwanegu’r hyn sydd wedi cyrraedd ar ôl awr."
    }
    ONE_ADDED {
        en: "1 file was added. The people who deal with it will see it. You can close this page.",
        cy: "Ychwanegwyd 1 ffeil. Bydd y bobl sy’n delio â hyn yn ei gweld. Gallwch gau’r dudalen hon."
    }
    ADDED {
        en: "{count} files were added. The people who deal with it will see them. You can close this page.",
        cy: "Ychwanegwyd {count} ffeil. Bydd y bobl sy’n delio â hyn yn eu gweld. Gallwch gau’r dudalen hon."
    }
    CHOOSE { en: "Choose a file first, or close this page", cy: "Dewiswch ffeil yn gyntaf, neu caewch y dudalen hon" }
    ELSEWHERE { en: "Go on on another phone or computer", cy: "Mynd ymlaen ar ffôn neu gyfrifiadur arall" }
    SCAN {
        en: "Point its camera at this code, or type the address. You can use both at the same time.",
        cy: "Pwyntiwch ei gamera at y cod hwn, neu deipiwch y cyfeiriad. Gallwch ddefnyddio’r ddau ar yr un pryd."
    }
    CODE { en: "A code with the address of this page", cy: "Cod gyda chyfeiriad y dudalen hon" }
}

/// What the page says besides its form.
pub(super) enum Saying {
    Nothing,
    /// So many files were added.
    Added(usize),
    /// Somebody has finished before they began.
    NothingYet,
    Wrong(Vec<FieldProblem>),
}

/// The page.
#[derive(Template)]
#[template(path = "reports/adding.html")]
pub(super) struct AddingPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    banner: Option<NotificationBanner>,
    until: String,
    action: String,
    token: String,
    control: Markup,
    finish: Button,
    address: String,
    code: Option<Qr>,
}

impl AddingPage {
    pub(super) fn response(
        place: &Place<'_>,
        files: &[File],
        saying: &Saying,
    ) -> Result<Response, Fault> {
        let (visit, language) = (place.visit, place.visit.language);
        let (key, cookie) = visit.key_or_new(counter::random()?);
        let problems = problems(saying, language);
        let wrong = !problems.is_empty();
        let token = key.csrf_token();
        let action = place.href(&format!("/{UPLOADS}"));
        let link = FilesLink::opened(place.token.clone(), place.opened.ends_at);
        let address = link.address(&place.window.hall.station, &place.force, language);
        let until = dates::date_and_time(place.opened.ends_at, language);
        let template = Self {
            frame: Frame::new(visit, TITLE.say(language)).noindex().sensitive().error(wrong),
            summary: wrong.then(|| ErrorSummary::of(language, &problems)),
            banner: banner(saying, language),
            until: UNTIL.fill(language, &[("when", &until)]),
            control: control(place, files, (&problems, &action, &token)),
            action,
            token,
            finish: Button::new(FINISHED.say(language))
                .sends(FINISH, "1")
                .prevent_double_click(true),
            code: Qr::of(&address),
            address,
        };
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Ok((cookie, page_as(status, &template)).into_response())
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

fn problems(saying: &Saying, language: Language) -> Vec<FieldProblem> {
    match saying {
        Saying::Wrong(problems) => problems.clone(),
        Saying::NothingYet => {
            vec![FieldProblem { field: FIELD.to_owned(), message: CHOOSE.say(language).to_owned() }]
        }
        Saying::Nothing | Saying::Added(_) => Vec::new(),
    }
}

fn banner(saying: &Saying, language: Language) -> Option<NotificationBanner> {
    let said = match saying {
        Saying::Added(1) => ONE_ADDED.say(language).to_owned(),
        Saying::Added(count) => ADDED.fill(language, &[("count", &count.to_string())]),
        _ => return None,
    };
    Some(NotificationBanner::success(language, said))
}

fn control(
    place: &Place<'_>,
    files: &[File],
    (problems, tus, token): (&[FieldProblem], &str, &str),
) -> Markup {
    let (language, limits) = (place.visit.language, place.window.vault.limits());
    let wrong = problems.iter().find(|problem| problem.field == FIELD);
    let field = FileUpload::new(language, FIELD, Label::new(FILES.say(language)))
        .multiple()
        .hint(KEEP.say(language))
        .problem(language, wrong.map(|problem| problem.message.as_str()));
    let size = |kind| said::size(limits.of(kind));
    let takes = TAKES.fill(
        language,
        &[
            ("picture", &size(Kind::Picture)),
            ("recording", &size(Kind::Recording)),
            ("document", &size(Kind::Document)),
            ("most", &limits.files.to_string()),
        ],
    );
    let files: Vec<&File> = files.iter().collect();
    Control::of_link(language, (field, takes), (&files, limits), (tus.to_owned(), token))
}
