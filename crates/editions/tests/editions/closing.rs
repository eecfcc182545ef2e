//! The kill switch.

use crate::world::World;
use axum::http::StatusCode;
use rights::Role;

const CLOSING: [(&str, &str); 3] = [
    ("advice_en", "Call 101 and say that it is about a bicycle"),
    ("advice_cy", "Ffoniwch 101 a dywedwch ei fod am feic"),
    ("reason", "The form asks for the wrong thing"),
];

#[tokio::test]
async fn a_closed_service_says_what_to_do_in_its_place_in_both_languages() {
    let world = World::new().await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    let closed = supervisor.post("/desk/services/bicycle-theft/closure", &CLOSING).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    assert_eq!((world.offered("humberside"), world.offered("cumbria")), (0, 1));
    let anybody = world.anybody();
    for (path, says) in [
        ("/humberside/report/bicycle-theft", "Call 101 and say that it is about a bicycle"),
        ("/cy/humberside/report/bicycle-theft", "Ffoniwch 101 a dywedwch ei fod am feic"),
    ] {
        let page = anybody.look(path).await;
        assert!(page.main().contains(says), "{}", page.main());
        assert!(page.all("a.govuk-button--start", "href").is_empty(), "nobody can begin it");
    }
    // Whoever looks for it still finds the advice.
    assert!(anybody.look("/humberside/report/").await.main().contains("stolen bicycle"));
    assert_eq!(world.entries("service_closed").await, 1);

    let page = supervisor.look("/desk/services/bicycle-theft").await;
    assert!(page.main().contains("It is closed at your force."), "{}", page.main());
    let opened =
        supervisor.post("/desk/services/bicycle-theft/opening", &[("reason", "Corrected")]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert_eq!(world.offered("humberside"), 1);
}

#[tokio::test]
async fn nothing_is_closed_without_advice_in_both_languages_and_a_reason() {
    let world = World::new().await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    for missing in ["advice_en", "advice_cy", "reason"] {
        let fields: Vec<_> = CLOSING.into_iter().filter(|(name, _)| *name != missing).collect();
        let page = supervisor.post("/desk/services/bicycle-theft/closure", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{missing}");
        assert_eq!(page.all(".govuk-error-summary a", "href"), [format!("#{missing}")]);
        let kept = fields.iter().filter(|(name, _)| *name != "reason");
        for (name, text) in kept {
            assert_eq!(page.typed(name), *text, "what was typed is lost");
        }
    }
    assert_eq!(world.offered("humberside"), 1);
}

#[tokio::test]
async fn a_publisher_closes_it_for_some_forces() {
    let world = World::new().await;
    let publisher = world.appoints("alex", "metropolitan").await;
    let some = [("reach", "some"), ("forces", "cumbria"), ("forces", "btp")];
    let fields = [CLOSING.as_slice(), some.as_slice()].concat();
    let page = publisher.post("/desk/services/bicycle-theft/closure", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!((world.offered("cumbria"), world.offered("btp")), (0, 0));
    assert_eq!(world.offered("metropolitan"), 1);
}
