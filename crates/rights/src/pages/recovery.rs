//! Letting somebody back in: an administrator asks, another approves, the first is shown a code.

use super::asking::{Asking, drawn, message, problem};
use super::{SignedIn, frame, refused};
use crate::recovery::{self, Code, RECOVERED, ask_for, standing};
use crate::second::{Request, RequestState, says_something};
use crate::{Right, account_of};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, Textarea};
use counter::dates::date_and_time;
use counter::{Fault, Form, Frame, Visit};
use kernel::{AccountId, FieldProblem, Problem, Purpose, Thing, Words, words};
use station::Station;

words! {
    TITLE { en: "Let somebody back in", cy: "Gadael rhywun yn ôl i mewn" }
    WHO { en: "{name}, {email}", cy: "{name}, {email}" }
    WHY {
        en: "For somebody who lost their password, their app or their passkey. Make sure that it is they who \
             ask: see them, or call them back on a number that you know.",
        cy: "Ar gyfer rhywun a gollodd eu cyfrinair, eu hap neu eu cod pas. Gwnewch yn siŵr mai nhw sy'n \
             gofyn: gwelwch nhw, neu ffoniwch nhw'n ôl ar rif rydych yn ei adnabod.",
    }
    TWO {
        en: "A second person decides. Then you are shown a code, once, to hand over. When it is shown, every \
             session, passkey and app of theirs ends, and so does their password.",
        cy: "Mae ail berson yn penderfynu. Yna dangosir cod i chi, unwaith, i'w roi. Pan gaiff ei ddangos, daw \
             pob sesiwn, cod pas ac ap o'u heiddo i ben, a'u cyfrinair hefyd.",
    }
    REASON { en: "Why, and how you know that it is they", cy: "Pam, a sut rydych yn gwybod mai nhw ydyw" }
    ASK { en: "Ask a second person", cy: "Gofyn i ail berson" }
    SAY_MORE { en: "Enter a reason of 20 to 1,000 characters", cy: "Rhowch reswm o 20 i 1,000 nod" }
    WAITS { en: "A second person has not decided yet. They have until {until}.", cy: "Nid yw ail berson wedi penderfynu eto. Mae ganddynt tan {until}." }
    APPROVED { en: "A second person approved it. Show the code only when you can hand it over.", cy: "Cymeradwyodd ail berson hyn. Dangoswch y cod dim ond pan allwch ei roi." }
    APPROVED_ELSE { en: "A second person approved it. Whoever asked is shown the code.", cy: "Cymeradwyodd ail berson hyn. Dangosir y cod i bwy bynnag a ofynnodd." }
    SHOW { en: "Show the code, and end what they had", cy: "Dangos y cod, a dod â'r hyn oedd ganddynt i ben" }
    CODE_TITLE { en: "Recovery code", cy: "Cod adfer" }
    CODE_SAYS {
        en: "Hand this to {name}. It is shown now and never again. It works once, for 24 hours, at {place}.",
        cy: "Rhowch hwn i {name}. Fe'i dangosir nawr a byth eto. Mae'n gweithio unwaith, am 24 awr, yn {place}.",
    }
    NOT_YOURSELF { en: "Nobody lets themselves back in. Ask a colleague.", cy: "Ni all neb adael eu hunain yn ôl i mewn. Gofynnwch i gydweithiwr." }
    AT_PROVIDER { en: "This account signs in at your force's provider, and is recovered there.", cy: "Mae'r cyfrif hwn yn mewngofnodi gyda darparwr eich heddlu, ac fe'i hadferir yno." }
    ENDED { en: "This account has ended. Open it again first.", cy: "Mae'r cyfrif hwn wedi dod i ben. Agorwch ef eto yn gyntaf." }
}

#[derive(Template)]
#[template(path = "rights/recovery_code.html")]
struct CodePage {
    frame: Frame,
    says: String,
    code: Code,
}

impl CodePage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// Whose recovery it is about, and who looks.
struct At<'a> {
    station: &'a Station,
    visit: &'a Visit,
    signed_in: &'a SignedIn,
    account: AccountId,
}

impl<'a> At<'a> {
    fn new(
        station: &'a Station,
        visit: &'a Visit,
        signed_in: &'a SignedIn,
        id: &str,
    ) -> Result<Self, Problem> {
        signed_in.staff.require_for_a_page(RECOVERED.right)?;
        let account = id.parse().map_err(|_| Problem::NotFound(Thing::Account))?;
        Ok(Self { station, visit, signed_in, account })
    }

    fn path(&self) -> String {
        format!("/desk/administration/accounts/{}/recovery", self.account)
    }

