//! Where none of the forces polices: to whom people are pointed on.
//!
//! Other lands have police of their own; so have a few kinds of sites wherever they are.

use kernel::{Words, words};

/// A police body that is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
    /// The Isle of Man.
    IsleOfMan,
    /// Jersey.
    Jersey,
    /// Guernsey, with Alderney, Sark and Herm.
    Guernsey,
    /// Defence sites, wherever they are.
    Defence,
    /// Civil nuclear sites, wherever they are.
    Nuclear,
}

words! {
    /// The place.
    SCOTLAND { en: "Scotland", cy: "Yr Alban" }
    /// The place.
    NORTHERN_IRELAND { en: "Northern Ireland", cy: "Gogledd Iwerddon" }
    /// The place.
    ISLE_OF_MAN { en: "The Isle of Man", cy: "Ynys Manaw" }
    /// The place.
    JERSEY { en: "Jersey", cy: "Jersey" }
    /// The place.
    GUERNSEY { en: "Guernsey", cy: "Guernsey" }
    /// The place.
    DEFENCE { en: "Defence sites", cy: "Safleoedd amddiffyn" }
    /// The place.
    NUCLEAR { en: "Civil nuclear sites", cy: "Safleoedd niwclear sifil" }
    /// The body.
    POLICE_SCOTLAND { en: "Police Scotland", cy: "Heddlu’r Alban" }
    /// The body.
    PSNI {
        en: "Police Service of Northern Ireland",
        cy: "Gwasanaeth Heddlu Gogledd Iwerddon",
    }
    /// The body.
    MANX_POLICE { en: "Isle of Man Constabulary", cy: "Heddlu Ynys Manaw" }
    /// The body.
    JERSEY_POLICE { en: "States of Jersey Police", cy: "Heddlu Taleithiau Jersey" }
    /// The body.
    GUERNSEY_POLICE { en: "Guernsey Police", cy: "Heddlu Guernsey" }
    /// The body.
    DEFENCE_POLICE { en: "Ministry of Defence Police", cy: "Heddlu’r Weinyddiaeth Amddiffyn" }
    /// The body.
    NUCLEAR_POLICE { en: "Civil Nuclear Constabulary", cy: "Heddlu Niwclear Sifil" }
}

