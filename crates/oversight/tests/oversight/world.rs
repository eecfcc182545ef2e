//! A force whose people open records, and those who see that they did.
//!
//! The records are three that are known by their ids alone, as this crate knows them; that somebody opened
//! one is written into the real journal, as whoever shows records does.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use http_body_util::BodyExt;
use kernel::{ContactId, Email, ForceId, Letters, Postcode, Purpose, Reference, ReportId};
use oversight::pages::Office;
use oversight::records::{Asked, Matter, Records};
use rights::interests::{Relation, Token, declare_for};
use rights::{NewAccount, Role, Staff, open_account, sign_in, staff_of};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use station::secrets::ServerKey;
use station::testing::Town;
use station::{Act, Entry, Tx, ledger};
use std::sync::Arc;
use tower::ServiceExt;
use uuid::Uuid;

const PASSWORD: &str = "a long enough password";
pub(crate) const FORCE: &str = "humberside";
/// Where the people of the first record live.
pub(crate) const STREET: &str = "HU1 2AA";

pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) records: Records,
    routes: Router,
}

/// Somebody who works for a force, at their browser.
pub(crate) struct Colleague<'a> {
    pub(crate) staff: Staff,
    world: &'a World,
    cookie: String,
    csrf: String,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// The id of a record's contact.
pub(crate) fn contact(number: u128) -> ContactId {
    ContactId::new(Uuid::from_u128(number))
}

/// The id of its report.
pub(crate) fn report(number: u128) -> ReportId {
    ReportId::new(Uuid::from_u128(number + 100))
}

/// Its reference.
pub(crate) fn reference(number: u8) -> Reference {
    Reference::from_random(Letters::parse("HUM").unwrap(), [number; 7])
}

/// The three records; the first is about people of [`STREET`].
fn matters(key: &ServerKey) -> Vec<Matter> {
    let of = |number: u8| {
        let postcode = if number == 1 { STREET } else { "HU9 1ZZ" };
        Matter {
            contact: contact(u128::from(number)),
            report: report(u128::from(number)),
            reference: reference(number).to_string(),
            about: vec![Token::of_postcode(key, &Postcode::parse(postcode).unwrap())],
            files: vec![format!("file-of-{number}")],
        }
    };
    (1..=3).map(of).collect()
}

fn by_reference<'t>(tx: &'t mut Tx<'_>, reference: Reference) -> Asked<'t, Option<Matter>> {
    let found = matters(tx.station().key()).into_iter();
    let found = found.into_iter().find(|it| it.reference == reference.to_string());
    let ours = tx.force() == FORCE;
    Box::pin(async move { Ok(found.filter(|_| ours)) })
}

fn of_contacts<'t>(tx: &'t mut Tx<'_>, contacts: Vec<ContactId>) -> Asked<'t, Vec<Matter>> {
    let ours = tx.force() == FORCE;
    let found = matters(tx.station().key()).into_iter();
    let found = found.filter(move |it| ours && contacts.contains(&it.contact)).collect();
    Box::pin(async move { Ok(found) })
}

/// Whoever there is a record of lives in the street.
fn about_entities<'t>(
    tx: &'t mut Tx<'_>,
    ids: Vec<kernel::EntityId>,
) -> Asked<'t, Vec<(kernel::EntityId, Vec<Token>)>> {
    let postcode = kernel::Postcode::parse(STREET).unwrap();
    let street = Token::of_postcode(tx.station().key(), &postcode);
    Box::pin(async move { Ok(ids.into_iter().map(|id| (id, vec![street])).collect()) })
}

impl World {
    pub(crate) async fn new() -> Self {
        let town = Town::new(oversight::jobs()).await;
        let counter = Counter::new(CounterSettings {
            forces: town.station.forces().clone(),
            public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
            demo: false,
            clock: Arc::new(town.station.clone()),
            leave_to: NEUTRAL_SITE.to_owned(),
            secret: [9; 32],
        });
        let records = Records::new(by_reference, of_contacts, about_entities);
        let station = town.station.clone();
        let office = Office { station, counter: counter.clone(), records: records.clone() };
        let routes = counter::open(&counter, oversight::pages::routes(office).into_router());
        Self { town, records, routes }
    }

