//! The browser tried on small pages of its own, so that a journey that fails is the program's
//! fault. The pages carry the strictest headers that ours carry.

mod pages;

use super::{Browser, Error, Look, Violation};
use pages::pages;

const LOOKS: fn() -> [Look; 4] = || {
    let (desktop, phone) = (Look::desktop(), Look::phone());
    [desktop, phone, desktop.without_scripts(), phone.without_scripts()]
};

#[tokio::test]
async fn a_form_is_filled_and_sent_with_and_without_scripts_by_mouse_and_by_finger()
-> Result<(), Error> {
    let (site, browser) = (pages().await, Browser::launch().await?);
    for look in LOOKS() {
        let page = browser.page(look).await?;
        page.goto(&site).await?;
        page.fill("What was stolen?", "Beic coch ŵyr").await?;
        page.fill("#how", "one\ntwo").await?;
        page.pick("Where", "Garden").await?;
        page.pick("Where", "Station").await?;
        page.choose("No, I do not").await?;
        page.choose("I am sure").await?;
        page.choose("I am sure").await?;
        page.click_text("Continue").await?;
        assert_eq!(page.title().await?, "Sent", "{look:?}");
        let wanted = "what=Beic+coch+ŵyr;how=one two;where=Station;known=no;sure=yes";
        assert!(page.has_text(wanted).await?, "{look:?}: {}", page.text().await?);
        assert!(page.url().await?.starts_with(&format!("{site}/sent/")));

        page.back().await?;
        assert_eq!(page.title().await?, "Your bicycle");
        page.fill("What was stolen?", "").await?;
        page.click("button").await?;
        assert!(page.has_text("what=;").await?, "{look:?}: {}", page.text().await?);
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    }
    Ok(())
}

#[tokio::test]
async fn a_link_is_followed_and_a_click_that_leads_nowhere_stays() -> Result<(), Error> {
    let (site, browser) = (pages().await, Browser::launch().await?);
    for look in LOOKS() {
        let page = browser.page(look).await?;
        page.goto(&site).await?;
        page.click_text("Nothing").await?;
        page.click_text("Here").await?;
        assert_eq!(page.url().await?, format!("{site}/#here"));
        assert!(!page.has_text("Hidden words").await?);
        page.click_text("More").await?;
        assert!(page.has_text("Hidden words").await?);
        page.click_text("Change the place").await?;
        assert_eq!(page.title().await?, "Again");
        page.back().await?;
        page.click_text("Leave this site").await?;
        assert_eq!(page.url().await?, "https://elsewhere.example/weather");
        assert_eq!(page.title().await?, "Outside");
        page.goto(&format!("{site}/nowhere")).await?;
        assert_eq!(page.status().await?, 404);
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    }
    Ok(())
}

