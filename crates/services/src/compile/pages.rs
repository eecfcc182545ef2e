//! Pages in order, and the pages that answers lead to.

use super::questions::{Asked, Target};
use super::{Block, Common, Desk};
use crate::definition::{At, Place};
use crate::page::{
    Lead, Leads, Notice, Outcome, OutcomeKind, PageDef, PageKind, Redirect, Repeat, Section, Shown,
};
use crate::question::Question;
use crate::rule::Rule;
use kernel::{Said, Told, words};
use std::collections::BTreeSet;
use std::sync::Arc;

words! {
    GO_ON { en: "Continue with my report", cy: "Parhau â fy adroddiad" }
}

/// What goes into a page of questions.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) section: Arc<Section>,
    pub(super) heading: Option<Said>,
    pub(super) intro: Told,
    pub(super) shown: Shown,
    pub(super) repeat: Option<Arc<Repeat>>,
    pub(super) task: bool,
}

/// The pages of a service while they are put together.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) pages: Vec<PageDef>,
    ids: BTreeSet<String>,
}

impl Pages {
    /// Every question so far.
    pub(super) fn questions(&self) -> Vec<Question> {
        self.pages.iter().flat_map(|page| &page.questions).cloned().collect()
    }

    /// An id that no page has: the wanted one, or the next free `…-2`.
    fn free(&mut self, wanted: &str) -> String {
        let mut id = wanted.replace(['.', '_'], "-");
        let mut number = 2_u32;
        while !self.ids.insert(id.clone()) {
            id = format!("{}-{number}", wanted.replace(['.', '_'], "-"));
            number += 1;
        }
        id
    }

    fn push(&mut self, head: Head, questions: Vec<Question>, kind: PageKind) {
        let Head { id, section, heading, intro, shown, repeat, task } = head;
        let slug = id.clone();
        self.pages.push(PageDef {
            id,
            slug,
            section,
            heading,
            intro,
            questions,
            kind,
            repeat,
            task,
            shown,
        });
    }

    /// A page of questions with everything it leads to.
    pub(super) fn ask(
        &mut self,
        desk: &mut Desk<'_>,
        common: &Common,
        mut head: Head,
        asked: &Asked,
    ) {
        head.id = self.free(&head.id);
        let (section, task) = (Arc::clone(&head.section), head.task);
        let place = asked.leads.iter().map(|(.., target)| target);
        let (leads, mut ends) = ends(desk, common, place.cloned().collect());
        for ((question, ..), to) in asked.leads.iter().zip(&leads) {
            let end = to.and_then(|to| ends.get_mut(to));
            if let Some((_, PageKind::Outcome(Outcome { redirect: Some(redirect), .. }))) = end
                && redirect.question.is_empty()
            {
                redirect.question.clone_from(question);
            }
        }
        let rules = asked.leads.iter().zip(leads).map(|((question, when, _), to)| Lead {
            question: question.clone(),
            when: when.clone(),
            to,
        });
        let leads = Arc::new(Leads { rules: rules.collect() });
        self.push(head, asked.questions.clone(), PageKind::Questions);
        for (number, (wanted, kind)) in ends.into_iter().enumerate() {
            let id = self.free(&wanted);
            let kind = match kind {
                PageKind::Outcome(outcome) => {
                    PageKind::Outcome(Outcome { page: id.clone(), ..outcome })
                }
                kind => kind,
            };
            let shown = Shown::After(Arc::clone(&leads), number);
            let head = Head {
                id,
                section: Arc::clone(&section),
                heading: None,
                intro: Told::default(),
                shown,
                repeat: None,
                task,
            };
            self.push(head, Vec::new(), kind);
        }
    }

    /// The page that lists the items of a repeat group.
    pub(super) fn list(&mut self, repeat: &Arc<Repeat>, section: Arc<Section>, task: bool) {
        let id = self.free(&repeat.id);
        let head = Head {
            id,
            section,
            heading: None,
            intro: Told::default(),
            shown: Shown::Always,
            repeat: Some(Arc::clone(repeat)),
            task,
        };
        self.push(head, Vec::new(), PageKind::List);
    }

