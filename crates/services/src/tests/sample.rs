//! A small service, whole and without fault, for tests to change.

use crate::findings::Finding;
use crate::{Answers, Catalogue};
use kernel::Instant;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The definitions that come with the program.
pub(crate) static REAL: LazyLock<Catalogue> = LazyLock::new(|| match Catalogue::embedded() {
    Ok(catalogue) => catalogue,
    Err(findings) => panic!("{}", findings.iter().map(Finding::drawn).collect::<String>()),
});

/// The fleet, compiled.
pub(crate) static KITES_IN_THE_AIR: LazyLock<Catalogue> = LazyLock::new(|| catalogue(FLEET));

/// The lost kites, compiled.
pub(crate) static LOST: LazyLock<Catalogue> = LazyLock::new(|| catalogue(KITES));

/// A service about lost kites.
pub(crate) const KITES: &str = r#"api: bluelamp.dev/service/v1
id: kites
group: report
slug: kites
version: 1
title: Report a lost kite
summary: Tell us that a kite flew away
sensitivity: ordinary
retention: { draft: P7D, abandoned: PT24H }
start:
  minutes: 5
  body: Use this service when a kite flew away
sections:
  kite: The kite
gate: emergency
triage:
  - id: abroad
    type: yes_no
    ask: Did it fly abroad?
    section: kite
    outcome:
      - when: abroad == 'yes'
        redirect: { to: kitemakers, keep_door_open: true }
pages:
  - id: colour
    section: kite
    questions:
      - id: colour
        type: radios
        ask: What colour is it?
        options:
          red: Red
          "no": No colour
  - id: parts
    section: kite
    when: colour == 'red'
    questions:
      - id: parts
        type: checkboxes
        ask: What is still there?
        options:
          tail: The tail
          string: The string
          none: None of these
        exclusive: none
  - id: lost-on
    section: kite
    questions:
      - id: lost_on
        type: date
        ask: When did it fly away?
        required: false
        validate:
          - rule: answer <= today
            error: Enter a date that is not in the future
  - id: story
    section: kite
    heading: What happened?
    questions:
      - id: story
        type: textarea
        ask: Tell us more
        required: false
        max: 50
        hint: As much as you want
      - id: tail_length
        type: text
        ask: How long is the tail?
        when: "'tail' in parts"
assess:
  - when: colour == 'red'
    flag: red
    because: It is red
confirmation:
  next:
    - text: We look for it by {by}
      within: PT48H
"#;

/// A service that asks everything that can be asked, in tasks and for several things.
pub(crate) const FLEET: &str = r#"api: bluelamp.dev/service/v1
id: fleet
group: report
slug: fleet
version: 1
title: Tell us about kites in the air
summary: Tell us which kites are in the air
sensitivity: ordinary
retention: { draft: P7D, abandoned: PT24H }
tasks: true
start: { minutes: 5, body: Use this service when kites are in the air }
sections:
  you: You
  kites: The kites
  place: The place
gate: emergency
pages:
  - id: height
    section: you
    heading: You
    questions:
      - id: height
        type: number
        ask: How tall are you?
        min: 0
        max_value: 300
        decimals: 1
        unit: cm
      - id: home
        type: address
        ask: Where do you live?
        required: false
  - id: agreed
    section: you
    questions:
      - id: agreed
        type: declaration
        ask: Is this right?
        statement: I fly kites
  - id: kite
    section: kites
    heading: A kite
    when: height != null && height > 100
    repeat: { as: kites, one: Kite, min: 1, max: 3, heading: The kites, more: Is there another kite? }
    questions:
      - id: colour
        type: select
        ask: What colour is it?
        options: { red: Red, blue: Blue }
      - id: torn
        type: yes_no
        ask: Is it torn?
        flag: "answer == 'yes' ? ['red'] : []"
  - id: kite-tear
    section: kites
    repeat: { as: kites }
    when: item.torn == 'yes'
    questions:
      - id: tear
        type: text
        ask: Where is it torn?
  - id: helper
    section: kites
    heading: Somebody who helped
    repeat: { as: helpers, one: Helper, min: 0, max: 2, heading: Helpers, more: Did anybody help? }
    questions:
      - id: helper_looks
        type: person_description
        ask: What did they look like?
        required: false
      - id: helper_car
        type: vehicle
        ask: What did they drive?
        required: false
  - id: repair
    section: kites
    when: kites.exists(k, k.torn == 'yes')
    questions:
      - id: repair
        type: items
        ask: What do you need?
        most: 3
        required: false
  - id: where
    section: place
    heading: Where and when
    questions:
      - id: where
        type: location
        ask: Where is it?
        kinds: [place, map, train]
      - id: seen
        type: moment
        ask: When did you see them?
        validate:
          - rule: answer.at <= now
            error: Enter a time that is not in the future
      - id: coach
        type: text
        ask: Which coach?
        when: where.kind == 'train'
        required: false
      - id: pictures
        type: upload
        ask: Add pictures
        most: 2
  - id: sign
    section: place
    questions:
      - id: signed
        type: declaration
        signature: true
        ask: Sign it
        statement: All of it is true
