//! What our checks make of files: some are put aside, none is taken away.

use crate::town::World;
use evidence::{Scanner, State, Why};
use image::{ImageFormat, RgbImage};
use jiff::SignedDuration;
use std::io::{Cursor, Write};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What every scanner knows, put together here so that none takes this file for it.
fn eicar() -> Vec<u8> {
    let halves = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS", "-TEST-FILE!$H+H*"];
    halves.concat().into_bytes()
}

fn png(wide: u32, high: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(wide, high).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A picture of few bytes whose header promises ever so many pixels.
fn pixel_flood() -> Vec<u8> {
    let mut bytes = png(10, 10);
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let mut crc = !0_u32;
    for byte in &bytes[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
    bytes
}

fn zip_of(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

/// A scanner that knows one thing. It answers as clamd does.
async fn scanner(knows: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        loop {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut command = [0; 10];
            line.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut seen = Vec::new();
            loop {
                let length = usize::try_from(line.read_u32().await.unwrap()).unwrap();
                if length == 0 {
                    break;
                }
                let mut part = vec![0; length];
                line.read_exact(&mut part).await.unwrap();
                seen.extend(part);
            }
            let found = seen.windows(knows.len()).any(|part| part == knows);
            let says = if found { "stream: Eicar-Signature FOUND\0" } else { "stream: OK\0" };
            line.write_all(says.as_bytes()).await.unwrap();
        }
    });
    address
}

#[tokio::test]
async fn what_is_dangerous_to_open_is_put_aside_and_kept_bit_for_bit() {
    let world = World::new().await;
    let with = |rest: &[u8]| [png(20, 20), rest.to_vec()].concat();
    for (name, kind, bytes, state) in [
        ("bike.png", "image/png", png(20, 20), State::Kept),
        ("letter.txt", "text/plain", b"Dear officer".to_vec(), State::Kept),
        ("letters.zip", "application/zip", zip_of("a.txt", b"Dear"), State::Kept),
        ("doorbell.mp4", "video/mp4", vec![0, 1, 2, 3, 200, 250], State::Kept),
        (
            "bomb.zip",
            "application/zip",
            zip_of("zeros", &vec![0; 30_000_000]),
            State::Quarantined(Why::Archive),
        ),
        ("flood.png", "image/png", pixel_flood(), State::Quarantined(Why::Pixels)),
        ("both.png", "image/png", with(&zip_of("x", b"y")), State::Quarantined(Why::TwoThings)),
        ("both.png", "image/png", with(b"<script>1</script>"), State::Quarantined(Why::TwoThings)),
        ("page.jpg", "image/jpeg", b"<html>".to_vec(), State::Quarantined(Why::NotItsType)),
        ("a.svg", "image/svg+xml", b"<svg onload=x>".to_vec(), State::Quarantined(Why::NotItsType)),
        ("broken.png", "image/png", png(9, 9)[..20].to_vec(), State::Quarantined(Why::Unreadable)),
        ("a.7z", "", b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), State::Quarantined(Why::Archive)),
    ] {
        let who = format!("{name} {}", bytes.len());
        let file = world.sends(&who, (name, kind), &bytes).await;
        assert_eq!(file.state, state, "{name}");
        assert!(world.bytes(&file).await == bytes, "{name}");
    }
    assert_eq!(world.entries("file_quarantined").await, 8);
    assert_eq!(world.entries("file_checked").await, 4);
}

#[tokio::test]
async fn what_the_scanner_knows_is_put_aside() {
    let at = scanner(eicar()).await;
    let world = World::with(Some(Scanner::at(&at))).await;
    let bad = world.sends("sam", ("a.txt", "text/plain"), &eicar()).await;
    assert_eq!(bad.state, State::Quarantined(Why::Malware));
    let good = world.sends("alex", ("a.txt", "text/plain"), b"Dear officer").await;
    assert_eq!(good.state, State::Kept);
}

#[tokio::test]
async fn a_scanner_that_is_out_refuses_nothing_and_the_file_is_scanned_when_it_is_back() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let mut world = World::with(Some(Scanner::at(&nobody.to_string()))).await;
    let file = world.sends("sam", ("a.txt", "text/plain"), b"Dear officer").await;
    assert_eq!(file.state, State::Unscanned);
    world.reports("sam", &[&file.id]).await;
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    let (_, blob) = world.vault.open(&mut tx, &file.id).await.unwrap();
    assert!(blob.is_none(), "nobody opens it yet");
    tx.commit().await.unwrap();
    let back = Scanner::at(&scanner(eicar()).await);
    world.vault = World::vault(&world.town, world.folder.path(), Some(back));
    world.town.station.advance_clock(SignedDuration::from_mins(6)).await.unwrap();
    world.check().await;
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    let (file, blob) = world.vault.open(&mut tx, &file.id).await.unwrap();
    assert_eq!((file.state, blob.is_some()), (State::Kept, true));
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_previewer_that_crashes_leaves_no_preview_and_nothing_else() {
    let mut world = World::new().await;
    for (program, has) in [("/bin/false", false), ("/nowhere/bluelamp", false)] {
        let (town, folder) = (&world.town, world.folder.path());
        world.vault = World::vault_with(town, folder, None, Some(program.into()));
        let file = world.sends(program, ("bike.png", "image/png"), &png(20, 20)).await;
        assert_eq!((file.state, file.preview.is_some()), (State::Kept, has), "{program}");
    }
}
