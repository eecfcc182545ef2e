//! A call becomes a report: once, with what is missing, and even when nobody is left to end it.

use crate::world::{Ada, World};
use jiff::SignedDuration;
use kernel::{CallId, ForceId, Purpose};
use reports::Receipt;
use rights::Role;
use serde_json::{Value, json};
use services::WhyOpen;

/// Somebody who may be written to, and was cut off.
fn stalking() -> Value {
    json!({
        "danger": "no", "happening_now": "no", "reporting_for": "me", "under_18": "no",
        "how_often": "more", "may_contact": "yes", "ways": ["email"],
        "email": "alex@example.test",
    })
}

async fn ends(world: &World, ada: &Ada<'_>, id: CallId, why: WhyOpen) -> Receipt {
    let with = (&world.town.station, &world.intake);
    calls::finish(with, &world.catalogue, &ada.staff, (id, why)).await.unwrap()
}

#[tokio::test]
async fn a_call_that_was_cut_off_is_a_report_with_what_is_missing() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("stalking-or-harassment").await;
    ada.writes(id, stalking(), "He is at the gate again").await;
    let mut call = ada.opens(id).await.unwrap();
    call.account.draft.answers.leave_open(None, "what", WhyOpen::Refused);
    ada.saves(&mut call).await.unwrap();
    let receipt = ends(&world, &ada, id, WhyOpen::CutOff).await;
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    let report = reports::read(&mut tx, receipt.report).await.unwrap();
    tx.commit().await.unwrap();
    let call = report.call.unwrap();
    assert_eq!((call.by, &*call.words), (ada.staff.account(), "He is at the gate again"));
    let why = |name: &str| call.gaps.iter().find(|gap| gap.name == name).map(|gap| gap.why);
    assert_eq!(why("what"), Some(WhyOpen::Refused));
    assert_eq!(why("known"), Some(WhyOpen::CutOff));
    assert_eq!(why("danger"), None);
    assert!(receipt.reply_by.is_some(), "whoever may be reached is promised an answer");
    let by = "select count(*) from station.journal
        where verb = 'report_submitted' and actor_kind = 'staff'";
    assert_eq!(world.town.count(by).await, 1);
    assert_eq!(
        world.town.count("select count(*) from reports.reports where channel = 'phone'").await,
        1
    );
}

#[tokio::test]
async fn a_call_finished_twice_is_one_report() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("stalking-or-harassment").await;
    ada.writes(id, stalking(), "").await;
    let one = ends(&world, &ada, id, WhyOpen::NotAsked).await;
    let other = ends(&world, &ada, id, WhyOpen::CutOff).await;
    assert_eq!((one.reference, one.access_code), (other.reference, other.access_code));
    assert_eq!(world.reports().await, 1);
}

/// Lets the mark that a call is a report fail, as when the power fails before it.
const NO_MARK: &str = "create function calls.fail() returns trigger language plpgsql as
    $$ begin raise exception 'no power'; end $$;
    create trigger fail before update on calls.calls for each row
    when (new.state = 'ended') execute function calls.fail()";

#[tokio::test]
async fn killed_between_report_and_mark_it_is_one_report_days_later() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let id = ada.takes("stalking-or-harassment").await;
    ada.writes(id, stalking(), "He is at the gate").await;
    sqlx::raw_sql(NO_MARK).execute(&mut world.town.past_the_rights().await).await.unwrap();
    let with = (&world.town.station, &world.intake);
    let end =
        async || calls::finish(with, &world.catalogue, &ada.staff, (id, WhyOpen::CutOff)).await;
    assert!(end().await.is_err());
    assert_eq!(world.reports().await, 1, "what the caller told is durable");
    assert_eq!(ada.opens(id).await.unwrap().state, calls::State::Ending);
    let mended = "drop trigger fail on calls.calls";
    sqlx::raw_sql(mended).execute(&mut world.town.past_the_rights().await).await.unwrap();
    // Long after the key of a submission is forgotten.
    world.town.station.advance_clock(SignedDuration::from_hours(60)).await.unwrap();
    assert!(end().await.unwrap().again);
    assert_eq!(world.reports().await, 1);
    assert_eq!(ada.opens(id).await.unwrap().state, calls::State::Ended);
}

#[tokio::test]
async fn a_call_that_somebody_left_becomes_a_report_and_an_empty_one_is_forgotten() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let (told, empty) = (ada.takes("bicycle-theft").await, ada.takes("bicycle-theft").await);
    ada.writes(told, json!({}), "Somebody took it from the shed").await;
    let force = ForceId::parse("humberside").unwrap();
    let with = (&world.town.station, &world.intake);
    assert_eq!(calls::end_left(with, &world.catalogue, &force).await.unwrap(), 0);
    world
        .town
        .station
        .advance_clock(calls::LEFT_AFTER + SignedDuration::from_mins(1))
        .await
        .unwrap();
    assert_eq!(calls::end_left(with, &world.catalogue, &force).await.unwrap(), 1);
    assert_eq!(world.reports().await, 1);
    assert!(ada.opens(empty).await.is_err());
    assert_eq!(ada.opens(told).await.unwrap().state, calls::State::Ended);
    world.town.station.advance_clock(SignedDuration::from_hours(25)).await.unwrap();
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    assert_eq!(calls::forget_ended(&mut tx).await.unwrap(), 1);
    tx.commit_upkeep(station::Upkeep::Draft).await.unwrap();
}

#[tokio::test]
async fn the_code_goes_by_mail_only_where_that_was_called_safe() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator, "Ada").await;
    let (safe, unsafe_) =
        (ada.takes("stalking-or-harassment").await, ada.takes("stalking-or-harassment").await);
    ada.writes(safe, stalking(), "").await;
    ada.writes(unsafe_, json!({ "danger": "no", "may_contact": "no" }), "").await;
    for (id, goes) in [(safe, true), (unsafe_, false)] {
        ends(&world, &ada, id, WhyOpen::NotAsked).await;
        let scope = ada.staff.scope(Purpose::ContactHandling);
        let mut tx = world.town.station.begin(&scope).await.unwrap();
        let sent = calls::send_code(&mut tx, &ada.staff, &world.catalogue, id).await;
        assert_eq!(sent.is_ok(), goes);
        if goes { tx.commit().await.unwrap() } else { tx.leave().await.unwrap() }
    }
    assert_eq!(world.town.count("select count(*) from station.dispatches").await, 1);
    let telling = "select count(*) from station.dispatches
        where body ilike '%police%' or body ilike '%stalk%' or subject ilike '%report%'";
    assert_eq!(world.town.count(telling).await, 0);
}
