//! A town with a council that takes handovers.

use jiff::SignedDuration;
use kernel::{Email, ForceId, Language, Problem, Purpose};
use partners::{
    Area, Both, Line, NewHandover, Opened, Part, Partner, Passed, Person, Receipt, Story, Token,
    hand_over,
};
use sqlx::AssertSqlSafe;
use station::Scope;
use station::testing::Town;

/// What stands in what people pass on, and nowhere in the clear.
pub(crate) const CANARIES: [&str; 4] =
    ["Quillfeather", "marzipan-canary", "quill@example.test", "07700 900461"];

pub(crate) struct World {
    pub(crate) town: Town,
}

pub(crate) fn council() -> Partner {
    Partner {
        id: "northmoor".to_owned(),
        name: Both { en: "Northmoor Council".to_owned(), cy: "Cyngor Northmoor".to_owned() },
        roles: vec!["council.noise".to_owned()],
        area: Area::Everywhere,
        web: "https://council.example".to_owned(),
        phone: None,
        hours: None,
        tongues: Vec::new(),
        checked: jiff::civil::date(2026, 11, 26),
        source: "https://council.example".to_owned(),
    }
}

pub(crate) fn passed() -> Passed {
    let [name, words, email, phone] = CANARIES;
    let line = Line { label: "What happens".into(), said: vec![words.into()], own_words: true };
    let parts = vec![Part { title: "The noise".into(), lines: vec![line] }];
    let answers = serde_json::json!({ "about": "noise", "what_happened": words });
    Passed {
        partner: council().name,
        service: "antisocial-behaviour".to_owned(),
        language: Language::English,
        page: "council-noise".to_owned(),
        answers: answers.as_object().unwrap().clone(),
        english: parts.clone(),
        welsh: parts,
        person: Person {
            name: Some(name.into()),
            phone: Some(phone.into()),
            email: Some(email.into()),
        },
    }
}

fn scope(force: &str, purpose: Purpose) -> Scope {
    Scope::public(ForceId::parse(force).unwrap(), purpose)
}

impl World {
    pub(crate) async fn new() -> Self {
        Self { town: Town::new(Vec::new()).await }
    }

    /// Somebody passes something on, from a form.
    pub(crate) async fn passes(&self, once: &str) -> Receipt {
        let (partner, goes) = (council(), passed());
        let mailbox = Email::parse("noise@council.example").unwrap();
        let new = NewHandover {
            partner: &partner,
            mailbox: &mailbox,
            role: "council.noise",
            question: "about",
            passed: &goes,
            once: once.as_bytes(),
        };
        let scope = scope("humberside", Purpose::Reporting);
        let mut tx = self.town.station.begin(&scope).await.unwrap();
        let receipt = hand_over(&mut tx, &new).await.unwrap();
        if receipt.again {
            tx.leave().await.unwrap();
        } else {
            tx.commit().await.unwrap();
        }
        receipt
    }

    /// The links in the letters to the council, oldest first.
    pub(crate) async fn links(&self) -> Vec<Token> {
        let sql = "select body from station.dispatches where recipient = 'noise@council.example' \
                   order by made_at, id";
        let bodies: Vec<String> = sqlx::query_scalar(sql)
            .fetch_all(&mut self.town.past_the_rights().await)
            .await
            .unwrap();
        let link = |body: &String| {
            let at = body.split("/handover/").nth(1).unwrap();
            Token::parse(at.split_whitespace().next().unwrap()).unwrap()
        };
        bodies.iter().map(link).collect()
    }

    /// The council looks.
    pub(crate) async fn looks(&self, force: &str, token: &Token) -> Result<Opened, Problem> {
        let scope = scope(force, Purpose::HandingOver);
        let mut tx = self.town.station.begin(&scope).await.unwrap();
        let opened = partners::look(&mut tx, token).await?;
        tx.commit().await?;
        Ok(opened)
    }

    /// The council takes it.
    pub(crate) async fn accepts(&self, token: &Token, reference: &str) -> Result<Opened, Problem> {
        let scope = scope("humberside", Purpose::HandingOver);
        let mut tx = self.town.station.begin(&scope).await.unwrap();
        let opened = partners::accept(&mut tx, token, reference).await?;
        tx.commit().await?;
        Ok(opened)
    }

    /// The council gives it back.
    pub(crate) async fn returns(
        &self,
        token: &Token,
        given: partners::Given,
    ) -> Result<Opened, Problem> {
        let scope = scope("humberside", Purpose::HandingOver);
        let mut tx = self.town.station.begin(&scope).await.unwrap();
        let opened = partners::give_back(&mut tx, token, given).await?;
        tx.commit().await?;
        Ok(opened)
    }

    /// The person looks, with a receipt.
    pub(crate) async fn follows(&self, force: &str, receipt: &Receipt) -> Result<Story, Problem> {
        let scope = scope(force, Purpose::Following);
        let mut tx = self.town.station.begin(&scope).await.unwrap();
        let (id, opens) =
            partners::look_up(&mut tx, &receipt.reference, &receipt.access_code).await?;
        let story = partners::tell(&mut tx, id, &opens).await?;
        tx.commit().await?;
        Ok(story)
    }

    /// Time passes, and what is over is ended.
    pub(crate) async fn waits(&self, hours: i64) {
        self.town.station.advance_clock(SignedDuration::from_hours(hours)).await.unwrap();
        let mut tx = self.town.station.begin(&self.town.system("humberside")).await.unwrap();
        if partners::expire(&mut tx).await.unwrap() == (0, 0) {
            tx.leave().await.unwrap();
        } else {
            tx.commit().await.unwrap();
        }
    }

    /// How many journal entries of a verb there are.
    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.town.count(&sql).await
    }

    /// Every row of some tables, as text.
    pub(crate) async fn dump(&self, tables: &[&str]) -> String {
        let mut dump = String::new();
        for table in tables {
            let sql = AssertSqlSafe(format!("select t::text from {table} t"));
            let rows: Vec<String> = sqlx::query_scalar(sql)
                .fetch_all(&mut self.town.past_the_rights().await)
                .await
                .unwrap();
            dump.push_str(&rows.join("\n"));
        }
        dump
    }
}
