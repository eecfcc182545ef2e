//! One entry a route at least: how to ask for it in the demo world, and what it then promises.
//!
//! A route that is new gets its entry here, or the journey names it.

use super::sample::{Body, Sample, form, get, post};
use super::world::Guest;
use crate::answers;
use kernel::Language;
use serde_json::json;

const FORCE: &str = "/{force}/";
const GROUP: &str = "/{force}/{group}/";
const START: &str = "/{force}/{group}/{slug}";
const QUESTION: &str = "/{force}/{group}/{slug}/{page}";
const CHECK: &str = "/{force}/{group}/{slug}/check";
const TASKS: &str = "/{force}/{group}/{slug}/tasks";
const ABOUT_YOU: &str = "/{force}/{group}/{slug}/about-you";
const SENT: &str = "/{force}/{group}/{slug}/sent";
const SAVE: &str = "/{force}/{group}/{slug}/save";
const RETURN: &str = "/{force}/return";
const CONTACT: &str = "/desk/contacts/{id}";
const REPLIES: &str = "/desk/contacts/{id}/replies";
const NOTES: &str = "/desk/contacts/{id}/notes";
const API: &str = "/api/v1/forces/{force}";
const SERVICE: &str = "/api/v1/forces/{force}/services/{id}";
const SUBMISSIONS: &str = "/api/v1/forces/{force}/services/{id}/submissions";
const FOLLOWED: &str = "/api/v1/reports/{reference}";
const LOG: &str = "/api/v1/forces/{force}/log";

/// What the journal has when a contact is opened by staff, and when a report is shown to its person.
const OPENED: &[&str] =
    &["staff consultation report_read", "staff consultation contact_opened_by_staff"];
const TOLD: &[&str] =
    &["public disclosure report_shown_to_its_sender", "public disclosure story_told"];

/// Every sample, in an order in which each finds what it asks for.
pub(super) fn all() -> Vec<Sample> {
    [catalogue(), platform(), writing(), coming_back(), following(), desk(), api(), demo()].concat()
}

fn catalogue() -> Vec<Sample> {
    vec![
        get("/", "/"),
        get("/", "/?q=Hull").discreet(),
        get("/{force}", "/atlantis").gives(404),
        get(FORCE, "/humberside/"),
        get(FORCE, "/dyfed-powys/"),
        get(GROUP, "/humberside/report/"),
        get(START, "/humberside/report/bicycle-theft"),
        get(START, "/btp/report/antisocial-behaviour"),
        get(START, "/humberside/report/stalking-or-harassment").discreet(),
    ]
}

fn platform() -> Vec<Sample> {
    vec![
        get("/leave", "/leave").gives(303),
        get("/assets/theme/{file}", "<theme>"),
        get("/assets/{*path}", "<style>"),
        get("/livez", "/livez"),
        get("/readyz", "/readyz"),
        get("/api/openapi.json", "/api/openapi.json"),
        get("/api/docs", "/api/docs").page(),
    ]
}

fn writing() -> Vec<Sample> {
    let page = |page: &str| format!("/humberside/report/bicycle-theft/{page}");
    vec![
        get(QUESTION, &page("emergency")).others_get(200, 200, 200),
        get(QUESTION, "/humberside/report/k7m2/1").others_get(200, 200, 200),
        get(QUESTION, &page("what-happened")).by(Guest::Writer),
        // A service without questions about equality has no such page; nor has one without tasks.
        get(ABOUT_YOU, &page("about-you")).gives(404).others_get(404, 404, 404),
        post(ABOUT_YOU, &page("about-you"), &[]).by(Guest::Writer).gives(404),
        get(TASKS, &page("tasks")).gives(404).others_get(404, 404, 404),
        get(TASKS, "/humberside/apply/firearms-renewal/tasks").by(Guest::Writer).gives(303),
        get(CHECK, &page("check")).by(Guest::Writer),
        get(SENT, &page("sent"))
            .by(Guest::Sender)
            .others_get(404, 404, 404)
            .journals(&["public disclosure report_shown_to_its_sender"]),
        post(QUESTION, "/humberside/report/k7m2/1", &[("danger", "no"), ("happening_now", "no")])
            .by(Guest::Writer)
            .sent(form(&[("danger", ""), ("happening_now", "no")]), 422),
        post(QUESTION, &page("value"), &[("value", "450")])
            .by(Guest::Writer)
            .sent(form(&[("value", "a fortune")]), 422),
        // What is wrong is not kept: it is answered again before all of it is sent.
        post(QUESTION, &page("value"), &[("value", "450")]).by(Guest::Writer),
        get(SAVE, &page("save")).by(Guest::Writer),
        post(SAVE, &page("save"), &[])
            .by(Guest::Writer)
            .sent(form(&[("mail", "1"), ("email", "sam at home")]), 422),
        post(CHECK, &page("check"), &[])
            .by(Guest::Writer)
            .journals(&["public collection report_submitted"]),
    ]
}

fn coming_back() -> Vec<Sample> {
    let path = "/humberside/return";
    let unknown = [("reference", "HUM-2222-2223"), ("code", "CCCC-CCCC-CCCC")];
    let nothing = [("reference", ""), ("code", "")];
    vec![
        get(RETURN, path),
        post(RETURN, path, &unknown).gives(404).sent(form(&nothing), 422).sent(form(&[]), 404),
        get("/{force}/return/{link}", "/humberside/return/HUM-2222-2223-CCCC-CCCC-CCCC").gives(303),
    ]
}

