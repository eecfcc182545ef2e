//! What people are called, by where their families come from.

use crate::dice::Dice;
use crate::person::Sex;

/// Where a family's names come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// English.
    #[default]
    English,
    /// Welsh.
    Welsh,
    /// Scottish.
    Scottish,
    /// Irish.
    Irish,
    /// Of India, Pakistan, Bangladesh, Sri Lanka.
    SouthAsian,
    /// Arabic.
    Arabic,
    /// Of Eastern Europe.
    EastEuropean,
    /// Of Africa south of the Sahara, and Somali.
    African,
    /// Chinese.
    Chinese,
}

impl Origin {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::English,
        Self::Welsh,
        Self::Scottish,
        Self::Irish,
        Self::SouthAsian,
        Self::Arabic,
        Self::EastEuropean,
        Self::African,
        Self::Chinese,
    ];

    /// The name, as in a table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Welsh",
            Self::Scottish => "Scottish",
            Self::Irish => "Irish",
            Self::SouthAsian => "South Asian",
            Self::Arabic => "Arabic",
            Self::EastEuropean => "East European",
            Self::African => "African",
            Self::Chinese => "Chinese",
        }
    }

    /// How many families in ten thousand.
    const fn share(self) -> u32 {
        match self {
            Self::English => 6_200,
            Self::Welsh | Self::Scottish => 650,
            Self::Irish => 500,
            Self::SouthAsian => 950,
            Self::Arabic => 250,
            Self::EastEuropean => 400,
            Self::African => 280,
            Self::Chinese => 120,
        }
    }

    /// How many families in ten thousand have a surname of the list, and none of the long tail.
    const fn listed(self) -> u32 {
        match self {
            Self::English => 5_000,
            Self::Welsh | Self::Chinese => 9_000,
            Self::Scottish | Self::Irish | Self::SouthAsian => 7_500,
            Self::Arabic | Self::African => 6_500,
            Self::EastEuropean => 4_500,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::English => include_str!("../names/english.txt"),
            Self::Welsh => include_str!("../names/welsh.txt"),
            Self::Scottish => include_str!("../names/scottish.txt"),
            Self::Irish => include_str!("../names/irish.txt"),
            Self::SouthAsian => include_str!("../names/south_asian.txt"),
            Self::Arabic => include_str!("../names/arabic.txt"),
            Self::EastEuropean => include_str!("../names/east_european.txt"),
            Self::African => include_str!("../names/african.txt"),
            Self::Chinese => include_str!("../names/chinese.txt"),
        }
    }
}

/// Names with the sums of their weights: the first is the most common, as one over its rank.
#[derive(Default)]
struct Ranked {
    names: Vec<&'static str>,
    sums: Vec<u32>,
}

impl Ranked {
    /// `head` flattens the beginning: the first name is so many times less common than one over its rank says.
    fn of(names: Vec<&'static str>, head: u32) -> Self {
        let weights = (head..).zip(&names).map(|(rank, _)| 1_000_000 / rank);
        let sums = weights.scan(0_u32, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self { sums: sums.collect(), names }
    }

    fn pick(&self, dice: &mut Dice) -> &'static str {
        self.names.get(dice.weighed(&self.sums)).copied().unwrap_or_default()
    }
}

/// The names of one origin.
struct Stock {
    origin: Origin,
    women: [Ranked; 2],
    men: [Ranked; 2],
    surnames: Ranked,
    begins: Vec<&'static str>,
    ends: Vec<&'static str>,
}

impl Stock {
    fn read(origin: Origin) -> Self {
        let section = |name: &str| section(origin.text(), name);
        let given = |old: &str, young: &str, all: &str| {
            [old, young].map(|part| {
                let some = section(part);
                Ranked::of(if some.is_empty() { section(all) } else { some }, 7)
            })
        };
        Self {
            origin,
            women: given("female-older", "female-younger", "female"),
            men: given("male-older", "male-younger", "male"),
            surnames: Ranked::of(section("surnames"), 16),
            begins: section("tail-begin"),
            ends: section("tail-end"),
        }
    }

    /// A surname of the long tail: two pieces, now and then three.
    fn rare(&self, dice: &mut Dice) -> String {
        let (begin, end) = (dice.pick(&self.begins), dice.pick(&self.ends));
        let more = if dice.happens(1_200) { dice.pick(&self.ends) } else { "" };
        format!("{begin}{end}{more}")
    }
}

/// The names under a heading, each once.
fn section(text: &'static str, name: &str) -> Vec<&'static str> {
    let mut lines = text.lines().skip_while(|line| line.trim_matches(['[', ']']) != name);
    let mut names: Vec<&str> = Vec::new();
    let words = lines.by_ref().skip(1).take_while(|line| !line.starts_with('['));
    for word in words.flat_map(str::split_whitespace) {
        if !names.contains(&word) {
            names.push(word);
        }
    }
    names
}

/// All names.
pub(crate) struct Names {
    stocks: Vec<Stock>,
    shares: Vec<u32>,
}

impl Default for Names {
    fn default() -> Self {
        let sums = Origin::ALL.iter().scan(0, |sum, origin| {
            *sum += origin.share();
            Some(*sum)
        });
        Self { shares: sums.collect(), stocks: Origin::ALL.map(Stock::read).into() }
    }
}

impl Names {
    /// Where a family comes from.
    pub(crate) fn origin(&self, dice: &mut Dice) -> Origin {
        Origin::ALL.get(dice.weighed(&self.shares)).copied().unwrap_or_default()
    }

    fn stock(&self, origin: Origin) -> Option<&Stock> {
        self.stocks.iter().find(|stock| stock.origin == origin)
    }

    /// A given name for somebody born in a year.
    pub(crate) fn given(&self, origin: Origin, sex: Sex, year: u16, dice: &mut Dice) -> String {
        // Some families choose from the English names.
        let origin = if dice.happens(700) { Origin::English } else { origin };
        let Some(stock) = self.stock(origin) else { return String::new() };
        let is_young = i32::from(year) > 1968 + i32::try_from(dice.below(16)).unwrap_or_default();
        let names = if sex == Sex::Female { &stock.women } else { &stock.men };
        let names = names.get(usize::from(is_young));
        let first = names.map(|names| names.pick(dice)).unwrap_or_default();
        if dice.happens(250) {
            return format!("{first}-{}", names.map(|names| names.pick(dice)).unwrap_or_default());
        }
        first.to_owned()
    }

    /// A family's surname.
    pub(crate) fn surname(&self, origin: Origin, dice: &mut Dice) -> String {
        let Some(stock) = self.stock(origin) else { return String::new() };
        if dice.happens(origin.listed()) || stock.begins.is_empty() {
            stock.surnames.pick(dice).to_owned()
        } else {
            stock.rare(dice)
        }
    }
}
