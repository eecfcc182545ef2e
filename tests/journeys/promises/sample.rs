//! A request for a route, and what is promised to whoever makes it.

use super::world::Guest;

/// What is sent.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Nothing,
    Form(Vec<(&'static str, String)>),
    Json(serde_json::Value),
}

/// A request for a route, and what is promised to whoever makes it.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    pub(super) method: &'static str,
    pub(super) route: &'static str,
    /// The address, with names of facts in it.
    pub(super) path: String,
    pub(super) guest: Guest,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) body: Body,
    pub(super) status: u16,
    /// What the journal has of it, exactly.
    pub(super) journal: &'static [&'static str],
    /// What a stranger, the wrong role and another force get, where the table does not say it.
    pub(super) others: Option<[u16; 3]>,
    /// Whether it is nobody else's business, though anybody may ask.
    pub(super) discreet: bool,
    /// Whether it is a page, though among what is for programs.
    pub(super) page: bool,
    /// Whether it takes whatever is sent as a file.
    pub(super) takes_files: bool,
    /// Other things to ask for, and the status that they give.
    pub(super) also: Vec<(String, Body, u16)>,
}

/// Somebody who was never here looks, and is shown.
pub(super) fn get(route: &'static str, path: &str) -> Sample {
    Sample {
        method: "GET",
        route,
        path: path.to_owned(),
        guest: Guest::Stranger,
        headers: Vec::new(),
        body: Body::Nothing,
        status: 200,
        journal: &[],
        others: None,
        discreet: false,
        page: false,
        takes_files: false,
        also: Vec::new(),
    }
}

/// The same person sends a form, and is led on.
pub(super) fn post(route: &'static str, path: &str, fields: &[(&'static str, &str)]) -> Sample {
    Sample { method: "POST", body: form(fields), status: 303, ..get(route, path) }
}

/// The fields of a form, with names of facts in their values.
pub(super) fn form(fields: &[(&'static str, &str)]) -> Body {
    Body::Form(fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
}

impl Sample {
    /// Asked by somebody.
    pub(super) fn by(self, guest: Guest) -> Self {
        Self { guest, ..self }
    }

    /// It gives another status.
    pub(super) fn gives(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The journal has this of it.
    pub(super) fn journals(self, journal: &'static [&'static str]) -> Self {
        Self { journal, ..self }
    }

    /// Others get this.
    pub(super) fn others_get(self, stranger: u16, wrong_role: u16, other_force: u16) -> Self {
        Self { others: Some([stranger, wrong_role, other_force]), ..self }
    }

    /// Nobody else's business, though anybody may ask.
    pub(super) fn discreet(self) -> Self {
        Self { discreet: true, ..self }
    }

    /// A page, though among what is for programs.
    pub(super) fn page(self) -> Self {
        Self { page: true, ..self }
    }

    /// With one more header.
    pub(super) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same with something after the address gives another status.
    pub(super) fn after(mut self, ending: &str, status: u16) -> Self {
        let path = format!("{}{ending}", self.path);
        self.also.push((path, self.body.clone(), status));
        self
    }

    /// The same with something else sent gives another status.
    pub(super) fn sent(mut self, body: Body, status: u16) -> Self {
        self.also.push((self.path.clone(), body, status));
        self
    }
}
