//! What a provider's words mean here.

use super::Described;
use identity::provider::Identity;
use policy::{Assurance, Role};
use serde_json::{Map, Value};
use station::config::SignIn;
use std::collections::BTreeMap;

/// What a provider's words mean here, as it is configured.
#[derive(Clone, Debug)]
pub(super) struct Mapping {
    roles_claim: String,
    roles: BTreeMap<String, Role>,
    units_claim: Option<String>,
    acr: BTreeMap<String, Assurance>,
    amr: BTreeMap<String, Assurance>,
    managed: Option<String>,
    pub(super) required: Assurance,
}

/// A key, what is wrong with it, and what to do.
type Wrong = (&'static str, String, String);

impl Mapping {
    /// What the roles of a provider make of somebody, by the provider's word for each.
    pub(super) fn roles(&self) -> Vec<(String, Role)> {
        self.roles.iter().map(|(value, role)| (value.clone(), *role)).collect()
    }

    /// What is configured; everything in it that this program does not know.
    pub(super) fn of(one: &SignIn) -> Result<Self, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut roles = BTreeMap::new();
        for (value, code) in &one.roles {
            match Role::of_code(code) {
                Some(role) => drop(roles.insert(value.clone(), role)),
                None => wrong.push(("roles", format!("there is no role `{code}`"), known_roles())),
            }
        }
        let mut scale = |key: &'static str, given: &BTreeMap<String, String>| {
            let mut read = BTreeMap::new();
            for (value, code) in given {
                match Assurance::of_code(code) {
                    Some(assurance) => drop(read.insert(value.clone(), assurance)),
                    None => wrong.push((key, format!("`{code}` is no assurance"), known_scale())),
                }
            }
            read
        };
        let (acr, amr) = (scale("acr", &one.acr), scale("amr", &one.amr));
        let least = one.require_assurance.as_deref().unwrap_or(Assurance::OneFactor.code());
        let required = Assurance::of_code(least);
        if required.is_none() {
            wrong.push(("require_assurance", format!("`{least}` is no assurance"), known_scale()));
        }
        match required {
            Some(required) if wrong.is_empty() => Ok(Self {
                roles_claim: one.roles_claim.clone(),
                roles,
                units_claim: one.units_claim.clone(),
                acr,
                amr,
                managed: one.managed_device_claim.clone(),
                required,
            }),
            _ => Err(wrong),
        }
    }

    /// Who it is, in our words.
    pub(super) fn described(&self, identity: &Identity) -> Described {
        let claims = &identity.claims;
        let said = texts(claims, &self.roles_claim);
        let mut roles: Vec<Role> =
            said.iter().filter_map(|value| self.roles.get(*value).copied()).collect();
        roles.sort_by_key(|role| role.code());
        roles.dedup();
        let units = self.units_claim.as_deref().map(|claim| {
            let mut units: Vec<String> =
                texts(claims, claim).into_iter().map(str::to_owned).collect();
            units.sort();
            units.dedup();
            units
        });
        Described {
            name: Described::name_in(claims, &identity.subject),
            email: Described::email_in(claims),
            roles,
            units,
        }
    }

    /// How surely we know them: the most that their provider's words mean, and little where they mean
    /// nothing.
    pub(super) fn assurance(&self, identity: &Identity) -> Assurance {
        let class = identity.acr.as_ref().and_then(|acr| self.acr.get(acr));
        let means = identity.amr.iter().filter_map(|amr| self.amr.get(amr));
        class.into_iter().chain(means).copied().max().unwrap_or(Assurance::OneFactor)
    }

    /// Whether they are at a device that the force manages.
    pub(super) fn managed(&self, identity: &Identity) -> bool {
        let said = self.managed.as_deref().and_then(|claim| found(&identity.claims, claim));
        said.is_some_and(|said| *said == Value::Bool(true) || *said == "true")
    }
}

/// What a claim says: that of this very name, or the one to which dots lead.
fn found<'a>(claims: &'a Map<String, Value>, claim: &str) -> Option<&'a Value> {
    if let Some(value) = claims.get(claim) {
        return Some(value);
    }
    let (outer, inner) = claim.split_once('.')?;
    found(claims.get(outer)?.as_object()?, inner)
}

