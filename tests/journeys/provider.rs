//! Signing in with a real identity provider, in a browser: there and back, confirming that it is still
//! her, and out again from the provider's side.

use crate::browser::{Browser, Look, Page};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

const PROGRAM: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/journeys/provider/provider.mjs");

/// npm's `oidc-provider`.
struct Provider {
    issuer: String,
    says: Lines<BufReader<ChildStdout>>,
    hears: ChildStdin,
    _program: Child,
}

impl Provider {
    async fn start() -> anyhow::Result<Self> {
        let mut program = Command::new("node");
        program.arg(PROGRAM).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut program = program.spawn().context("node does not start")?;
        let hears = program.stdin.take().context("no input")?;
        let mut says = BufReader::new(program.stdout.take().context("no output")?).lines();
        let issuer = says.next_line().await?.context("run `npm ci` in frontend")?;
        Ok(Self { issuer, says, hears, _program: program })
    }

    /// Says where Bluelamp is, and waits until it is ready.
    async fn knows(&mut self, server: &Server) -> anyhow::Result<()> {
        self.hears.write_all(format!("{}\n", server.url("")).as_bytes()).await?;
        let said = self.says.next_line().await?;
        ensure!(said.as_deref() == Some("ready"), "{said:?}");
        Ok(())
    }

    /// The provider's section of a configuration.
    fn section(&self) -> String {
        format!(
            "[sign_in.humberside]\n\
             force = \"humberside\"\n\
             name = \"Humberside Police\"\n\
             issuer = \"{}\"\n\
             client_id = \"bluelamp\"\n\
             client_secret = \"a-secret-of-the-client\"\n\
             roles = {{ Operators = \"contact_operator\" }}\n",
            self.issuer
        )
    }
}

async fn configured(provider: &Provider, folder: &Path) -> anyhow::Result<Server> {
    let file = folder.join("bluelamp.toml");
    std::fs::write(&file, provider.section())?;
    let start = Start::demo(env!("CARGO_BIN_EXE_bluelamp"));
    Server::start(start.with_argument(&format!("--config={}", file.display()))).await
}

/// What the provider's own pages ask.
async fn proves_it(page: &Page, issuer: &str) -> anyhow::Result<()> {
    let at = page.url().await?;
    ensure!(at.starts_with(&format!("{issuer}/interaction/")), "{at}");
    page.fill("input[name=login]", "ada-4711").await?;
    page.fill("input[name=password]", "anything").await?;
    page.click("button[type=submit]").await?;
    Ok(())
}

#[tokio::test]
async fn an_operator_signs_in_with_her_forces_provider_and_is_signed_out_from_there()
-> anyhow::Result<()> {
    let mut provider = Provider::start().await?;
    let folder = tempfile::tempdir()?;
    let server = configured(&provider, folder.path()).await?;
    provider.knows(&server).await?;
    let browser = Browser::launch().await?;
    let page = browser.page(Look::phone().without_scripts()).await?;

    page.goto(&server.url("/desk/queue")).await?;
    page.click_text("Sign in with Humberside Police").await?;
    proves_it(&page, &provider.issuer).await?;
    // The provider asks whether we may know her name.
    page.click("button[type=submit]").await?;
    page.wait_for_text("Contacts").await?;
    ensure!(page.url().await? == server.url("/desk/queue"), "{}", page.url().await?);
    ensure!(page.has_text("Ada at work").await?, "{}", page.text().await?);

    // She is asked again who she is, at the provider, which makes her prove it anew.
    page.goto(&server.url("/desk/prove?to=%2Fdesk%2Fqueue")).await?;
    page.click_text("Confirm with Humberside Police").await?;
    proves_it(&page, &provider.issuer).await?;
    page.wait_for_text("Contacts").await?;
    ensure!(page.url().await? == server.url("/desk/queue"), "{}", page.url().await?);
    let proven = "select count(*) from station.journal where verb = 'proved_again'";
    ensure!(server.query(proven)?.trim() == "1", "not proven again");

    // She signs out at the provider, which tells our server; her next page is that of signing in.
    page.goto(&format!("{}/session/end", provider.issuer)).await?;
    page.click("button[name=logout]").await?;
    let told = "select count(*) from station.journal where verb = 'signed_out_at_provider'";
    ensure!(server.query(told)?.trim() == "1", "not told");
    page.goto(&server.url("/desk/queue")).await?;
    ensure!(page.url().await?.contains("/desk/sign-in"), "{}", page.url().await?);
    // What the provider's own pages lack is not ours.
    let errors = page.console_errors().await;
    let errors: Vec<_> = errors.iter().filter(|it| !it.contains(&provider.issuer)).collect();
    ensure!(errors.is_empty(), "{errors:?}");
    Ok(())
}
