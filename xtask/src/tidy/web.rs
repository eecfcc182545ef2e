//! The web stays at the edge: axum in the counter, in pages and where sign-in and the program need
//! it; every route in the route table; an HTTP client only at the station's way out.

use super::finding::Finding;
use crate::tree::{Place, Tree};

const RULE: &str = "web";

/// How a route is served past the route table.
const PAST_THE_TABLE: [&str; 4] = ["route", "route_service", "nest", "nest_service"];

/// Looks at every mention of axum and of an HTTP client.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, source) in tree.product() {
        if !serves(place) {
            findings.extend(source.lines_with("axum").map(|line| {
                Finding::fault(
                    RULE,
                    (place.path, line),
                    "axum is named outside the pages",
                    "move the handler to the crate's src/pages/ and let it call a verb",
                )
            }));
        }
        if !keeps_the_table(place) {
            let past = PAST_THE_TABLE.iter().flat_map(|method| source.calls_of(method));
            findings.extend(past.map(|line| {
                Finding::fault(
                    RULE,
                    (place.path, line),
                    "a route is served that is not in the route table",
                    "declare it with `counter::Routes`, and say whom it is for",
                )
            }));
        }
        if !calls_out(place) {
            findings.extend(source.lines_with("reqwest").map(|line| {
                Finding::fault(
                    RULE,
                    (place.path, line),
                    "an HTTP client is named outside the station's way out",
                    "call out through `station::egress`, which knows the hosts that are allowed",
                )
            }));
        }
    }
    findings
}

fn serves(place: Place<'_>) -> bool {
    ["counter", "rights", "bluelamp"].contains(&place.krate)
        || place.has_part(|part| part.starts_with("pages"))
}

fn keeps_the_table(place: Place<'_>) -> bool {
    place.krate == "counter" && place.has_part(|part| part == "routes")
}

fn calls_out(place: Place<'_>) -> bool {
    place.krate == "station" && place.has_part(|part| part == "egress")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of([(path, text)])).len()
    }

    #[test]
    fn axum_belongs_to_the_counter_the_pages_and_the_program() {
        for path in [
            "crates/counter/src/form.rs",
            "crates/rights/src/sign_in.rs",
            "crates/bluelamp/src/main.rs",
            "crates/desk/src/pages.rs",
            "crates/desk/src/pages/queue.rs",
            "crates/reports/tests/reports/main.rs",
        ] {
            assert_eq!(found(path, "use axum::Router;"), 0, "{path}");
        }
        assert_eq!(found("crates/reports/src/submit.rs", "\nuse axum::Router;"), 1);
        assert_eq!(found("crates/station/src/health.rs", "fn a() -> axum::Router {}"), 1);
        assert_eq!(found("crates/reports/src/submit.rs", "// axum is elsewhere"), 0);
    }

    #[test]
    fn no_route_is_served_past_the_route_table() {
        assert_eq!(found("crates/counter/src/routes.rs", "router.route(path, on(GET, show))"), 0);
        assert_eq!(found("crates/desk/src/pages.rs", "    .get(path, Desk, Staff, show)"), 0);
        assert_eq!(found("crates/desk/src/pages.rs", "    .route(path, get(show))"), 1);
        assert_eq!(found("crates/bluelamp/src/api.rs", "Router::new().nest(path, others)"), 1);
    }

    #[test]
    fn only_the_way_out_calls_out() {
        assert_eq!(found("crates/station/src/egress.rs", "reqwest::Client"), 0);
        assert_eq!(found("crates/station/src/senders.rs", "reqwest::Client"), 1);
        assert_eq!(found("crates/bluelamp/src/main.rs", "reqwest::get(x)"), 1);
    }
}
