//! Passkeys: a key pair whose private half never leaves a device, which asks for a finger, a face or a
//! PIN before it signs.
//!
//! A ceremony is begun with what the browser's own function takes, and a sealed half for us. It is
//! finished with both, and with the key as it is kept. Whoever keeps keys also keeps what
//! [`Finished::once`] says, so that no answer counts twice.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use kernel::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use station::{seal, secrets};
use url::Url;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// How long a ceremony may take.
pub const LASTS: SignedDuration = SignedDuration::from_mins(5);

/// Where keys are good for: one origin, and its host as the name of whom they answer.
#[derive(Debug)]
pub struct Site {
    webauthn: Webauthn,
    sealing: [u8; 32],
}

/// Why a ceremony proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The half that was sealed is not ours, is another's, or was for something else.
    NotOurs,
    /// It took longer than five minutes.
    TooLate,
    /// The answer is no answer, or not to what we asked: another origin, challenge, key or signature,
    /// a person who was not asked for.
    Wrong,
    /// The key's counter went back: there are two of it.
    Cloned,
    /// The key is kept already.
    Known,
    /// There is no such ceremony here: the public address is no host's name.
    NotHere,
}

impl Refused {
    /// As the journal calls it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOurs => "not_ours",
            Self::TooLate => "too_late",
            Self::Wrong => "wrong",
            Self::Cloned => "cloned",
            Self::Known => "known",
            Self::NotHere => "not_here",
        }
    }
}

/// A key as it is kept: what is public of it, and its counter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(Passkey);

impl Key {
    /// Its name among all keys.
    #[must_use]
    pub fn credential(&self) -> Vec<u8> {
        self.0.cred_id().as_slice().to_vec()
    }

    fn name(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.cred_id().as_slice())
    }
}

/// A ceremony that began.
#[derive(Clone, Debug)]
pub struct Begun {
    /// What `navigator.credentials` takes, with bytes as text.
    pub options: Value,
    /// Our half, sealed. It comes back with the answer.
    pub sealed: String,
}

/// A ceremony that ended well.
#[derive(Clone, Debug)]
pub struct Finished {
    /// The key, as it is to be kept from now on.
    pub key: Key,
    /// What must be new: an answer that comes with the same was given before.
    pub once: [u8; 32],
    /// When nobody needs to remember that any more.
    pub until: Instant,
}

/// Whom an answer says that it is from. Nothing is proven by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The account that the key was made for.
    pub account: Uuid,
    /// The key.
    pub credential: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
enum State {
    Adding(Box<PasskeyRegistration>),
    Proving(Box<DiscoverableAuthentication>),
}

#[derive(Serialize, Deserialize)]
struct Half {
    until: Instant,
    state: State,
}

impl Site {
    /// The site of a public address, such as `https://police.example`. Nothing where its host is a number:
    /// browsers know no keys of such.
    #[must_use]
    pub fn of(public_url: &str, key: &secrets::ServerKey) -> Option<Self> {
        let origin = Url::parse(public_url).ok()?;
        let host = origin.domain()?.to_owned();
        let builder = WebauthnBuilder::new(&host, &origin).ok()?.rp_name("Bluelamp");
        Some(Self { webauthn: builder.build().ok()?, sealing: key.derive("passkey ceremony") })
    }

    /// Begins to add a key to an account that has some. `called` is the name that a device shows beside
    /// it.
    pub fn begin_adding(
        &self,
        account: Uuid,
        called: &str,
        has: &[Key],
        now: Instant,
    ) -> Result<Begun, Refused> {
        let has: Vec<CredentialID> = has.iter().map(|key| key.0.cred_id().clone()).collect();
        let begun = self.webauthn.start_passkey_registration(account, called, called, Some(has));
        let (options, state) = begun.map_err(|_| Refused::Wrong)?;
        let mut options = serde_json::to_value(options.public_key).map_err(|_| Refused::Wrong)?;
        // Signing in begins with the key: it must know for whom it was made.
        let chosen = options.get_mut("authenticatorSelection").and_then(Value::as_object_mut);
        if let Some(chosen) = chosen {
            chosen.insert("residentKey".to_owned(), json!("required"));
            chosen.insert("requireResidentKey".to_owned(), json!(true));
        }
        let sealed = self.seal(&adding(account), State::Adding(Box::new(state)), now)?;
        Ok(Begun { options, sealed })
    }

