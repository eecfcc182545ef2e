//! Forms as they are posted: limited in size, cleaned, and from a page of ours or refused.

use crate::cross_site::{self, Origin};
use crate::key::token_of;
use crate::{Counter, Fault};
use axum::body::Body;
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use kernel::{Problem, Reason};

/// The most bytes that a form may have.
const LIMIT: usize = 1024 * 1024;
/// The most fields that a form may have.
const FIELD_LIMIT: usize = 2000;
/// How much of a body that is too long is read away, so that the browser hears our answer instead
/// of a broken connection.
const PATIENCE: usize = 64 * 1024 * 1024;
/// The hidden field that carries the token.
pub const TOKEN_FIELD: &str = "csrf";

/// The fields of a form, in the order of the page, without the token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// The form of these fields, for what is not posted.
    #[must_use]
    pub const fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// The form of these fields as they were sent with files, cleaned, without the token.
    #[must_use]
    pub fn sent_with_files(fields: &[(String, String)]) -> Self {
        let fields = fields.iter().filter(|(name, _)| name != TOKEN_FIELD);
        Self(fields.map(|(name, value)| (clean(name), clean(value))).collect())
    }

    /// The first value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field, as checkboxes send them.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Every field with its value.
    #[must_use]
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }

    /// What the hidden field `csrf` of a form must hold for a session whose cookie has this text;
    /// for the public session's key see [`crate::Key::csrf_token`].
    #[must_use]
    pub fn token_of(cookie_text: &[u8]) -> String {
        token_of(cookie_text)
    }

    fn parse(bytes: &[u8]) -> Result<Vec<(String, String)>, FormRefused> {
        let pairs: Vec<(String, String)> =
            serde_html_form::from_bytes(bytes).map_err(|_| FormRefused::Unreadable)?;
        if pairs.len() > FIELD_LIMIT {
            return Err(FormRefused::TooLong);
        }
        Ok(pairs.iter().map(|(name, value)| (clean(name), clean(value))).collect())
    }
}

/// Line ends as `\n`, and no other control characters but tabs.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// Why a form was not taken. The counter makes a page of it.
#[derive(Debug)]
pub enum FormRefused {
    /// It did not come from a page of ours.
    CrossSite,
    /// It is longer than a mebibyte, or has too many fields.
    TooLong,
    /// It is not `application/x-www-form-urlencoded`.
    WrongKind,
    /// It broke off or makes no sense.
    Unreadable,
}

impl IntoResponse for FormRefused {
    fn into_response(self) -> Response {
        match self {
            Self::CrossSite => Fault(Problem::Refused(Reason::CrossSite)).into_response(),
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::WrongKind => StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response(),
            Self::Unreadable => StatusCode::BAD_REQUEST.into_response(),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Form
where
    Counter: FromRef<S>,
{
    type Rejection = FormRefused;

    async fn from_request(request: Request, state: &S) -> Result<Self, FormRefused> {
        let counter = Counter::from_ref(state);
        let (parts, body) = request.into_parts();
        let origin = cross_site::origin(&parts.headers, &parts.uri, &counter);
        if origin == Origin::Foreign {
            return Err(FormRefused::CrossSite);
        }
        let bytes = read_body(body, &parts).await?;
        if !is_form(&parts) {
            return Err(FormRefused::WrongKind);
        }
        let mut fields = Self::parse(&bytes)?;
        let token = fields.iter().find(|(name, _)| name == TOKEN_FIELD).map(|(_, value)| value);
        let from_us = origin == Origin::Ours
            || token.is_some_and(|it| cross_site::token_fits(it, &parts.headers, &counter));
        if !from_us {
            return Err(FormRefused::CrossSite);
        }
        fields.retain(|(name, _)| name != TOKEN_FIELD);
        Ok(Self(fields))
    }
}

fn is_form(parts: &Parts) -> bool {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// The body, or too long. What is too long is still read, up to a point, and not kept.
async fn read_body(mut body: Body, parts: &Parts) -> Result<Vec<u8>, FormRefused> {
    let announced = parts
        .headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok())
        .unwrap_or(0);
    if announced > PATIENCE {
        return Err(FormRefused::TooLong);
    }
    let mut bytes = Vec::with_capacity(announced.min(LIMIT));
    let mut length = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| FormRefused::Unreadable)?;
        let Some(data) = frame.data_ref() else { continue };
        length = length.saturating_add(data.len());
        if length > PATIENCE {
            break;
        }
        if length <= LIMIT {
            bytes.extend_from_slice(data);
        }
    }
    if length > LIMIT { Err(FormRefused::TooLong) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::{FIELD_LIMIT, Form};

    #[test]
    fn what_is_typed_arrives_without_control_characters() {
        for (sent, read) in [
            ("a=one%0D%0Atwo", "one\ntwo"),
            ("a=one%0Dtwo%0Athree", "one\ntwo\nthree"),
            ("a=tab%09stays", "tab\tstays"),
            ("a=nul%00bell%07escape%1B%7F%C2%85", "nulbellescape"),
            ("a=%E2%9C%93+caf%C3%A9", "✓ café"),
            ("a=%FF", "\u{fffd}"),
            ("a", ""),
        ] {
            let form = Form::new(Form::parse(sent.as_bytes()).unwrap());
            assert_eq!(form.get("a"), Some(read), "{sent}");
        }
    }

    #[test]
    fn a_field_may_come_more_than_once() {
        let form = Form::new(Form::parse(b"a=1&b=2&a=3").unwrap());
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1", "3"]);
        assert_eq!(form.get("c"), None);
        assert_eq!(form.fields().len(), 3);
    }

    #[test]
    fn a_form_with_too_many_fields_is_too_long() {
        assert!(Form::parse("a=1&".repeat(FIELD_LIMIT).as_bytes()).is_ok());
        assert!(Form::parse("a=1&".repeat(FIELD_LIMIT + 1).as_bytes()).is_err());
    }
}
