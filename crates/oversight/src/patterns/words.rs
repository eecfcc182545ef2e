//! What each rule is called, what it says of what it found, and why that is unusual.

use super::Rule;
use kernel::{Language, Words, words};
use serde_json::Value;

words! {
    STREET { en: "From their own street", cy: "O'u stryd eu hunain" }
    STREET_SAYS {
        en: "They opened records of people who share the postcode of their home. Records on that day: {count}.",
        cy: "Agorwyd cofnodion pobl sy'n rhannu cod post eu cartref. Cofnodion ar y diwrnod hwnnw: {count}.",
    }
    STREET_WHY {
        en: "People look up their neighbours. It may also be their beat, or chance: about 15 homes share a postcode. It goes by the home postcode that somebody declared.",
        cy: "Mae pobl yn chwilio am eu cymdogion. Gall hefyd fod yn rhan o'u hardal waith, neu'n gyd-ddigwyddiad: mae tua 15 o gartrefi'n rhannu cod post. Mae'n dibynnu ar y cod post cartref a ddatganwyd.",
    }
    KIN { en: "About themselves or somebody close", cy: "Amdanynt eu hunain neu rywun agos" }
    KIN_SAYS {
        en: "They tried to open a record about themselves or somebody close to them, or where they declared a conflict. It stayed closed. Tries on that day: {count}.",
        cy: "Ceisiwyd agor cofnod amdanynt eu hunain neu am rywun agos atynt, neu lle datganwyd gwrthdaro. Arhosodd ar gau. Cynigion ar y diwrnod hwnnw: {count}.",
    }
    KIN_WHY {
        en: "Nobody opens their own record here. One try may be a mistake: a list does not show whom a record is about.",
        cy: "Nid oes neb yn agor ei gofnod ei hun yma. Gall un cynnig fod yn gamgymeriad: nid yw rhestr yn dangos am bwy y mae cofnod.",
    }
    CROWD { en: "Many looked at one record", cy: "Edrychodd llawer ar un cofnod" }
    CROWD_SAYS {
        en: "{count} people opened this record within {days} days and did nothing with it.",
        cy: "Agorwyd y cofnod hwn heb wneud dim ag ef, o fewn {days} diwrnod, gan y nifer hwn o bobl: {count}.",
    }
    CROWD_WHY {
        en: "A record about somebody well known, or a case in the news, draws people who have nothing to do with it. A briefing or a change of shift can look the same.",
        cy: "Mae cofnod am rywun adnabyddus, neu achos yn y newyddion, yn denu pobl nad oes a wnelont ddim ag ef. Gall sesiwn friffio neu newid shifft edrych yr un fath.",
    }
    VOLUME { en: "Far more than colleagues", cy: "Llawer mwy na chydweithwyr" }
    VOLUME_SAYS {
        en: "They opened {count} records on that day. The middle one of their colleagues in the same role opened {median}.",
        cy: "Agorwyd {count} o gofnodion ar y diwrnod hwnnw. Agorodd yr un yn y canol o'u cydweithwyr yn yr un rôl {median}.",
    }
    VOLUME_WHY {
        en: "Whoever collects for somebody else opens much in little time. A special task or a busy shift can look the same.",
        cy: "Mae pwy bynnag sy'n casglu ar ran rhywun arall yn agor llawer mewn amser byr. Gall tasg arbennig neu shifft brysur edrych yr un fath.",
    }
    HOURS { en: "At unusual hours", cy: "Ar oriau anarferol" }
    HOURS_SAYS {
        en: "They opened {count} records at hours at which they opened none in the four weeks before: {hours}.",
        cy: "Agorwyd {count} o gofnodion ar oriau pan nad agorwyd dim yn y pedair wythnos cynt: {hours}.",
    }
    HOURS_WHY {
        en: "What is not for work is often done when nobody is about. A change of shift looks the same on its first day.",
        cy: "Gwneir yr hyn nad yw ar gyfer gwaith yn aml pan nad oes neb o gwmpas. Mae newid shifft yn edrych yr un fath ar ei ddiwrnod cyntaf.",
    }
    IDLE { en: "Looked and did nothing", cy: "Edrych heb wneud dim" }
    IDLE_SAYS {
        en: "They opened {count} records on that day and did nothing with {nothing} of them.",
        cy: "Agorwyd {count} o gofnodion ar y diwrnod hwnnw, heb wneud dim â {nothing} ohonynt.",
    }
    IDLE_WHY {
        en: "Whoever works with records leaves answers and notes. Whoever supervises or investigates reads more than they write.",
        cy: "Mae pwy bynnag sy'n gweithio gyda chofnodion yn gadael atebion a nodiadau. Mae pwy bynnag sy'n goruchwylio neu'n ymchwilio yn darllen mwy nag y maent yn ei ysgrifennu.",
    }
    GONE { en: "Saved files and left", cy: "Cadw ffeiliau a gadael" }
    GONE_SAYS {
        en: "They saved {count} files within {minutes} minutes before they signed out.",
        cy: "Cadwyd {count} o ffeiliau o fewn {minutes} munud cyn allgofnodi.",
    }
    GONE_WHY {
        en: "What is taken for somebody else is often taken last. The end of a shift looks the same.",
        cy: "Mae'r hyn a gymerir ar gyfer rhywun arall yn aml yn cael ei gymryd olaf. Mae diwedd shifft yn edrych yr un fath.",
    }
    LOOKS_A_DAY { en: "Records on one day", cy: "Cofnodion mewn un diwrnod" }
    TRIES_A_DAY { en: "Tries on one day", cy: "Cynigion mewn un diwrnod" }
    PEOPLE { en: "People who did nothing with it", cy: "Pobl na wnaeth ddim ag ef" }
    DAYS { en: "Within how many days", cy: "O fewn faint o ddiwrnodau" }
    TIMES { en: "Times what the middle colleague opened", cy: "Sawl gwaith yr hyn a agorodd y cydweithiwr yn y canol" }
    AT_LEAST { en: "And at least so many records", cy: "Ac o leiaf y nifer hwn o gofnodion" }
    STRANGE { en: "Records at unusual hours on one day", cy: "Cofnodion ar oriau anarferol mewn un diwrnod" }
    KNOWN { en: "Records in the four weeks before that show what is usual", cy: "Cofnodion yn y pedair wythnos cynt sy'n dangos yr hyn sy'n arferol" }
    PERCENT { en: "Out of 100, with how many they did nothing", cy: "Allan o 100, gyda faint na wnaed dim" }
    FILES { en: "Files saved", cy: "Ffeiliau a gadwyd" }
    MINUTES { en: "Within how many minutes", cy: "O fewn faint o funudau" }
}

