//! Codes of an authenticator app: six digits, new every thirty seconds (RFC 6238).

use kernel::Instant;
use qrcode::QrCode;
use totp_rs::{Builder, Totp};

/// How long a code stands, in seconds.
pub const STEP: u64 = 30;

/// What an app and we share. Its debug form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 20]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secret(hidden)")
    }
}

impl Secret {
    /// The secret of random bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// Its bytes, to be sealed.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// As it is typed into an app: eight groups of four.
    #[must_use]
    pub fn text(&self) -> String {
        let text = self.app("").map(|app| app.secret().to_base32()).unwrap_or_default();
        let letters: Vec<char> = text.chars().collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }

    /// The address that an app reads from a picture.
    #[must_use]
    pub fn address(&self, account: &str) -> Option<String> {
        self.app(account)?.to_url().ok()
    }

    /// The picture of that address.
    #[must_use]
    pub fn picture(&self, account: &str) -> Option<Picture> {
        Picture::of(&self.address(account)?)
    }

    /// The step whose code this is: now, one before or one after, and later than the last that was
    /// accepted, so that a code works once.
    #[must_use]
    pub fn accepts(&self, code: &str, now: Instant, last: Option<u64>) -> Option<u64> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let seconds = u64::try_from(now.timestamp().as_second()).ok()?;
        let step = self.app("")?.check(&digits, seconds)?;
        last.is_none_or(|last| step > last).then_some(step)
    }

    /// The code of a moment, as an app shows it.
    #[must_use]
    pub fn code(&self, now: Instant) -> Option<String> {
        let seconds = u64::try_from(now.timestamp().as_second()).ok()?;
        Some(self.app("")?.generate(seconds).to_string())
    }

    fn app(&self, account: &str) -> Option<Totp> {
        // A colon would part the name in two.
        let account = if account.is_empty() { "desk" } else { account }.replace(':', " ");
        let builder = Builder::new()
            .with_secret(self.0.to_vec())
            .with_skew(1)
            .with_step_duration(STEP)
            .with_account_name(account)
            .with_issuer(Some("Bluelamp"));
        builder.build().ok()
    }
}

/// A picture of dark squares on a light ground, with four light ones around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How many squares one side has.
    pub side: usize,
    /// The dark ones, as a path of SVG.
    pub path: String,
}

impl Picture {
    /// The picture of a text; nothing when it is too long for one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let dark =
            code.to_colors().into_iter().enumerate().filter(|(_, it)| it.select(true, false));
        let square = |at: usize| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        Some(Self { side: width + 2 * QUIET, path: dark.map(|(at, _)| square(at)).collect() })
    }
}

/// How many light squares stand around a picture.
const QUIET: usize = 4;

#[cfg(test)]
mod tests {
    use super::Secret;
    use jiff::SignedDuration;
    use kernel::Instant;

    /// The secret of RFC 6238's own tests.
    fn secret() -> Secret {
        Secret::new(*b"12345678901234567890")
    }

    fn at(second: i64) -> Instant {
        Instant::new(jiff::Timestamp::from_second(second).unwrap())
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")]
        {
            assert_eq!(secret().code(at(second)).unwrap(), code);
            assert_eq!(secret().accepts(code, at(second), None), u64::try_from(second / 30).ok());
        }
    }

    #[test]
    fn a_code_works_once_and_one_step_before_and_after() {
        let now = at(1_234_567_890);
        let step = 1_234_567_890 / 30;
        let secret = secret();
        let code = secret.code(now).unwrap();
        for (seconds, fits) in [(-61, false), (-30, true), (0, true), (30, true), (61, false)] {
            let then = now.plus(SignedDuration::from_secs(seconds));
            assert_eq!(secret.accepts(&code, then, None).is_some(), fits, "{seconds}");
        }
        assert_eq!(secret.accepts(&code, now, Some(step)), None, "it was used");
        assert_eq!(secret.accepts(&code, now, Some(step - 1)), Some(step));
        assert_eq!(secret.accepts("005 924", now, None), Some(step), "as apps show it");
        for wrong in ["", "5924", "0059240", "00592x", "٠٠٥٩٢٤"] {
            assert_eq!(secret.accepts(wrong, now, None), None, "{wrong}");
        }
    }

    #[test]
    fn an_app_reads_the_picture_or_the_text() {
        let secret = secret();
        assert_eq!(secret.text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = secret.address("ada@humberside.example").unwrap();
        assert!(address.starts_with("otpauth://totp/"), "{address}");
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{address}");
        let picture = secret.picture("ada@humberside.example").unwrap();
        assert!(picture.side > 30 && picture.path.starts_with("M4 4h1v1h-1z"), "{picture:?}");
        assert_eq!(format!("{secret:?}"), "Secret(hidden)");
    }
}
