//! Amounts in pounds, read forgivingly and kept without grouping: `450` or `450.50`.

/// The tidy amount, if the text is one between 0 and 9,999,999.99.
pub(crate) fn read(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !"£,'".contains(*c)).collect();
    let text = text.strip_suffix("GBP").unwrap_or(&text);
    let (pounds, pence) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if pounds.is_empty() || !digits(pounds) || !digits(pence) || pence.len() > 2 {
        return None;
    }
    let pounds = pounds.trim_start_matches('0');
    let pounds = if pounds.is_empty() { "0" } else { pounds };
    if pounds.len() > 7 {
        return None;
    }
    match pence {
        "" | "0" | "00" => Some(pounds.to_owned()),
        pence => Some(format!("{pounds}.{pence:0<2}")),
    }
}

/// The amount as people write it: `£1,450.50`.
pub(crate) fn written(amount: &str) -> String {
    let (pounds, pence) = amount.split_once('.').unwrap_or((amount, ""));
    let mut grouped = String::from("£");
    for (at, digit) in pounds.chars().enumerate() {
        let left = pounds.len().saturating_sub(at);
        if at > 0 && left % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !pence.is_empty() {
        grouped.push('.');
        grouped.push_str(pence);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{read, written};

    #[test]
    fn an_amount_is_read_however_it_is_typed() {
        for (typed, read_as, shown) in [
            ("£1,450.50", "1450.50", "£1,450.50"),
            (" 450 ", "450", "£450"),
            ("0450.5", "450.50", "£450.50"),
            ("£ 1 000 000.00", "1000000", "£1,000,000"),
            ("0", "0", "£0"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(read_as), "{typed}");
            assert_eq!(written(read_as), shown);
        }
        for typed in ["", "£", "-5", "12.345", "about 50", "1e6", "123456789", "٣"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn reading_twice_changes_nothing() {
        for typed in ["1450.50", "0.05", "7"] {
            assert_eq!(read(&read(typed).unwrap()), read(typed));
        }
    }
}
