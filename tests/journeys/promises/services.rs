//! How to ask for the rooms where services are written and published.

use super::sample::{Sample, form, get, post};
use super::world::Guest;

/// What is done with services at the desk: by who may, and refused to everybody else.
pub(super) fn samples() -> Vec<Sample> {
    let staff = |sample: Sample| sample.others_get(303, 403, 403);
    let sent = |sample: Sample| sample.others_get(401, 403, 403);
    let (text, proposed) = ("/desk/proposals/<text>", "/desk/proposals/<proposed>");
    let asb = "/desk/services/antisocial-behaviour";
    let written = [("english", "id: unfinished"), ("welsh", ""), ("tests", ""), ("note", "So far")];
    let saved = [written.as_slice(), &[("revision", "1")]].concat();
    let closing = [("advice_en", "Call 101"), ("advice_cy", "Ffoniwch 101"), ("reason", "A fault")];
    let decision = [("revision", "3"), ("reason", "Read it"), ("do", "publish")];
    let comparison = "/desk/services/bicycle-theft/comparison?from=1&to=1";
    vec![
        staff(get("/desk/services", "/desk/services").by(Guest::Author)),
        staff(get("/desk/services/{id}", "/desk/services/bicycle-theft").by(Guest::Author)),
        staff(get("/desk/services/{id}/comparison", comparison).by(Guest::Author)),
        sent(
            post("/desk/services/{id}/texts", &format!("{asb}/texts"), &[("version", "2")])
                .by(Guest::Author),
        )
        .journals(&["staff alteration service_text_begun"])
        .sent(form(&[("version", "2"), ("new", "No Id")]), 422),
        staff(get("/desk/proposals/{id}", text).by(Guest::Author)),
        staff(get("/desk/proposals/{id}/decision", &format!("{text}/decision")).by(Guest::Author)),
        staff(get("/desk/proposals/{id}/preview", &format!("{text}/preview")).by(Guest::Author)),
        staff(
            get("/desk/proposals/{id}/comparison", &format!("{text}/comparison")).by(Guest::Author),
        ),
        sent(
            post("/desk/proposals/{id}/findings", &format!("{text}/findings"), &written)
                .by(Guest::Author),
        )
        .gives(200),
        sent(post("/desk/proposals/{id}/shadow", &format!("{text}/shadow"), &[]).by(Guest::Author))
            .gives(200)
            .journals(&["staff consultation reports_compared"]),
        sent(post("/desk/proposals/{id}", text, &saved).by(Guest::Author))
            .journals(&["staff alteration service_text_saved"])
            .sent(form(&[("english", "id: other"), ("revision", "1")]), 422),
        sent(
            post("/desk/proposals/{id}/decision", &format!("{proposed}/decision"), &decision)
                .by(Guest::Approver),
        )
        .journals(&["staff alteration service_approved", "staff alteration service_published"])
        .sent(form(&[("revision", "9"), ("reason", "Late"), ("do", "publish")]), 422),
        sent(
            post("/desk/services/{id}/closure", &format!("{asb}/closure"), &closing)
                .by(Guest::Approver),
        )
        .journals(&["staff alteration service_closed"])
        .sent(form(&[("reason", "No advice")]), 422),
        sent(
            post("/desk/services/{id}/opening", &format!("{asb}/opening"), &[("reason", "Well")])
                .by(Guest::Approver),
        )
        .journals(&["staff alteration service_opened"])
        .sent(form(&[]), 422),
    ]
}
