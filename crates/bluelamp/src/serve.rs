//! `bluelamp serve`: from nothing to a running station, and back.

mod admin;
mod body;
mod crowd;
mod eye;
mod haste;
mod health;
mod listen;
mod metrics;
mod others;
mod shutdown;
mod traced;
mod web;
mod work;

use crate::access::{log_keys, make_data_folder, sender, server_key, vault, witness};
use crate::commands::Outcome;
use crate::{commands, demo};
use anyhow::Context;
use clap::{Args, ValueEnum};
use counter::{Counter, CounterSettings, PublicUrl};
use editions::Follower;
use editions::pages::Studio;
use evidence::Bell;
use services::Shelf;
use services::pages::Hall;
use station::config::Config;
use station::postgres::Postgres;
use station::{Parts, Station, database, telemetry};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;

/// How long a database of somebody else's is waited for at the start: it may come up after us. Then
/// we end with what to do, and a service manager tries again.
const FOR_DATABASE: Duration = Duration::from_secs(30);

/// How the server is run.
#[derive(Args)]
pub(crate) struct Options {
    /// Where the public's pages are served
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: SocketAddr,
    /// Where health and measures are served
    #[arg(long, default_value = "127.0.0.1:9080", value_name = "ADDR")]
    admin_listen: SocketAddr,
    /// Load the demo world into an empty data folder, and show what would leave the building
    #[arg(long)]
    pub(crate) demo: bool,
    /// Serve pages only, or do background work only
    #[arg(long, value_enum, value_name = "PART")]
    only: Option<Part>,
}

/// A part of the server.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Pages and API.
    Web,
    /// Jobs, and messages that leave.
    Work,
}

/// Runs the server until it is told to stop.
pub(crate) async fn run(config: Config, options: Options) -> anyhow::Result<Outcome> {
    let traces = telemetry::start(&config.log, &config.telemetry)?;
    // Before anything that takes time: a port that is taken is the commonest obstacle.
    let listener = bind(options.listen)?;
    let admin_listener = bind(options.admin_listen)?;
    make_data_folder(&config)?;
    let own = match config.database.url {
        Some(_) => None,
        None => Some(Postgres::start(&config.data).await?),
    };
    let url = config.database.url.clone().or_else(|| own.as_ref().map(Postgres::url));
    let url = url.context("no database")?;
    if own.is_none() {
        let told = |why: &database::OutOfReach| {
            tracing::warn!("{why}; trying for {} s", FOR_DATABASE.as_secs());
        };
        database::reach(&url, FOR_DATABASE, told).await?;
    }
    let at = Doors { public: listener, admin: admin_listener, traced: traces.are_wanted() };
    let served = serve(&config, &options, &url, at).await;
    traces.stop().await;
    if let Some(postgres) = own {
        postgres.stop().await;
    }
    served.map(|()| Outcome::Well)
}

/// Where we are reached.
struct Doors {
    public: TcpListener,
    admin: TcpListener,
    /// Whether requests are traced.
    traced: bool,
}

async fn serve(config: &Config, options: &Options, url: &str, at: Doors) -> anyhow::Result<()> {
    let proxies = proxies(config)?;
    let providers = commands::providers(config)?;
    let bell = Bell::default();
    let hall = open_hall(config, options.demo, (url, &bell)).await?;
    let vault = vault(config, &hall.station)?;
    let follower = Follower::new(hall.station.clone(), hall.shelf.clone());
    follower.begin().await.context("the services that were published could not be read")?;
    demo::settle(&hall, options.demo, url).await?;
    let others = others::Others::open(config, &hall)?;
    let (stop, stopped) = shutdown::signal();
    let mut parts = tokio::task::JoinSet::new();
    let figures = metrics::begin()?;
    parts.spawn(admin::serve(at.admin, (hall.station.clone(), figures), stopped.clone()));
    if options.only != Some(Part::Web) {
        parts.spawn(eye::watch(hall.station.clone(), stopped.clone()));
        parts.spawn(work::jobs((vault.clone(), bell), hall.shelf.clone(), stopped.clone()));
    }
    parts.spawn(work::clock(hall.station.clone(), stopped.clone()));
    parts.spawn(follow(follower.clone(), stopped.clone()));
    parts.spawn(follow_rights(hall.station.clone(), stopped.clone()));
    let studio = Studio { hall: hall.clone(), follower };
    if options.only == Some(Part::Work) {
        drop(at.public);
    } else {
        let with = web::With { studio, others: others.clone(), vault, proxies, providers };
        if at.traced {
            parts.spawn(traced::serve(at.public, with, stopped.clone()));
        } else {
            parts.spawn(web::serve(at.public, with, stopped.clone()));
        }
        parts.spawn(others::count(hall.station.clone(), others.counts.clone(), stopped.clone()));
        greet(config, options.demo)?;
    }
    while let Some(ended) = parts.join_next().await {
        if !*stopped.borrow() {
            tracing::error!("a part of the server ended by itself; stopping");
            stop.send_replace(true);
        }
        ended??;
    }
    hall.station.close().await;
    eprintln!("Stopped. Everything is kept in {}.", config.data.display());
    Ok(())
}

