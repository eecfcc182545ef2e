//! Samples of administration, of what is shared, and of other systems, with the facts that they need.

use super::sample::{Sample, form, get, post};
use super::world::Guest;
use crate::caller::Caller;
use crate::server::Server;
use anyhow::Context as _;

const ACCOUNT: &str = "/desk/administration/accounts/{id}";
const WHY: &str = "It is needed for this journey";

/// What the samples need: units, an agreement on each side, other systems, a policy, a day.
pub(super) async fn facts(
    server: &Server,
    author: &Caller,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    for what in ["units", "operations"] {
        let page = format!("/desk/administration/{what}");
        let made = author.fill(&page, &[("id", "hull"), ("name", "Hull")]).await?;
        anyhow::ensure!(made.status == 303, "{what}: {}", made.status);
    }
    let one =
        |sql: &str| anyhow::Ok(server.query(sql)?.lines().next().unwrap_or_default().to_owned());
    let until = one("select (now() + interval '30 days')::date")?;
    let account = |force: &str, mailbox: &str| {
        format!("(select id from rights.accounts where email = '{mailbox}@{force}.example')")
    };
    let agreement = |of: &str, with: &str| {
        let (made, second) = (account(of, "admin"), account(of, "khan"));
        one(&format!(
            "insert into rights.agreements (force_id, id, with_force, services, purpose, used_for,
                 made_by, approved_by, made_at, ends_at)
             values ('{of}', gen_random_uuid(), '{with}', '{{}}', 'Bicycles', 'Find them', {made},
                 {second}, now(), now() + interval '1 month') returning id"
        ))
    };
    let policy = one("insert into rights.policies (force_id, id, name, text, why, added_at)
         values ('humberside', gen_random_uuid(), 'sample', '@id(\"sample\") @en(\"Nothing.\")
             @cy(\"Dim.\") forbid (principal, action, resource) when { false };', 'For this journey', now()) returning id")?;
    let contact = "select id from contact.contacts where force_id = 'metropolitan'";
    Ok(vec![
        ("<account>", one(&format!("select {}", account("humberside", "moss")))?),
        ("<policy>", policy),
        ("<own-agreement>", agreement("humberside", "metropolitan")?),
        ("<their-agreement>", agreement("metropolitan", "humberside")?),
        ("<their-contact>", one(contact)?),
        ("<until>", until.clone()),
        ("<system>", let_in(author, &until).await?.0),
        ("<token>", let_in(author, &until).await?.1),
    ])
}

/// A system is let in. Returns its id, and its token.
async fn let_in(author: &Caller, until: &str) -> anyhow::Result<(String, String)> {
    let fields = [
        ("name", "Records system"),
        ("scopes", "contacts:read"),
        ("rate", "6000"),
        ("expires", until),
    ];
    let made = author.fill("/desk/administration/systems/new", &fields).await?;
    let sheet = made.sheet();
    let token = sheet.text(".govuk-inset-text").context("no token is shown")?;
    let id = sheet.link("Records system").context("no link to it")?;
    Ok((id.rsplit('/').next().unwrap_or_default().to_owned(), token))
}

pub(super) fn samples() -> Vec<Sample> {
    [people(), groups(), policies(), agreements(), systems(), shared(), api()].concat()
}

/// An administrator looks; nobody else does.
fn look(route: &'static str, path: &str) -> Sample {
    get(route, path).by(Guest::Author).others_get(303, 403, 403)
}

/// An administrator sends a form; nobody else does.
fn send(route: &'static str, path: &str, fields: &[(&'static str, &str)]) -> Sample {
    post(route, path, fields).by(Guest::Author).others_get(401, 403, 403)
}

fn people() -> Vec<Sample> {
    const LIST: &str = "/desk/administration/accounts";
    const NEW: &str = "/desk/administration/accounts/new";
    const CHANGE: &str = "/desk/administration/accounts/{id}/change";
    const STATE: &str = "/desk/administration/accounts/{id}/state";
    const SESSIONS: &str = "/desk/administration/accounts/{id}/sessions";
    let page = "/desk/administration/accounts/<account>";
    let of = |ending: &str| format!("{page}{ending}");
    let seen: &[&str] = &["staff consultation account_seen"];
    let listed: &[&str] = &["staff consultation accounts_seen"];
    let taken = [("email", "ada@humberside.example"), ("name", "Ada"), ("role", "officer")];
    let changed = [
        ("roles", "firearms_licensing"),
        ("rank", "sergeant"),
        ("vetting", "management"),
        ("units", "hull"),
        ("reason", WHY),
    ];
    let nothing = [("session", "01990a5d-ac96-774b-bcce-b302099a8054")];
    vec![
        look("/desk/administration", "/desk/administration"),
        look(LIST, LIST).journals(listed),
        send(LIST, LIST, &[("holding", "khan")]).gives(200).journals(listed),
        look(NEW, NEW),
        send(NEW, NEW, &taken).gives(422).sent(form(&[]), 422),
        look(ACCOUNT, page).journals(seen),
        look(CHANGE, &of("/change")).journals(seen),
        send(CHANGE, &of("/change"), &changed)
            .journals(&["staff consultation account_seen", "staff alteration account_changed"])
            .sent(form(&[]), 422),
        look(STATE, &of("/state")).journals(seen),
        // It is open: opening it changes nothing.
        send(STATE, &of("/state"), &[("do", "reopen"), ("reason", WHY)])
            .journals(seen)
            .sent(form(&[]), 422),
        look(SESSIONS, &of("/sessions")).journals(seen),
        send(SESSIONS, &of("/sessions"), &nothing).sent(form(&[("session", "x")]), 404),
    ]
}

