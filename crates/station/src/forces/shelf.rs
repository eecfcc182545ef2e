//! The force files that came with the program, or those of a folder.

use super::{Finding, check};
use kernel::Forces;
use rust_embed::Embed;
use std::path::Path;

#[derive(Embed)]
#[folder = "../../forces"]
struct Shelf;

/// The forces that came with the program.
pub fn embedded() -> Result<Forces, Vec<Finding>> {
    check(Shelf::iter().filter_map(|name| {
        let id = name.strip_suffix(".toml")?.to_owned();
        let file = Shelf::get(&name)?;
        Some((id, String::from_utf8_lossy(&file.data).into_owned()))
    }))
}

/// The forces of a folder: each `*.toml` in it is one, and its name is its id.
pub fn load(folder: &Path) -> Result<Forces, Vec<Finding>> {
    let fault = |problem: String| {
        vec![Finding {
            file: folder.display().to_string(),
            line: None,
            problem,
            remedy: "name a folder of force files that can be read".to_owned(),
        }]
    };
    let entries = std::fs::read_dir(folder).map_err(|error| fault(error.to_string()))?;
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let (Some(id), Some("toml")) = (
            path.file_stem().and_then(|stem| stem.to_str()),
            path.extension().and_then(|extension| extension.to_str()),
        ) else {
            continue;
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| fault(format!("{}: {error}", path.display())))?;
        files.push((id.to_owned(), text));
    }
    files.sort();
    check(files)
}
