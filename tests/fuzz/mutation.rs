//! Scripts made wrong in the ways that people and programs make them wrong.

/// Longer texts are cut: short ones reach as deep and are read far more often.
const LONGEST: usize = 600;

/// Signs at which the grammar turns.
const SIGNS: &[&str] = &[
    "(", ")", "{", "}", "[", "]", "$", "$(", "@(", "@{", "@'\n", "\n'@", "@\"\n", "\n\"@", "'", "\"", "`", "#", "<#",
    "#>", "|", "||", "&&", "&", ";", ",", ".", "..", "::", ":", "?", "??", "-", "--", "--%", "-f ", "=", "+=", "++",
    ">", "2>&1", "\n", "\0", "\u{feff}", "\u{301}", "é", "邮", "😀", "0x", "1e", "25MB", "-eq ", "[int]", "param(",
    "begin{", "${", "$_",
];

/// Numbers that are the same wherever they are drawn (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below that number, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn sign(&mut self) -> &'static str {
        SIGNS[self.below(SIGNS.len())]
    }

    /// Somewhere between two characters.
    fn place(&mut self, text: &str) -> usize {
        let mut place = self.below(text.len() + 1);
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        place
    }

    /// A piece of the text, nearly always a short one.
    fn piece<'a>(&mut self, text: &'a str) -> &'a str {
        let (one, other) = (self.place(text), self.place(text));
        let piece = &text[one.min(other)..one.max(other)];
        match piece.char_indices().nth(1 + self.below(40)) {
            Some((end, _)) => &piece[..end],
            None => piece,
        }
    }
}

/// A script of the corpus with one to four things done to it.
pub fn broken(corpus: &[String], random: &mut Random) -> String {
    let mut text = random.of(corpus).clone();
    if text.len() > LONGEST {
        let start = random.place(&text);
        text = text[start..].chars().take(LONGEST).collect();
    }
    for _ in 0..=random.below(4) {
        let place = random.place(&text);
        match random.below(6) {
            0 => text.truncate(place),
            1 => text.insert_str(place, random.sign()),
            2 => {
                let piece = random.piece(&text).to_owned();
                text = text.replacen(&piece, random.sign(), 1);
            }
            3 => {
                let piece = random.piece(&text).to_owned();
                text.insert_str(place, &piece);
            }
            4 => {
                let other = random.of(corpus).clone();
                text.insert_str(place, random.piece(&other));
            }
            _ => {
                let piece = random.piece(&text).to_owned();
                let times = 1 + random.below(30);
                text.insert_str(place, &piece.repeat(times));
            }
        }
    }
    text
}
