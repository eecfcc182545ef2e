//! Randomness for what the counter itself makes: nonces and incident ids.

use kernel::Problem;

/// Random bytes from the operating system; broken when it has none to give.
pub fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Problem::broken)?;
    Ok(bytes)
}