    /// Finishes it.
    pub fn finish_adding(
        &self,
        account: Uuid,
        (sealed, answer): (&str, &str),
        now: Instant,
    ) -> Result<Finished, Refused> {
        let (half, once) = self.open(&adding(account), sealed, now)?;
        let State::Adding(state) = half.state else { return Err(Refused::NotOurs) };
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| Refused::Wrong)?;
        let made = self.webauthn.finish_passkey_registration(&answer, &state);
        let key = Key(made.map_err(|_| Refused::Wrong)?);
        Ok(Finished { key, once, until: half.until })
    }

    /// Begins to prove that somebody has one of their keys; with no account, whoever it is says so.
    pub fn begin_proving(
        &self,
        account: Option<Uuid>,
        has: &[Key],
        now: Instant,
    ) -> Result<Begun, Refused> {
        let begun = self.webauthn.start_discoverable_authentication();
        let (options, state) = begun.map_err(|_| Refused::Wrong)?;
        let mut options = serde_json::to_value(options.public_key).map_err(|_| Refused::Wrong)?;
        let one = |key: &Key| json!({ "type": "public-key", "id": key.name() });
        if let Some(options) = options.as_object_mut() {
            options.insert("allowCredentials".to_owned(), has.iter().map(one).collect());
        }
        let sealed = self.seal(&proving(account), State::Proving(Box::new(state)), now)?;
        Ok(Begun { options, sealed })
    }

    /// Finishes it: the answer is of this very key.
    pub fn finish_proving(
        &self,
        account: Option<Uuid>,
        (sealed, answer): (&str, &str),
        key: &Key,
        now: Instant,
    ) -> Result<Finished, Refused> {
        let (half, once) = self.open(&proving(account), sealed, now)?;
        let State::Proving(state) = half.state else { return Err(Refused::NotOurs) };
        let answer: PublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| Refused::Wrong)?;
        let only = DiscoverableKey::from(&key.0);
        let done = self.webauthn.finish_discoverable_authentication_v2(&answer, *state, &only);
        let done = done.map_err(|why| match why {
            webauthn_rs::prelude::WebauthnError::CredentialPossibleCompromise => Refused::Cloned,
            _ => Refused::Wrong,
        })?;
        if !done.user_verified() {
            return Err(Refused::Wrong);
        }
        let mut key = key.clone();
        key.0.update_credential(&done).ok_or(Refused::Wrong)?;
        Ok(Finished { key, once, until: half.until })
    }

    fn seal(&self, context: &str, state: State, now: Instant) -> Result<String, Refused> {
        let half = Half { until: now.plus(LASTS), state };
        let plain = serde_json::to_vec(&half).map_err(|_| Refused::Wrong)?;
        let sealed = seal::seal(&self.sealing, context.as_bytes(), &plain);
        sealed.map(|bytes| secrets::hex(&bytes)).map_err(|_| Refused::Wrong)
    }

    /// What was sealed, and its name, which is the same however it is written.
    fn open(&self, context: &str, text: &str, now: Instant) -> Result<(Half, [u8; 32]), Refused> {
        let bytes = secrets::from_hex(text).ok_or(Refused::NotOurs)?;
        let plain = seal::open(&self.sealing, context.as_bytes(), &bytes);
        let plain = plain.ok_or(Refused::NotOurs)?;
        let half: Half = serde_json::from_slice(&plain).map_err(|_| Refused::NotOurs)?;
        if now >= half.until {
            return Err(Refused::TooLate);
        }
        Ok((half, secrets::sha256(&plain)))
    }
}

/// Whom an answer says that it is from.
#[must_use]
pub fn claimed(answer: &str) -> Option<Claimed> {
    let answer: PublicKeyCredential = serde_json::from_str(answer).ok()?;
    let account = Uuid::from_slice(answer.response.user_handle.as_deref()?).ok()?;
    Some(Claimed { account, credential: answer.raw_id })
}

/// The key that an answer says that it is from.
#[must_use]
pub fn credential(answer: &str) -> Option<Vec<u8>> {
    let answer: PublicKeyCredential = serde_json::from_str(answer).ok()?;
    Some(answer.raw_id)
}

fn adding(account: Uuid) -> String {
    format!("adding for {account}")
}

fn proving(account: Option<Uuid>) -> String {
    account.map_or_else(|| "signing in".to_owned(), |account| format!("proving for {account}"))
}

#[cfg(test)]
mod tests;