    async fn draw(&self, reason: &str, problems: &[FieldProblem]) -> Result<Response, Problem> {
        let (visit, staff) = (self.visit, &self.signed_in.staff);
        let language = visit.language;
        let mut tx = self.station.begin(&staff.scope(Purpose::Administration)).await?;
        let account = account_of(&mut tx, self.account).await?;
        let request = standing(&mut tx, self.account).await?;
        tx.leave().await?;
        let frame = frame(&visit.counter, visit, self.signed_in, TITLE.say(language));
        let csrf = self.signed_in.csrf.clone();
        let mut page = Asking::new(frame, TITLE.say(language), visit.href(&self.path()), csrf);
        let who = [("name", account.name.as_str()), ("email", account.email.as_str())];
        page.says = vec![WHO.fill(language, &who)];
        page.cancel = Some(visit.href("/desk/administration"));
        let stands =
            request.filter(|it| matches!(it.state, RequestState::Waiting | RequestState::Approved));
        let cannot = if self.account == staff.account() {
            Some(NOT_YOURSELF)
        } else if account.issuer.is_some() {
            Some(AT_PROVIDER)
        } else {
            account.ended_at.is_some().then_some(ENDED)
        };
        match (cannot, stands) {
            (Some(cannot), _) => page.says.push(cannot.say(language).to_owned()),
            (None, Some(request)) => self.stands(&mut page, &request),
            (None, None) => self.asks(&mut page, reason, problems),
        }
        Ok(page.problems(problems).respond())
    }

    fn asks(&self, page: &mut Asking, reason: &str, problems: &[FieldProblem]) {
        let language = self.visit.language;
        page.says.extend([WHY, TWO].map(|words| words.say(language).to_owned()));
        let field = Textarea::new("reason", REASON.say(language))
            .value(reason)
            .problem(language, message(problems, "reason"));
        page.fields = vec![drawn(&field)];
        page.button = Some(Button::new(ASK.say(language)).prevent_double_click(true));
    }

    fn stands(&self, page: &mut Asking, request: &Request) {
        let language = self.visit.language;
        let mine = request.asked_by == self.signed_in.staff.account();
        match (request.state, mine) {
            (RequestState::Approved, true) => {
                page.says.extend([APPROVED, TWO].map(|words| words.say(language).to_owned()));
                page.hidden = vec![("request", request.id.to_string())];
                page.button =
                    Some(Button::new(SHOW.say(language)).warning().prevent_double_click(true));
            }
            (RequestState::Approved, false) => {
                page.says.push(APPROVED_ELSE.say(language).to_owned());
            }
            _ => {
                let until = date_and_time(request.ends_at, language);
                page.says.push(WAITS.fill(language, &[("until", &until)]));
            }
        }
    }

    async fn ask(&self, reason: &str) -> Result<Response, Problem> {
        let (visit, staff) = (self.visit, &self.signed_in.staff);
        if !says_something(reason) {
            let wrong = [problem("reason", SAY_MORE.say(visit.language))];
            return self.draw(reason, &wrong).await;
        }
        let mut tx = self.station.begin(&staff.scope(Purpose::Administration)).await?;
        ask_for(&mut tx, staff, self.account, reason).await?;
        tx.commit().await?;
        Ok(Redirect::to(&visit.href(&self.path())).into_response())
    }

    /// The code stands on the answer itself and nowhere else: no address leads to it again.
    async fn show_code(&self, request: &str) -> Result<Response, Problem> {
        let (visit, staff) = (self.visit, &self.signed_in.staff);
        let language = visit.language;
        let request = request.parse().map_err(|_| Problem::NotFound(Thing::Request))?;
        let mut tx = self.station.begin(&staff.scope(Purpose::Administration)).await?;
        let name = account_of(&mut tx, self.account).await?.name;
        let code = recovery::give(&mut tx, staff, request).await?;
        tx.commit().await?;
        let place = format!("{}/desk/recover", visit.counter.public_url);
        let page = CodePage {
            frame: frame(&visit.counter, visit, self.signed_in, CODE_TITLE.say(language)),
            says: CODE_SAYS.fill(language, &[("name", &name), ("place", &place)]),
            code,
        };
        Ok(counter::page(&page))
    }
}

fn answer(
    visit: &Visit,
    signed_in: &SignedIn,
    outcome: Result<Response, Problem>,
) -> Result<Response, Fault> {
    let opened_by = [Right::ManageAccounts];
    outcome.or_else(|problem| refused(&opened_by, &visit.counter, visit, signed_in, problem))
}

/// `GET /desk/administration/accounts/{id}/recovery`.
pub(super) async fn show(
    State(station): State<Station>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let shown = async { At::new(&station, &visit, &signed_in, &id)?.draw("", &[]).await };
    answer(&visit, &signed_in, shown.await)
}

/// `POST /desk/administration/accounts/{id}/recovery`: asks; or, with an approved request, shows the code.
pub(super) async fn post(
    State(station): State<Station>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let done = async {
        let at = At::new(&station, &visit, &signed_in, &id)?;
        match form.get("request") {
            Some(request) => at.show_code(request).await,
            None => at.ask(form.get("reason").unwrap_or_default().trim()).await,
        }
    };
    answer(&visit, &signed_in, done.await)
}
