//! Takes the prebuilt styles and scripts of the design systems from `frontend/node_modules`, and our
//! own from `frontend`, and makes of them what the counter serves: without the fonts, the crown and
//! the crest that others may not use, under names that carry their content's hash, with gzip and
//! brotli beside each. The table of it all is `assets.rs` in the build's output folder.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

type Outcome<T> = Result<T, Box<dyn Error>>;

const GOVUK: &str = "govuk-frontend";
const MOJ: &str = "@ministryofjustice/frontend";

/// What stands in for the typeface that is licensed to GOV.UK alone.
const SYSTEM_FONTS: &str = "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",Arial,sans-serif";

fn main() -> Outcome<()> {
    let told = |name: &str| std::env::var_os(name).map(PathBuf::from).ok_or("run by cargo only");
    let (frontend, out) = (told("CARGO_MANIFEST_DIR")?.join("../../frontend"), told("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    if !frontend.join("node_modules").join(GOVUK).exists() {
        // Whatever appears there later is looked for again: a missing file always is.
        println!("cargo::rerun-if-changed={}", frontend.join("node_modules").display());
        println!(
            "cargo::error=the front-end packages are missing: run `npm ci` in the folder `frontend`"
        );
        return Ok(());
    }
    let mut shelf = Shelf { frontend, out, names: String::new(), rows: BTreeMap::new() };

    let govuk_style = shelf.package(GOVUK, "dist/govuk/govuk-frontend.min.css")?;
    let govuk_style = without_crest(&without_fonts(&without_comments(&govuk_style))?);
    shelf.put("GOVUK_STYLE", "govuk.css", &credited(&shelf.licence(GOVUK)?, &govuk_style))?;

    let moj_style = shelf.package(MOJ, "moj/moj-frontend.min.css")?;
    let moj_style = shelf.with_icons(&without_fonts(&without_comments(&moj_style))?)?;
    shelf.put("MOJ_STYLE", "moj.css", &credited(&shelf.licence(MOJ)?, &moj_style))?;

    let own_style = without_comments(&shelf.own("css/bluelamp.css")?);
    shelf.put("OWN_STYLE", "bluelamp.css", &own_style)?;

    let govuk_script = shelf.package(GOVUK, "dist/govuk/govuk-frontend.min.js")?;
    let govuk_script = credited(&shelf.licence(GOVUK)?, without_source_map(&govuk_script));
    let govuk_address = shelf.put("GOVUK_SCRIPT", "govuk.js", &govuk_script)?;

    let own_script = shelf.own("js/bluelamp.mjs")?;
    let import = format!("from '{GOVUK}'");
    if !own_script.contains(&import) {
        return Err(format!("bluelamp.mjs no longer imports {import}").into());
    }
    let uploads = shelf.own("js/uploads.mjs")?;
    let uploads_address = shelf.put("UPLOADS_SCRIPT", "uploads.js", &uploads)?;
    let own_script = own_script
        .replace(&import, &format!("from '{govuk_address}'"))
        .replace("from './uploads.mjs'", &format!("from '{uploads_address}'"));
    let search = shelf.own("js/search.mjs")?;
    let search_address = shelf.put("SEARCH_SCRIPT", "search.js", &search)?;
    let own_script =
        own_script.replace("import('./search.mjs')", &format!("import('{search_address}')"));

    let news = shelf.own("js/news.mjs")?;
    let news_address = shelf.put("NEWS_SCRIPT", "news.js", &news)?;
    let own_script =
        own_script.replace("import('./news.mjs')", &format!("import('{news_address}')"));

    let own_script = shelf.map(&own_script)?;
    shelf.put("OWN_SCRIPT", "bluelamp.js", &own_script)?;

    let editor_script = shelf.own("js/editor.mjs")?;
    shelf.put("EDITOR_SCRIPT", "editor.js", &editor_script)?;

    let calls_script = shelf.own("js/calls.mjs")?;
    shelf.put("SCRIPT_OF_CALLS", "calls.js", &calls_script)?;

    let htmx = shelf.package("htmx.org", "dist/htmx.min.js")?;
    shelf.put("HTMX_SCRIPT", "htmx.js", &credited(&shelf.licence("htmx.org")?, &htmx))?;

    let mark = shelf.own("images/mark.svg")?;
    shelf.put("MARK", "mark.svg", &mark)?;
    shelf.close()
}

/// Where the files come from and go to, and what is on it so far.
struct Shelf {
    frontend: PathBuf,
    out: PathBuf,
    /// One constant for each address that the code names.
    names: String,
    /// One row of the table for each file, by its name: the table is searched by halves.
    rows: BTreeMap<String, String>,
}

impl Shelf {
    /// A file of our own in `frontend`.
    fn own(&self, path: &str) -> Outcome<String> {
        read(&self.frontend.join(path))
    }

    /// A file of a package.
    fn package(&self, name: &str, path: &str) -> Outcome<String> {
        read(&self.frontend.join("node_modules").join(name).join(path))
    }

    /// Name, version and licence of a package, for the top of what is taken from it.
    fn licence(&self, name: &str) -> Outcome<String> {
        let about: serde_json::Value = serde_json::from_str(&self.package(name, "package.json")?)?;
        let field = |key: &str| about.get(key).and_then(|value| value.as_str()).unwrap_or("?");
        Ok(format!("{name} {}, licence {}", field("version"), field("license")))
    }

    /// Keeps a file and gives its address a name in the code. Returns the address.
    fn put(&mut self, constant: &str, name: &str, content: &str) -> Outcome<String> {
        let address = self.keep(name, content)?;
        writeln!(self.names, "pub(super) const {constant}: &str = {address:?};")?;
        Ok(address)
    }

    /// Writes a file under a name that carries its hash, with its compressed forms. Returns its
    /// address.
    fn keep(&mut self, name: &str, content: &str) -> Outcome<String> {
        let digest = Sha256::digest(content);
        let head = digest.first_chunk().ok_or("a digest is longer than its head")?;
        let hash = format!("{:016x}", u64::from_be_bytes(*head));
        let (stem, extension) = name.rsplit_once('.').ok_or("an asset's name has an extension")?;
        let file = format!("{stem}-{hash}.{extension}");
        let kind = match extension {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            other => return Err(format!("no content type is known for .{other}").into()),
        };
        fs::write(self.out.join(&file), content)?;
        fs::write(self.out.join(format!("{file}.gz")), gzip(content)?)?;
        fs::write(self.out.join(format!("{file}.br")), brotli(content)?)?;
        let bytes = |suffix: &str| {
            format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}{suffix}\"))")
        };
        let row = format!(
            "({file:?}, Asset {{ content_type: {kind:?}, plain: {}, gzip: {}, brotli: {}, etag: {hash:?} }})",
            bytes(""),
            bytes(".gz"),
            bytes(".br"),
        );
        self.rows.insert(file.clone(), row);
        Ok(format!("/assets/{file}"))
    }

    /// Keeps the icons that a style sheet of the Ministry of Justice shows, and points it to them.
    fn with_icons(&mut self, style: &str) -> Outcome<String> {
        const FROM: &str = "url(/assets/images/";
        let mut pieces = style.split(FROM);
        let mut pointed = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (icon, rest) = piece.split_once(')').ok_or("a url( without its end")?;
            let drawing = self.package(MOJ, &format!("moj/assets/images/{icon}"))?;
            let address = self.keep(icon, &drawing)?;
            write!(pointed, "url({address}){rest}")?;
        }
        Ok(pointed)
    }

    /// Keeps the map: Leaflet, without what writes HTML from text and what is drawn from nowhere, and our
    /// pin on it. Returns the script of every page, which fetches it where it is needed.
    fn map(&mut self, own_script: &str) -> Outcome<String> {
        const NOTHING: &str = "data:image/gif;base64,R0lGODlhAQABAAD/ACwAAAAAAQABAAACADs=";
        const SVG: &str = ".innerHTML=\"<svg/>\"";
        let blank = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
        let blank = self.keep("blank.svg", blank)?;
        let pin = self.own("images/pin.svg")?;
        self.put("MAP_PIN", "pin.svg", &pin)?;
        let licence = self.licence("leaflet")?;
        let script = self.package("leaflet", "dist/leaflet.js")?;
        if !script.contains(SVG) || !script.contains(NOTHING) {
            return Err("Leaflet is written in a new way: look at what the build takes out".into());
        }
        // A test whether SVG can be written as text: no page of ours may, and no map of ours does.
        let script = script.replace(SVG, ".textContent=\"\"").replace(NOTHING, &blank);
        // Its own pin and shadow are pictures that we do not serve.
        let script = script.replace(".png", "");
        let leaflet = self.keep("leaflet.js", &credited(&licence, without_source_map(&script)))?;
        let style = without_comments(&self.package("leaflet", "dist/leaflet.css")?);
        let style = style
            .replace("url(images/", "url(/nowhere/")
            .replace("behavior: url(#default#VML);", "");
        let style: String = style
            .split_inclusive(['{', ';', '}'])
            .map(|piece| if piece.contains("url(/nowhere/") { "" } else { piece })
            .collect();
        self.put("MAP_STYLE", "leaflet.css", &credited(&licence, &style))?;
        let map = self.own("js/map.mjs")?;
        let map = map.replace("import('./leaflet.js')", &format!("import('{leaflet}')"));
        let map = self.keep("map.js", &map)?;
        Ok(own_script.replace("import('./map.mjs')", &format!("import('{map}')")))
    }

    /// Writes the table.
    fn close(self) -> Outcome<()> {
        let rows: Vec<String> = self.rows.into_values().collect();
        let table = format!(
            "{}\npub(super) static TABLE: &[(&str, Asset)] = &[\n{},\n];\n",
            self.names,
            rows.join(",\n")
        );
        Ok(fs::write(self.out.join("assets.rs"), table)?)
    }
}

