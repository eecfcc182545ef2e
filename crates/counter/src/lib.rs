//! placeholder

pub mod assets;
pub mod theme;
