//! The ground, against a real PostgreSQL.
#![expect(missing_docs, reason = "tests are sentences")]

mod journal;
mod postgres;
mod rights;
mod work;
