//! What must hold in one force's file, whatever the others say.

use super::codes;
use super::colour::Colour;
use super::finding::Finding;
use super::sheet::{Local, Sheet, Slots, Text};
use kernel::{Force, ForceId, Language, Letters, LocalService, LocalText, Offer, Theme};
use std::collections::BTreeSet;

/// The least contrast of words and links (WCAG 2.2, level AA).
const READABLE: f64 = 4.5;

/// The force that the file describes, or all that is wrong in it.
pub(super) fn judge(sheet: &Sheet) -> Result<Force, Vec<Finding>> {
    let mut judge = Judge { sheet, findings: Vec::new() };
    judge.names();
    judge.addresses();
    judge.territory();
    judge.theme();
    let checked = (judge.id(), judge.letters(), judge.languages());
    if let (Some(id), Some(letters), Some(languages)) = checked
        && judge.findings.is_empty()
    {
        return Ok(force(sheet, id, letters, languages));
    }
    judge.findings.sort_by_key(|finding| finding.line);
    Err(judge.findings)
}

fn force(sheet: &Sheet, id: ForceId, letters: Letters, languages: Vec<Language>) -> Force {
    let written = &sheet.written;
    Force {
        id,
        letters,
        legal_name: written.legal_name.get_ref().clone(),
        name: local(&written.name),
        short_name: local(&written.short_name),
        site: written.site.get_ref().clone(),
        hosts: list(&written.hosts),
        staff_domains: list(&written.staff_domains),
        covers: local(&written.covers),
        area_code: written.area_code.as_ref().map(|code| code.get_ref().clone()),
        areas: list(&written.areas),
        postcode_areas: list(&written.postcode_areas),
        shared_postcode_areas: list(&written.shared_postcode_areas),
        languages,
        railways: written.railways.as_ref().is_some_and(|railways| *railways.get_ref()),
        theme: Theme {
            brand: written.theme.brand.get_ref().clone(),
            accent: written.theme.accent.get_ref().clone(),
            badge: written.theme.badge.get_ref().clone(),
        },
        offer: Offer { without: list(&written.offer.without) },
        welcome: written.welcome.as_ref().map(local),
        hand_in: written.hand_in.as_ref().map(local),
        services: written.services.iter().map(|(id, slots)| (id.clone(), slot(slots))).collect(),
    }
}

fn slot(written: &Slots) -> LocalService {
    let text = |slot: &Option<Local>| slot.as_ref().map(local);
    LocalService {
        start: text(&written.start),
        next: text(&written.next),
        support: text(&written.support),
    }
}

fn local(written: &Local) -> LocalText {
    LocalText {
        en: written.en.get_ref().clone(),
        cy: written.cy.as_ref().map(|welsh| welsh.get_ref().clone()),
    }
}

fn list(written: &[Text]) -> Vec<String> {
    written.iter().map(|text| text.get_ref().clone()).collect()
}

/// Goes through a file and notes what is wrong.
struct Judge<'a> {
    sheet: &'a Sheet,
    findings: Vec<Finding>,
}

