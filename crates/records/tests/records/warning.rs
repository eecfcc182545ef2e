//! What must be known first is raised at once, to whoever deals with it, as far as they may see.

use crate::world::{World, person, thing};
use jiff::SignedDuration;
use kernel::{EntityId, Instant, MarkerId, Phone, Postcode, Problem, Reason};
use records::{
    About, Alert, By, Field, Form, MarkerKind, Matter, New, NewMarker, NewStatement, Role as As,
    Source, Standing, Subject, Way,
};
use rights::interests::{Relation, Token, declare};
use rights::{Role, Staff};

const CONTACT: Matter<'static> = Matter { thing: "contact", id: "0190-1" };

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

fn warning(entity: EntityId, kind: MarkerKind, review_by: Instant) -> NewMarker {
    NewMarker {
        entity,
        kind,
        reason: "Threw a bottle at an officer".to_owned(),
        source: Source::Officer,
        origin: None,
        review_by,
        expires_at: None,
    }
}

fn door(number: &str, postcode: &str) -> New {
    let fact = |field, said: &str| NewStatement::fact(field, said, Source::Officer);
    New::of(
        Form::Address,
        vec![
            fact(Field::Building, number),
            fact(Field::Street, "Mill Lane"),
            fact(Field::Postcode, postcode),
        ],
    )
}

impl World {
    async fn marks(&self, staff: &Staff, entity: EntityId, kind: MarkerKind) -> MarkerId {
        let mut tx = self.with(staff).await;
        let new = warning(entity, kind, tx.now().plus(days(90)));
        let id = records::mark(&mut tx, By::Staff(staff), &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn raises(&self, about: &[About]) -> usize {
        let scope = self.town.system("humberside");
        let mut tx = self.town.station.begin(&scope).await.unwrap();
        let raised = records::alerts_for(&mut tx, CONTACT, about).await.unwrap();
        tx.commit_upkeep(station::Upkeep::Jobs).await.unwrap();
        raised
    }

    async fn alerts(&self, staff: &Staff) -> Vec<Alert> {
        let mut tx = self.with(staff).await;
        let alerts = records::alerts_of(&mut tx, staff, CONTACT).await.unwrap();
        tx.commit_upkeep(station::Upkeep::Jobs).await.unwrap();
        alerts
    }

    async fn desk(&self) -> (Staff, Staff) {
        let ada = self.hires("humberside", Role::ContactOperator).await;
        (ada, self.hires("humberside", Role::Officer).await)
    }
}

/// The kinds, how each was found, and whether its reason is read.
fn seen(alerts: &[Alert]) -> Vec<(MarkerKind, Option<Way>, bool)> {
    let of = |alert: &Alert| match &alert.warning.subject {
        Subject::Open { way, marker, .. } => (alert.warning.kind, Some(*way), marker.is_some()),
        Subject::Closed { .. } => (alert.warning.kind, None, false),
    };
    alerts.iter().map(of).collect()
}

#[tokio::test]
async fn who_lives_at_the_address_and_what_is_kept_there_warns_at_once() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let home = world.opens(&pc, door("12", "HU1 1AA")).await;
    let sam = world.opens(&pc, person("Sam", "Okoro", "1994-05-06")).await;
    let gun = world.opens(&pc, thing(Form::Firearm, Field::Serial, "X123")).await;
    world.links(&pc, (sam, As::LivesAt, home)).await;
    world.links(&pc, (gun, As::KeptAt, home)).await;
    world.marks(&pc, sam, MarkerKind::Violent).await;
    assert_eq!(world.raises(&[About::Record(home)]).await, 2);
    let alerts = world.alerts(&ada).await;
    assert_eq!(
        seen(&alerts),
        [
            (MarkerKind::Firearm, Some(Way::In(As::KeptAt)), false),
            (MarkerKind::Violent, Some(Way::In(As::LivesAt)), true),
        ]
    );
    let Subject::Open { head, via, .. } = &alerts[1].warning.subject else { panic!("closed") };
    assert_eq!((&*head.label, &*via.as_ref().unwrap().label), ("Sam Okoro", "12 Mill Lane"));
    assert_eq!(world.entries("alerts_raised").await, 1);
    assert_eq!(world.entries("alerts_seen").await, 1);
}

#[tokio::test]
async fn a_certificate_warns_where_its_holder_lives_though_nobody_wrote_where_the_gun_is() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let home = world.opens(&pc, door("12", "HU1 1AA")).await;
    let sam = world.opens(&pc, person("Sam", "Okoro", "1994-05-06")).await;
    let gun = world.opens(&pc, thing(Form::Firearm, Field::Serial, "X123")).await;
    world.links(&pc, (sam, As::LivesAt, home)).await;
    world.links(&pc, (sam, As::Certified, gun)).await;
    world.raises(&[About::Record(home)]).await;
    let alerts = world.alerts(&ada).await;
    assert_eq!(seen(&alerts), [(MarkerKind::Firearm, Some(Way::In(As::LivesAt)), false)]);
    let mut tx = world.with(&pc).await;
    let there = records::warnings(&mut tx, &pc, home).await.unwrap();
    assert_eq!(there.len(), 1, "the attending officer sees it on the address");
}

