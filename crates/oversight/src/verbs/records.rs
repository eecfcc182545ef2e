//! What is done with people, objects, locations, events and organisations.

/// A verb of the journal, in English and in Welsh. They go on from who did it.
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    (
        "alerts_acknowledged",
        "Said that they have seen warnings",
        "Dywedodd eu bod wedi gweld rhybuddion",
    ),
    (
        "alike_seen",
        "Looked at what may be the same event",
        "Edrychodd ar yr hyn a all fod yr un digwyddiad",
    ),
    ("alerts_raised", "Raised warnings", "Cododd rybuddion"),
    ("alerts_seen", "Looked at warnings", "Edrychodd ar rybuddion"),
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
    (
        "duplicates_seen",
        "Looked at the events that may be one",
        "Edrychodd ar y digwyddiadau a all fod yn un",
    ),
    (
        "events_joined",
        "Said that events are of one incident",
        "Dywedodd fod digwyddiadau yn perthyn i un digwyddiad",
    ),
    (
        "events_separated",
        "Took back that events are of one incident",
        "Tynnodd yn ôl fod digwyddiadau yn perthyn i un digwyddiad",
    ),
    (
        "events_suggested",
        "Suggested events that may be one",
        "Awgrymodd ddigwyddiadau a all fod yn un",
    ),
    (
        "events_told_apart",
        "Said that two events are not one, or may be",
        "Dywedodd nad yw dau ddigwyddiad yn un, neu y gallant fod",
    ),
    ("marker_ended", "Took a warning away", "Tynnodd rybudd i ffwrdd"),
    ("marker_renewed", "Said that a warning still stands", "Dywedodd fod rhybudd yn dal i sefyll"),
    ("marker_set", "Set a warning on a record", "Gosododd rybudd ar gofnod"),
    ("markers_seen", "Looked at the warnings on a record", "Edrychodd ar y rhybuddion ar gofnod"),
    (
        "persons_compared",
        "Looked for people who may be the same as somebody",
        "Chwiliodd am bobl a all fod yr un fath â rhywun",
    ),
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
    ("records_searched", "Searched the records", "Chwiliodd y cofnodion"),
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
        "warnings_seen",
        "Looked at the warnings on and near a record",
        "Edrychodd ar y rhybuddion ar gofnod a gerllaw",
    ),
    (
        "timeline_seen",
        "Looked at what happened around a record",
        "Edrychodd ar yr hyn a ddigwyddodd o amgylch cofnod",
    ),
];
