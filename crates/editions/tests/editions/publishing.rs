//! From a text to a service that people use.

use crate::world::World;
use axum::http::StatusCode;
use rights::Role;

/// The words of the definition that are changed, and what they are changed to, with the Welsh as it was.
const CHANGE: (&str, &str) = ("  minutes: 10", "  minutes: 15");
const PROPOSE: &[(&str, &str)] = &[("note", "It takes longer"), ("do", "propose")];

#[tokio::test]
async fn a_text_is_live_once_a_second_person_approves_it() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let text = author.begins().await;
    let saved = author.writes(&text, CHANGE, &[("note", ""), ("do", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = author.look(&text).await;
    assert!(page.main().contains("Nothing to correct. It can be published."), "{}", page.main());
    assert_eq!(world.offered("humberside"), 1, "what is being written is not offered");
    assert_eq!(author.writes(&text, CHANGE, PROPOSE).await.status, StatusCode::SEE_OTHER);

    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    let decision = [("reason", "Read it all"), ("do", "publish")];
    assert_eq!(supervisor.decides(&text, &decision).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.offered("humberside"), 2);
    assert_eq!(world.offered("cumbria"), 1, "another force was not asked");
    let start = world.anybody().look("/humberside/report/bicycle-theft").await;
    assert!(start.main().contains("about 15 minutes"), "{}", start.main());
    let start = world.anybody().look("/cumbria/report/bicycle-theft").await;
    assert!(start.main().contains("about 10 minutes"), "{}", start.main());
    for verb in
        ["service_text_begun", "service_text_saved", "service_proposed", "service_published"]
    {
        assert!(world.entries(verb).await > 0, "{verb} is not in the journal");
    }
}

#[tokio::test]
async fn nobody_approves_what_they_wrote() {
    let world = World::new().await;
    let author = world.appoints("sam", "humberside").await;
    let text = author.begins().await;
    author.writes(&text, CHANGE, PROPOSE).await;
    let page = author.look(&text).await;
    assert!(page.all("form[action$='/decision']", "action").is_empty());
    let tried = author.decides(&text, &[("reason", "I am sure"), ("do", "publish")]).await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tried.main().contains("Somebody else has to approve it"), "{}", tried.main());
    assert_eq!(world.offered("humberside"), 1);
    assert_eq!(world.entries("service_published").await, 0);
}

#[tokio::test]
async fn a_publisher_offers_it_to_every_force_in_one_step() {
    let world = World::new().await;
    let author = world.appoints("sam", "humberside").await;
    let publisher = world.appoints("alex", "metropolitan").await;
    let text = author.begins().await;
    let everywhere = [PROPOSE, &[("reach", "all")]].concat();
    assert_eq!(author.writes(&text, CHANGE, &everywhere).await.status, StatusCode::SEE_OTHER);
    let decision = [("reason", "For everybody"), ("do", "publish")];
    assert_eq!(publisher.decides(&text, &decision).await.status, StatusCode::SEE_OTHER);
    assert_eq!((world.offered("cumbria"), world.offered("btp")), (2, 2));
}

#[tokio::test]
async fn a_text_that_was_changed_after_it_was_read_is_not_approved() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    let text = author.begins().await;
    author.writes(&text, CHANGE, PROPOSE).await;
    let read = supervisor.look(&text).await.all("input[name=revision]", "value").remove(0);
    author.writes(&text, ("minutes: 15", "minutes: 90"), PROPOSE).await;
    let fields = [("revision", read.as_str()), ("reason", "Fine"), ("do", "publish")];
    let late = supervisor.post(&format!("{text}/decision"), &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.main().contains("Read it again"), "{}", late.main());
    assert_eq!(world.offered("humberside"), 1);
}

