//! How a warning stands, as time goes by.

use super::{Marker, MarkerKind, Standing};
use crate::statement::Source;
use kernel::{EntityId, Instant, MarkerId};

fn at(day: u8) -> Instant {
    Instant::new(format!("2026-06-{day:02}T12:00:00Z").parse().unwrap())
}

fn check(expires: Option<u8>, ended: Option<u8>, now: u8, standing: Standing) {
    let marker = Marker {
        id: MarkerId::new(uuid::Uuid::nil()),
        entity: EntityId::new(uuid::Uuid::nil()),
        kind: MarkerKind::Violent,
        reason: "Threw a bottle".to_owned(),
        source: Source::Officer,
        origin: None,
        set: (at(1), None),
        reviewed_at: at(2),
        review_by: at(10),
        expires_at: expires.map(at),
        ended: ended.map(|day| (at(day), None, "Wrong person".to_owned())),
    };
    assert_eq!(marker.standing(at(now)), standing, "on day {now}");
}

#[test]
fn a_warning_past_its_review_says_since_when_nobody_looked_and_still_warns() {
    check(None, None, 9, Standing::Current);
    check(None, None, 10, Standing::Unreviewed(at(2)));
    check(None, None, 28, Standing::Unreviewed(at(2)));
    assert!(Standing::Unreviewed(at(2)).warns());
}

#[test]
fn a_warning_that_expired_or_was_ended_warns_no_more() {
    check(Some(8), None, 7, Standing::Current);
    check(Some(8), None, 8, Standing::Expired(at(8)));
    check(Some(20), None, 12, Standing::Unreviewed(at(2)));
    check(Some(8), Some(5), 28, Standing::Ended(at(5)));
    assert!(!Standing::Expired(at(8)).warns() && !Standing::Ended(at(5)).warns());
}
