//! Until when answers are kept, said on every page where they are typed; and the warning before that,
//! which a script gives.

use super::place::Place;
use super::writing::Writing;
use askama::Template;
use askama::filters::HtmlSafe;
use counter::dates;
use jiff::SignedDuration;
use kernel::{Instant, Language, Words};

kernel::words! {
    KEPT_HERE {
        en: "We keep your answers in this browser until {until}. If you save them, we keep them until {longer}.",
        cy: "Rydym yn cadw eich atebion yn y porwr hwn tan {until}. Os byddwch yn eu harbed, byddwn yn eu cadw tan {longer}."
    }
    KEPT_UNSAVED {
        en: "We keep your answers in this browser until {until}.",
        cy: "Rydym yn cadw eich atebion yn y porwr hwn tan {until}."
    }
    KEPT_HERE_ONLY {
        en: "We keep your answers until {until}, for this browser only. If you select “Exit this page”, nobody can open them any more.",
        cy: "Rydym yn cadw eich atebion tan {until}, ar gyfer y porwr hwn yn unig. Os dewiswch “Gadael y dudalen hon”, ni all neb eu hagor mwyach."
    }
    SAVED {
        en: "Your answers are saved. We keep them until {until}.",
        cy: "Mae eich atebion wedi'u harbed. Byddwn yn eu cadw tan {until}."
    }
    SAVED_AND_LEAVE {
        en: "Your answers are saved until {until}. If you select “Exit this page”, this device forgets them. Whoever has the reference and the code can still open them.",
        cy: "Mae eich atebion wedi'u harbed tan {until}. Os dewiswch “Gadael y dudalen hon”, bydd y ddyfais hon yn eu hanghofio. Gall unrhyw un sydd â'r cyfeirnod a'r cod eu hagor o hyd."
    }
    SHOW { en: "Show the reference and the code", cy: "Dangos y cyfeirnod a'r cod" }
    WARNING {
        en: "We delete your answers in less than 5 minutes if you do not go on.",
        cy: "Byddwn yn dileu eich atebion mewn llai na 5 munud os na fyddwch yn parhau."
    }
    LONGER { en: "Keep my answers for longer", cy: "Cadw fy atebion am fwy o amser" }
    FAILED {
        en: "We could not keep them for longer. Select “Continue”, so that nothing is lost.",
        cy: "Ni allem eu cadw am fwy o amser. Dewiswch “Parhau”, fel na chaiff dim ei golli."
    }
}

/// How long before the end somebody is warned.
const BEFORE: SignedDuration = SignedDuration::from_mins(5);

/// What a page of questions says of the time.
#[derive(Template)]
#[template(path = "reports/until.html")]
pub(super) struct Until {
    language: Language,
    /// Until when, in words.
    pub(super) words: String,
    /// Where the reference and the code are shown, once there are any.
    ticket: Option<String>,
    /// After how many seconds the warning is due; nothing while nothing is kept.
    warn_after: Option<i64>,
}

impl HtmlSafe for Until {}

impl Until {
    /// What is to be said of what was read, or was kept this moment.
    pub(super) fn of(place: &Place, writing: &Writing, saved_now: bool) -> Self {
        let (now, kept) = (place.now(), writing.kept().is_some());
        let service = &place.service;
        let keep = if kept { service.keep_draft } else { service.keep_abandoned };
        let ends_at = writing.ends_at().filter(|_| !saved_now);
        let until = ends_at.unwrap_or_else(|| now.plus(keep));
        let is_there = saved_now || ends_at.is_some();
        Self {
            language: place.language(),
            words: words(place, (until, kept)),
            ticket: kept.then(|| place.href(super::place::SAVE)),
            warn_after: is_there.then(|| seconds_to_warning(until, now)),
        }
    }

    /// After how many seconds the warning is due.
    pub(super) fn warn_after(&self) -> i64 {
        self.warn_after.unwrap_or_default()
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

fn words(place: &Place, (until, kept): (Instant, bool)) -> String {
    let (language, now, service) = (place.language(), place.now(), &place.service);
    let said = match (kept, service.is_sensitive()) {
        (false, false) if super::save::may_save(place) => KEPT_HERE,
        (false, false) => KEPT_UNSAVED,
        (false, true) => KEPT_HERE_ONLY,
        (true, false) => SAVED,
        (true, true) => SAVED_AND_LEAVE,
    };
    let longer = dates::relative(now.plus(service.keep_draft), now, language);
    let until = dates::relative(until, now, language);
    said.fill(language, &[("until", &until), ("longer", &longer)])
}

fn seconds_to_warning(until: Instant, now: Instant) -> i64 {
    until.since(now).saturating_sub(BEFORE).as_secs().max(0)
}

#[cfg(test)]
mod tests {
    use super::seconds_to_warning;
    use jiff::{SignedDuration, Timestamp};
    use kernel::Instant;

    #[test]
    fn the_warning_comes_five_minutes_before_the_end_or_at_once() {
        let now = Instant::new(Timestamp::UNIX_EPOCH);
        for (minutes, seconds) in [(120, 6900), (5, 0), (3, 0), (-1, 0)] {
            let until = now.plus(SignedDuration::from_mins(minutes));
            assert_eq!(seconds_to_warning(until, now), seconds, "{minutes}");
        }
    }
}
