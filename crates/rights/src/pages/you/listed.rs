//! `GET /desk/you`.

use super::framed;
use crate::pages::SignedIn;
use crate::{Account, account_of, authenticator, interests, passkeys, sessions};
use crate::{interests::Relation, sessions::Method};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use counter::components::{Button, NotificationBanner};
use counter::dates::date_and_time;
use counter::{Fault, Frame, TOKEN_FIELD, Visit};
use kernel::{Instant, Language, Problem, Purpose, Words, words};
use station::Station;

words! {
    TITLE { en: "You", cy: "Chi" }
    SESSIONS { en: "Where you are signed in", cy: "Ble rydych wedi mewngofnodi" }
    HERE { en: "here, now", cy: "yma, nawr" }
    SOME_DEVICE { en: "A device that did not say what it is", cy: "Dyfais na ddywedodd beth ydyw" }
    SIGNED_IN { en: "Signed in {when}, {how}. Last used {seen}.", cy: "Mewngofnodwyd {when}, {how}. Defnyddiwyd ddiwethaf {seen}." }
    BY_PASSWORD { en: "with a password", cy: "gyda chyfrinair" }
    BY_CODE { en: "with a password and a code", cy: "gyda chyfrinair a chod" }
    BY_PROVIDER { en: "with your force's sign-in", cy: "gyda mewngofnodi eich heddlu" }
    BY_PASSKEY { en: "with a passkey", cy: "gyda chod pas" }
    END { en: "Sign out there", cy: "Allgofnodi yno" }
    END_OTHERS { en: "Sign out everywhere else", cy: "Allgofnodi ym mhob man arall" }
    PASSKEYS { en: "Your passkeys", cy: "Eich codau pas" }
    NO_PASSKEYS {
        en: "You have none. A passkey is a key in your device that asks for your finger, your face or a \
             PIN. Nobody can guess it or talk you out of it.",
        cy: "Nid oes gennych yr un. Allwedd yn eich dyfais yw cod pas sy'n gofyn am eich bys, eich wyneb neu \
             PIN. Ni all neb ei ddyfalu na'ch perswadio i'w roi.",
    }
    ADDED { en: "Added {when}.", cy: "Ychwanegwyd {when}." }
    USED { en: "Last used {when}.", cy: "Defnyddiwyd ddiwethaf {when}." }
    REMOVE { en: "Remove", cy: "Tynnu" }
    ADD { en: "Add a passkey", cy: "Ychwanegu cod pas" }
    PASSWORD { en: "Your password and your app", cy: "Eich cyfrinair a'ch ap" }
    AT_PROVIDER {
        en: "You sign in with your force's own sign-in. Your password is changed there.",
        cy: "Rydych yn mewngofnodi gyda mewngofnodi eich heddlu ei hun. Newidir eich cyfrinair yno.",
    }
    CHANGE { en: "Change your password", cy: "Newid eich cyfrinair" }
    NO_APP { en: "You have no authenticator app.", cy: "Nid oes gennych ap dilysu." }
    APP { en: "Your authenticator app was set up {when}.", cy: "Gosodwyd eich ap dilysu {when}." }
    ENROL { en: "Set up an authenticator app", cy: "Gosod ap dilysu" }
    REPLACE { en: "Set up another in its place", cy: "Gosod un arall yn ei le" }
    INTERESTS { en: "What you declared", cy: "Yr hyn a ddatganwyd gennych" }
    WHY_INTERESTS {
        en: "You do not see records of yourself, your family, or people with whom you have a conflict of \
             interest. So that this works, tell us how they are reached. It is kept so that nobody can \
             read it, you included.",
        cy: "Nid ydych yn gweld cofnodion amdanoch chi eich hun, eich teulu, na phobl y mae gennych \
             wrthdaro buddiannau â nhw. Er mwyn i hyn weithio, dywedwch wrthym sut y cysylltir â nhw. Fe'i \
             cedwir fel na all neb ei ddarllen, gan gynnwys chi.",
    }
    DECLARED { en: "{what}, declared {when}", cy: "{what}, datganwyd {when}" }
    OWN { en: "You", cy: "Chi" }
    FAMILY { en: "Family", cy: "Teulu" }
    CONFLICT { en: "Conflict of interest", cy: "Gwrthdaro buddiannau" }
    HOME { en: "Where you live", cy: "Ble rydych yn byw" }
    DECLARE { en: "Declare something", cy: "Datgan rhywbeth" }
    ENDED { en: "That session is ended.", cy: "Daeth y sesiwn honno i ben." }
    PASSKEY_ADDED { en: "The passkey is added.", cy: "Ychwanegwyd y cod pas." }
    PASSKEY_REMOVED { en: "The passkey is removed.", cy: "Tynnwyd y cod pas." }
    APP_ENROLLED { en: "Your authenticator app is set up.", cy: "Mae eich ap dilysu wedi'i osod." }
    PASSWORD_CHANGED {
        en: "Your password is changed. You are signed out everywhere else.",
        cy: "Newidiwyd eich cyfrinair. Rydych wedi allgofnodi ym mhob man arall.",
    }
    WAS_DECLARED { en: "It is declared.", cy: "Fe'i datganwyd." }
}

#[derive(Template)]
#[template(path = "rights/you.html")]
struct YouPage {
    frame: Frame,
    csrf: String,
    done: Option<NotificationBanner>,
    at: Places,
    who: String,
    sessions: Vec<Session>,
    others: bool,
    passkeys: Vec<Passkey>,
    local: bool,
    app: Option<String>,
    declared: Vec<String>,
}