fn groups() -> Vec<Sample> {
    const UNITS: &str = "/desk/administration/units";
    const UNIT: &str = "/desk/administration/units/{id}";
    const OPERATIONS: &str = "/desk/administration/operations";
    const OPERATION: &str = "/desk/administration/operations/{id}";
    let taken = [("id", "hull"), ("name", "Hull")];
    let rename = [("do", "rename"), ("name", "Hull Marina")];
    let renamed: &[&str] = &["staff alteration group_renamed"];
    vec![
        look(UNITS, UNITS),
        send(UNITS, UNITS, &taken).gives(422).sent(form(&[]), 422),
        look(UNIT, "/desk/administration/units/hull"),
        send(UNIT, "/desk/administration/units/hull", &rename)
            .journals(renamed)
            .sent(form(&[]), 422),
        look(OPERATIONS, OPERATIONS),
        send(OPERATIONS, OPERATIONS, &taken).gives(422).sent(form(&[]), 422),
        look(OPERATION, "/desk/administration/operations/hull"),
        send(OPERATION, "/desk/administration/operations/hull", &rename)
            .journals(renamed)
            .sent(form(&[]), 422),
    ]
}

/// What the journal has when a second person is asked.
const ASKED: &[&str] = &["staff collection second_person_asked"];

fn policies() -> Vec<Sample> {
    const PROVIDERS: &str = "/desk/administration/providers";
    const LIST: &str = "/desk/administration/policies";
    const NEW: &str = "/desk/administration/policies/new";
    const END: &str = "/desk/administration/policies/{id}/end";
    let text = "@id(\"calm\") @en(\"Nothing.\") @cy(\"Dim.\") \
                forbid (principal, action, resource) when { false };";
    let new = [("name", "calm"), ("text", text), ("do", "ask"), ("reason", WHY)];
    let end = "/desk/administration/policies/<policy>/end";
    vec![
        look(PROVIDERS, PROVIDERS),
        look(LIST, LIST),
        look(NEW, NEW),
        send(NEW, NEW, &new).journals(ASKED).sent(form(&[]), 422),
        look(END, end),
        send(END, end, &[("reason", WHY)]).journals(ASKED).sent(form(&[]), 422),
    ]
}

fn agreements() -> Vec<Sample> {
    const LIST: &str = "/desk/administration/agreements";
    const NEW: &str = "/desk/administration/agreements/new";
    const ONE: &str = "/desk/administration/agreements/{id}";
    let page = "/desk/administration/agreements/<own-agreement>";
    let new = [
        ("with", "btp"),
        ("purpose", "Bicycles are sold at stations"),
        ("used_for", "To find who sells them"),
        ("until", "<until>"),
        ("reason", WHY),
    ];
    vec![
        look(LIST, LIST),
        look(NEW, NEW),
        send(NEW, NEW, &new).journals(ASKED).sent(form(&[]), 422),
        look(ONE, page),
        look(ONE, "/desk/administration/agreements/<their-agreement>"),
        send(ONE, page, &[("reason", WHY)])
            .journals(&["staff alteration agreement_ended"])
            .sent(form(&[]), 422),
    ]
}

fn systems() -> Vec<Sample> {
    const LIST: &str = "/desk/administration/systems";
    const NEW: &str = "/desk/administration/systems/new";
    const ONE: &str = "/desk/administration/systems/{id}";
    let page = "/desk/administration/systems/<system>";
    let new =
        [("name", "Another"), ("scopes", "reports:submit"), ("rate", "60"), ("expires", "<until>")];
    vec![
        look(LIST, LIST),
        look(NEW, NEW),
        send(NEW, NEW, &new)
            .gives(200)
            .journals(&["staff collection client_let_in"])
            .sent(form(&[]), 422),
        look(ONE, page),
        send(ONE, page, &[]).journals(&["staff alteration client_ended"]),
    ]
}

/// What another force shares: to whoever reads contacts, and by an agreement alone.
fn shared() -> Vec<Sample> {
    const LIST: &str = "/desk/shared/{agreement}";
    const ONE: &str = "/desk/shared/{agreement}/{contact}";
    let list = "/desk/shared/<their-agreement>";
    let one = format!("{list}/<their-contact>");
    vec![
        get("/desk/shared", "/desk/shared").by(Guest::Operator).others_get(303, 403, 200),
        get(LIST, list)
            .by(Guest::Operator)
            .others_get(303, 403, 404)
            .journals(&["staff disclosure shared_list_seen"]),
        get(ONE, &one).by(Guest::Operator).others_get(303, 403, 404).journals(&[
            "staff disclosure contact_read_by_force",
            "staff consultation report_read",
        ]),
    ]
}

fn api() -> Vec<Sample> {
    const CONTACTS: &str = "/api/v1/forces/{force}/contacts";
    let asks = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", "a.b.c"),
    ];
    vec![
        post("/api/v1/token", "/api/v1/token", &asks)
            .gives(401)
            .sent(form(&[("grant_type", "password")]), 400),
        get(CONTACTS, "/api/v1/forces/humberside/contacts")
            .header("authorization", "Bearer <token>")
            .journals(&["client disclosure contacts_fetched"])
            .after("?after=x", 400)
            .after("?colour=blue", 400),
    ]
}
