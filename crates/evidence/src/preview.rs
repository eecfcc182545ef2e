//! Previews: a smaller picture made anew from the pixels, so that nothing else of the file is in it.
//!
//! Pictures are opened in a process of its own (`bluelamp preview`), which has no network where the
//! system lets us take it away, no environment, little memory and little time. When it crashes there
//! is no preview, and nothing else.

use crate::check::is_too_large;
use crate::file::FileId;
use crate::store;
use crate::vault::Vault;
use futures_util::TryStreamExt;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use kernel::Problem;
use station::blobs::{Blob, Writer};
use station::{Act, Entry, Scope};
use std::io::{Cursor, Error, Read, Result, Write};
use std::path::Path;
use std::pin::pin;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::time::timeout;

/// The longer side of a preview, in pixels.
const SIDE: u32 = 1024;
/// The most memory that a decoder asks for, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;
/// The largest file that a preview is made of, in bytes.
pub(crate) const LARGEST: u64 = 64 * 1024 * 1024;
/// The largest preview, in bytes.
const SMALL: u64 = 4 * 1024 * 1024;
/// How long it may take.
const LONGEST: Duration = Duration::from_secs(20);
/// The type of every preview.
pub const TYPE: &str = "image/jpeg";

/// Reads a picture and writes its preview: what `bluelamp preview` does.
pub fn render(mut original: impl Read, mut into: impl Write) -> Result<()> {
    let mut bytes = Vec::new();
    original.by_ref().take(LARGEST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(Error::other("the picture is too large for a preview"));
    }
    let picture = decode(bytes).map_err(Error::other)?;
    let large = picture.width().max(picture.height()) > SIDE;
    let small = if large { picture.thumbnail(SIDE, SIDE) } else { picture }.into_rgb8();
    let mut preview = Cursor::new(Vec::new());
    small.write_to(&mut preview, ImageFormat::Jpeg).map_err(Error::other)?;
    into.write_all(preview.get_ref())?;
    into.flush()
}

/// The pixels of a picture, the right way up.
fn decode(bytes: Vec<u8>) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (wide, high) = decoder.dimensions();
    if is_too_large(wide, high) {
        return Err(image::ImageError::IoError(Error::other("too many pixels")));
    }
    let turned = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

impl Vault {
    /// Makes the preview of a picture that was checked.
    pub(crate) async fn make_preview(
        &self,
        scope: &Scope,
        id: &FileId,
        blob: &Blob,
    ) -> std::result::Result<(), Problem> {
        let Some(made) = self.previewed(&[], (blob, SMALL)).await else { return Ok(()) };
        let mut tx = self.station.begin(scope).await?;
        let preview = self.blobs.begin(&mut tx).await?;
        tx.commit_upkeep(station::Upkeep::Files).await?;
        let mut writer = Writer::resume(&self.blobs, &self.station, scope, preview).await?;
        writer.write(&made).await?;
        let finished = writer.finish().await?;
        let mut tx = self.station.begin(scope).await?;
        finished.record(&mut tx).await?;
        if !store::checks::has_preview(&mut tx, id, preview).await? {
            self.blobs.erase(&mut tx, preview).await?;
        }
        tx.journal(Entry::new(Act::Alteration, "file_preview_made", "file", blob.id)).await?;
        tx.commit().await
    }

    /// What the previewer makes of a file, up to so many bytes; nothing where it makes nothing.
    pub(crate) async fn previewed(
        &self,
        how: &[&str],
        (blob, most): (&Blob, u64),
    ) -> Option<Vec<u8>> {
        let program = self.settings.previewer.as_ref()?;
        if blob.size > LARGEST {
            return None;
        }
        match timeout(LONGEST, self.run((program, how), (blob, most))).await {
            Ok(Ok(made)) if !made.is_empty() => Some(made),
            _ => {
                tracing::info!("a picture has no preview: it could not be made");
                None
            }
        }
    }

    /// Runs the previewer: the original goes in, the preview comes out.
    async fn run(
        &self,
        (program, how): (&Path, &[&str]),
        (blob, most): (&Blob, u64),
    ) -> Result<Vec<u8>> {
        let mut child = apart(program).args(how).spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else {
            return Err(Error::other("no pipes"));
        };
        let give = async {
            let mut bytes = pin!(self.blobs.read(blob.clone(), 0..blob.size));
            while let Some(part) = bytes.try_next().await.map_err(Error::other)? {
                stdin.write_all(&part).await?;
            }
            drop(stdin);
            Ok::<_, Error>(())
        };
        let take = async {
            let mut preview = Vec::new();
            stdout.take(most + 1).read_to_end(&mut preview).await?;
            Ok::<_, Error>(preview)
        };
        let (_gone_early, preview) = tokio::join!(give, take);
        let (preview, status) = (preview?, child.wait().await?);
        let small = u64::try_from(preview.len()).is_ok_and(|length| length <= most);
        if status.success() && small { Ok(preview) } else { Err(Error::other("no preview")) }
    }
}

/// The previewer as a command: without our environment, without a network where that can be had,
/// and with limits of its own.
fn apart(program: &Path) -> Command {
    let limits = ["--as=1500000000", "--cpu=20", "--core=0", "--nofile=32", "--fsize=0"];
    let mut words: Vec<std::ffi::OsString> = Vec::new();
    if isolates() {
        words.extend(["unshare", "--net", "--map-current-user", "--"].map(Into::into));
    }
    if found("prlimit") {
        words.push("prlimit".into());
        words.extend(limits.map(Into::into));
        words.push("--".into());
    }
    words.push(program.into());
    words.push("preview".into());
    let mut words = words.into_iter();
    let mut command = Command::new(words.next().unwrap_or_default());
    command
        .args(words)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command
}

/// Whether this system lets us take the network away: asked once.
fn isolates() -> bool {
    static ISOLATES: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    *ISOLATES.get_or_init(|| {
        let tried = std::process::Command::new("unshare")
            .args(["--net", "--map-current-user", "--", "true"])
            .stderr(Stdio::null())
            .status();
        let isolates = tried.is_ok_and(|status| status.success());
        if !isolates {
            tracing::warn!(
                "previews are made without taking the network away: unshare is refused here"
            );
        }
        isolates
    })
}

fn found(program: &str) -> bool {
    ["/usr/bin", "/bin"].iter().any(|folder| Path::new(folder).join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::render;
    use image::{GenericImageView, ImageFormat, RgbImage};
    use std::io::Cursor;

    fn png(wide: u32, high: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(wide, high).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_preview_is_small_and_has_nothing_but_pixels() {
        let mut preview = Vec::new();
        render(&png(2000, 500)[..], &mut preview).unwrap();
        let picture = image::load_from_memory(&preview).unwrap();
        assert_eq!(picture.dimensions(), (1024, 256));
        for trace in [&b"Exif"[..], b"GPS", b"http://ns.adobe.com/xap"] {
            assert!(!preview.windows(trace.len()).any(|part| part == trace));
        }
    }

    #[test]
    fn a_small_picture_is_not_made_larger() {
        let mut preview = Vec::new();
        render(&png(300, 200)[..], &mut preview).unwrap();
        assert_eq!(image::load_from_memory(&preview).unwrap().dimensions(), (300, 200));
    }

    #[test]
    fn what_is_no_picture_has_no_preview() {
        for bytes in [&b""[..], b"Dear officer", &png(50, 50)[..40]] {
            assert!(render(bytes, &mut Vec::new()).is_err());
        }
    }
}
