//! Boundaries of police areas from a GeoJSON file, checked before anything is replaced.

use super::fault::{LoadFault, Outline};
use super::{Point, Stretch};
use geojson::{Feature, FeatureReader, GeometryValue, JsonObject, Position};
use std::collections::BTreeMap;
use std::io::{Read, Seek};

/// The borders of all areas of a file, and of how many stretches each area's are.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    pub(super) stretches: Vec<Stretch>,
    pub(super) areas: BTreeMap<String, u64>,
}

/// Reads a whole file; the first thing that is wrong in it ends the reading.
///
/// It is read twice: the reader of features takes one that was cut off for one that has ended.
pub(super) fn read(
    mut file: impl Read + Seek,
    mut told: impl FnMut(u64),
) -> Result<Outlines, LoadFault> {
    let whole: Result<serde::de::IgnoredAny, _> = serde_json::from_reader(&mut file);
    whole.map_err(|error| LoadFault::NotGeoJson(error.to_string()))?;
    file.rewind().map_err(|error| LoadFault::NotGeoJson(error.to_string()))?;
    let mut outlines = Outlines::default();
    for (number, feature) in (1..).zip(FeatureReader::from_reader(file).features()) {
        let wrong = |why| LoadFault::Boundaries { feature: number, why };
        let feature = feature.map_err(|error| wrong(Outline::NotGeoJson(error.to_string())))?;
        outlines.add(feature).map_err(wrong)?;
        told(number);
    }
    if outlines.areas.is_empty() { Err(LoadFault::NoAreas) } else { Ok(outlines) }
}

impl Outlines {
    fn add(&mut self, feature: Feature) -> Result<(), Outline> {
        let code = feature.properties.as_ref().and_then(code).ok_or(Outline::NoCode)?;
        let polygons = match feature.geometry.map(|geometry| geometry.value) {
            Some(GeometryValue::Polygon { coordinates }) => vec![coordinates],
            Some(GeometryValue::MultiPolygon { coordinates }) => coordinates,
            _ => return Err(Outline::NotAnArea { code }),
        };
        let count = self.areas.entry(code.clone()).or_default();
        for ring in polygons.iter().flatten() {
            let ring = points(ring).map_err(|why| why.of(&code))?;
            let pieces = Stretch::cut(&code, &ring);
            *count += u64::try_from(pieces.len()).unwrap_or(u64::MAX);
            self.stretches.extend(pieces);
        }
        Ok(())
    }
}

/// The value of the property whose name is `PFA…CD`.
fn code(properties: &JsonObject) -> Option<String> {
    let is_code = |name: &str| {
        let year = name.strip_prefix("pfa").and_then(|rest| rest.strip_suffix("cd"));
        year.is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (_, value) = properties.iter().find(|(name, _)| is_code(&name.to_ascii_lowercase()))?;
    let code = value.as_str()?.trim();
    let fits = code.len() == 9 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| code.to_owned())
}

/// What is wrong with a ring, before it is known whose it is.
enum Ring {
    Open,
    Short,
    Metres,
    Far(f64, f64),
}

impl Ring {
    fn of(self, code: &str) -> Outline {
        let code = code.to_owned();
        match self {
            Self::Open => Outline::Open { code },
            Self::Short => Outline::Short { code },
            Self::Metres => Outline::Metres { code },
            Self::Far(x, y) => Outline::Far { code, x, y },
        }
    }
}

fn points(ring: &[Position]) -> Result<Vec<Point>, Ring> {
    if ring.len() < 4 {
        return Err(Ring::Short);
    }
    if ring.first().map(Position::as_slice) != ring.last().map(Position::as_slice) {
        return Err(Ring::Open);
    }
    ring.iter()
        .map(|position| match *position.as_slice() {
            [x, y, ..] => Point::new(y, x).ok_or_else(|| far(x, y)),
            _ => Err(Ring::Short),
        })
        .collect()
}

/// The British National Grid counts metres east and north of a point beyond Scilly.
fn far(x: f64, y: f64) -> Ring {
    let grid = (0.0..800_000.0).contains(&x) && (0.0..1_400_000.0).contains(&y);
    if grid && (x > 180.0 || y > 90.0) { Ring::Metres } else { Ring::Far(x, y) }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::json;
    use std::io::Cursor;

    const CUT_OFF: &str = r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"PFA23CD": "E23000012"}, "geometry": {"type": "Polygon",
          "coordinates": [[[-1.0, 53.0], [0.0, 53.0], [0.0, 54.0], [-1.0, 53.0]]]}},"#;

    fn told(property: &str, geometry: &serde_json::Value) -> Result<usize, String> {
        let file = json!({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {property: "E23000012"}, "geometry": geometry}]});
        let read = read(Cursor::new(file.to_string()), |_| {});
        read.map(|outlines| outlines.stretches.len()).map_err(|fault| fault.to_string())
    }

    fn polygon(ring: &serde_json::Value) -> serde_json::Value {
        json!({"type": "Polygon", "coordinates": [ring]})
    }

    #[test]
    fn polygons_with_the_code_of_their_area_are_read() {
        let ring = json!([[-1.0, 53.0], [0.0, 53.0], [0.0, 54.0], [-1.0, 53.0]]);
        for property in ["PFA23CD", "pfa22cd", "PFACD"] {
            assert_eq!(told(property, &polygon(&ring)), Ok(1), "{property}");
        }
        let islands = json!({"type": "MultiPolygon", "coordinates": [[ring, ring], [ring]]});
        assert_eq!(told("PFA23CD", &islands), Ok(3));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_remedy() {
        let good = polygon(&json!([[-1.0, 53.0], [0.0, 53.0], [0.0, 54.0], [-1.0, 53.0]]));
        for (property, geometry, says) in [
            ("PFA23NM", good.clone(), "no property PFA…CD"),
            ("PFA23CD", json!({"type": "Point", "coordinates": [-1.0, 53.0]}), "neither"),
            ("PFA23CD", json!(null), "neither"),
            (
                "PFA23CD",
                polygon(&json!([[-1.0, 53.0], [0.0, 53.0], [0.0, 54.0], [-1.0, 54.0]])),
                "does not end where it begins",
            ),
            ("PFA23CD", polygon(&json!([[-1.0, 53.0], [-1.0, 53.0]])), "fewer than four"),
            (
                "PFA23CD",
                polygon(&json!([
                    [509_000, 428_000],
                    [510_000, 428_000],
                    [510_000, 429_000],
                    [509_000, 428_000]
                ])),
                "EPSG:4326",
            ),
            (
                "PFA23CD",
                polygon(&json!([[53.0, -1.0], [53.0, 0.0], [54.0, 0.0], [53.0, -1.0]])),
                "longitude comes first",
            ),
        ] {
            let said = told(property, &geometry).unwrap_err();
            assert!(said.contains("feature 1") && said.contains(says), "{says}: {said}");
        }
        for (file, says) in [
            ("{", "cannot be read"),
            ("[]", "cannot be read"),
            (r#"{"type":"FeatureCollection","features":[]}"#, "cannot be read"),
            (CUT_OFF, "cannot be read"),
        ] {
            let said = read(Cursor::new(file), |_| {}).unwrap_err().to_string();
            assert!(said.contains(says), "{file}: {said}");
        }
    }
}
