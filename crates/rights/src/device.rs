//! What somebody signs in with: said in a few words, and known again.

use jiff::SignedDuration;
use kernel::{Instant, Problem};
use station::Station;
use station::secrets::{from_hex, hex, random, same};
use std::net::{IpAddr, Ipv6Addr};

/// How long a device is known after somebody signed in with it.
pub const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(24 * 180);
/// The longest text that is made of what a browser says of itself, in characters.
const LONGEST: usize = 60;

/// Who asks to sign in, as far as their request tells.
#[derive(Clone, Debug, Default)]
pub struct Asker {
    /// Where they ask from; nothing where a proxy does not say it.
    pub address: Option<IpAddr>,
    /// Their browser and system, in a few words.
    pub device: String,
    /// What their browser holds since somebody signed in with it.
    pub known: Option<String>,
}

impl Asker {
    /// What wrong guesses at this name are counted by: the device where it is known for the name, else
    /// the network that it is asked from.
    pub(crate) fn guesses_at(&self, station: &Station, name: &str) -> Vec<u8> {
        let known = self.known.as_deref().filter(|text| is_known(station, text, name));
        let from = match (known, self.address) {
            (Some(known), _) => known.to_owned(),
            (None, Some(address)) => network(address).to_string(),
            (None, None) => String::new(),
        };
        format!("{from}\n{name}").into_bytes()
    }
}

/// What a browser holds so that it is known again for this name.
pub fn make_known(station: &Station, name: &str) -> Result<String, Problem> {
    let nonce = hex(&random::<16>()?);
    let until = station.clock().now().plus(KNOWN_FOR).timestamp().as_second();
    let mac = hex(&mac(station, &nonce, until, name));
    Ok(format!("{nonce}.{until}.{mac}"))
}

fn is_known(station: &Station, text: &str, name: &str) -> bool {
    let mut parts = text.split('.');
    let (Some(nonce), Some(until), Some(given), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Ok(until) = until.parse::<i64>() else { return false };
    let fits = from_hex(given).is_some_and(|given| same(&given, &mac(station, nonce, until, name)));
    fits && is_before(station.clock().now(), until)
}

fn is_before(now: Instant, second: i64) -> bool {
    now.timestamp().as_second() < second
}

fn mac(station: &Station, nonce: &str, until: i64, name: &str) -> [u8; 32] {
    station.key().mac("known device", format!("{nonce}\n{until}\n{name}").as_bytes())
}

/// What one household or office has of the newer kind of address; one of the older kind.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    }
}

/// A browser and its system by what it says of itself, such as “Firefox, Windows”: enough to know one's
/// own again, and not more.
#[must_use]
pub fn in_words(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
    };
    // The more particular come first: most say that they are Safari and Chrome as well.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => user_agent.chars().filter(|c| !c.is_control()).take(LONGEST).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn a_browser_is_known_by_two_words() {
        for (user_agent, words) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                "Firefox, Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/126.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            ("curl/8.0", "curl/8.0"),
            ("", ""),
        ] {
            assert_eq!(in_words(user_agent), words);
        }
        assert_eq!(in_words(&"x".repeat(500)).len(), 60);
    }
}