    /// A page that tells something.
    pub(super) fn interrupt(&mut self, mut head: Head, notice: Notice) {
        head.id = self.free(&head.id);
        self.push(head, Vec::new(), PageKind::Interruption(notice));
    }

    /// The pages, each with its address: its id, or its number when addresses must say nothing.
    pub(super) fn finish(mut self, numbered: bool) -> Vec<PageDef> {
        for (number, page) in self.pages.iter_mut().enumerate() {
            if numbered {
                page.slug = (number + 1).to_string();
            }
            if let PageKind::Outcome(outcome) = &mut page.kind {
                outcome.slug.clone_from(&page.slug);
            }
        }
        self.pages
    }
}

/// The pages that targets lead to, each once, and for each target the number of its page.
fn ends(
    desk: &mut Desk<'_>,
    common: &Common,
    targets: Vec<Target>,
) -> (Vec<Option<usize>>, Vec<(String, PageKind)>) {
    let mut ends: Vec<(String, PageKind)> = Vec::new();
    let mut leads = Vec::new();
    for target in targets {
        let Some((name, kind)) = end(desk, common, target) else {
            leads.push(None);
            continue;
        };
        let at = ends.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            ends.push((name, kind));
            ends.len().saturating_sub(1)
        });
        leads.push(Some(at));
    }
    (leads, ends)
}

fn end(desk: &mut Desk<'_>, common: &Common, target: Target) -> Option<(String, PageKind)> {
    let outcome = |kind, block: &Block, to: String| {
        PageKind::Outcome(Outcome {
            page: String::new(),
            slug: String::new(),
            kind,
            title: block.title.clone(),
            body: block.body.clone(),
            to,
            onward: block.onward.clone().unwrap_or_else(|| GO_ON.into()),
            carry: Vec::new(),
            redirect: None,
        })
    };
    match target {
        Target::GoOn => None,
        Target::Stop(name) => {
            let block = desk.look_up("block", &name, &common.blocks)?;
            Some((name.value, outcome(OutcomeKind::Emergency, block, "tel:999".to_owned())))
        }
        Target::Redirect { to: name, lookup, pass, ask } => {
            let block = desk.look_up("partner", &name, &common.blocks)?;
            if block.to.is_none() && !common.directory.has(&name.value) {
                let problem = format!("`{}` has no address to go to", name.value);
                desk.find(name.place, problem, "name it in the directory, or give it a `to:`");
            }
            let to = block.to.clone().unwrap_or_default();
            let PageKind::Outcome(end) = outcome(OutcomeKind::Redirect, block, to) else {
                return None;
            };
            let redirect = Redirect {
                role: name.value.clone(),
                question: String::new(),
                lookup,
                pass,
                ask,
                needs: block.needs.clone(),
                takes: block.takes.clone(),
                still: block.still.clone(),
            };
            let end = Outcome { redirect: Some(Box::new(redirect)), ..end };
            Some((name.value, PageKind::Outcome(end)))
        }
        Target::Interrupt(name) => {
            let block = desk.look_up("block", &name, &common.blocks)?;
            Some((name.value, PageKind::Interruption(block.notice())))
        }
        Target::Service { id, page, carry } => {
            if !common.services.contains(&id.value) {
                let known = common.services.iter().map(String::as_str);
                let remedy = crate::findings::suggestion(&id, known, "name one that exists");
                let problem = format!("there is no service `{}`", id.value);
                desk.tell(Rule::UNKNOWN, id.place, problem, remedy);
            }
            let block = desk.look_up("block", &page, &common.blocks)?;
            let PageKind::Outcome(to) = outcome(OutcomeKind::Service, block, id.value) else {
                return None;
            };
            let carry = carry.into_iter().map(|name| name.value).collect();
            Some((page.value, PageKind::Outcome(Outcome { carry, ..to })))
        }
    }
}

/// A block named by a definition, as an interruption.
pub(super) fn interruption(
    desk: &mut Desk<'_>,
    common: &Common,
    name: &At<String>,
) -> Option<(Place, Notice)> {
    let block = desk.look_up("block", name, &common.blocks)?;
    Some((name.place, block.notice()))
}
