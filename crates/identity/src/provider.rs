//! A force's identity provider: somebody is sent there, comes back with a code, and is known by what
//! the provider then says of them (OpenID Connect, code flow with PKCE).
//!
//! [`Provider::begin`] makes the address to send a browser to, and what must be kept for its way back;
//! [`Provider::finish`] reads the answer; [`Provider::logout`] reads what the provider says when somebody
//! signs out there.
//!
//! *Invariants:* whatever is not exactly as it was promised is refused, and the [`Refusal`] says no more
//! than what; a signature is checked whatever else holds; nobody but the hosts that were configured is
//! asked, or sent to.

mod discovery;
mod id_token;
mod logout;
mod refusal;
mod signed;

pub use logout::Logout;
pub use refusal::Refusal;

use discovery::Directory;
use id_token::Expected;
use jiff::SignedDuration;
use kernel::Instant;
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreClient};
use openidconnect::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest,
    IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse, TokenUrl,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use station::Errand;

/// How far the provider's clock may be from ours.
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);
/// How old a token may be: it has just been made for us.
const YOUNG: SignedDuration = SignedDuration::from_mins(10);
/// How old a sign-in may be that was asked to be new, against when it was asked for.
const FRESH: SignedDuration = SignedDuration::from_secs(30);

/// What must be known of a provider.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who it says that it is: an address, under which it describes itself.
    pub issuer: String,
    /// Who we are to it.
    pub client_id: String,
    /// What proves that.
    pub client_secret: Option<String>,
    /// Hosts beside the issuer's that its addresses may be on.
    pub hosts: Vec<String>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// Where it sends people back to.
    pub back: String,
}

/// A provider as it is configured.
#[derive(Debug)]
pub struct Provider {
    settings: Settings,
    directory: Directory,
}

/// What is kept in a browser while its owner is at the provider. Sealed: whoever could read it could
/// answer in their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What the answer must repeat.
    pub state: String,
    nonce: String,
    verifier: String,
    began: i64,
    fresh: bool,
}

/// What a browser brought back, as its address's query has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    code: Option<String>,
    state: Option<String>,
    issuer: Option<String>,
    error: Option<String>,
}

/// Whom a provider knows, and how it says that they proved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who says so.
    pub issuer: String,
    /// Who they are there: never shared with anybody else, never reused.
    pub subject: String,
    /// What the provider calls the session.
    pub session: Option<String>,
    /// In which class their proof is.
    pub acr: Option<String>,
    /// With what they proved it.
    pub amr: Vec<String>,
    /// When they did.
    pub auth_time: Option<Instant>,
    /// Everything that was said of them.
    pub claims: Map<String, Value>,
}

impl Answer {
    /// Reads a query's pairs. What is said twice counts as not said at all.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let once = |name: &str| {
            let mut found = pairs.iter().filter(|(key, _)| key == name);
            let first = found.next().map(|(_, value)| value.clone());
            first.filter(|_| found.next().is_none())
        };
        Self { code: once("code"), state: once("state"), issuer: once("iss"), error: once("error") }
    }
}

impl Provider {
    /// A provider of these settings; nothing where its issuer is no address that may be asked.
    #[must_use]
    pub fn new(settings: Settings) -> Option<Self> {
        let issuer = url::Url::parse(&settings.issuer).ok()?;
        let host = issuer.host_str()?;
        let own = issuer.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let hosts: Vec<String> = settings.hosts.iter().cloned().chain([own]).collect();
        let errand = Errand::to(&hosts)?;
        let plain = issuer.query().is_none() && issuer.fragment().is_none();
        let fits = plain && errand.may_go_to(&settings.issuer);
        let directory = Directory::new(errand, settings.issuer.clone());
        fits.then_some(Self { settings, directory })
    }

    /// Who it is.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// Where to send somebody, and what to keep until they are back. `fresh` asks the provider to have
    /// them prove anew who they are, even if it knows them still.
    pub async fn begin(&self, now: Instant, fresh: bool) -> Result<(String, Pending), Refusal> {
        let known = self.directory.known(now).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let auth = AuthUrl::new(known.metadata.authorization_endpoint.clone());
        let back = RedirectUrl::new(self.settings.back.clone());
        let client = CoreClient::new(
            ClientId::new(self.settings.client_id.clone()),
            IssuerUrl::new(self.settings.issuer.clone()).map_err(|_| Refusal::Description)?,
            (*known.keys).clone(),
        )
        .set_auth_uri(auth.map_err(|_| Refusal::Description)?)
        .set_redirect_uri(back.map_err(|_| Refusal::Description)?);
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let scopes = self.settings.scopes.iter().cloned().map(Scope::new);
        let mut request = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scopes(scopes)
            .set_pkce_challenge(challenge);
        if fresh {
            request =
                request.set_max_age(std::time::Duration::ZERO).add_prompt(CoreAuthPrompt::Login);
        }
        let (url, state, nonce) = request.url();
        let pending = Pending {
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
            began: now.timestamp().as_second(),
            fresh,
        };
        Ok((url.into(), pending))
    }

