//! Secure strings that are kept as text under a key of the script's own, in the form that PowerShell writes and reads
//! on every system: AES in CBC mode over the text in UTF-16.
//!
//! The form tells nobody whether the key was right: a wrong one is mostly noticed by the padding, at times not at all.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::cmdlet::prelude::*;
use crate::model::Secret;

/// What the text begins with, whoever wrote it.
const HEADER: &str = "76492d1116743f0423413b16050a5345";
/// The version of the form.
const VERSION: &str = "2";

pub static KEY: Param<Vec<u32>> =
    Param::new("Key", "The key: 16, 24 or 32 numbers from 0 to 255. Who has it can read the secret.").secret();
pub static SECURE_KEY: Param<Secret> =
    Param::new("SecureKey", "The key as a secure string of 8, 12 or 16 characters, each of them two bytes.");

/// The key that the call gives, if it gives one.
pub fn given(call: &Call) -> Result<Option<Zeroizing<Vec<u8>>>, Fault> {
    let key = match (call.get(&KEY)?, call.get(&SECURE_KEY)?) {
        (Some(numbers), _) => {
            let bytes: Option<Vec<u8>> = numbers.iter().map(|number| u8::try_from(*number).ok()).collect();
            bytes.ok_or_else(|| {
                Fault::invalid("InvalidKey", "A key is made of numbers from 0 to 255.").at(call.place(&KEY))
            })?
        }
        (None, Some(secret)) => utf16(secret.expose()).to_vec(),
        (None, None) => return Ok(None),
    };
    match key.len() {
        16 | 24 | 32 => Ok(Some(Zeroizing::new(key))),
        _ => {
            let says = "The specified key is not valid. Specify a valid key: 16, 24 or 32 bytes.";
            Err(Fault::invalid("InvalidKey", says).at(call.span))
        }
    }
}

fn utf16(text: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
}

/// The secret as text; the vector makes equal secrets differ.
pub fn seal(key: &[u8], vector: [u8; 16], secret: &Secret) -> Option<String> {
    let plain = utf16(secret.expose());
    let sealed = match key.len() {
        16 => cbc::Encryptor::<aes::Aes128>::new_from_slices(key, &vector).ok()?.encrypt_padded_vec::<Pkcs7>(&plain),
        24 => cbc::Encryptor::<aes::Aes192>::new_from_slices(key, &vector).ok()?.encrypt_padded_vec::<Pkcs7>(&plain),
        32 => cbc::Encryptor::<aes::Aes256>::new_from_slices(key, &vector).ok()?.encrypt_padded_vec::<Pkcs7>(&plain),
        _ => return None,
    };
    let hex: String = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = format!("{VERSION}|{}|{hex}", STANDARD.encode(vector));
    Some(format!("{HEADER}{}", STANDARD.encode(&*utf16(&parts))))
}

/// The secret in a text; `None` where it is none, or of another key.
pub fn open(key: &[u8], text: &str) -> Option<Secret> {
    let parts = STANDARD.decode(text.trim().strip_prefix(HEADER)?).ok()?;
    let parts = from_utf16(&parts)?;
    let mut parts = parts.split('|');
    if parts.next()? != VERSION {
        return None;
    }
    let vector = STANDARD.decode(parts.next()?).ok()?;
    let hex = parts.next()?;
    let digits = hex.is_ascii() && hex.len() % 2 == 0;
    let sealed: Option<Vec<u8>> =
        (0..hex.len() / 2).map(|at| u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()).collect();
    let sealed = sealed.filter(|_| digits)?;
    let plain = match key.len() {
        16 => cbc::Decryptor::<aes::Aes128>::new_from_slices(key, &vector).ok()?.decrypt_padded_vec::<Pkcs7>(&sealed),
        24 => cbc::Decryptor::<aes::Aes192>::new_from_slices(key, &vector).ok()?.decrypt_padded_vec::<Pkcs7>(&sealed),
        32 => cbc::Decryptor::<aes::Aes256>::new_from_slices(key, &vector).ok()?.decrypt_padded_vec::<Pkcs7>(&sealed),
        _ => return None,
    };
    from_utf16(&Zeroizing::new(plain.ok()?)).map(|text| Secret::new(text.to_string()))
}

fn from_utf16(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| u16::from_le_bytes(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    rest.is_empty().then_some(Zeroizing::new(text.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_come_back_with_their_key_alone() {
        for length in [16, 24, 32] {
            let key: Vec<u8> = (1..=length).collect();
            for text in ["P@ssw0rd", "", "Schlüssel 🔑", "sixteen letters!"] {
                let sealed = seal(&key, [7; 16], &Secret::new(text)).expect("sealed");
                assert!(sealed.starts_with(HEADER) && !sealed.contains("P@ss"));
                assert_eq!(open(&key, &sealed).expect("opened").expose(), text);
                let other: Vec<u8> = (2..=length + 1).collect();
                assert!(open(&other, &sealed).is_none_or(|found| found.expose() != text), "another key");
            }
        }
    }

    #[test]
    fn what_is_no_such_text_is_refused() {
        let key = [1; 16];
        for text in
            ["", HEADER, "76492d1116743f0423413b16050a5345????", "MgB8AA==", &format!("{HEADER}MgB8AGEAfABiAA==")]
        {
            assert!(open(&key, text).is_none(), "{text}");
        }
    }
}