fn following() -> Vec<Sample> {
    let message = [
        ("reference", "<reference>"),
        ("message", "01990a5d-ac96-774b-bcce-b302099a8051"),
        ("body", "I remember the colour"),
    ];
    let empty = [("reference", "<reference>"), ("message", message[1].1), ("body", "")];
    let code = [("reference", "<reference>"), ("code", "<code>")];
    let unknown = [("reference", "HUM-2222-222K"), ("code", "CCCC-CCCC-CCCC")];
    vec![
        get("/track", "/track"),
        post("/track", "/track", &code).sent(form(&unknown), 404).sent(form(&[]), 422),
        get("/track/report", "/track/report").by(Guest::Follower).journals(TOLD),
        post("/track/report", "/track/report", &message)
            .by(Guest::Follower)
            .journals(&["public collection person_wrote"])
            .sent(form(&empty), 422),
        get("/track/report/answers", "/track/report/answers").by(Guest::Follower).journals(TOLD),
        get("/track/stop", "/track/stop").gives(303),
        post("/track/stop", "/track/stop", &[]),
    ]
}

fn desk() -> Vec<Sample> {
    let contact = "/desk/contacts/<contact>";
    let (replies, notes) = (format!("{contact}/replies"), format!("{contact}/notes"));
    let reply = [("message", "01990a5d-ac96-774b-bcce-b302099a8052"), ("body", "We looked")];
    let note = [("message", "01990a5d-ac96-774b-bcce-b302099a8053"), ("body", "Looked")];
    let sign_in = [("email", "ada@humberside.example"), ("password", crate::caller::PASSWORD)];
    let wrong = [("email", "ada@humberside.example"), ("password", "wrong")];
    vec![
        get("/desk/sign-in", "/desk/sign-in").others_get(200, 303, 303),
        get("/desk", "/desk").gives(303),
        get("/desk/queue", "/desk/queue")
            .by(Guest::Operator)
            .others_get(303, 403, 200)
            .journals(&["staff consultation queue_seen"]),
        get(CONTACT, contact).by(Guest::Operator).journals(OPENED),
        get(REPLIES, &replies).by(Guest::Operator).journals(OPENED),
        get(NOTES, &notes).by(Guest::Operator).journals(OPENED),
        post(REPLIES, &replies, &reply)
            .by(Guest::Operator)
            .journals(&["staff disclosure replied", "staff consultation report_read"])
            .sent(form(&[]), 422),
        post(NOTES, &notes, &note)
            .by(Guest::Operator)
            .journals(&["staff collection note_written"])
            .sent(form(&[]), 422),
        // Whoever signs in or out ends the session that the browser had, so these come last.
        post("/desk/sign-in", "/desk/sign-in", &sign_in)
            .journals(&["public alteration signed_in"])
            .sent(form(&wrong), 422),
        post("/desk/sign-out", "/desk/sign-out", &[]).by(Guest::Stranger),
    ]
}

fn api() -> Vec<Sample> {
    let of = |path: &str| path.replace("{force}", "humberside").replace("{id}", "bicycle-theft");
    let log = |ending: &str| of(&format!("{LOG}{ending}"));
    let answers = answers::bicycle(Language::English);
    let report = Body::Json(json!({ "answers": answers.0 }));
    let unknown = Body::Json(json!({ "answers": answers.clone().with("nosuch", json!("x")).0 }));
    let other = Body::Json(json!({ "answers": answers.with("make", json!("Trek")).0 }));
    let followed = get(FOLLOWED, "/api/v1/reports/<reference>");
    vec![
        get("/api/v1/forces", "/api/v1/forces").after("?colour=blue", 400),
        get(API, &of(API)).after("?colour=blue", 400),
        get("/api/v1/forces/{force}/services", &of("/api/v1/forces/{force}/services"))
            .after("?language=xx", 400),
        get(SERVICE, &of(SERVICE)).after("?language=xx", 400),
        Sample { method: "POST", body: report, status: 201, ..get(SUBMISSIONS, &of(SUBMISSIONS)) }
            .header("idempotency-key", "promised")
            .journals(&["public collection report_submitted"])
            .others_get(201, 201, 201)
            .sent(Body::Json(json!({})), 422)
            .sent(unknown, 422)
            .sent(other, 409),
        followed
            .by(Guest::Follower)
            .header("authorization", "Bearer <code>")
            .journals(TOLD)
            .after("?language=xx", 400),
        get("/api/v1/forces/{force}/log/checkpoint", &log("/checkpoint")),
        get("/api/v1/forces/{force}/log/keys", &log("/keys")),
        get("/api/v1/forces/{force}/log/tile/{*tile}", &log("/tile/0/000.p/<size>")),
        get("/api/v1/forces/{force}/log/proofs/{entry}", &log("/proofs/<entry>")),
        get("/api/v1/forces/{force}/log/consistency/{entries}", &log("/consistency/1")),
    ]
}

fn demo() -> Vec<Sample> {
    let seen: &[&str] = &["system consultation outbox_seen"];
    let advance = Body::Json(json!({ "advance": "PT0S" }));
    vec![
        get("/demo/components", "/demo/components").page(),
        get("/demo/outbox", "/demo/outbox").page().journals(seen),
        get("/demo/outbox.json", "/demo/outbox.json").journals(seen),
        get("/demo/clock", "/demo/clock"),
        Sample { method: "POST", body: advance, ..get("/demo/clock", "/demo/clock") }
            .sent(Body::Json(json!({ "advance": "yesterday" })), 422),
        get("/demo/invariants", "/demo/invariants"),
        get("/demo/routes", "/demo/routes"),
    ]
}
