//! What each page of refusal says, in every language.

use kernel::Words;

kernel::words! {
    WHAT_TO_DO { en: "What you can do", cy: "Yr hyn y gallwch chi ei wneud" }
    PHONE {
        en: "If somebody is in danger, call 999. If it is not an emergency, call 101.",
        cy: "Os yw rhywun mewn perygl, ffoniwch 999. Os nad yw'n argyfwng, ffoniwch 101.",
    }
    HOME { en: "Go to the home page", cy: "Ewch i'r dudalen gartref" }
    TO_SIGN_IN { en: "Sign in", cy: "Mewngofnodi" }
    INCIDENT {
        en: "If you contact us about this, give this code:",
        cy: "Os byddwch yn cysylltu â ni am hyn, rhowch y cod hwn:",
    }
}

/// What is said when no page can be made.
pub(super) const LAST_RESORT: &str = "<!DOCTYPE html><html lang=\"en\"><title>Sorry</title>\
    <h1>Sorry, there is a problem with the service</h1>\
    <p>In danger now? Call 999. If it is not an emergency, call 101.</p>\
    <p lang=\"cy\">Mewn perygl nawr? Ffoniwch 999. Os nad yw'n argyfwng, ffoniwch 101.</p></html>";

/// What happened, what becomes of the answers, what to do.
pub(super) struct PageWords {
    pub(super) title: Words,
    pub(super) what: Words,
    pub(super) answers: Words,
    pub(super) to_do: Words,
}

/// Said where a refusal does not touch what was told before.
const UNTOUCHED: Words = Words {
    en: "Anything that you have already told us is not affected.",
    cy: "Nid yw hyn yn effeithio ar unrhyw beth rydych eisoes wedi'i ddweud wrthym.",
};

/// Said where the form is still on the page before.
const STILL_THERE: Words = Words {
    en: "Nothing is lost. What you typed is still on the page before this one.",
    cy: "Nid oes dim wedi'i golli. Mae'r hyn a deipioch yn dal i fod ar y dudalen flaenorol.",
};

/// Said where the last page may not have been kept.
const KEPT: Words = Words {
    en: "We keep your answers from the pages that you completed. You may need to type your answer \
         on the last page again.",
    cy: "Rydym yn cadw eich atebion o'r tudalennau rydych wedi'u cwblhau. Efallai y bydd angen i \
         chi deipio eich ateb ar y dudalen olaf eto.",
};

pub(super) const NO_PAGE: PageWords = PageWords {
    title: Words { en: "Page not found", cy: "Tudalen heb ei chanfod" },
    what: Words {
        en: "There is nothing at this address. It may be mistyped or not complete.",
        cy: "Nid oes dim byd yn y cyfeiriad hwn. Efallai ei fod wedi'i gamdeipio neu'n anghyflawn.",
    },
    answers: UNTOUCHED,
    to_do: Words {
        en: "Check the address, or start from the home page.",
        cy: "Gwiriwch y cyfeiriad, neu dechreuwch o'r dudalen gartref.",
    },
};

pub(super) const NO_REPORT: PageWords = PageWords {
    title: Words {
        en: "We cannot find that report",
        cy: "Ni allwn ddod o hyd i'r adroddiad hwnnw",
    },
    what: Words {
        en: "The reference or the access code is not right, or we no longer keep the report.",
        cy: "Nid yw'r cyfeirnod neu'r cod mynediad yn gywir, neu nid ydym yn cadw'r adroddiad \
             mwyach.",
    },
    answers: UNTOUCHED,
    to_do: Words {
        en: "Check both on your receipt and try again. If you cannot find them, call 101.",
        cy: "Gwiriwch y ddau ar eich derbynneb a rhowch gynnig arall arni. Os na allwch ddod o hyd \
             iddynt, ffoniwch 101.",
    },
};

pub(super) const NO_DRAFT: PageWords = PageWords {
    title: Words { en: "Your answers are no longer here", cy: "Nid yw eich atebion yma mwyach" },
    what: Words {
        en: "We keep answers that were not sent for a short time, and only for the browser that you \
             used.",
        cy: "Am gyfnod byr yn unig rydym yn cadw atebion nas anfonwyd, a dim ond ar gyfer y porwr a \
             ddefnyddioch.",
    },
    answers: Words {
        en: "Nobody can read them now. Reports that you sent are safe.",
        cy: "Ni all neb eu darllen nawr. Mae'r adroddiadau a anfonoch yn ddiogel.",
    },
    to_do: Words {
        en: "You can start again. Tell us as much or as little as you want.",
        cy: "Gallwch ddechrau eto. Dywedwch gymaint neu gyn lleied ag y dymunwch wrthym.",
    },
};

