//! Who is there: administrators and others, signed in.

use crate::signing_in::PASSWORD;
use kernel::{Email, Purpose};
use rights::{NewAccount, Role, Staff, open_account, sign_in, staff_of};
use station::testing::Town;
use station::{Scope, Tx};

/// Somebody with a new account, signed in.
pub(crate) async fn somebody(town: &Town, email: &str, role: Role) -> Staff {
    let email = Email::parse(email).unwrap();
    let force = town.station.forces().by_staff_domain(&email.domain()).unwrap().id.clone();
    let mut tx = town.station.begin(&town.system(force.as_str())).await.unwrap();
    let account = NewAccount { email: email.clone(), name: email.as_str().to_owned(), role };
    assert_eq!(open_account(&mut tx, &[account], PASSWORD).await.unwrap(), 1);
    tx.commit().await.unwrap();
    again(town, email.as_str()).await
}

/// Somebody who has an account, signed in as they are now.
pub(crate) async fn again(town: &Town, email: &str) -> Staff {
    let token = sign_in(&town.station, email, PASSWORD).await.unwrap();
    staff_of(&town.station, &token).await.unwrap()
}

/// A transaction in somebody's name, to administer.
pub(crate) async fn begin<'t>(town: &'t Town, staff: &Staff) -> Tx<'t> {
    town.station.begin(&office(staff)).await.unwrap()
}

/// A scope in somebody's name, to administer.
pub(crate) fn office(staff: &Staff) -> Scope {
    staff.scope(Purpose::Administration)
}

/// A town with two administrators of Humberside, and whoever does what a second person approves.
pub(crate) async fn town() -> (Town, Staff, Staff) {
    let town = Town::new(rights::jobs()).await;
    let one = somebody(&town, "admin@humberside.example", Role::ForceAdministrator).await;
    let other = somebody(&town, "second@humberside.example", Role::ForceAdministrator).await;
    (town, one, other)
}

/// A reason that is long enough.
pub(crate) const WHY: &str = "She moved to another team on Monday";
