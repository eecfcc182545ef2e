//! One service, put together.

use super::pages::{Head, Pages, interruption};
use super::{Common, Desk, blocks, checks, questions, reach};
use crate::condition::Names;
use crate::confirmation::{Confirmation, Next};
use crate::definition::{At, Definition, RawPage};
use crate::page::{Section, Shown};
use crate::question::Question;
use crate::said::{Said, Told};
use crate::service::{Sensitivity, Service};
use kernel::words;
use std::collections::BTreeMap;
use std::sync::Arc;

words! {
    FIRST_QUESTIONS { en: "First questions", cy: "Cwestiynau cyntaf" }
    YOUR_ANSWERS { en: "Your answers", cy: "Eich atebion" }
}

/// Compiles a service. What is wrong is left with the desk.
pub(super) fn service(desk: &mut Desk<'_>, raw: &Definition, common: &Common) -> Service {
    checks::definition(desk, raw);
    let mut building = Building {
        sections: sections(desk, raw),
        used: Vec::new(),
        pages: Pages::default(),
        later: checks::question_ids(raw),
    };
    let mut rules = Vec::new();
    if let Some(gate) = &raw.gate
        && let Some(block) = desk.look_up("block", gate, &common.blocks)
    {
        let section = Section { id: block.id.clone(), title: block.title.clone() };
        let head = Head {
            id: block.id.clone(),
            section: Arc::new(section),
            heading: Some(block.title.clone()),
            intro: block.body.clone(),
            shown: Shown::Always,
        };
        building.pages.ask(desk, common, head, &block.asked);
        rules.extend(block.rules.iter().cloned());
    }
    if let Some(name) = &raw.interruption {
        building.tell(desk, common, name, (&name.value, Shown::Always));
    }
    building.triage(desk, raw, common);
    for page in &raw.pages {
        building.page(desk, page, common);
    }
    building.check_sections(desk, raw);
    let pages = building.pages.finish(raw.sensitivity == Sensitivity::High);
    let asked: Vec<&Question> = pages.iter().flat_map(|page| &page.questions).collect();
    rules.extend(blocks::rules(desk, &raw.assess, &asked, &common.flags));
    let confirmation = confirmation(desk, raw, &asked);
    let names = Names::of(asked.iter().copied());
    checks::questions(desk, raw, &asked);
    checks::redirects(desk, raw, &asked);
    let start = desk.said("start.body", &raw.start.body);
    let support = desk.maybe_said("confirmation.support", raw.confirmation.support.as_ref());
    let service = Service {
        id: raw.id.value.clone(),
        group: raw.group,
        slug: raw.slug.value.clone(),
        opaque: raw.opaque.as_ref().map(|slug| slug.value.clone()),
        version: raw.version,
        sensitivity: raw.sensitivity,
        anonymous: raw.anonymous.allowed,
        keep_draft: raw.retention.draft.0,
        keep_abandoned: raw.retention.abandoned.0,
        start: Told::read(&start),
        minutes: raw.start.minutes,
        support: support.as_ref().map(Told::read).unwrap_or_default(),
        title: desk.said("title", &raw.title),
        neutral_title: desk.maybe_said("neutral_title", raw.neutral_title.as_ref()),
        summary: desk.said("summary", &raw.summary),
        names,
        rules,
        confirmation,
        pages,
    };
    reach::check(desk, raw, &service);
    service
}

fn sections(desk: &mut Desk<'_>, raw: &Definition) -> BTreeMap<String, Arc<Section>> {
    let section = |(id, title): &(At<String>, At<String>)| {
        let title = desk.said(&format!("sections.{}", id.value), title);
        (id.value.clone(), Arc::new(Section { id: id.value.clone(), title }))
    };
    raw.sections.0.iter().map(section).collect()
}

