//! The identity providers that people who work for a force sign in with.

use super::Fault;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One identity provider of one force (OpenID Connect). A force may have several.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The force whose people it knows.
    pub force: String,
    /// What it is called, as in "Sign in with …".
    pub name: String,
    /// The address that the provider calls itself, letter for letter: an https: one.
    pub issuer: String,
    /// Who we are to it.
    pub client_id: String,
    /// What proves that. Secret.
    #[serde(default)]
    pub client_secret: Option<String>,
    /// Hosts beside the issuer's that its addresses may be on, with a port where it is not the usual
    /// one.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// What is asked for beside `openid`.
    #[serde(default = "usual_scopes")]
    pub scopes: Vec<String>,
    /// The claim that says what somebody is there for: its name, or the way to it with dots.
    #[serde(default = "usual_roles_claim")]
    pub roles_claim: String,
    /// What each value of that claim makes of somebody: one of our roles.
    pub roles: BTreeMap<String, String>,
    /// The claim that says to which units somebody belongs.
    #[serde(default)]
    pub units_claim: Option<String>,
    /// How surely we know whoever comes with a value of `acr`: `one_factor`, `two_factors` or
    /// `hardware`.
    #[serde(default)]
    pub acr: BTreeMap<String, String>,
    /// The same for a value among those of `amr`.
    #[serde(default)]
    pub amr: BTreeMap<String, String>,
    /// The claim that is true on a device that the force manages.
    #[serde(default)]
    pub managed_device_claim: Option<String>,
    /// How surely we must know somebody, or they are not let in.
    #[serde(default)]
    pub require_assurance: Option<String>,
}

fn usual_scopes() -> Vec<String> {
    ["profile", "email"].map(str::to_owned).to_vec()
}

fn usual_roles_claim() -> String {
    "roles".to_owned()
}

/// What is wrong with a provider as it is configured, as far as that can be seen here.
pub(super) fn check(providers: &BTreeMap<String, SignIn>, place: &str) -> Option<Fault> {
    providers.iter().find_map(|(id, provider)| {
        let (problem, remedy) = wrong(id, provider)?;
        Some(Fault {
            place: place.to_owned(),
            problem: format!("`sign_in.{id}{problem}"),
            remedy: remedy.to_owned(),
        })
    })
}

fn wrong(id: &str, provider: &SignIn) -> Option<(&'static str, &'static str)> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.len() > 40 || !id.chars().all(plain) {
        let remedy = "use small letters, digits and hyphens: it stands in addresses";
        return Some(("` is no name of a provider", remedy));
    }
    let here = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    let encrypted = provider.issuer.starts_with("https://");
    if !encrypted && !here.iter().any(|it| provider.issuer.starts_with(it)) {
        let remedy =
            "write what the provider calls itself, like https://login.example/realms/force";
        return Some((".issuer` is not an https: address", remedy));
    }
    if provider.issuer.contains(['?', '#', '@', ' ']) {
        let remedy = "write the address up to the question mark";
        return Some((".issuer` is more than an address", remedy));
    }
    if provider.name.trim().is_empty() || provider.client_id.trim().is_empty() {
        return Some((".name` or `client_id` is empty", "write both"));
    }
    provider.roles.is_empty().then_some((
        ".roles` is empty: nobody could sign in",
        "say for each value of the claim what it makes of somebody",
    ))
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Fault, load};

    const FILE: &str = r#"
        [sign_in.humberside-staff]
        force = "humberside"
        name = "Humberside Police"
        issuer = "https://login.example/humberside"
        client_id = "bluelamp"
        client_secret = "in-the-file"
        roles = { Operators = "contact_operator" }
        amr = { fido = "hardware" }
    "#;

    fn loaded(file: &str, environment: &[(&str, &str)]) -> Result<Config, Vec<Fault>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bluelamp.toml");
        std::fs::write(&path, file).unwrap();
        let pairs = environment.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        load(Some(&path), pairs, false)
    }

    #[test]
    fn a_provider_is_a_section_with_a_name_and_its_secret_is_never_shown() {
        let config = loaded(FILE, &[]).unwrap();
        let provider = &config.sign_in["humberside-staff"];
        assert_eq!(provider.client_secret.as_deref(), Some("in-the-file"));
        assert_eq!(provider.roles_claim, "roles");
        let shown = config.dump().unwrap();
        assert!(shown.contains("https://login.example/humberside"), "{shown}");
        assert!(!shown.contains("in-the-file"), "{shown}");
    }

    #[test]
    fn the_environment_and_a_file_lie_over_a_provider_too() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        std::fs::write(&secret, "in-its-own-file\n").unwrap();
        let secret = secret.display().to_string();
        let config = loaded(
            FILE,
            &[
                ("BLUELAMP__SIGN_IN__HUMBERSIDE_STAFF__CLIENT_SECRET_FILE", &secret),
                ("BLUELAMP__SIGN_IN__HUMBERSIDE_STAFF__CLIENT_ID", "another"),
            ],
        );
        let config = config.unwrap();
        let provider = &config.sign_in["humberside-staff"];
        assert_eq!(provider.client_secret.as_deref(), Some("in-its-own-file"));
        assert_eq!(provider.client_id, "another");
        let faults = loaded(FILE, &[("BLUELAMP__SIGN_IN__HUMBERSIDE_STAFF__ISUER", "x")]);
        let faults = faults.unwrap_err();
        assert!(faults[0].remedy.contains("`sign_in.*.issuer`"), "{}", faults[0]);
    }

    #[test]
    fn a_provider_that_could_let_nobody_in_or_anybody_is_refused() {
        for (from, to) in [
            ("https://login", "http://login"),
            ("https://login.example/humberside", "https://login.example/?x"),
            ("\"bluelamp\"", "\"\""),
            ("Operators = \"contact_operator\"", ""),
            ("humberside-staff", "\"Humberside Staff\""),
            ("client_id", "client_di"),
            ("force = \"humberside\"", ""),
        ] {
            let faults = loaded(&FILE.replace(from, to), &[]);
            assert!(faults.is_err(), "{from} → {to}");
        }
    }
}
