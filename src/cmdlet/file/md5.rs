//! MD5 (RFC 1321), for comparing files with sums that others have published. It protects nothing.

/// How far each step rotates, by round (RFC 1321 §3.4).
const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
const BLOCK: usize = 64;

/// A sum while its bytes come.
pub struct Md5 {
    state: [u32; 4],
    /// The integer parts of 2^32 * |sin(step)|.
    sines: [u32; BLOCK],
    held: Vec<u8>,
    length: u64,
}

impl Md5 {
    pub fn new() -> Md5 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 2^32 and positive
        let sine = |step: usize| ((step as f64 + 1.0).sin().abs() * 4_294_967_296.0) as u32;
        Md5 {
            state: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476],
            sines: std::array::from_fn(sine),
            held: Vec::with_capacity(BLOCK),
            length: 0,
        }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.take(bytes);
    }

    fn take(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let (now, rest) = bytes.split_at(bytes.len().min(BLOCK - self.held.len()));
            self.held.extend_from_slice(now);
            bytes = rest;
            if self.held.len() == BLOCK {
                self.block();
                self.held.clear();
            }
        }
    }

    pub fn finish(mut self) -> [u8; 16] {
        let bits = self.length.wrapping_mul(8);
        let zeros = (BLOCK * 2 - 9 - self.held.len()) % BLOCK;
        self.take(&[0x80]);
        self.take(&vec![0; zeros]);
        self.take(&bits.to_le_bytes());
        let mut sum = [0; 16];
        for (bytes, word) in sum.chunks_exact_mut(4).zip(self.state) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        sum
    }

    fn block(&mut self) {
        let mut words = [0; 16];
        for (word, bytes) in words.iter_mut().zip(self.held.chunks_exact(4)) {
            *word = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        let [mut a, mut b, mut c, mut d] = self.state;
        for (step, sine) in self.sines.iter().enumerate() {
            let (mixed, word) = match step / 16 {
                0 => (b & c | !b & d, step),
                1 => (d & b | !d & c, (5 * step + 1) % 16),
                2 => (b ^ c ^ d, (3 * step + 5) % 16),
                _ => (c ^ (b | !d), 7 * step % 16),
            };
            let sum = a.wrapping_add(mixed).wrapping_add(*sine).wrapping_add(words[word]);
            let turned = b.wrapping_add(sum.rotate_left(SHIFTS[step / 16][step % 4]));
            (a, b, c, d) = (d, turned, b, c);
        }
        for (word, more) in self.state.iter_mut().zip([a, b, c, d]) {
            *word = word.wrapping_add(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_rfc() {
        for (text, expected) in [
            ("", "d41d8cd98f00b204e9800998ecf8427e"),
            ("abc", "900150983cd24fb0d6963f7d28e17f72"),
            ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
            (
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "57edf4a22be3c955ac49da2e2107b67a",
            ),
        ] {
            let mut sum = Md5::new();
            text.as_bytes().chunks(7).for_each(|part| sum.update(part));
            let sum: String = sum.finish().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(sum, expected, "{text}");
        }
    }
}
