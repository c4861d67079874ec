//! Thumbprints: certificates named by the SHA-256 digest of their DER form.

use std::fmt;
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};

/// A certificate's SHA-256 digest, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Thumbprint([u8; 32]);

impl Thumbprint {
    pub const fn new(digest: [u8; 32]) -> Thumbprint {
        Thumbprint(digest)
    }
}

impl FromStr for Thumbprint {
    type Err = Malformed;

    /// Tools print it with colons or blanks between the bytes, or without; in either letter case.
    fn from_str(text: &str) -> Result<Thumbprint, Malformed> {
        let malformed = || {
            Malformed::new(
                format!("{} is no SHA-256 thumbprint of a certificate.", quoted(text)),
                "Write its 32 bytes as 64 hexadecimal digits.",
            )
        };
        let digits: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b':' | b' ')).collect();
        let mut digest = [0; 32];
        if digits.len() != 2 * digest.len() {
            return Err(malformed());
        }
        for (byte, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
            let nibble = |digit: u8| char::from(digit).to_digit(16);
            let (Some(high), Some(low)) = (nibble(pair[0]), nibble(pair[1])) else { return Err(malformed()) };
            *byte = (high * 16 + low) as u8;
        }
        Ok(Thumbprint(digest))
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Thumbprint({self})")
    }
}

text_scalar!(Thumbprint, "Thumbprint");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thumbprint_is_read_as_tools_print_it() {
        let plain = "00FF10".to_owned() + &"AB".repeat(29);
        let print: Thumbprint = plain.parse().expect("64 digits");
        assert_eq!(print.to_string(), plain);
        for other in [plain.to_lowercase(), plain.replace("AB", "AB:").trim_end_matches(':').to_owned()] {
            assert_eq!(other.parse::<Thumbprint>(), Ok(print), "{other}");
        }
        for wrong in ["", "00", &"zz".repeat(32), &"é".repeat(32), &"0".repeat(65)] {
            assert!(wrong.parse::<Thumbprint>().is_err(), "{wrong}");
        }
    }
}
