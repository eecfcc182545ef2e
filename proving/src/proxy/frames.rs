//! The little of PostgreSQL's protocol that tells its messages apart.

use std::io::{Error, ErrorKind, Result};
use tokio::io::AsyncReadExt as _;
use tokio::net::tcp::OwnedReadHalf;

/// A message from the client's side, whole; empty at the end. The first of a connection has no
/// letter before its length.
pub(super) async fn read(from: &mut OwnedReadHalf, first: bool) -> Result<Vec<u8>> {
    let mut frame = Vec::new();
    if !first {
        let mut letter = [0];
        if from.read(&mut letter).await? == 0 {
            return Ok(frame);
        }
        frame.extend(letter);
    }
    let mut length = [0; 4];
    from.read_exact(&mut length).await?;
    frame.extend(length);
    let rest = u32::from_be_bytes(length).checked_sub(4).and_then(|rest| rest.try_into().ok());
    let rest: usize = rest.ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
    let body = frame.len();
    frame.resize(body + rest, 0);
    if let Some(body) = frame.get_mut(body..) {
        from.read_exact(body).await?;
    }
    Ok(frame)
}

/// Whether a message asks for a commit: a simple query.
pub(super) fn is_commit(frame: &[u8]) -> bool {
    let text = frame.strip_prefix(b"Q").and_then(|rest| rest.get(4..10));
    text.is_some_and(|text| text.eq_ignore_ascii_case(b"commit"))
}

/// Whether an answer says that a commit was done.
pub(super) fn tells_of_commit(bytes: &[u8]) -> bool {
    bytes.windows(7).any(|window| window == b"COMMIT\0")
}

#[cfg(test)]
mod tests {
    use super::{is_commit, tells_of_commit};

    #[test]
    fn a_commit_is_known_both_ways() {
        assert!(is_commit(b"Q\0\0\0\x0bCOMMIT\0"));
        assert!(is_commit(b"Q\0\0\0\x0bcommit\0"));
        assert!(!is_commit(b"Q\0\0\0\x0abegin\0"));
        assert!(!is_commit(b"S\0\0\0\x04"));
        assert!(tells_of_commit(b"C\0\0\0\x0bCOMMIT\0Z\0\0\0\x05I"));
        assert!(!tells_of_commit(b"C\0\0\0\x0dROLLBACK\0"));
    }
}
