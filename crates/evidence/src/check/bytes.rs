//! A file to be read from anywhere, for libraries that know nothing of our store.

use kernel::Problem;
use station::blobs::{Blob, Blobs, PIECE};
use std::io::{Error, Read, Result, Seek, SeekFrom};
use tokio::runtime::Handle;

/// A file as something to read and to seek in, with one piece of it in memory. For threads that may
/// wait, such as those of `spawn_blocking`.
pub(crate) struct Bytes {
    blobs: Blobs,
    blob: Blob,
    runtime: Handle,
    at: u64,
    /// Where the piece begins that is in memory, and the piece.
    near: (u64, Vec<u8>),
}

impl Bytes {
    /// From its beginning.
    pub(crate) fn new(blobs: &Blobs, blob: &Blob) -> Self {
        Self {
            blobs: blobs.clone(),
            blob: blob.clone(),
            runtime: Handle::current(),
            at: 0,
            near: (0, Vec::new()),
        }
    }

    pub(super) const fn size(&self) -> u64 {
        self.blob.size
    }

    /// Some bytes from a place; fewer where the file ends.
    pub(super) fn some(&mut self, from: u64, most: usize) -> Result<Vec<u8>> {
        self.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        let most = u64::try_from(most).map_err(Error::other)?;
        self.by_ref().take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn fetch(&mut self) -> Result<()> {
        let piece = u64::try_from(PIECE).map_err(Error::other)?;
        let begin = self.at / piece * piece;
        let from_here = begin..self.blob.size;
        let part = self.blobs.part(&self.blob, &from_here);
        let part = self.runtime.block_on(part).map_err(|problem: Problem| Error::other(problem))?;
        self.near = (begin, part);
        Ok(())
    }

    fn at_hand(&self) -> Option<&[u8]> {
        let (begin, piece) = &self.near;
        let skipped = usize::try_from(self.at.checked_sub(*begin)?).ok()?;
        piece.get(skipped..).filter(|rest| !rest.is_empty())
    }
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if self.at >= self.blob.size || into.is_empty() {
            return Ok(0);
        }
        if self.at_hand().is_none() {
            self.fetch()?;
        }
        let read = self.at_hand().unwrap_or_default().read(into)?;
        self.at += u64::try_from(read).map_err(Error::other)?;
        Ok(read)
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.blob.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| Error::other("before the beginning"))?;
        Ok(self.at)
    }
}
