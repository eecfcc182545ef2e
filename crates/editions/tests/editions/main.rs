//! Services as they are published: written, approved by another, offered everywhere, closed.

#[cfg(test)]
mod closing;
#[cfg(test)]
mod crisis;
#[cfg(test)]
mod following;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod refusing;
#[cfg(test)]
mod shadowing;
#[cfg(test)]
mod world;
