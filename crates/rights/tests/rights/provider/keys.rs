//! Keys and signatures, honest and otherwise.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use openidconnect::core::{CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use rsa::RsaPrivateKey;
use rsa::pkcs1::{EncodeRsaPrivateKey, LineEnding};
use serde_json::Value;
use sha2::Sha256;
use std::sync::LazyLock;

/// How a token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signed {
    /// With the key that the provider shows.
    Properly,
    /// Not at all.
    NotAtAll,
    /// With what everybody can read, as if it were a secret.
    WithThePublicKey,
    /// With what we know too.
    WithTheClientSecret,
    /// By somebody else, who says that it was the provider.
    BySomebodyElse,
    /// Properly, and then its words are changed.
    ThenChanged,
}

/// A key and what the world may see of it.
pub(crate) struct Key {
    name: String,
    rsa: CoreRsaPrivateSigningKey,
}

impl Key {
    pub(crate) fn new(name: &str) -> Self {
        let rsa = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap();
        let pem = rsa.to_pkcs1_pem(LineEnding::LF).unwrap();
        let id = JsonWebKeyId::new(name.to_owned());
        let rsa = CoreRsaPrivateSigningKey::from_pem(&pem, Some(id)).unwrap();
        Self { name: name.to_owned(), rsa }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn public(&self) -> Value {
        serde_json::to_value(self.rsa.as_verification_key()).unwrap()
    }

    fn signature(&self, message: &str) -> Vec<u8> {
        let how = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
        self.rsa.sign(&how, message.as_bytes()).unwrap()
    }
}

/// A token of this head and these claims.
pub(crate) fn token(
    head: &Value,
    claims: &Value,
    signed: Signed,
    (key, other, secret): (&Key, &LazyLock<Key>, &str),
) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(head), part(claims));
    let signature = match signed {
        Signed::Properly | Signed::ThenChanged => key.signature(&message),
        Signed::NotAtAll => Vec::new(),
        Signed::WithThePublicKey => hmac(key.public().to_string().as_bytes(), &message),
        Signed::WithTheClientSecret => hmac(secret.as_bytes(), &message),
        Signed::BySomebodyElse => other.signature(&message),
    };
    let message = if signed == Signed::ThenChanged {
        let mut claims = claims.clone();
        claims["roles"] = Value::from(vec!["Leads"]);
        format!("{}.{}", part(head), part(&claims))
    } else {
        message
    };
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn hmac(key: &[u8], message: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
