//! A town with a catalogue, and what its people do.

use kernel::{Email, ForceId, Language, MessageId, ReportId};
use reports::{IdempotencyKey, Intake, NewReport, Receipt, Via};
use rights::{NewAccount, Role, Staff, open_account, sign_in, staff_of};
use serde_json::{Value, json};
use services::{Answers, Catalogue, Shelf};
use station::testing::Town;
use std::sync::Arc;

const PASSWORD: &str = "a long enough password";

/// A town with a catalogue.
pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) catalogue: Arc<Catalogue>,
}

impl World {
    pub(crate) async fn new() -> Self {
        let catalogue = Arc::new(Catalogue::embedded().unwrap());
        Self { town: Town::new(contact::jobs(&Shelf::new(catalogue.clone()))).await, catalogue }
    }

    /// Somebody sends a report, and what follows from it is done.
    pub(crate) async fn sends(&self, force: &str, service: &str, answers: Value) -> Receipt {
        let answers: Answers = serde_json::from_value(answers).unwrap();
        let service = self.catalogue.get(service).unwrap();
        let key = IdempotencyKey::parse(&answers.iter().count().to_string()).unwrap();
        let new = NewReport {
            service,
            answers: &answers,
            language: Language::English,
            via: Via::Web,
            key: &key,
        };
        let force = ForceId::parse(force).unwrap();
        let receipt = Intake::new(&self.town.station).submit(&force, new).await.unwrap();
        self.town.work().await.unwrap();
        receipt
    }

    /// Somebody who works at a force's desk.
    pub(crate) async fn hires(&self, force: &str, role: Role) -> Staff {
        let email = format!("{}@{force}.example", role.code());
        let account =
            NewAccount { email: Email::parse(&email).unwrap(), name: "Ada".to_owned(), role };
        let mut tx = self.town.station.begin(&self.town.system(force)).await.unwrap();
        open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        tx.commit().await.unwrap();
        let token = sign_in(&self.town.station, &email, PASSWORD).await.unwrap();
        staff_of(&self.town.station, &token).await.unwrap()
    }

    /// How many journal entries of a verb there are.
    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.town.count(&sql).await
    }
}

pub(crate) fn bicycle(extra: Value) -> Value {
    let answers = json!({
        "danger": "no", "happening_now": "no", "left_at": "street", "when_known": "unsure",
        "stolen_from": "Outside the library", "locked": "yes",
        "what_happened": "Someone cut the lock", "make": "Raleigh", "colour": "Red",
        "marked": "no", "evidence": ["none"], "knows_who": "no", "full_name": "Sam Jones",
        "may_contact": "no",
    });
    with(answers, extra)
}

pub(crate) fn footage(extra: Value) -> Value {
    let answers = json!({
        "danger": "no", "happening_now": "no", "what_it_shows": "Two people with ladders",
        "where_it_was": "Mill Lane", "when_it_was": "Thursday night", "files": "later",
        "may_contact": "no",
    });
    with(answers, extra)
}

pub(crate) fn stalking(extra: Value) -> Value {
    let answers = json!({
        "danger": "no", "happening_now": "no", "reporting_for": "me", "under_18": "no",
        "how_often": "more", "may_contact": "no", "what": ["messages"], "known": "yes",
    });
    with(answers, extra)
}

fn with(mut answers: Value, extra: Value) -> Value {
    if let Value::Object(extra) = extra {
        for (question, answer) in extra {
            answers[question] = answer;
        }
    }
    answers
}

pub(crate) fn said(id: u128, body: &str) -> contact::Said {
    contact::Said { id: MessageId::new(uuid::Uuid::from_u128(id)), body: body.to_owned() }
}

pub(crate) fn of(receipt: &Receipt) -> ReportId {
    receipt.report
}
