//! The rules that keep a person safe, as whoever works on the contact reads them.

use super::{SafeContact, of_reply};
use kernel::{Instant, Language, TimeWindow};
use services::{ContactWishes, Way};

/// Thursday, 9.14 in the morning in London.
fn now() -> Instant {
    Instant::new("2026-06-04T08:14:00Z".parse().unwrap())
}

fn alex() -> ContactWishes {
    ContactWishes {
        asked: true,
        may_contact: true,
        ways: vec![Way::Email, Way::Track],
        email: Some("alex@example.test".to_owned()),
        phone: Some("+447700900123".to_owned()),
        name: Some("Alex".to_owned()),
        times: vec![TimeWindow::WeekdaysAfternoon],
        discreet: true,
        codeword: Some("bluebell".to_owned()),
    }
}

fn read(wishes: Option<&ContactWishes>, language: Language) -> String {
    let html = SafeContact::of(wishes, now(), language).to_string();
    html.replace("&#39;", "'")
}

#[test]
fn the_rules_say_the_ways_the_times_the_silence_and_the_word() {
    let html = read(Some(&alex()), Language::English);
    for said in [
        "Safe contact",
        "email alex@example.test",
        "Monday to Friday, midday to 5pm",
        "Now is not a safe time. It is safe again from midday today.",
        "Do not leave a message. Do not say that you are the police.",
        "say: “bluebell”",
        "Call them: Alex",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    assert!(!html.contains("07700"), "a number whose way was not called safe is not offered");
}

#[test]
fn a_number_is_offered_for_the_ways_that_are_safe() {
    let ways = vec![Way::Text, Way::Track];
    let html = read(Some(&ContactWishes { ways, ..alex() }), Language::English);
    assert!(html.contains("text 07700900123"), "{html}");
    assert!(!html.contains("call 07700900123") && !html.contains("alex@"), "{html}");
}

#[test]
fn whoever_wants_no_contact_gets_none() {
    let nobody = ContactWishes { may_contact: false, ..alex() };
    for (language, heading) in [
        (Language::English, "Do not contact this person"),
        (Language::Welsh, "Peidiwch â chysylltu â'r person hwn"),
    ] {
        for wishes in [Some(&nobody), None] {
            let html = read(wishes, language);
            assert!(html.contains(heading), "{html}");
            assert!(!html.contains("alex@") && !html.contains("07700"), "{html}");
        }
    }
    let reply = of_reply(Some(&nobody), now(), Language::English).join(" ");
    assert!(reply.contains("nothing else is sent"), "{reply}");
}

#[test]
fn a_reply_says_what_is_sent_and_not_before_when() {
    let reply = |wishes: &ContactWishes| of_reply(Some(wishes), now(), Language::English).join(" ");
    let later = reply(&alex());
    assert!(later.contains("goes to alex@example.test from midday today, not before"), "{later}");
    let at_once = reply(&ContactWishes { times: vec![], ..alex() });
    assert!(at_once.contains("goes to alex@example.test now"), "{at_once}");
    let here = reply(&ContactWishes { ways: vec![Way::Call, Way::Track], ..alex() });
    assert!(here.contains("they did not say that email is safe"), "{here}");
}

#[test]
fn whoever_can_only_be_reached_here_is_not_called() {
    let html = read(Some(&ContactWishes { ways: vec![Way::Track], ..alex() }), Language::English);
    assert!(html.contains("Do not call, text or email"), "{html}");
    assert!(!html.contains("safe time"), "{html}");
}

#[test]
fn who_was_never_asked_did_not_refuse_and_is_not_contacted() {
    let gone = ContactWishes { asked: false, may_contact: false, ..alex() };
    let html = read(Some(&gone), Language::English);
    assert!(html.contains("Do not contact this person"), "{html}");
    assert!(html.contains("the call ended before") && !html.contains("They asked us"), "{html}");
}
