//! Time. Nothing reads the system's clock but the one clock of the station.

use jiff::{SignedDuration, Timestamp, Zoned, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A moment, to the microsecond (what PostgreSQL keeps).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(Timestamp);

impl Instant {
    /// The moment of a timestamp, without its nanoseconds.
    #[must_use]
    pub fn new(at: Timestamp) -> Self {
        Self(Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at))
    }

    /// As a timestamp.
    #[must_use]
    pub const fn timestamp(self) -> Timestamp {
        self.0
    }

    /// Later by a length of time; the end of time when it would pass it.
    #[must_use]
    pub fn plus(self, length: SignedDuration) -> Self {
        Self(self.0.saturating_add(length).unwrap_or(Timestamp::MAX))
    }

    /// How long after `earlier` this is; negative when it is before.
    #[must_use]
    pub fn since(self, earlier: Self) -> SignedDuration {
        self.0.duration_since(earlier.0)
    }

    /// The date and time on the clock of a police station in the United Kingdom.
    #[must_use]
    pub fn in_london(self) -> Zoned {
        let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
        self.0.to_zoned(zone)
    }
}

impl std::fmt::Display for Instant {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The time that deadlines, promises and records go by. The demo world can move it.
    fn now(&self) -> Instant;
    /// The time that sessions and keys go by. Nobody can move it.
    fn real(&self) -> Instant;
}

/// A clock that stands still: for rules under test.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Instant);

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        self.0
    }

    fn real(&self) -> Instant {
        self.0
    }
}

#[cfg(feature = "db")]
mod db {
    use super::Instant;
    use jiff::Timestamp;
    use sqlx::encode::IsNull;
    use sqlx::error::BoxDynError;
    use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueFormat, PgValueRef};
    use sqlx::{Decode, Encode, Postgres, Type};

    /// Microseconds from the Unix epoch to 2000-01-01, which PostgreSQL counts from.
    const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

    impl Type<Postgres> for Instant {
        fn type_info() -> PgTypeInfo {
            PgTypeInfo::with_name("timestamptz")
        }
    }

    impl PgHasArrayType for Instant {
        fn array_type_info() -> PgTypeInfo {
            PgTypeInfo::with_name("_timestamptz")
        }
    }

    impl Encode<'_, Postgres> for Instant {
        fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
            let micros = self.0.as_microsecond() - POSTGRES_EPOCH;
            <i64 as Encode<'_, Postgres>>::encode_by_ref(&micros, buffer)
        }
    }

    impl Decode<'_, Postgres> for Instant {
        fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
            match value.format() {
                PgValueFormat::Binary => {
                    let micros = <i64 as Decode<'_, Postgres>>::decode(value)?;
                    Ok(Self(Timestamp::from_microsecond(micros + POSTGRES_EPOCH)?))
                }
                PgValueFormat::Text => Err("a timestamp came as text".into()),
            }
        }
    }
}