    /// Whether an answer is one to what was asked. Asked before the answer is used up.
    pub async fn fits(
        &self,
        now: Instant,
        pending: &Pending,
        answer: &Answer,
    ) -> Result<(), Refusal> {
        let state = answer.state.as_deref().ok_or(Refusal::State)?;
        if !station::secrets::same(state.as_bytes(), pending.state.as_bytes()) {
            return Err(Refusal::State);
        }
        let says_who = self.directory.known(now).await?.metadata.says_who_answers;
        match answer.issuer.as_deref() {
            Some(issuer) if issuer == self.settings.issuer => Ok(()),
            None if !says_who => Ok(()),
            _ => Err(Refusal::Issuer),
        }
    }

    /// Who came back, if everything is as it must be.
    pub async fn finish(
        &self,
        now: Instant,
        pending: &Pending,
        answer: &Answer,
    ) -> Result<Identity, Refusal> {
        self.fits(now, pending, answer).await?;
        if answer.error.is_some() {
            return Err(Refusal::Declined);
        }
        let code = answer.code.clone().ok_or(Refusal::Code)?;
        let tokens = self.exchange(now, code, &pending.verifier).await?;
        let token = tokens.id_token().ok_or(Refusal::Token("there is none"))?;
        let known = self.directory.known(now).await?;
        let expected = Expected {
            client: &self.settings.client_id,
            issuer: &self.settings.issuer,
            nonce: &Nonce::new(pending.nonce.clone()),
            now,
        };
        let claims = match id_token::read(token, tokens.access_token(), &known.keys, &expected) {
            Err(Refusal::UnknownKey) => {
                let keys = self.directory.keys_again(now).await?;
                id_token::read(token, tokens.access_token(), &keys, &expected)?
            }
            outcome => outcome?,
        };
        let identity = id_token::identity(claims, &self.settings.issuer)?;
        let asked = Instant::new(
            jiff::Timestamp::from_second(pending.began).map_err(|_| Refusal::NotFresh)?,
        );
        let is_fresh = identity.auth_time.is_some_and(|at| at.since(asked) >= -FRESH);
        if pending.fresh && !is_fresh {
            return Err(Refusal::NotFresh);
        }
        Ok(identity)
    }

    /// What a provider says of somebody who signed out there.
    pub async fn logout(&self, now: Instant, token: &str) -> Result<Logout, Refusal> {
        let known = self.directory.known(now).await?;
        let (client, issuer) = (&self.settings.client_id, &self.settings.issuer);
        match logout::read(token, &known.keys, (client, issuer), now) {
            Err(Refusal::UnknownKey) => {
                let keys = self.directory.keys_again(now).await?;
                logout::read(token, &keys, (client, issuer), now)
            }
            outcome => outcome,
        }
    }

    async fn exchange(
        &self,
        now: Instant,
        code: String,
        verifier: &str,
    ) -> Result<openidconnect::core::CoreTokenResponse, Refusal> {
        let known = self.directory.known(now).await?;
        let endpoint = TokenUrl::new(known.metadata.token_endpoint.clone());
        let back = RedirectUrl::new(self.settings.back.clone());
        let mut client = CoreClient::new(
            ClientId::new(self.settings.client_id.clone()),
            IssuerUrl::new(self.settings.issuer.clone()).map_err(|_| Refusal::Description)?,
            (*known.keys).clone(),
        )
        .set_token_uri(endpoint.map_err(|_| Refusal::Description)?)
        .set_redirect_uri(back.map_err(|_| Refusal::Description)?)
        .set_auth_type(if known.metadata.wants_secret_in_body() {
            AuthType::RequestBody
        } else {
            AuthType::BasicAuth
        });
        if let Some(secret) = &self.settings.client_secret {
            client = client.set_client_secret(ClientSecret::new(secret.clone()));
        }
        // What asks owns its errand: a future of the library's that borrowed one could not be sent
        // from thread to thread.
        let errand = self.directory.errand().clone();
        let ask = move |request: HttpRequest| {
            let errand = errand.clone();
            async move { errand.send(request).await }
        };
        let asked = client
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .request_async(&ask)
            .await;
        asked.map_err(|error| match error {
            openidconnect::RequestTokenError::Request(unanswered) => {
                Refusal::Unanswered(unanswered)
            }
            _ => Refusal::Code,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Provider, Settings};

    fn provider(issuer: &str) -> Option<Provider> {
        Provider::new(Settings {
            issuer: issuer.to_owned(),
            client_id: "bluelamp".to_owned(),
            client_secret: None,
            hosts: vec![],
            scopes: vec![],
            back: "https://police.example/back".to_owned(),
        })
    }

    #[test]
    fn an_issuer_is_an_encrypted_address_or_one_of_this_machine() {
        for (issuer, fits) in [
            ("https://login.example", true),
            ("https://login.example/realms/humberside", true),
            ("https://login.example:8443/", true),
            ("http://127.0.0.1:9000", true),
            ("http://login.example", false),
            ("https://login.example/?tenant=x", false),
            ("https://login.example/#x", false),
            ("login.example", false),
            ("", false),
        ] {
            assert_eq!(provider(issuer).is_some(), fits, "{issuer}");
        }
    }

    #[test]
    fn what_an_answer_says_twice_it_does_not_say() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let answer = Answer::of(&[
            pair("code", "a"),
            pair("state", "b"),
            pair("state", "c"),
            pair("iss", "d"),
            pair("other", "e"),
        ]);
        assert_eq!(answer.code.as_deref(), Some("a"));
        assert_eq!(answer.state, None);
        assert_eq!(answer.issuer.as_deref(), Some("d"));
    }
}
