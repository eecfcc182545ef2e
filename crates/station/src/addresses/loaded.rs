//! Addresses that were loaded from a file.

use super::{Address, AddressBook};
use crate::station::Station;
use crate::store;
use async_trait::async_trait;
use kernel::{Postcode, Problem};

/// The table of addresses.
pub(super) struct Loaded(pub(super) Station);

#[async_trait]
impl AddressBook for Loaded {
    async fn at(&self, postcode: &Postcode) -> Result<Vec<Address>, Problem> {
        store::addresses::at(&self.0, postcode).await
    }

    async fn is_there(&self) -> Result<bool, Problem> {
        store::addresses::any(&self.0).await
    }
}
