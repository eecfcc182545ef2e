//! A point on the ground.

/// Metres that a degree of latitude is long, near enough for a hundred metres.
const METRES_A_DEGREE: f64 = 111_195.0;

/// A point in degrees of WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
}

impl Point {
    /// A point of these islands.
    pub(crate) fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let here = (48.0..62.0).contains(&latitude) && (-11.0..3.0).contains(&longitude);
        here.then_some(Self { latitude, longitude })
    }

    /// A point as people paste it from a map: `53.7446, -0.3325`. Whole numbers are none: they are
    /// somebody's house.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let mut numbers =
            typed.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty()).map(|part| {
                let plain = part.bytes().all(|b| b.is_ascii_digit() || b"-.".contains(&b));
                part.parse::<f64>().ok().filter(|_| plain && part.contains('.'))
            });
        let (latitude, longitude) = (numbers.next()??, numbers.next()??);
        if numbers.next().is_some() { None } else { Self::new(latitude, longitude) }
    }

    /// Degrees north and south, and east and west, that so many metres are here.
    pub(crate) fn margins(self, metres: f64) -> (f64, f64) {
        let up = metres / METRES_A_DEGREE;
        (up, up / self.latitude.to_radians().cos())
    }

    /// Metres to a straight line between two ends.
    pub(super) fn metres_to(self, from: Self, to: Self) -> f64 {
        let shrunk = self.latitude.to_radians().cos();
        let flat = |end: Self| {
            let east = (end.longitude - self.longitude) * shrunk * METRES_A_DEGREE;
            (east, (end.latitude - self.latitude) * METRES_A_DEGREE)
        };
        let ((x, y), (end_x, end_y)) = (flat(from), flat(to));
        let (along_x, along_y) = (end_x - x, end_y - y);
        let length = along_x.mul_add(along_x, along_y * along_y);
        let share = if length > 0.0 { -x.mul_add(along_x, y * along_y) / length } else { 0.0 };
        let share = share.clamp(0.0, 1.0);
        share.mul_add(along_x, x).hypot(share.mul_add(along_y, y))
    }
}

#[cfg(test)]
mod tests {
    use super::Point;

    #[test]
    fn a_point_is_read_as_a_map_gives_it_and_nothing_else_is() {
        let hull = Some(Point { latitude: 53.7446, longitude: -0.3325 });
        for (typed, read) in [
            ("53.7446, -0.3325", hull),
            (" 53.7446 -0.3325 ", hull),
            ("53.7446,-0.3325", hull),
            ("-0.3325, 53.7446", None),
            ("53.7446", None),
            ("53.7446, -0.3325, 7.5", None),
            ("53, 0", None),
            ("inf, nan", None),
            ("48.85, 9.35", None),
            ("HU1 3AA", None),
            ("", None),
        ] {
            assert_eq!(Point::read(typed), read, "{typed}");
        }
    }

    #[test]
    fn the_way_to_a_line_is_measured_in_metres() {
        let at = |latitude, longitude| Point { latitude, longitude };
        let here = at(53.0, -1.0);
        for (from, to, metres) in [
            (at(53.0, -2.0), at(53.0, 0.0), 0.0),
            (at(53.001, -2.0), at(53.001, 0.0), 111.0),
            (at(53.0, -0.999), at(53.0, -0.5), 67.0),
            (at(53.001, -1.0), at(53.001, -1.0), 111.0),
        ] {
            assert!((here.metres_to(from, to) - metres).abs() < 1.0, "{from:?} {to:?}");
        }
    }
}