/// What a rule is called.
#[must_use]
pub const fn name(rule: Rule) -> Words {
    match rule {
        Rule::OwnStreet => STREET,
        Rule::OwnOrFamily => KIN,
        Rule::Crowd => CROWD,
        Rule::Volume => VOLUME,
        Rule::Hours => HOURS,
        Rule::Idle => IDLE,
        Rule::Gone => GONE,
    }
}

/// Why what it finds is unusual, and what else it may be.
#[must_use]
pub const fn explains(rule: Rule) -> Words {
    match rule {
        Rule::OwnStreet => STREET_WHY,
        Rule::OwnOrFamily => KIN_WHY,
        Rule::Crowd => CROWD_WHY,
        Rule::Volume => VOLUME_WHY,
        Rule::Hours => HOURS_WHY,
        Rule::Idle => IDLE_WHY,
        Rule::Gone => GONE_WHY,
    }
}

/// What its numbers count; rules that need one have one.
#[must_use]
pub const fn numbers(rule: Rule) -> (Words, Option<Words>) {
    match rule {
        Rule::OwnStreet => (LOOKS_A_DAY, None),
        Rule::OwnOrFamily => (TRIES_A_DAY, None),
        Rule::Crowd => (PEOPLE, Some(DAYS)),
        Rule::Volume => (TIMES, Some(AT_LEAST)),
        Rule::Hours => (STRANGE, Some(KNOWN)),
        Rule::Idle => (LOOKS_A_DAY, Some(PERCENT)),
        Rule::Gone => (FILES, Some(MINUTES)),
    }
}

/// What it found, in words.
#[must_use]
pub fn says(rule: Rule, facts: &Value, language: Language) -> String {
    let words = match rule {
        Rule::OwnStreet => STREET_SAYS,
        Rule::OwnOrFamily => KIN_SAYS,
        Rule::Crowd => CROWD_SAYS,
        Rule::Volume => VOLUME_SAYS,
        Rule::Hours => HOURS_SAYS,
        Rule::Idle => IDLE_SAYS,
        Rule::Gone => GONE_SAYS,
    };
    let facts = facts.as_object().into_iter().flatten();
    let facts: Vec<(String, String)> = facts
        .map(|(name, fact)| (name.clone(), fact.as_str().map_or(fact.to_string(), str::to_owned)))
        .collect();
    let values: Vec<(&str, &str)> = facts.iter().map(|(name, fact)| (&**name, &**fact)).collect();
    words.fill(language, &values)
}
