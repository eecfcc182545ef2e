//! Each thing once: people, objects, locations, events and organisations, linked.
