//! Every component that pages are made of, looked at as readers do: `/demo/components` in both
//! languages, on a narrow phone without scripts and at a desk with them.

use crate::browser::{Browser, Look, Violation};
use crate::server::{Server, Start};
use crate::sheet::Sheet;
use anyhow::{Context as _, ensure};
use kernel::Language;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where the design systems' packages are.
const PACKAGES: &str = "../../frontend/node_modules";

/// What stands for a component of the Ministry of Justice on a page: the class or the attribute that
/// its styles or scripts look for.
const MOJ: [&str; 15] = [
    ".moj-timeline",
    ".moj-filter",
    "[data-module=moj-sortable-table]",
    "[data-module=moj-multi-select]",
    ".moj-button-menu",
    ".moj-identity-bar",
    ".moj-notification-badge",
    ".moj-datepicker",
    ".moj-organisation-nav",
    ".moj-alert",
    ".moj-banner",
    ".moj-ticket-panel",
    ".moj-interruption-card",
    ".moj-add-another",
    ".moj-messages-container",
];

/// The components of the GOV.UK design system, as its package names them.
fn official() -> anyhow::Result<BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(PACKAGES)
        .join("govuk-frontend/dist/govuk/components");
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(&folder).context("run `npm ci` in frontend")? {
        let entry = entry?;
        if entry.path().is_dir() {
            names.insert(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

/// What the design system's own script does, which we take as it is. It says of a radio whether what
/// it reveals is seen: ARIA has that word for checkboxes and not for radios. And between the words
/// on its button for files it puts commas that only screen readers get, past which axe does not see
/// that they are the same words.
const KNOWN: [(&str, &str); 2] = [
    ("aria-allowed-attr", "class=\"govuk-radios__input\""),
    ("label-content-name-mismatch", "class=\"govuk-file-upload-button "),
];

fn is_known(violation: &Violation) -> bool {
    KNOWN.iter().any(|(rule, element)| {
        violation.id == *rule && violation.nodes.iter().all(|html| html.contains(element))
    })
}

#[tokio::test]
async fn whoever_writes_a_page_sees_every_component_in_both_languages() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let official = official()?;
    let pictures = std::env::var_os("JOURNEY_SHOTS").map(PathBuf::from);
    for (language, path, made) in [
        (Language::English, "/demo/components", ["Show all sections", "Choose file"]),
        (Language::Welsh, "/cy/demo/components", ["Dangos pob adran", "Dewis ffeil"]),
    ] {
        for look in [Look::phone().without_scripts(), Look::desktop()] {
            let page = browser.page(look).await?;
            page.goto(&server.url(path)).await?;
            if look.scripts {
                page.wait_for_text(made[0]).await?;
            }
            if let Some(folder) = &pictures {
                std::fs::create_dir_all(folder)?;
                let name = format!("components-{}-{}.png", language.code(), look.width);
                page.screenshot(&folder.join(name)).await?;
            }
            let sheet = Sheet::read(&page.html().await?);
            for name in &official {
                ensure!(sheet.has(&format!("main .govuk-{name}")), "{path} has no {name}");
            }
            for selector in MOJ {
                ensure!(sheet.has(&format!("main {selector}")), "{path} has no {selector}");
            }
            if language == Language::Welsh {
                let english = sheet.english();
                ensure!(english.is_empty(), "English on a Welsh page: {english:#?}");
            }
            for words in made {
                ensure!(sheet.says(words) == look.scripts, "{path}: {words} by scripts alone");
            }
            let width = page.scroll_width().await?;
            ensure!(width <= look.width, "{path} is {width} pixels wide on {}", look.width);
            let mut violations = page.axe().await?;
            violations.retain(|it| !is_known(it));
            ensure!(violations.is_empty(), "{path} at {}: {violations:#?}", look.width);
            let complaints = page.console_errors().await;
            ensure!(complaints.is_empty(), "the console complains: {complaints:#?}");
        }
    }
    Ok(())
}
