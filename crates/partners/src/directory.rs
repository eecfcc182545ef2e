//! The directory: who deals with what, where, and how they are reached.

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use kernel::{ForceId, Language};
use std::collections::BTreeMap;

/// What is said of a partner, in English and in Welsh.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Both {
    /// In English.
    pub en: String,
    /// In Welsh.
    pub cy: String,
}

impl Both {
    /// The words in a language.
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Welsh => &self.cy,
        }
    }
}

/// A body that people are sent to. Public facts about an organisation, and nobody's own number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its id in the directory.
    pub id: String,
    /// What it is called.
    pub name: Both,
    /// What it deals with: roles such as `council.noise`.
    pub roles: Vec<String>,
    /// Where.
    pub area: Area,
    /// The address of its pages about this.
    pub web: String,
    /// The telephone number that it publishes for this, as it is dialled.
    pub phone: Option<String>,
    /// When it answers.
    pub hours: Option<Both>,
    /// The languages that it serves people in.
    pub tongues: Vec<Tongue>,
    /// When the facts were last looked at.
    pub checked: Date,
    /// Where they were found.
    pub source: String,
}

/// A language that a partner serves people in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tongue {
    /// English.
    English,
    /// Welsh.
    Welsh,
    /// British Sign Language.
    SignLanguage,
    /// Others, with an interpreter.
    Interpreted,
}

impl Tongue {
    /// The language of a code of the directory.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "cy" => Some(Self::Welsh),
            "bsl" => Some(Self::SignLanguage),
            "interpreters" => Some(Self::Interpreted),
            _ => None,
        }
    }
}

/// A land with bodies of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nation {
    /// England.
    England,
    /// Wales.
    Wales,
}

impl Nation {
    /// The land that an ONS code belongs to, by its first letter.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code.as_bytes().first() {
            Some(b'E') => Some(Self::England),
            Some(b'W') => Some(Self::Wales),
            _ => None,
        }
    }
}

/// Where a partner deals with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Area {
    /// Wherever we are asked.
    Everywhere,
    /// In a land.
    Nation(Nation),
    /// In the area of a local authority, which lies in the areas of these forces.
    Council {
        /// The local authority's ONS code.
        code: String,
        /// The forces of its area.
        forces: Vec<ForceId>,
    },
}

/// A place, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The force that was asked.
    pub force: &'a ForceId,
    /// The code of the force's area; nothing where it has none of its own, as on railways.
    pub force_area: Option<&'a str>,
    /// The local authority's code, where the place is known well enough.
    pub council: Option<&'a str>,
}

/// Who deals with something at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution<'a> {
    /// This one.
    One(&'a Partner),
    /// One of these, in the order of their names: the place is not known well enough.
    Choose(Vec<&'a Partner>),
    /// None that the directory knows.
    Nobody,
}

/// Every partner.
#[derive(Clone, Debug, Default)]
pub struct Directory(BTreeMap<String, Partner>);

impl Directory {
    /// The directory of these.
    #[must_use]
    pub fn new(partners: impl IntoIterator<Item = Partner>) -> Self {
        Self(partners.into_iter().map(|partner| (partner.id.clone(), partner)).collect())
    }

    /// The partner of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Partner> {
        self.0.get(id)
    }

    /// Every partner, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = &Partner> {
        self.0.values()
    }

    /// Whether anybody at all has a role.
    #[must_use]
    pub fn has(&self, role: &str) -> bool {
        self.in_role(role).next().is_some()
    }

    fn in_role<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Partner> {
        self.iter().filter(move |partner| partner.roles.iter().any(|own| own == role))
    }

    /// Who has a role at a place. A council that is known decides; where it is not in the
    /// directory, nobody is guessed. A body of the whole land comes before a choice of councils,
    /// and a force without an area of its own may be asked about any council.
    #[must_use]
    pub fn resolve<'a>(&'a self, role: &'a str, at: At<'_>) -> Resolution<'a> {
        let nation = at.council.or(at.force_area).and_then(Nation::of_code);
        let wide = |partner: &&Partner| match &partner.area {
            Area::Everywhere => true,
            Area::Nation(own) => nation.is_none_or(|here| here == *own),
            Area::Council { .. } => false,
        };
        let wide: Vec<&Partner> = self.in_role(role).filter(wide).collect();
        if !wide.is_empty() {
            return choice(wide);
        }
        let near = |partner: &&Partner| match (&partner.area, at.council) {
            (Area::Council { code, .. }, Some(council)) => code == council,
            (Area::Council { forces, .. }, None) => {
                at.force_area.is_none() || forces.contains(at.force)
            }
            _ => false,
        };
        choice(self.in_role(role).filter(near).collect())
    }

    /// The partner that a person chose by its id: of this role, and of those that may be chosen.
    #[must_use]
    pub fn chosen<'a>(&'a self, role: &'a str, at: At<'_>, id: &str) -> Option<&'a Partner> {
        match self.resolve(role, At { council: None, ..at }) {
            Resolution::One(partner) => (partner.id == id).then_some(partner),
            Resolution::Choose(partners) => partners.into_iter().find(|partner| partner.id == id),
            Resolution::Nobody => None,
        }
    }
}

fn choice(mut partners: Vec<&Partner>) -> Resolution<'_> {
    partners.sort_by(|one, other| one.name.en.cmp(&other.name.en));
    match partners.as_slice() {
        [] => Resolution::Nobody,
        [only] => Resolution::One(only),
        _ => Resolution::Choose(partners),
    }
}
