//! The identity providers of the force, as they are configured.

use super::Office;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use counter::components::{SummaryList, SummaryRow};
use counter::leaf::{Leaf, Part};
use counter::{Fault, Visit};
use kernel::{Problem, words};
use rights::pages::At;
use rights::pages::SignedIn;
use rights::{Configured, Providers, Right};

words! {
    TITLE { en: "How people sign in", cy: "Sut mae pobl yn mewngofnodi" }
    ABOUT {
        en: "These are set in the configuration of the server, where their secrets are too. What they say of \
             somebody's roles holds from the next time that they sign in.",
        cy: "Gosodir y rhain yn ffurfweddiad y gweinydd, lle mae eu cyfrinachau hefyd. Mae'r hyn a ddywedant \
             am rolau rhywun yn dal o'r tro nesaf y byddant yn mewngofnodi.",
    }
    NONE {
        en: "Your force has no identity provider here: everybody signs in with an account of their own.",
        cy: "Nid oes gan eich heddlu ddarparwr hunaniaeth yma: mae pawb yn mewngofnodi gyda'u cyfrif eu hunain.",
    }
    ISSUER { en: "Address", cy: "Cyfeiriad" }
    AT_LEAST { en: "We must know people by at least", cy: "Rhaid i ni adnabod pobl drwy o leiaf" }
    MEANS { en: "Its role “{value}” is here", cy: "Ei rôl “{value}” yw yma" }
}

const OPENED_BY: [Right; 1] = [Right::SeeAccounts];

/// `GET /desk/administration/providers`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    signed_in: SignedIn,
    providers: Option<Extension<Providers>>,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let of_force = providers.map(|Extension(all)| all.configured(at.staff().force()));
    let looked = look(&at, &of_force.unwrap_or_default());
    at.shown(&OPENED_BY, looked)
}

fn look(at: &At<'_>, providers: &[Configured]) -> Result<Leaf, Problem> {
    at.staff().require(Right::SeeAccounts)?;
    let leaf = at.leaf(TITLE, at.say(TITLE));
    if providers.is_empty() {
        return Ok(leaf.text(at.say(NONE)));
    }
    let leaf = leaf.text(at.say(ABOUT));
    Ok(providers
        .iter()
        .fold(leaf, |leaf, one| leaf.part(Part::Heading(one.name.clone())).piece(facts(at, one))))
}

fn facts(at: &At<'_>, one: &Configured) -> SummaryList {
    let list = SummaryList::new()
        .row(SummaryRow::new(at.say(ISSUER), one.issuer.clone()))
        .row(SummaryRow::new(at.say(AT_LEAST), at.say(one.required.name())));
    one.roles.iter().fold(list, |list, (value, role)| {
        list.row(SummaryRow::new(at.fill(MEANS, &[("value", value)]), at.say(role.name())))
    })
}
