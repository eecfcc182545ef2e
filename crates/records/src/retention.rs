//! Periods of retention as data: what is national, and what a force has otherwise.

use crate::keeping::Retention;
use kernel::Problem;
use rust_embed::RustEmbed;
use serde::Deserialize;
use toml::Table;

/// The files that come with the program.
#[derive(RustEmbed)]
#[folder = "../../retention"]
struct Files;

/// How long each group is kept, in years.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Periods {
    pub(crate) public_protection: Ageing,
    pub(crate) serious: Clear,
    pub(crate) other: Clear,
    pub(crate) rest: Rest,
    pub(crate) contact: Clear,
    pub(crate) child: Child,
    pub(crate) categories: Categories,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ageing {
    pub(crate) review: u16,
    pub(crate) until_age: u16,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Clear {
    pub(crate) clear: u16,
    pub(crate) review: u16,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rest {
    pub(crate) clear: u16,
    pub(crate) review: u16,
    pub(crate) undetected_serious: u16,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Child {
    pub(crate) review: u16,
}

/// Which categories of crime are in which group.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Categories {
    public_protection: Vec<String>,
    serious: Vec<String>,
}

impl Categories {
    /// The group of a category, in small letters.
    pub(crate) fn of(&self, category: &str) -> Retention {
        let holds = |all: &[String]| all.iter().any(|part| category.contains(part.as_str()));
        if holds(&self.public_protection) {
            Retention::PublicProtection
        } else if holds(&self.serious) {
            Retention::Serious
        } else {
            Retention::Other
        }
    }
}

impl Periods {
    /// After how many years somebody who was kept is looked at again.
    pub(crate) fn review(&self, retention: Retention, child: bool) -> u16 {
        let review = match retention {
            Retention::PublicProtection => self.public_protection.review,
            Retention::Serious => self.serious.review,
            Retention::Other => self.other.review,
            Retention::Rest => self.rest.review,
            Retention::Contact => self.contact.review,
        };
        if child { review.min(self.child.review) } else { review }
    }
}

/// What holds everywhere.
#[cfg(test)]
pub(crate) fn national() -> Result<Periods, Problem> {
    of("")
}

/// What holds in a force.
pub(crate) fn of(force: &str) -> Result<Periods, Problem> {
    let mut table = read("national")?.ok_or_else(|| Problem::broken("no periods of retention"))?;
    if let Some(own) = read(force)? {
        lay_over(&mut table, own);
    }
    Periods::deserialize(table).map_err(Problem::broken)
}

fn read(name: &str) -> Result<Option<Table>, Problem> {
    let Some(file) = Files::get(&format!("{name}.toml")) else { return Ok(None) };
    let text = std::str::from_utf8(&file.data).map_err(Problem::broken)?;
    text.parse().map(Some).map_err(Problem::broken)
}

/// Value by value, so that a force says only what it has otherwise.
fn lay_over(table: &mut Table, own: Table) {
    for (name, value) in own {
        match (table.get_mut(&name).and_then(toml::Value::as_table_mut), value) {
            (Some(inner), toml::Value::Table(own)) => lay_over(inner, own),
            (_, value) => {
                table.insert(name, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Files, lay_over, of, read};

    #[test]
    fn every_file_is_whole_and_no_force_keeps_offences_for_less_than_six_years() {
        for file in Files::iter() {
            let periods = of(file.trim_end_matches(".toml")).unwrap();
            assert!(periods.other.clear >= 6, "{file}");
        }
    }

    #[test]
    fn a_force_says_only_what_it_has_otherwise() {
        let mut table = read("national").unwrap().unwrap();
        lay_over(&mut table, "[contact]\nclear = 1".parse().unwrap());
        let contact = table["contact"].as_table().unwrap();
        assert_eq!(contact["clear"].as_integer(), Some(1));
        assert_eq!(contact["review"].as_integer(), Some(1));
    }
}
