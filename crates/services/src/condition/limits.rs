//! Limits that a condition meets before the parser sees it: the parser would overflow the stack.

use super::Complaint;

const LONGEST: usize = 500;
const DEEPEST: usize = 10;
const MOST_CHOICES: usize = 10;

/// Refuses a condition that is too long or nests too deeply.
pub(super) fn check(source: &str) -> Result<(), Complaint> {
    let simpler = "split it over several questions or rules";
    let length = source.chars().count();
    if length > LONGEST {
        let problem = format!("the condition has {length} characters; {LONGEST} are allowed");
        return Err(Complaint::new(0, problem, simpler));
    }
    let (mut depth, mut prefixes, mut choices) = (0_usize, 0_usize, 0_usize);
    for (at, c) in source.chars().enumerate() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '?' => choices += 1,
            _ => {}
        }
        prefixes = match c {
            '!' | '-' => prefixes + 1,
            c if c.is_whitespace() => prefixes,
            _ => 0,
        };
        if depth > DEEPEST || prefixes > DEEPEST || choices > MOST_CHOICES {
            let problem = format!("the condition nests deeper than {DEEPEST} levels");
            return Err(Complaint::new(at, problem, simpler));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_condition_that_could_overflow_the_parser_is_refused() {
        for source in [
            "(".repeat(200),
            "!".repeat(200),
            "- ".repeat(200),
            format!("{}a{}", "[".repeat(11), "]".repeat(11)),
            "a ? b : ".repeat(11),
            "a".repeat(501),
        ] {
            assert!(check(&source).is_err(), "{source}");
        }
    }

    #[test]
    fn an_ordinary_condition_passes() {
        check("a == 'x' && !('b' in c) ? ['d'] : []").unwrap();
        check(&"é".repeat(500)).unwrap();
    }
}
