//! Where answers lead: what is said before somebody goes on, and where a form ends.

use super::{Form, prose};
use crate::terms::When;
use kernel::{Words, words};
use papers::{Block, Text};
use services::{Notice, Outcome, OutcomeKind, PageDef};

words! {
    IF { en: "If {when}:", cy: "Os {when}:" }
    STOP { en: "If {when}: stop here and call 999.", cy: "Os {when}: stopiwch yma a ffoniwch 999." }
    NEEDS { en: "Have this ready for them:", cy: "Byddwch â hyn wrth law iddyn nhw:" }
    STILL {
        en: "You can still fill in the rest of this form and hand it in.",
        cy: "Gallwch lenwi gweddill y ffurflen hon a’i chyflwyno o hyd."
    }
}

impl Form<'_> {
    pub(super) fn notice(&mut self, page: &PageDef, notice: &Notice) {
        let mut blocks = self.led(page, IF);
        blocks.push(Block::Strong(notice.title.say(self.language).into()));
        blocks.extend(prose::blocks(notice.body.say(self.language)));
        self.blocks.push(Block::Framed(blocks));
    }

    pub(super) fn outcome(&mut self, page: &PageDef, outcome: &Outcome) {
        let emergency = outcome.kind == OutcomeKind::Emergency;
        let mut blocks = self.led(page, if emergency { STOP } else { IF });
        blocks.push(Block::Strong(outcome.title.say(self.language).into()));
        blocks.extend(prose::blocks(outcome.body.say(self.language)));
        if let Some(redirect) = &outcome.redirect {
            if !redirect.needs.is_empty() {
                blocks.push(Block::Paragraph(NEEDS.say(self.language).into()));
            }
            for told in [&redirect.needs, &redirect.takes, &redirect.still] {
                blocks.extend(prose::blocks(told.say(self.language)));
            }
        }
        if !emergency {
            blocks.push(Block::Paragraph(STILL.say(self.language).into()));
        }
        self.blocks.push(Block::Framed(blocks));
    }

    /// Under which answers it counts, in words.
    fn led(&self, page: &PageDef, words: Words) -> Vec<Block> {
        let led = page.led_here().into_iter().map(When::read).collect::<Vec<_>>();
        let when = match page.condition() {
            Some(condition) => When::read(condition),
            None if led.is_empty() => return Vec::new(),
            None => When::any(led),
        };
        let when = self.speaker.say(&when);
        let text: Text = words.fill(self.language, &[("when", &when)]).into();
        vec![Block::Strong(text)]
    }
}
