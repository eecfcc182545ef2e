//! Who can sign in to a demo installation, shown where they sign in.

use crate::Role;
use std::sync::Arc;

/// Somebody of the demo world.
#[derive(Clone, Debug)]
pub struct DemoSignIn {
    /// The address to sign in with.
    pub email: String,
    /// What they are there for.
    pub role: Role,
}

/// Everybody of the demo world, as an `axum::Extension` of the requests to these pages. It is shown
/// when the counter says that this is a demo, and never otherwise.
#[derive(Clone, Debug)]
pub struct DemoSignIns {
    /// The password of all of them.
    pub password: Arc<str>,
    /// Who they are.
    pub people: Arc<[DemoSignIn]>,
}
