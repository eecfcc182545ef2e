//! What is filled in with a pen: boxes to tick, lines to write on, and a box for each character.

use super::{BODY, BOX, INDENT, Layout, Mark, QUIET, WIDTH};
use crate::paper::{Cells, Text, Tick};
use crate::structure::Role;

/// An empty box, as a sign: whoever hears the paper hears that there is one.
const EMPTY_BOX: &str = "☐";
/// How high a line is that somebody writes on, in points.
const WRITTEN: f32 = 32.0;
const CELL_WIDTH: f32 = 22.0;
const CELL_HEIGHT: f32 = 26.0;

impl Layout {
    pub(super) fn ticks(&mut self, ticks: &[Tick]) {
        let list = self.structure.add(Role::List(false), self.within);
        for tick in ticks {
            let item = self.structure.add(Role::Item, Some(list));
            let first = self.strips.len();
            let body = self.point(item, (EMPTY_BOX, BOX), &tick.label);
            if let Some(then) = &tick.then {
                let part = self.structure.add_in(Role::Paragraph, Some(body), then.language);
                self.text(then, QUIET, part, INDENT);
            }
            self.keep_from(first);
            self.gap(6.0, false);
        }
        self.gap(3.0, false);
    }

    /// A line to write on.
    pub(super) fn rule(&mut self) {
        let (x, width) = (self.left, WIDTH - self.left);
        self.push(WRITTEN, vec![Mark::Rule { x, y: WRITTEN - 4.0, width }]);
    }

    /// A name with a line behind it where there is room, and below it where there is not.
    pub(super) fn field(&mut self, label: &Text) {
        let part = self.structure.add_in(Role::Paragraph, self.within, label.language);
        let first = self.strips.len();
        self.text(label, BODY, part, 0.0);
        let right = match self.strips.get(first).map(|strip| strip.marks.as_slice()) {
            Some([Mark::Text { x, line, style, .. }]) => x + line.width * style.size + 8.0,
            _ => WIDTH,
        };
        if self.strips.len() == first + 1 && right < WIDTH * 0.55 {
            if let Some(strip) = self.strips.get_mut(first) {
                let lower = WRITTEN - strip.height;
                strip.marks.iter_mut().for_each(|mark| {
                    if let Mark::Text { base, .. } = mark {
                        *base += lower;
                    }
                });
                strip.height = WRITTEN;
                strip.marks.push(Mark::Rule { x: right, y: WRITTEN - 4.0, width: WIDTH - right });
            }
        } else {
            self.keep_from(first);
            self.rule();
        }
        self.gap(4.0, false);
    }

    /// Rows of boxes, each below its name, as many side by side as there is room for.
    pub(super) fn comb(&mut self, rows: &[Cells]) {
        let (mut labels, mut cells, mut x) = (Vec::new(), Vec::new(), self.left);
        for row in rows {
            let part = self.structure.add_in(Role::Paragraph, self.within, row.label.language);
            let line = self.aside(&row.label.text, BODY, WIDTH - self.left).into_iter().next();
            let wide = line.as_ref().map_or(0.0, |line| line.width * BODY.size);
            let boxes = f32::from(row.count) * CELL_WIDTH;
            if x > self.left && x + boxes.max(wide) > WIDTH {
                self.row(std::mem::take(&mut labels), std::mem::take(&mut cells));
                x = self.left;
            }
            if let Some(line) = line {
                let (base, language) = (15.0, row.label.language);
                labels.push(Mark::Text { x, base, style: BODY, line, part, language });
            }
            for at in 0..row.count {
                let x = x + f32::from(at) * CELL_WIDTH;
                cells.push(Mark::Cell { x, y: 0.0, width: CELL_WIDTH, height: CELL_HEIGHT });
            }
            x += boxes.max(wide) + 18.0;
        }
        self.row(labels, cells);
    }

    fn row(&mut self, labels: Vec<Mark>, cells: Vec<Mark>) {
        let first = self.strips.len();
        if !labels.is_empty() {
            self.push(22.0, labels);
            self.keep_from(first);
        }
        self.push(CELL_HEIGHT, cells);
        self.gap(10.0, false);
    }
}
