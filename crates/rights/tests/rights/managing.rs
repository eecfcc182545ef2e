//! Administrators and accounts: of their own force, never their own, with a reason.

use crate::people::{WHY, again, begin, somebody, town};
use crate::signing_in::PASSWORD;
use kernel::{Email, Problem, Reason};
use rights::groups::{self, GroupKind};
use rights::manage::{self, FirstPassword};
use rights::{Change, NewAccount, Rank, Right, Role, Vetting, sign_in, staff_of};

fn change(role: Role) -> Change {
    Change {
        roles: vec![role],
        rank: Rank::Sergeant,
        vetting: Vetting::Management,
        units: vec!["hull".to_owned()],
        operations: vec![],
    }
}

#[tokio::test]
async fn what_an_administrator_changes_holds_at_the_next_request() {
    let (town, admin, _) = town().await;
    let ada = somebody(&town, "ada@humberside.example", Role::ContactOperator).await;
    let token = sign_in(&town.station, "ada@humberside.example", PASSWORD).await.unwrap();
    let mut tx = begin(&town, &admin).await;
    let (to, id) = (change(Role::Supervisor), ada.account());
    manage::change(&mut tx, &admin, id, (&to, WHY)).await.unwrap();
    tx.commit().await.unwrap();
    let now = staff_of(&town.station, &token).await.unwrap();
    assert_eq!(now.roles(), [Role::Supervisor]);
    assert_eq!((now.person().rank, now.person().vetting), (Rank::Sergeant, Vetting::Management));
    assert!(now.may(Right::ReviewGlass) && !ada.may(Right::ReviewGlass));
    let said = format!(
        "select count(*) from station.journal where verb = 'account_changed'
         and details->>'why' = '{WHY}' and actor_name = '{}'",
        admin.account()
    );
    assert_eq!(town.count(&said).await, 1);
    let mut tx = begin(&town, &admin).await;
    manage::end_or_reopen(&mut tx, &admin, id, (true, WHY)).await.unwrap();
    tx.commit().await.unwrap();
    let gone = staff_of(&town.station, &token).await;
    assert!(matches!(gone, Err(Problem::Refused(Reason::NotSignedIn))));
    assert!(sign_in(&town.station, "ada@humberside.example", PASSWORD).await.is_err());
    let mut tx = begin(&town, &admin).await;
    manage::end_or_reopen(&mut tx, &admin, id, (false, WHY)).await.unwrap();
    tx.commit().await.unwrap();
    again(&town, "ada@humberside.example").await;
}

#[tokio::test]
async fn nobody_changes_their_own_account_and_that_they_tried_is_in_the_journal() {
    let (town, admin, _) = town().await;
    let id = admin.account();
    let mut tx = begin(&town, &admin).await;
    let own = manage::change(&mut tx, &admin, id, (&change(Role::Supervisor), WHY)).await;
    assert!(matches!(own, Err(Problem::Refused(Reason::ByRule))), "{own:?}");
    let own = manage::end_or_reopen(&mut tx, &admin, id, (true, WHY)).await;
    assert!(matches!(own, Err(Problem::Refused(Reason::ByRule))), "{own:?}");
    let own = manage::end_sessions(&mut tx, &admin, id, None).await;
    assert!(matches!(own, Err(Problem::Refused(Reason::ByRule))), "{own:?}");
    tx.leave().await.unwrap();
    let tried = "select count(*) from station.journal where verb = 'refused_by_policy'
                 and details->'by' ? 'nobody-manages-their-own-account'";
    assert_eq!(town.count(tried).await, 3);
}

#[tokio::test]
async fn whoever_is_no_administrator_of_the_force_changes_nothing() {
    let (town, admin, _) = town().await;
    let ada = somebody(&town, "ada@humberside.example", Role::ContactOperator).await;
    let elsewhere = somebody(&town, "admin@metropolitan.example", Role::ForceAdministrator).await;
    let to = change(Role::ForceAdministrator);
    let mut tx = begin(&town, &ada).await;
    let tried = manage::change(&mut tx, &ada, admin.account(), (&to, WHY)).await;
    assert!(matches!(tried, Err(Problem::Refused(Reason::NotYourRole))), "{tried:?}");
    let seen = manage::list(&mut tx, &ada, ("", None), 50).await;
    assert!(matches!(seen, Err(Problem::Refused(Reason::NotYourRole))));
    tx.leave().await.unwrap();
    let mut tx = begin(&town, &elsewhere).await;
    let tried = manage::change(&mut tx, &elsewhere, ada.account(), (&to, WHY)).await;
    assert!(matches!(tried, Err(Problem::NotFound(_))), "{tried:?}");
    let seen = manage::list(&mut tx, &elsewhere, ("", None), 50).await.unwrap();
    assert_eq!(seen.len(), 1, "an administrator sees their own force");
    tx.leave().await.unwrap();
}

#[tokio::test]
async fn without_a_reason_or_a_fresh_proof_nothing_is_changed() {
    let (town, admin, _) = town().await;
    let ada = somebody(&town, "ada@humberside.example", Role::ContactOperator).await;
    let to = change(Role::Supervisor);
    let mut tx = begin(&town, &admin).await;
    let short = manage::change(&mut tx, &admin, ada.account(), (&to, "because")).await;
    assert!(matches!(short, Err(Problem::Invalid(_))), "{short:?}");
    tx.leave().await.unwrap();
    let token = sign_in(&town.station, "admin@humberside.example", PASSWORD).await.unwrap();
    let mut past = town.past_the_rights().await;
    sqlx::query("update rights.sessions set proven_at = proven_at - interval '16 minutes'")
        .execute(&mut past)
        .await
        .unwrap();
    let admin = staff_of(&town.station, &token).await.unwrap();
    let mut tx = begin(&town, &admin).await;
    let old = manage::change(&mut tx, &admin, ada.account(), (&to, WHY)).await;
    assert!(matches!(old, Err(Problem::Refused(Reason::ProveAgain))), "{old:?}");
    tx.leave().await.unwrap();
}

