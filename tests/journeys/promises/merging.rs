//! Samples of what is merged, kept, held, erased, brought in and given out, with the facts that they need.

use super::sample::{Sample, form, get, post};
use super::world::Guest;
use crate::caller::Caller;
use crate::server::Server;
use anyhow::Context as _;

const WHY: &str = "It is needed for this journey";

/// What the samples need: three people, two of whom count as one, and a hold.
pub(super) async fn facts(
    server: &Server,
    (operator, keeper): (&Caller, &Caller),
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let mut people = Vec::new();
    for given in ["Ann", "Anne", "Anna", "Hannah"] {
        let fields = [("given_names", given), ("surname", "Rees")];
        let made = operator.fill("/desk/records/new?of=person", &fields).await?;
        let to = made.location().context("no record was opened")?;
        let record = to.split('?').next().unwrap_or_default();
        people.push(record.rsplit('/').next().unwrap_or_default().to_owned());
    }
    let [ann, her_too, anna, hannah] =
        people.try_into().map_err(|_| anyhow::anyhow!("four people"))?;
    let same = [("answer", "same"), ("reason", WHY)];
    keeper.fill(&format!("/desk/records/matches/{ann}/{her_too}"), &same).await?;
    let hold = [("asked_by", "A public inquiry"), ("reason", WHY)];
    keeper.fill(&format!("/desk/records/{anna}/holds"), &hold).await?;
    let one =
        |sql: &str| anyhow::Ok(server.query(sql)?.lines().next().unwrap_or_default().to_owned());
    let merge = one(&format!("select id from records.merges where one = '{ann}'"))?;
    let hold = one(&format!("select id from records.holds where entity_id = '{anna}'"))?;
    Ok(vec![
        ("<ann>", ann),
        ("<anna>", anna),
        ("<hannah>", hannah),
        ("<merge>", merge),
        ("<hold>", hold),
    ])
}

/// Who keeps the records looks; whoever does not keep them is refused. A list of another force is refused by
/// the role, as a record of it is not found.
fn look(route: &'static str, path: &str, others: [u16; 3]) -> Sample {
    let [stranger, wrong, force] = others;
    get(route, path).by(Guest::Keeper).others_get(stranger, wrong, force)
}

fn send(route: &'static str, path: &str, fields: &[(&'static str, &str)]) -> Sample {
    post(route, path, fields).by(Guest::Keeper).others_get(401, 403, 403)
}

const NOBODY: [u16; 3] = [303, 403, 403];

pub(super) fn samples() -> Vec<Sample> {
    [matching(), keeping(), holding(), exchanging()].concat()
}

fn matching() -> Vec<Sample> {
    const MATCHES: &str = "/desk/records/matches";
    const SEARCHES: &str = "/desk/records/matches/searches";
    const AUTOMATIC: &str = "/desk/records/matches/automatic";
    const PAIR: &str = "/desk/records/matches/{one}/{other}";
    const COMPARISON: &str = "/desk/records/{id}/comparison";
    const MERGES: &str = "/desk/records/merges";
    const MERGE: &str = "/desk/records/merges/{merge}";
    let pair = "/desk/records/matches/<anna>/<hannah>";
    let compare = "/desk/records/<anna>/comparison";
    let different = [("answer", "different"), ("reason", WHY)];
    vec![
        look(MATCHES, MATCHES, NOBODY).journals(&["staff consultation suggestions_seen"]),
        send(SEARCHES, SEARCHES, &[]).journals(&["staff combination records_search_begun"]),
        look(AUTOMATIC, AUTOMATIC, NOBODY),
        send(AUTOMATIC, AUTOMATIC, &[("automatic", "off"), ("reason", WHY)])
            .journals(&["staff alteration automatic_merging_set"])
            .sent(form(&[]), 422),
        look(PAIR, pair, NOBODY)
            .journals(&["staff consultation record_seen", "staff consultation record_seen"]),
        send(PAIR, pair, &different)
            .journals(&[
                "staff alteration records_told_apart",
                "staff alteration records_told_apart",
            ])
            .sent(form(&[]), 422),
        look(COMPARISON, compare, NOBODY),
        send(COMPARISON, compare, &[("other", "<hannah>")]).sent(form(&[]), 422),
        look(MERGES, MERGES, NOBODY).journals(&["staff consultation merges_seen"]),
        look(MERGE, "/desk/records/merges/<merge>", NOBODY)
            .others_get(303, 403, 404)
            .journals(&["staff consultation record_seen", "staff consultation record_seen"]),
        send(MERGE, "/desk/records/merges/<merge>", &[("reason", WHY)]).journals(&[
            "staff consultation record_seen",
            "staff consultation record_seen",
            "staff alteration records_told_apart",
            "staff alteration records_told_apart",
            "staff alteration records_unmerged",
            "staff alteration records_unmerged",
        ]),
    ]
}

