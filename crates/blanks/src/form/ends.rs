//! The head of a form, and its end: how to fill it in, where to sign, where to hand it in.

use super::Form;
use kernel::{Language, words};
use papers::{Block, Cells, Text};

words! {
    WARNING_KEEP {
        en: "Keep this form where nobody else finds it. If somebody may find it, fill it in at a police station, or call 101 from a safe phone.",
        cy: "Cadwch y ffurflen hon lle nad oes neb arall yn dod o hyd iddi. Os gallai rhywun ddod o hyd iddi, llenwch hi mewn gorsaf heddlu, neu ffoniwch 101 o ffôn diogel."
    }
    WARNING_PARTS {
        en: "You can leave any question blank. You can bring the form back half done, and somebody will help you.",
        cy: "Gallwch adael unrhyw gwestiwn yn wag. Gallwch ddod â’r ffurflen yn ôl wedi’i hanner llenwi, a bydd rhywun yn eich helpu."
    }
    DANGER { en: "If someone is in danger now, do not use this form. Call 999.", cy: "Os yw rhywun mewn perygl nawr, peidiwch â defnyddio’r ffurflen hon. Ffoniwch 999." }
    DANGER_HOW {
        en: "If you cannot speak, call 999 on a mobile, then press 55. With a textphone or the Relay UK app, call 18000.",
        cy: "Os na allwch siarad, ffoniwch 999 ar ffôn symudol, yna pwyswch 55. Gyda ffôn testun neu ap Relay UK, ffoniwch 18000."
    }
    HOW { en: "How to fill in this form", cy: "Sut i lenwi’r ffurflen hon" }
    PEN { en: "Use black or blue ink", cy: "Defnyddiwch inc du neu las" }
    SOMEBODY { en: "Somebody else can write for you. Ask at the front counter", cy: "Gall rhywun arall ysgrifennu ar eich rhan. Gofynnwch wrth y cownter" }
    SKIP { en: "If you do not know an answer, write what you know or leave it blank", cy: "Os nad ydych yn gwybod ateb, ysgrifennwch yr hyn rydych yn ei wybod neu gadewch ef yn wag" }
    ROOM { en: "If there is too little room, continue on another sheet and write the number of the question on it", cy: "Os nad oes digon o le, ewch ymlaen ar ddalen arall ac ysgrifennwch rif y cwestiwn arni" }
    ANONYMOUS { en: "You do not have to tell us who you are", cy: "Does dim rhaid i chi ddweud wrthym pwy ydych chi" }
    READ { en: "A trained person at {force} reads what you write", cy: "Bydd person hyfforddedig o {force} yn darllen yr hyn a ysgrifennwch" }
    END { en: "Sign and hand in", cy: "Llofnodi a chyflwyno" }
    TRUE { en: "What I have written here is true, as far as I know.", cy: "Mae’r hyn rwyf wedi’i ysgrifennu yma yn wir, hyd y gwn i." }
    NO_NAME { en: "If you want to stay anonymous, do not sign.", cy: "Os ydych am aros yn ddienw, peidiwch â llofnodi." }
    SIGNATURE { en: "Signature", cy: "Llofnod" }
    HELPER { en: "If somebody wrote this for you, their name and who they are (optional)", cy: "Os ysgrifennodd rhywun hwn ar eich rhan, enw’r person a phwy yw’r person (dewisol)" }
    DAY { en: "Day", cy: "Diwrnod" }
    MONTH { en: "Month", cy: "Mis" }
    YEAR { en: "Year", cy: "Blwyddyn" }
    WHERE { en: "Where to hand it in", cy: "Ble i’w chyflwyno" }
    ANY_STATION {
        en: "Hand it in at any police station of {force} with a front counter, or give it to a police officer. You can find a station here:",
        cy: "Cyflwynwch hi yn unrhyw orsaf {force} sydd â chownter, neu rhowch hi i swyddog heddlu. Gallwch ddod o hyd i orsaf yma:"
    }
    IN_CUSTODY {
        en: "In prison, in custody or in hospital, ask a member of staff to send it for you.",
        cy: "Mewn carchar, yn y ddalfa neu mewn ysbyty, gofynnwch i aelod o staff ei hanfon ar eich rhan."
    }
    AFTER {
        en: "When you hand it in, ask for a reference. With it you can ask for news by calling 101.",
        cy: "Pan fyddwch yn ei chyflwyno, gofynnwch am gyfeirnod. Gyda hwnnw gallwch ofyn am newyddion drwy ffonio 101."
    }
    POLICE { en: "For police use", cy: "At ddefnydd yr heddlu" }
    REFERENCE { en: "Reference", cy: "Cyfeirnod" }
    RECEIVED { en: "Received by", cy: "Derbyniwyd gan" }
    FORM { en: "Form {id}, version {version}", cy: "Ffurflen {id}, fersiwn {version}" }
}

