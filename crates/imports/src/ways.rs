//! From pages with links to pages in order, each with a condition: our way only goes forward, and
//! a page is met or left out.

use super::form::{Atom, Form, Page, Test};
use super::report::Report;
use super::said_in_cel;
use super::truths::{ALWAYS, NEVER, Truths};
use std::collections::{BTreeMap, BTreeSet};

/// A page in its place.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    /// Its number in the form.
    pub(super) page: usize,
    /// Its condition in CEL; none when everybody meets it.
    pub(super) when: Option<String>,
    /// What stands above its questions.
    pub(super) intro: Vec<String>,
}

/// Lays the pages of a form in order. `ids` are the ids of its questions.
pub(super) fn lay(form: &Form, ids: &[String], report: &mut Report) -> Vec<Laid> {
    let order = order(form, report);
    let mut meeting =
        Meeting { form, truths: Truths::default(), atoms: Vec::new(), numbers: BTreeMap::new() };
    let met = meeting.met(&order);
    let mut laid: Vec<(Laid, usize)> = Vec::new();
    let mut waiting: Vec<(usize, usize)> = Vec::new();
    for number in order.pages.iter().copied() {
        let Some(page) = form.pages.get(number).filter(|page| !page.ours) else { continue };
        let truth = met.get(&number).copied().flatten();
        if truth == Some(NEVER) {
            let why = "its links contradict each other, so nobody could meet it; left out with its questions";
            report.lossy(format!("page {}", page.name), why);
            continue;
        }
        if page.asks.is_empty() {
            waiting.push((number, truth.map_or(ALWAYS, |truth| meeting.shorter(truth))));
            continue;
        }
        let (when, truth) = meeting.condition(number, truth, ids, report);
        let mut intro = Vec::new();
        waiting.retain(|(told, of)| {
            let here = *of == truth;
            if here && let Some(told) = form.pages.get(*told) {
                tells_on(told, &page.name, report);
                intro.extend([told.title.clone()].into_iter().filter(|title| !title.is_empty()));
                intro.extend(told.told.iter().cloned());
            }
            !here
        });
        intro.extend(page.told.iter().cloned());
        laid.push((Laid { page: number, when, intro }, truth));
    }
    for (number, _) in waiting {
        if let Some(page) = form.pages.get(number).filter(|page| !page.told.is_empty()) {
            let said = [&[page.title.clone()][..], &page.told].concat().join(" ");
            report.lossy(
                format!("page {}", page.name),
                format!("asks nothing, so it is left out; it said: {said}"),
            );
        }
    }
    laid.into_iter().map(|(laid, _)| laid).collect()
}

fn tells_on(told: &Page, before: &str, report: &mut Report) {
    let what = format!("page {}", told.name);
    if told.told.is_empty() {
        report.lossy(what, format!("asks and tells nothing; its title stands above {before}"));
    } else {
        report.lossy(what, format!("asks nothing; its words stand above {before}"));
    }
}

/// The pages in order, and the links that go back.
struct Order {
    pages: Vec<usize>,
    /// Where ways begin: the first page, and pages that a refused link may have led to.
    roots: Vec<usize>,
    back: BTreeSet<(usize, usize)>,
}

/// Pages after all that lead to them; links that go back are cut.
fn order(form: &Form, report: &mut Report) -> Order {
    let mut order = Order { pages: Vec::new(), roots: Vec::new(), back: BTreeSet::new() };
    let mut seen = BTreeSet::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let all = std::iter::once(form.first).chain(0..form.pages.len());
    for root in all {
        let Some(page) = form.pages.get(root).filter(|_| !seen.contains(&root)) else { continue };
        if root != form.first && !page.ours {
            let what = format!("page {}", page.name);
            if form.broken {
                report.refused(&what, "no link leads to it any more; everybody is asked it at the end: place it by hand");
            } else {
                report.lossy(
                    &what,
                    "no link leads to it, so nobody could meet it; left out with its questions",
                );
                seen.insert(root);
                continue;
            }
        }
        order.roots.push(root);
        groups.push(visit(form, root, &mut seen, &mut order.back));
    }
    order.pages = groups.into_iter().flatten().collect();
    for (from, to) in &order.back {
        if let (Some(from), Some(to)) = (form.pages.get(*from), form.pages.get(*to)) {
            let what = format!("page {}, link to {}", from.name, to.name);
            report.lossy(what, "it goes back; a way here only goes forward and answers are changed on the check page, so the link is cut");
        }
    }
    order
}

/// Depth first, each page after everything that it leads to, then the other way round.
fn visit(
    form: &Form,
    root: usize,
    seen: &mut BTreeSet<usize>,
    back: &mut BTreeSet<(usize, usize)>,
) -> Vec<usize> {
    let targets = |number: usize| -> Vec<usize> {
        let ways = form.pages.get(number).map(|page| page.ways.as_slice()).unwrap_or_default();
        let mut targets: Vec<usize> = ways.iter().filter_map(|way| way.to).collect();
        // What stands first in the source is visited last, and so stands first in the order.
        targets.sort_unstable();
        targets
    };
    let mut done = Vec::new();
    let mut open = vec![(root, targets(root))];
    let mut path = BTreeSet::from([root]);
    seen.insert(root);
    while let Some((number, left)) = open.last_mut() {
        let number = *number;
        match left.pop() {
            Some(next) if path.contains(&next) => {
                back.insert((number, next));
            }
            Some(next) if seen.insert(next) => {
                path.insert(next);
                open.push((next, targets(next)));
            }
            Some(_) => {}
            None => {
                path.remove(&number);
                done.push(number);
                open.pop();
            }
        }
    }
    done.reverse();
    done
}

