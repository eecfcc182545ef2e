//! The eye on it: who looked at what, and what looks unusual.
