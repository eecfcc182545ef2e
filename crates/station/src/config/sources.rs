//! Reading configuration from the file and the environment.

use super::keys::{self, Kind};
use super::{Config, SECRET, Source, sign_in};
use std::fmt;
use std::path::Path;
use toml::{Table, Value};

/// What is wrong with the configuration, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a file or an environment variable.
    pub place: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} – {}", self.place, self.problem, self.remedy)
    }
}

impl std::error::Error for Fault {}

const PREFIX: &str = "BLUELAMP__";

/// Loads `file` if it is given (it must exist then) or `bluelamp.toml` if there is one, and lays
/// the environment over it. `demo` allows `http:` for any public address.
pub fn load(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
    demo: bool,
) -> Result<Config, Vec<Fault>> {
    let known = keys::known();
    let mut faults = Vec::new();
    let mut table = read(file).map_err(|fault| vec![fault])?;
    let place = file.unwrap_or(Path::new("bluelamp.toml")).display().to_string();
    check_names(&table, "", &known, &place, &mut faults);
    for (name, value) in environment {
        if let Some(key) = key_of(&name, &value, &known) {
            match key.and_then(|(path, value)| put(&mut table, &path, value, &name)) {
                Ok(()) => {}
                Err(fault) => faults.push(fault),
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let config: Config = Value::Table(table).try_into().map_err(|error: toml::de::Error| {
        vec![Fault {
            place: place.clone(),
            problem: error.message().to_owned(),
            remedy: "see `bluelamp config schema`".to_owned(),
        }]
    })?;
    check_values(&config, demo, &place).map_or(Ok(config), |fault| Err(vec![fault]))
}

fn read(file: Option<&Path>) -> Result<Table, Fault> {
    let path = file.unwrap_or(Path::new("bluelamp.toml"));
    if file.is_none() && !path.exists() {
        return Ok(Table::new());
    }
    let fault = |problem: String, remedy: &str| Fault {
        place: path.display().to_string(),
        problem,
        remedy: remedy.to_owned(),
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| fault(error.to_string(), "give the path of a file that can be read"))?;
    text.parse().map_err(|error: toml::de::Error| fault(error.to_string(), "correct the TOML"))
}

fn check_names(
    table: &Table,
    path: &str,
    known: &[(String, Kind)],
    place: &str,
    faults: &mut Vec<Fault>,
) {
    let of_sections = known.iter().any(|(key, kind)| key == path && *kind == Kind::Sections);
    for (name, value) in table {
        let name = if of_sections { "*" } else { name };
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let section = known.iter().any(|(key, _)| key.starts_with(&format!("{path}.")));
        match value {
            Value::Table(inner) if section => check_names(inner, &path, known, place, faults),
            _ if known.iter().any(|(key, _)| *key == path) => {}
            _ => faults.push(unknown(place, &path, known)),
        }
    }
}

fn unknown(place: &str, path: &str, known: &[(String, Kind)]) -> Fault {
    let remedy = match keys::nearest(path, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see `bluelamp config schema` for the keys that exist".to_owned(),
    };
    Fault { place: place.to_owned(), problem: format!("unknown key `{path}`"), remedy }
}

/// The key and value of an environment variable; nothing when it is not ours.
fn key_of(
    name: &str,
    value: &str,
    known: &[(String, Kind)],
) -> Option<Result<(String, Value), Fault>> {
    if name == "DATABASE_URL" {
        return Some(Ok(("database.url".to_owned(), Value::String(value.to_owned()))));
    }
    let path = name.strip_prefix(PREFIX)?.to_lowercase().replace("__", ".");
    if let Some(in_section) = in_section(name, &path, value, known) {
        return Some(in_section);
    }
    // Names that we do not know have hyphens, which no variable's name can have.
    let named = |(key, kind): &&(String, Kind)| {
        *kind == Kind::Named && path.starts_with(&format!("{key}."))
    };
    if known.iter().any(|it| named(&it)) {
        return Some(Ok((path.replace('_', "-"), Value::String(value.to_owned()))));
    }
    let kind = |path: &str| known.iter().find(|(key, _)| key == path).map(|(_, kind)| *kind);
    if let Some(kind) = kind(&path) {
        return Some(typed(name, &path, value, kind));
    }
    let secret = path.strip_suffix("_file").filter(|path| SECRET.contains(path));
    let Some(path) = secret else {
        return Some(Err(unknown(name, &path, known)));
    };
    Some(secret_in(name, path, value))
}

/// A key of a section with a name of its own, which has hyphens where a variable has underscores.
fn in_section(
    name: &str,
    path: &str,
    value: &str,
    known: &[(String, Kind)],
) -> Option<Result<(String, Value), Fault>> {
    let (section, called, key) = known.iter().find_map(|(section, kind)| {
        let rest = path.strip_prefix(section.as_str()).filter(|_| *kind == Kind::Sections)?;
        let (called, key) = rest.strip_prefix('.')?.split_once('.')?;
        Some((section, called, key))
    })?;
    let real = |key: &str| format!("{section}.{}.{key}", called.replace('_', "-"));
    let pattern = |key: &str| format!("{section}.*.{key}");
    let kind = known.iter().find(|(known, _)| *known == pattern(key)).map(|(_, kind)| *kind);
    if let Some(kind) = kind {
        return Some(typed(name, &real(key), value, kind));
    }
    let secret = key.strip_suffix("_file").filter(|key| SECRET.contains(&pattern(key).as_str()));
    Some(match secret {
        Some(key) => secret_in(name, &real(key), value),
        None => Err(unknown(name, &pattern(key), known)),
    })
}

/// A key and the secret that a file holds.
fn secret_in(name: &str, path: &str, file: &str) -> Result<(String, Value), Fault> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok((path.to_owned(), Value::String(text.trim_end().to_owned()))),
        Err(error) => Err(Fault {
            place: name.to_owned(),
            problem: format!("{file}: {error}"),
            remedy: "give the path of a file that holds the secret".to_owned(),
        }),
    }
}

fn typed(name: &str, path: &str, value: &str, kind: Kind) -> Result<(String, Value), Fault> {
    match kind {
        Kind::Text | Kind::Named | Kind::Sections => {
            Ok((path.to_owned(), Value::String(value.to_owned())))
        }
        Kind::Number => value
            .parse()
            .map(|number| (path.to_owned(), Value::Integer(number)))
            .map_err(|_| Fault {
                place: name.to_owned(),
                problem: "not a whole number".to_owned(),
                remedy: format!("give `{path}` a whole number"),
            }),
    }
}

fn put(table: &mut Table, path: &str, value: Value, name: &str) -> Result<(), Fault> {
    match path.split_once('.') {
        None => {
            table.insert(path.to_owned(), value);
            Ok(())
        }
        Some((section, rest)) => {
            let inner = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            match inner {
                Value::Table(inner) => put(inner, rest, value, name),
                _ => Err(Fault {
                    place: name.to_owned(),
                    problem: format!("`{section}` in the file is not a section"),
                    remedy: format!("write it as [{section}]"),
                }),
            }
        }
    }
}

fn check_values(config: &Config, demo: bool, place: &str) -> Option<Fault> {
    let url = &config.public_url;
    let fault = |problem: String, remedy: &str| {
        Some(Fault { place: place.to_owned(), problem, remedy: remedy.to_owned() })
    };
    let host = url.split("://").nth(1).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let here = name == "localhost" || name.starts_with("127.") || name == "[::1]";
    if host.is_empty()
        || host.contains('/')
        || !(url.starts_with("https://") || url.starts_with("http://"))
    {
        return fault(
            format!("`public_url` is `{url}`, which is not an address without a path"),
            "write it like https://police.example, with no slash at the end",
        );
    }
    if url.starts_with("http://") && !here && !demo {
        return fault(
            format!("`public_url` is `{url}`: people's reports would travel unencrypted"),
            "use https:, or --demo to try things out",
        );
    }
    if config
        .secrets
        .server_key
        .as_ref()
        .is_some_and(|key| key.len() != 64 || !key.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        return fault(
            "`secrets.server_key` is not 64 hexadecimal digits".to_owned(),
            "make one with: openssl rand -hex 32",
        );
    }
    if config.telemetry.otlp_endpoint.as_deref().is_some_and(|url| !is_plain(url)) {
        return fault(
            "`telemetry.otlp_endpoint` is not an http: address".to_owned(),
            "write it like http://localhost:4318; a collector beside the server can carry traces on by https:",
        );
    }
    if let Some((problem, remedy)) = no_gazetteer(config) {
        return fault(problem.to_owned(), remedy);
    }
    if config.map.tiles.as_deref().is_some_and(|tiles| !are_tiles(tiles)) {
        return fault(
            "`map.tiles` is not the address of tiles".to_owned(),
            "write it like https://tiles.example/{z}/{x}/{y}.png, or /tiles/{z}/{x}/{y}.png",
        );
    }
    if let Some(fault) = sign_in::check(&config.sign_in, place) {
        return Some(fault);
    }
    if !config.leave_to.starts_with("https://") {
        return fault(
            "`leave_to` is not an https: address".to_owned(),
            "name a neutral public site",
        );
    }
    None
}

/// Whether this names tiles by their place, on our own address or an encrypted one.
fn are_tiles(url: &str) -> bool {
    let begins = ["/", "https://", "http://127.0.0.1:", "http://localhost:"];
    let plain = |c: char| c.is_ascii_alphanumeric() || "/:.-_~?&=%{}".contains(c);
    begins.iter().any(|it| url.starts_with(it))
        && !url.starts_with("//")
        && ["{z}", "{x}", "{y}"].iter().all(|part| url.contains(part))
        && url.chars().all(plain)
}

/// Why a provider of addresses cannot be asked, and what to do about it.
fn no_gazetteer(config: &Config) -> Option<(&'static str, &'static str)> {
    let gazetteer = &config.gazetteer;
    if gazetteer.source != Source::OsPlaces {
        return None;
    }
    let url = &gazetteer.os_places_url;
    let here = ["http://127.0.0.1:", "http://localhost:"].iter().any(|it| url.starts_with(it));
    if !here && !url.starts_with("https://") {
        let remedy = "write it like https://api.os.uk: postcodes must not travel unencrypted";
        return Some(("`gazetteer.os_places_url` is not an https: address", remedy));
    }
    let without = gazetteer.os_places_key.is_none();
    without.then_some((
        "`gazetteer.source` is os-places, and there is no key",
        "write it as `gazetteer.os_places_key`, or name its file in BLUELAMP__GAZETTEER__OS_PLACES_KEY_FILE",
    ))
}

/// Whether this is an unencrypted address with a host.
fn is_plain(url: &str) -> bool {
    url.strip_prefix("http://").is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::load;
    use std::path::Path;

    fn env(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_environment_lies_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b.toml");
        std::fs::write(&file, "data = \"/a\"\n[database]\nconnections = 3\n").unwrap();
        let config =
            load(Some(&file), env(&[("BLUELAMP__DATABASE__CONNECTIONS", "7")]), false).unwrap();
        assert_eq!((config.data.as_path(), config.database.connections), (Path::new("/a"), 7));
    }

    #[test]
    fn a_secret_may_lie_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("url");
        std::fs::write(&file, "postgres://x\n").unwrap();
        let path = file.display().to_string();
        let config = load(None, env(&[("BLUELAMP__DATABASE__URL_FILE", &path)]), false).unwrap();
        assert_eq!(config.database.url.as_deref(), Some("postgres://x"));
        assert!(!config.dump().unwrap().contains("postgres://x"));
    }

    #[test]
    fn a_mistyped_key_is_an_error_that_names_the_nearest() {
        for name in ["BLUELAMP__DATABASE__ULR", "BLUELAMP__DATABSE__URL"] {
            let faults = load(None, env(&[(name, "x")]), false).unwrap_err();
            assert!(faults[0].remedy.contains("`database.url`"), "{}", faults[0]);
        }
    }

    #[test]
    fn traces_go_to_a_collector_that_is_named_and_reached_without_tls() {
        let endpoint = "BLUELAMP__TELEMETRY__OTLP_ENDPOINT";
        assert_eq!(load(None, env(&[]), false).unwrap().telemetry.otlp_endpoint, None);
        for (url, fits) in [
            ("http://localhost:4318", true),
            ("http://127.0.0.1:4318/v1/traces", true),
            ("https://collector.example", false),
            ("localhost:4318", false),
            ("http://", false),
        ] {
            assert_eq!(load(None, env(&[(endpoint, url)]), false).is_ok(), fits, "{url}");
        }
    }

    #[test]
    fn addresses_are_asked_for_outside_only_encrypted_and_with_a_key() {
        let [source, key, url] = [
            "BLUELAMP__GAZETTEER__SOURCE",
            "BLUELAMP__GAZETTEER__OS_PLACES_KEY",
            "BLUELAMP__GAZETTEER__OS_PLACES_URL",
        ];
        for (given, fits) in [
            (vec![(source, "none")], true),
            (vec![(source, "loaded")], true),
            (vec![(source, "os-places")], false),
            (vec![(source, "os-places"), (key, "k")], true),
            (vec![(source, "os-places"), (key, "k"), (url, "http://127.0.0.1:8")], true),
            (vec![(source, "os-places"), (key, "k"), (url, "http://api.example")], false),
            (vec![(source, "google")], false),
        ] {
            let loaded = load(None, env(&given), false);
            assert_eq!(loaded.is_ok(), fits, "{given:?}: {loaded:?}");
            let shown = loaded.ok().map(|config| config.dump().unwrap());
            assert!(!shown.is_some_and(|it| it.contains("\"k\"")), "the key is shown");
        }
    }

    #[test]
    fn tiles_are_named_by_their_place() {
        for (url, fits) in [
            ("https://tiles.example/{z}/{x}/{y}.png?key=a", true),
            ("/tiles/{z}/{x}/{y}.png", true),
            ("http://tiles.example/{z}/{x}/{y}.png", false),
            ("//tiles.example/{z}/{x}/{y}.png", false),
            ("https://tiles.example/{z}/{x}.png", false),
            ("https://tiles.example/{z}/{x}/{y}.png; script-src *", false),
        ] {
            let loaded = load(None, env(&[("BLUELAMP__MAP__TILES", url)]), false);
            assert_eq!(loaded.is_ok(), fits, "{url}");
        }
    }

    #[test]
    fn an_unencrypted_public_address_is_refused_outside_a_demo() {
        for (url, demo, fits) in [
            ("http://localhost:8080", false, true),
            ("http://127.0.0.1:9", false, true),
            ("https://police.example", false, true),
            ("http://police.example", false, false),
            ("http://police.example", true, true),
            ("https://police.example/", false, false),
            ("police.example", true, false),
        ] {
            let loaded = load(None, env(&[("BLUELAMP__PUBLIC_URL", url)]), demo);
            assert_eq!(loaded.is_ok(), fits, "{url}");
        }
    }
}
