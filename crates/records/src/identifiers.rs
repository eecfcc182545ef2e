//! Numbers that are given out once: how each is written, and the character that checks it.

pub(crate) mod cro;
pub(crate) mod imei;
pub(crate) mod nino;
pub(crate) mod pncid;
pub(crate) mod uprn;
pub(crate) mod vin;

/// The letters by which police numbers are checked: the remainder of 23 is a place in them.
const CHECKS: &[u8; 23] = b"ZABCDEFGHJKLMNPQRTUVWXY";

/// The check letter of a number.
fn check_letter(number: u64) -> Option<char> {
    let place = usize::try_from(number % 23).ok()?;
    CHECKS.get(place).map(|letter| char::from(*letter))
}

/// The text without spaces and separators, in capitals.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{cro, imei, nino, pncid, uprn, vin};

    fn check(read: fn(&str) -> Option<String>, said: &str, value: Option<&str>) {
        assert_eq!(read(said).as_deref(), value, "{said}");
    }

    #[test]
    fn a_pnc_id_has_its_year_its_serial_and_its_letter() {
        // 12/0000001: 120000001 mod 23 = 8, the ninth letter.
        check(pncid::read, "12/1H", Some("12/0000001H"));
        check(pncid::read, "2012/0000001h", Some("12/0000001H"));
        check(pncid::read, "12/1A", None);
        check(pncid::read, "not known", None);
    }

    #[test]
    fn a_cro_number_has_the_same_letters() {
        check(cro::read, "1/12H", Some("000001/12H"));
        check(cro::read, "sf12/1h", Some("SF12/0000001H"));
        check(cro::read, "1/12B", None);
    }

    #[test]
    fn a_national_insurance_number_has_no_letters_that_were_never_given_out() {
        check(nino::read, "qq 12 34 56 c", Some("QQ123456C"));
        check(nino::read, "ab123456d", Some("AB123456D"));
        check(nino::read, "GB123456A", None);
        check(nino::read, "AB123456E", None);
        check(nino::read, "AO123456A", None);
    }

    #[test]
    fn a_handset_is_known_by_fifteen_digits_of_which_the_last_checks_the_others() {
        check(imei::read, "49-015420-323751-8", Some("490154203237518"));
        check(imei::read, "490154203237517", None);
        check(imei::read, "4901542032375101", Some("4901542032375101"));
    }

    #[test]
    fn a_vin_has_no_letters_that_look_like_digits() {
        check(vin::read, "wvwzzz1jzxw000001", Some("WVWZZZ1JZXW000001"));
        check(vin::read, "WVWZZZ1JZXWO00001", None);
    }

    #[test]
    fn a_uprn_is_at_most_twelve_digits() {
        check(uprn::read, "010 0233 44", Some("10023344"));
        check(uprn::read, "1234567890123", None);
    }
}
