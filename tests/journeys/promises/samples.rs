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
const PAPER: &str = "/{force}/{group}/{slug}/paper";
const PRINTED: &str = "/{force}/{group}/{slug}/paper.pdf";
const COPY: &str = "/{force}/{group}/{slug}/sent/copy.pdf";
const UPLOADS: &str = "/{force}/{group}/{slug}/{page}/uploads";
const UPLOAD: &str = "/{force}/{group}/{slug}/{page}/uploads/{file}";
const SIGNED_OUT_THERE: &str = "/api/sign-in/{provider}/logout";
const SAVED_FILE: &str = "/desk/contacts/{id}/files/{file}";
const PREVIEW: &str = "/desk/contacts/{id}/files/{file}/preview";
const API_UPLOADS: &str = "/api/v1/forces/{force}/services/{id}/uploads";
const API_UPLOAD: &str = "/api/v1/forces/{force}/services/{id}/uploads/{file}";
const SAVE: &str = "/{force}/{group}/{slug}/save";
const ADD: &str = "/{force}/add/{link}";
const ADDED: &str = "/{force}/add/{link}/uploads";
const ADDED_FILE: &str = "/{force}/add/{link}/uploads/{file}";
const RETURN: &str = "/{force}/return";
const CONTACT: &str = "/desk/contacts/{id}";
const REPLIES: &str = "/desk/contacts/{id}/replies";
const NOTES: &str = "/desk/contacts/{id}/notes";
const GO: &str = "/{force}/{group}/{slug}/{page}/go";
const PASS: &str = "/{force}/{group}/{slug}/{page}/pass";
const LINK: &str = "/{force}/handover/{link}";
const HANDOVER: &str = "/{force}/handover";
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

/// What the journal has when a receipt is read out to a caller.
const READ_OUT: &[&str] = &[
    "staff consultation call_opened",
    "staff consultation call_opened",
    "staff consultation report_read",
    "staff disclosure receipt_read_out",
];

