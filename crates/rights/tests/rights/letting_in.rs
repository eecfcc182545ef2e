//! Two people let somebody back in.

use crate::devices::Device;
use crate::pages::{ask, doors, look, pair, sign_in as sign_in_at};
use crate::signing_in::{PASSWORD, join, refused, town};
use axum::http::{Method, StatusCode};
use kernel::{Problem, Purpose, Reason, RequestId};
use rights::recovery::{Code, Taken, ask_for, give, take};
use rights::{Asker, Role, Staff, passkeys, second, sign_in, staff_of};
use station::testing::Town;

const ADA: &str = "ada@humberside.example";
const WHY: &str = "She lost her telephone, and came to my desk with her warrant card";
const NEW: &str = "the gulls of the quay at noon";

struct People {
    ada: Staff,
    first: Staff,
    second: Staff,
}

async fn people(town: &Town) -> People {
    join(town, "one@humberside.example", "One", Role::ForceAdministrator).await;
    join(town, "two@humberside.example", "Two", Role::ForceAdministrator).await;
    let staff = async |email| {
        let token = sign_in(&town.station, email, PASSWORD).await.unwrap();
        staff_of(&town.station, &token).await.unwrap()
    };
    People {
        ada: staff(ADA).await,
        first: staff("one@humberside.example").await,
        second: staff("two@humberside.example").await,
    }
}

async fn asked(town: &Town, who: &Staff, whom: &Staff) -> Result<RequestId, Problem> {
    let mut tx = town.station.begin(&who.scope(Purpose::Administration)).await.unwrap();
    let id = ask_for(&mut tx, who, whom.account(), WHY).await?;
    tx.commit().await.unwrap();
    Ok(id)
}

async fn decided(town: &Town, who: &Staff, id: RequestId) -> Result<(), Problem> {
    let mut tx = town.station.begin(&who.scope(Purpose::Administration)).await.unwrap();
    second::decide(&mut tx, who, id, (true, "I saw her as well, and know her")).await?;
    tx.commit().await
}

async fn given(town: &Town, who: &Staff, id: RequestId) -> Result<Code, Problem> {
    let mut tx = town.station.begin(&who.scope(Purpose::Administration)).await.unwrap();
    let code = give(&mut tx, who, id).await?;
    tx.commit().await.unwrap();
    Ok(code)
}

async fn taken(town: &Town, code: &str, new: &str) -> Taken {
    take(&town.station, &Asker::default(), (ADA, code), new).await.unwrap()
}

#[tokio::test]
async fn what_opened_the_account_ends_and_the_code_sets_a_new_password_once() {
    let town = town().await;
    let People { ada, first, second } = people(&town).await;
    let mut device = Device::of(ada.account());
    let begun = passkeys::begin_adding(&town.station, &ada, ADA).await.unwrap().unwrap();
    let answer = device.make(&begun);
    let both = (begun.sealed.as_str(), answer.as_str());
    passkeys::add(&town.station, &ada, "Key", both).await.unwrap().unwrap();
    let id = asked(&town, &first, &ada).await.unwrap();
    assert!(given(&town, &first, id).await.is_err(), "nobody approved it yet");
    assert!(decided(&town, &first, id).await.is_err(), "the first is not the second");
    decided(&town, &second, id).await.unwrap();
    assert!(given(&town, &second, id).await.is_err(), "whoever asked is shown the code");
    assert!(sign_in(&town.station, ADA, PASSWORD).await.is_ok(), "nothing ended yet");
    let code = given(&town, &first, id).await.unwrap();
    assert!(given(&town, &first, id).await.is_err(), "once");
    assert!(refused(&sign_in(&town.station, ADA, PASSWORD).await));
    let mine = format!("account_id = '{}'", ada.account());
    for table in ["sessions", "passkeys", "authenticators"] {
        let sql = format!("select count(*) from rights.{table} where {mine}");
        assert_eq!(town.count(&sql).await, 0, "{table}");
    }
    assert_eq!(taken(&town, "AAAA-AAAA-AAAA-AAAA-AAAA", NEW).await, Taken::NotRight);
    assert!(matches!(taken(&town, code.text(), "short").await, Taken::Weak(_)));
    assert_eq!(taken(&town, &code.text().to_lowercase(), NEW).await, Taken::Done);
    assert_eq!(taken(&town, code.text(), NEW).await, Taken::NotRight, "once");
    assert!(sign_in(&town.station, ADA, NEW).await.is_ok());
    let hash =
        "select count(*) from rights.recoveries where encode(code_hash, 'escape') like '%-%'";
    assert_eq!(town.count(hash).await, 0);
}

