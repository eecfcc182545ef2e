//! One address or browser that asks more than people can: it waits behind everybody else, and is never
//! shut out.
//!
//! *Invariants:* nobody is refused for where they are: who is in haste has rooms of their own, so that
//! they take nothing from others and still get through; help is given without looking. What is
//! remembered is a keyed hash, in memory alone, for seconds.

use axum::http::{Extensions, HeaderMap};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

/// How many requests a second one network may make for long, and how many at once: a school, an
/// office or a village behind one address.
const NETWORK: (u32, u32) = (50, 1500);
/// The same for one browser's session.
const SESSION: (u32, u32) = (10, 200);
/// After so many requests those who have calmed down are forgotten.
const TIDY_AFTER: u32 = 16_384;

/// Who sends the request: the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

/// How much each network and session has asked lately.
pub(super) struct Haste {
    proxies: Vec<IpAddr>,
    hasher: RandomState,
    networks: DefaultKeyedRateLimiter<u64>,
    sessions: DefaultKeyedRateLimiter<u64>,
    since_tidied: AtomicU32,
}

impl Haste {
    /// Nobody has asked yet. The machine itself and these addresses are believed when they say for
    /// whom they ask; where they do not say it, nobody is in haste.
    pub(super) fn none(proxies: Vec<IpAddr>) -> Self {
        Self {
            proxies,
            hasher: RandomState::new(),
            networks: RateLimiter::keyed(quota(NETWORK)),
            sessions: RateLimiter::keyed(quota(SESSION)),
            since_tidied: AtomicU32::new(0),
        }
    }

    /// Counts a request; whether its network or its session asks more than people can.
    pub(super) fn is_in(
        &self,
        extensions: &Extensions,
        headers: &HeaderMap,
        session: Option<&str>,
    ) -> bool {
        let Some(from) = self.asked_from(extensions, headers) else { return false };
        if self.since_tidied.fetch_add(1, Ordering::Relaxed) >= TIDY_AFTER {
            self.since_tidied.store(0, Ordering::Relaxed);
            self.networks.retain_recent();
            self.sessions.retain_recent();
        }
        let network = self.networks.check_key(&self.hasher.hash_one(network(from)));
        let session = session.map(|text| self.sessions.check_key(&self.hasher.hash_one(text)));
        network.is_err() || session.is_some_and(|session| session.is_err())
    }

    /// The address of whoever asks; nothing when a proxy does not say it.
    pub(super) fn asked_from(
        &self,
        extensions: &Extensions,
        headers: &HeaderMap,
    ) -> Option<IpAddr> {
        let peer = extensions.get().map(|Peer(peer)| peer.ip());
        peer.and_then(|peer| self.sender(peer, headers))
    }

    /// The address of whoever asks: the nearest one that is no proxy of ours. Nothing when a proxy
    /// does not say for whom it asks.
    fn sender(&self, peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
        let ours = |address: &IpAddr| address.is_loopback() || self.proxies.contains(address);
        let peer = peer.to_canonical();
        if !ours(&peer) {
            return Some(peer);
        }
        let lines = headers.get_all("x-forwarded-for").iter().rev();
        let hops = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.rsplit(','));
        // What stands before a hop that cannot be read was written by anybody.
        let mut hops = hops.map_while(|hop| hop.trim().parse::<IpAddr>().ok());
        hops.find(|hop| !ours(&hop.to_canonical())).map(|hop| hop.to_canonical())
    }
}

fn quota((a_second, at_once): (u32, u32)) -> Quota {
    let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    Quota::per_second(number(a_second)).allow_burst(number(at_once))
}

/// The network of an address, what a household, an office or a village has: the first 24 bits of the
/// older kind, 64 of the newer.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() >> 8 << 8).into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Haste, NETWORK, Peer, SESSION};
    use axum::http::{Extensions, HeaderMap};

    fn request(peer: &str, forwarded: &[&str]) -> (Extensions, HeaderMap) {
        let (mut extensions, mut headers) = (Extensions::new(), HeaderMap::new());
        extensions.insert(Peer(format!("{peer}:50000").parse().unwrap()));
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        (extensions, headers)
    }

    fn asks(haste: &Haste, times: u32, (peer, forwarded): (&str, &[&str])) -> u32 {
        let (extensions, headers) = request(peer, forwarded);
        let counted = (0..times).filter(|_| haste.is_in(&extensions, &headers, None));
        u32::try_from(counted.count()).unwrap()
    }

    #[test]
    fn who_asks_more_than_people_can_is_in_haste_and_their_neighbours_are_not() {
        let haste = Haste::none(Vec::new());
        assert_eq!(asks(&haste, NETWORK.1, ("203.0.113.7", &[])), 0);
        assert!(asks(&haste, 500, ("203.0.113.99", &[])) > 300, "the same network");
        assert_eq!(asks(&haste, 500, ("198.51.100.7", &[])), 0);
    }

    #[test]
    fn a_proxy_is_believed_and_nobody_else() {
        let haste = Haste::none(vec!["192.0.2.1".parse().unwrap()]);
        for (peer, forwarded, sender) in [
            ("127.0.0.1", vec![], None),
            ("192.0.2.1", vec!["203.0.113.7"], Some("203.0.113.7")),
            ("192.0.2.1", vec!["198.51.100.1, 203.0.113.7, 127.0.0.1"], Some("203.0.113.7")),
            ("192.0.2.1", vec!["198.51.100.1", "203.0.113.7"], Some("203.0.113.7")),
            ("192.0.2.1", vec!["198.51.100.1, unknown"], None),
            ("203.0.113.9", vec!["198.51.100.1"], Some("203.0.113.9")),
            ("127.0.0.1", vec!["2001:db8::1"], Some("2001:db8::1")),
        ] {
            let (_, headers) = request(peer, &forwarded);
            let found = haste.sender(peer.parse().unwrap(), &headers);
            assert_eq!(found, sender.map(|it| it.parse().unwrap()), "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn a_session_in_haste_does_not_put_its_network_in_haste() {
        let haste = Haste::none(Vec::new());
        let (extensions, headers) = request("203.0.113.7", &[]);
        let counted =
            (0..SESSION.1 + 100).filter(|_| haste.is_in(&extensions, &headers, Some("one")));
        assert!(counted.count() > 50);
        assert!(!haste.is_in(&extensions, &headers, Some("another")));
    }
}
