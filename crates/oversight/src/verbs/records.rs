//! What is done with people, objects, locations, events and organisations.

/// A verb of the journal, in English and in Welsh. They go on from who did it.
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    (
        "alerts_acknowledged",
        "Said that they have seen warnings",
        "Dywedodd eu bod wedi gweld rhybuddion",
    ),
    ("alerts_raised", "Raised warnings", "Cododd rybuddion"),
    ("alerts_seen", "Looked at warnings", "Edrychodd ar rybuddion"),
    (
        "alike_seen",
        "Looked at what may be the same event",
        "Edrychodd ar yr hyn a all fod yr un digwyddiad",
    ),
    (
        "automatic_merging_set",
        "Said whether the program may join records that are the same beyond doubt",
        "Dywedodd a gaiff y rhaglen uno cofnodion sydd yr un un heb amheuaeth",
    ),
    (
        "duplicates_seen",
        "Looked at the events that may be one",
        "Edrychodd ar y digwyddiadau a all fod yn un",
    ),
    (
        "erasure_carried_out",
        "Had a record erased, as was approved",
        "Trefnodd i gofnod gael ei ddileu, fel y cymeradwywyd",
    ),
    (
        "erasure_stopped",
        "Did not erase a record, because something stood in the way by then",
        "Ni ddileodd gofnod, oherwydd bod rhywbeth yn y ffordd erbyn hynny",
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
    (
        "holds_seen",
        "Looked at what is held for inquiries and courts",
        "Edrychodd ar yr hyn a ddelir ar gyfer ymchwiliadau a llysoedd",
    ),
    (
        "keeping_seen",
        "Looked at how long somebody is kept",
        "Edrychodd ar am ba hyd y cedwir rhywun",
    ),
    (
        "link_ended",
        "Took back how two records are linked",
        "Tynnodd gyswllt rhwng dau gofnod yn ôl",
    ),
    ("link_made", "Linked two records", "Cysylltodd ddau gofnod"),
    ("marker_ended", "Took a warning away", "Tynnodd rybudd i ffwrdd"),
    ("marker_renewed", "Said that a warning still stands", "Dywedodd fod rhybudd yn dal i sefyll"),
    ("marker_set", "Set a warning on a record", "Gosododd rybudd ar gofnod"),
    ("markers_seen", "Looked at the warnings on a record", "Edrychodd ar y rhybuddion ar gofnod"),
    ("merges_seen", "Looked at which records were merged", "Edrychodd ar ba gofnodion a gyfunwyd"),
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
    (
        "people_matched",
        "Asked who somebody may be among the people on record",
        "Gofynnodd pwy all rhywun fod ymhlith y bobl sydd ar gofnod",
    ),
    (
        "persons_compared",
        "Looked for people who may be the same as somebody",
        "Chwiliodd am bobl a all fod yr un fath â rhywun",
    ),
    ("query_kept", "Saved a query about links", "Cadwodd ymholiad am gysylltiadau"),
    (
        "query_taken_away",
        "Took a query about links away",
        "Tynnodd ymholiad am gysylltiadau i ffwrdd",
    ),
    ("record_added_to", "Added to a record", "Ychwanegodd at gofnod"),
    (
        "record_erased",
        "Erased what was known of a record",
        "Dileodd yr hyn a oedd yn hysbys am gofnod",
    ),
    ("record_exported", "Gave a record to another system", "Rhoddodd gofnod i system arall"),
    (
        "record_group_set",
        "Said in which retention group somebody is",
        "Dywedodd ym mha grŵp cadw y mae rhywun",
    ),
    ("record_held", "Placed a legal hold on a record", "Rhoddodd ataliad cyfreithiol ar gofnod"),
    ("record_hold_lifted", "Lifted a legal hold", "Cododd ataliad cyfreithiol"),
    (
        "record_met_again",
        "Named something that there is a record of",
        "Enwodd rywbeth y mae cofnod ohono",
    ),
    ("record_opened", "Opened a new record", "Agorodd gofnod newydd"),
    (
        "record_part_given",
        "Gave a part of a record to another that it was merged with",
        "Rhoddodd ran o gofnod i un arall y cafodd ei gyfuno ag ef",
    ),
    (
        "record_protected",
        "Said who needs to know of a record",
        "Dywedodd pwy sydd angen gwybod am gofnod",
    ),
    (
        "record_reviewed",
        "Decided whether what is known of somebody is still needed",
        "Penderfynodd a oes angen yr hyn sy'n hysbys am rywun o hyd",
    ),
    ("record_seen", "Looked at a record", "Edrychodd ar gofnod"),
    (
        "records_distinction_doubted",
        "Took back that two records are not of the same one",
        "Tynnodd yn ôl nad yw dau gofnod am yr un un",
    ),
    (
        "records_imported",
        "Brought in records of an older system",
        "Daeth â chofnodion o system hŷn i mewn",
    ),
    (
        "records_loaded",
        "Brought records in, many at once",
        "Daeth â chofnodion i mewn, llawer ar unwaith",
    ),
    (
        "records_merged",
        "Said that two records are of the same one",
        "Dywedodd fod dau gofnod am yr un un",
    ),
    (
        "records_pair_unsure",
        "Was not sure whether two records are of the same one",
        "Nid oedd yn siŵr a yw dau gofnod am yr un un",
    ),
    ("records_queried", "Asked a saved query of a record", "Gofynnodd ymholiad a gadwyd am gofnod"),
    (
        "records_search_begun",
        "Had records of the same one looked for",
        "Trefnodd i chwilio am gofnodion o'r un un",
    ),
    ("records_searched", "Searched the records", "Chwiliodd y cofnodion"),
    (
        "records_told_apart",
        "Said that two records are not of the same one",
        "Dywedodd nad yw dau gofnod am yr un un",
    ),
    (
        "records_unmerged",
        "Took back that two records are of the same one",
        "Tynnodd yn ôl fod dau gofnod am yr un un",
    ),
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
    ("reviews_seen", "Looked at who is to be reviewed", "Edrychodd ar bwy sydd i'w adolygu"),
    (
        "statement_withdrawn",
        "Took back something that a record said",
        "Tynnodd yn ôl rywbeth yr oedd cofnod yn ei ddweud",
    ),
    (
        "suggestions_seen",
        "Looked at which records may be of the same one",
        "Edrychodd ar ba gofnodion a allai fod am yr un un",
    ),
    (
        "timeline_seen",
        "Looked at what happened around a record",
        "Edrychodd ar yr hyn a ddigwyddodd o amgylch cofnod",
    ),
    (
        "warnings_seen",
        "Looked at the warnings on and near a record",
        "Edrychodd ar y rhybuddion ar gofnod a gerllaw",
    ),
];