#[tokio::test]
async fn nobody_lets_themselves_back_in_and_no_operator_anybody() {
    let town = town().await;
    let People { ada, first, second } = people(&town).await;
    let own = asked(&town, &first, &first).await;
    assert!(matches!(own, Err(Problem::Refused(Reason::SamePerson))));
    let operator = asked(&town, &ada, &first).await;
    assert!(matches!(operator, Err(Problem::Refused(Reason::NotYourRole))));
    // Nor is whoever is let back in one of the two.
    let id = asked(&town, &first, &second).await.unwrap();
    decided(&town, &second, id).await.unwrap();
    let given = given(&town, &first, id).await;
    assert!(matches!(given, Err(Problem::Refused(Reason::SamePerson))));
}

#[tokio::test]
async fn a_code_is_too_old_after_a_day_and_the_next_one_ends_it() {
    let town = town().await;
    let People { ada, first, second } = people(&town).await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        let id = asked(&town, &first, &ada).await.unwrap();
        decided(&town, &second, id).await.unwrap();
        codes.push(given(&town, &first, id).await.unwrap());
    }
    assert_eq!(taken(&town, codes[0].text(), NEW).await, Taken::NotRight);
    let mut past = town.past_the_rights().await;
    let day = "update rights.recoveries set ends_at = ends_at - interval '24 hours'";
    sqlx::query(day).execute(&mut past).await.unwrap();
    assert_eq!(taken(&town, codes[1].text(), NEW).await, Taken::NotRight);
}

#[tokio::test]
async fn the_pages_ask_show_the_code_once_and_take_it() {
    let town = town().await;
    let People { ada, first, second } = people(&town).await;
    let doors = doors(&town, true);
    let form = |email: &str| {
        format!("email={email}%40humberside.example&password={}", PASSWORD.replace(' ', "+"))
    };
    let one = sign_in_at(&doors, &form("one")).await.cookie.unwrap();
    let here = format!("/desk/administration/accounts/{}/recovery", ada.account());
    let post = async |form: &str| ask(&doors, Method::POST, &here, pair(&one), form).await;
    let page = look(&doors, &here, pair(&one)).await;
    assert!(page.html.contains("Ada, ada@humberside.example"), "{}", page.html);
    let short = post("reason=lost+it").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.html.contains("lost it"), "what was typed is kept");
    assert_eq!(post(&format!("reason={}", WHY.replace(' ', "+"))).await.location, here);
    let waits = look(&doors, &here, pair(&one)).await;
    assert!(waits.html.contains("has not decided yet"));
    let mut tx = town.station.begin(&first.scope(Purpose::Administration)).await.unwrap();
    let id = second::list(&mut tx).await.unwrap()[0].id;
    tx.leave().await.unwrap();
    decided(&town, &second, id).await.unwrap();
    let shown = post(&format!("request={id}")).await;
    let code = shown.html.split("recovery-code\">").nth(1).unwrap()[..24].to_owned();
    assert_eq!(post(&format!("request={id}")).await.status, StatusCode::NOT_FOUND, "once");
    assert!(!look(&doors, &here, pair(&one)).await.html.contains(&code));
    let taken = async |code: &str| {
        let new = NEW.replace(' ', "+");
        let form = format!("email=ada%40humberside.example&code={code}&new={new}");
        ask(&doors, Method::POST, "/desk/recover", "", &form).await
    };
    assert_eq!(taken("AAAA").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(taken(&code).await.location, "/desk/sign-in");
    assert!(sign_in(&town.station, ADA, NEW).await.is_ok());
    // An operator is told who may.
    let operator = format!("email=ada%40humberside.example&password={}", NEW.replace(' ', "+"));
    let operator = sign_in_at(&doors, &operator).await.cookie.unwrap();
    let refused = look(&doors, &here, pair(&operator)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