/// Hears what was changed about who may do what and what is new, in whichever process, for streams that
/// are open; and keeps the people of each force in memory.
async fn follow_rights(station: Station, stopped: watch::Receiver<bool>) -> anyhow::Result<()> {
    let news = contact::follow(station.clone(), stopped.clone());
    let people = records::follow(station.clone(), stopped.clone());
    tokio::join!(rights::follow(station, stopped), news, people);
    Ok(())
}

/// Offers what was decided, whichever process it was decided in.
async fn follow(follower: Follower, stopped: watch::Receiver<bool>) -> anyhow::Result<()> {
    follower.follow(stopped).await;
    Ok(())
}

/// The proxies that are believed when they say for whom they ask.
fn proxies(config: &Config) -> anyhow::Result<Vec<IpAddr>> {
    let named = config.proxies.iter().flat_map(|text| text.split(','));
    let named = named.map(str::trim).filter(|text| !text.is_empty());
    let parse = |text: &str| text.parse().with_context(|| format!("proxies: {text} is no address"));
    named.map(parse).collect()
}

/// How many connections may wait to be taken: whoever comes beyond waits for a second at least.
const BACKLOG: u32 = 4096;

fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listen = || {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4()?,
            SocketAddr::V6(_) => TcpSocket::new_v6()?,
        };
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    listen().with_context(|| {
        format!("port {} on {} cannot be used; is another program on it? Choose another with --listen and --admin-listen", address.port(), address.ip())
    })
}

/// Everything that pages and jobs stand on.
async fn open_hall(
    config: &Config,
    demo: bool,
    (url, bell): (&str, &Bell),
) -> anyhow::Result<Hall> {
    let forces = Arc::new(commands::all_forces(config.forces.as_deref())?);
    let ground = Arc::new(commands::catalogue(config.services.as_deref())?);
    let shelf = Shelf::new(ground);
    database::prepare(url).await.context("the database could not be brought up to date")?;
    let key = server_key(config)?;
    let secret = key.derive("counter");
    let station = Station::new(Parts {
        database: database::open(url, config.database.connections).await?,
        key,
        log_keys: log_keys(config)?,
        witness: witness(config),
        forces: forces.clone(),
        public_url: config.public_url.clone(),
        sender: sender(config)?,
        jobs: [
            contact::jobs(&shelf),
            evidence::jobs(bell),
            rights::jobs(),
            oversight::jobs(),
            records::jobs(),
        ]
        .concat(),
    });
    station.read_clock().await?;
    refuse_stolen_passwords(config, &station)?;
    let counter = Counter::new(CounterSettings {
        forces,
        public_url: PublicUrl::parse(&config.public_url)?,
        demo,
        clock: Arc::new(station.clone()),
        leave_to: config.leave_to.clone(),
        secret,
    });
    Ok(Hall { station, counter, shelf })
}

/// Refuses passwords that were stolen somewhere, where a list of them is configured.
fn refuse_stolen_passwords(config: &Config, station: &Station) -> anyhow::Result<()> {
    let Some(list) = &config.passwords.breached else { return Ok(()) };
    let refused = rights::passwords::refuse_stolen(station, list);
    refused.with_context(|| format!("`passwords.breached`: {} cannot be used", list.display()))
}

/// What a person who has just started it wants to know, on one screen.
fn greet(config: &Config, demo: bool) -> anyhow::Result<()> {
    let url = &config.public_url;
    eprintln!("\nBluelamp is ready.\n");
    eprintln!("  The public        {url}/");
    eprintln!("  Follow a report   {url}/track");
    eprintln!("  The desk          {url}/desk/");
    eprintln!("  The API           {url}/api/docs");
    if demo {
        let roster = demo::Roster::read()?;
        eprintln!("  What went out     {url}/demo/outbox\n");
        eprintln!("  Sign in at the desk with the password {}:", roster.password);
        for force in &roster.forces {
            eprintln!(
                "    ada@{force}.example (contact operator), khan@{force}.example (supervisor)"
            );
        }
    }
    eprintln!("\n  Stop with Ctrl-C. Data is in {}.\n", config.data.display());
    Ok(())
}