pub(super) const SIGN_IN: PageWords = PageWords {
    title: Words { en: "Sign in to see this page", cy: "Mewngofnodwch i weld y dudalen hon" },
    what: Words {
        en: "You are not signed in, or your session has ended.",
        cy: "Nid ydych wedi mewngofnodi, neu mae eich sesiwn wedi dod i ben.",
    },
    answers: STILL_THERE,
    to_do: Words {
        en: "Sign in again, then come back to this page.",
        cy: "Mewngofnodwch eto, yna dewch yn ôl i'r dudalen hon.",
    },
};

pub(super) const NOT_YOUR_ROLE: PageWords = PageWords {
    title: Words { en: "You cannot do this", cy: "Ni allwch wneud hyn" },
    what: Words { en: "Your role does not allow it.", cy: "Nid yw eich rôl yn caniatáu hynny." },
    answers: STILL_THERE,
    to_do: Words {
        en: "If you need it for your work, ask your supervisor.",
        cy: "Os oes ei angen arnoch ar gyfer eich gwaith, gofynnwch i'ch goruchwyliwr.",
    },
};

pub(super) const PROVE_AGAIN: PageWords = PageWords {
    title: Words { en: "Confirm that it is you", cy: "Cadarnhewch mai chi sydd yno" },
    what: Words {
        en: "This needs you to have confirmed a short while ago that it is you.",
        cy: "Mae angen i chi fod wedi cadarnhau ychydig yn ôl mai chi sydd yno.",
    },
    answers: STILL_THERE,
    to_do: Words {
        en: "Go back, confirm that it is you, and send it again.",
        cy: "Ewch yn ôl, cadarnhewch mai chi sydd yno, ac anfonwch ef eto.",
    },
};

pub(super) const BY_RULE: PageWords = PageWords {
    title: Words { en: "You cannot open this one", cy: "Ni allwch agor yr un hwn" },
    what: Words {
        en: "A rule closes it to you, although your role opens others like it.",
        cy: "Mae rheol yn ei gau i chi, er bod eich rôl yn agor eraill tebyg iddo.",
    },
    answers: STILL_THERE,
    to_do: Words {
        en: "If you need it for your work, ask your supervisor.",
        cy: "Os oes ei angen arnoch ar gyfer eich gwaith, gofynnwch i'ch goruchwyliwr.",
    },
};

pub(super) const SAME_PERSON: PageWords = PageWords {
    title: Words { en: "This needs a second person", cy: "Mae angen ail berson ar hyn" },
    what: Words {
        en: "You are the first. Somebody else with the same right has to decide.",
        cy: "Chi yw'r cyntaf. Rhaid i rywun arall â'r un hawl benderfynu.",
    },
    answers: STILL_THERE,
    to_do: Words {
        en: "Ask a colleague to look at it.",
        cy: "Gofynnwch i gydweithiwr edrych arno.",
    },
};

pub(super) const NOT_SAFE: PageWords = PageWords {
    title: Words {
        en: "This way of contact is not safe for the person",
        cy: "Nid yw'r dull hwn o gysylltu yn ddiogel i'r person",
    },
    what: Words {
        en: "They asked us not to use it. Nothing was sent.",
        cy: "Mae wedi gofyn i ni beidio â'i ddefnyddio. Ni anfonwyd dim.",
    },
    answers: STILL_THERE,
    to_do: Words {
        en: "Go back and choose a way that the person told us is safe.",
        cy: "Ewch yn ôl a dewiswch ddull y mae'r person wedi dweud wrthym ei fod yn ddiogel.",
    },
};

pub(super) const CROSS_SITE: PageWords = PageWords {
    title: Words {
        en: "We could not be sure that this came from you",
        cy: "Ni allem fod yn sicr mai chi a anfonodd hyn",
    },
    what: Words {
        en: "Your browser did not show that the form came from one of our pages. This can happen \
             when a page was open for a long time, or when cookies are turned off.",
        cy: "Ni ddangosodd eich porwr fod y ffurflen wedi dod o un o'n tudalennau ni. Gall hyn \
             ddigwydd pan fydd tudalen wedi bod ar agor am amser hir, neu pan fydd cwcis wedi'u \
             diffodd.",
    },
    answers: STILL_THERE,
    to_do: Words {
        en: "Go back. If you typed a lot, copy it first. Then load the page again and send the form.",
        cy: "Ewch yn ôl. Os gwnaethoch deipio llawer, copïwch ef yn gyntaf. Yna ail-lwythwch y \
             dudalen ac anfonwch y ffurflen.",
    },
};