#[tokio::test]
async fn a_new_account_signs_in_with_the_password_that_was_shown_once() {
    let (town, admin, _) = town().await;
    let first = FirstPassword::by_chance().await.unwrap();
    let new = |email: &str| NewAccount {
        email: Email::parse(email).unwrap(),
        name: "Bea".to_owned(),
        role: Role::Detective,
    };
    let mut tx = begin(&town, &admin).await;
    let other = manage::open(&mut tx, &admin, &new("bea@metropolitan.example"), &first).await;
    assert!(matches!(other, Err(Problem::Invalid(_))), "{other:?}");
    manage::open(&mut tx, &admin, &new("bea@humberside.example"), &first).await.unwrap();
    let twice = manage::open(&mut tx, &admin, &new("bea@humberside.example"), &first).await;
    assert!(matches!(twice, Err(Problem::Conflict(_))), "{twice:?}");
    tx.commit().await.unwrap();
    sign_in(&town.station, "bea@humberside.example", first.text()).await.unwrap();
    let kept = format!(
        "select count(*) from rights.accounts where password_hash like '%{}%'",
        first.text()
    );
    assert_eq!(town.count(&kept).await, 0);
}

#[tokio::test]
async fn people_of_one_name_are_all_listed_page_by_page() {
    let (town, admin, _) = town().await;
    let new = |n: usize| NewAccount {
        email: Email::parse(&format!("jo{n}@humberside.example")).unwrap(),
        name: "Jo".to_owned(),
        role: Role::Officer,
    };
    let mut tx = begin(&town, &admin).await;
    let five: Vec<_> = (0..5).map(new).collect();
    rights::open_account(&mut tx, &five, PASSWORD).await.unwrap();
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = manage::list(&mut tx, &admin, ("jo", after), 2).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        seen.extend(page.iter().map(|account| account.email.clone()));
    }
    tx.commit().await.unwrap();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 5, "{seen:?}");
}

#[tokio::test]
async fn an_administrator_ends_one_session_or_all_of_them() {
    let (town, admin, _) = town().await;
    let ada = somebody(&town, "ada@humberside.example", Role::ContactOperator).await;
    let token = sign_in(&town.station, "ada@humberside.example", PASSWORD).await.unwrap();
    let second = staff_of(&town.station, &token).await.unwrap();
    let mut tx = begin(&town, &admin).await;
    let (_, sessions) = manage::see(&mut tx, &admin, ada.account()).await.unwrap();
    assert_eq!(sessions.len(), 2);
    let one = Some(ada.session());
    assert!(manage::end_sessions(&mut tx, &admin, ada.account(), one).await.unwrap());
    assert!(!manage::end_sessions(&mut tx, &admin, ada.account(), one).await.unwrap());
    tx.commit().await.unwrap();
    staff_of(&town.station, &token).await.unwrap();
    let mut tx = begin(&town, &admin).await;
    assert!(manage::end_sessions(&mut tx, &admin, second.account(), None).await.unwrap());
    tx.commit().await.unwrap();
    assert!(staff_of(&town.station, &token).await.is_err());
}

#[tokio::test]
async fn an_operation_that_ends_is_taken_from_everybody_and_joined_by_nobody() {
    let (town, admin, _) = town().await;
    let ada = somebody(&town, "ada@humberside.example", Role::ContactOperator).await;
    let kind = GroupKind::Operation;
    let mut tx = begin(&town, &admin).await;
    groups::make(&mut tx, &admin, kind, ("larch", "Larch")).await.unwrap();
    let twice = groups::make(&mut tx, &admin, kind, ("larch", "Larch again")).await;
    assert!(matches!(twice, Err(Problem::Conflict(_))), "{twice:?}");
    groups::rename(&mut tx, &admin, kind, ("larch", "Operation Larch")).await.unwrap();
    let joined = Change { operations: vec!["larch".to_owned()], ..change(Role::Officer) };
    manage::change(&mut tx, &admin, ada.account(), (&joined, WHY)).await.unwrap();
    let (group, members) = groups::one(&mut tx, kind, "larch").await.unwrap();
    assert_eq!((group.name.as_str(), members.len()), ("Operation Larch", 1));
    groups::end(&mut tx, &admin, kind, "larch").await.unwrap();
    let (group, members) = groups::one(&mut tx, kind, "larch").await.unwrap();
    assert!(group.ended_at.is_some() && members.is_empty());
    let again = groups::rename(&mut tx, &admin, kind, ("larch", "Larch")).await;
    assert!(matches!(again, Err(Problem::NotFound(_))), "{again:?}");
    tx.commit().await.unwrap();
    assert!(again_is_out_of_it(&town).await);
    let mut other = town.station.begin(&town.system("metropolitan")).await.unwrap();
    assert!(groups::list(&mut other, kind).await.unwrap().is_empty(), "another force sees none");
    other.leave().await.unwrap();
}

async fn again_is_out_of_it(town: &station::testing::Town) -> bool {
    again(town, "ada@humberside.example").await.person().operations.is_empty()
}
