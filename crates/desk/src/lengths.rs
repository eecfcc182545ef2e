//! Lengths of time as people at a desk say them, and how a promise stands.

use jiff::SignedDuration;
use kernel::{Instant, Language, words};

words! {
    NO_TIME { en: "less than 1 min", cy: "llai nag 1 mun" }
    MINUTES { en: "{m} min", cy: "{m} mun" }
    HOURS { en: "{h} h {m} min", cy: "{h} awr {m} mun" }
    DAYS { en: "{d} days", cy: "{d} o ddyddiau" }
    LEFT { en: "{length} left", cy: "{length} ar ôl" }
    OVER { en: "{length} over", cy: "{length} yn hwyr" }
}

/// A length of time: `18 min`, `2 h 10 min`, `3 days`. What is negative counts as nothing.
pub(crate) fn length(length: SignedDuration, language: Language) -> String {
    let minutes = length.as_mins();
    let (days, hours) = (minutes / (24 * 60), minutes / 60);
    let number = |number: i64| number.to_string();
    match minutes {
        ..1 => NO_TIME.say(language).to_owned(),
        1..60 => MINUTES.fill(language, &[("m", &number(minutes))]),
        60..2880 => HOURS.fill(language, &[("h", &number(hours)), ("m", &number(minutes % 60))]),
        _ => DAYS.fill(language, &[("d", &number(days))]),
    }
}

/// How a promise stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    /// `4 min left`, `12 min over`.
    pub(crate) stands: String,
    /// When it was promised for.
    pub(crate) by: String,
    /// Whether it is broken.
    pub(crate) over: bool,
}

/// How the promise to answer by a moment stands.
pub(crate) fn promise(by: Instant, now: Instant, language: Language) -> Promise {
    let over = by < now;
    let (words, apart) = if over { (OVER, now.since(by)) } else { (LEFT, by.since(now)) };
    Promise {
        stands: words.fill(language, &[("length", &length(apart, language))]),
        by: counter::dates::relative(by, now, language),
        over,
    }
}

#[cfg(test)]
mod tests {
    use super::{length, promise};
    use jiff::SignedDuration;
    use kernel::{Instant, Language};

    #[test]
    fn lengths_are_said_as_people_say_them() {
        for (minutes, english, welsh) in [
            (-5, "less than 1 min", "llai nag 1 mun"),
            (0, "less than 1 min", "llai nag 1 mun"),
            (1, "1 min", "1 mun"),
            (59, "59 min", "59 mun"),
            (60, "1 h 0 min", "1 awr 0 mun"),
            (130, "2 h 10 min", "2 awr 10 mun"),
            (2879, "47 h 59 min", "47 awr 59 mun"),
            (2880, "2 days", "2 o ddyddiau"),
            (10_000, "6 days", "6 o ddyddiau"),
        ] {
            let apart = SignedDuration::from_mins(minutes);
            assert_eq!(length(apart, Language::English), english);
            assert_eq!(length(apart, Language::Welsh), welsh);
        }
    }

    #[test]
    fn a_promise_says_how_long_is_left_or_how_late_we_are() {
        let now = Instant::new("2026-06-04T08:14:00Z".parse().unwrap());
        for (minutes, stands, by, over) in [
            (4, "4 min left", "9:18am today", false),
            (0, "less than 1 min left", "9:14am today", false),
            (-12, "12 min over", "9:02am today", true),
            (26 * 60, "26 h 0 min left", "11:14am tomorrow", false),
        ] {
            let promise =
                promise(now.plus(SignedDuration::from_mins(minutes)), now, Language::English);
            assert_eq!((promise.stands.as_str(), promise.by.as_str()), (stands, by));
            assert_eq!(promise.over, over, "{stands}");
        }
    }
}
