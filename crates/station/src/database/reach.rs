//! Waiting for a database that is somebody else's affair: it may be started after us.

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Error, PgConnection};
use std::str::FromStr;
use std::time::{Duration, Instant};
use tokio::time::{interval, timeout};

/// How long one try may take: a network that swallows everything gives no answer.
const ONE_TRY: Duration = Duration::from_secs(5);
const BETWEEN: Duration = Duration::from_millis(500);

/// A database that cannot be reached, in words for whoever runs the server. Without its password.
#[derive(Debug)]
pub struct OutOfReach {
    place: String,
    why: String,
}

impl std::fmt::Display for OutOfReach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the database on {} cannot be reached ({}); start it, or correct BLUELAMP__DATABASE__URL",
            self.place, self.why
        )
    }
}

impl std::error::Error for OutOfReach {}

/// Waits until a database takes a connection. `tell` hears once why it does not yet. A refusal that
/// time does not heal, such as a wrong password, ends the wait at once.
pub async fn reach(
    url: &str,
    patience: Duration,
    mut tell: impl FnMut(&OutOfReach),
) -> Result<(), OutOfReach> {
    let began = Instant::now();
    let mut beat = interval(BETWEEN);
    let mut told = false;
    let options = PgConnectOptions::from_str(url)
        .map_err(|why| OutOfReach { place: "?".to_owned(), why: why.to_string() })?;
    let place = format!("{}:{}", options.get_host(), options.get_port());
    loop {
        beat.tick().await;
        let (why, heals) = match timeout(ONE_TRY, PgConnection::connect_with(&options)).await {
            Ok(Ok(connection)) => {
                // It answers; whether it hears our farewell is all the same.
                let _farewell = timeout(ONE_TRY, connection.close()).await;
                return Ok(());
            }
            Ok(Err(error)) => (error.to_string(), heals(&error)),
            Err(_late) => ("it does not answer".to_owned(), true),
        };
        let out_of_reach = OutOfReach { place: place.clone(), why };
        if !heals || began.elapsed() > patience {
            return Err(out_of_reach);
        }
        if !told {
            tell(&out_of_reach);
            told = true;
        }
    }
}

fn heals(error: &Error) -> bool {
    match error {
        Error::Io(_) | Error::Protocol(_) => true,
        // It is starting, or stopping.
        Error::Database(told) => told.code().is_some_and(|code| code.starts_with("57")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::reach;
    use std::time::Duration;

    #[tokio::test]
    async fn whoever_starts_it_before_its_database_reads_what_is_missing_and_no_password() {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("postgres://owner:hidden@127.0.0.1:{port}/bluelamp");
        let mut heard = Vec::new();
        let end = reach(&url, Duration::from_millis(600), |why| heard.push(why.to_string())).await;
        let end = end.unwrap_err().to_string();
        assert_eq!(heard.len(), 1, "told once: {heard:?}");
        for text in heard.iter().chain([&end]) {
            assert!(text.contains(&format!("127.0.0.1:{port}")), "{text}");
            assert!(text.contains("BLUELAMP__DATABASE__URL") && !text.contains("hidden"), "{text}");
        }
    }

    #[tokio::test]
    async fn a_database_that_takes_connections_and_says_nothing_holds_nobody_for_ever() {
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("postgres://owner@{}/bluelamp", silent.local_addr().unwrap());
        let wait = reach(&url, Duration::ZERO, |_| ());
        let end = tokio::time::timeout(Duration::from_secs(20), wait).await;
        assert!(end.expect("it ends by itself").unwrap_err().to_string().contains("not answer"));
    }
}
