//! E-mail addresses: enough checking to catch a slip, not so much as to refuse a real one.

use serde::{Deserialize, Serialize};

/// An address of at most 254 characters with a local part and a domain with a dot.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnEmail;

impl std::fmt::Display for NotAnEmail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not an e-mail address")
    }
}

impl std::error::Error for NotAnEmail {}

impl Email {
    /// Reads an address, forgiving white space around it.
    pub fn parse(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}');
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let labels = domain.split('.').collect::<Vec<_>>();
        let domain_fits = labels.len() > 1
            && labels.iter().all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        let local_fits = !local.is_empty()
            && !local.contains("..")
            && !local
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\"@".contains(c));
        if text.len() <= 254 && domain_fits && local_fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnEmail)
        }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `@`, in lower case.
    #[must_use]
    pub fn domain(&self) -> String {
        self.0.rsplit('@').next().unwrap_or_default().to_lowercase()
    }
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;
    fn try_from(text: String) -> Result<Self, NotAnEmail> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn real_addresses_are_taken_and_slips_are_caught() {
        for good in ["sam@example.test", " o'neil+x@mail.example.test ", "é@exámple.test"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "sam",
            "sam@",
            "@x.test",
            "sam@localhost",
            "a b@x.test",
            "a@x..test",
            "a@x.test\r\nBcc: b@y.test",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }
}
