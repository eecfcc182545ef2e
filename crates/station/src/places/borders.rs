//! Which side of a border a point is on, and how near to it.

use super::Point;
use std::collections::{BTreeMap, BTreeSet};

/// How near to a border, in metres, a point is shared by both sides: a postcode is a street long.
pub(crate) const NEAR_METRES: f64 = 100.0;

/// Steps of a border in one stretch.
const STEPS: usize = 64;

/// A piece of an area's border. Every step of a border is in exactly one piece, be it around the
/// area, around an island of it or around a hole in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) area_code: String,
    pub(crate) line: Vec<Point>,
}

impl Stretch {
    /// The pieces of a closed ring.
    pub(super) fn cut(area_code: &str, ring: &[Point]) -> Vec<Self> {
        let starts = (0..ring.len().saturating_sub(1)).step_by(STEPS);
        let pieces = starts.map(|start| ring.iter().skip(start).take(STEPS + 1).copied().collect());
        pieces.map(|line| Self { area_code: area_code.to_owned(), line }).collect()
    }

    /// Adds the stretch to what is copied into the database, in PostgreSQL's text format.
    pub(super) fn write(&self, lines: &mut String) {
        let of = |pick: fn(&Point) -> f64| self.line.iter().map(pick);
        let (east, north) = (of(|point| point.longitude), of(|point| point.latitude));
        let least = |all: &mut dyn Iterator<Item = f64>| all.fold(f64::INFINITY, f64::min);
        let most = |all: &mut dyn Iterator<Item = f64>| all.fold(f64::NEG_INFINITY, f64::max);
        let (low_x, low_y) = (least(&mut east.clone()), least(&mut north.clone()));
        let (high_x, high_y) = (most(&mut east.clone()), most(&mut north.clone()));
        let numbers = east.zip(north).map(|(east, north)| format!("{east},{north}"));
        let numbers = numbers.collect::<Vec<_>>().join(",");
        let code = &self.area_code;
        let extent = format!("({high_x},{high_y}),({low_x},{low_y})");
        for part in [code, "\t", &extent, "\t{", &numbers, "}\n"] {
            lines.push_str(part);
        }
    }

    /// The stretch as the database keeps it: east, north, east, north.
    pub(crate) fn kept(area_code: String, numbers: &[f64]) -> Self {
        let (pairs, _) = numbers.as_chunks::<2>();
        let line = pairs.iter().map(|&[longitude, latitude]| Point { latitude, longitude });
        Self { area_code, line: line.collect() }
    }

    fn steps(&self) -> impl Iterator<Item = (Point, Point)> {
        self.line.iter().copied().zip(self.line.iter().skip(1).copied())
    }
}

/// Where a point stands among borders: codes of areas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// The areas that it is in.
    pub(super) inside: BTreeSet<String>,
    /// The areas whose border is near.
    pub(super) near: BTreeSet<String>,
}

impl Standing {
    /// Looks at the stretches around a point. It is in an area when a line from it to the east
    /// crosses the area's border an odd number of times; so holes and islands need no rule of their
    /// own, and stretches that the line does not meet may be left out.
    pub(super) fn of(point: Point, stretches: &[Stretch]) -> Self {
        let mut crossings: BTreeMap<&str, usize> = BTreeMap::new();
        let mut near = BTreeSet::new();
        for stretch in stretches {
            let crossed = stretch.steps().filter(|step| is_crossed(point, *step)).count();
            *crossings.entry(&stretch.area_code).or_default() += crossed;
            let metres = stretch.steps().map(|(from, to)| point.metres_to(from, to));
            if metres.fold(f64::INFINITY, f64::min) <= NEAR_METRES {
                near.insert(stretch.area_code.clone());
            }
        }
        let odd = crossings.into_iter().filter(|(_, crossed)| crossed % 2 == 1);
        Self { inside: odd.map(|(code, _)| code.to_owned()).collect(), near }
    }
}

/// Whether the line to the east meets a step. Of a step's two ends only the lower counts, so that a
/// corner is met once.
fn is_crossed(point: Point, (from, to): (Point, Point)) -> bool {
    if (from.latitude > point.latitude) == (to.latitude > point.latitude) {
        return false;
    }
    let share = (point.latitude - from.latitude) / (to.latitude - from.latitude);
    share.mul_add(to.longitude - from.longitude, from.longitude) > point.longitude
}

#[cfg(test)]
mod tests {
    use super::{Point, Standing, Stretch};

    /// A square ring from a corner, so many degrees wide.
    fn square(south: f64, west: f64, size: f64) -> Vec<Point> {
        let at = |up, right| Point { latitude: south + up, longitude: west + right };
        let corners = [(0.0, 0.0), (0.0, size), (size, size), (size, 0.0), (0.0, 0.0)];
        corners.map(|(up, right)| at(up, right)).to_vec()
    }

    /// West and East side by side, a hole in West, and an island of East in that hole.
    fn land() -> Vec<Stretch> {
        [
            ("W", square(52.0, -3.0, 1.0)),
            ("W", square(52.4, -2.6, 0.2)),
            ("E", square(52.0, -2.0, 1.0)),
            ("E", square(52.45, -2.55, 0.1)),
        ]
        .iter()
        .flat_map(|(code, ring)| Stretch::cut(code, ring))
        .collect()
    }

    #[test]
    fn a_point_is_inside_where_its_area_is_not_in_its_holes_and_shared_near_borders() {
        let land = land();
        for (latitude, longitude, inside, near) in [
            (52.1, -2.9, "W", ""),
            (52.5, -1.5, "E", ""),
            (52.42, -2.58, "", ""),
            (52.5, -2.5, "E", ""),
            (52.5, -3.5, "", ""),
            (52.7, -2.0005, "W", "EW"),
            (52.7, -1.9995, "E", "EW"),
            (52.7, -2.003, "W", ""),
            (52.5, -2.4005, "", "W"),
            (52.999_9, -2.9, "W", "W"),
            (53.000_1, -2.9, "", "W"),
            (52.0, -2.5, "W", "W"),
        ] {
            let standing = Standing::of(Point { latitude, longitude }, &land);
            let told = |codes: std::collections::BTreeSet<String>| codes.into_iter().collect();
            let found: (String, String) = (told(standing.inside), told(standing.near));
            assert_eq!(found, (inside.to_owned(), near.to_owned()), "{latitude}, {longitude}");
        }
    }

    #[test]
    fn a_long_ring_is_cut_into_pieces_without_losing_a_step() {
        let around = |at: u32| f64::from(at % 1000) * std::f64::consts::TAU / 1000.0;
        let point = |at| Point { latitude: 52.0 + around(at).sin(), longitude: around(at).cos() };
        let ring: Vec<Point> = (0..=1000).map(point).collect();
        let pieces = Stretch::cut("C", &ring);
        assert_eq!(pieces.len(), 16);
        assert_eq!(pieces.iter().map(|piece| piece.steps().count()).sum::<usize>(), 1000);
        for (longitude, inside) in [(0.0, true), (-0.9, true), (-1.1, false), (1.1, false)] {
            let standing = Standing::of(Point { latitude: 52.0, longitude }, &pieces);
            assert_eq!(standing.inside.contains("C"), inside, "{longitude}");
        }
        assert!(Stretch::cut("C", &[]).is_empty());
    }
}
