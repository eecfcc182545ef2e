//! How to ask for the room of those who see who looked at what.

use super::sample::{Sample, form, get, post};
use super::world::Guest;

/// Who looked at what, for those who see how powers are used.
pub(super) fn samples() -> Vec<Sample> {
    let (here, looks) =
        ("/desk/oversight", |sample: Sample| sample.by(Guest::Standards).others_get(303, 403, 403));
    let sends = |sample: Sample| sample.by(Guest::Standards).others_get(401, 403, 403);
    let (record, case) = (format!("{here}/records/<contact>"), format!("{here}/cases/<case>"));
    let (finding, export) =
        (format!("{here}/findings/<finding>"), format!("{here}/export/<export>"));
    let hold = [("do", "let-go")];
    let decided = form(&[("decision", "new"), ("reason", "Again")]);
    let closing = [("outcome", "advice"), ("closing", "They were told")];
    vec![
        looks(get("/desk/oversight", here)),
        sends(post(
            "/desk/oversight/records",
            &format!("{here}/records"),
            &[("reference", "<reference>")],
        ))
        .sent(form(&[("reference", "")]), 422),
        looks(get("/desk/oversight/records/{id}", &record))
            .journals(&["staff consultation looks_at_record_seen"]),
        sends(post("/desk/oversight/records/{id}/hold", &format!("{record}/hold"), &hold))
            .journals(&["staff alteration feed_let_go"])
            .sent(form(&[("do", "hold")]), 422),
        looks(get("/desk/oversight/people", &format!("{here}/people"))),
        looks(get("/desk/oversight/people", &format!("{here}/people?person=nobody"))).gives(422),
        looks(get("/desk/oversight/findings", &format!("{here}/findings")))
            .journals(&["staff consultation findings_seen"]),
        looks(get("/desk/oversight/findings/{id}", &finding))
            .journals(&["staff consultation cases_seen", "staff consultation finding_opened"]),
        // It was decided before.
        Sample { body: decided, ..sends(post("/desk/oversight/findings/{id}", &finding, &[])) }
            .gives(409)
            .journals(&["staff consultation cases_seen", "staff consultation finding_opened"])
            .sent(form(&[]), 422),
        looks(get("/desk/oversight/cases", &format!("{here}/cases")))
            .journals(&["staff consultation cases_seen"]),
        looks(get("/desk/oversight/cases/{id}", &case))
            .journals(&["staff consultation case_opened"]),
        sends(post(
            "/desk/oversight/cases/{id}/notes",
            &format!("{case}/notes"),
            &[("note", "Asked")],
        ))
        .journals(&["staff collection case_noted"])
        .sent(form(&[]), 422),
        sends(post(
            "/desk/oversight/cases/{id}/people",
            &format!("{case}/people"),
            &[("person", "<account>")],
        ))
        .journals(&["staff alteration case_person_added"])
        .sent(form(&[]), 422),
        looks(get("/desk/oversight/rules", &format!("{here}/rules"))),
        sends(post("/desk/oversight/rules", &format!("{here}/rules"), &[("delay", "24")]))
            .journals(&["staff alteration feed_delay_set"])
            .sent(form(&[("rule", "idle")]), 422),
        looks(get("/desk/oversight/export", &format!("{here}/export"))),
        sends(post(
            "/desk/oversight/export",
            &format!("{here}/export"),
            &[("reason", "A request of the Commissioner")],
        ))
        .journals(&["staff collection second_person_asked"])
        .sent(form(&[]), 422),
        looks(get("/desk/oversight/export/{id}", &export)),
        // Nobody has approved it.
        sends(post("/desk/oversight/export/{id}", &export, &[("format", "csv")]))
            .gives(404)
            .sent(form(&[]), 422),
        sends(post("/desk/oversight/cases/{id}/closure", &format!("{case}/closure"), &closing))
            .journals(&["staff alteration case_closed"])
            .sent(form(&closing[..1]), 422),
    ]
}
