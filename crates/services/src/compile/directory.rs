//! The partner directory, put together and checked.

use super::Desk;
use crate::definition::{At, Place, RawDirectory, RawPartner};
use crate::files::Files;
use crate::findings::{File, Finding, suggestion};
use jiff::civil::Date;
use kernel::{ForceId, Said};
use partners::{Area, Both, Directory, Nation, Partner, Tongue};
use std::sync::Arc;

/// When the facts of a partner were last looked at, and where that is written.
#[derive(Clone, Debug)]
pub(crate) struct LookedAt {
    pub(crate) file: File,
    pub(crate) place: Place,
    pub(crate) on: Date,
}

/// Compiles the directory. A role that nobody has, and that has no address of its own, is a dead
/// end and a finding.
pub(super) fn directory(
    files: &Files,
    findings: &mut Vec<Finding>,
) -> (Arc<Directory>, Vec<LookedAt>) {
    let mut partners: Vec<Partner> = Vec::new();
    let mut looked_at = Vec::new();
    for (file, raw) in files.directory.values() {
        let mut desk = Desk::new(files, file);
        let on = date(&mut desk, &raw.checked);
        looked_at.push(LookedAt { file: file.clone(), place: raw.checked.place, on });
        for (id, partner) in &raw.partners.0 {
            if partners.iter().any(|known| known.id == id.value) {
                let problem = format!("`{}` is in the directory already", id.value);
                desk.find(id.place, problem, "give one of them another id");
            }
            partners.push(compiled(&mut desk, files, raw, (id, partner)));
            if let Some(checked) = &partner.checked {
                let on = date(&mut desk, checked);
                looked_at.push(LookedAt { file: file.clone(), place: checked.place, on });
            }
        }
        findings.extend(desk.finish());
    }
    let directory = Directory::new(partners);
    if !files.directory.is_empty() {
        findings.extend(wanting(files, &directory));
    }
    (Arc::new(directory), looked_at)
}

/// Pages of roles that lead nowhere, or leave out what rule 11 of our writing asks for.
fn wanting(files: &Files, directory: &Directory) -> Vec<Finding> {
    let mut findings = Vec::new();
    let roles = files.blocks.iter().filter(|(_, (file, _))| is_role(file));
    for (role, (file, block)) in roles {
        if !directory.has(role) && block.to.is_none() {
            let problem = format!("nobody in the directory is for `{role}`");
            let remedy = "name it under `for:` of a partner, or give it a `to:`";
            findings.push(file.finding(block.id.place, problem, remedy));
        }
        for (said, name, what) in [
            (&block.needs, "needs", "what a person needs at hand"),
            (&block.takes, "takes", "how long it takes"),
            (&block.still, "still", "that they can still report to us"),
        ] {
            // A role whose bodies we know is a page of ours to put together; others stand by their text.
            if said.is_none() && directory.has(role) {
                let problem = format!("the page does not say {what}");
                findings.push(file.finding(block.id.place, problem, format!("write `{name}:`")));
            }
        }
    }
    findings
}

fn is_role(file: &File) -> bool {
    file.path.rsplit('/').nth(1) == Some("partners")
}

fn compiled(
    desk: &mut Desk<'_>,
    files: &Files,
    file: &RawDirectory,
    (id, raw): (&At<String>, &RawPartner),
) -> Partner {
    super::checks::slug(desk, id, "id of a partner");
    let key = format!("partners.{}", id.value);
    let both = |said: Said| Both { en: said.en, cy: said.cy };
    let known = || files.blocks.iter().filter(|(_, (file, _))| is_role(file)).map(|(id, _)| id);
    for role in &raw.roles {
        if !known().any(|known| *known == role.value) {
            let known = known().map(String::as_str);
            let remedy = suggestion(role, known, "write services/partners/ROLE.yaml first");
            desk.find(role.place, format!("there is no role `{}`", role.value), remedy);
        }
    }
    if !raw.web.starts_with("https://") {
        let problem = format!("`{}` is not an address", raw.web.value);
        desk.find(raw.web.place, problem, "begin it with https://");
    }
    if let Some(phone) = &raw.phone
        && !phone.bytes().all(|byte| byte.is_ascii_digit() || b" +".contains(&byte))
    {
        let problem = format!("`{}` is not a telephone number", phone.value);
        desk.find(phone.place, problem, "write digits and spaces, as it is dialled");
    }
    let name = desk.said(&format!("{key}.name"), &raw.name);
    let hours = desk.maybe_said(&format!("{key}.hours"), raw.hours.as_ref());
    Partner {
        id: id.value.clone(),
        name: both(name),
        roles: raw.roles.iter().map(|role| role.value.clone()).collect(),
        area: area(desk, file, raw),
        web: raw.web.value.clone(),
        phone: raw.phone.as_ref().map(|phone| phone.value.clone()),
        hours: hours.map(both),
        tongues: tongues(desk, &raw.languages),
        checked: date(desk, raw.checked.as_ref().unwrap_or(&file.checked)),
        source: raw.source.as_ref().unwrap_or(&file.source).value.clone(),
    }
}

fn area(desk: &mut Desk<'_>, file: &RawDirectory, raw: &RawPartner) -> Area {
    if let Some(code) = &raw.council {
        let digits = code.get(1..).unwrap_or_default();
        let fits = code.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !fits || Nation::of_code(code).is_none() {
            let problem = format!("`{}` is not the code of a council", code.value);
            desk.find(code.place, problem, "write the ONS code, such as E06000010");
        }
        let mut forces = Vec::new();
        for force in &file.forces {
            match ForceId::parse(force) {
                Ok(id) => forces.push(id),
                Err(error) => desk.find(force.place, error.to_string(), "name the force by its id"),
            }
        }
        return Area::Council { code: code.value.clone(), forces };
    }
    let Some(nation) = &raw.nation else { return Area::Everywhere };
    match nation.as_str() {
        "england" => Area::Nation(Nation::England),
        "wales" => Area::Nation(Nation::Wales),
        other => {
            let problem = format!("`{other}` is not a land of ours");
            desk.find(nation.place, problem, "write england or wales, or leave it out");
            Area::Everywhere
        }
    }
}

fn tongues(desk: &mut Desk<'_>, codes: &[At<String>]) -> Vec<Tongue> {
    let mut tongues = Vec::new();
    for code in codes {
        let tongue = Tongue::of_code(code);
        if tongue.is_none() {
            let problem = format!("`{}` is not a language of the directory", code.value);
            desk.find(code.place, problem, "use: en, cy, bsl, interpreters");
        }
        tongues.extend(tongue);
    }
    tongues
}

fn date(desk: &mut Desk<'_>, text: &At<String>) -> Date {
    text.parse().unwrap_or_else(|_| {
        let problem = format!("`{}` is not a date", text.value);
        desk.find(text.place, problem, "write when the facts were looked at, as 2026-06-04");
        Date::ZERO
    })
}
