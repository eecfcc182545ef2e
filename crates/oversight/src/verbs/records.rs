//! What is done with people, objects, locations, events and organisations.

/// A verb of the journal, in English and in Welsh. They go on from who did it.
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    (
        "link_ended",
        "Took back how two records are linked",
        "Tynnodd gyswllt rhwng dau gofnod yn ôl",
    ),
    ("link_made", "Linked two records", "Cysylltodd ddau gofnod"),
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
        "statement_withdrawn",
        "Took back something that a record said",
        "Tynnodd yn ôl rywbeth yr oedd cofnod yn ei ddweud",
    ),
    ("merges_seen", "Looked at which records were merged", "Edrychodd ar ba gofnodion a gyfunwyd"),
    (
        "record_part_given",
        "Gave a part of a record to another that it was merged with",
        "Rhoddodd ran o gofnod i un arall y cafodd ei gyfuno ag ef",
    ),
    (
        "records_distinction_doubted",
        "Took back that two records are not of the same one",
        "Tynnodd yn ôl nad yw dau gofnod am yr un un",
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
        "suggestions_seen",
        "Looked at which records may be of the same one",
        "Edrychodd ar ba gofnodion a allai fod am yr un un",
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
        "record_erased",
        "Erased what was known of a record",
        "Dileodd yr hyn a oedd yn hysbys am gofnod",
    ),
    (
        "record_group_set",
        "Said in which retention group somebody is",
        "Dywedodd ym mha grŵp cadw y mae rhywun",
    ),
    ("record_held", "Placed a legal hold on a record", "Rhoddodd ataliad cyfreithiol ar gofnod"),
    ("record_hold_lifted", "Lifted a legal hold", "Cododd ataliad cyfreithiol"),
    (
        "record_reviewed",
        "Decided whether what is known of somebody is still needed",
        "Penderfynodd a oes angen yr hyn sy'n hysbys am rywun o hyd",
    ),
    ("reviews_seen", "Looked at who is to be reviewed", "Edrychodd ar bwy sydd i'w adolygu"),
    (
        "automatic_merging_set",
        "Said whether the program may join records that are the same beyond doubt",
        "Dywedodd a gaiff y rhaglen uno cofnodion sydd yr un un heb amheuaeth",
    ),
    (
        "records_search_begun",
        "Had records of the same one looked for",
        "Trefnodd i chwilio am gofnodion o'r un un",
    ),
    ("records_searched", "Looked for records of the same one", "Chwiliodd am gofnodion o'r un un"),
    ("record_exported", "Gave a record to another system", "Rhoddodd gofnod i system arall"),
    (
        "records_imported",
        "Brought in records of an older system",
        "Daeth â chofnodion o system hŷn i mewn",
    ),
];
