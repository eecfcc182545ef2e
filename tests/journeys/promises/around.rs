//! Samples of what is around a record: timeline, questions, ways, network.

use super::sample::{Sample, form, get, post};
use super::world::Guest;

/// An operator looks at what is their force's; whoever keeps no records and other forces do not.
fn look(route: &'static str, path: &str) -> Sample {
    get(route, path).by(Guest::Operator).others_get(303, 403, 404)
}

pub(super) fn samples() -> Vec<Sample> {
    const TIMELINE: &str = "/desk/records/{id}/timeline";
    const NETWORK: &str = "/desk/records/{id}/network";
    const PATH: &str = "/desk/records/{id}/path";
    const ASKED: &str = "/desk/records/{id}/queries/{query}";
    const QUERIES: &str = "/desk/records/queries";
    let of = |below: &str| format!("/desk/records/<record>{below}");
    let days = [("from", "1/2/2026"), ("to", "3/2/2026")];
    let send = |route, path: &str, fields: &[(&'static str, &str)]| {
        post(route, path, fields).by(Guest::Operator)
    };
    vec![
        look(TIMELINE, &of("/timeline"))
            .journals(&["staff consultation timeline_seen", "staff consultation repeats_counted"]),
        send(TIMELINE, &of("/timeline"), &days).others_get(401, 403, 303).sent(form(&[]), 422),
        look(NETWORK, &of("/network")).journals(&["staff consultation network_seen"]),
        look(PATH, &of("/path")).journals(&["staff consultation record_seen"]),
        send(PATH, &of("/path"), &[("to", "01900000-0000-7000-8000-000000000000")])
            .others_get(401, 403, 303)
            .sent(form(&[]), 422),
        look(ASKED, &of("/queries/linked-vehicles"))
            .journals(&["staff consultation records_queried"]),
        send(ASKED, &of("/queries/linked-vehicles"), &days)
            .others_get(401, 403, 303)
            .sent(form(&[]), 422),
        get(QUERIES, QUERIES).by(Guest::Operator).others_get(303, 403, 200),
        // Only whoever keeps the records writes questions.
        send(QUERIES, QUERIES, &[("name", "mine"), ("definition", "")])
            .gives(403)
            .others_get(401, 403, 403),
    ]
}
