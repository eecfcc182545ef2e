//! The pages of administration, at `/desk/administration`.

mod account_change;
mod account_new;
mod account_state;
mod accounts;
mod agreement_new;
mod agreements;
mod clients;
mod groups;
mod index;
mod person;
mod policies;
mod policy_end;
mod policy_new;
mod providers;
mod right_names;
mod sessions;

use axum::extract::FromRef;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::{Counter, Routes, Visit};
use kernel::{ForceId, Language, Purpose};
use rights::pages::{At, SignedIn};
use station::Station;
use std::sync::Arc;

/// The services that a force offers: their ids, and what they are called in a language.
pub type Services = Arc<dyn Fn(&ForceId, Language) -> Vec<(String, String)> + Send + Sync>;

/// What these pages need.
#[derive(Clone)]
pub struct Office {
    /// What every page needs.
    pub counter: Counter,
    /// Where everything is kept.
    pub station: Station,
    /// Which services there are to share.
    pub services: Services,
}

impl FromRef<Office> for Counter {
    fn from_ref(office: &Office) -> Self {
        office.counter.clone()
    }
}

impl FromRef<Office> for Station {
    fn from_ref(office: &Office) -> Self {
        office.station.clone()
    }
}

impl Office {
    /// A request by somebody who is signed in.
    const fn at<'a>(&'a self, visit: &'a Visit, signed_in: &'a SignedIn) -> At<'a> {
        At {
            counter: &self.counter,
            station: &self.station,
            visit,
            signed_in,
            root: "/desk/administration",
            purpose: Purpose::Administration,
        }
    }
}

/// The addresses. To be opened with [`counter::open`].
pub fn routes(office: Office) -> Routes {
    people()
        .get("/desk/administration", Desk, Staff, index::show)
        .get("/desk/administration/units", Desk, Staff, groups::units)
        .post("/desk/administration/units", Desk, Staff, groups::make_unit)
        .get("/desk/administration/units/{id}", Desk, Staff, groups::unit)
        .post("/desk/administration/units/{id}", Desk, Staff, groups::change_unit)
        .get("/desk/administration/operations", Desk, Staff, groups::operations)
        .post("/desk/administration/operations", Desk, Staff, groups::make_operation)
        .get("/desk/administration/operations/{id}", Desk, Staff, groups::operation)
        .post("/desk/administration/operations/{id}", Desk, Staff, groups::change_operation)
        .get("/desk/administration/providers", Desk, Staff, providers::show)
        .get("/desk/administration/policies", Desk, Staff, policies::show)
        .get("/desk/administration/policies/new", Desk, Staff, policy_new::show)
        .post("/desk/administration/policies/new", Desk, Staff, policy_new::post)
        .get("/desk/administration/policies/{id}/end", Desk, Staff, policy_end::show)
        .post("/desk/administration/policies/{id}/end", Desk, Staff, policy_end::post)
        .get("/desk/administration/agreements", Desk, Staff, agreements::show)
        .get("/desk/administration/agreements/new", Desk, Staff, agreement_new::show)
        .post("/desk/administration/agreements/new", Desk, Staff, agreement_new::post)
        .get("/desk/administration/agreements/{id}", Desk, Staff, agreements::one)
        .post("/desk/administration/agreements/{id}", Desk, Staff, agreements::end)
        .get("/desk/administration/systems", Desk, Staff, clients::show)
        .get("/desk/administration/systems/new", Desk, Staff, clients::new)
        .post("/desk/administration/systems/new", Desk, Staff, clients::make)
        .get("/desk/administration/systems/{id}", Desk, Staff, clients::one)
        .post("/desk/administration/systems/{id}", Desk, Staff, clients::end)
        .with_state(office)
}

fn people() -> Routes<Office> {
    Routes::new()
        .get("/desk/administration/accounts", Desk, Staff, accounts::show)
        .post("/desk/administration/accounts", Desk, Staff, accounts::search)
        .get("/desk/administration/accounts/new", Desk, Staff, account_new::show)
        .post("/desk/administration/accounts/new", Desk, Staff, account_new::post)
        .get("/desk/administration/accounts/{id}", Desk, Staff, person::show)
        .get("/desk/administration/accounts/{id}/change", Desk, Staff, account_change::show)
        .post("/desk/administration/accounts/{id}/change", Desk, Staff, account_change::post)
        .get("/desk/administration/accounts/{id}/state", Desk, Staff, account_state::show)
        .post("/desk/administration/accounts/{id}/state", Desk, Staff, account_state::post)
        .get("/desk/administration/accounts/{id}/sessions", Desk, Staff, sessions::show)
        .post("/desk/administration/accounts/{id}/sessions", Desk, Staff, sessions::post)
}
