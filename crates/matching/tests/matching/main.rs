//! What holds of matching, seen from outside.

mod comparing;
mod files;
mod indexed;
mod properties;

use matching::{Birth, Description, Home, Sex};

/// A person with everything known.
fn siobhan() -> Description {
    Description {
        given_names: vec!["Siobhán".into()],
        surnames: vec!["O'Neill".into()],
        births: Birth::parse("1987-06-05").into_iter().collect(),
        sex: Some(Sex::Female),
        homes: vec![home("21 Chestnut Street, Quenmere", "AC31 1SS")],
        phones: vec!["07700 900123".into()],
        emails: vec!["siobhan87@example.com".into()],
        identifiers: vec!["QQ123456C".into()],
    }
}

fn home(address: &str, postcode: &str) -> Home {
    Home { address: address.into(), postcode: postcode.into() }
}
