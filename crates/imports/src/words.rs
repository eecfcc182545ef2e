//! Words that no form can say for us, and words that ours are not.

/// A text without the favour: our forms do not say please. `None` when it did not.
pub(super) fn without_please(text: &str) -> Option<String> {
    let is_please = |word: &str| {
        let letters = word.trim_matches(|c: char| !c.is_alphabetic());
        letters.eq_ignore_ascii_case("please")
    };
    if !text.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case("please")) {
        return None;
    }
    let mut kept: Vec<String> = Vec::new();
    let mut begins = false;
    for word in text.split(' ') {
        if is_please(word) {
            begins = begins || kept.last().is_none_or(|last| last.ends_with(['.', '!', '?', ':']));
            if let (Some(last), Some(mark)) = (kept.last_mut(), word.chars().last())
                && ".!?".contains(mark)
            {
                *last = format!("{}{mark}", last.trim_end_matches(','));
            }
        } else if begins {
            kept.push(capital(word));
            begins = false;
        } else {
            kept.push(word.to_owned());
        }
    }
    let kept = kept.join(" ");
    let still =
        kept.split(|c: char| !c.is_alphabetic()).any(|word| word.eq_ignore_ascii_case("please"));
    let kept = if still { replaced(&kept) } else { kept };
    Some(kept.trim().to_owned())
}

/// Where the word is glued to others, such as in “now/please”.
fn replaced(text: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_alphabetic() {
            word.push(c);
        } else {
            if !word.eq_ignore_ascii_case("please") {
                out.push_str(&word);
            }
            word.clear();
            out.push(c);
        }
    }
    out.trim().to_owned()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::without_please;

    #[test]
    fn a_question_is_not_a_favour() {
        for (text, plain) in [
            ("Please enter your name", Some("Enter your name")),
            ("Tell us more, please.", Some("Tell us more.")),
            ("Say when. Please say where", Some("Say when. Say where")),
            ("It was pleasant", None),
        ] {
            assert_eq!(without_please(text).as_deref(), plain, "{text}");
        }
    }
}
