//! The journal for the Information Commissioner: a period, of everybody or of one person, given out once a
//! second person approved.

use crate::looks;
use jiff::civil::Date;
use kernel::{AccountId, Problem, RequestId, Thing};
use rights::second::{self, Deed, NewRequest, Request};
use rights::{Right, Staff};
use serde::{Deserialize, Serialize};
use serde_json::json;
use station::journal::{self, By, Period, Written};
use station::{Act, Entry, Tx};
use std::collections::BTreeMap;

/// What two people are needed for.
pub const DEED: Deed = Deed { code: "journal_exported", right: Right::ExportJournal };
/// The most entries in one file; a period with more is asked for in parts.
pub const MOST: usize = 50_000;

/// What is to be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Of one person only.
    pub account: Option<AccountId>,
}

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table for a spreadsheet.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    /// The format of what a form says.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "csv" => Some(Self::Csv),
            "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// What the file's name ends in, and what it is.
    #[must_use]
    pub const fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("csv", "text/csv; charset=utf-8"),
            Self::JsonLines => ("jsonl", "application/jsonl; charset=utf-8"),
        }
    }
}

impl Wanted {
    /// From the first moment of the first day to the last of the last.
    pub fn period(&self) -> Result<Period, Problem> {
        let from = crate::watch::day_long(self.from)?.from;
        Ok(Period { from, to: crate::watch::day_long(self.to)?.to })
    }

    /// What a request is for.
    #[must_use]
    pub fn of(request: &Request) -> Option<Self> {
        serde_json::from_value(request.details.clone()).ok()
    }
}

/// Asks for a second person. `says` tells that person what it is, in English and in Welsh.
pub async fn ask(
    tx: &mut Tx<'_>,
    staff: &Staff,
    wanted: Wanted,
    (says, reason): ([String; 2], String),
) -> Result<RequestId, Problem> {
    let new = NewRequest {
        deed: DEED,
        thing_id: "journal".to_owned(),
        details: serde_json::to_value(wanted).map_err(Problem::broken)?,
        says,
        reason,
    };
    second::ask_for(tx, staff, &new).await
}

/// What was asked for in the force, the newest first.
pub async fn asked(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<(Request, Wanted)>, Problem> {
    staff.require(Right::ExportJournal)?;
    let all = second::list(tx).await?.into_iter().filter(|request| request.deed == DEED.code);
    Ok(all.filter_map(|request| Wanted::of(&request).map(|wanted| (request, wanted))).collect())
}

/// Gives out what was approved, once, to whoever asked for it. That it was is in the journal as a
/// disclosure, with both people.
pub async fn give(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: RequestId,
    format: Format,
) -> Result<String, Problem> {
    staff.require_now(Right::ExportJournal)?;
    let request = second::use_up(tx, id, DEED).await?;
    let wanted = Wanted::of(&request).ok_or(Problem::NotFound(Thing::Request))?;
    if request.asked_by != staff.account() {
        return Err(Problem::NotFound(Thing::Request));
    }
    let entries = journal::between(tx, wanted.period()?, wanted.account, MOST + 1).await?;
    if entries.len() > MOST {
        return Err(Problem::Conflict("more entries than one file holds"));
    }
    let names = looks::names(tx, &entries).await?;
    let details = json!({
        "entries": entries.len(), "from": wanted.from, "to": wanted.to, "of": wanted.account,
        "asked_by": request.asked_by, "approved_by": request.decided_by,
    });
    let entry = Entry::new(Act::Disclosure, "journal_given_out", "request", id);
    tx.journal(entry.with(details)).await?;
    match format {
        Format::Csv => Ok(csv(&entries, &names)),
        Format::JsonLines => json_lines(&entries, &names),
    }
}

type Names = BTreeMap<AccountId, String>;

/// Who did it: the kind, the id, and a colleague's name.
fn who<'a>(entry: &'a Written, names: &'a Names) -> (&'static str, String, &'a str) {
    match &entry.by {
        By::Public => ("public", String::new(), ""),
        By::Staff(account) => {
            ("staff", account.to_string(), names.get(account).map_or("", String::as_str))
        }
        By::Client(client) => ("client", client.to_string(), ""),
        By::System(name) => ("system", name.clone(), ""),
    }
}

const COLUMNS: &str = "id,at,actor_kind,actor,name,purpose,act,verb,thing,thing_id,details\r\n";

fn csv(entries: &[Written], names: &Names) -> String {
    let mut text = COLUMNS.to_owned();
    for entry in entries {
        let (kind, actor, name) = who(entry, names);
        let fields = [
            entry.id.to_string(),
            entry.at.to_string(),
            kind.to_owned(),
            actor,
            name.to_owned(),
            entry.purpose.clone(),
            entry.act.code().to_owned(),
            entry.verb.clone(),
            entry.thing.clone(),
            entry.thing_id.clone(),
            entry.details.to_string(),
        ];
        let fields: Vec<String> = fields.iter().map(|field| cell(field)).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field in quotes. What a spreadsheet would take for a formula is text, by the apostrophe before it.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

fn json_lines(entries: &[Written], names: &Names) -> Result<String, Problem> {
    let mut text = String::new();
    for entry in entries {
        let (kind, actor, name) = who(entry, names);
        let line = json!({
            "id": entry.id, "at": entry.at, "actor_kind": kind, "actor": actor, "name": name,
            "purpose": entry.purpose, "act": entry.act.code(), "verb": entry.verb,
            "thing": entry.thing, "thing_id": entry.thing_id, "details": entry.details,
        });
        text.push_str(&serde_json::to_string(&line).map_err(Problem::broken)?);
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{Format, cell};

    #[test]
    fn a_cell_is_text_whatever_is_in_it() {
        for (text, written) in [
            ("signed_in", "\"signed_in\""),
            ("", "\"\""),
            ("He said \"no\", twice", "\"He said \"\"no\"\", twice\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\tx", "\"'\tx\""),
        ] {
            assert_eq!(cell(text), written, "{text}");
        }
    }

    #[test]
    fn a_format_that_we_do_not_write_is_none() {
        assert_eq!(Format::of_code("csv"), Some(Format::Csv));
        assert_eq!(Format::of_code("xlsx"), None);
    }
}