/// Every sample, in an order in which each finds what it asks for.
pub(super) fn all() -> Vec<Sample> {
    let parts = [catalogue(), platform(), writing(), files(), adding(), coming_back(), following()];
    let administration = super::administration::samples();
    let rights = super::rights::samples();
    let records = [
        super::around::samples(),
        super::records::samples(),
        super::warnings::samples(),
        super::merging::samples(),
    ]
    .concat();
    let oversight = super::oversight::samples();
    let desks = [calls(), oversight, administration, rights, records, desk()].concat();
    [parts.concat(), elsewhere(), super::services::samples(), desks, api(), demo()].concat()
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
        get(PAPER, "/humberside/report/bicycle-theft/paper"),
        get(PAPER, "/dyfed-powys/report/road-collision/paper"),
        get(PAPER, "/humberside/report/stalking-or-harassment/paper").discreet(),
        get(PAPER, "/humberside/report/k7m2/paper").gives(404),
        get(PRINTED, "/humberside/report/bicycle-theft/paper.pdf"),
        get(PRINTED, "/humberside/report/stalking-or-harassment/paper.pdf").discreet(),
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
        post(ABOUT_YOU, &page("about-you"), &[])
            .by(Guest::Writer)
            .gives(404)
            .others_get(404, 404, 404),
        get(TASKS, &page("tasks")).gives(404).others_get(404, 404, 404),
        get(TASKS, "/humberside/apply/firearms-renewal/tasks").by(Guest::Writer).gives(303),
        get(CHECK, &page("check")).by(Guest::Writer),
        get(SENT, &page("sent"))
            .by(Guest::Sender)
            .others_get(404, 404, 404)
            .journals(&["public disclosure report_shown_to_its_sender"]),
        get(COPY, &page("sent/copy.pdf")).by(Guest::Sender).others_get(404, 404, 404).journals(&[
            "public disclosure report_shown_to_its_sender",
            "public disclosure copy_given_to_its_sender",
        ]),
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

/// Sends a part of a file from elsewhere than where we are, so that it can be asked twice.
fn part(sample: Sample) -> Sample {
    let part = Sample { method: "PATCH", status: 409, ..sample };
    part.header("tus-resumable", "1.0.0")
        .header("upload-offset", "4")
        .header("content-type", "application/offset+octet-stream")
}

fn files() -> Vec<Sample> {
    let page = "/humberside/tell-us-about/send-footage/files/uploads";
    let (file, never) = (format!("{page}/<file>"), format!("{page}/{}", "0".repeat(32)));
    let by_program = API_UPLOADS.replace("{force}", "humberside").replace("{id}", "send-footage");
    let (sent, unknown) = (format!("{by_program}/<api-file>"), format!("{by_program}/none"));
    let ask = |route, path: &str| Sample { method: "HEAD", ..get(route, path) };
    let remove = |route, path: &str| Sample { method: "DELETE", status: 404, ..get(route, path) };
    vec![
        get(UPLOADS, page).by(Guest::Writer).gives(303),
        post(UPLOADS, page, &[("upload-now", "1")]).by(Guest::Writer),
        ask(UPLOAD, &file).by(Guest::Writer).others_get(404, 404, 404),
        part(get(UPLOAD, &file)).by(Guest::Writer).others_get(404, 404, 404),
        remove(UPLOAD, &never).by(Guest::Writer).others_get(404, 404, 404),
        Sample {
            method: "POST",
            status: 201,
            body: Body::Json(json!("a file")),
            takes_files: true,
            ..get(API_UPLOADS, &by_program)
        }
        .journals(&["public collection file_received"])
        .others_get(201, 201, 201),
        ask(API_UPLOAD, &sent),
        part(get(API_UPLOAD, &sent)).others_get(409, 409, 409),
        remove(API_UPLOAD, &unknown).others_get(404, 404, 404),
    ]
}

/// By a link to add files to a report: whoever has it may, and nobody else learns that there is one.
fn adding() -> Vec<Sample> {
    let never = format!("/humberside/add/{}", "0".repeat(32));
    let page = "<add>".to_owned();
    let (uploads, file) = (format!("{page}/uploads"), "<added-file>");
    let gone = format!("{uploads}/{}", "0".repeat(32));
    let ask = |path: &str| Sample { method: "HEAD", ..get(ADDED_FILE, path) };
    vec![
        get(ADD, &never).gives(404).discreet(),
        get(ADD, &page).journals(&["public disclosure files_link_opened"]).discreet(),
        get(ADDED, &uploads).gives(303).discreet(),
        post(ADDED, &uploads, &[("upload-now", "1")]).discreet(),
        ask(file).discreet(),
        ask(&format!("{never}/uploads/{}", "0".repeat(32))).gives(404).discreet(),
        part(get(ADDED_FILE, file)).others_get(409, 409, 409).discreet(),
        Sample { method: "DELETE", status: 404, ..get(ADDED_FILE, &gone) }
            .others_get(404, 404, 404)
            .discreet(),
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
        get("/track/report/copy.pdf", "/track/report/copy.pdf").by(Guest::Follower).journals(&[
            "public disclosure report_shown_to_its_sender",
            "public disclosure story_told",
            "public disclosure copy_given_to_its_sender",
        ]),
        get("/track/stop", "/track/stop").gives(303),
        post("/track/stop", "/track/stop", &[]),
    ]
}

fn elsewhere() -> Vec<Sample> {
    let noise = "/humberside/report/antisocial-behaviour/council-noise";
    let pass = format!("{noise}/pass");
    let who = ("who", "hull");
    let agreed = [
        who,
        ("once", "0123456789abcdef"),
        ("what_happened", "Drums"),
        ("place", "The quay"),
        ("agree", "yes"),
    ];
    let seen: &[&str] = &["public disclosure handover_shown_to_partner"];
    let told: &[&str] = &["public disclosure handover_shown_to_its_person"];
    vec![
        get(GO, &format!("{noise}/go?who=hull")).gives(303),
        get(PASS, &format!("{pass}?who=hull")).by(Guest::Neighbour),
        post(PASS, &pass, &agreed)
            .by(Guest::Neighbour)
            .gives(200)
            .journals(&["public disclosure answers_handed_over"])
            .sent(form(&[who]), 422),
        get(LINK, "/humberside/handover/<link>"),
        post(LINK, "/humberside/handover/<link>", &[]),
        get(HANDOVER, "/humberside/handover").by(Guest::Council).journals(seen),
        post(HANDOVER, "/humberside/handover", &[("deed", "accept")])
            .by(Guest::Council)
            .gives(422)
            .journals(seen)
            .sent(form(&[("deed", "return")]), 422),
        get("/track/handover", "/track/handover").by(Guest::Passer).journals(told),
        post("/track/handover", "/track/handover", &[("reference", "<reference>")])
            .by(Guest::Passer)
            .journals(&[
                "public alteration handover_gone_on_from",
                "public disclosure handover_shown_to_its_person",
            ]),
    ]
}

/// A call, as whoever takes it goes through it.
fn calls() -> Vec<Sample> {
    let (call, told) = ("/desk/calls/<call>", "/desk/calls/<told>");
    let (page, report) = (format!("{call}/pages/emergency"), format!("{told}/report"));
    let receipt = format!("{told}/receipt");
    let answered =
        [("danger", "no"), ("happening_now", "no"), ("callers-words", "My bike is gone")];
    let ada = |sample: Sample| sample.by(Guest::Operator);
    vec![
        ada(get("/desk/calls", "/desk/calls"))
            .others_get(303, 403, 200)
            .journals(&["staff consultation open_calls_seen"]),
        ada(get("/desk/calls/new", "/desk/calls/new")).others_get(303, 403, 200),
        ada(get("/desk/calls/danger", "/desk/calls/danger")).others_get(303, 403, 200),
        ada(post("/desk/calls", "/desk/calls", &[("service", "bicycle-theft")]))
            .others_get(401, 403, 303)
            .journals(&["staff collection call_begun"])
            .sent(form(&[("service", "nothing")]), 404),
        ada(get("/desk/calls/{id}", call))
            .gives(303)
            .others_get(303, 403, 404)
            .journals(&["staff consultation call_opened"]),
        ada(get("/desk/calls/{id}/pages/{page}", &page))
            .journals(&["staff consultation call_opened"]),
        ada(post("/desk/calls/{id}/pages/{page}", &page, &answered))
            .journals(&["staff consultation call_opened", "staff alteration call_written"])
            .sent(form(&[("danger", "maybe")]), 422),
        ada(get("/desk/calls/{id}/report", &report)).journals(&["staff consultation call_opened"]),
        ada(post("/desk/calls/{id}/report", &report, &[("why", "cut_off")])).journals(&[
            "staff consultation call_opened",
            "staff alteration call_written",
            "staff consultation call_opened",
            "staff alteration call_ending",
            "staff collection report_submitted",
            "staff alteration call_ended",
        ]),
        ada(get("/desk/calls/{id}/receipt", &receipt)).journals(READ_OUT),
        ada(post("/desk/calls/{id}/receipt", &receipt, &[])).gives(403),
        // A call that is a report is not closed any more: it leads to its receipt.
        ada(post("/desk/calls/{id}/closure", &format!("{told}/closure"), &[])),
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
        get("/desk", "/desk").gives(303).others_get(303, 303, 303),
        get("/desk/queue", "/desk/queue")
            .by(Guest::Operator)
            .others_get(303, 403, 200)
            .journals(&["staff consultation queue_seen"]),
        get("/desk/redirects", "/desk/redirects").by(Guest::Supervisor).others_get(303, 403, 403),
        get(CONTACT, contact).by(Guest::Operator).journals(OPENED),
        get(SAVED_FILE, &format!("{contact}/files/<file>"))
            .by(Guest::Operator)
            .gives(404)
            .others_get(303, 403, 404),
        get(PREVIEW, &format!("{contact}/files/<file>/preview"))
            .by(Guest::Operator)
            .gives(404)
            .others_get(303, 403, 404),
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
        post(SIGNED_OUT_THERE, "/api/sign-in/nobody/logout", &[("logout_token", "x")]).gives(404),
        get("/api/v1/schemas/service", "/api/v1/schemas/service"),
        get("/api/v1/forces/{force}/log/checkpoint", &log("/checkpoint")),
        get("/api/v1/forces/{force}/log/keys", &log("/keys")),
        get("/api/v1/forces/{force}/log/tile/{*tile}", &log("/tile/0/000.p/<size>")),
        get("/api/v1/forces/{force}/log/proofs/{entry}", &log("/proofs/<entry>")),
        get("/api/v1/forces/{force}/log/consistency/{entries}", &log("/consistency/1")),
    ]
}

fn demo() -> Vec<Sample> {
    // Once for each force that wrote to somebody.
    let seen: &[&str] = &["system consultation outbox_seen", "system consultation outbox_seen"];
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
