//! How people arrive: in their language, at their force, with or without a session.

use crate::town::{PLAIN, SECURE, get_with, key, town, visit};

#[tokio::test]
async fn a_page_is_declared_once_and_found_in_every_language_and_host() {
    let town = town(PLAIN);
    for (host, path, says) in [
        ("localhost", "/", "en none no key / /cy/"),
        ("localhost", "/cy/", "cy none no key / /"),
        ("localhost", "/northshire/", "en northshire no key /northshire/ /cy/northshire/"),
        ("localhost", "/cy/northshire/", "cy northshire no key /northshire/ /northshire/"),
        (
            "localhost",
            "/northshire/report/?q=a%20b",
            "en northshire no key /northshire/report/ /cy/northshire/report/?q=a%20b",
        ),
        ("online.northshire.example", "/", "en northshire no key /northshire/ /cy/"),
        (
            "online.northshire.example",
            "/cy/report/",
            "cy northshire no key /northshire/report/ /report/",
        ),
        ("online.northshire.example", "/track", "en northshire no key /track /cy/track"),
    ] {
        let answer = get_with(&town, path, &[("host", host)]).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, says), "{host}{path}");
    }
}

#[tokio::test]
async fn a_wrong_slash_is_answered_308() {
    let town = town(PLAIN);
    for (path, place) in [
        ("/cy", "/cy/"),
        ("/northshire?a=1", "/northshire/?a=1"),
        ("/northshire/report", "/northshire/report/"),
        ("/cy/track/", "/cy/track"),
    ] {
        let answer = visit(&town, path).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, place), "{path}");
    }
    for path in ["//evil.example/", "/unknown/", "/northshire//evil.example/"] {
        assert_eq!(visit(&town, path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_first_key_is_given_once_and_found_again() {
    let town = town(PLAIN);
    let first = visit(&town, "/northshire/report/start").await;
    let (_, cookie) = key();
    assert_eq!(first.cookies(), [format!("{cookie}; HttpOnly; SameSite=Lax; Path=/")]);

    let again = get_with(&town, "/northshire/report/start", &[("cookie", &cookie)]).await;
    assert!(again.cookies().is_empty());
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let town = town(SECURE);
    let answer = visit(&town, "/northshire/report/start").await;
    let [cookie] = answer.cookies()[..] else { panic!("one cookie") };
    assert!(cookie.starts_with("__Host-bl="), "{cookie}");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "{cookie}");
    // A neighbouring host can set a cookie without the prefix: it does not count.
    let (_, plain) = key();
    let answer = get_with(&town, "/northshire/report/", &[("cookie", &plain)]).await;
    assert!(answer.body.contains("no key"), "{}", answer.body);
}

#[tokio::test]
async fn a_cookie_that_was_tampered_with_is_as_good_as_none() {
    let town = town(PLAIN);
    let (_, good) = key();
    for (cookie, there) in [
        (good.clone(), true),
        (format!("other=1; {good}"), true),
        (format!("bl=rubbish; {good}"), true),
        (format!("{good}x"), false),
        ("bl=".to_owned(), false),
        ("bl=%00%0A".to_owned(), false),
        (format!("x{good}"), false),
    ] {
        let answer = get_with(&town, "/northshire/report/", &[("cookie", &cookie)]).await;
        assert_eq!(!answer.body.contains("no key"), there, "{cookie}");
        assert_eq!(answer.status, 200, "{cookie}");
    }
}

#[tokio::test]
async fn leaving_forgets_everything_and_goes_to_a_neutral_site() {
    let (_, cookie) = key();
    let cookie = format!("{cookie}; bl-desk=abc; other=1");
    for path in ["/leave", "/cy/leave"] {
        let answer = get_with(&town(PLAIN), path, &[("cookie", &cookie)]).await;
        assert_eq!(answer.status, 303);
        assert_eq!(answer.header("location"), counter::NEUTRAL_SITE);
        assert_eq!(answer.header("clear-site-data"), r#""cache", "cookies", "storage""#);
        assert_eq!(answer.header("cache-control"), "no-store");
        let expired = answer.cookies();
        assert_eq!(expired.len(), 2, "{expired:?}");
        for (name, cookie) in ["bl=;", "bl-desk=;"].iter().zip(expired) {
            assert!(cookie.starts_with(name) && cookie.contains("Max-Age=0"), "{cookie}");
        }
    }
}
