//! How a name sounds, roughly: its consonants in seven kinds, vowels left out.

use super::hash;

/// What is heard for letters that stand together, tried in this order at each place. Irish, Welsh, Polish and
/// English spellings meet here: `Siobhan` is heard as `Shivaun`.
const TOGETHER: [(&[u8], &[u8]); 44] = [
    (b"tsch", b"S"),
    (b"sch", b"S"),
    (b"tch", b"S"),
    (b"augh", b""),
    (b"ough", b""),
    (b"eigh", b""),
    (b"aigh", b""),
    (b"mac", b"MK"),
    (b"dge", b"J"),
    (b"cks", b"KS"),
    (b"bhb", b"F"),
    (b"dhbh", b"F"),
    (b"dzi", b"J"),
    (b"igh", b""),
    (b"szcz", b"S"),
    (b"cz", b"S"),
    (b"sz", b"S"),
    (b"rz", b"S"),
    (b"bh", b"F"),
    (b"mh", b"F"),
    (b"ph", b"F"),
    (b"dd", b"T"),
    (b"dh", b""),
    (b"fh", b""),
    (b"gh", b"K"),
    (b"th", b"T"),
    (b"sh", b"S"),
    (b"ch", b"S"),
    (b"kh", b"K"),
    (b"ck", b"K"),
    (b"qu", b"K"),
    (b"wr", b"R"),
    (b"wh", b""),
    (b"kn", b"N"),
    (b"gn", b"N"),
    (b"pn", b"N"),
    (b"ps", b"S"),
    (b"mps", b"MS"),
    (b"mpt", b"MT"),
    (b"ce", b"S"),
    (b"ci", b"S"),
    (b"cy", b"S"),
    (b"ge", b"J"),
    (b"gi", b"J"),
];

/// The sound of one normalised word as a number, never nought.
pub(crate) fn sound(word: &str) -> u32 {
    let mut code = Code::default();
    let mut rest = word.as_bytes();
    if let Some(after) = rest.strip_prefix(b"mc") {
        code.hear(b"MK");
        rest = after;
    }
    code.begins_with_vowel = matches!(rest, [b'a' | b'e' | b'i' | b'o' | b'u', ..]);
    while let [letter, after @ ..] = rest {
        let together = TOGETHER
            .iter()
            .find(|(letters, _)| letters.first() == Some(letter) && rest.starts_with(letters));
        if let Some((letters, heard)) = together {
            code.hear(heard);
            rest = rest.get(letters.len()..).unwrap_or_default();
        } else {
            code.hear(alone(*letter));
            code.between |= matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
            rest = after;
        }
    }
    code.number()
}

/// What is heard for a letter alone.
fn alone(letter: u8) -> &'static [u8] {
    match letter {
        b'b' | b'p' => b"P",
        b'f' | b'v' => b"F",
        b'c' | b'k' | b'q' | b'g' => b"K",
        b'd' | b't' => b"T",
        b's' | b'z' => b"S",
        b'j' => b"J",
        b'x' => b"KS",
        b'l' => b"L",
        b'm' => b"M",
        b'n' => b"N",
        b'r' => b"R",
        _ => b"",
    }
}

/// What was heard so far: eight sounds at most, no sound twice without a vowel between.
#[derive(Default)]
struct Code {
    heard: [u8; 8],
    length: usize,
    between: bool,
    begins_with_vowel: bool,
}

impl Code {
    fn hear(&mut self, sounds: &[u8]) {
        for sound in sounds {
            let last = self.length.checked_sub(1).and_then(|last| self.heard.get(last));
            let is_new = last != Some(sound) || self.between;
            if is_new && let Some(place) = self.heard.get_mut(self.length) {
                *place = *sound;
                self.length += 1;
                self.between = false;
            }
        }
    }

    fn number(&self) -> u32 {
        let heard = self.heard.get(..self.length).unwrap_or_default();
        // A name of vowels alone, or of letters that we do not know, has a sound of its own.
        if self.begins_with_vowel || heard.is_empty() {
            hash(&[heard, b"a"].concat())
        } else {
            hash(heard)
        }
    }
}
