//! Agreements between forces: two people make one, one ends it, and the next request knows.

use crate::people::{WHY, begin, somebody, town};
use jiff::SignedDuration;
use kernel::{AgreementId, ForceId, Problem, Purpose, Reason};
use rights::agreements::{self, Agreement, NewAgreement};
use rights::{Kind, Record, Role, Staff, second};
use station::testing::Town;

fn force(id: &str) -> ForceId {
    ForceId::parse(id).unwrap()
}

async fn proposed(town: &Town, admin: &Staff) -> kernel::RequestId {
    let mut tx = begin(town, admin).await;
    let new = NewAgreement {
        with: force("metropolitan"),
        services: vec!["bicycle-theft".to_owned()],
        purpose: "Bicycles are sold over the border".to_owned(),
        used_for: "To find who sells them".to_owned(),
        until: tx.real_now().plus(SignedDuration::from_hours(24 * 30)),
    };
    let says = ["Share".to_owned(), "Rhannu".to_owned()];
    let asked = agreements::propose(&mut tx, admin, &new, (says, WHY.to_owned())).await.unwrap();
    tx.commit().await.unwrap();
    asked
}

async fn made(town: &Town, (admin, second): (&Staff, &Staff)) -> AgreementId {
    let asked = proposed(town, admin).await;
    let mut tx = begin(town, second).await;
    second::decide(&mut tx, second, asked, (true, "It is needed")).await.unwrap();
    tx.commit().await.unwrap();
    town.work().await.unwrap();
    let mut tx = begin(town, admin).await;
    let all = agreements::list(&mut tx).await.unwrap();
    tx.leave().await.unwrap();
    all.first().unwrap().id
}

async fn shared(town: &Town, with: &str) -> Vec<Agreement> {
    let mut tx = town.station.begin(&town.system(with)).await.unwrap();
    let found = agreements::shared_with(&mut tx).await.unwrap();
    tx.leave().await.unwrap();
    found
}

#[tokio::test]
async fn an_agreement_holds_once_a_second_person_approved_it() {
    let (town, admin, second) = town().await;
    let asked = proposed(&town, &admin).await;
    town.work().await.unwrap();
    assert!(shared(&town, "metropolitan").await.is_empty());
    let mut tx = begin(&town, &admin).await;
    let own = second::decide(&mut tx, &admin, asked, (true, "It is needed")).await;
    assert!(matches!(own, Err(Problem::Refused(Reason::SamePerson))), "{own:?}");
    tx.leave().await.unwrap();
    let mut tx = begin(&town, &second).await;
    second::decide(&mut tx, &second, asked, (true, "It is needed")).await.unwrap();
    tx.commit().await.unwrap();
    town.work().await.unwrap();
    let found = shared(&town, "metropolitan").await;
    let one = found.first().unwrap();
    assert_eq!((one.of.as_str(), one.with.as_str()), ("humberside", "metropolitan"));
    assert_eq!((one.made_by, one.approved_by), (admin.account(), second.account()));
    assert!(one.shares("bicycle-theft") && !one.shares("stalking"));
    assert!(shared(&town, "btp").await.is_empty(), "a third force learns nothing of it");
}

#[tokio::test]
async fn it_opens_the_other_force_to_those_who_read_contacts_and_to_nobody_else() {
    let (town, admin, second) = town().await;
    let id = made(&town, (&admin, &second)).await;
    let reader = somebody(&town, "ada@metropolitan.example", Role::ContactOperator).await;
    let share = agreements::open(&town.station, &reader, id).await.unwrap();
    assert_eq!(share.scope().force().as_str(), "humberside");
    assert_eq!(share.scope().purpose(), Purpose::Sharing);
    let plain = Record::plain(Kind::Contact, force("humberside"));
    assert!(share.decide(&plain).allowed);
    for closed in [
        Record { restricted: true, ..plain.clone() },
        Record { own: true, ..plain.clone() },
        Record { family: true, ..plain.clone() },
    ] {
        assert!(!share.decide(&closed).allowed, "{closed:?}");
    }
    let officer = somebody(&town, "pc1@metropolitan.example", Role::Officer).await;
    let refused = agreements::open(&town.station, &officer, id).await;
    assert!(matches!(refused, Err(Problem::Refused(Reason::NotYourRole))));
    let third = somebody(&town, "ada@btp.example", Role::ContactOperator).await;
    let nothing = agreements::open(&town.station, &third, id).await;
    assert!(matches!(nothing, Err(Problem::NotFound(_))));
    let own = somebody(&town, "ada@humberside.example", Role::ContactOperator).await;
    let nothing = agreements::open(&town.station, &own, id).await;
    assert!(matches!(nothing, Err(Problem::NotFound(_))));
}

#[tokio::test]
async fn a_policy_of_the_force_that_shares_closes_what_it_shares() {
    let (town, admin, second) = town().await;
    let id = made(&town, (&admin, &second)).await;
    let reader = somebody(&town, "ada@metropolitan.example", Role::ContactOperator).await;
    agreements::open(&town.station, &reader, id).await.unwrap();
    let text = r#"@id("not-by-operators") @en("Detectives alone.") @cy("Ditectifs yn unig.")
        forbid (principal in Role::"contact_operator", action == Action::"ReadContacts", resource)
        when { resource.shared };"#;
    let mut tx = town.station.begin(&town.system("humberside")).await.unwrap();
    rights::policies::add(&mut tx, ("detectives", text, WHY)).await.unwrap();
    tx.commit().await.unwrap();
    let refused = agreements::open(&town.station, &reader, id).await;
    assert!(matches!(refused, Err(Problem::Refused(Reason::ByRule))));
}

#[tokio::test]
async fn an_agreement_that_ended_or_ran_out_opens_nothing_at_the_next_request() {
    let (town, admin, second) = town().await;
    let (id, other) = (made(&town, (&admin, &second)).await, made(&town, (&admin, &second)).await);
    let reader = somebody(&town, "ada@metropolitan.example", Role::ContactOperator).await;
    let elsewhere = somebody(&town, "admin@metropolitan.example", Role::ForceAdministrator).await;
    let mut tx = begin(&town, &elsewhere).await;
    let theirs = agreements::end(&mut tx, &elsewhere, id, WHY).await;
    assert!(matches!(theirs, Err(Problem::NotFound(_))), "only who shares ends it: {theirs:?}");
    tx.leave().await.unwrap();
    let mut tx = begin(&town, &admin).await;
    agreements::end(&mut tx, &admin, id, WHY).await.unwrap();
    tx.commit().await.unwrap();
    assert!(agreements::open(&town.station, &reader, id).await.is_err());
    agreements::open(&town.station, &reader, other).await.unwrap();
    let mut past = town.past_the_rights().await;
    sqlx::query(
        "update rights.agreements
         set made_at = made_at - interval '2 months', ends_at = now() - interval '1 second'",
    )
    .execute(&mut past)
    .await
    .unwrap();
    assert!(agreements::open(&town.station, &reader, other).await.is_err());
}

#[tokio::test]
async fn whoever_is_shared_with_reads_the_agreement_and_the_database_lets_them_write_nothing() {
    let (town, admin, second) = town().await;
    made(&town, (&admin, &second)).await;
    let mut tx = town.station.begin(&town.system("metropolitan")).await.unwrap();
    assert_eq!(agreements::list(&mut tx).await.unwrap().len(), 1);
    let longer = sqlx::query("update rights.agreements set purpose = 'Anything'")
        .execute(tx.connection())
        .await
        .unwrap();
    assert_eq!(longer.rows_affected(), 0);
    tx.leave().await.unwrap();
}
