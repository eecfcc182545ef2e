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
        "network_seen",
        "Looked at what a record is linked to, step by step",
        "Edrychodd ar yr hyn y mae cofnod wedi'i gysylltu ag ef, gam wrth gam",
    ),
    (
        "paths_sought",
        "Looked for how two records are linked",
        "Chwiliodd sut mae dau gofnod wedi'u cysylltu",
    ),
    ("query_kept", "Saved a query about links", "Cadwodd ymholiad am gysylltiadau"),
    (
        "query_taken_away",
        "Took a query about links away",
        "Tynnodd ymholiad am gysylltiadau i ffwrdd",
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
    (
        "records_loaded",
        "Brought records in, many at once",
        "Daeth â chofnodion i mewn, llawer ar unwaith",
    ),
    ("records_queried", "Asked a saved query of a record", "Gofynnodd ymholiad a gadwyd am gofnod"),
    (
        "repeat_rule_set",
        "Said from how many events on something is a repeat",
        "Dywedodd o faint o ddigwyddiadau ymlaen y mae rhywbeth yn digwydd eto",
    ),
    (
        "repeats_counted",
        "Looked at how often something happened to somebody or somewhere",
        "Edrychodd ar ba mor aml y digwyddodd rhywbeth i rywun neu yn rhywle",
    ),
    (
        "statement_withdrawn",
        "Took back something that a record said",
        "Tynnodd yn ôl rywbeth yr oedd cofnod yn ei ddweud",
    ),
    (
        "timeline_seen",
        "Looked at what happened around a record",
        "Edrychodd ar yr hyn a ddigwyddodd o amgylch cofnod",
    ),
];
