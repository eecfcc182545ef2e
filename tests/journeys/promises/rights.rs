//! How to ask for what has to do with who works here and what they may do: signing in, one's own room,
//! closed doors, and what is dangerous.

use super::sample::{Sample, form, get, post};
use super::world::Guest;

const RECOVERY: &str = "/desk/administration/accounts/{id}/recovery";
/// The id of nothing.
const NOBODYS: &str = "01990a5d-ac96-774b-bcce-b302099a8052";
const PROVIDER: &str = "/desk/sign-in/{provider}";
const FROM_PROVIDER: &str = "/desk/sign-in/{provider}/back";
const PROVE_THERE: &str = "/desk/prove/{provider}";
const BREAK: &str = "/desk/contacts/{id}/glass";
const PROTECTION: &str = "/desk/contacts/{id}/protection";
/// A reason that says something.
const EMERGENCY: &str = "Somebody is at their door now";

/// Every sample, in an order in which each finds what it asks for.
pub(super) fn samples() -> Vec<Sample> {
    [yours(), doors(), closed(), dangerous()].concat()
}

fn yours() -> Vec<Sample> {
    let interest = [("relation", "home"), ("value", "HU1 3ES")];
    vec![
        get("/desk/you", "/desk/you").by(Guest::Operator).others_get(303, 200, 200),
        post("/desk/you/sessions", "/desk/you/sessions", &[("end", NOBODYS)])
            .by(Guest::Operator)
            .others_get(401, 303, 303)
            .sent(form(&[]), 404),
        get("/desk/you/passkeys", "/desk/you/passkeys")
            .by(Guest::Operator)
            .others_get(303, 200, 200),
        post("/desk/you/passkeys", "/desk/you/passkeys", &[])
            .by(Guest::Operator)
            .gives(422)
            .others_get(401, 422, 422),
        post("/desk/you/passkeys/removal", "/desk/you/passkeys/removal", &[("passkey", NOBODYS)])
            .by(Guest::Operator)
            .gives(404)
            .others_get(401, 404, 404),
        get("/desk/you/authenticator", "/desk/you/authenticator")
            .by(Guest::Operator)
            .others_get(303, 200, 200),
        post("/desk/you/authenticator", "/desk/you/authenticator", &[("code", "000000")])
            .by(Guest::Operator)
            .gives(422)
            .others_get(401, 422, 422),
        get("/desk/you/password", "/desk/you/password")
            .by(Guest::Operator)
            .others_get(303, 200, 200),
        post("/desk/you/password", "/desk/you/password", &[])
            .by(Guest::Operator)
            .gives(422)
            .others_get(401, 422, 422),
        get("/desk/you/interests", "/desk/you/interests")
            .by(Guest::Operator)
            .others_get(303, 200, 200),
        post("/desk/you/interests", "/desk/you/interests", &interest)
            .by(Guest::Operator)
            .others_get(401, 303, 303)
            .journals(&["staff collection interest_declared"])
            .sent(form(&[]), 422),
    ]
}

fn doors() -> Vec<Sample> {
    let recovery = format!("/desk/administration/accounts/{NOBODYS}/recovery");
    vec![
        get(RECOVERY, &recovery).by(Guest::Author).gives(404).others_get(303, 403, 403),
        post(RECOVERY, &recovery, &[("reason", "She lost her telephone, and came to see me")])
            .by(Guest::Author)
            .gives(404)
            .others_get(401, 403, 403),
        get("/desk/recover", "/desk/recover"),
        post("/desk/recover", "/desk/recover", &[]).gives(422),
        post("/desk/sign-in/passkey", "/desk/sign-in/passkey", &[]).gives(422),
        get("/desk/sign-in/code", "/desk/sign-in/code").gives(303),
        post("/desk/sign-in/code", "/desk/sign-in/code", &[]),
        // The demo world has no identity provider.
        get(PROVIDER, "/desk/sign-in/nobody").gives(404),
        get(FROM_PROVIDER, "/desk/sign-in/nobody/back").gives(404),
        get(PROVE_THERE, "/desk/prove/nobody")
            .by(Guest::Operator)
            .gives(404)
            .others_get(303, 404, 404),
    ]
}

fn closed() -> Vec<Sample> {
    let contact = "/desk/contacts/<contact>";
    vec![
        get("/desk/events", "/desk/events").by(Guest::Operator).others_get(303, 403, 200),
        get(BREAK, &format!("{contact}/glass")).by(Guest::Operator).gives(303),
        post(BREAK, &format!("{contact}/glass"), &[("reason", EMERGENCY)])
            .by(Guest::Operator)
            .gives(303)
            .sent(form(&[]), 303),
        get(PROTECTION, &format!("{contact}/protection"))
            .by(Guest::Supervisor)
            .others_get(303, 403, 403)
            .journals(&["staff consultation protection_seen"]),
        post(
            PROTECTION,
            &format!("{contact}/protection"),
            &[("who", "everybody"), ("why", EMERGENCY)],
        )
        .by(Guest::Supervisor)
        .others_get(401, 403, 403)
        .journals(&["staff alteration contact_protected", "staff alteration record_protected"])
        .sent(form(&[]), 422),
    ]
}

fn dangerous() -> Vec<Sample> {
    vec![
        get("/desk/glass", "/desk/glass")
            .by(Guest::Supervisor)
            .others_get(303, 403, 403)
            .journals(&["staff consultation broken_glass_seen"]),
        get("/desk/glass/{id}/review", "/desk/glass/01990a5d-ac96-774b-bcce-b30209900000/review")
            .by(Guest::Supervisor)
            .others_get(303, 403, 403)
            .journals(&["staff consultation broken_glass_seen"]),
        post(
            "/desk/glass/{id}/review",
            "/desk/glass/01990a5d-ac96-774b-bcce-b30209900000/review",
            &[("finding", "right"), ("answer", "ok")],
        )
        .by(Guest::Supervisor)
        .gives(404)
        .others_get(401, 403, 403)
        .sent(form(&[]), 422),
        post(
            "/desk/glass/{id}/closure",
            "/desk/glass/01990a5d-ac96-774b-bcce-b30209900000/closure",
            &[],
        )
        .by(Guest::Supervisor)
        .gives(404)
        .others_get(401, 403, 403),
        get("/desk/requests", "/desk/requests")
            .by(Guest::Author)
            .others_get(303, 403, 403)
            .journals(&["staff consultation requests_seen"]),
        get(
            "/desk/requests/{id}/decision",
            "/desk/requests/01990a5d-ac96-774b-bcce-b30209900000/decision",
        )
        .by(Guest::Author)
        .others_get(303, 403, 403)
        .journals(&["staff consultation requests_seen"]),
        post(
            "/desk/requests/{id}/decision",
            "/desk/requests/01990a5d-ac96-774b-bcce-b30209900000/decision",
            &[("do", "approve"), ("answer", "ok")],
        )
        .by(Guest::Author)
        .gives(404)
        .others_get(401, 404, 404)
        .sent(form(&[]), 422),
        get("/desk/prove", "/desk/prove").by(Guest::Operator).others_get(303, 200, 200),
        // The right one would end what opens the others.
        post("/desk/prove", "/desk/prove", &[("password", "wrong")])
            .by(Guest::Operator)
            .gives(422)
            .others_get(401, 422, 422)
            .journals(&["staff consultation proof_refused"]),
    ]
}
