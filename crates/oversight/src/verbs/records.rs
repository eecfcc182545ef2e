//! What is done with people, objects, locations, events and organisations.

/// A verb of the journal, in English and in Welsh. They go on from who did it.
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    (
        "link_ended",
        "Took back how two records are linked",
        "Tynnodd gyswllt rhwng dau gofnod yn ôl",
    ),
    ("link_made", "Linked two records", "Cysylltodd ddau gofnod"),
    (
        "people_matched",
        "Asked who somebody may be among the people on record",
        "Gofynnodd pwy all rhywun fod ymhlith y bobl sydd ar gofnod",
    ),
    ("record_added_to", "Added to a record", "Ychwanegodd at gofnod"),
    (
        "record_met_again",
        "Named something that there is a record of",
        "Enwodd rywbeth y mae cofnod ohono",
    ),
    ("record_opened", "Opened a new record", "Agorodd gofnod newydd"),
    (
        "record_protected",
        "Said who needs to know of a record",
        "Dywedodd pwy sydd angen gwybod am gofnod",
    ),
    ("record_seen", "Looked at a record", "Edrychodd ar gofnod"),
    ("records_searched", "Searched the records", "Chwiliodd y cofnodion"),
    (
        "statement_withdrawn",
        "Took back something that a record said",
        "Tynnodd yn ôl rywbeth yr oedd cofnod yn ei ddweud",
    ),
];