#[tokio::test]
async fn a_warning_set_later_is_raised_when_the_matter_is_next_looked_at_and_goes_when_it_ends() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let sam = world.opens(&pc, person("Sam", "Okoro", "1994-05-06")).await;
    let number = world.opens(&pc, thing(Form::Phone, Field::Number, "07700 900123")).await;
    world.links(&pc, (sam, As::Uses, number)).await;
    assert_eq!(world.raises(&[About::Record(number)]).await, 0);
    assert!(world.alerts(&ada).await.is_empty());
    let marker = world.marks(&pc, sam, MarkerKind::Weapons).await;
    assert_eq!(
        seen(&world.alerts(&ada).await),
        [(MarkerKind::Weapons, Some(Way::In(As::Uses)), true)]
    );
    let mut tx = world.with(&pc).await;
    records::end_marker(&mut tx, By::Staff(&pc), marker, "Another Sam").await.unwrap();
    tx.commit().await.unwrap();
    assert!(world.alerts(&ada).await.is_empty());
}

#[tokio::test]
async fn what_nobody_has_looked_at_warns_and_says_since_when() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let sam = world.opens(&pc, person("Sam", "Okoro", "1994-05-06")).await;
    world.marks(&pc, sam, MarkerKind::Violent).await;
    sqlx::raw_sql(
        "update records.markers set reviewed_at = '2025-01-02', review_by = '2025-06-01'",
    )
    .execute(&mut world.town.past_the_rights().await)
    .await
    .unwrap();
    world.raises(&[About::Record(sam)]).await;
    let alerts = world.alerts(&ada).await;
    let since = Instant::new("2025-01-02T00:00:00Z".parse().unwrap());
    assert_eq!(alerts[0].warning.standing, Standing::Unreviewed(since));
    let mut tx = world.with(&pc).await;
    let shown = records::markers_of(&mut tx, &pc, sam).await.unwrap();
    let soon = tx.now().plus(days(30));
    records::renew(&mut tx, &pc, shown[0].id, (soon, "Again last week")).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.alerts(&ada).await[0].warning.standing, Standing::Current);
    let mut tx = world.with(&pc).await;
    let shown = records::markers_of(&mut tx, &pc, sam).await.unwrap();
    let (_, reviews) = shown[0].full.as_ref().unwrap();
    assert_eq!(reviews[0].why, "Again last week");
}

#[tokio::test]
async fn a_closed_record_warns_without_its_source_and_a_hidden_one_is_not_there() {
    let world = World::new().await;
    let (ada, dee) = (
        world.hires("humberside", Role::ContactOperator).await,
        world.hires("humberside", Role::Detective).await,
    );
    let number = world.opens(&dee, thing(Form::Phone, Field::Number, "07700 900123")).await;
    let kim = world.opens(&dee, person("Kim", "Lee", "1990-01-02")).await;
    world.links(&dee, (kim, As::Uses, number)).await;
    world.marks(&dee, kim, MarkerKind::Violent).await;
    world.raises(&[About::Record(number)]).await;
    world.restricts(&dee, kim, false).await;
    let alerts = world.alerts(&ada).await;
    let told = format!("{alerts:?}");
    assert_eq!(seen(&alerts), [(MarkerKind::Violent, None, false)]);
    assert!(!told.contains("Kim") && !told.contains("bottle"), "{told}");
    assert!(told.contains("The duty inspector"));
    world.restricts(&dee, kim, true).await;
    assert!(world.alerts(&ada).await.is_empty());
    assert_eq!(world.alerts(&dee).await.len(), 1, "whoever needs to know still sees it");
    let mut tx = world.with(&ada).await;
    let ids = [CONTACT.id.to_owned()];
    let tags = records::tags_of(&mut tx, &ada, (CONTACT.thing, &ids)).await.unwrap();
    assert!(tags.is_empty(), "nor is it counted in a list");
}

