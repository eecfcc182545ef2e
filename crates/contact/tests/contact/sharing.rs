//! What another force reads by an agreement, and what another system fetches.

use crate::world::{World, bicycle, said, stalking};
use jiff::SignedDuration;
use kernel::{Actor, AgreementId, ClientId, ContactId, ForceId, Problem, Purpose};
use rights::agreements::{self, Share};
use rights::interests::{Relation, Token};
use rights::{Right, Role, Staff};
use serde_json::json;
use station::Scope;

/// A town in which Humberside shares what is told of stolen bicycles with the Metropolitan force.
struct Sharing {
    world: World,
    agreement: AgreementId,
}

impl Sharing {
    async fn new(services: &str) -> Self {
        let world = World::new().await;
        let admin = world.hires("humberside", Role::ForceAdministrator).await;
        let second = world.hires("humberside", Role::Supervisor).await;
        let agreement = AgreementId::new(uuid::Uuid::from_u128(7));
        let sql = format!(
            "insert into rights.agreements
                 (force_id, id, with_force, services, purpose, used_for, made_by, approved_by,
                  made_at, ends_at)
             values ('humberside', '{agreement}', 'metropolitan', '{services}', 'Bicycles', 'To find',
                     '{}', '{}', now(), now() + interval '1 month')",
            admin.account(),
            second.account()
        );
        let mut past = world.town.past_the_rights().await;
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut past).await.unwrap();
        Self { world, agreement }
    }

    async fn opens(&self, staff: &Staff) -> Share {
        agreements::open(&self.world.town.station, staff, self.agreement).await.unwrap()
    }

    async fn listed(&self, staff: &Staff) -> Vec<ContactId> {
        let share = self.opens(staff).await;
        let mut tx = self.world.town.station.begin(&share.scope()).await.unwrap();
        let page = contact::shared(&mut tx, &share, None).await.unwrap();
        tx.commit().await.unwrap();
        page.items.iter().map(|item| item.id).collect()
    }

    async fn read(&self, staff: &Staff, id: ContactId) -> Result<contact::ContactView, Problem> {
        let share = self.opens(staff).await;
        let mut tx = self.world.town.station.begin(&share.scope()).await.unwrap();
        let read = contact::read_shared(&mut tx, &share, id).await?;
        tx.commit().await.unwrap();
        Ok(read)
    }

    /// Every contact of the force, the newest first, as its own staff see them.
    async fn all(&self) -> Vec<ContactId> {
        let mut past = self.world.town.past_the_rights().await;
        let ids = "select id from contact.contacts where force_id = 'humberside' order by id desc";
        let ids: Vec<uuid::Uuid> = sqlx::query_scalar(ids).fetch_all(&mut past).await.unwrap();
        ids.into_iter().map(ContactId::new).collect()
    }

    async fn breaks(&self, sql: &'static str) {
        let mut past = self.world.town.past_the_rights().await;
        sqlx::raw_sql(sql).execute(&mut past).await.unwrap();
    }
}

#[tokio::test]
async fn a_reader_of_the_other_force_sees_what_is_shared_and_the_owner_s_journal_has_it() {
    let sharing = Sharing::new("{bicycle-theft}").await;
    sharing.world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    sharing.world.sends("humberside", "stalking-or-harassment", stalking(json!({}))).await;
    sharing.world.sends("metropolitan", "bicycle-theft", bicycle(json!({}))).await;
    let all = sharing.all().await;
    let ada = sharing.world.hires("metropolitan", Role::ContactOperator).await;
    let listed = sharing.listed(&ada).await;
    assert_eq!((all.len(), listed.len()), (2, 1), "only what the agreement names");
    let id = listed[0];
    let view = sharing.read(&ada, id).await.unwrap();
    assert_eq!(view.report.service_id, "bicycle-theft");
    let other = all.iter().find(|it| **it != id).unwrap();
    let not_shared = sharing.read(&ada, *other).await;
    assert!(matches!(not_shared, Err(Problem::NotFound(_))), "{not_shared:?}");
    let entry = format!(
        "select count(*) from station.journal where force_id = 'humberside'
         and verb = 'contact_read_by_force' and act = 'disclosure' and purpose = 'sharing'
         and actor_kind = 'staff' and actor_name = '{}' and thing_id = '{id}'
         and details->>'agreement' = '{}' and details->>'readers_force' = 'metropolitan'",
        ada.account(),
        sharing.agreement
    );
    assert_eq!(sharing.world.town.count(&entry).await, 1);
    let unread = "select count(*) from contact.contacts where first_read_at is not null";
    assert_eq!(sharing.world.town.count(unread).await, 0, "nothing of the contact is changed");
}