pub(super) const WRONG_METHOD: PageWords = PageWords {
    title: Words {
        en: "You cannot open this page directly",
        cy: "Ni allwch agor y dudalen hon yn uniongyrchol",
    },
    what: Words {
        en: "This address only works from a form on the page before it.",
        cy: "Dim ond o ffurflen ar y dudalen flaenorol y mae'r cyfeiriad hwn yn gweithio.",
    },
    answers: UNTOUCHED,
    to_do: Words {
        en: "Go back, or start from the home page.",
        cy: "Ewch yn ôl, neu dechreuwch o'r dudalen gartref.",
    },
};

pub(super) const CHANGED: PageWords = PageWords {
    title: Words { en: "This cannot be done now", cy: "Ni ellir gwneud hyn nawr" },
    what: Words {
        en: "Something has changed since you opened the page.",
        cy: "Mae rhywbeth wedi newid ers i chi agor y dudalen.",
    },
    answers: STILL_THERE,
    to_do: Words {
        en: "Go back, load the page again and look at what has changed.",
        cy: "Ewch yn ôl, ail-lwythwch y dudalen ac edrychwch ar yr hyn sydd wedi newid.",
    },
};

pub(super) const TOO_LONG: PageWords = PageWords {
    title: Words { en: "What you sent is too long", cy: "Mae'r hyn a anfonoch yn rhy hir" },
    what: Words {
        en: "One page can take about 100,000 words and no files.",
        cy: "Gall un dudalen gymryd tua 100,000 o eiriau a dim ffeiliau.",
    },
    answers: STILL_THERE,
    to_do: Words {
        en: "Go back and make it shorter. You can tell us the rest after you have sent your report.",
        cy: "Ewch yn ôl a'i wneud yn fyrrach. Gallwch ddweud y gweddill wrthym ar ôl i chi anfon \
             eich adroddiad.",
    },
};

pub(super) const UNREADABLE: PageWords = PageWords {
    title: Words {
        en: "We could not read what was sent",
        cy: "Ni allem ddarllen yr hyn a anfonwyd",
    },
    what: Words {
        en: "It broke off on the way, or is not in a form that we know.",
        cy: "Torrodd ar ei ffordd, neu nid yw mewn ffurf rydym yn ei hadnabod.",
    },
    answers: STILL_THERE,
    to_do: Words { en: "Go back and send it again.", cy: "Ewch yn ôl a'i anfon eto." },
};

pub(super) const UNAVAILABLE: PageWords = PageWords {
    title: Words {
        en: "Sorry, the service is unavailable",
        cy: "Mae'n ddrwg gennym, nid yw'r gwasanaeth ar gael",
    },
    what: Words {
        en: "The service cannot answer at the moment.",
        cy: "Ni all y gwasanaeth ateb ar hyn o bryd.",
    },
    answers: KEPT,
    to_do: Words {
        en: "Try again in a few minutes. If it cannot wait, call 101.",
        cy: "Rhowch gynnig arall arni mewn ychydig funudau. Os na all aros, ffoniwch 101.",
    },
};

pub(super) const BROKEN: PageWords = PageWords {
    title: Words {
        en: "Sorry, there is a problem with the service",
        cy: "Mae'n ddrwg gennym, mae problem gyda'r gwasanaeth",
    },
    what: Words {
        en: "Something went wrong on our side. It was not because of anything that you did.",
        cy: "Aeth rhywbeth o'i le ar ein hochr ni. Nid oherwydd unrhyw beth a wnaethoch chi.",
    },
    answers: KEPT,
    to_do: Words {
        en: "Try again later. If you had sent a report and saw no reference, send it again: we \
             count it once.",
        cy: "Rhowch gynnig arall arni yn nes ymlaen. Os oeddech wedi anfon adroddiad ac na welsoch \
             gyfeirnod, anfonwch ef eto: unwaith y byddwn yn ei gyfrif.",
    },
};