#[tokio::test]
async fn nobody_is_warned_of_themselves() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let mine = world.opens(&pc, thing(Form::Phone, Field::Number, "07700 900555")).await;
    world.marks(&pc, mine, MarkerKind::DomesticAbuse).await;
    world.raises(&[About::Record(mine)]).await;
    assert_eq!(world.alerts(&ada).await.len(), 1);
    let mut tx = world.with(&ada).await;
    let number = Phone::parse("07700 900555").unwrap();
    let token = Token::of_phone(tx.station().key(), &number);
    declare(&mut tx, &ada, Relation::Own, token).await.unwrap();
    tx.commit().await.unwrap();
    assert!(world.alerts(&ada).await.is_empty());
    assert_eq!(world.alerts(&pc).await.len(), 1);
}

#[tokio::test]
async fn health_is_read_by_those_who_go_there_and_others_are_told_what_to_do() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let sam = world.opens(&pc, person("Sam", "Okoro", "1994-05-06")).await;
    world.marks(&pc, sam, MarkerKind::MentalHealth).await;
    world.raises(&[About::Record(sam)]).await;
    let itself = |read| [(MarkerKind::MentalHealth, Some(Way::Itself), read)];
    assert_eq!(seen(&world.alerts(&ada).await), itself(false));
    assert_eq!(seen(&world.alerts(&pc).await), itself(true));
}

#[tokio::test]
async fn a_postcode_alone_warns_of_what_is_dangerous_and_of_nothing_else() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let home = world.opens(&pc, door("12", "HU1 1AA")).await;
    let sam = world.opens(&pc, person("Sam", "Okoro", "1994-05-06")).await;
    world.links(&pc, (sam, As::LivesAt, home)).await;
    world.marks(&pc, sam, MarkerKind::Weapons).await;
    world.marks(&pc, sam, MarkerKind::Vulnerable).await;
    world.raises(&[About::Postcode(Postcode::parse("HU1 1AA").unwrap())]).await;
    let alerts = world.alerts(&ada).await;
    assert_eq!(seen(&alerts), [(MarkerKind::Weapons, Some(Way::Around), true)]);
}

#[tokio::test]
async fn each_person_says_for_themselves_that_they_have_seen_it() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let sam = world.opens(&pc, person("Sam", "Okoro", "1994-05-06")).await;
    world.marks(&pc, sam, MarkerKind::Violent).await;
    world.raises(&[About::Record(sam)]).await;
    let ids: Vec<_> = world.alerts(&ada).await.iter().map(|it| it.id).collect();
    for _ in 0..2 {
        let mut tx = world.with(&ada).await;
        records::acknowledge(&mut tx, &ada, CONTACT, &ids).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(world.entries("alerts_acknowledged").await, 1);
    let by_pc = world.alerts(&pc).await;
    let who: Vec<_> = by_pc[0].acknowledged.iter().map(|(who, _)| *who).collect();
    assert_eq!(who, [ada.account()]);
    let mut tx = world.with(&pc).await;
    records::acknowledge(&mut tx, &pc, CONTACT, &ids).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.alerts(&ada).await[0].acknowledged.len(), 2);
}

#[tokio::test]
async fn a_warning_needs_a_review_a_reason_and_somebody_who_may_set_it() {
    let world = World::new().await;
    let (ada, pc) = world.desk().await;
    let sam = world.opens(&pc, person("Sam", "Okoro", "1994-05-06")).await;
    let mut tx = world.with(&ada).await;
    let new = warning(sam, MarkerKind::Violent, tx.now().plus(days(90)));
    let refused = records::mark(&mut tx, By::Staff(&ada), &new).await;
    assert!(matches!(refused, Err(Problem::Refused(Reason::NotYourRole))), "{refused:?}");
    let mut tx = world.with(&pc).await;
    for review_by in [tx.now(), tx.now().plus(days(400))] {
        let new = warning(sam, MarkerKind::Violent, review_by);
        assert!(records::mark(&mut tx, By::Staff(&pc), &new).await.is_err());
    }
    let without = NewMarker { reason: " ".to_owned(), ..new.clone() };
    assert!(records::mark(&mut tx, By::Staff(&pc), &without).await.is_err());
    records::mark(&mut tx, By::Staff(&pc), &new).await.unwrap();
    let twice = records::mark(&mut tx, By::Staff(&pc), &new).await;
    assert!(matches!(twice, Err(Problem::Conflict(_))));
    tx.commit().await.unwrap();
    let met = world.hires("metropolitan", Role::Officer).await;
    let mut tx = world.with(&met).await;
    let elsewhere = records::markers_of(&mut tx, &met, sam).await;
    assert!(matches!(elsewhere, Err(Problem::NotFound(_))));
}
