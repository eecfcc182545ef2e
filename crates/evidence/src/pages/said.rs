//! How people are told of a file.

/// How large a file is, as people say it: `512 bytes`, `80 KB`, `3.2 MB`. The same in both languages.
#[must_use]
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| bytes.saturating_mul(10).saturating_add(unit / 2) / unit;
    let say = |unit: u64, name: &str| match tenths(unit) {
        tenths if tenths >= 100 || tenths % 10 == 0 => format!("{} {name}", (tenths + 5) / 10),
        tenths => format!("{}.{} {name}", tenths / 10, tenths % 10),
    };
    match bytes {
        1 => "1 byte".to_owned(),
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => say(1000, "KB"),
        1_000_000..1_000_000_000 => say(1_000_000, "MB"),
        _ => say(1_000_000_000, "GB"),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_said_as_people_say_it() {
        for (bytes, said) in [
            (1, "1 byte"),
            (999, "999 bytes"),
            (80_000, "80 KB"),
            (3_200_000, "3.2 MB"),
            (25 << 20, "26 MB"),
            (1_100_000_000, "1.1 GB"),
        ] {
            assert_eq!(size(bytes), said);
        }
    }
}
