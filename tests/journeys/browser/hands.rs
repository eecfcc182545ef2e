//! What a person does to the page: with the mouse or a finger, and with the keyboard.

use super::error::{Error, Fault};
use super::keys::Key;
use super::page::Page;
use super::seeing::Node;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tokio::time::{interval, timeout};

impl Page {
    /// Clicks the link or button with these words (all of them, or its first words when only one
    /// begins so) and waits for the page that it leads to, if it leads to one. Fails when there is
    /// none, when there are several that lead to different places, or when it is covered.
    pub(crate) async fn click_text(&self, words: &str) -> Result<(), Error> {
        self.step(format!("click_text {words:?}"), async {
            let node = self.find("pressable", words).await?;
            self.click_node(&node).await?;
            self.land_or_stay().await
        })
        .await
    }

    /// Clicks the first visible element that this CSS selector matches; otherwise as
    /// [`Page::click_text`].
    pub(crate) async fn click(&self, css: &str) -> Result<(), Error> {
        self.step(format!("click {css}"), async {
            let node = self.find("css", css).await?;
            self.click_node(&node).await?;
            self.land_or_stay().await
        })
        .await
    }

    /// Chooses the radio or checkbox with this label, if it is not chosen yet. Fails when a click
    /// does not choose it.
    pub(crate) async fn choose(&self, label: &str) -> Result<(), Error> {
        self.step(format!("choose {label:?}"), async {
            let node = self.find("choice", label).await?;
            if self.is_checked(&node).await? {
                return Ok(());
            }
            self.click_node(&node).await?;
            let mut beat = interval(Duration::from_millis(20));
            let chosen = async {
                while !self.is_checked(&node).await? {
                    beat.tick().await;
                }
                Ok(())
            };
            // A tap becomes a click a moment after the finger has gone.
            let chosen = timeout(Duration::from_secs(1), chosen).await;
            chosen.unwrap_or_else(|_late| Err("it was clicked and is not chosen".into()))
        })
        .await
    }

    /// Picks an option, by its words, of the list with this label, with the arrow keys.
    pub(crate) async fn pick(&self, label: &str, option: &str) -> Result<(), Error> {
        self.step(format!("pick {option:?} of {label:?}"), async {
            let list = self.find("list", label).await?;
            let steps = self.ask_of(&list, "option", &[option]).await?.as_i64().unwrap_or(0);
            self.call("DOM.focus", list.named()).await?;
            let key = Key::named(if steps < 0 { "ArrowUp" } else { "ArrowDown" })?;
            for _step in 0..steps.unsigned_abs() {
                self.strike(&key).await?;
            }
            match self.ask_of(&list, "option", &[option]).await?.as_i64() {
                Some(0) => Ok(()),
                _other => Err("the keys did not reach it".into()),
            }
        })
        .await
    }

    /// Puts text into the field with this label, or the first that this CSS selector matches, in
    /// place of what it holds. Fails when the field then holds something else.
    pub(crate) async fn fill(&self, target: &str, text: &str) -> Result<(), Error> {
        self.step(format!("fill {target:?}"), async {
            let field = self.find("field", target).await?;
            self.call("DOM.scrollIntoViewIfNeeded", field.named()).await?;
            self.call("DOM.focus", field.named()).await?;
            self.ask_of(&field, "select_all", &[]).await?;
            if text.is_empty() {
                self.strike(&Key::named("Delete")?).await?;
            } else {
                self.call("Input.insertText", json!({ "text": text })).await?;
            }
            let held = self.ask_of(&field, "value", &[]).await?;
            match held.as_str() {
                Some(held) if held == text.replace("\r\n", "\n") => Ok(()),
                _other => Err(format!("the field now holds {held}").into()),
            }
        })
        .await
    }

    /// Chooses a file in the field that this CSS selector matches, as the browser's own window would.
    pub(crate) async fn give_file(&self, css: &str, file: &Path) -> Result<(), Error> {
        self.step(format!("choose a file in {css}"), async {
            let field = self.find("field", css).await?;
            let mut chosen = field.named();
            let file = file.to_str().ok_or("a path that is no text")?;
            chosen["files"] = json!([file]);
            self.call("DOM.setFileInputFiles", chosen).await?;
            Ok(())
        })
        .await
    }

    /// Clicks what this CSS selector matches, and gives the file that is saved then into a folder: its
    /// name and its bytes. Fails when none is saved soon.
    pub(crate) async fn download(
        &self,
        css: &str,
        into: &Path,
    ) -> Result<(String, Vec<u8>), Error> {
        self.step(format!("download {css}"), async {
            let about = json!({ "behavior": "allow", "downloadPath": into });
            self.call("Page.setDownloadBehavior", about).await?;
            let node = self.find("css", css).await?;
            self.click_node(&node).await?;
            let mut beat = interval(Duration::from_millis(50));
            let saved = async {
                loop {
                    if let Some(saved) = saved(into)? {
                        return Ok(saved);
                    }
                    beat.tick().await;
                }
            };
            let saved = timeout(Duration::from_secs(30), saved).await;
            saved.unwrap_or_else(|_late| Err("no file was saved".into()))
        })
        .await
    }

    /// Presses a key where the focus is: `Tab`, `Shift+Tab`, `Enter`, `Escape`, `Space`, `a`, …,
    /// and waits for the page that it leads to, if it leads to one.
    pub(crate) async fn press(&self, key: &str) -> Result<(), Error> {
        self.step(format!("press {key}"), async {
            let key = Key::named(key)?;
            self.strike(&key).await?;
            if key.stays() { Ok(()) } else { self.land_or_stay().await }
        })
        .await
    }

    async fn strike(&self, key: &Key) -> Result<(), Fault> {
        self.take_note().await;
        self.call("Input.dispatchKeyEvent", key.down()).await?;
        self.call("Input.dispatchKeyEvent", key.up()).await?;
        Ok(())
    }

    async fn is_checked(&self, node: &Node) -> Result<bool, Fault> {
        Ok(self.ask_of(node, "checked", &[]).await?.as_bool().unwrap_or(false))
    }

    /// Clicks or taps the middle of an element.
    async fn click_node(&self, node: &Node) -> Result<(), Fault> {
        let point = self.ask_of(node, "point", &[]).await?;
        self.take_note().await;
        if self.look.touch { self.tap(&point).await } else { self.press_mouse(&point).await }
    }

    async fn press_mouse(&self, point: &Value) -> Result<(), Fault> {
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let pressed = kind != "mouseMoved";
            let event = json!({
                "type": kind, "x": point.get("x"), "y": point.get("y"),
                "button": if pressed { "left" } else { "none" },
                "clickCount": u32::from(pressed),
            });
            self.call("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }

    async fn tap(&self, point: &Value) -> Result<(), Fault> {
        for (kind, points) in [("touchStart", json!([point])), ("touchEnd", json!([]))] {
            let event = json!({ "type": kind, "touchPoints": points });
            self.call("Input.dispatchTouchEvent", event).await?;
        }
        Ok(())
    }
}

/// The file of a folder, once it is whole.
fn saved(folder: &Path) -> Result<Option<(String, Vec<u8>)>, Fault> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".crdownload") && !name.starts_with('.') {
            return Ok(Some((name, std::fs::read(entry.path())?)));
        }
    }
    Ok(None)
}
