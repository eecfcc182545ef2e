//! Somebody as their provider describes them, in our words.

use crate::store::provided::Known;
use kernel::Email;
use policy::Role;
use serde_json::{Map, Value};

/// The most characters of a name.
const LONGEST_NAME: usize = 120;

/// Somebody as their provider describes them, in our words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Described {
    /// The name that colleagues see.
    pub(crate) name: String,
    /// An address in lower case; empty where there is none. Nobody is known by it.
    pub(crate) email: String,
    /// What they are there for; empty for whom nothing is mapped.
    pub(crate) roles: Vec<Role>,
    /// Their units, where the provider is asked for them.
    pub(crate) units: Option<Vec<String>>,
}

impl Described {
    /// A name for them: the first that is said, or what the provider calls them.
    pub(super) fn name_in(claims: &Map<String, Value>, subject: &str) -> String {
        let said = ["name", "preferred_username"].into_iter().filter_map(|claim| {
            let text = claims.get(claim)?.as_str()?;
            let plain: String = text.chars().filter(|c| !c.is_control()).collect();
            let plain = plain.trim();
            (!plain.is_empty()).then(|| plain.chars().take(LONGEST_NAME).collect())
        });
        said.into_iter().next().unwrap_or_else(|| subject.chars().take(LONGEST_NAME).collect())
    }

    /// An address of theirs.
    pub(super) fn email_in(claims: &Map<String, Value>) -> String {
        let said = ["email", "preferred_username"].into_iter().filter_map(|claim| {
            Email::parse(claims.get(claim)?.as_str()?).ok().map(|it| it.as_str().to_lowercase())
        });
        said.into_iter().next().unwrap_or_default()
    }

    /// Whether an account says something else.
    pub(super) fn differs_from(&self, known: &Known) -> bool {
        let roles: Vec<&str> = self.roles.iter().map(|role| role.code()).collect();
        let same_units = self.units.as_ref().is_none_or(|units| *units == known.units);
        self.name != known.name || self.email != known.email || roles != known.roles || !same_units
    }
}

#[cfg(test)]
mod tests {
    use super::Described;
    use serde_json::{Value, json};

    #[test]
    fn somebody_is_called_what_their_provider_says_and_never_by_nothing() {
        for (claims, name, email) in [
            (
                json!({ "name": " Ada\u{7} ", "email": "ADA@force.example" }),
                "Ada",
                "ada@force.example",
            ),
            (
                json!({ "preferred_username": "ada@force.example" }),
                "ada@force.example",
                "ada@force.example",
            ),
            (json!({ "name": "", "email": "no address" }), "4711", ""),
            (json!({ "name": ["Ada"] }), "4711", ""),
        ] {
            let Value::Object(claims) = claims else { panic!("an object") };
            assert_eq!(Described::name_in(&claims, "4711"), name);
            assert_eq!(Described::email_in(&claims), email);
        }
    }
}