fn confirmation(desk: &mut Desk<'_>, raw: &Definition, asked: &[&Question]) -> Confirmation {
    let mut next = Vec::new();
    for (number, step) in raw.confirmation.next.iter().enumerate() {
        let text = desk.said(&format!("confirmation.next.{}", number + 1), &step.text);
        let when = step.when.as_ref().and_then(|when| questions::condition(desk, when, asked, &[]));
        next.push(Next { text, within: step.within.map(|within| within.0), when });
    }
    if !raw.confirmation.next.iter().any(|step| step.when.is_none()) {
        let remedy = "give one step of `confirmation.next` no `when`";
        desk.find(raw.id.place, "a receipt may say nothing of what happens next", remedy);
    }
    Confirmation { next }
}

/// A service while its pages are put together.
struct Building {
    sections: BTreeMap<String, Arc<Section>>,
    used: Vec<String>,
    pages: Pages,
    later: Vec<String>,
}

impl Building {
    fn section(
        &mut self,
        desk: &mut Desk<'_>,
        name: Option<&At<String>>,
        otherwise: (&str, kernel::Words),
    ) -> Arc<Section> {
        let named = name.and_then(|name| desk.look_up("section", name, &self.sections));
        self.used.extend(name.map(|name| name.value.clone()));
        let (id, words) = otherwise;
        named
            .cloned()
            .unwrap_or_else(|| Arc::new(Section { id: id.to_owned(), title: words.into() }))
    }

    fn tell(
        &mut self,
        desk: &mut Desk<'_>,
        common: &Common,
        block: &At<String>,
        (id, shown): (&str, Shown),
    ) {
        if let Some((_, notice)) = interruption(desk, common, block) {
            let section = Section { id: id.to_owned(), title: notice.title.clone() };
            let head = Head {
                id: id.to_owned(),
                section: Arc::new(section),
                heading: None,
                intro: Told::default(),
                shown,
            };
            self.pages.interrupt(head, notice);
        }
    }

    fn triage(&mut self, desk: &mut Desk<'_>, raw: &Definition, common: &Common) {
        for question in &raw.triage {
            let section =
                self.section(desk, question.section.as_ref(), ("triage", FIRST_QUESTIONS));
            let earlier = self.pages.questions();
            let earlier: Vec<&Question> = earlier.iter().collect();
            let later: Vec<&str> = self.later.iter().map(String::as_str).collect();
            let one = std::slice::from_ref(question);
            let around =
                questions::Around { earlier: &earlier, later: &later, flags: &common.flags };
            let asked = questions::asked(desk, "triage", one, around);
            let head = Head {
                id: question.id.value.clone(),
                section,
                heading: None,
                intro: Told::default(),
                shown: Shown::Always,
            };
            self.pages.ask(desk, common, head, &asked);
        }
    }

    fn page(&mut self, desk: &mut Desk<'_>, raw: &RawPage, common: &Common) {
        let key = format!("pages.{}", raw.id.value);
        let earlier = self.pages.questions();
        let earlier: Vec<&Question> = earlier.iter().collect();
        let later: Vec<String> = self.later.clone();
        let later: Vec<&str> = later.iter().map(String::as_str).collect();
        let when =
            raw.when.as_ref().and_then(|when| questions::condition(desk, when, &earlier, &later));
        let shown = when.map_or(Shown::Always, Shown::When);
        let heading = desk.maybe_said(&format!("{key}.heading"), raw.heading.as_ref());
        let intro: Option<Said> = desk.maybe_said(&format!("{key}.intro"), raw.intro.as_ref());
        if let Some(block) = &raw.interruption {
            self.tell(desk, common, block, (&raw.id, shown));
            return;
        }
        let section = self.section(desk, raw.section.as_ref(), ("answers", YOUR_ANSWERS));
        let around = questions::Around { earlier: &earlier, later: &later, flags: &common.flags };
        let asked = questions::asked(desk, &key, &raw.questions, around);
        let intro = intro.as_ref().map(Told::read).unwrap_or_default();
        let head = Head { id: raw.id.value.clone(), section, heading, intro, shown };
        self.pages.ask(desk, common, head, &asked);
    }

    fn check_sections(&self, desk: &mut Desk<'_>, raw: &Definition) {
        for (id, _) in &raw.sections.0 {
            if !self.used.contains(&id.value) {
                let problem = format!("no page stands in the section `{}`", id.value);
                desk.find(id.place, problem, "take it out, or name it with `section:`");
            }
        }
    }
}