fn read(path: &Path) -> Outcome<String> {
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(path).map_err(|error| {
        format!("{}: {error} (run `npm ci` in the folder `frontend`)", path.display()).into()
    })
}

/// A file that says where it is from.
fn credited(licence: &str, content: &str) -> String {
    format!("/*! {licence} */\n{content}")
}

fn without_comments(style: &str) -> String {
    let mut pieces = style.split("/*");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once("*/").map_or("", |(_, rest)| rest));
    }
    kept.trim().to_owned()
}

fn without_source_map(script: &str) -> &str {
    script.split("//# sourceMappingURL=").next().unwrap_or(script).trim_end()
}

/// A style sheet without embedded fonts, in the reader's own.
fn without_fonts(style: &str) -> Outcome<String> {
    let mut pieces = style.split("@font-face");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once('}').ok_or("an @font-face without its end")?.1);
    }
    let kept = kept.replace("GDS Transport,arial,sans-serif", SYSTEM_FONTS);
    if kept.contains("GDS Transport") {
        return Err(
            "the design system names its typeface in a new way: look at without_fonts".into()
        );
    }
    Ok(kept)
}

/// A style sheet without the declarations that draw the royal crest.
fn without_crest(style: &str) -> String {
    let mut kept = String::with_capacity(style.len());
    for piece in style.split_inclusive([';', '{', '}']) {
        if piece.contains("govuk-crest") {
            kept.push_str(if piece.ends_with('}') { "}" } else { "" });
        } else {
            kept.push_str(piece);
        }
    }
    kept
}

fn gzip(content: &str) -> Outcome<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content.as_bytes())?;
    Ok(encoder.finish()?)
}

fn brotli(content: &str) -> Outcome<Vec<u8>> {
    let mut packed = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut content.as_bytes(), &mut packed, &settings)?;
    Ok(packed)
}
