//! The ground, against a real PostgreSQL.

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod blobs;
#[cfg(test)]
mod bucket;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod lanes;
#[cfg(test)]
mod places;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod sealing;
#[cfg(test)]
mod work;
