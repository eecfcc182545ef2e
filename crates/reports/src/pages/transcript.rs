//! What a person sent, on paper: a copy that they can keep, print or show to somebody who helps them.

use crate::Report;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::dates;
use kernel::{AccessCode, Force, Instant, Language, Problem, Words, words};
use papers::{Answer, Block, Colour, Paper, Text};
use services::{Service, SummaryRow};

words! {
    TITLE { en: "What you sent", cy: "Yr hyn a anfonoch" }
    TITLED { en: "What you sent: {service}", cy: "Yr hyn a anfonoch: {service}" }
    DANGER { en: "If someone is in danger now, call 999.", cy: "Os yw rhywun mewn perygl nawr, ffoniwch 999." }
    DANGER_HOW {
        en: "If you cannot speak, call 999 on a mobile, then press 55. With a textphone or the Relay UK app, call 18000.",
        cy: "Os na allwch siarad, ffoniwch 999 ar ffôn symudol, yna pwyswch 55. Gyda ffôn testun neu ap Relay UK, ffoniwch 18000."
    }
    REFERENCE { en: "Your reference", cy: "Eich cyfeirnod" }
    CODE { en: "Your access code", cy: "Eich cod mynediad" }
    SENT { en: "When you sent it", cy: "Pryd yr anfonoch ef" }
    TO { en: "Who you sent it to", cy: "At bwy yr anfonoch ef" }
    MADE { en: "When this copy was made", cy: "Pryd y gwnaed y copi hwn" }
    NEXT { en: "What happens next", cy: "Beth fydd yn digwydd nesaf" }
    FOLLOW { en: "How to follow it or tell us more", cy: "Sut i’w ddilyn neu ddweud mwy wrthym" }
    FOLLOW_ONLINE {
        en: "Go to {address} and enter your reference and your access code. You do not need an account.",
        cy: "Ewch i {address} a rhowch eich cyfeirnod a’ch cod mynediad. Nid oes angen cyfrif arnoch."
    }
    NO_CODE {
        en: "Your access code is not on this paper. You got it when you sent this. Whoever has both can read what you sent.",
        cy: "Nid yw eich cod mynediad ar y papur hwn. Cawsoch ef pan anfonoch hyn. Gall unrhyw un sydd â’r ddau ddarllen yr hyn a anfonoch."
    }
    WITH_CODE {
        en: "Keep this paper safe. Your access code is on it, and whoever has it can read what you sent and our messages.",
        cy: "Cadwch y papur hwn yn ddiogel. Mae eich cod mynediad arno, a gall unrhyw un sydd ag ef ddarllen yr hyn a anfonoch a’n negeseuon."
    }
    FOLLOW_PHONE {
        en: "Or call 101 and give your reference. With a textphone or the Relay UK app, call 18001 101.",
        cy: "Neu ffoniwch 101 a rhowch eich cyfeirnod. Gyda ffôn testun neu ap Relay UK, ffoniwch 18001 101."
    }
    TOLD { en: "What you told us", cy: "Yr hyn a ddywedoch wrthym" }
    SQUARES {
        en: "A small square stands for a sign that we cannot print. We have it as you wrote it.",
        cy: "Mae sgwâr bach yn sefyll yn lle arwydd na allwn ei argraffu. Mae gennym ef fel yr ysgrifennoch chi ef."
    }
}

/// A report as the person who sent it takes it with them.
#[derive(Debug)]
pub struct Transcript<'a> {
    /// The force that has it.
    pub force: &'a Force,
    /// What was answered, in the edition of then.
    pub service: &'a Service,
    /// The report.
    pub report: &'a Report,
    /// The language of the paper.
    pub language: Language,
    /// What happens next, and by when, sentence by sentence.
    pub next: Vec<String>,
    /// Where it can be followed, as people type it.
    pub site: &'a str,
    /// The access code, if the person wants it on the paper.
    pub code: Option<&'a AccessCode>,
    /// When the copy is made.
    pub now: Instant,
}