#[tokio::test]
async fn what_is_given_back_says_why_and_can_be_proposed_again() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    let text = author.begins().await;
    author.writes(&text, CHANGE, PROPOSE).await;
    let back = supervisor.decides(&text, &[("reason", "Say how long"), ("do", "return")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(author.look(&text).await.main().contains("khan gave it back: Say how long"));
    assert_eq!(author.writes(&text, CHANGE, PROPOSE).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_earlier_text_is_published_again_as_a_new_version() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    for change in [CHANGE, ("", "")] {
        // Both begin from version 1: the second has none of the first one's words.
        let text = author.begins().await;
        author.writes(&text, change, PROPOSE).await;
        supervisor.decides(&text, &[("reason", "Read"), ("do", "publish")]).await;
    }
    assert_eq!(world.offered("humberside"), 3);
    let start = world.anybody().look("/humberside/report/bicycle-theft").await;
    assert!(start.main().contains("about 10 minutes"), "{}", start.main());
    let changes = supervisor.look("/desk/services/bicycle-theft/comparison?from=2&to=3").await;
    assert_eq!(changes.texts(".bl-change--new"), ["+ version: 3", "+ minutes: 10"]);
    let history = supervisor.look("/desk/services/bicycle-theft").await;
    assert!(history.main().contains("Version 3 published"), "{}", history.main());
}

#[tokio::test]
async fn what_is_wrong_is_said_while_somebody_types_and_nothing_is_saved() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let text = author.begins().await;
    let page = author.look(&text).await;
    let english = page.typed("english").replace("gate: emergency", "gate: emergenci");
    let (welsh, tests) = (page.typed("welsh"), page.typed("tests"));
    let fields = [("english", english.as_str()), ("welsh", &welsh), ("tests", &tests)];
    let said = author.post(&format!("{text}/findings"), &fields).await;
    assert!(said.html.contains("line 28"), "{}", said.html);
    assert!(said.html.contains("did you mean `emergency`?"), "{}", said.html);
    let page = author.look(&text).await;
    assert!(page.typed("english").contains("gate: emergency\n"));
}

#[tokio::test]
async fn a_text_with_faults_is_kept_and_not_proposed() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let text = author.begins().await;
    let tried = author.writes(&text, ("gate: emergency", "gate: emergenci"), PROPOSE).await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tried.main().contains("Correct what is listed before you propose it"));
    assert!(author.look(&text).await.typed("english").contains("emergenci"), "nobody types twice");
    let no_note = author.writes(&text, ("emergenci", "emergency"), &[("do", "propose")]).await;
    assert!(no_note.main().contains("Write what is new"), "{}", no_note.main());
}

#[tokio::test]
async fn every_page_of_a_text_can_be_looked_at_on_a_phone_and_in_welsh() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let text = author.begins().await;
    let phone = author.look(&format!("{text}/preview?width=phone")).await;
    assert!(phone.texts(".bl-preview--phone").len() > 10);
    assert!(phone.main().contains("What does the bicycle look like?"), "{}", phone.main());
    let welsh = author.look(&format!("{text}/preview?width=desktop&in=cy")).await;
    assert!(welsh.all(".bl-preview", "lang").iter().all(|lang| lang == "cy"));
    assert!(welsh.texts(".bl-preview--phone").is_empty());
}

#[tokio::test]
async fn a_new_service_begins_with_the_words_of_another_and_is_one_force_s_own() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    let begin = |id: &'static str| {
        let fields = [("version", "1"), ("new", id)];
        let author = &author;
        async move { author.post("/desk/services/bicycle-theft/texts", &fields).await }
    };
    for (id, says) in [("Flood Road", "small letters"), ("antisocial-behaviour", "another id")] {
        let refused = begin(id).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{id}");
        assert!(refused.main().contains(says), "{}", refused.main());
    }
    let text = begin("boat-theft").await.location;
    let page = author.look(&text).await;
    assert!(page.main().contains("Nothing to correct. It can be published."), "{}", page.main());
    author.writes(&text, CHANGE, PROPOSE).await;
    let decision = [("reason", "Read it all"), ("do", "publish")];
    assert_eq!(supervisor.decides(&text, &decision).await.status, StatusCode::SEE_OTHER);
    let anybody = world.anybody();
    assert_eq!(anybody.look("/humberside/report/boat-theft").await.status, StatusCode::OK);
    assert_eq!(anybody.look("/cumbria/report/boat-theft").await.status, StatusCode::NOT_FOUND);
    assert_eq!(anybody.look("/humberside/report/bicycle-theft").await.status, StatusCode::OK);
}
