//! What must hold between the forces' files.

use super::codes::area_of;
use super::finding::Finding;
use super::sheet::{Sheet, Text, file_of};
use super::whereabouts::Body;
use std::collections::BTreeMap;

/// Compares the files. Who shares a postcode is only asked when all files could be read (`whole`),
/// because the neighbour may be in the one that could not.
pub(super) fn compare(sheets: &[Sheet], whole: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if sheets.is_empty() && whole {
        findings.push(Finding {
            file: "forces/".to_owned(),
            line: None,
            problem: "there is no force".to_owned(),
            remedy: "add a file for each, `forces/<id>.toml`".to_owned(),
        });
    }
    findings.extend(ids(sheets));
    let unique: [(&str, &str, Values); 5] = [
        ("the letters", "choose letters that no other force has", |sheet| {
            vec![&sheet.written.letters]
        }),
        ("the name", "give each force its own name", |sheet| vec![&sheet.written.name.en]),
        ("the host", "a host name can serve one force only", |sheet| {
            sheet.written.hosts.iter().collect()
        }),
        ("the staff domain", "staff of a domain can belong to one force only", |sheet| {
            sheet.written.staff_domains.iter().collect()
        }),
        ("the police area", "take the code of this force's own area", |sheet| {
            sheet.written.area_code.iter().collect()
        }),
    ];
    for (what, remedy, values) in unique {
        findings.extend(held_once(sheets, what, remedy, values));
    }
    findings.extend(postcodes(sheets, whole));
    findings.extend(railways(sheets));
    findings
}

fn ids(sheets: &[Sheet]) -> Vec<Finding> {
    let mut seen = BTreeMap::new();
    for sheet in sheets {
        *seen.entry(sheet.id.as_str()).or_insert(0_usize) += 1;
    }
    seen.into_iter()
        .filter(|(_, times)| *times > 1)
        .map(|(id, _)| Finding {
            file: file_of(id),
            line: None,
            problem: "the force is given more than once".to_owned(),
            remedy: "keep one file".to_owned(),
        })
        .collect()
}

/// What a file says somewhere.
type Values = fn(&Sheet) -> Vec<&Text>;

/// Values that only one force may have: every later one is a finding.
fn held_once(sheets: &[Sheet], what: &str, remedy: &str, values: Values) -> Vec<Finding> {
    let mut holders: BTreeMap<String, &Sheet> = BTreeMap::new();
    let mut findings = Vec::new();
    for sheet in sheets {
        for value in values(sheet) {
            let holder = *holders.entry(value.get_ref().to_lowercase()).or_insert(sheet);
            if holder.id != sheet.id {
                let other = file_of(&holder.id);
                let problem = format!("{other} has {what} `{}` too", value.get_ref());
                findings.push(sheet.finding(value.span(), problem, remedy.to_owned()));
            }
        }
    }
    findings
}

/// A postcode area is one force's own or shared by those who all say so.
fn postcodes(sheets: &[Sheet], whole: bool) -> Vec<Finding> {
    let mut findings = held_once(
        sheets,
        "the postcode area",
        "move it to `shared_postcode_areas` in both files, or keep it in one",
        |sheet| sheet.written.postcode_areas.iter().collect(),
    );
    let owners = claims(sheets, |sheet| &sheet.written.postcode_areas);
    let sharers = claims(sheets, |sheet| &sheet.written.shared_postcode_areas);
    for sheet in sheets {
        for code in &sheet.written.shared_postcode_areas {
            let text = code.get_ref().as_str();
            if let Some(owner) = others(&owners, text, sheet).next() {
                let problem = format!("`{text}` is another force's own in {}", file_of(owner));
                let remedy = "leave it out, or make it shared in both files".to_owned();
                findings.push(sheet.finding(code.span(), problem, remedy));
                continue;
            }
            let around = area_of(text);
            let shared = others(&sharers, text, sheet).next().is_some()
                || others(&sharers, around, sheet).next().is_some()
                || others(&owners, around, sheet).next().is_some()
                || Body::of_postcode_area(around).is_some();
            if whole && !shared {
                let problem = format!("`{text}` is shared with nobody");
                let remedy = "move it to `postcode_areas`, or name it in the neighbour's file too";
                findings.push(sheet.finding(code.span(), problem, remedy.to_owned()));
            }
        }
    }
    findings
}

/// Who claims each code.
type Claims<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn claims(sheets: &[Sheet], list: fn(&Sheet) -> &Vec<Text>) -> Claims<'_> {
    let mut claims = Claims::new();
    for sheet in sheets {
        for code in list(sheet) {
            claims.entry(code.get_ref()).or_default().push(&sheet.id);
        }
    }
    claims
}

fn others<'a>(claims: &Claims<'a>, code: &str, own: &Sheet) -> impl Iterator<Item = &'a str> {
    let holders = claims.get(code).cloned().unwrap_or_default();
    holders.into_iter().filter(move |id| *id != own.id)
}

/// Of railways there is one force at most, or nobody could say which.
fn railways(sheets: &[Sheet]) -> Vec<Finding> {
    let mut found = sheets.iter().filter_map(|sheet| {
        let switch = sheet.written.railways.as_ref().filter(|railways| *railways.get_ref())?;
        Some((sheet, switch))
    });
    let Some((first, _)) = found.next() else { return Vec::new() };
    found
        .map(|(sheet, switch)| {
            let problem = format!("{} polices the railways already", file_of(&first.id));
            let remedy = "keep `railways = true` in one file".to_owned();
            sheet.finding(switch.span(), problem, remedy)
        })
        .collect()
}