impl Body {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Scotland,
        Self::NorthernIreland,
        Self::IsleOfMan,
        Self::Jersey,
        Self::Guernsey,
        Self::Defence,
        Self::Nuclear,
    ];

    /// Whether it polices certain sites wherever they are, and not a land: what happened anywhere
    /// else is for the force of the place.
    #[must_use]
    pub const fn guards_sites(self) -> bool {
        matches!(self, Self::Defence | Self::Nuclear)
    }

    /// The place, to stand alone: in a heading or a list.
    #[must_use]
    pub const fn place(self) -> Words {
        match self {
            Self::Scotland => SCOTLAND,
            Self::NorthernIreland => NORTHERN_IRELAND,
            Self::IsleOfMan => ISLE_OF_MAN,
            Self::Jersey => JERSEY,
            Self::Guernsey => GUERNSEY,
            Self::Defence => DEFENCE,
            Self::Nuclear => NUCLEAR,
        }
    }

    /// What the body is called.
    #[must_use]
    pub const fn name(self) -> Words {
        match self {
            Self::Scotland => POLICE_SCOTLAND,
            Self::NorthernIreland => PSNI,
            Self::IsleOfMan => MANX_POLICE,
            Self::Jersey => JERSEY_POLICE,
            Self::Guernsey => GUERNSEY_POLICE,
            Self::Defence => DEFENCE_POLICE,
            Self::Nuclear => NUCLEAR_POLICE,
        }
    }

    /// Its own site.
    #[must_use]
    pub const fn site(self) -> &'static str {
        match self {
            Self::Scotland => "https://www.scotland.police.uk",
            Self::NorthernIreland => "https://www.psni.police.uk",
            Self::IsleOfMan => "https://www.iompolice.im",
            Self::Jersey => "https://jersey.police.je",
            Self::Guernsey => "https://www.guernsey.police.uk",
            Self::Defence => "https://www.mod.police.uk",
            Self::Nuclear => {
                "https://www.gov.uk/government/organisations/civil-nuclear-constabulary"
            }
        }
    }

    /// The body for a postcode area in capitals. `TD` is Scotland's in part only: a force that
    /// claims a code of it stands beside the body.
    #[must_use]
    pub fn of_postcode_area(area: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|body| body.postcode_areas().contains(&area))
    }

    const fn postcode_areas(self) -> &'static [&'static str] {
        match self {
            Self::Scotland => &[
                "AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH",
                "TD", "ZE",
            ],
            Self::NorthernIreland => &["BT"],
            Self::IsleOfMan => &["IM"],
            Self::Jersey => &["JE"],
            Self::Guernsey => &["GY"],
            Self::Defence | Self::Nuclear => &[],
        }
    }

    /// The body for the code that the national open data gives the police area of a postcode
    /// beyond England and Wales: of Scotland's and Northern Ireland's own, or a stand-in
    /// (`L99999999`, `GG`). One letter stands for all Channel Islands; the postcode's own tell which.
    #[must_use]
    pub fn of_area_code(code: &str, postcode_area: &str) -> Option<Self> {
        let (letters, digits) = code.split_at(code.find(char::is_numeric).unwrap_or(code.len()));
        match letters {
            "S" => Some(Self::Scotland),
            "N" => Some(Self::NorthernIreland),
            "M" | "IM" => Some(Self::IsleOfMan),
            "JE" => Some(Self::Jersey),
            "GG" | "GY" => Some(Self::Guernsey),
            "L" if !digits.is_empty() => {
                let islands = Self::of_postcode_area(postcode_area);
                islands.filter(|body| matches!(body, Self::Jersey | Self::Guernsey))
            }
            _ => None,
        }
    }

    /// Names by which people call the place or a part of it, beside those that are shown.
    pub(super) fn also_called(self) -> impl Iterator<Item = &'static str> {
        let names = match self {
            Self::Scotland => {
                "Aberdeen, Aberdeenshire, Angus, Argyll and Bute, Ayr, Ayrshire, Caeredin, \
                 Clackmannanshire, Dumfries, Dumfries and Galloway, Dundee, Dunfermline, \
                 East Lothian, Edinburgh, Falkirk, Fife, Galashiels, Glasgow, Gretna, Highlands, \
                 Inverclyde, Inverness, Kilmarnock, Lanarkshire, Livingston, Midlothian, Moray, \
                 Motherwell, Oban, Orkney, Paisley, Perth, Perth and Kinross, Renfrewshire, \
                 Scottish Borders, Shetland, Stirling, Stornoway, West Lothian, Western Isles"
            }
            Self::NorthernIreland => {
                "Antrim, Armagh, Ballymena, Bangor, Belfast, Coleraine, Cookstown, County Antrim, \
                 County Armagh, County Down, County Fermanagh, County Londonderry, County Tyrone, \
                 Craigavon, Derry, Downpatrick, Dungannon, Enniskillen, Fermanagh, Larne, \
                 Limavady, Lisburn, Londonderry, Newry, Newtownabbey, Omagh, Portadown, PSNI, \
                 Strabane, Tyrone, Ulster"
            }
            Self::IsleOfMan => "Castletown, Douglas, Ellan Vannin, Peel, Ramsey",
            Self::Jersey => "Saint Helier",
            Self::Guernsey => "Alderney, Herm, Saint Peter Port, Sark",
            Self::Defence => {
                "MDP, MoD Police, MOD police force, Ministry of Defence, Defence Police, \
                 Weinyddiaeth Amddiffyn, Y Weinyddiaeth Amddiffyn, Heddlu Amddiffyn"
            }
            Self::Nuclear => {
                "CNC, Nuclear Police, Civil Nuclear Police, Cwnstabliaeth Niwclear Sifil, \
                 Heddlu Sifil Niwclear"
            }
        };
        names.split(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::Body;

    #[test]
    fn every_body_has_a_secure_site_and_postcodes_that_no_other_has() {
        for body in Body::ALL {
            assert!(body.site().starts_with("https://"), "{body:?}");
            for area in body.postcode_areas() {
                assert_eq!(Body::of_postcode_area(area), Some(body), "{area}");
            }
        }
        assert_eq!(Body::of_postcode_area("HU"), None);
    }

    #[test]
    fn codes_of_the_national_data_lead_to_the_land_that_they_stand_for() {
        for (code, postcode_area, body) in [
            ("S99999999", "EH", Some(Body::Scotland)),
            ("S23000009", "TD", Some(Body::Scotland)),
            ("N99999999", "BT", Some(Body::NorthernIreland)),
            ("M99999999", "IM", Some(Body::IsleOfMan)),
            ("IM", "IM", Some(Body::IsleOfMan)),
            ("L99999999", "JE", Some(Body::Jersey)),
            ("L99999999", "GY", Some(Body::Guernsey)),
            ("L99999999", "HU", None),
            ("GG", "GY", Some(Body::Guernsey)),
            ("JE", "JE", Some(Body::Jersey)),
            ("E23000012", "HU", None),
            ("", "", None),
        ] {
            assert_eq!(Body::of_area_code(code, postcode_area), body, "{code} {postcode_area}");
        }
    }
}
