//! From text to policies that were checked: against the grammar, the schema, and what we ask of each.

use cedar_policy::{Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator};
use std::collections::HashSet;

/// What is wrong with a text, with the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file or the addition.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(place: &str, message: impl std::fmt::Display) -> Self {
        Self { place: place.to_owned(), message: message.to_string() }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// What every policy says of itself.
const SAYS: [&str; 3] = ["id", "en", "cy"];

pub(crate) fn schema(text: &str) -> Result<Schema, Fault> {
    let read = Schema::from_cedarschema_str(text);
    read.map(|(schema, _)| schema).map_err(|error| Fault::new("schema.cedarschema", error))
}

/// The policies of a text, each under the id that it gives itself.
pub(crate) fn read(place: &str, text: &str) -> Result<Vec<Policy>, Vec<Fault>> {
    let set: PolicySet =
        text.parse().map_err(|error| vec![Fault::new(place, format!("{error:?}"))])?;
    if set.templates().next().is_some() {
        return Err(vec![Fault::new(place, "a template; write a policy")]);
    }
    let (mut policies, mut faults) = (Vec::new(), Vec::new());
    for policy in set.policies() {
        let missing: Vec<&str> = SAYS
            .into_iter()
            .filter(|key| policy.annotation(*key).is_none_or(str::is_empty))
            .collect();
        match policy.annotation("id") {
            Some(id) if missing.is_empty() => policies.push(policy.new_id(PolicyId::new(id))),
            _ => {
                let which = policy.annotation("id").unwrap_or("a policy");
                let missing = missing.join(", @");
                faults.push(Fault::new(place, format!("{which} does not say @{missing}")));
            }
        }
    }
    if faults.is_empty() { Ok(policies) } else { Err(faults) }
}

/// One set of them, checked against the schema.
pub(crate) fn together(
    schema: &Schema,
    policies: impl IntoIterator<Item = (String, Policy)>,
) -> Result<PolicySet, Vec<Fault>> {
    let (mut set, mut faults, mut ids) = (PolicySet::new(), Vec::new(), HashSet::new());
    for (place, policy) in policies {
        if !ids.insert(policy.id().clone()) {
            faults.push(Fault::new(&place, format!("there is a policy {} already", policy.id())));
        } else if let Err(error) = set.add(policy) {
            faults.push(Fault::new(&place, error));
        }
    }
    let found = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
    let found = found.validation_errors().map(|error| Fault::new("policies", error));
    faults.extend(found);
    if faults.is_empty() { Ok(set) } else { Err(faults) }
}