/// The way that is left when every other option of a question of the page has had its own: it
/// needs no condition, because one option must be chosen.
fn last_of_all(form: &Form, page: &Page) -> Option<usize> {
    let mut chosen: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (number, way) in page.ways.iter().enumerate() {
        let Some(Test::Asks(atom)) = &way.when else { return None };
        let question = form.questions.get(atom.question).filter(|question| {
            question.required && question.kind.is_one_of() && page.asks.contains(&atom.question)
        })?;
        let values = chosen.entry(atom.question).or_default();
        values.insert(&atom.cel);
        let all =
            |option: &super::form::Choice| values.contains(super::cel::is(&option.value).as_str());
        if question.options.iter().all(all) {
            return Some(number);
        }
    }
    None
}

/// When each page is met.
struct Meeting<'a> {
    form: &'a Form,
    truths: Truths,
    /// What the numbers of the truths stand for.
    atoms: Vec<Result<Atom, String>>,
    numbers: BTreeMap<Result<Atom, String>, usize>,
}

impl Meeting<'_> {
    /// The truth of each page; none when it grew too large.
    fn met(&mut self, order: &Order) -> BTreeMap<usize, Option<usize>> {
        let mut met: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for root in &order.roots {
            met.insert(*root, Some(ALWAYS));
        }
        let form = self.form;
        let places: BTreeMap<usize, usize> =
            order.pages.iter().enumerate().map(|(place, number)| (*number, place)).collect();
        for number in &order.pages {
            let Some(page) = form.pages.get(*number) else { continue };
            let mut rest = met.get(number).copied().unwrap_or(Some(NEVER));
            let last = last_of_all(form, page);
            for (number_of_way, way) in page.ways.iter().enumerate() {
                // A way only goes forward, also from a page that stands at the end.
                if way.to.is_some_and(|to| places.get(&to) <= places.get(number)) {
                    continue;
                }
                let when = way.when.as_ref().filter(|_| last != Some(number_of_way));
                let when = when.map_or(Some(ALWAYS), |test| self.truth(test));
                let taken = rest.zip(when).and_then(|(rest, when)| self.truths.and(rest, when));
                let not = when.and_then(|when| self.truths.not(when));
                rest = rest.zip(not).and_then(|(rest, not)| self.truths.and(rest, not));
                if let Some(to) = way.to {
                    let before = met.get(&to).copied().unwrap_or(Some(NEVER));
                    let now = before.zip(taken).and_then(|(a, b)| self.truths.or(a, b));
                    met.insert(to, now);
                }
            }
        }
        met
    }

    fn number(&mut self, atom: Result<Atom, String>) -> usize {
        let next = self.atoms.len();
        let number = *self.numbers.entry(atom.clone()).or_insert(next);
        if number == next {
            self.atoms.push(atom);
        }
        number
    }

    fn truth(&mut self, test: &Test) -> Option<usize> {
        match test {
            Test::Asks(atom) => {
                let number = self.number(Ok(atom.clone()));
                Some(self.truths.asks(number))
            }
            Test::Unknown(name) => {
                let number = self.number(Err(name.clone()));
                Some(self.truths.asks(number))
            }
            Test::Not(test) => {
                let truth = self.truth(test)?;
                self.truths.not(truth)
            }
            Test::All(tests) => tests.iter().try_fold(ALWAYS, |all, test| {
                let truth = self.truth(test)?;
                self.truths.and(all, truth)
            }),
            Test::Any(tests) => tests.iter().try_fold(NEVER, |any, test| {
                let truth = self.truth(test)?;
                self.truths.or(any, truth)
            }),
        }
    }

    /// The same truth without what goes without saying: nobody chooses two options of one
    /// question that takes one.
    fn shorter(&mut self, truth: usize) -> usize {
        let looked: Vec<usize> = self.truths.looks_at(truth).into_iter().take(40).collect();
        let chooses = |number: &usize| match self.atoms.get(*number) {
            Some(Ok(atom)) if atom.cel.starts_with("? == '") => Some(atom.question),
            _ => None,
        };
        let of: Vec<(usize, usize)> =
            looked.iter().filter_map(|number| Some((*number, chooses(number)?))).collect();
        let mut truth = truth;
        for (one, question) in &of {
            for (other, _) in of.iter().filter(|(other, of)| of == question && other != one) {
                truth = self.truths.never_both(truth, *one, *other).unwrap_or(truth);
            }
        }
        truth
    }

    /// The condition of a page in CEL, without what nobody could say. Better asked too often than
    /// never.
    fn condition(
        &mut self,
        page: usize,
        truth: Option<usize>,
        ids: &[String],
        report: &mut Report,
    ) -> (Option<String>, usize) {
        let name = self.form.pages.get(page).map(|page| page.name.as_str()).unwrap_or_default();
        let what = format!("page {name}");
        let mut truth = truth;
        for number in truth.map(|truth| self.truths.looks_at(truth)).unwrap_or_default() {
            if let Some(Err(unknown)) = self.atoms.get(number) {
                report.refused(&what, format!("it is asked whether or not “{unknown}” holds, which could not be said: write its `when:` by hand"));
                truth = truth.and_then(|truth| self.truths.either(truth, number));
            }
        }
        let truth = truth.map(|truth| self.shorter(truth));
        if truth == Some(ALWAYS) {
            return (None, ALWAYS);
        }
        let said = truth.and_then(|truth| said_in_cel::say(&self.truths, truth, &self.atoms, ids));
        if let (Some(truth), Some(said)) = (truth, said) {
            return (Some(said), truth);
        }
        let why = "when it is asked is too much for one condition, so everybody is asked it";
        report.refused(&what, format!("{why}: write its `when:` by hand"));
        (None, ALWAYS)
    }
}