/// The texts of a claim: one, or a list.
fn texts<'a>(claims: &'a Map<String, Value>, claim: &str) -> Vec<&'a str> {
    match found(claims, claim) {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn known_roles() -> String {
    let codes: Vec<&str> = Role::ALL.into_iter().map(Role::code).collect();
    format!("use one of {}", codes.join(", "))
}

fn known_scale() -> String {
    let codes: Vec<&str> = Assurance::ALL.iter().map(|it| it.code()).collect();
    format!("use one of {}", codes.join(", "))
}

#[cfg(test)]
mod tests {
    use super::Mapping;
    use identity::provider::Identity;
    use policy::{Assurance, Role};
    use serde_json::{Value, json};
    use station::config::SignIn;

    fn mapping(more: &Value) -> Result<Mapping, Vec<super::Wrong>> {
        let mut configured = json!({
            "force": "humberside", "name": "Humberside Police", "client_id": "bluelamp",
            "issuer": "https://login.example",
            "roles": { "Operators": "contact_operator", "Leads": "supervisor" },
            "acr": { "mfa": "two_factors" }, "amr": { "fido": "hardware", "otp": "two_factors" },
        });
        for (key, value) in more.as_object().unwrap() {
            configured[key] = value.clone();
        }
        Mapping::of(&serde_json::from_value::<SignIn>(configured).unwrap())
    }

    fn identity(claims: Value) -> Identity {
        let Value::Object(claims) = claims else { panic!("an object") };
        let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
        let amr = claims.get("amr").cloned().unwrap_or(json!([]));
        Identity {
            issuer: "https://login.example".to_owned(),
            subject: "4711".to_owned(),
            session: None,
            acr: text("acr"),
            amr: serde_json::from_value(amr).unwrap(),
            auth_time: None,
            claims,
        }
    }

    #[test]
    fn only_what_is_mapped_makes_a_role() {
        for (more, claims, roles) in [
            (json!({}), json!({ "roles": ["Operators"] }), vec![Role::ContactOperator]),
            (json!({}), json!({ "roles": "Leads" }), vec![Role::Supervisor]),
            (
                json!({}),
                json!({ "roles": ["Leads", "Operators", "Leads", "Cleaners"] }),
                vec![Role::ContactOperator, Role::Supervisor],
            ),
            (json!({}), json!({ "roles": ["operators", "supervisor"] }), vec![]),
            (json!({}), json!({ "roles": { "Operators": true } }), vec![]),
            (json!({}), json!({ "groups": ["Operators"] }), vec![]),
            (
                json!({ "roles_claim": "realm_access.roles" }),
                json!({ "realm_access": { "roles": ["Operators"] } }),
                vec![Role::ContactOperator],
            ),
            (
                json!({ "roles_claim": "https://police.example/roles" }),
                json!({ "https://police.example/roles": ["Operators"] }),
                vec![Role::ContactOperator],
            ),
        ] {
            let described = mapping(&more).unwrap().described(&identity(claims.clone()));
            assert_eq!(described.roles, roles, "{claims}");
        }
    }

    #[test]
    fn how_surely_somebody_is_known_is_the_most_that_was_said_and_mapped() {
        for (claims, assurance) in [
            (json!({}), Assurance::OneFactor),
            (json!({ "acr": "password" }), Assurance::OneFactor),
            (json!({ "acr": "hardware" }), Assurance::OneFactor),
            (json!({ "acr": "mfa" }), Assurance::TwoFactors),
            (json!({ "amr": ["pwd", "otp"] }), Assurance::TwoFactors),
            (json!({ "acr": "mfa", "amr": ["fido"] }), Assurance::Hardware),
        ] {
            let said = mapping(&json!({})).unwrap().assurance(&identity(claims.clone()));
            assert_eq!(said, assurance, "{claims}");
        }
    }

    #[test]
    fn a_device_is_managed_only_where_the_claim_says_so() {
        let mapping = mapping(&json!({ "managed_device_claim": "device.managed" })).unwrap();
        for (claims, managed) in [
            (json!({ "device": { "managed": true } }), true),
            (json!({ "device": { "managed": "true" } }), true),
            (json!({ "device": { "managed": "yes" } }), false),
            (json!({ "managed": true }), false),
            (json!({}), false),
        ] {
            assert_eq!(mapping.managed(&identity(claims.clone())), managed, "{claims}");
        }
    }

    #[test]
    fn units_come_from_the_provider_only_where_it_is_asked_for_them() {
        let claims = json!({ "units": ["b", "a", "b"] });
        let without = mapping(&json!({})).unwrap().described(&identity(claims.clone()));
        assert_eq!(without.units, None);
        let with = mapping(&json!({ "units_claim": "units" })).unwrap();
        let with = with.described(&identity(claims));
        assert_eq!(with.units, Some(vec!["a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn a_role_or_an_assurance_that_does_not_exist_is_named() {
        for (more, key) in [
            (json!({ "roles": { "x": "boss" } }), "roles"),
            (json!({ "acr": { "x": "very" } }), "acr"),
            (json!({ "amr": { "x": "very" } }), "amr"),
            (json!({ "require_assurance": "very" }), "require_assurance"),
        ] {
            assert_eq!(mapping(&more).unwrap_err()[0].0, key);
        }
    }
}