#[tokio::test]
async fn a_form_is_filled_with_the_keyboard_alone() -> Result<(), Error> {
    let (site, browser) = (pages().await, Browser::launch().await?);
    for look in LOOKS() {
        let page = browser.page(look).await?;
        page.goto(&site).await?;
        assert_eq!(page.focused().await?, "");
        page.press("Tab").await?;
        assert_eq!(page.focused().await?, "Change the place");
        page.press("Tab").await?;
        assert_eq!(page.focused().await?, "What was stolen?");
        for key in ["Delete", "a", "B", "Space", "c"] {
            page.press(key).await?;
        }
        for _field in ["how", "where", "known"] {
            page.press("Tab").await?;
        }
        page.press("ArrowDown").await?;
        page.press("Shift+Tab").await?;
        assert_eq!(page.focused().await?, "Where");
        page.press("Tab").await?;
        page.press("Enter").await?;
        assert!(
            page.has_text("what=aB+c;how=;where=Street;known=no").await?,
            "{}",
            page.text().await?
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_with_a_page_is_seen() -> Result<(), Error> {
    let (site, browser) = (pages().await, Browser::launch().await?);
    for look in LOOKS() {
        let page = browser.page(look).await?;
        page.goto(&format!("{site}/faulty")).await?;
        assert_eq!(page.title().await?, if look.scripts { "Scripted" } else { "Faulty" });
        assert_eq!(page.scroll_width().await? >= 2000, look.scripts);
        let found: Vec<Violation> = page.axe().await?;
        let label = found.iter().find(|it| it.id == "label").expect("the field has no label");
        assert_eq!((label.impact.as_str(), label.nodes.len()), ("critical", 1), "{}", label.help);
        let complaints = page.console_errors().await.join("\n");
        assert!(complaints.contains("Content Security Policy"), "{look:?}: {complaints}");
        for words in ["a word of the script", "broken on purpose"] {
            assert_eq!(complaints.contains(words), look.scripts, "{look:?}: {complaints}");
        }
        if look.scripts {
            page.wait_for_text("Came later").await?;
            let covered = page.click_text("Under").await.unwrap_err().to_string();
            assert!(covered.contains("covered by <div id=\"lid\""), "{covered}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_accessibility_check_leaves_no_trace_and_scripts_stay_off() -> Result<(), Error> {
    let (site, browser) = (pages().await, Browser::launch().await?);
    for look in LOOKS() {
        let page = browser.page(look).await?;
        page.goto(&site).await?;
        let before = page.html().await?;
        for found in page.axe().await? {
            assert_eq!(found.impact, "moderate", "{}: {} {:?}", found.id, found.help, found.nodes);
        }
        assert_eq!(page.html().await?, before);
        assert_eq!(page.console_errors().await, Vec::<String>::new(), "{look:?}");
        assert_eq!(page.scroll_width().await?, look.width);
        page.goto(&format!("{site}/faulty")).await?;
        assert_eq!(page.title().await? == "Scripted", look.scripts);
    }
    Ok(())
}

#[tokio::test]
async fn each_page_has_cookies_of_its_own() -> Result<(), Error> {
    let (site, browser) = (pages().await, Browser::launch().await?);
    let (one, other) = (browser.page(Look::desktop()).await?, browser.page(Look::phone()).await?);
    one.goto(&format!("{site}/cookie")).await?;
    other.goto(&format!("{site}/seen")).await?;
    assert!(one.has_text("Cookies: a=b").await?);
    assert!(other.has_text("Cookies: none").await?);
    drop(one);
    other.goto(&site).await?;
    other.click_text("Change the place").await?;
    assert_eq!(other.title().await?, "Again");
    Ok(())
}

#[tokio::test]
async fn a_failed_step_says_which_step_where_and_what_the_page_said() -> Result<(), Error> {
    let (site, browser) = (pages().await, Browser::launch().await?);
    let page = browser.page(Look::desktop()).await?;
    page.goto(&site).await?;
    let error = page.click_text("Send report").await.unwrap_err();
    let said = format!("{error:?}");
    for words in ["click_text \"Send report\"", "there is: Change the place | Continue", &site] {
        assert!(said.contains(words), "{said}");
    }
    assert!(said.contains("the page says: Your bicycle"), "{said}");
    let error = page.fill("Nobody's field", "x").await.unwrap_err();
    assert!(error.to_string().contains("no field \"Nobody's field\""), "{error}");
    let error = page.choose("Maybe").await.unwrap_err();
    assert!(error.to_string().contains("there is: Yes | No, I do not | I am sure"), "{error}");
    let error = page.press("Elsewhere").await.unwrap_err();
    assert!(error.to_string().contains("there is no key"), "{error}");
    let error = page.goto("http://127.0.0.1:9/").await.unwrap_err();
    assert!(error.to_string().contains("no answer"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_page_is_pictured_and_printed() -> Result<(), Error> {
    let (site, browser) = (pages().await, Browser::launch().await?);
    let page = browser.page(Look::phone().without_scripts()).await?;
    page.goto(&site).await?;
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("page.png");
    page.screenshot(&picture).await?;
    assert!(std::fs::read(picture).unwrap().starts_with(b"\x89PNG"));
    assert!(page.print_to_pdf().await?.starts_with(b"%PDF"));
    Ok(())
}
