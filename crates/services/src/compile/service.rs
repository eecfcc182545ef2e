//! One service, put together.

use super::pages::{Head, Pages, interruption};
use super::repeats::{self, Groups};
use super::worlds::Worlds;
use super::{Common, Desk, blocks, checks, questions, reach};
use crate::condition::Names;
use crate::confirmation::{Confirmation, Next};
use crate::definition::{At, Definition, RawPage};
use crate::findings::Weight;
use crate::page::{Repeat, Section, Shown};
use crate::question::Question;
use crate::service::{Equality, Keeping, Sensitivity, Service};
use kernel::{Said, Told, words};
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
        tasks: raw.tasks,
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
            repeat: None,
            task: false,
        };
        building.pages.ask(desk, common, head, &block.asked);
        rules.extend(block.rules.iter().cloned());
    }
    if let Some(name) = &raw.interruption {
        building.tell(desk, common, name, (&name.value, Shown::Always));
    }
    building.triage(desk, raw, common);
    building.all_pages(desk, raw, common);
    building.check_sections(desk, raw);
    let pages = building.pages.finish(raw.sensitivity == Sensitivity::High);
    let asked: Vec<&Question> = pages.iter().flat_map(|page| &page.questions).collect();
    rules.extend(blocks::rules(desk, &raw.assess, &asked, common));
    let confirmation = confirmation(desk, raw, &asked, common);
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
        keeping: keeping(raw),
        tasks: raw.tasks,
        local: raw.local.iter().map(|slot| slot.value).collect(),
        equality: equality(desk, raw, common),
        keep_draft: raw.retention.draft.0,
        keep_abandoned: raw.retention.abandoned.0,
        start: Told::read(&start),
        minutes: raw.start.minutes,
        about_leaving: raw.interruption.as_ref().map(|block| block.value.clone()),
        support: support.as_ref().map(Told::read).unwrap_or_default(),
        title: desk.said("title", &raw.title),
        neutral_title: desk.maybe_said("neutral_title", raw.neutral_title.as_ref()),
        summary: desk.said("summary", &raw.summary),
        names,
        rules,
        confirmation,
        pages,
    };
    whole(desk, raw, common, &service);
    service
}

/// What can only be said of the whole: who meets what, and who gets to a person.
fn whole(desk: &mut Desk<'_>, raw: &Definition, common: &Common, service: &Service) {
    if desk.findings.iter().all(|finding| finding.weight != Weight::Fault) {
        let worlds = Worlds::of(service);
        reach::check(desk, raw, &worlds, service);
        checks::asked_twice(desk, raw, &worlds, service);
    }
    checks::ways_out(desk, raw, common, service);
    checks::sensitive(desk, raw, service);
    checks::not_knowing(desk, raw, service);
}

fn sections(desk: &mut Desk<'_>, raw: &Definition) -> BTreeMap<String, Arc<Section>> {
    let section = |(id, title): &(At<String>, At<String>)| {
        let title = desk.said(&format!("sections.{}", id.value), title);
        (id.value.clone(), Arc::new(Section { id: id.value.clone(), title }))
    };
    raw.sections.0.iter().map(section).collect()
}

/// What is kept for a person who comes back; on sensitive ground only what they ask for.
fn keeping(raw: &Definition) -> Keeping {
    let otherwise = match raw.sensitivity {
        Sensitivity::High => Keeping::OnRequest,
        Sensitivity::Ordinary => Keeping::Always,
    };
    raw.save_and_return.as_ref().map_or(otherwise, |keeping| keeping.value)
}

fn equality(desk: &mut Desk<'_>, raw: &Definition, common: &Common) -> Option<Equality> {
    let block = raw.equality.as_ref().and_then(|it| desk.look_up("block", it, &common.blocks));
    block.map(|block| Equality {
        title: block.title.clone(),
        body: block.body.clone(),
        questions: block.asked.questions.clone(),
    })
}

fn confirmation(
    desk: &mut Desk<'_>,
    raw: &Definition,
    asked: &[&Question],
    common: &Common,
) -> Confirmation {
    let around = questions::Around::all(asked, common);
    let mut next = Vec::new();
    for (number, step) in raw.confirmation.next.iter().enumerate() {
        let text = desk.said(&format!("confirmation.next.{}", number + 1), &step.text);
        let when = step.when.as_ref().and_then(|when| questions::condition(desk, when, around));
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
    tasks: bool,
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
                repeat: None,
                task: false,
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
                questions::Around { earlier: &earlier, later: &later, group: None, common };
            let asked = questions::asked(desk, "triage", one, around);
            let head = Head {
                id: question.id.value.clone(),
                section,
                heading: None,
                intro: Told::default(),
                shown: Shown::Always,
                repeat: None,
                task: false,
            };
            self.pages.ask(desk, common, head, &asked);
        }
    }

    /// The pages in order; after the last one of a repeat group comes the list of its items.
    fn all_pages(&mut self, desk: &mut Desk<'_>, raw: &Definition, common: &Common) {
        let mut groups = Groups::default();
        for pages in raw.pages.chunk_by(repeats::together) {
            let repeat = pages.first().and_then(|first| groups.begin(desk, first, raw));
            for (number, page) in pages.iter().enumerate() {
                repeats::check(desk, page, number);
                self.page(desk, page, (common, repeat.as_ref()));
            }
            if let (Some(repeat), Some(first)) = (repeat, pages.first()) {
                let section = self.section(desk, first.section.as_ref(), ("answers", YOUR_ANSWERS));
                self.pages.list(&repeat, section, self.tasks);
            }
        }
    }

    fn page(
        &mut self,
        desk: &mut Desk<'_>,
        raw: &RawPage,
        (common, repeat): (&Common, Option<&Arc<Repeat>>),
    ) {
        let key = format!("pages.{}", raw.id.value);
        let earlier = self.pages.questions();
        let earlier: Vec<&Question> = earlier.iter().collect();
        let later: Vec<String> = self.later.clone();
        let later: Vec<&str> = later.iter().map(String::as_str).collect();
        let group = repeat.map(|repeat| &repeat.id);
        let around = questions::Around { earlier: &earlier, later: &later, group, common };
        let when = raw.when.as_ref().and_then(|when| questions::condition(desk, when, around));
        let shown = when.map_or(Shown::Always, Shown::When);
        let heading = desk.maybe_said(&format!("{key}.heading"), raw.heading.as_ref());
        let intro: Option<Said> = desk.maybe_said(&format!("{key}.intro"), raw.intro.as_ref());
        if let Some(block) = &raw.interruption {
            self.tell(desk, common, block, (&raw.id, shown));
            return;
        }
        let section = self.section(desk, raw.section.as_ref(), ("answers", YOUR_ANSWERS));
        let asked = questions::asked(desk, &key, &raw.questions, around);
        let intro = intro.as_ref().map(Told::read).unwrap_or_default();
        let repeat = repeat.cloned();
        let (id, task) = (raw.id.value.clone(), self.tasks);
        let head = Head { id, section, heading, intro, shown, repeat, task };
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
