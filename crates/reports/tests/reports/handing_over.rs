//! What belongs to the council: who that is, going there, and passing it on.

use crate::browser::{Browser, Page};
use crate::site::Site;
use axum::http::StatusCode;

/// The service of these tests.
const NUISANCE: &str = "/humberside/report/antisocial-behaviour";
/// What a person says of the noise, and nothing but a sealed row may hold.
const STORY: &str = "marzipan-canary drums all night";

/// Somebody says that it is about something, at a postcode or at none.
async fn says(browser: &mut Browser, prefix: &str, about: &str, postcode: &str) -> Page {
    let fields = [
        ("danger", "no"),
        ("happening_now", "no"),
        ("going_on", "no"),
        ("about", about),
        ("council_postcode", postcode),
    ];
    let mut page = browser.open(&format!("{prefix}{NUISANCE}/emergency")).await;
    while !page.path.contains("/council-") || page.path.ends_with("postcode") {
        assert_eq!(page.status, StatusCode::OK, "{}: {}", page.path, page.body);
        page = browser.fill(&page, &fields).await;
    }
    page
}

/// Somebody passes the noise on to Hull's council.
async fn passes(browser: &mut Browser, prefix: &str) -> Page {
    let page = says(browser, prefix, "noise", "").await;
    let form = browser.get(&format!("{}/pass?who=hull", page.path)).await;
    let fields = [
        ("what_happened", STORY),
        ("place", "12 Quillfeather Lane, Hull"),
        ("name", "Sam Quillfeather"),
        ("email", "quill@example.test"),
        ("agree", "yes"),
    ];
    browser.press(&form, &fields).await
}

/// The address in the last letter to the council, without the host.
async fn link(site: &Site) -> String {
    let sql = "select body from station.dispatches where recipient = 'noise@council.example' \
               order by made_at desc limit 1";
    let mut connection = site.town.past_the_rights().await;
    let body: String = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
    let mut words = body.split_whitespace();
    let link = words.find_map(|word| word.strip_prefix("http://localhost:8080"));
    link.unwrap().to_owned()
}

/// The council opens a link.
async fn opens(site: &Site, link: &str) -> (Browser, Page) {
    let mut council = site.browser();
    let door = council.get(link).await;
    assert_eq!(door.status, StatusCode::OK);
    assert!(!door.body.contains("Quillfeather") && !door.body.contains("marzipan"));
    let opened = council.fill(&door, &[]).await;
    (council, opened)
}

/// What was counted, such as `shown -`, `passed hull`.
async fn counted(site: &Site) -> Vec<String> {
    site.counts.write_down(&site.town.station).await.unwrap();
    let sql = "select what || ' ' || coalesce(nullif(partner_id, ''), '-') || ' ' || times \
               from partners.redirected order by 1";
    sqlx::query_scalar(sql).fetch_all(&mut site.town.past_the_rights().await).await.unwrap()
}

#[tokio::test]
async fn the_council_of_the_postcode_is_named_with_why_what_and_how_long() {
    let site = Site::new().await;
    let sql = "insert into station.postcodes (postcode, area_code, council_code)
               values ('HU1 3AA', 'E23000012', 'E06000010')";
    sqlx::raw_sql(sql).execute(&mut site.town.past_the_rights().await).await.unwrap();
    let mut browser = site.browser();
    let page = says(&mut browser, "", "noise", "hu13aa").await;
    let facts = page.texts(".govuk-summary-list__value");
    assert!(facts.contains(&"Hull City Council".to_owned()), "{facts:?}");
    let text = page.text("main");
    let said = ["do not have these powers", "the address that the noise comes from", "5 minutes"];
    let said = said.map(|words| text.find(words).unwrap_or_else(|| panic!("{words}: {text}")));
    let still = text.find("You can still report to us").unwrap();
    let button = text.find("Go to hull.gov.uk").unwrap();
    assert!(said.into_iter().max() < Some(still) && still < button, "{text}");
    assert_eq!(counted(&site).await, ["shown hull 1"]);
}

#[tokio::test]
async fn without_a_place_the_councils_of_the_force_are_offered_and_not_knowing_is_an_answer() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = says(&mut browser, "", "environment", "").await;
    let offered = page.texts("select[name=who] option");
    let expected = [
        "Choose one",
        "East Riding of Yorkshire Council",
        "Hull City Council",
        "North East Lincolnshire Council",
        "North Lincolnshire Council",
        "I don’t know",
    ];
    assert_eq!(offered, expected);
    assert!(page.texts("main a.govuk-button").is_empty(), "nobody is sent to one of four");
    for (who, leads) in [("hull", "Go to hull.gov.uk"), ("unknown", "Go to gov.uk")] {
        let page = browser.get(&format!("{}?who={who}", page.path)).await;
        assert!(page.texts("main a.govuk-button").contains(&leads.to_owned()), "{who}");
    }
    // A council of another force is no answer to this one.
    let other = browser.get(&format!("{}?who=camden", page.path)).await;
    assert!(!other.body.contains("Camden"));
}

#[tokio::test]
async fn going_there_is_counted_and_leads_only_where_we_said() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = says(&mut browser, "", "noise", "").await;
    for (who, status, to) in [
        ("hull", 303, "https://www.hull.gov.uk"),
        ("unknown", 303, "https://www.gov.uk/report-noise-pollution-to-local-council"),
        ("rspca", 404, ""),
        ("https://evil.example", 404, ""),
    ] {
        let led = browser.get(&format!("{}/go?who={who}", page.path)).await;
        assert_eq!((led.status.as_u16(), led.location()), (status, to), "{who}");
    }
    let told = ["shown - 1", "taken - 1", "taken hull 1"];
    assert_eq!(counted(&site).await, told);
    // Whoever only looked has left nothing but numbers.
    assert_eq!((site.drafts().await, site.reports().await), (0, 0));
    assert_eq!(site.town.count("select count(*) from partners.handovers").await, 0);
}

