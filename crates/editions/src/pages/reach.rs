//! For which forces something is: asked, read and said.

use super::Studio;
use counter::components::{Checkboxes, Choice, Legend, Markup, Radios};
use counter::{Form, Visit};
use kernel::{ForceId, Language, words};
use rights::Right;
use rights::pages::SignedIn;
use services::Reach;
use services::pages::Hall;
use std::collections::BTreeSet;

words! {
    FOR_WHOM { en: "For which forces is this?", cy: "Ar gyfer pa heddluoedd y mae hyn?" }
    OWN { en: "{force} only", cy: "{force} yn unig" }
    ALL { en: "Every force", cy: "Pob heddlu" }
    SOME { en: "Some forces", cy: "Rhai heddluoedd" }
    WHICH { en: "Which forces?", cy: "Pa heddluoedd?" }
}

/// What asks for which forces something is; nothing for somebody who decides for their own alone.
pub(super) fn asked(
    studio: &Studio,
    visit: &Visit,
    signed_in: &SignedIn,
    (reach, prefix): (&Reach, &str),
) -> Option<Markup> {
    if !signed_in.staff.may(Right::PublishEverywhere) {
        return None;
    }
    let language = visit.language;
    let own = signed_in.staff.force();
    let chosen = match reach {
        Reach::Everywhere => "all",
        Reach::At(forces) if forces.len() == 1 && forces.contains(own) => "own",
        Reach::At(_) => "some",
    };
    let of = |force: &kernel::Force| Choice::new(force.id.as_str(), force.name.text(language));
    let named: Vec<String> = match reach {
        Reach::At(forces) if chosen == "some" => forces.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let which = Checkboxes::new(format!("{prefix}forces"), Legend::new(WHICH.say(language)))
        .choices(studio.hall.counter.forces.iter().map(|force| of(force)))
        .chosen(named)
        .class("govuk-checkboxes--small");
    let name = name_of(&studio.hall, own, language);
    let radios = Radios::new(
        format!("{prefix}reach"),
        Legend::new(FOR_WHOM.say(language)).class("govuk-fieldset__legend--s"),
    )
    .choice(Choice::new("own", OWN.fill(language, &[("force", &name)])))
    .choice(Choice::new("all", ALL.say(language)))
    .choice(Choice::new("some", SOME.say(language)).reveal(which))
    .chosen(Some(chosen));
    Some(radios.into())
}

/// What was answered. Whoever was not asked means their own force.
pub(super) fn read(signed_in: &SignedIn, form: &Form, prefix: &str) -> Reach {
    let own = signed_in.staff.force().clone();
    match form.get(&format!("{prefix}reach")) {
        Some("all") => Reach::Everywhere,
        Some("some") => {
            let field = format!("{prefix}forces");
            let named = form.all(&field).filter_map(|force| ForceId::parse(force).ok());
            Reach::At(named.collect::<BTreeSet<_>>())
        }
        _ => Reach::At([own].into()),
    }
}

/// For whom something is, as people read it.
pub(super) fn said(hall: &Hall, reach: &Reach, language: Language) -> String {
    match reach {
        Reach::Everywhere => ALL.say(language).to_owned(),
        Reach::At(forces) => {
            let names: Vec<String> =
                forces.iter().map(|force| name_of(hall, force, language)).collect();
            names.join(", ")
        }
    }
}

fn name_of(hall: &Hall, force: &ForceId, language: Language) -> String {
    let found = hall.counter.forces.get(force.as_str());
    found.map_or_else(|| force.to_string(), |force| force.name.text(language).to_owned())
}
