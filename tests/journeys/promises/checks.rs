//! What must come back.

use super::asking::Ask;
use super::sample::Sample;
use super::table::{Kind, Row, Who};
use super::world::{CANARIES, Guest, World};
use crate::caller::Answer;
use crate::sheet::Sheet;
use anyhow::ensure;
use kernel::Language;

/// A route with one sample of it, in one language.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) row: &'a Row,
    pub(super) sample: &'a Sample,
    pub(super) language: Language,
}

/// The languages of a sample: what is for programs has one.
pub(super) const fn languages(row: &Row, sample: &Sample) -> &'static [Language] {
    let page = sample.page || matches!(row.kind, Kind::Public | Kind::Own | Kind::Desk);
    if page { &Language::ALL } else { &[Language::English] }
}

/// What a stranger, the wrong role and another force get.
pub(super) fn refusals(row: &Row, status: u16) -> [u16; 3] {
    let looks = row.method == "GET";
    match (row.who, row.kind) {
        (Who::Anybody, _) => [status; 3],
        (_, Kind::Api) | (Who::Client, _) => [401; 3],
        (Who::Writer | Who::Follower, _) => [if looks { 303 } else { 403 }; 3],
        (Who::Partner, _) => [if looks { 404 } else { 403 }; 3],
        (Who::Staff, _) => [if looks { 303 } else { 401 }, 403, 404],
    }
}

/// Where somebody is sent who may not look.
pub(super) fn leads_in(row: &Row, sample: &Sample, answer: &Answer) -> anyhow::Result<()> {
    let place = answer.header("location");
    let place = place.strip_prefix("/cy").unwrap_or(place);
    let begins = match row.who {
        _ if answer.status != 303 => return Ok(()),
        Who::Staff => "/desk/sign-in",
        Who::Follower => "/track",
        Who::Writer => service(&sample.path),
        Who::Partner | Who::Anybody | Who::Client => "/",
    };
    ensure!(place.starts_with(begins), "leads to {place}");
    Ok(())
}

/// The address of the service that a page belongs to.
fn service(path: &str) -> &str {
    let ends = path.match_indices('/').nth(3).map_or(path.len(), |(at, _)| at);
    path.get(..ends).unwrap_or(path)
}

/// How long an answer may be kept.
pub(super) fn kept(case: Case<'_>, ask: &Ask, answer: &Answer) -> anyhow::Result<()> {
    let said = answer.header("cache-control");
    let fine = matches!(answer.status, 200 | 304);
    let private = case.sample.discreet || ask.guest() != Guest::Stranger;
    let promised = match case.row.kind {
        Kind::Public if fine && !private => "public, max-age=60",
        Kind::Asset if fine => "public, max-age=31536000, immutable",
        _ => "no-store",
    };
    ensure!(said == promised, "cache-control: {said}");
    ensure!(said == "no-store" || !answer.headers.contains_key("set-cookie"), "a cookie is kept");
    let varies = case.row.kind == Kind::Public && said != "no-store";
    ensure!(!varies || answer.header("vary").contains("cookie"), "kept for who has a session");
    Ok(())
}

/// An answer speaks as its kind does: problem details for programs, and only at the desk a script
/// that makes HTML of text.
pub(super) fn speaks(case: Case<'_>, ask: &Ask, answer: &Answer) -> anyhow::Result<()> {
    let (kind, said) = (case.row.kind, answer.header("content-type"));
    let refused = answer.status >= 400 && !ask.is_bare();
    let problem = kind != Kind::Api || !refused || said == "application/problem+json";
    ensure!(problem, "content-type: {said}");
    let types = if kind == Kind::Desk { "default" } else { "'none'" };
    let policy = answer.header("content-security-policy");
    ensure!(policy.contains(&format!("trusted-types {types}")), "{policy}");
    Ok(())
}

/// A page of ours: in the language that was asked for, with a heading, the way to help, and no word
/// that is missing.
pub(super) fn reads_well(kind: Kind, asked: Language, html: &str) -> anyhow::Result<()> {
    let sheet = Sheet::read(html);
    let language = sheet.attribute("html", "lang").unwrap_or_default();
    ensure!(language == asked.code(), "lang={language}");
    let title = sheet.text("title").unwrap_or_default();
    ensure!(!title.is_empty() && !CANARIES.iter().any(|told| title.contains(told)), "“{title}”");
    ensure!(!sheet.heading().is_empty(), "no heading, or several");
    ensure!(sheet.says("999"), "no emergency line");
    if kind != Kind::Api {
        let words = sheet.own_words();
        ensure!(!words.contains(['{', '}']), "a word is missing: {words}");
    }
    if asked == Language::Welsh {
        let english = sheet.english();
        ensure!(english.is_empty(), "English on a Welsh page: {english:?}");
    }
    Ok(())
}

/// Where nobody who looks on may see what somebody does: after the start page of a sensitive service,
/// and where somebody asks for a report or comes back to one, which may be about anything.
pub(super) fn is_sensitive(ask: &Ask) -> bool {
    let path = ask.path();
    path.contains("/humberside/report/k7m2/")
        || path.ends_with("/track")
        || path.contains("/return")
}

/// A page on sensitive ground can be left at once, and its title gives nothing away.
pub(super) fn is_neutral(html: &str) -> anyhow::Result<()> {
    let sheet = Sheet::read(html);
    ensure!(sheet.has("a[href$='/leave']"), "no way to leave");
    let title = sheet.text("title").unwrap_or_default().to_lowercase();
    let tells = ["stalking", "harassment", "stelcian", "aflonyddu", "humberside"];
    ensure!(!tells.iter().any(|word| title.contains(word)), "“{title}”");
    Ok(())
}

/// What `HEAD` gives is what `GET` gives, without the body.
pub(super) fn like(head: &Answer, get: &Answer) -> anyhow::Result<()> {
    ensure!(head.body.is_empty(), "a body");
    for name in ["content-type", "cache-control", "etag"] {
        ensure!(head.header(name) == get.header(name), "{name}: {}", head.header(name));
    }
    Ok(())
}

pub(super) fn allows(answer: &Answer, allowed: &[String]) -> anyhow::Result<()> {
    let said = answer.header("allow");
    let mut methods: Vec<&str> = said.split(',').map(str::trim).collect();
    methods.sort_unstable();
    ensure!(methods == allowed, "allow: {said}, not {allowed:?}");
    Ok(())
}

/// The sample's address with bytes that are no text.
pub(super) fn unreadable(world: &World, row: &Row, sample: &Sample) -> String {
    let path = world.fill(&sample.path);
    let place = row.path.split('/').position(|name| name.starts_with('{')).unwrap_or_default();
    let part =
        |(at, part): (usize, &str)| if at == place { "%FF".to_owned() } else { part.to_owned() };
    path.split('/').enumerate().map(part).collect::<Vec<_>>().join("/")
}

/// The sample's address with one part after the other in which there is nothing.
pub(super) fn elsewhere(world: &World, row: &Row, sample: &Sample) -> Vec<String> {
    let filled = world.fill(&sample.path);
    let path = filled.split('?').next().unwrap_or_default();
    let (parts, names) = (path.split('/'), row.path.split('/'));
    let parts: Vec<&str> = parts.collect();
    let places = names.enumerate().filter(|(_, name)| name.starts_with('{'));
    let without = |(place, _): (usize, &str)| {
        let mut parts = parts.clone();
        *parts.get_mut(place)? = "nothing-0";
        Some(parts.join("/"))
    };
    places.filter_map(without).collect()
}
