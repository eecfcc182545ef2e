//! Where somebody goes once they are signed in: to a page of the desk, and nowhere else.

use super::first_room;
use crate::Staff;
use counter::Address;

/// Where signing in leads: a path of the desk as pages are declared, with its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Destination(Option<String>);

impl Destination {
    /// Reads what an address or a form says. What could lead anywhere else counts as not said.
    pub(super) fn parse(text: Option<&str>) -> Self {
        Self(text.filter(|text| is_of_the_desk(text)).map(str::to_owned))
    }

    /// The page that a request asked for.
    pub(super) fn of(address: &Address) -> Self {
        let asked = match &address.query {
            Some(query) => format!("{}?{query}", address.path),
            None => address.path.clone(),
        };
        Self::parse(Some(&asked))
    }

    /// What the query of a sign-in page's address says.
    pub(super) fn in_query(query: Option<&str>) -> Self {
        let pairs: Vec<(String, String)> =
            query.and_then(|query| serde_html_form::from_str(query).ok()).unwrap_or_default();
        Self::parse(pairs.iter().find(|(name, _)| name == "to").map(|(_, to)| to.as_str()))
    }

    /// The path to go to: where they begin, unless they asked for a page.
    pub(super) fn path_for(&self, staff: &Staff) -> &str {
        self.0.as_deref().unwrap_or_else(|| first_room(staff))
    }

    /// What the form carries; empty when no page was asked for.
    pub(super) fn text(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }

    /// The sign-in page that leads here, as pages are declared.
    pub(super) fn sign_in_path(&self) -> String {
        self.after("/desk/sign-in")
    }

    /// The way to a provider to sign in there, and then here.
    pub(super) fn provider_path(&self, provider: &str) -> String {
        self.after(&format!("/desk/sign-in/{provider}"))
    }

    /// The way to a provider to prove again who one is, and then here.
    pub(super) fn prove_at_path(&self, provider: &str) -> String {
        self.after(&format!("/desk/prove/{provider}"))
    }

    /// The page that asks to prove again who one is, and then leads here.
    pub(super) fn prove_path(&self) -> String {
        self.after("/desk/prove")
    }

    fn after(&self, path: &str) -> String {
        let query = self.0.as_ref().and_then(|to| serde_html_form::to_string([("to", to)]).ok());
        query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
    }
}

/// Whether a text is a path under `/desk`, of letters that no browser reads as something else.
fn is_of_the_desk(text: &str) -> bool {
    let path = text.split('?').next().unwrap_or_default();
    let plain = text.len() <= 500 && text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let segments = path.strip_prefix("/desk/").unwrap_or_default().split('/');
    let known = segments.clone().all(|segment| !segment.is_empty() && !segment.starts_with('.'));
    let door = ["/desk/sign-in", "/desk/sign-out", "/desk/prove", "/desk/recover"];
    let of_the_door = |door: &&str| {
        path.strip_prefix(*door).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    plain && known && !door.iter().any(of_the_door)
}

#[cfg(test)]
mod tests {
    use super::Destination;

    #[test]
    fn signing_in_leads_to_the_desk_and_nowhere_else() {
        for to in ["/desk/queue", "/desk/queue?show=all&after=x", "/desk/contacts/0193"] {
            let destination = Destination::parse(Some(to));
            assert_eq!(destination.text(), to);
            let there = destination.sign_in_path();
            let query = there.split_once('?').map(|(_, query)| query);
            assert_eq!(Destination::in_query(query), destination, "{there}");
        }
        for to in [
            "",
            "/",
            "/desk",
            "/desk/",
            "/track",
            "/desks/x",
            "//desk/queue",
            "https://elsewhere.example/desk/x",
            "/\\elsewhere.example",
            "/desk/../track",
            "/desk//elsewhere.example",
            "/desk/\r\nset-cookie: x",
            "/desk/sign-in",
            "/desk/sign-out",
            "/desk/sign-in/code",
            "/desk/recover",
            "/desk/sign-in/humberside",
            "/desk/prove/humberside",
        ] {
            let destination = Destination::parse(Some(to));
            assert_eq!(destination.text(), "", "{to}");
            assert_eq!(destination.sign_in_path(), "/desk/sign-in");
        }
    }
}
