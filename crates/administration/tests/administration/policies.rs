//! The policies in force, and what a force adds.

use crate::world::{WHY, World};
use rights::Role;

const NIGHT: &str = r#"@id("no-counts")
@en("Supervisors of this force see no counts.")
@cy("Nid yw goruchwylwyr yr heddlu hwn yn gweld cyfrifon.")
forbid (principal in Role::"supervisor", action == Action::"SeeCounts", resource);"#;

#[tokio::test]
async fn whoever_reads_policies_sees_what_each_says_and_which_role_may_do_what() {
    let world = World::new().await;
    let khan = world.hires("khan", "humberside", Role::Supervisor).await;
    let page = khan.look("/policies").await;
    let national = rights::national().unwrap().readable();
    for policy in national {
        assert!(page.text().contains(policy.say(kernel::Language::English)), "{}", policy.id);
    }
    let cells = page.texts("tbody tr").len();
    assert_eq!(cells, rights::Right::ALL.len());
    assert!(page.links("Add a policy").is_empty(), "a supervisor adds none");
}

#[tokio::test]
async fn a_policy_is_checked_proposed_approved_and_ended() {
    let world = World::new().await;
    let admin = world.admin().await;
    world.hires("second", "humberside", Role::ForceAdministrator).await;
    let wrong = [("name", "night"), ("text", "permit (everything);"), ("do", "check")];
    let wrong = admin.post("/policies/new", &wrong).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.texts("#text").join("").contains("permit (everything);"), "it stays");
    let checked = [("name", "night"), ("text", NIGHT), ("do", "check")];
    let checked = admin.post("/policies/new", &checked).await;
    assert_eq!(checked.status, 200, "{}", checked.text());
    let says = checked.texts(".govuk-inset-text").join(" ");
    assert!(says.contains("Supervisors of this force see no counts."), "{says}");
    let short = [("name", "night"), ("text", NIGHT), ("do", "ask"), ("reason", "so")];
    assert_eq!(admin.post("/policies/new", &short).await.status, 422);
    let asks = [("name", "night"), ("text", NIGHT), ("do", "ask"), ("reason", WHY)];
    admin.post("/policies/new", &asks).await.leads_to("/policies?done=asked");
    assert!(!admin.look("/policies").await.text().contains("Supervisors of this force"));
    world.approves("second").await;
    let page = admin.look("/policies").await;
    assert!(page.text().contains("Forbids: Supervisors of this force see no counts."));
    let taken = admin.post("/policies/new", &asks).await;
    assert_eq!(taken.status, 422, "a name counts once");
    let end = page.links("End").remove(0).replace("/desk/administration", "");
    assert_eq!(admin.look(&end).await.status, 200);
    admin.post(&end, &[("reason", WHY)]).await.leads_to("/policies?done=asked");
    world.approves("second").await;
    assert!(!admin.look("/policies").await.text().contains("Supervisors of this force"));
}
