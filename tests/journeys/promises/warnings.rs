//! Samples of what must be known first, of what is taken over into the records, and of events that may be one.

use super::sample::{Sample, form, get, post};
use super::world::Guest;

const ALERTS: &str = "/desk/contacts/{id}/alerts";
const INTO_RECORDS: &str = "/desk/contacts/{id}/records";
const MARKERS: &str = "/desk/records/{id}/markers";
const DUPLICATES: &str = "/desk/records/duplicates";
/// What the journal has when a contact is opened by staff.
const OPENED: &[&str] =
    &["staff consultation report_read", "staff consultation contact_opened_by_staff"];

pub(super) fn samples() -> Vec<Sample> {
    let of = |path: &str| format!("/desk/contacts/<contact>/{path}");
    let record = "/desk/records/<record>/markers";
    vec![
        get(ALERTS, &of("alerts")).by(Guest::Operator).others_get(303, 403, 404).journals(OPENED),
        post(ALERTS, &of("alerts"), &[])
            .by(Guest::Operator)
            .others_get(401, 403, 404)
            .journals(OPENED),
        get(INTO_RECORDS, &of("records")).by(Guest::Operator).others_get(303, 403, 404).journals(
            &[
                "staff consultation candidates_seen",
                "staff consultation persons_compared",
                "staff consultation alike_seen",
            ],
        ),
        post(INTO_RECORDS, &of("records"), &[("what", "reject")])
            .by(Guest::Operator)
            .others_get(401, 403, 404)
            .gives(404),
        get(MARKERS, record)
            .by(Guest::Operator)
            .others_get(303, 403, 404)
            .journals(&["staff consultation markers_seen"]),
        post(MARKERS, record, &[("what", "set")])
            .by(Guest::Operator)
            .others_get(401, 403, 403)
            .gives(403)
            .sent(form(&[]), 403),
        get(DUPLICATES, DUPLICATES)
            .by(Guest::Operator)
            .others_get(303, 403, 200)
            .journals(&["staff consultation duplicates_seen"]),
        post(DUPLICATES, DUPLICATES, &[("said", "same"), ("number", "0")])
            .by(Guest::Operator)
            .others_get(401, 403, 303),
    ]
}
