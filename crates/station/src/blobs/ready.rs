//! Why a store of files cannot serve, for whoever runs it.

use object_store::Error;

/// Why the store of files is not ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReady {
    /// It does not take the key that we show.
    Refused,
    /// There is no such bucket, or no such folder.
    NoPlace,
    /// It gave back something else than it was given.
    OtherBytes,
    /// It does not answer, or with something that we do not know.
    NoAnswer(String),
}

impl NotReady {
    pub(super) fn of(error: Error) -> Self {
        match error {
            Error::Unauthenticated { .. } | Error::PermissionDenied { .. } => Self::Refused,
            Error::NotFound { .. } => Self::NoPlace,
            other => {
                let said = chain(&other);
                // Some services refuse a key with another status than that for it.
                let refused = ["InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied"];
                if refused.iter().any(|code| said.contains(code)) {
                    return Self::Refused;
                }
                if said.contains("NoSuchBucket") { Self::NoPlace } else { Self::NoAnswer(said) }
            }
        }
    }

    /// What whoever runs it can do.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Refused => {
                "correct `uploads.s3_access_key` and `uploads.s3_secret_key`, and let that key get, put, \
                 list and delete objects of the bucket"
            }
            Self::NoPlace => {
                "make the bucket, or correct `uploads.s3_bucket` and `uploads.s3_region`"
            }
            Self::OtherBytes => {
                "look for a cache between us and the store of files, and take it out of the way"
            }
            Self::NoAnswer(_) => {
                "make DATA/files writable for the user that the server runs as; for a bucket, correct \
                 `uploads.s3_endpoint` and see that this machine reaches it"
            }
        }
    }
}

/// What an error says, and what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !said.contains(&more) {
            said = format!("{said}: {more}");
        }
        cause = error.source();
    }
    said
}

impl std::fmt::Display for NotReady {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused => f.write_str("the bucket does not take our key"),
            Self::NoPlace => f.write_str("there is no such bucket"),
            Self::OtherBytes => f.write_str("the store of files gave back something else"),
            Self::NoAnswer(said) => write!(f, "the store of files does not serve: {said}"),
        }
    }
}

impl std::error::Error for NotReady {}

#[cfg(test)]
mod tests {
    use super::NotReady;
    use object_store::Error;

    #[test]
    fn what_services_say_in_their_own_ways_is_understood() {
        for (said, why) in [
            ("404: <Code>NoSuchBucket</Code>", NotReady::NoPlace),
            ("400: <Code>InvalidAccessKeyId</Code>", NotReady::Refused),
            ("tea", NotReady::NoAnswer("Generic S3 error: tea".to_owned())),
        ] {
            let error = Error::Generic { store: "S3", source: said.into() };
            assert_eq!(NotReady::of(error), why);
        }
    }
}
