//! What an address says, read before any page is looked up: the language (`/cy` in front), the
//! force (first segment, or the host name), and whether a slash at the end is missing or too many.
//!
//! Pages are declared once, under the path without language and with the force.

use kernel::{Force, ForceId, Forces, Language};
use std::sync::Arc;

/// The groups of services of every force, as they stand in addresses.
pub const GROUPS: [&str; 8] =
    ["report", "tell-us-about", "apply", "request", "feedback", "pay", "advice", "your-area"];

/// What the address of a request says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The language that the person reads.
    pub language: Language,
    /// The path under which pages are declared: no language in front, always with the force.
    pub path: String,
    /// What stood after the question mark.
    pub query: Option<String>,
    /// The force whose page it is: of the first segment, or of the host.
    pub force: Option<Arc<Force>>,
    /// Whether the force's own host was asked, which leaves the force out of its paths.
    pub own_host: bool,
}

/// An address as read, and where it should have led.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// What it says.
    pub address: Address,
    /// The same page's proper path and query, when this was not it.
    pub moved_to: Option<String>,
}

impl Address {
    /// The address of the same or another page of ours for somebody who reads this `language`.
    /// `path` is as pages are declared and may have a query; on a force's own host what belongs to
    /// nobody in particular or to another force is found under the `public` origin.
    #[must_use]
    pub fn href(&self, language: Language, path: &str, public: &str) -> String {
        let path = local(path);
        let prefix = language.prefix();
        match self.force.as_ref().filter(|_| self.own_host) {
            None => format!("{prefix}{path}"),
            Some(_) if is_platform(first_segment(&path)) => format!("{prefix}{path}"),
            Some(force) => match without_force(&path, &force.id) {
                Some(rest) => format!("{prefix}{}", local(rest)),
                None => format!("{public}{prefix}{path}"),
            },
        }
    }
}

/// Reads an address. `host` is the name that was asked for, with or without a port; `path` is as it
/// was sent.
#[must_use]
pub fn read(forces: &Forces, host: Option<&str>, path: &str, query: Option<&str>) -> Arrival {
    let (language, rest) = split_language(path);
    let own = host.and_then(|host| forces.by_host(host_name(host)));
    let path_with_force = match own {
        Some(force) if belongs_to_host(rest, force) => format!("/{}{rest}", force.id),
        _ => rest.to_owned(),
    };
    let force = forces.get(first_segment(&path_with_force)).or(own).cloned();
    let address = Address {
        language,
        path: path_with_force,
        query: query.map(str::to_owned),
        force,
        own_host: own.is_some(),
    };
    let proper = canonical(forces, &address.path).map(|proper| match own {
        // What is left must not become another host's name once the force is gone.
        Some(own) => local(without_force(&proper, &own.id).unwrap_or(&proper)),
        None => proper,
    });
    let moved_to = proper
        .map(|proper| format!("{}{proper}", language.prefix()))
        .filter(|proper| proper != path)
        .map(|proper| query.map_or(proper.clone(), |query| format!("{proper}?{query}")));
    Arrival { address, moved_to }
}

/// Homes and groups end in a slash and nothing else does. Nothing for what we do not know or what
/// holds empty segments: those are not moved, so that no address leads off the site.
fn canonical(forces: &Forces, path: &str) -> Option<String> {
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        return Some("/".to_owned());
    }
    let segments = trimmed.strip_prefix('/')?.split('/').collect::<Vec<_>>();
    if segments.iter().any(|segment| segment.is_empty()) {
        return None;
    }
    match segments.as_slice() {
        [force] if forces.get(force).is_some() => Some(format!("{trimmed}/")),
        [force, group] if forces.get(force).is_some() && GROUPS.contains(group) => {
            Some(format!("{trimmed}/"))
        }
        [first, ..] if forces.get(first).is_some() || ForceId::is_reserved(first) => {
            Some(trimmed.to_owned())
        }
        _ => None,
    }
}

fn split_language(path: &str) -> (Language, &str) {
    match path.strip_prefix(Language::Welsh.prefix()) {
        Some("") => (Language::Welsh, "/"),
        Some(rest) if rest.starts_with('/') => (Language::Welsh, rest),
        _ => (Language::English, path),
    }
}

/// On a force's own host everything is the force's but what belongs to the platform; its id in
/// front of the path is not wrong, only too much.
fn belongs_to_host(path: &str, force: &Force) -> bool {
    let first = first_segment(path);
    !is_platform(first) && first != force.id.as_str()
}

fn is_platform(segment: &str) -> bool {
    ForceId::is_reserved(segment)
}

fn without_force<'a>(path: &'a str, force: &ForceId) -> Option<&'a str> {
    match path.strip_prefix('/')?.strip_prefix(force.as_str())? {
        "" => Some("/"),
        rest => rest.starts_with('/').then_some(rest),
    }
}

fn first_segment(path: &str) -> &str {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.split(['/', '?', '#']).next().unwrap_or_default()
}

/// A path that cannot be read as another host, whatever stood at its beginning.
fn local(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

fn host_name(host: &str) -> &str {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    name.trim_end_matches('.')
}

#[cfg(test)]
mod tests;