#[tokio::test]
async fn what_is_restricted_or_marked_is_in_no_shared_list_and_opens_to_nobody() {
    let sharing = Sharing::new("{}").await;
    sharing.world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    let ada = sharing.world.hires("metropolitan", Role::ContactOperator).await;
    let id = sharing.listed(&ada).await[0];
    for sql in [
        "update contact.contacts set restricted = true",
        "update contact.contacts set hidden = true",
        "update contact.contacts set restricted = false, hidden = false, marking = 'secret'",
    ] {
        sharing.breaks(sql).await;
        assert!(sharing.listed(&ada).await.is_empty(), "{sql}");
        assert!(matches!(sharing.read(&ada, id).await, Err(Problem::NotFound(_))), "{sql}");
    }
    sharing.breaks("update contact.contacts set marking = 'official'").await;
    assert_eq!(sharing.listed(&ada).await, [id]);
}

#[tokio::test]
async fn nobody_reads_of_themselves_or_those_close_to_them_in_another_force_either() {
    let sharing = Sharing::new("{}").await;
    let email = "sam@example.test";
    let told = bicycle(json!({ "may_contact": "yes", "ways": ["email"], "email": email }));
    sharing.world.sends("humberside", "bicycle-theft", told).await;
    let ada = sharing.world.hires("metropolitan", Role::ContactOperator).await;
    let id = sharing.listed(&ada).await[0];
    let station = &sharing.world.town.station;
    let mut tx = station.begin(&ada.scope(Purpose::Administration)).await.unwrap();
    let token = Token::of_email(station.key(), &kernel::Email::parse(email).unwrap());
    rights::interests::declare(&mut tx, &ada, Relation::Family, token).await.unwrap();
    tx.commit().await.unwrap();
    assert!(sharing.listed(&ada).await.is_empty());
    assert!(matches!(sharing.read(&ada, id).await, Err(Problem::NotFound(_))));
}

#[tokio::test]
async fn what_staff_wrote_to_each_other_is_not_shared() {
    let sharing = Sharing::new("{}").await;
    sharing.world.sends("humberside", "bicycle-theft", bicycle(json!({}))).await;
    let operator = sharing.world.hires("humberside", Role::ContactOperator).await;
    let id = sharing.all().await[0];
    let station = &sharing.world.town.station;
    let mut tx = station.begin(&operator.scope(Purpose::ContactHandling)).await.unwrap();
    contact::note(&mut tx, &operator, id, &said(1, "He lied before")).await.unwrap();
    let catalogue = &sharing.world.catalogue;
    let reply = said(2, "We look for it");
    contact::reply(&mut tx, &operator, catalogue, id, &reply).await.unwrap();
    tx.commit().await.unwrap();
    let ada = sharing.world.hires("metropolitan", Role::ContactOperator).await;
    let view = sharing.read(&ada, id).await.unwrap();
    let bodies: Vec<&str> = view.thread.iter().map(|entry| entry.body.as_str()).collect();
    assert_eq!(bodies, ["We look for it"]);
    assert!(view.thread.iter().all(|entry| entry.author.is_none()));
    assert!(ada.may(Right::AnswerContacts));
    let share = sharing.opens(&ada).await;
    let mut tx = station.begin(&share.scope()).await.unwrap();
    let answer = contact::reply(&mut tx, &ada, catalogue, id, &said(3, "Hello")).await;
    assert!(answer.is_err(), "the other force's reader answers nobody");
    tx.leave().await.unwrap();
}

#[tokio::test]
async fn another_system_fetches_every_contact_once_and_nothing_that_is_restricted() {
    let world = World::new().await;
    for extra in [
        json!({}),
        json!({ "make": "Trek", "model": "x" }),
        json!({ "size": "M", "model": "x", "gears": "y" }),
    ] {
        world.sends("humberside", "bicycle-theft", bicycle(extra)).await;
    }
    let client = Actor::Client(ClientId::new(uuid::Uuid::from_u128(9)));
    let force = ForceId::parse("humberside").unwrap();
    let scope = Scope::new(force, client, Purpose::Sharing);
    let station = &world.town.station;
    let mut tx = station.begin(&scope).await.unwrap();
    let fresh = contact::fetched(&mut tx, None).await.unwrap();
    assert!(fresh.items.is_empty(), "an older one may not be durable yet");
    tx.commit().await.unwrap();
    station.advance_clock(contact::SETTLED + SignedDuration::from_secs(1)).await.unwrap();
    station.read_clock().await.unwrap();
    let restricted = "update contact.contacts set restricted = true
                      where id = (select min(id::text)::uuid from contact.contacts)";
    sqlx::raw_sql(restricted).execute(&mut world.town.past_the_rights().await).await.unwrap();
    let mut tx = station.begin(&scope).await.unwrap();
    let page = contact::fetched(&mut tx, None).await.unwrap();
    let last = page.items.last().map(|item| item.id);
    let after = contact::fetched(&mut tx, last).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((page.items.len(), after.items.len()), (2, 0));
    let entry = "select count(*) from station.journal where verb = 'contacts_fetched'
                 and act = 'disclosure' and actor_kind = 'client'
                 and jsonb_array_length(details->'contacts') = 2";
    assert_eq!(world.town.count(entry).await, 1);
}
