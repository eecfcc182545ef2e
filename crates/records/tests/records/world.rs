//! A town, who works there, and what they write down.

use kernel::{Email, EntityId, Instant, LinkId, Problem, Purpose};
use records::{
    By, Field, Form, Limits, Network, New, NewLink, NewStatement, Role as As, Source, View, Walked,
};
use rights::protection::{NeedToKnow, Protection};
use rights::{NewAccount, Role, Staff, open_account, sign_in, staff_of};
use station::Tx;
use station::testing::Town;

const PASSWORD: &str = "a long enough password";

/// A town.
pub(crate) struct World {
    pub(crate) town: Town,
    began: Instant,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with_jobs(Vec::new()).await
    }

    pub(crate) async fn with_jobs(jobs: Vec<station::jobs::Job>) -> Self {
        let town = Town::new(jobs).await;
        let began = town.station.clock().now();
        Self { town, began }
    }

    /// Somebody who works at a force's desk.
    pub(crate) async fn hires(&self, force: &str, role: Role) -> Staff {
        self.hires_another(force, role, "").await
    }

    /// The same, where somebody with that role works there already.
    pub(crate) async fn hires_another(&self, force: &str, role: Role, which: &str) -> Staff {
        let email = format!("{}{which}@{force}.example", role.code());
        let account =
            NewAccount { email: Email::parse(&email).unwrap(), name: "Ada".to_owned(), role };
        let mut tx = self.town.station.begin(&self.town.system(force)).await.unwrap();
        open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        tx.commit().await.unwrap();
        let token = sign_in(&self.town.station, &email, PASSWORD).await.unwrap();
        staff_of(&self.town.station, &token).await.unwrap()
    }

    /// A transaction in somebody's name.
    pub(crate) async fn with(&self, staff: &Staff) -> Tx<'_> {
        self.town.station.begin(&staff.scope(Purpose::Investigating)).await.unwrap()
    }

    /// They open a record.
    pub(crate) async fn opens(&self, staff: &Staff, new: New) -> EntityId {
        let mut tx = self.with(staff).await;
        let id = records::open(&mut tx, By::Staff(staff), &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// They link two.
    pub(crate) async fn links(&self, staff: &Staff, ends: (EntityId, As, EntityId)) -> LinkId {
        let mut tx = self.with(staff).await;
        let new = NewLink::fact(ends, tx.now(), Source::Officer);
        let id = records::link(&mut tx, By::Staff(staff), &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// They link two, since then.
    pub(crate) async fn links_at(
        &self,
        staff: &Staff,
        ends: (EntityId, As, EntityId),
        at: Instant,
    ) -> LinkId {
        let mut tx = self.with(staff).await;
        let new = NewLink::fact(ends, at, Source::Officer);
        let id = records::link(&mut tx, By::Staff(staff), &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The time.
    pub(crate) const fn now(&self) -> Instant {
        self.began
    }

    /// One record counts as another, as a merge says.
    pub(crate) async fn counts_as(&self, entity: EntityId, golden: EntityId) {
        let sql = "insert into records.merged (force_id, entity_id, golden_id, merge_id)
             values ('humberside', $1, $2, $1)";
        let mut connection = self.town.past_the_rights().await;
        let query = sqlx::query(sql).bind(entity.uuid()).bind(golden.uuid());
        query.execute(&mut connection).await.unwrap();
    }

    /// So many people stay at a place.
    pub(crate) async fn fills(&self, place: EntityId, people: i32) {
        let sql = "with new as (
                 insert into records.entities (force_id, id, form, label, regime, made_at)
                 select 'humberside', gen_random_uuid(), 'person', 'Guest ' || n,
                        'law_enforcement', now() from generate_series(1, $2) n returning id)
             insert into records.links (force_id, id, src, role, dst, confidence, nature,
                                        valid_from, source, made_at)
             select 'humberside', gen_random_uuid(), id, 'stays_at', $1, 'confirmed', 'fact',
                    now() - interval '1 day', 'officer', now() from new";
        let mut connection = self.town.past_the_rights().await;
        sqlx::query(sql).bind(place.uuid()).bind(people).execute(&mut connection).await.unwrap();
    }

    /// They look at what is around one record, and at how it is linked to another.
    pub(crate) async fn pictures(
        &self,
        staff: &Staff,
        ends: (EntityId, EntityId),
    ) -> (Network, Vec<Vec<Walked>>) {
        let mut tx = self.with(staff).await;
        let all = Limits::default();
        let network = records::network(&mut tx, staff, (ends.0, &all)).await.unwrap();
        let paths = records::paths(&mut tx, staff, (ends, &all)).await.unwrap();
        tx.commit().await.unwrap();
        (network, paths.ways)
    }

    /// They look at a record.
    pub(crate) async fn looks(&self, staff: &Staff, id: EntityId) -> Result<View, Problem> {
        let mut tx = self.with(staff).await;
        let view = records::read(&mut tx, staff, id).await?;
        tx.commit().await?;
        Ok(view)
    }

    /// They say that only they need to know.
    pub(crate) async fn restricts(&self, staff: &Staff, id: EntityId, hidden: bool) {
        let mut tx = self.with(staff).await;
        let only = Protection {
            restricted: Some(NeedToKnow {
                open_to: vec![staff.account()],
                hidden,
                ask: "The duty inspector".to_owned(),
            }),
            ..Protection::NONE
        };
        records::protect(&mut tx, staff, id, (&only, "An informant")).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// How many journal entries of a verb there are.
    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.town.count(&sql).await
    }
}

/// Somebody.
pub(crate) fn person(given: &str, surname: &str, born: &str) -> New {
    let fact = |field, said: &str| NewStatement::fact(field, said, Source::Officer);
    New::of(
        Form::Person,
        vec![
            fact(Field::GivenNames, given),
            fact(Field::Surname, surname),
            fact(Field::DateOfBirth, born),
        ],
    )
}

/// Something with a number.
pub(crate) fn thing(form: Form, field: Field, said: &str) -> New {
    New::of(form, vec![NewStatement::fact(field, said, Source::Officer)])
}
