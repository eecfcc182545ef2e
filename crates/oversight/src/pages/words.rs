//! Purposes, things and people in words.

use crate::cases::Outcome;
use counter::Visit;
use kernel::{AccountId, Words, words};
use station::journal::By;
use std::collections::BTreeMap;

words! {
    PUBLIC { en: "Somebody of the public", cy: "Aelod o'r cyhoedd" }
    SYSTEM { en: "The program itself", cy: "Y rhaglen ei hun" }
    CLIENT { en: "Another system", cy: "System arall" }
    COLLEAGUE { en: "A colleague", cy: "Cydweithiwr" }
    REPORTING { en: "to tell the police something", cy: "i ddweud rhywbeth wrth yr heddlu" }
    FOLLOWING { en: "to follow what they told", cy: "i ddilyn yr hyn a ddywedwyd" }
    HANDING_OVER { en: "to pass on what was agreed", cy: "i drosglwyddo'r hyn y cytunwyd arno" }
    CONTACT_HANDLING { en: "to deal with the report", cy: "i ddelio â'r adroddiad" }
    ATTENDING { en: "to go to somebody, or be there", cy: "i fynd at rywun, neu fod yno" }
    INVESTIGATING { en: "to investigate", cy: "i ymchwilio" }
    SAFEGUARDING { en: "to look after somebody at risk", cy: "i ofalu am rywun mewn perygl" }
    RECORD_KEEPING { en: "to keep the records right", cy: "i gadw'r cofnodion yn gywir" }
    SHARING { en: "under an agreement with another force", cy: "o dan gytundeb â heddlu arall" }
    OVERSIGHT { en: "to see how powers are used", cy: "i weld sut y defnyddir pwerau" }
    SIGNING_IN { en: "to sign in or out", cy: "i fewngofnodi neu allgofnodi" }
    DELIVERY { en: "to bring messages and events on their way", cy: "i anfon negeseuon a digwyddiadau ymlaen" }
    ADMINISTRATION { en: "to set up or check the service", cy: "i sefydlu neu wirio'r gwasanaeth" }
    DEMONSTRATION { en: "for the demonstration", cy: "ar gyfer yr arddangosiad" }
    CONTACT { en: "Contact", cy: "Cyswllt" }
    REPORT { en: "Report", cy: "Adroddiad" }
    RECORD { en: "Record", cy: "Cofnod" }
    FILE { en: "File", cy: "Ffeil" }
    ACCOUNT { en: "Account", cy: "Cyfrif" }
    QUEUE { en: "Queue", cy: "Ciw" }
    CALL { en: "Call", cy: "Galwad" }
    SERVICE { en: "Service", cy: "Gwasanaeth" }
    GLASS { en: "Emergency access", cy: "Mynediad brys" }
    REQUEST { en: "Request", cy: "Cais" }
    FINDING { en: "Finding", cy: "Canfyddiad" }
    CASE { en: "Case", cy: "Achos" }
    HANDOVER { en: "What was passed on", cy: "Yr hyn a drosglwyddwyd" }
    POLICY { en: "Policy", cy: "Polisi" }
    OTHER { en: "Something else", cy: "Rhywbeth arall" }
    NO_MISCONDUCT { en: "No misconduct", cy: "Dim camymddwyn" }
    ADVICE { en: "Advice was given", cy: "Rhoddwyd cyngor" }
    MISCONDUCT { en: "Goes on as misconduct", cy: "Yn mynd ymlaen fel camymddwyn" }
    REFERRED { en: "Passed to another body", cy: "Trosglwyddwyd i gorff arall" }
}

/// Names of colleagues by their accounts.
pub(super) type Names = BTreeMap<AccountId, String>;

/// Who did something, and where to see what else they did.
pub(super) fn who(by: &By, names: &Names, visit: &Visit) -> (String, Option<String>) {
    let words = match by {
        By::Staff(account) => {
            let href = visit.href(&format!("/desk/oversight/people?person={account}"));
            return (name(*account, names, visit), Some(href));
        }
        By::Public => PUBLIC,
        By::Client(_) => CLIENT,
        By::System(_) => SYSTEM,
    };
    (words.say(visit.language).to_owned(), None)
}

/// A colleague's name.
pub(super) fn name(account: AccountId, names: &Names, visit: &Visit) -> String {
    names.get(&account).cloned().unwrap_or_else(|| COLLEAGUE.say(visit.language).to_owned())
}

/// Why something was done; nothing of a purpose that this release does not know.
pub(super) fn purpose(code: &str) -> Option<Words> {
    Some(match code {
        "reporting" => REPORTING,
        "following" => FOLLOWING,
        "handing_over" => HANDING_OVER,
        "contact_handling" => CONTACT_HANDLING,
        "attending" => ATTENDING,
        "investigating" => INVESTIGATING,
        "safeguarding" => SAFEGUARDING,
        "record_keeping" => RECORD_KEEPING,
        "sharing" => SHARING,
        "oversight" => OVERSIGHT,
        "signing_in" => SIGNING_IN,
        "delivery" => DELIVERY,
        "administration" => ADMINISTRATION,
        "demonstration" => DEMONSTRATION,
        _ => return None,
    })
}

/// What kind of thing it is.
pub(super) fn thing(code: &str) -> Words {
    match code {
        "contact" => CONTACT,
        "report" => REPORT,
        "record" | "records" => RECORD,
        "file" => FILE,
        "account" => ACCOUNT,
        "queue" => QUEUE,
        "call" => CALL,
        "service" | "service_proposal" => SERVICE,
        "glass" => GLASS,
        "request" => REQUEST,
        "finding" | "findings" => FINDING,
        "case" | "cases" => CASE,
        "handover" => HANDOVER,
        "policy" => POLICY,
        _ => OTHER,
    }
}

/// What came of a case.
pub(super) const fn outcome(outcome: Outcome) -> Words {
    match outcome {
        Outcome::NoMisconduct => NO_MISCONDUCT,
        Outcome::Advice => ADVICE,
        Outcome::Misconduct => MISCONDUCT,
        Outcome::Referred => REFERRED,
    }
}