#[tokio::test]
async fn nothing_is_passed_before_a_person_saw_it_and_agreed() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = says(&mut browser, "", "noise", "").await;
    let form = browser.get(&format!("{}/pass?who=hull", page.path)).await;
    assert!(form.text("main").contains("Noise, for example loud music"), "{}", form.body);
    let fields = [("what_happened", STORY), ("phone", "12"), ("email", "nobody")];
    let again = browser.press(&form, &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = again.texts(".govuk-error-summary__list li");
    assert_eq!(wrong.len(), 4, "{wrong:?}");
    assert!(wrong.iter().any(|it| it.contains("Select that you agree")), "{wrong:?}");
    assert_eq!(again.stands("what_happened"), [STORY]);
    assert_eq!(site.town.count("select count(*) from partners.handovers").await, 0);
    assert_eq!(site.town.count("select count(*) from station.dispatches").await, 0);
}

#[tokio::test]
async fn a_council_without_a_mailbox_is_shown_and_nothing_is_passed_to_it() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = says(&mut browser, "", "noise", "").await;
    let shown = browser.get(&format!("{}?who=east-riding", page.path)).await;
    assert!(shown.texts("main a.govuk-button").contains(&"Go to eastriding.gov.uk".to_owned()));
    assert!(!shown.body.contains("/pass?"));
    let led = browser.get(&format!("{}/pass?who=east-riding", page.path)).await;
    assert_eq!(led.location(), page.path);
}

#[tokio::test]
async fn what_was_passed_is_read_by_link_and_given_back_and_counted_without_the_person() {
    for prefix in ["", "/cy"] {
        let site = Site::new().await;
        let mut browser = site.browser();
        let receipt = passes(&mut browser, prefix).await;
        assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.body);
        assert_eq!(receipt.texts("#reference, #access-code").len(), 2);
        assert!(!browser.cookies.contains_key("bl-way"), "nothing of it stays in the browser");
        let link = link(&site).await;
        // Hull's council does not say that it serves people in Welsh.
        assert!(link.starts_with("/humberside/handover/"), "{link}");
        let (mut council, opened) = opens(&site, &link).await;
        assert!(!opened.path.contains(link.rsplit('/').next().unwrap()));
        for told in [STORY, "12 Quillfeather Lane, Hull", "quill@example.test"] {
            assert!(opened.text("main").contains(told), "{told}");
        }
        let back = [("deed", "return"), ("why", "for_police"), ("words", "He threatens them")];
        let fields: Vec<(String, String)> = std::iter::once(("csrf", "x"))
            .chain(back)
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let token = opened.attributes("input[name=csrf]", "value").remove(0);
        let mut fields = fields;
        fields[0].1 = token;
        let answered = council.post(&opened.path, &fields).await;
        assert_eq!(answered.status, StatusCode::OK, "{}", answered.body);
        // The link is used up, for the council and for whoever finds it.
        assert_eq!(opens(&site, &link).await.1.status, StatusCode::NOT_FOUND);
        assert_eq!(council.get(&opened.path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(counted(&site).await, ["passed hull 1", "returned hull 1", "shown - 1"]);
        for table in ["partners.redirected", "partners.handovers", "station.journal"] {
            for told in ["Quillfeather", "marzipan", "quill@", "threatens"] {
                assert!(!site.holds(table, told).await, "{told} in {table}");
            }
        }
        assert_eq!((site.drafts().await, site.reports().await), (0, 0));
    }
}

#[tokio::test]
async fn a_partner_who_says_too_little_is_asked_and_loses_nothing() {
    let site = Site::new().await;
    passes(&mut site.browser(), "").await;
    let (mut council, opened) = opens(&site, &link(&site).await).await;
    let token = opened.attributes("input[name=csrf]", "value").remove(0);
    for (deed, wrong) in [("accept", "Enter your reference"), ("return", "Select why")] {
        let fields = [("csrf", token.as_str()), ("deed", deed), ("words", "Not in our ward")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let again = council.post(&opened.path, &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{deed}");
        assert!(again.text(".govuk-error-summary__list").contains(wrong), "{deed}");
        assert_eq!(again.stands("words"), ["Not in our ward"]);
    }
}

#[tokio::test]
async fn a_link_of_somebody_s_own_making_opens_nothing() {
    let site = Site::new().await;
    passes(&mut site.browser(), "").await;
    let made_up = format!("/humberside/handover/{}", "A".repeat(43));
    let (_, opened) = opens(&site, &made_up).await;
    assert_eq!(opened.status, StatusCode::NOT_FOUND);
    // The right secret at another force's counter is no better.
    let right = link(&site).await.replace("humberside", "dyfed-powys");
    let (_, elsewhere) = opens(&site, &right).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert_eq!(site.browser().get("/humberside/handover/short").await.status, 404);
    let looks = "select count(*) from station.journal where verb = 'handover_shown_to_partner'";
    assert_eq!(site.town.count(looks).await, 0);
}

#[tokio::test]
async fn whoever_goes_on_with_us_is_counted_and_asked_nothing_twice() {
    let site = Site::new().await;
    let mut browser = site.browser();
    let page = says(&mut browser, "", "noise", "").await;
    let fields: Vec<(String, String)> =
        vec![("csrf".into(), page.attributes("input[name=csrf]", "value").remove(0))];
    let led = browser.post(&page.path, &fields).await;
    let next = browser.follow(led).await;
    assert_eq!(next.path, format!("{NUISANCE}/what-happened"));
    assert_eq!(counted(&site).await, ["shown - 1", "stayed - 1"]);
}