fn keeping() -> Vec<Sample> {
    const REVIEWS: &str = "/desk/records/reviews";
    const KEEPING: &str = "/desk/records/{id}/keeping";
    const GROUP: &str = "/desk/records/{id}/keeping/group";
    const ERASURE: &str = "/desk/records/{id}/erasure";
    let of = |below: &str| format!("/desk/records/<hannah>{below}");
    let kept = [("outcome", "kept"), ("criteria", "other"), ("reason", WHY)];
    vec![
        look(REVIEWS, REVIEWS, NOBODY).journals(&["staff consultation reviews_seen"]),
        look(KEEPING, &of("/keeping"), NOBODY).journals(&["staff consultation keeping_seen"]),
        send(KEEPING, &of("/keeping"), &kept)
            .journals(&["staff consultation keeping_seen", "staff alteration record_reviewed"])
            .sent(form(&[]), 422),
        send(GROUP, &of("/keeping/group"), &[("group", "3"), ("group_reason", WHY)])
            .journals(&["staff consultation keeping_seen", "staff alteration record_group_set"])
            .sent(form(&[]), 422),
        look(ERASURE, &of("/erasure"), NOBODY).journals(&["staff consultation record_seen"]),
        send(ERASURE, &of("/erasure"), &[("reason", WHY)])
            .journals(&["staff collection second_person_asked"])
            .sent(form(&[]), 422),
    ]
}

fn holding() -> Vec<Sample> {
    const HOLDS: &str = "/desk/records/holds";
    const HOLD: &str = "/desk/records/holds/{hold}";
    const NEW: &str = "/desk/records/{id}/holds";
    let new = [("asked_by", "A court"), ("reason", WHY)];
    vec![
        look(HOLDS, HOLDS, NOBODY).journals(&["staff consultation holds_seen"]),
        look(HOLD, "/desk/records/holds/<hold>", NOBODY)
            .journals(&["staff consultation holds_seen"]),
        send(HOLD, "/desk/records/holds/<hold>", &[("reason", WHY)])
            .journals(&["staff alteration record_hold_lifted"])
            .sent(form(&[]), 404),
        look(NEW, "/desk/records/<anna>/holds", NOBODY)
            .journals(&["staff consultation record_seen"]),
        send(NEW, "/desk/records/<anna>/holds", &new)
            .journals(&["staff alteration record_held"])
            .sent(form(&[]), 422),
    ]
}

fn exchanging() -> Vec<Sample> {
    const IMPORT: &str = "/desk/records/import";
    const EXPORT: &str = "/desk/records/export";
    const DOCUMENTS: &str = "/desk/records/export/documents";
    let lines = [("set", "old-rms"), ("lines", "id,forename\n1,Sam\n"), ("do", "do")];
    let none = r#"{"data":[]}"#;
    vec![
        look(IMPORT, IMPORT, NOBODY),
        send(IMPORT, IMPORT, &lines)
            .gives(200)
            .journals(&["staff collection record_opened", "staff collection records_imported"])
            .sent(form(&[]), 422),
        look(EXPORT, EXPORT, NOBODY),
        send(EXPORT, EXPORT, &[("numbers", "<hannah>"), ("reason", WHY)])
            .gives(200)
            .journals(&["staff disclosure record_exported"])
            .sent(form(&[]), 422),
        send(DOCUMENTS, DOCUMENTS, &[("set", "old-rms"), ("document", none)])
            .journals(&["staff collection records_imported"])
            .sent(form(&[]), 422),
    ]
}
