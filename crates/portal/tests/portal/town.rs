//! A town whose people send reports, and whose desk answers.

use crate::browser::Browser;
use axum::Router;
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use evidence::Vault;
use kernel::{ContactId, Email, ForceId, Language, MessageId, Purpose};
use reports::pages::Window;
use reports::{IdempotencyKey, Intake, NewReport, Receipt, Via};
use rights::{NewAccount, Role, Staff};
use serde_json::{Value, json};
use services::pages::Hall;
use services::{Answers, Catalogue, Shelf};
use station::{Scope, testing};
use std::sync::Arc;

const PASSWORD: &str = "a long enough password";
pub(crate) const FORCE: &str = "humberside";

pub(crate) struct Town {
    pub(crate) ground: testing::Town,
    pub(crate) description: utoipa::openapi::OpenApi,
    catalogue: Arc<Catalogue>,
    pub(crate) routes: Router,
}

impl Town {
    pub(crate) async fn new() -> Self {
        let catalogue = Arc::new(Catalogue::embedded().unwrap());
        let shelf = Shelf::new(catalogue.clone());
        let ground = testing::Town::new(contact::jobs(&shelf)).await;
        let counter = Counter::new(CounterSettings {
            forces: ground.station.forces().clone(),
            public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
            demo: false,
            clock: Arc::new(ground.station.clone()),
            leave_to: NEUTRAL_SITE.to_owned(),
            secret: [9; 32],
        });
        let station = ground.station.clone();
        let hall = Hall { station, counter: counter.clone(), shelf };
        let (api, description) = portal::api(hall.clone()).split_for_parts();
        let vault = Vault::in_folder(&ground.station, &ground.outbox().join("files")).unwrap();
        let window = Window::new(hall, Intake::new(&ground.station), vault);
        let routes = counter::open(&counter, portal::routes(window).into_router().merge(api));
        Self { ground, description, catalogue, routes }
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.routes.clone())
    }

    /// A browser that follows a report.
    pub(crate) async fn follower(&self, receipt: &Receipt) -> Browser {
        let mut browser = self.browser();
        browser.enters(&receipt.reference.to_string(), &receipt.access_code.to_string()).await;
        browser
    }

    /// Somebody sends a report; nothing has been done with it yet.
    pub(crate) async fn sends(&self, service: &str, answers: Value) -> Receipt {
        let key = IdempotencyKey::parse(&format!("{service}-{}", answers.to_string().len()));
        let answers: Answers = serde_json::from_value(answers).unwrap();
        let new = NewReport {
            service: self.catalogue.get(service).unwrap(),
            answers: &answers,
            language: Language::English,
            via: Via::Web,
            key: &key.unwrap(),
        };
        let force = ForceId::parse(FORCE).unwrap();
        Intake::new(&self.ground.station).submit(&force, new).await.unwrap()
    }

    /// Somebody's bicycle was stolen, and their report is in the queue.
    pub(crate) async fn bicycle(&self) -> Receipt {
        let receipt = self.sends("bicycle-theft", bicycle()).await;
        self.ground.work().await.unwrap();
        receipt
    }

    /// Somebody is stalked, and their report is in the queue.
    pub(crate) async fn stalking(&self) -> Receipt {
        let receipt = self.sends("stalking-or-harassment", stalking()).await;
        self.ground.work().await.unwrap();
        receipt
    }

    /// The desk's newest-come operator opens the only contact.
    pub(crate) async fn desk_reads(&self) -> (Staff, ContactId) {
        let email = "ada@humberside.example";
        let name = "Ada".to_owned();
        let parsed = Email::parse(email).unwrap();
        let account = NewAccount { email: parsed, name, role: Role::ContactOperator };
        let station = &self.ground.station;
        let mut tx = station.begin(&self.ground.system(FORCE)).await.unwrap();
        rights::open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        tx.commit().await.unwrap();
        let token = rights::sign_in(station, email, PASSWORD).await.unwrap();
        let ada = rights::staff_of(station, &token).await.unwrap();
        let mut tx = station.begin(&scope(&ada)).await.unwrap();
        let queue = contact::queue(&mut tx, &ada, true, None).await.unwrap();
        let contact = queue.items[0].id;
        contact::read(&mut tx, &ada, contact).await.unwrap();
        tx.commit().await.unwrap();
        (ada, contact)
    }

    /// The desk answers, and writes a note that stays there.
    pub(crate) async fn desk_answers(&self, text: &str, note: &str) {
        let (ada, contact) = self.desk_reads().await;
        let mut tx = self.ground.station.begin(&scope(&ada)).await.unwrap();
        let said = |tx: &station::Tx<'_>, body: &str| contact::Said {
            id: MessageId::new(tx.id()),
            body: body.to_owned(),
        };
        let (reply, note) = (said(&tx, text), said(&tx, note));
        contact::reply(&mut tx, &ada, &self.catalogue, contact, &reply).await.unwrap();
        contact::note(&mut tx, &ada, contact, &note).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What the person wrote, as it is stored.
    pub(crate) async fn messages(&self) -> i64 {
        self.ground.count("select count(*) from contact.messages where kind = 'from_person'").await
    }

    /// How many journal entries of a verb there are.
    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.ground.count(&sql).await
    }
}

fn scope(staff: &Staff) -> Scope {
    staff.scope(Purpose::ContactHandling)
}

pub(crate) fn bicycle() -> Value {
    json!({
        "danger": "no", "happening_now": "no", "left_at": "street", "when_known": "unsure",
        "stolen_from": "Outside the library", "locked": "yes",
        "what_happened": "Someone cut the lock\nand rode off", "make": "Raleigh", "colour": "Red",
        "marked": "no", "evidence": ["none"], "knows_who": "no", "full_name": "Sam Jones",
        "may_contact": "yes", "ways": ["track"],
    })
}

pub(crate) fn stalking() -> Value {
    json!({
        "danger": "no", "happening_now": "no", "reporting_for": "me", "under_18": "no",
        "how_often": "more", "may_contact": "no", "what": ["messages"], "known": "yes",
    })
}