impl Transcript<'_> {
    /// The copy as a file to be saved. On sensitive ground neither its name nor its title says what it is.
    pub async fn give(self) -> Result<Response, Problem> {
        let sensitive = self.service.is_sensitive();
        let reference = self.report.reference.to_string();
        let name = if sensitive { "document" } else { &reference };
        let named = format!("attachment; filename=\"{name}.pdf\"");
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
            (CONTENT_DISPOSITION, HeaderValue::try_from(named).map_err(Problem::broken)?),
        ];
        let file = papers::print(self.paper()).await?;
        Ok((StatusCode::OK, headers, file).into_response())
    }

    fn paper(&self) -> Paper {
        let language = self.language;
        let sensitive = self.service.is_sensitive();
        let title = if sensitive {
            self.service.neutral_title(language).to_owned()
        } else {
            TITLED.fill(language, &[("service", self.service.title(language))])
        };
        let name = Text::local(&self.force.name, language);
        let band = Colour::parse(&self.force.theme.brand).map(|colour| (name, colour));
        Paper {
            title,
            language,
            // At a glance a sensitive paper is nobody's.
            from: band.filter(|_| !sensitive),
            foot: self.report.reference.to_string(),
            blocks: [self.head(), self.what_next(), self.told()].concat(),
        }
    }

    fn head(&self) -> Vec<Block> {
        let language = self.language;
        let title = if self.service.is_sensitive() {
            self.say(TITLE).to_owned()
        } else {
            TITLED.fill(language, &[("service", self.service.title(language))])
        };
        let time = |at| dates::date_and_time(at, language);
        let fact = |label: Words, text: Text| Answer {
            question: label.say(language).into(),
            lines: vec![text],
        };
        let mut facts = vec![
            fact(REFERENCE, self.report.reference.to_string().into()),
            fact(SENT, time(self.report.submitted_at).into()),
            fact(TO, Text::local(&self.force.name, language)),
            fact(MADE, time(self.now).into()),
        ];
        if let Some(code) = self.code {
            facts.insert(1, fact(CODE, code.to_string().into()));
        }
        vec![
            Block::Heading(1, title.into()),
            Block::Framed(vec![
                Block::Strong(self.say(DANGER).into()),
                Block::Paragraph(self.say(DANGER_HOW).into()),
            ]),
            Block::Answers(facts),
        ]
    }

    fn what_next(&self) -> Vec<Block> {
        let address = format!("{}/track", self.site);
        let online = FOLLOW_ONLINE.fill(self.language, &[("address", &address)]);
        let code = if self.code.is_some() { WITH_CODE } else { NO_CODE };
        vec![
            Block::Heading(2, self.say(NEXT).into()),
            Block::Steps(self.next.iter().map(Text::from).collect()),
            Block::Heading(2, self.say(FOLLOW).into()),
            Block::Paragraph(online.into()),
            Block::Paragraph(self.say(code).into()),
            Block::Paragraph(self.say(FOLLOW_PHONE).into()),
        ]
    }

    /// The answers as the page showed them on which they were checked.
    fn told(&self) -> Vec<Block> {
        let (report, language) = (self.report, self.language);
        let mut blocks = vec![Block::Heading(2, self.say(TOLD).into())];
        let sections =
            services::summary(self.service, &report.answers, language, report.submitted_at);
        let drawn = |row: &SummaryRow| row.lines.iter().all(|line| papers::shows(line));
        let rows = |section: &services::SummarySection| {
            section.rows.iter().chain(section.cards.iter().flat_map(|card| &card.rows)).all(drawn)
        };
        if !sections.iter().all(rows) {
            blocks.push(Block::Paragraph(self.say(SQUARES).into()));
        }
        for section in sections {
            blocks.push(Block::Heading(3, section.title.into()));
            if !section.rows.is_empty() {
                blocks.push(self.answers(section.rows));
            }
            for card in section.cards {
                blocks.push(Block::Heading(4, card.title.into()));
                blocks.push(self.answers(card.rows));
            }
        }
        blocks
    }

    fn answers(&self, rows: Vec<SummaryRow>) -> Block {
        let answer = |row: SummaryRow| {
            let own = if row.own_words { self.report.language } else { self.language };
            let line = |line: String| Text::within(line, own, self.language);
            Answer { question: row.label.into(), lines: row.lines.into_iter().map(line).collect() }
        };
        Block::Answers(rows.into_iter().map(answer).collect())
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}