/// Where the forms and links of the page lead.
struct Places {
    sessions: String,
    passkeys: String,
    removal: String,
    password: String,
    authenticator: String,
    interests: String,
}

impl Places {
    fn of(visit: &Visit) -> Self {
        Self {
            sessions: visit.href("/desk/you/sessions"),
            passkeys: visit.href("/desk/you/passkeys"),
            removal: visit.href("/desk/you/passkeys/removal"),
            password: visit.href("/desk/you/password"),
            authenticator: visit.href("/desk/you/authenticator"),
            interests: visit.href("/desk/you/interests"),
        }
    }
}

struct Session {
    id: String,
    device: String,
    says: String,
    end: Option<Button>,
}

struct Passkey {
    id: String,
    name: String,
    says: String,
    remove: Button,
}

impl YouPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What is read for the page.
struct Facts {
    account: Account,
    sessions: Vec<sessions::Listed>,
    passkeys: Vec<passkeys::Listed>,
    app: Option<Instant>,
    declared: Vec<(Relation, Instant)>,
}

async fn facts(station: &Station, signed_in: &SignedIn) -> Result<Facts, Problem> {
    let (staff, id) = (&signed_in.staff, signed_in.staff.account());
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let facts = Facts {
        account: account_of(&mut tx, id).await?,
        sessions: sessions::list(&mut tx, Some(id)).await?,
        passkeys: passkeys::list(&mut tx, id).await?,
        app: authenticator::enrolled(&mut tx, id).await?,
        declared: interests::declared(&mut tx, id).await?,
    };
    // What is one's own is looked at without a trace.
    tx.leave().await?;
    Ok(facts)
}

/// The page.
pub(in crate::pages) async fn show(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let language = visit.language;
    let facts = facts(&station, &signed_in).await?;
    let when = |at: Instant| date_and_time(at, language);
    let passkeys = facts.passkeys.iter().map(|it| drawn(it, language));
    let declared = facts.declared.iter().map(|(relation, at)| {
        let what = name_of(*relation).say(language);
        DECLARED.fill(language, &[("what", what), ("when", &when(*at))])
    });
    let page = YouPage {
        frame: framed(&visit, &signed_in, TITLE),
        csrf: signed_in.csrf.clone(),
        done: done(&visit),
        at: Places::of(&visit),
        who: facts.account.email.clone(),
        others: facts.sessions.len() > 1,
        sessions: facts.sessions.iter().map(|it| session(it, &signed_in, language)).collect(),
        passkeys: passkeys.collect(),
        local: facts.account.issuer.is_none(),
        app: facts.app.map(|at| APP.fill(language, &[("when", &when(at))])),
        declared: declared.collect(),
    };
    Ok(counter::page(&page))
}

fn done(visit: &Visit) -> Option<NotificationBanner> {
    let said = match visit.address.query.as_deref()?.strip_prefix("done=")? {
        "ended" => ENDED,
        "passkey" => PASSKEY_ADDED,
        "removed" => PASSKEY_REMOVED,
        "app" => APP_ENROLLED,
        "password" => PASSWORD_CHANGED,
        "declared" => WAS_DECLARED,
        _ => return None,
    };
    Some(NotificationBanner::success(visit.language, said.say(visit.language)))
}

fn session(listed: &sessions::Listed, signed_in: &SignedIn, language: Language) -> Session {
    let here = listed.id == signed_in.staff.session();
    let how = match (listed.method, listed.assurance) {
        (Method::Password, policy::Assurance::OneFactor) => BY_PASSWORD,
        (Method::Password, _) => BY_CODE,
        (Method::Provider, _) => BY_PROVIDER,
        (Method::Passkey, _) => BY_PASSKEY,
    };
    let device = if listed.device.is_empty() { SOME_DEVICE.say(language) } else { &listed.device };
    let device =
        if here { format!("{device} ({})", HERE.say(language)) } else { device.to_owned() };
    let says = SIGNED_IN.fill(
        language,
        &[
            ("when", &date_and_time(listed.signed_in_at, language)),
            ("how", how.say(language)),
            ("seen", &date_and_time(listed.seen_at, language)),
        ],
    );
    let end = || {
        Button::new(END.say(language))
            .secondary()
            .sends("end", listed.id.to_string())
            .attribute("aria-label", format!("{}: {device}", END.say(language)))
    };
    Session { id: listed.id.to_string(), end: (!here).then(end), device, says }
}

fn drawn(listed: &passkeys::Listed, language: Language) -> Passkey {
    let when =
        |words: Words, at: Instant| words.fill(language, &[("when", &date_and_time(at, language))]);
    let added = Some(when(ADDED, listed.made_at));
    let used = listed.used_at.map(|at| when(USED, at));
    let says = [added, used].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let remove = Button::new(REMOVE.say(language))
        .secondary()
        .sends("passkey", listed.id.to_string())
        .attribute("aria-label", format!("{}: {}", REMOVE.say(language), listed.name));
    Passkey { id: listed.id.to_string(), name: listed.name.clone(), says, remove }
}

/// What somebody has to do with those whom they declared.
pub(super) const fn name_of(relation: Relation) -> Words {
    match relation {
        Relation::Own => OWN,
        Relation::Family => FAMILY,
        Relation::Conflict => CONFLICT,
        Relation::Home => HOME,
    }
}
