//! What people hold in their hands: a passkey of software, and an app that shows codes.

use identity::passkey::Begun;
use identity::totp::Secret;
use jiff::SignedDuration;
use serde_json::json;
use station::testing::Town;
use url::Url;
use webauthn_authenticator_rs::WebauthnAuthenticator;
use webauthn_authenticator_rs::softpasskey::SoftPasskey;

/// A device with a passkey, and whose it is.
pub(crate) struct Device {
    passkey: SoftPasskey,
    account: uuid::Uuid,
    key: String,
}

const HERE: &str = "http://localhost:8080";

impl Device {
    pub(crate) fn of(account: kernel::AccountId) -> Self {
        let passkey = SoftPasskey::new(true);
        Self { passkey, account: account.uuid(), key: String::new() }
    }

    /// Makes a key, and says what the browser would.
    pub(crate) fn make(&mut self, begun: &Begun) -> String {
        let mut options = begun.options.clone();
        // It keeps no list of its keys.
        options["authenticatorSelection"]["residentKey"] = json!("discouraged");
        options["authenticatorSelection"]["requireResidentKey"] = json!(false);
        let options = serde_json::from_value(json!({ "publicKey": options })).unwrap();
        let origin = Url::parse(HERE).unwrap();
        let answer = self.passkey.do_registration(origin, options).unwrap();
        let answer = serde_json::to_value(&answer).unwrap();
        answer["rawId"].as_str().unwrap().clone_into(&mut self.key);
        answer.to_string()
    }

    /// Signs, as its owner asks.
    pub(crate) fn sign(&mut self, begun: &Begun) -> String {
        let mut options = begun.options.clone();
        options["allowCredentials"] = json!([{ "type": "public-key", "id": self.key }]);
        let options = serde_json::from_value(json!({ "publicKey": options })).unwrap();
        let origin = Url::parse(HERE).unwrap();
        let mut answer = self.passkey.do_authentication(origin, options).unwrap();
        answer.response.user_handle = Some(self.account.as_bytes().to_vec());
        serde_json::to_string(&answer).unwrap()
    }
}

/// An app into which somebody typed these letters.
pub(crate) fn app(letters: &str) -> Secret {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let letters = letters.bytes().filter(|letter| !letter.is_ascii_whitespace());
    let bits: Vec<u8> = letters
        .map(|letter| alphabet.iter().position(|it| *it == letter).unwrap())
        .flat_map(|five| (0..5).rev().map(move |bit| u8::try_from(five >> bit & 1).unwrap()))
        .collect();
    let byte = |at: usize| bits[8 * at..8 * at + 8].iter().fold(0, |byte, bit| byte << 1 | bit);
    Secret::new(std::array::from_fn(byte))
}

/// The code that an app shows so many steps from now.
pub(crate) fn code(town: &Town, app: &Secret, steps: i64) -> String {
    let now = town.station.clock().now();
    app.code(now.plus(SignedDuration::from_secs(30 * steps))).unwrap()
}