assess:
  - when: size(kites) > 1
    flag: red
    because: There is more than one
confirmation:
  next:
    - text: We look at it by {by}
      within: PT48H
"#;

const BLOCKS: [(&str, &str); 6] = [
    (
        "services/blocks/emergency.yaml",
        "api: bluelamp.dev/block/v1\nid: emergency\ntitle: Is this an emergency?\nquestions:\n  - id: danger\n    type: yes_no\n    ask: Is anyone in danger?\n    outcome: [{ when: danger == 'yes', stop: call-999 }]\n",
    ),
    (
        "services/blocks/call-999.yaml",
        "api: bluelamp.dev/block/v1\nid: call-999\ntitle: Call 999\nbody: Call [999](tel:999)\n",
    ),
    (
        "services/partners/kitemakers.yaml",
        "api: bluelamp.dev/block/v1\nid: kitemakers\ntitle: The kite makers\nbody: They know {by}, [call them](tel:01632960001)\nonward: Go on\nto: https://kites.example.test\n",
    ),
    (
        "services/blocks/other-form.yaml",
        "api: bluelamp.dev/block/v1\nid: other-form\ntitle: Another form\nbody: It may be better\n",
    ),
    (
        "services/blocks/exit-this-page.yaml",
        "api: bluelamp.dev/block/v1\nid: exit-this-page\ntitle: If you need to leave\nbody: Press Esc\n",
    ),
    ("services/flags.yaml", "api: bluelamp.dev/flags/v1\nflags:\n  red: Red\n"),
];

/// A sensitive service.
pub(crate) const HIDDEN: &str = r#"api: bluelamp.dev/service/v1
id: hidden
group: report
slug: hiding
opaque: k3t7
version: 1
title: Telling us about hiding
neutral_title: Online form
summary: Tell us that somebody must hide
sensitivity: high
save_and_return: on_request
retention: { draft: PT24H, abandoned: PT2H }
anonymous: { allowed: true }
start: { minutes: 5, body: Use this service when somebody must hide }
gate: emergency
interruption: exit-this-page
pages:
  - id: may-contact
    questions:
      - id: may_contact
        type: radios
        ask: Can we contact you?
        options: { "yes": Yes, "no": No }
        maps: contact.may
  - id: ways
    when: may_contact == 'yes'
    questions:
      - id: ways
        type: checkboxes
        ask: Which ways are safe?
        options: { call: Phone call, email: Email }
        maps: contact.ways
  - id: voicemail
    when: may_contact == 'yes' && 'call' in ways
    questions:
      - id: voicemail
        type: yes_no_unsure
        ask: Is it safe to leave a message?
        maps: contact.discreet
  - id: phone
    when: may_contact == 'yes' && 'call' in ways
    questions:
      - id: phone
        type: phone
        ask: What is your number?
        maps: person.phone
  - id: email
    when: may_contact == 'yes' && 'email' in ways
    questions:
      - id: email
        type: email
        ask: What is your email address?
        maps: person.email
  - id: name
    when: may_contact == 'yes'
    questions:
      - id: full_name
        type: full_name
        ask: What is your name?
        maps: person.name
  - id: alias
    when: may_contact == 'yes'
    questions:
      - id: alias
        type: text
        ask: A name that we can say
        required: false
confirmation:
  next:
    - text: We read it by {by}
      within: PT12H
"#;

