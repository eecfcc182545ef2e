//! For which forces something is: asked, read and said.

use super::Studio;
use askama::Template;
use askama::filters::HtmlSafe;
use counter::components::{Checkboxes, Choice, Content, Details, Legend, Markup, Radios};
use counter::{Form, Visit};
use kernel::{ForceId, Language, words};
use rights::Right;
use rights::pages::SignedIn;
use services::Reach;
use services::pages::Hall;
use std::collections::BTreeSet;

words! {
    FOR_WHOM { en: "For which forces is this?", cy: "Ar gyfer pa heddluoedd y mae hyn?" }
    OWN { en: "My own force only", cy: "Fy heddlu fy hun yn unig" }
    ALL { en: "Every force", cy: "Pob heddlu" }
    SOME { en: "Some forces", cy: "Rhai heddluoedd" }
    WHICH { en: "Which forces, when it is for some", cy: "Pa heddluoedd, os yw ar gyfer rhai" }
}

/// What asks for which forces something is; nothing for somebody who decides for their own alone.
pub(super) fn asked(
    studio: &Studio,
    visit: &Visit,
    signed_in: &SignedIn,
    (reach, prefix): (&Reach, &str),
) -> Vec<Markup> {
    if !signed_in.staff.may(Right::PublishEverywhere) {
        return Vec::new();
    }
    let language = visit.language;
    let own = signed_in.staff.force();
    let chosen = match reach {
        Reach::Everywhere => "all",
        Reach::At(forces) if forces.len() == 1 && forces.contains(own) => "own",
        Reach::At(_) => "some",
    };
    let of = |force: &kernel::Force| {
        let (name, spoken) = force.name.say(language);
        let choice = Choice::new(force.id.as_str(), name);
        let choice = if spoken == language { choice } else { choice.label_attribute("lang", "en") };
        // The list of a proposal and that of its closing may stand on one page.
        choice.id(format!("{prefix}force-{}", force.id))
    };
    let named: Vec<String> = match reach {
        Reach::At(forces) if chosen == "some" => forces.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let which = Checkboxes::new(format!("{prefix}forces"), Legend::new(WHICH.say(language)))
        .choices(studio.hall.counter.forces.iter().map(|force| of(force)))
        .chosen(named)
        .class("govuk-checkboxes--small");
    let radios = Radios::new(
        format!("{prefix}reach"),
        Legend::new(FOR_WHOM.say(language)).class("govuk-fieldset__legend--s"),
    )
    .choice(Choice::new("own", OWN.say(language)))
    .choice(Choice::new("all", ALL.say(language)))
    .choice(Choice::new("some", SOME.say(language)))
    .chosen(Some(chosen));
    let which = Details::new(WHICH.say(language), Content::from(Markup::from(which)));
    vec![radios.into(), if chosen == "some" { which.open() } else { which }.into()]
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

/// For whom something is, as people read it: each name in its own language.
#[derive(Template)]
#[template(
    source = "{% for (name, lang) in names %}<span{% if let Some(lang) = lang %} lang=\"{{ lang }}\"{% endif %}>{{ name }}</span>{% if !loop.last %}, {% endif %}{% endfor %}",
    ext = "html"
)]
pub(super) struct ForWhom {
    names: Vec<(String, Option<&'static str>)>,
}

impl HtmlSafe for ForWhom {}

/// For whom something is.
pub(super) fn said(hall: &Hall, reach: &Reach, language: Language) -> ForWhom {
    let name = |force: &ForceId| match hall.counter.forces.get(force.as_str()) {
        Some(force) => {
            let (name, spoken) = force.name.say(language);
            (name.to_owned(), (spoken != language).then(|| spoken.code()))
        }
        None => (force.to_string(), None),
    };
    let names = match reach {
        Reach::Everywhere => vec![(ALL.say(language).to_owned(), None)],
        Reach::At(forces) => forces.iter().map(name).collect(),
    };
    ForWhom { names }
}
