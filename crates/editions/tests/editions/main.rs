//! Services as they are published: written, approved by another, offered everywhere, closed.

mod closing;
mod crisis;
mod following;
mod publishing;
mod refusing;
mod shadowing;
mod world;