/// The files of a catalogue with one service, without Welsh.
pub(crate) fn files(definition: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        BLOCKS.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let id = if definition == FLEET { "fleet" } else { "kites" };
    files.push((format!("services/{id}.yaml"), definition.to_owned()));
    files.push((format!("services/{id}.test.yaml"), "[]".to_owned()));
    files
}

/// The files of a catalogue with all services of ours, with the Welsh of the partner.
pub(crate) fn all_files() -> Vec<(String, String)> {
    let mut files = files(KITES);
    for (id, definition) in [("fleet", FLEET), ("hidden", HIDDEN)] {
        files.push((format!("services/{id}.yaml"), definition.to_owned()));
        files.push((format!("services/{id}.test.yaml"), "[]".to_owned()));
    }
    let entry = |key: &str, en: &str, cy: &str| {
        format!("{key}: {{ src: {}, text: \"{cy}\" }}\n", crate::welsh::fingerprint(en))
    };
    let body = "Maen nhw’n gwybod {by}, [ffoniwch nhw](tel:01632960001)";
    let welsh = [
        "api: bluelamp.dev/translation/v1\nservice: { id: kitemakers, locale: cy }\n".to_owned(),
        entry("title", "The kite makers", "Y gwneuthurwyr"),
        entry("body", "They know {by}, [call them](tel:01632960001)", body),
        entry("onward", "Go on", "Ewch ymlaen"),
    ];
    files.push(("services/partners/kitemakers.cy.yaml".to_owned(), welsh.concat()));
    files
}

/// Files with the Welsh that is missing: the compiler itself says what is.
pub(crate) fn with_welsh(mut files: Vec<(String, String)>) -> Vec<(String, String)> {
    let given: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut overlays: BTreeMap<String, String> = BTreeMap::new();
    for (path, _) in &files {
        let beside = path.replace(".yaml", ".cy.yaml");
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".yaml");
        if !path.contains(".test.") && !path.contains(".cy.") && !given.contains(&beside) {
            let head = format!(
                "api: bluelamp.dev/translation/v1\nservice: {{ id: {name}, locale: cy }}\n"
            );
            overlays.insert(beside, head);
        }
    }
    let missing = Catalogue::compile(files.iter().cloned().chain(overlays.clone()));
    for finding in missing.err().unwrap_or_default() {
        let Some(entry) = finding.remedy.strip_prefix("add `") else { continue };
        let Some((entry, path)) = entry.split_once("` to ") else { continue };
        let (_, english) = files.iter().find(|(path, _)| *path == finding.path).unwrap();
        let line = english.lines().nth(usize::try_from(finding.line).unwrap() - 1).unwrap();
        if let Some(overlay) = overlays.get_mut(path) {
            let links: String = ["tel:999", "tel:01632960001"]
                .into_iter()
                .filter(|link| line.contains(link))
                .map(|link| [" [ffonio](", link, ")"].concat())
                .collect();
            let by = if line.contains("{by}") { " {by}" } else { "" };
            let text = format!("text: \"Cymraeg{by}{links}\"");
            overlay.push_str(&entry.replace("text: …", &text));
            overlay.push('\n');
        }
    }
    files.extend(overlays);
    files
}

/// Compiles files after writing the Welsh that is missing, with everything that is found.
pub(crate) fn compile(files: Vec<(String, String)>) -> (Option<Catalogue>, Vec<Finding>) {
    let files = with_welsh(files);
    (Catalogue::compile(files.clone()).ok(), crate::review(files))
}

/// What is found in files, in order, in one line each.
pub(crate) fn review_order(files: Vec<(String, String)>) -> Vec<String> {
    crate::review(files).iter().map(Finding::to_string).collect()
}

/// The catalogue of a definition.
pub(crate) fn catalogue(definition: &str) -> Catalogue {
    let (catalogue, findings) = compile(files(definition));
    catalogue
        .unwrap_or_else(|| panic!("{}", findings.iter().map(Finding::drawn).collect::<String>()))
}

/// Answers from JSON.
pub(crate) fn answers(value: Value) -> Answers {
    serde_json::from_value(value).unwrap()
}

/// Thursday, 4 June 2026, 10am in London.
pub(crate) fn morning() -> Instant {
    Instant::new("2026-06-04T09:00:00Z".parse().unwrap())
}
