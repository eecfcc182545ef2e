//! Faults sown into sound definitions, one a line: each is found exactly where it stands, by the rule
//! that it breaks, with a reason and something to do about it.

use super::sample::{KITES, all_files, compile, files, with_welsh};
use crate::{Finding, Rule, Weight, review};
use std::collections::BTreeSet;

/// In which file a fault is sown.
#[derive(Clone, Copy, Debug)]
enum In {
    Kites,
    Fleet,
    /// The sensitive service.
    Hidden,
    Gate,
    Call999,
    Partner,
    Welsh,
}
use In::{Call999, Fleet, Gate, Hidden, Kites, Partner, Welsh};

impl In {
    const fn path(self) -> &'static str {
        match self {
            Kites => "services/kites.yaml",
            Fleet => "services/fleet.yaml",
            Hidden => "services/hidden.yaml",
            Gate => "services/blocks/emergency.yaml",
            Call999 => "services/blocks/call-999.yaml",
            Partner => "services/partners/kitemakers.yaml",
            Welsh => "services/partners/kitemakers.cy.yaml",
        }
    }
}

/// One fault: in which file, what is replaced by what, what the finding points at, the code, a piece
/// of the reason, a piece of the remedy.
type Sown =
    (In, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const REDIRECT: &str = "redirect: { to: kitemakers, keep_door_open: true }";
const WHEN: &str = "when: colour == 'red'\n    questions";

#[rustfmt::skip]
const SOWN: &[Sown] = &[
    // How it is written.
    (Kites, "title: Report", "titel: Report", "titel", "BL001", "unknown field `titel`", "did you mean `title`?"),
    (Kites, "type: yes_no", "type: yesno", "yesno", "BL001", "unknown variant `yesno`", "did you mean `yes_no`?"),
    (Kites, "version: 1", "version: one", "one", "BL001", "not a whole number", "services schema"),
    (Kites, "required: false", "required: no", "no\n", "BL001", "boolean", "services schema"),
    (Kites, "abandoned: PT24H", "abandoned: 1 day", "1 day", "BL001", "not a length of time such as PT48H", "services schema"),
    (Kites, "sensitivity: ordinary", "sensitivity: hihg", "hihg", "BL001", "unknown variant `hihg`", "did you mean `high`?"),
    (Kites, "service/v1", "service/v2", "bluelamp.dev/service/v2", "BL003", "not the language of this file", "write `api: bluelamp.dev/service/v1`"),
    (Kites, "id: kites", "id: dragons", "dragons", "BL003", "is called kites.yaml", "write `id: kites`"),
    (Kites, "slug: kites", "slug: Lost Kites", "Lost Kites", "BL003", "cannot be the slug", "lower-case letters"),
    (Kites, "\"no\": No colour", "no: No colour", "no: No colour", "BL003", "`no` without quotes", "write \"no\""),
    (Kites, "id: lost_on", "id: Lost-On", "Lost-On", "BL003", "cannot name a question", "underscores"),
    (Kites, "id: lost_on", "id: now", "now", "BL003", "cannot name a question", "no reserved name"),
    (Kites, "  - id: lost-on", "  - id: check", "check", "BL003", "address of a page of ours", "another id"),
    (Fleet, "  - id: where\n", "  - id: told\n    interruption: call-999\n  - id: where\n", "told", "BL003", "no place for a page that only tells", "`intro`"),
    (Kites, "minutes: 5", "minutes: 0", "Use this service", "BL014", "how long it takes", "how many minutes"),
    // Names.
    (Kites, "gate: emergency", "gate: emergancy", "emergancy", "BL002", "there is no block `emergancy`", "did you mean `emergency`?"),
    (Kites, "flag: red", "flag: rde", "rde", "BL002", "there is no flag `rde`", "did you mean `red`?"),
    (Kites, "flag: red", "team: kiters", "kiters", "BL002", "there is no team `kiters`", "add it, or name a team"),
    (Kites, "section: kite\n    outcome", "section: kit\n    outcome", "kit\n", "BL002", "there is no section `kit`", "did you mean `kite`?"),
    (Kites, "options:\n          red: Red\n          \"no\": No colour", "options_from: colours", "colours", "BL002", "there is no list `colours`", "name a list that exists"),
    (Kites, REDIRECT, "redirect: { to: kitemaker, keep_door_open: true }", "kitemaker,", "BL002", "no partner `kitemaker`", "did you mean `kitemakers`?"),
    (Kites, REDIRECT, "interrupt: nowhere", "nowhere", "BL002", "no block `nowhere`", "name a block"),
    (Kites, REDIRECT, "service: { id: dragons, page: call-999, offer_stay: true }", "dragons", "BL002", "no service `dragons`", "name one that exists"),
    (Fleet, "repeat: { as: kites }", "repeat: { as: kiets }", "kiets", "BL003", "nobody has said what `one` of the group is", "write `one:`"),
    // Conditions.
    (Kites, WHEN, "when: color == 'red'\n    questions", "color", "BL004", "unknown name `color`", "did you mean `colour`?"),
    (Kites, WHEN, "when: true || typo\n    questions", "typo", "BL004", "unknown name `typo`", "id of an earlier question"),
    (Kites, WHEN, "when: colour == 'red'\n      || tpyo\n    questions", "tpyo", "BL004", "unknown name `tpyo`", "earlier question"),
    (Kites, WHEN, "when: \"colour == 'red' || tpyo\"\n    questions", "tpyo", "BL004", "unknown name `tpyo`", "earlier question"),
    (Kites, "      - when: abroad == 'yes'\n        redirect: { to: kitemakers, keep_door_open: true }", "      - { when: 'abroad == ''yse''', redirect: { to: kitemakers, keep_door_open: true } }", "''yse''", "BL004", "no option `yse`", "did you mean `yes`?"),
    (Kites, WHEN, "when: colour == 'rde'\n    questions", "'rde'", "BL004", "`colour` has no option `rde`", "did you mean `red`?"),
    (Kites, WHEN, "when: colour in ['red', 'blue']\n    questions", "'blue'", "BL004", "`colour` has no option `blue`", "use one of: red, no"),
    (Kites, WHEN, "when: parts == 'tail'\n    questions", "parts ==", "BL004", "`parts` is asked later", "move the question up"),
    (Kites, WHEN, "when: colour\n    questions", "colour\n    questions", "BL004", "one option where true or false", "compare it with something"),
    (Kites, WHEN, "when: colour > 'red'\n    questions", "> 'red'", "BL004", "have no order", "dates or numbers"),
    (Kites, WHEN, "when: colour == 3\n    questions", "== 3", "BL004", "can never be", "values of the same kind"),
    (Kites, WHEN, "when: nosuch(colour)\n    questions", "", "BL004", "`nosuch` does not take", "compare with =="),
    (Kites, WHEN, "when: colour.size() > 2\n    questions", "colour.size", "BL004", "may not have been answered", "begin with `colour != null &&`"),
    (Kites, WHEN, "when: colour == 'red' &&\n    questions", "", "BL004", "does not parse", "write it like"),
    (Kites, WHEN, "when: \"[1].all(a, [1].all(b, a == b))\"\n    questions", "", "BL004", "one loop inside another", "use one `exists` or `all`"),
    (Fleet, "when: item.torn == 'yes'", "when: torn == 'yes'", "torn == 'yes'", "BL004", "asked of each of `kites`", "write `item.torn`"),
    (Fleet, "when: where.kind == 'train'", "when: where.knid == 'train'", "", "BL004", "there is no part `knid`", "did you mean `kind`?"),
    // What nobody meets.
    (Kites, WHEN, "when: colour == 'red' && colour == 'no'\n    questions", "colour == 'red' &&", "BL005", "nobody can ever meet `parts`", "look at the conditions"),
    (Kites, "when: \"'tail' in parts\"", "when: \"'tail' in parts && colour == 'no'\"", "\"'tail' in parts", "BL005", "nobody can ever meet `tail_length`", "look at the conditions"),
    (Kites, "        exclusive: none", "        exclusive: none\n        when: colour == 'no'", "colour == 'no'\n", "BL005", "nobody can ever meet `parts`", "look at the conditions"),
    (Kites, "      - when: abroad == 'yes'", "      - when: abroad == 'yes' && abroad == 'no'", "abroad == 'yes' &&", "BL005", "nobody can ever meet `abroad`", "look at the conditions"),
    (Kites, "        options:\n          red", "        validate: [{ rule: answer != 'red', error: Choose another }]\n        options:\n          red", "red: Red", "BL005", "nobody can choose `red`", "take the option out"),
    (Kites, "assess:\n  - when: colour == 'red'", "assess:\n  - when: colour == 'no' && 'tail' in parts", "colour == 'no' &&", "BL005", "this condition is never true", "look at the conditions"),
    (Kites, "      - when: abroad == 'yes'", "      - { when: \"abroad in ['yes', 'no']\", interrupt: call-999 }\n      - when: abroad == 'yes'", "abroad == 'yes'\n", "BL006", "never comes to count", "put it before the others"),
    (Fleet, "        most: 2", "        most: 2\n        later: P91D", "pictures", "BL027", "for more than 90 days", "write `later: P28D`"),
    (Fleet, "        most: 2", "        most: 2\n        later: 28d", "28d", "BL001", "not a length of time", "services schema"),
    (Kites, "        exclusive: none", "        exclusive: none\n        later: P28D", "parts\n", "BL003", "only files can be added later", "take `later:` out"),
    // From one service to another.
    (Kites, REDIRECT, "service: { id: hidden, page: other-form, offer_stay: true, carry: [danger, colours] }", "colours", "BL009", "`colours` cannot be carried to `hidden`", "did you mean `colour`?"),
    (Kites, REDIRECT, "service: { id: kites, page: other-form, offer_stay: true, carry: [danger] }", "kites, page", "BL007", "`kites` hands people back to `kites`", "a person who is sent round gives up"),
    (Kites, REDIRECT, "service: { id: hidden, page: other-form, offer_stay: true }", "hidden, page", "BL008", "`hidden` asks `danger` again", "add `danger` to `carry`"),
    (Kites, REDIRECT, "service: { id: hidden, page: other-form, offer_stay: false, carry: [danger] }", "false", "BL011", "without a person to turn to", "write `offer_stay: true`"),
    (Kites, REDIRECT, "redirect: { to: kitemakers, keep_door_open: false }", "false }", "BL011", "without a person to turn to", "write `keep_door_open: true`"),
    (Kites, REDIRECT, "redirect: { to: kitemakers }", "to: kitemakers }", "BL001", "missing field `keep_door_open`", "services schema"),
    (Kites, REDIRECT, "redirect: { to: call-999, keep_door_open: true }", "call-999", "BL003", "no address to go to", "or give it a `to:`"),
    (Kites, REDIRECT, "redirect: { to: kitemakers, keep_door_open: true, lookup: colour }", "colour }", "BL003", "asks for no place before this", "name an earlier question"),
    (Kites, REDIRECT, "interrupt: call-999\n        continue: true", "abroad == 'yes'", "BL003", "must lead to one place", "exactly one of stop"),
    (Partner, "to: https://kites.example.test", "to: kites.example.test", "kites.example.test", "BL003", "is not an address", "begin it with https://"),
    // Nobody is asked twice.
    (Kites, "ask: Tell us more", "ask: What colour is it?", "What colour is it?\n        required", "BL008", "`colour` asks in the same words", "ask what is different"),
    (Hidden, "        type: text\n        ask: A name", "        type: full_name\n        maps: person.name\n        ask: A name", "person.name\n        ask: A name", "BL008", "has asked for the same already", "ask once"),
    // A way to a person.
    (Kites, "gate: emergency\n", "", "kites\n", "BL010", "does not begin with the emergency questions", "write `gate: emergency`"),
    (Kites, "gate: emergency", "gate: call-999", "call-999", "BL010", "nobody can say that they are in danger", "such as `emergency`"),
    (Gate, "when: danger == 'yes'", "when: danger == 'no'", "services/kites.yaml:emergency", "BL010", "says yes to `danger` is not led to 999", "an `outcome` that stops"),
    (Call999, "(tel:999)", "(tel:101)", "services/kites.yaml:emergency", "BL010", "is not led to 999", "[999](tel:999) in every language"),
    (Kites, REDIRECT, "stop: other-form", "other-form", "BL010", "names no number to call", "[999](tel:999)"),
    // Welsh.
    (Welsh, "title: { src: ", "title: { src: 0", "{ src: 0", "BL012", "has changed since it was translated", "then write `src: "),
    (Welsh, "title: ", "titel: ", "{ src", "BL012", "`titel` translates nothing", "did you mean `title`?"),
    (Welsh, "onward: ", "# onward: ", "services/partners/kitemakers.yaml:Go on", "BL012", "`onward` has no Welsh", "add `onward: { src: "),
    (Welsh, " {by}", "", "\"Maen nhw", "BL012", "lost a {placeholder}", "all that the English says"),
    (Welsh, "(tel:01632960001)", "", "\"Maen nhw", "BL012", "lost the link to tel:01632960001", "put a link"),
    (Welsh, "id: kitemakers", "id: dragons", "{ id: dragons", "BL003", "belongs to something else", "id: kitemakers, locale: cy"),
    (Welsh, "Y gwneuthurwyr", "Os gwelwch yn dda", "Os gwelwch", "BL015", "“os gwelwch yn dda”", "take it out"),
    (Welsh, "Y gwneuthurwyr", "The kite makers", "\"The kite makers", "BL013", "is the English", "translate it"),
    // Words.
    (Kites, "ask: Tell us more", "ask: Please tell us more", "Please", "BL015", "“please”", "makes it a favour"),
    (Kites, "when a kite flew away\n", "when your kite, e.g. a red one, flew away\n", "e.g.", "BL015", "“e.g”", "write “for example”"),
    (Kites, "when a kite flew away\n", "if you don’t have a kite\n", "don’t", "BL015", "“don't”", "write “do not”"),
    (Kites, "ask: Tell us more", "ask: Why did you let it fly?", "Why did", "BL015", "“why did you”", "a why lays blame"),
    (Kites, "when a kite flew away\n", "when the alleged kite flew away\n", "alleged", "BL015", "“alleged”", "say what happened"),
    (Kites, "when a kite flew away\n", "when the victim has no kite\n", "victim", "BL015", "“victim”", "write “you”"),
    (Kites, "when a kite flew away\n", "when five kites flew away\n", "five", "BL016", "“five”", "write 5"),
    (Kites, "hint: As much as you want", "hint: For example, 4 6 2026", "4 6 2026", "BL016", "the day could be the month", "like 27 3 2026"),
    (Kites, "body: Use this service when a kite flew away", "body: |\n    Use it.\n\n    If a kite that is yours or that you look after for somebody else flew away on a day with\n    much wind and you want it back then tell us all of it here", "If a kite", "BL017", "25 are read at one go", "make two of it"),
    (Kites, "hint: As much as you want", "hint: As much as you want.", ".\n", "BL018", "full stop", "take it off"),
    (Kites, "hint: As much as you want", "hint: \"See [here](https://a.example) for more\"", "[here]", "BL018", "a link in a hint", "the page's `intro`"),
    (Kites, "hint: As much as you want", "hint: As much as you want. Or less", "Or less", "BL018", "several sentences", "leave one"),
    // Pages and choices.
    (Kites, "    heading: What happened?\n", "", "story\n", "BL019", "several questions has no heading", "write a `heading:`"),
    (Kites, "heading: What happened?", "heading: What colour is it?", "What colour is it?\n    questions", "BL019", "another page has this heading too", "say on each"),
    (Kites, "  - id: parts\n", "  - id: colour\n", "colour\n    section: kite\n    when", "BL003", "the page `colour` is already", "another id"),
    (Kites, "      - id: parts\n", "      - id: colour\n", "colour\n        type: check", "BL003", "the question `colour` is already", "another id"),
    (Kites, "          string: The string", "          tail: The string", "tail: The string", "BL001", "duplicate mapping key: tail", "name each once"),
    (Kites, "string: The string", "string: The tail", "The tail\n          none", "BL020", "reads like the option", "tell them apart"),
    (Kites, "string: The string", "string: Other", "Other", "BL020", "does not fit", "“Something else”"),
    (Fleet, "options: { red: Red, blue: Blue }", "options: { red: Red, blue: Blue }\n        also: { rde: Crimson }", "rde", "BL003", "is none of the options", "did you mean `red`?"),
    (Fleet, "options: { red: Red, blue: Blue }", "options_from: colours\n        also: { red: Crimson }", "red: Crimson", "BL003", "in a shared list", "write `also:` there"),
    (Kites, "exclusive: none", "exclusive: none\n        also: { tail: The end }", "tail: The end", "BL003", "search for none", "make it a `select`"),
    (Kites, "exclusive: none", "exclusive: nothing", "nothing", "BL003", "no checkbox of this question", "name one of its options"),
    (Kites, "max: 50", "max: 500000", "story\n        type", "BL003", "not between 1 and 20000", "a length in between"),
    (Kites, "type: textarea", "type: textarea\n        maps: person.name", "person.name", "BL003", "cannot map to that", "the type that fits"),
    (Kites, "  kite: The kite\n", "  kite: The kite\n  more: More\n", "more: More", "BL003", "no page stands in the section", "take it out"),
    (Kites, "      within: PT48H", "      when: colour == 'red'", "kites\n", "BL003", "nothing of what happens next", "no `when`"),
    (Kites, "ask: Did it fly abroad?", "ask: Did it fly far?", "Did it fly far?", "BL021", "whoever does not know cannot answer `abroad`", "yes_no_unsure"),
    (Fleet, "ask: Add pictures", "ask: Add pictures\n        required: true", "true\n", "BL022", "as a condition", "later, or never"),
    (Kites, WHEN, "when: colour == 'red' || colour == 'no'\n    questions", "colour == 'red' ||", "BL025", "is always true", "leave it out"),
    // Who must be able to hide.
    (Kites, "sensitivity: ordinary", "sensitivity: high", "kites\n", "BL023", "no opaque slug", "write `opaque:`"),
    (Hidden, "neutral_title: Online form\n", "", "hidden\n", "BL023", "no neutral title", "write `neutral_title:`"),
    (Hidden, "interruption: exit-this-page\n", "", "hidden\n", "BL023", "no interruption", "write `interruption: exit-this-page`"),
    (Hidden, "opaque: k3t7", "opaque: hid", "hid\nversion", "BL023", "`hid` says something", "without meaning"),
    (Hidden, "neutral_title: Online form", "neutral_title: Telling us", "Telling us", "BL023", "repeats the title", "say nothing"),
    (Hidden, "neutral_title: Online form", "neutral_title: Abuse form", "Abuse form", "BL023", "“abuse” in the neutral title", "say nothing"),
    (Hidden, "draft: PT24H", "draft: P7D", "{ draft: P7D", "BL023", "for more than 24 hours", "write `draft: PT24H`"),
    (Hidden, "abandoned: PT2H", "abandoned: P2D", "{ draft", "BL023", "longer than those that were saved", "at most as long"),
    (Hidden, "save_and_return: on_request", "save_and_return: always", "always", "BL023", "kept unasked", "on_request"),
    (Hidden, "        maps: contact.ways\n", "", "email\n        type", "BL023", "before the person said that e-mail is safe", "maps: contact.ways"),
    (Hidden, "        maps: contact.discreet\n", "", "phone\n        type", "BL023", "safe to leave a message", "maps: contact.discreet"),
    (Hidden, "    when: may_contact == 'yes'\n    questions:\n      - id: full_name", "    questions:\n      - id: full_name", "full_name\n        type", "BL024", "asked of people who stay anonymous", "add `when: may_contact == 'yes'`"),
    (Kites, "sensitivity: ordinary", "anonymous: { allowed: true }\nsensitivity: ordinary", "kites\n", "BL024", "nobody can choose to stay anonymous", "maps: contact.may"),
];

/// Whether a finding stands where the fault was sown, and says what it should; otherwise what is said.
fn look(sown: Sown) -> Result<(), String> {
    let (place, from, to, at, code, problem, remedy) = sown;
    let mut files = all_files();
    let other = if matches!(place, Fleet) { "/hidden." } else { "/fleet." };
    files.retain(|(path, _)| !path.contains(other));
    let (_, text) = files.iter_mut().find(|(path, _)| path == place.path()).unwrap();
    assert!(text.contains(from), "{place:?} has no {from:?}");
    *text = text.replacen(from, to, 1);
    let files = with_welsh(files);
    let findings = review(files.clone());
    let all_said = || findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n");
    let (path, at) = match at.split_once(".yaml:") {
        Some((path, at)) => (format!("{path}.yaml"), at),
        None => (place.path().to_owned(), at),
    };
    let ours =
        |it: &&Finding| it.path == path && it.problem.contains(problem) && it.rule.code == code;
    let Some(found) = findings.iter().find(ours) else {
        return Err(format!("nothing says {code} {problem:?}:\n{}\n", all_said()));
    };
    if !found.remedy.contains(remedy) {
        return Err(format!("{remedy:?} is not in {found}"));
    }
    let (_, text) = files.iter().find(|(known, _)| *known == path).unwrap();
    let line = usize::try_from(found.line).unwrap();
    let text: String = text.split_inclusive('\n').skip(line - 1).collect();
    let here: String = text.chars().skip(usize::try_from(found.column).unwrap() - 1).collect();
    let first_line = to.lines().next().unwrap_or_default().trim();
    let stands = if at.is_empty() {
        text.lines().next().unwrap().contains(first_line)
    } else {
        here.starts_with(at)
    };
    let there: String = here.chars().take(40).collect();
    if stands { Ok(()) } else { Err(format!("{found}\n  stands at {there:?}, not at {at:?}")) }
}

#[test]
fn every_fault_is_found_where_it_stands_with_a_remedy() {
    assert!(SOWN.len() >= 60, "{}", SOWN.len());
    let missed: Vec<String> = SOWN.iter().filter_map(|sown| look(*sown).err()).collect();
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), SOWN.len(), missed.join("\n"));
}

