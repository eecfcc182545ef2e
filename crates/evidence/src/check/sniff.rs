//! What a file is by its bytes, and whether that is what it says it is.

use crate::file::{Kind, Why};

/// How much of the beginning and of the end is looked at.
pub(super) const EDGE: usize = 64 * 1024;
/// How far into a file programs look for the beginning of a PDF.
const FOR_PDF: usize = 1024;

/// What browsers and office programs run, by how it begins.
const RUNS: [&[u8]; 6] = [b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml", b"#!"];

/// The type that the beginning of a file shows, if it is one that we know.
pub(super) fn mime(head: &[u8]) -> Option<&'static str> {
    if let Some(found) = infer::get(head) {
        return Some(found.mime_type());
    }
    let begins = head.trim_ascii_start();
    let begins = begins.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begins);
    let runs = RUNS.iter().any(|mark| begins_with(begins, mark));
    if runs {
        return Some("text/html");
    }
    std::str::from_utf8(head.get(..head.len().min(512)).unwrap_or_default())
        .is_ok_and(|text| !text.contains('\0'))
        .then_some("text/plain")
}

/// Whether a file is something other than its sender's program says. Programs often say nothing, and
/// one kind of picture for another; neither matters.
pub(super) fn is_not(declared: &str, found: Option<&str>) -> bool {
    let declared_kind = Kind::of(declared);
    match found {
        _ if declared.is_empty() || declared == "application/octet-stream" => false,
        // Not everything is known to us: a recording of a doorbell may be of any kind.
        None => declared_kind == Kind::Picture,
        Some(found) if Kind::of(found) == declared_kind => {
            declared_kind == Kind::Document && is_program(found) && !is_program(declared)
        }
        Some(_) => true,
    }
}

/// Whether a type is something that runs.
pub(super) fn is_program(mime: &str) -> bool {
    matches!(
        mime,
        "text/html"
            | "application/x-executable"
            | "application/vnd.microsoft.portable-executable"
            | "application/x-mach-binary"
            | "application/wasm"
            | "application/x-sh"
            | "text/x-shellscript"
    )
}

/// Why the edges of a file make it two things at once: a picture or a document that is also a page,
/// an archive or another document, for whoever opens it so.
pub(super) fn two_things(mime: &str, head: &[u8], tail: &[u8]) -> Option<Why> {
    let picture = mime.starts_with("image/");
    let pdf_later = head.get(..head.len().min(FOR_PDF)).is_some_and(|start| holds(start, b"%PDF-"));
    let archive = holds(tail, b"PK\x05\x06");
    let page = [head, tail].into_iter().any(|edge| {
        [&b"<script"[..], b"<html", b"<!doctype html"].iter().any(|mark| holds_any_case(edge, mark))
    });
    let two = match mime {
        "application/pdf" => archive,
        _ if picture => archive || pdf_later || page,
        _ => false,
    };
    two.then_some(Why::TwoThings)
}

fn begins_with(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|part| part == mark)
}

fn holds_any_case(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|part| part.eq_ignore_ascii_case(mark))
}

#[cfg(test)]
mod tests {
    use super::{is_not, mime, two_things};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn what_a_file_is_shows_in_its_bytes() {
        for (bytes, found) in [
            (PNG, Some("image/png")),
            (&b"%PDF-1.7\n"[..], Some("application/pdf")),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some("image/jpeg")),
            (b"  <!DOCTYPE html><p>", Some("text/html")),
            (b"<svg onload=alert(1)>", Some("text/html")),
            (b"Dear officer", Some("text/plain")),
            (b"\0\x01\x02\x03\xfe\xff", None),
        ] {
            assert_eq!(mime(bytes), found, "{bytes:?}");
        }
    }

    #[test]
    fn a_file_is_put_aside_when_it_is_not_what_it_says() {
        for (declared, found, differs) in [
            ("image/jpeg", Some("image/jpeg"), false),
            ("image/jpeg", Some("image/png"), false),
            ("image/jpeg", Some("text/html"), true),
            ("image/jpeg", Some("application/zip"), true),
            ("image/jpeg", None, true),
            ("", Some("application/zip"), false),
            ("application/octet-stream", None, false),
            ("video/mp4", None, false),
            ("video/mp4", Some("application/x-executable"), true),
            ("application/pdf", Some("text/html"), true),
            ("text/plain", Some("text/plain"), false),
        ] {
            assert_eq!(is_not(declared, found), differs, "{declared} {found:?}");
        }
    }

    #[test]
    fn a_picture_that_is_also_something_else_is_put_aside() {
        let with = |rest: &[u8]| [PNG, rest].concat();
        for (mime, bytes, two) in [
            ("image/png", with(b"pixels"), false),
            ("image/png", with(b"<SCRIPT>alert(1)</script>"), true),
            ("image/png", with(b"%PDF-1.4"), true),
            ("image/png", with(b"PK\x05\x06"), true),
            ("application/pdf", b"%PDF-1.4 PK\x05\x06".to_vec(), true),
            ("application/zip", b"PK\x03\x04PK\x05\x06".to_vec(), false),
        ] {
            assert_eq!(two_things(mime, &bytes, &bytes).is_some(), two, "{mime} {bytes:?}");
        }
    }
}
