//! Samples of the room of records, with the facts that they need.

use super::sample::{Sample, form, get, post};
use super::world::Guest;
use crate::caller::Caller;
use crate::server::Server;
use anyhow::Context as _;

const RECORD: &str = "/desk/records/{id}";
const WHY: &str = "It is needed for this journey";

/// What the samples need: a person with a telephone.
pub(super) async fn facts(
    server: &Server,
    operator: &Caller,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let sam = [("given_names", "Sam"), ("surname", "Okoro"), ("date_of_birth", "1994-12-03")];
    let made = operator.fill("/desk/records/new?of=person", &sam).await?;
    let to = made.location().context("no record was opened")?;
    let record = to.split('?').next().unwrap_or_default();
    let id = record.rsplit('/').next().unwrap_or_default().to_owned();
    let phone = [("what", "phone"), ("which", "07700 900123"), ("role", "uses")];
    operator.fill(&format!("/desk/records/{id}/links"), &phone).await?;
    let one =
        |sql: &str| anyhow::Ok(server.query(sql)?.lines().next().unwrap_or_default().to_owned());
    let statement = one(&format!(
        "select id from records.statements where entity_id = '{id}' and field = 'surname'"
    ))?;
    let link = one(&format!("select id from records.links where src = '{id}'"))?;
    Ok(vec![("<record>", id), ("<statement>", statement), ("<joined>", link)])
}

/// An operator looks at what is their force's; whoever keeps no records and other forces do not.
fn look(route: &'static str, path: &str) -> Sample {
    get(route, path).by(Guest::Operator).others_get(303, 403, 404)
}

/// The same for sending a form.
fn send(route: &'static str, path: &str, fields: &[(&'static str, &str)]) -> Sample {
    post(route, path, fields).by(Guest::Operator).others_get(401, 403, 404)
}

pub(super) fn samples() -> Vec<Sample> {
    const ROOM: &str = "/desk/records";
    const NEW: &str = "/desk/records/new";
    const PERSON: &str = "/desk/records/new?of=person";
    [
        vec![
            get(ROOM, ROOM).by(Guest::Operator).others_get(303, 403, 200),
            get(NEW, NEW).by(Guest::Operator).others_get(303, 403, 200),
            get(NEW, PERSON).by(Guest::Operator).others_get(303, 403, 200),
            post(NEW, PERSON, &[("given_names", "Kim")])
                .by(Guest::Operator)
                .others_get(401, 403, 303)
                .journals(&["staff collection record_opened"])
                .sent(form(&[]), 422),
        ],
        searching(),
        one(),
    ]
    .concat()
}

fn searching() -> Vec<Sample> {
    const ROOM: &str = "/desk/records";
    const PERSON: &str = "/desk/records/people/new";
    vec![
        post(ROOM, ROOM, &[("text", "Zbigniew 12/03"), ("need", "investigating")])
            .by(Guest::Operator)
            .others_get(401, 403, 303)
            .sent(form(&[]), 422)
            .sent(form(&[("text", "blue astra parker st")]), 303),
        // What is not sealed for whoever asks is nothing that was looked for.
        get(ROOM, "/desk/records?kept=00").by(Guest::Operator).others_get(303, 403, 200),
        get(PERSON, PERSON).by(Guest::Operator).others_get(303, 403, 200),
        // Whoever says that none of them is the one opens a new record.
        post(PERSON, PERSON, &[("surname", "Wozniak"), ("sure", "yes")])
            .by(Guest::Operator)
            .others_get(401, 403, 303)
            .journals(&["staff collection record_opened"])
            .sent(form(&[]), 422)
            .sent(form(&[("surname", "Wozniak")]), 303),
    ]
}

fn one() -> Vec<Sample> {
    const STATEMENTS: &str = "/desk/records/{id}/statements";
    const STATEMENT: &str = "/desk/records/{id}/statements/{what}";
    const LINKS: &str = "/desk/records/{id}/links";
    const LINK: &str = "/desk/records/{id}/links/{what}";
    const PROTECTION: &str = "/desk/records/{id}/protection";
    const GLASS: &str = "/desk/records/{id}/glass";
    let of = |below: &str| format!("/desk/records/<record>{below}");
    let seen: &[&str] = &["staff consultation record_seen"];
    let opinion = [("field", "occupation"), ("said", "Baker"), ("opinion", "yes")];
    let phone = [("what", "phone"), ("which", "07700 900456"), ("role", "uses")];
    let everybody = [("marking", "official"), ("who", "everybody"), ("why", WHY)];
    vec![
        look(RECORD, &of("")).journals(seen),
        look(STATEMENTS, &of("/statements")).journals(seen),
        send(STATEMENTS, &of("/statements"), &opinion)
            .journals(&["staff consultation record_seen", "staff alteration record_added_to"])
            .sent(form(&[]), 422),
        look(STATEMENT, &of("/statements/<statement>")).journals(seen),
        send(STATEMENT, &of("/statements/<statement>"), &[("reason", WHY)])
            .journals(&["staff alteration statement_withdrawn"])
            .sent(form(&[]), 404),
        look(LINKS, &of("/links")).journals(seen),
        send(LINKS, &of("/links"), &phone)
            .journals(&[
                "staff consultation record_seen",
                "staff collection record_opened",
                "staff combination link_made",
            ])
            .sent(form(&[]), 422),
        look(LINK, &of("/links/<joined>")).journals(seen),
        send(LINK, &of("/links/<joined>"), &[("reason", WHY)])
            .journals(&["staff alteration link_ended"])
            .sent(form(&[]), 404),
        get(PROTECTION, &of("/protection"))
            .by(Guest::Supervisor)
            .others_get(303, 403, 403)
            .journals(&["staff consultation protection_seen"]),
        post(PROTECTION, &of("/protection"), &everybody)
            .by(Guest::Supervisor)
            .others_get(401, 403, 403)
            .journals(&["staff alteration record_protected"])
            .sent(form(&[]), 422),
        // Nothing is in the way: on to the record.
        look(GLASS, &of("/glass")).gives(303),
        send(GLASS, &of("/glass"), &[("reason", WHY)]),
    ]
}
