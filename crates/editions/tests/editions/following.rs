//! Every process offers what was decided.

use crate::world::{World, offered};
use rights::Role;

#[tokio::test]
async fn another_process_follows_what_was_decided_here() {
    let world = World::new().await;
    let (follower, shelf) = world.another_process().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    let text = author.begins().await;
    let propose = [("note", "Longer"), ("do", "propose")];
    author.writes(&text, ("minutes: 10", "minutes: 15"), &propose).await;
    supervisor.decides(&text, &[("reason", "Read"), ("do", "publish")]).await;
    let held = shelf.catalogue();
    assert_eq!(offered(&shelf, "humberside"), 1, "it has not looked yet");
    follower.refresh().await.unwrap();
    assert_eq!(offered(&shelf, "humberside"), 2);
    // A request under way keeps what it began with, and the old words are still there.
    assert_eq!(held.get("bicycle-theft").unwrap().version, 1);
    let now = shelf.catalogue();
    let minutes = |version| now.as_told("bicycle-theft", version).unwrap().minutes;
    assert_eq!((minutes(1), minutes(2)), (10, 15));
    // And one that starts later begins there.
    let (_, later) = world.another_process().await;
    assert_eq!(offered(&later, "humberside"), 2);
}

#[tokio::test]
async fn an_edition_that_does_not_compile_is_not_offered_and_the_one_before_stays() {
    let world = World::new().await;
    let (follower, shelf) = world.another_process().await;
    let sql = "insert into editions.editions
             (service_id, version, english, welsh, tests, shared, note, made_at)
         select service_id, 2, 'id: [', welsh, tests, shared, '', made_at
         from editions.editions where service_id = 'bicycle-theft';
         insert into editions.publications
             (id, service_id, version, at, proposal, approved_force, approved_account,
              approved_name, reason)
         values (gen_random_uuid(), 'bicycle-theft', 2, now(), gen_random_uuid(), 'x',
                 gen_random_uuid(), 'x', 'x')";
    sqlx::raw_sql(sql).execute(&mut world.town.past_the_rights().await).await.unwrap();
    follower.refresh().await.unwrap();
    assert_eq!(offered(&shelf, "humberside"), 1);
    assert_eq!(follower.left_out().await, [("bicycle-theft".to_owned(), 2)]);
    assert_eq!(shelf.catalogue().ids().count(), world.shelf.catalogue().ids().count());
}

#[tokio::test]
async fn the_editions_of_the_files_are_kept_once() {
    let world = World::new().await;
    world.another_process().await;
    let services = i64::try_from(world.shelf.catalogue().iter().count()).unwrap();
    assert_eq!(world.town.count("select count(*) from editions.editions").await, services);
    assert_eq!(world.entries("editions_kept").await, 1);
}
