//! Reading a file again, for tests: what a machine finds in it that knows nothing of us.

use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// What was found in a file.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the reader's window calls it.
    pub title: String,
    /// Its language.
    pub language: String,
    /// Whether it says that it is tagged, and that its window shows the title.
    pub tagged: bool,
    /// Whether it claims PDF/UA-1.
    pub accessible: bool,
    /// How many pages it has.
    pub pages: usize,
    /// How often each tag stands in the tree.
    pub tags: BTreeMap<String, usize>,
    /// The languages that parts of the tree state.
    pub languages: Vec<String>,
    /// What is written on it; every run of white space is one space.
    pub text: String,
}

/// Reads a file.
///
/// # Panics
/// When it is no PDF that can be read.
#[must_use]
#[expect(clippy::expect_used, reason = "a test stops where it fails")]
pub fn read(bytes: &[u8]) -> Found {
    let document = Document::load_mem(bytes).expect("a PDF");
    let catalog = document.catalog().expect("a catalogue");
    let dict = |of: &Dictionary, key: &[u8]| {
        of.get_deref(key, &document).and_then(Object::as_dict).cloned()
    };
    let mark = dict(catalog, b"MarkInfo").ok();
    let marked = mark.and_then(|mark| mark.get(b"Marked").and_then(Object::as_bool).ok());
    let view = dict(catalog, b"ViewerPreferences").ok();
    let shown = view.and_then(|view| view.get(b"DisplayDocTitle").and_then(Object::as_bool).ok());
    let info = document.trailer.get_deref(b"Info", &document).and_then(Object::as_dict);
    let title = info.ok().and_then(|info| info.get_deref(b"Title", &document).ok().map(text_of));
    let metadata = catalog.get_deref(b"Metadata", &document).and_then(Object::as_stream);
    let metadata = metadata.map(|stream| stream.get_plain_content().unwrap_or_default());
    let metadata = metadata.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut tree = (BTreeMap::new(), Vec::new());
    if let Ok(root) = catalog.get(b"StructTreeRoot") {
        walk(&document, root, &mut tree);
    }
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("its text");
    Found {
        title: title.unwrap_or_default(),
        language: catalog.get(b"Lang").map(text_of).unwrap_or_default(),
        tagged: marked == Some(true) && shown == Some(true),
        accessible: metadata.unwrap_or_default().contains("pdfuaid:part"),
        pages: pages.len(),
        tags: tree.0,
        languages: tree.1,
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn text_of(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap_or_default()
}

fn walk(document: &Document, object: &Object, found: &mut (BTreeMap<String, usize>, Vec<String>)) {
    match document.dereference(object) {
        Ok((_, Object::Array(items))) => items.iter().for_each(|item| walk(document, item, found)),
        Ok((_, Object::Dictionary(part))) => {
            if let Ok(tag) = part.get(b"S").and_then(Object::as_name) {
                *found.0.entry(String::from_utf8_lossy(tag).into_owned()).or_default() += 1;
            }
            found.1.extend(part.get(b"Lang").map(text_of));
            if let Ok(children) = part.get(b"K") {
                walk(document, children, found);
            }
        }
        _ => {}
    }
}
