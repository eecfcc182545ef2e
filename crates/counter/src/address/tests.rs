use super::{Address, read};
use crate::tests::{northshire, town};
use kernel::{Forces, Language};

const PUBLIC: &str = "https://police.example";

fn forces() -> Forces {
    town()
}

#[test]
fn language_and_force_are_read_off_the_address() {
    use Language::{English, Welsh};
    for (host, path, language, read_as, force, own_host) in [
        ("police.example", "/", English, "/", None, false),
        ("police.example", "/cy/", Welsh, "/", None, false),
        ("police.example", "/northshire/", English, "/northshire/", Some("northshire"), false),
        (
            "police.example",
            "/cy/northshire/report/x",
            Welsh,
            "/northshire/report/x",
            Some("northshire"),
            false,
        ),
        ("police.example", "/cymru/x", English, "/cymru/x", None, false),
        ("police.example", "/cy/track", Welsh, "/track", None, false),
        ("online.northshire.example", "/", English, "/northshire/", Some("northshire"), true),
        (
            "Online.Northshire.example:8080",
            "/cy/report/x",
            Welsh,
            "/northshire/report/x",
            Some("northshire"),
            true,
        ),
        ("online.northshire.example.", "/track", English, "/track", Some("northshire"), true),
        (
            "online.northshire.example",
            "/desk/queue",
            English,
            "/desk/queue",
            Some("northshire"),
            true,
        ),
    ] {
        let address = read(&forces(), Some(host), path, None).address;
        let id = address.force.as_ref().map(|force| force.id.as_str());
        assert_eq!(
            (address.language, address.path.as_str(), id, address.own_host),
            (language, read_as, force, own_host),
            "{host}{path}"
        );
    }
}

#[test]
fn a_missing_or_extra_slash_leads_to_the_page() {
    for (path, moved_to) in [
        ("/", None),
        ("/cy", Some("/cy/")),
        ("/cy/", None),
        ("/northshire", Some("/northshire/")),
        ("/northshire/", None),
        ("/northshire//", Some("/northshire/")),
        ("/cy/northshire", Some("/cy/northshire/")),
        ("/northshire/report", Some("/northshire/report/")),
        ("/northshire/report/", None),
        ("/northshire/tell-us-about", Some("/northshire/tell-us-about/")),
        ("/northshire/return", None),
        ("/northshire/return/", Some("/northshire/return")),
        ("/northshire/report/bicycle-theft/", Some("/northshire/report/bicycle-theft")),
        (
            "/cy/northshire/report/bicycle-theft/place/",
            Some("/cy/northshire/report/bicycle-theft/place"),
        ),
        ("/track/", Some("/track")),
        ("/cy/track/", Some("/cy/track")),
        ("/desk/", Some("/desk")),
    ] {
        let arrival = read(&forces(), Some("police.example"), path, None);
        assert_eq!(arrival.moved_to.as_deref(), moved_to, "{path}");
    }
}

#[test]
fn the_query_moves_with_the_page() {
    let arrival = read(&forces(), None, "/northshire", Some("a=1&b=%2F"));
    assert_eq!(arrival.moved_to.as_deref(), Some("/northshire/?a=1&b=%2F"));
}

#[test]
fn an_own_host_leaves_the_force_out() {
    for (path, moved_to) in [
        ("/", None),
        ("/cy", Some("/cy/")),
        ("/report", Some("/report/")),
        ("/report/bicycle-theft/", Some("/report/bicycle-theft")),
        ("/northshire/report/", Some("/report/")),
        ("/northshire", Some("/")),
        ("/cy/northshire/report/x", Some("/cy/report/x")),
        ("/track/", Some("/track")),
        ("/southshire/", Some("/southshire")),
    ] {
        let arrival = read(&forces(), Some("online.northshire.example"), path, None);
        assert_eq!(arrival.moved_to.as_deref(), moved_to, "{path}");
    }
}

#[test]
fn no_address_leads_off_the_site() {
    for host in ["police.example", "online.northshire.example"] {
        for path in [
            "//evil.example/",
            "//evil.example",
            "///evil.example/",
            "/cy//evil.example/",
            "/cy//evil.example",
            "/\\evil.example/",
            "/northshire//evil.example/",
            "/northshire/\\evil.example/",
            "/northshire/\\/evil.example",
            "/unknown/",
            "/https://evil.example/",
        ] {
            let arrival = read(&forces(), Some(host), path, None);
            if let Some(place) = &arrival.moved_to {
                assert!(place.starts_with('/'), "{path}: {place}");
                assert!(!place.starts_with("//") && !place.starts_with("/\\"), "{path}: {place}");
            }
            let path = &arrival.address.path;
            for language in Language::ALL {
                let href = arrival.address.href(language, path, PUBLIC);
                let here = href.starts_with(&format!("{PUBLIC}/"))
                    || (href.starts_with('/')
                        && !href.starts_with("//")
                        && !href.starts_with("/\\"));
                assert!(here, "{path}: {href}");
            }
        }
    }
}

#[test]
fn a_link_keeps_the_language_and_the_host() {
    let force = northshire();
    let at = |own_host| Address {
        language: Language::Welsh,
        path: "/northshire/".to_owned(),
        query: None,
        force: Some(force.clone()),
        own_host,
    };
    for (own_host, path, href) in [
        (false, "/northshire/report/x?a=1", "/cy/northshire/report/x?a=1"),
        (false, "/", "/cy/"),
        (true, "/northshire/report/x?a=1", "/cy/report/x?a=1"),
        (true, "/northshire/", "/cy/"),
        (true, "/track", "/cy/track"),
        (true, "/", "https://police.example/cy/"),
        (true, "/southshire/", "https://police.example/cy/southshire/"),
        (true, "/northshire-west/", "https://police.example/cy/northshire-west/"),
    ] {
        assert_eq!(at(own_host).href(Language::Welsh, path, PUBLIC), href, "{path}");
    }
}