    /// Somebody is hired and signs in.
    pub(crate) async fn hires(&self, name: &str, role: Role) -> Colleague<'_> {
        self.hires_at(name, role, FORCE).await
    }

    /// The same at another force.
    pub(crate) async fn hires_at(&self, name: &str, role: Role, force: &str) -> Colleague<'_> {
        let address = format!("{name}@{force}.example");
        let email = Email::parse(&address).unwrap();
        let mut tx = self.town.station.begin(&self.town.system(force)).await.unwrap();
        let account = NewAccount { email, name: name.to_owned(), role };
        open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        tx.commit().await.unwrap();
        let token = sign_in(&self.town.station, &address, PASSWORD).await.unwrap();
        let staff = staff_of(&self.town.station, &token).await.unwrap();
        let csrf = counter::Form::token_of(token.cookie_text().as_bytes());
        let cookie = format!("bl-desk={}", token.cookie_text());
        Colleague { staff, world: self, cookie, csrf }
    }

    /// Somebody who sees how powers are used.
    pub(crate) async fn nia(&self) -> Colleague<'_> {
        self.hires("nia", Role::ProfessionalStandards).await
    }

    /// Looks through what was written down until now. Returns how many findings are new.
    pub(crate) async fn watches(&self) -> usize {
        ledger::seal_all(&self.town.station).await.unwrap();
        let force = ForceId::parse(FORCE).unwrap();
        oversight::watch(&self.town.station, &self.records, &force).await.unwrap()
    }

    /// How many journal entries of a verb there are.
    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.town.count(&sql).await
    }
}

impl Colleague<'_> {
    /// They open a record, and the journal has it with the policies that it rests on.
    pub(crate) async fn opens(&self, number: u128) {
        self.does("contact_opened_by_staff", contact(number), json!({ "by": ["contacts-read"] }))
            .await;
    }

    /// They do something with a record for their work.
    pub(crate) async fn does(&self, verb: &'static str, contact: ContactId, details: Value) {
        let scope = self.staff.scope(Purpose::ContactHandling);
        let mut tx = self.world.town.station.begin(&scope).await.unwrap();
        let entry = Entry::new(Act::Consultation, verb, "contact", contact);
        tx.journal(entry.with(details)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// They declare where they live.
    pub(crate) async fn lives_at(&self, postcode: &str) {
        let station = &self.world.town.station;
        let token = Token::of_postcode(station.key(), &Postcode::parse(postcode).unwrap());
        let mut tx = station.begin(&self.world.town.system(FORCE)).await.unwrap();
        declare_for(&mut tx, self.staff.account(), Relation::Home, token).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A transaction in their name, for oversight.
    pub(crate) async fn tx(&self) -> Tx<'_> {
        let scope = self.staff.scope(Purpose::Oversight);
        self.world.town.station.begin(&scope).await.unwrap()
    }

    pub(crate) async fn looks(&self, path: &str) -> Page {
        self.send(Method::GET, path, &[]).await
    }

    pub(crate) async fn posts(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(Method::POST, path, fields).await
    }

    async fn send(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut fields = fields.to_vec();
        fields.push(("csrf", &self.csrf));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, &self.cookie)
            .body(Body::from(serde_html_form::to_string(fields).unwrap()))
            .unwrap();
        let response = self.world.routes.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(LOCATION).map(|it| it.to_str().unwrap().to_owned());
        let bytes = body.collect().await.unwrap().to_bytes();
        Page {
            status: parts.status,
            location: location.unwrap_or_default(),
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }
}

impl Page {
    /// What a person reads in the main part of the page.
    pub(crate) fn main(&self) -> String {
        let document = Html::parse_document(&self.body);
        let selector = Selector::parse("main").unwrap();
        let text: String = document.select(&selector).flat_map(|main| main.text()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn says(&self, words: &str) -> bool {
        self.main().contains(words)
    }

    /// Where the first link leads whose address has this in it.
    pub(crate) fn link(&self, part: &str) -> String {
        let document = Html::parse_document(&self.body);
        let selector = Selector::parse(&format!("main a[href*='{part}']")).unwrap();
        let found = document.select(&selector).next();
        found.and_then(|link| link.attr("href")).unwrap_or_default().to_owned()
    }
}
