//! Where none of the forces polices: to whom people are pointed on.

use kernel::{Words, words};

/// A police body outside England and Wales.
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
}

impl Body {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Scotland, Self::NorthernIreland, Self::IsleOfMan, Self::Jersey, Self::Guernsey];

    /// The place, to stand alone: in a heading or a list.
    #[must_use]
    pub const fn place(self) -> Words {
        match self {
            Self::Scotland => SCOTLAND,
            Self::NorthernIreland => NORTHERN_IRELAND,
            Self::IsleOfMan => ISLE_OF_MAN,
            Self::Jersey => JERSEY,
            Self::Guernsey => GUERNSEY,
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
}