impl Judge<'_> {
    fn fault(&mut self, at: &Text, problem: impl Into<String>, remedy: impl Into<String>) {
        self.findings.push(self.sheet.finding(at.span(), problem.into(), remedy.into()));
    }

    fn id(&mut self) -> Option<ForceId> {
        let id = ForceId::parse(&self.sheet.id);
        if let Err(error) = &id {
            let remedy = "rename the file; the platform's own addresses cannot be used";
            self.findings.push(self.sheet.finding_nowhere(error.to_string(), remedy.to_owned()));
        }
        id.ok()
    }

    fn letters(&mut self) -> Option<Letters> {
        let written = &self.sheet.written.letters;
        let letters = Letters::parse(written.get_ref());
        if let Err(error) = &letters {
            let problem = format!("`{}` is {error}", written.get_ref());
            self.fault(written, problem, "choose three capitals from A to Z, such as `HUM`");
        }
        letters.ok()
    }

    /// The languages, main one first. A force that serves people in Welsh has its names in Welsh.
    fn languages(&mut self) -> Option<Vec<Language>> {
        let written = &self.sheet.written;
        let mut languages = Vec::new();
        for code in written.languages.get_ref() {
            match Language::of_code(code.get_ref()) {
                Some(language) if languages.contains(&language) => {
                    self.fault(
                        code,
                        format!("`{}` is there twice", code.get_ref()),
                        "leave one out",
                    );
                }
                Some(language) => languages.push(language),
                None => self.fault(
                    code,
                    format!("there is no language `{}`", code.get_ref()),
                    "use `en` for English and `cy` for Welsh",
                ),
            }
        }
        if languages.is_empty() {
            let at = written.languages.span();
            let remedy = "name at least one, the main one first: `[\"en\"]`".to_owned();
            self.findings.push(self.sheet.finding(at, "no language is served".to_owned(), remedy));
            return None;
        }
        if languages.contains(&Language::Welsh) {
            self.welsh();
        }
        Some(languages)
    }

    fn welsh(&mut self) {
        let written = &self.sheet.written;
        let slots = [
            ("name", Some(&written.name)),
            ("short_name", Some(&written.short_name)),
            ("covers", Some(&written.covers)),
            ("welcome", written.welcome.as_ref()),
            ("hand_in", written.hand_in.as_ref()),
        ];
        let of_services = written.services.values().flat_map(Slots::all);
        for (slot, local) in slots.into_iter().chain(of_services) {
            if let Some(local) = local.filter(|local| local.cy.is_none()) {
                let problem =
                    format!("`{slot}` has no Welsh, but the force serves people in Welsh");
                self.fault(&local.en, problem, format!("add `{slot}.cy`"));
            }
        }
    }

    /// Words that people see are there, and plain.
    fn names(&mut self) {
        let written = &self.sheet.written;
        let locals = [&written.name, &written.short_name, &written.covers];
        let texts = locals
            .into_iter()
            .chain(&written.welcome)
            .chain(&written.hand_in)
            .chain(written.services.values().flat_map(Slots::all).filter_map(|(_, slot)| slot))
            .flat_map(|local| std::iter::once(&local.en).chain(&local.cy))
            .chain([&written.legal_name])
            .chain(&written.areas);
        for text in texts {
            let words = text.get_ref();
            if words.trim().is_empty() {
                self.fault(text, "the text is empty", "write it, or leave the line out");
            } else if words.trim() != words || words.chars().any(char::is_control) {
                let problem = format!("`{}` has stray spaces or line breaks", words.trim());
                self.fault(text, problem, "write it on one line, without space around it");
            }
        }
        self.no_repeats(&written.areas);
    }

    fn addresses(&mut self) {
        let written = &self.sheet.written;
        let site = &written.site;
        match site.get_ref().strip_prefix("https://") {
            None => {
                let problem = format!("`{}` is not a secure address", site.get_ref());
                self.fault(site, problem, "begin the site with `https://`");
            }
            Some(rest) if !is_host(rest.split('/').next().unwrap_or_default()) => {
                let problem = format!("`{}` has no proper host name", site.get_ref());
                self.fault(site, problem, "write it as `https://www.example.police.uk`");
            }
            Some(_) => {}
        }
        for host in written.hosts.iter().chain(&written.staff_domains) {
            if !is_host(host.get_ref()) {
                let problem = format!("`{}` is not a host name", host.get_ref());
                let remedy =
                    "write small letters, digits, hyphens and dots only: `example.police.uk`";
                self.fault(host, problem, remedy);
            }
        }
        if written.staff_domains.is_empty() {
            let remedy = "add the domain of its staff's e-mail addresses to `staff_domains`";
            let problem = "no one could be known as the force's own staff".to_owned();
            self.findings.push(self.sheet.finding_nowhere(problem, remedy.to_owned()));
        }
        self.no_repeats(&written.hosts);
        self.no_repeats(&written.staff_domains);
        self.services();
    }

    fn services(&mut self) {
        let without = &self.sheet.written.offer.without;
        for service in without {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            if service.get_ref().is_empty() || !service.get_ref().bytes().all(plain) {
                let problem = format!("`{}` is not a service's id", service.get_ref());
                self.fault(service, problem, "write the id as in `services/`: `bicycle-theft`");
            }
        }
        self.no_repeats(without);
    }

    /// A territory has areas and postcodes that exist; railways have no postcodes.
    fn territory(&mut self) {
        let written = &self.sheet.written;
        let codes = || written.postcode_areas.iter().chain(&written.shared_postcode_areas);
        let railways = written.railways.as_ref().is_some_and(|railways| *railways.get_ref());
        for code in codes() {
            let text = code.get_ref();
            if !codes::is_area(text) && !codes::is_outward(text) {
                let problem = format!("`{text}` is not a postcode area or an outward code");
                self.fault(code, problem, "write it in capitals: `TS` or `TS9`");
            } else if !codes::ENGLAND_AND_WALES.contains(&codes::area_of(text)) {
                let problem = format!("there is no postcode area `{}`", codes::area_of(text));
                self.fault(code, problem, "take one that lies in England or Wales");
            } else if railways {
                let problem = format!("`{text}` is claimed, but railways run everywhere");
                self.fault(code, problem, "leave postcodes out, or take `railways` away");
            }
        }
        let codes: Vec<Text> = codes().cloned().collect();
        self.no_repeats(&codes);
        if let Some(code) =
            written.area_code.as_ref().filter(|code| !codes::is_police(code.get_ref()))
        {
            let problem = format!("`{}` is not the code of a police area", code.get_ref());
            self.fault(code, problem, "write it as the open data do: `E23000012`");
        }
        if !railways && (codes.is_empty() || written.areas.is_empty()) {
            let problem = "nobody could find the force by where they are".to_owned();
            let remedy = "fill `areas`, and `postcode_areas` or `shared_postcode_areas`".to_owned();
            self.findings.push(self.sheet.finding_nowhere(problem, remedy));
        }
    }

    fn theme(&mut self) {
        let theme = &self.sheet.written.theme;
        self.readable(&theme.brand, "white words on `brand`");
        self.readable(&theme.accent, "links in `accent` on white");
        let badge = theme.badge.get_ref();
        if !(1..=4).contains(&badge.chars().count()) || !badge.chars().all(char::is_alphabetic) {
            let problem = format!("`{badge}` does not fit the badge");
            self.fault(&theme.badge, problem, "choose one to four letters");
        }
    }

    fn readable(&mut self, colour: &Text, what: &str) {
        let Some(parsed) = Colour::parse(colour.get_ref()) else {
            let problem = format!("`{}` is not a colour", colour.get_ref());
            return self.fault(colour, problem, "write it as `#1b4a75`");
        };
        let contrast = parsed.contrast(Colour::WHITE);
        if contrast < READABLE {
            let problem = format!("{what} cannot be read: contrast {contrast:.2} to 1");
            let remedy = format!("choose a darker colour, at least {READABLE} to 1, better 7");
            self.fault(colour, problem, remedy);
        }
    }

    fn no_repeats(&mut self, texts: &[Text]) {
        let mut seen = BTreeSet::new();
        for text in texts {
            if !seen.insert(text.get_ref().to_lowercase()) {
                self.fault(text, format!("`{}` is there twice", text.get_ref()), "leave one out");
            }
        }
    }
}

/// Whether the text is a host name with at least one dot: small letters, digits and hyphens.
fn is_host(text: &str) -> bool {
    let proper = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(proper)
}
