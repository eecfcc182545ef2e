//! The keys that exist, from the schema, so that nothing has to be listed twice.

use serde_json::Value;

/// What kind of value a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// Texts by names that are not known beforehand.
    Named,
    /// Sections by names that are not known beforehand; their keys have `*` for the name.
    Sections,
}

/// Every key as a dotted path, such as `database.url` or `sign_in.*.issuer`.
pub(super) fn known() -> Vec<(String, Kind)> {
    let schema = super::Config::schema();
    let mut keys = Vec::new();
    walk(&schema, &schema, "", &mut keys);
    keys
}

fn walk(root: &Value, at: &Value, path: &str, keys: &mut Vec<(String, Kind)>) {
    let target = at
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|to| root.pointer(to.trim_start_matches('#')));
    let at = target.unwrap_or(at);
    if let Some(properties) = at.get("properties").and_then(Value::as_object) {
        for (name, inner) in properties {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            walk(root, inner, &path, keys);
        }
    } else if let Some(section) =
        at.get("additionalProperties").filter(|it| it.get("$ref").is_some())
    {
        keys.push((path.to_owned(), Kind::Sections));
        walk(root, section, &format!("{path}.*"), keys);
    } else {
        let kind = match at.get("type").and_then(Value::as_str) {
            Some("integer") => Kind::Number,
            Some("object") => Kind::Named,
            _ => Kind::Text,
        };
        keys.push((path.to_owned(), kind));
    }
}

/// The known key that is most like a mistyped one.
pub(super) fn nearest<'k>(typed: &str, keys: &'k [(String, Kind)]) -> Option<&'k str> {
    keys.iter()
        .map(|(key, _)| (strsim::jaro_winkler(typed, key), key.as_str()))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(likeness, _)| *likeness > 0.6)
        .map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::{Kind, known, nearest};

    #[test]
    fn keys_are_known_from_the_schema_and_slips_find_the_nearest() {
        let keys = known();
        assert!(keys.contains(&("database.url".to_owned(), Kind::Text)), "{keys:?}");
        assert!(keys.contains(&("database.connections".to_owned(), Kind::Number)), "{keys:?}");
        assert!(keys.contains(&("sign_in".to_owned(), Kind::Sections)), "{keys:?}");
        assert!(keys.contains(&("sign_in.*.issuer".to_owned(), Kind::Text)), "{keys:?}");
        assert!(keys.contains(&("sign_in.*.roles".to_owned(), Kind::Named)), "{keys:?}");
        for (typed, meant) in [
            ("database.ulr", "database.url"),
            ("public_uri", "public_url"),
            ("mail.smtp", "mail.smtp_url"),
        ] {
            assert_eq!(nearest(typed, &keys), Some(meant), "{typed}");
        }
    }
}