impl Form<'_> {
    pub(super) fn begin(&mut self) {
        let language = self.language;
        if self.service.is_sensitive() {
            self.blocks.push(Block::Framed(vec![
                Block::Strong(self.say(WARNING_KEEP).into()),
                Block::Paragraph(self.say(WARNING_PARTS).into()),
            ]));
        }
        self.blocks.push(Block::Heading(1, self.service.title(language).into()));
        self.blocks.push(Block::Framed(vec![
            Block::Strong(self.say(DANGER).into()),
            Block::Paragraph(self.say(DANGER_HOW).into()),
        ]));
        self.blocks.push(Block::Paragraph(self.service.summary(language).into()));
        self.blocks.push(Block::Heading(2, self.say(HOW).into()));
        let read = READ.fill(language, &[("force", self.force.name.text(language))]);
        let mut points: Vec<Text> =
            [PEN, SOMEBODY, SKIP, ROOM].map(|it| self.say(it).into()).into();
        if self.service.anonymous {
            points.push(self.say(ANONYMOUS).into());
        }
        points.push(read.into());
        self.blocks.push(Block::Bullets(points));
    }

    pub(super) fn end(&mut self) {
        self.blocks.push(Block::Heading(2, self.say(END).into()));
        let mut sign = vec![Block::Paragraph(self.say(TRUE).into())];
        if self.service.anonymous {
            sign.push(Block::Paragraph(self.say(NO_NAME).into()));
        }
        sign.push(Block::Field(self.say(SIGNATURE).into()));
        sign.push(self.date());
        sign.push(Block::Field(self.say(HELPER).into()));
        self.blocks.push(Block::Together(sign));
        let mut place = vec![Block::Heading(3, self.say(WHERE).into())];
        place.extend(self.hand_in().into_iter().map(Block::Paragraph));
        place.push(Block::Paragraph(self.say(IN_CUSTODY).into()));
        place.push(Block::Paragraph(self.say(AFTER).into()));
        self.blocks.push(Block::Together(place));
        let version = self.service.version.to_string();
        let form = [("id", self.service.id.as_str()), ("version", version.as_str())];
        let cells = |count| Cells { label: Text::default(), count };
        let reference = Cells { label: self.say(REFERENCE).into(), count: 3 };
        self.blocks.push(Block::Framed(vec![Block::Together(vec![
            Block::Heading(3, self.say(POLICE).into()),
            Block::Comb(vec![reference, cells(4), cells(4)]),
            self.date(),
            Block::Field(self.say(RECEIVED).into()),
            Block::Hint(FORM.fill(self.language, &form).into()),
        ])]));
    }

    fn date(&self) -> Block {
        let cells = |words, count| Cells { label: self.say(words).into(), count };
        Block::Comb(vec![cells(DAY, 2), cells(MONTH, 2), cells(YEAR, 4)])
    }

    /// What the force says itself, or else any of its stations.
    fn hand_in(&self) -> Vec<Text> {
        if let Some(text) = &self.force.hand_in {
            return vec![Text::local(text, self.language)];
        }
        let site = self.force.site.trim_start_matches("https://").trim_end_matches('/');
        let named = [("force", self.force.name.text(self.language))];
        let any = ANY_STATION.fill(self.language, &named);
        // An address is read letter by letter, and not as Welsh.
        vec![any.into(), Text::within(site, Language::English, self.language)]
    }
}