#[test]
fn every_rule_has_a_fault_that_breaks_it() {
    let broken: BTreeSet<&str> = SOWN.iter().map(|sown| sown.4).chain(["BL026"]).collect();
    let rules: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.code).collect();
    assert_eq!(broken, rules);
}

#[test]
fn what_may_be_right_does_not_stop_a_definition() {
    let (compiled, findings) = compile(all_files());
    assert!(findings.iter().all(|finding| finding.weight == Weight::LookAgain), "{findings:#?}");
    assert!(compiled.is_some());
    let drawn = findings.iter().map(Finding::drawn).collect::<String>();
    assert!(drawn.contains("look again[BL021]"), "{drawn}");
}

#[test]
fn a_condition_that_could_overflow_or_run_for_ever_is_found() {
    let deep = format!("when: {}true{}\n    questions", "(".repeat(200), ")".repeat(200));
    let long = format!("when: colour == 'red' {}\n    questions", "|| colour == 'red' ".repeat(40));
    for (when, problem) in [(deep, "nests deeper"), (long, "500 are allowed")] {
        let (_, findings) = compile(files(&KITES.replacen(WHEN, &when, 1)));
        assert!(findings.iter().any(|it| it.problem.contains(problem)), "{findings:#?}");
    }
}

#[test]
fn what_is_missing_as_a_whole_is_found() {
    let says = |findings: &[Finding], problem: &str| {
        assert!(findings.iter().any(|it| it.problem.contains(problem)), "{findings:#?}");
    };
    let without = |part: &str| {
        let mut files = files(KITES);
        files.retain(|(path, _)| !path.contains(part));
        compile(files).1
    };
    says(&without(".test."), "no tests of its own");
    says(&without("flags"), "there is no flag `red`");
    let mut bare = files(KITES);
    bare.retain(|(path, _)| path.contains("kites"));
    says(&crate::Catalogue::compile(bare).unwrap_err(), "there is no Welsh");
    let definition = KITES.replace("summary: Tell us that a kite flew away\n", "");
    says(&compile(files(&definition)).1, "missing field `summary`");
    let mut tested = files(KITES);
    for (path, text) in &mut tested {
        if path.contains(".test.") {
            *text = "- name: x\n  answers: { color: red }\n  expect: {}\n".to_owned();
        }
    }
    let (_, findings) = compile(tested);
    says(&findings, "a test answers `color`, which nobody asks");
    assert!(findings.iter().any(|it| it.line == 1 && it.remedy == "did you mean `colour`?"));
}

#[test]
fn services_that_hand_people_round_in_a_circle_are_found() {
    let service = |id: &str| {
        format!("service: {{ id: {id}, page: other-form, offer_stay: true, carry: [danger] }}")
    };
    let mut files = all_files();
    for (path, text) in &mut files {
        if path == Kites.path() {
            *text = text.replace(REDIRECT, &service("hidden"));
        }
        if path == Hidden.path() {
            let back = format!("{{ when: may_contact == 'no', {} }}", service("kites"));
            let maps = "        maps: contact.may";
            *text = text.replace(maps, &format!("{maps}\n        outcome: [{back}]"));
        }
    }
    let (_, findings) = compile(files);
    let round = findings.iter().filter(|finding| finding.rule == Rule::LOOP);
    assert_eq!(round.count(), 2, "{findings:#?}");
}
