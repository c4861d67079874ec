//! The server's end of SCRAM-SHA-256 (RFC 5802, RFC 7677), without I/O. The password itself never comes by.
//!
//! ```text
//!  client: n,,n=user,r=nonce ─► [`Greeting`] ─► who keeps the secret is asked ─► [`Exchange`]
//!  server: r=nonce+ours,s=salt,i=rounds        client: c=…,r=…,p=proof ─► [`Exchange::finish`] ─► server: v=signature
//! ```
//!
//! Channel binding is not offered: clients that insist on it are refused, those that could do with it go on without.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::{digest, hmac};
use subtle::ConstantTimeEq;

use super::SaslError;
use crate::model::ScramSecret;

/// Longest nonce and name taken; lines are bounded already.
const MAX_PART: usize = 1024;

/// What the client says first.
#[derive(Debug, PartialEq, Eq)]
pub struct Greeting {
    /// Who it wants to be.
    pub user: String,
    /// As the client repeats it at the end: nothing was changed on the way.
    header: String,
    /// The message without its header.
    bare: String,
    nonce: String,
}

/// The rest of the exchange, once it is known what to check against.
#[derive(Debug)]
pub struct Exchange {
    secret: ScramSecret,
    header: String,
    /// Both nonces.
    nonce: String,
    /// The two messages so far, as both sides sign them.
    signed: String,
}

impl Greeting {
    pub fn parse(message: &[u8]) -> Result<Greeting, SaslError> {
        let message = std::str::from_utf8(message).map_err(|_| SaslError::Malformed)?;
        read_greeting(message).ok_or(SaslError::Malformed)
    }

    /// What the server answers, with a nonce of its own: printable ASCII without a comma.
    pub fn challenge(self, secret: ScramSecret, own_nonce: &str) -> (Exchange, String) {
        let Greeting { header, bare, nonce, .. } = self;
        let nonce = nonce + own_nonce;
        let challenge = format!("r={nonce},s={},i={}", STANDARD.encode(&secret.salt), secret.rounds);
        let signed = format!("{bare},{challenge}");
        (Exchange { secret, header, nonce, signed }, challenge)
    }
}

impl Exchange {
    /// Judges the client's last message. `Some`: it knows the password, and this is the server's own proof.
    pub fn finish(self, message: &[u8]) -> Result<Option<String>, SaslError> {
        let message = std::str::from_utf8(message).map_err(|_| SaslError::Malformed)?;
        let (without_proof, proof) = message.rsplit_once(",p=").ok_or(SaslError::Malformed)?;
        let mut parts = without_proof.split(',');
        let header = parts.next().and_then(|part| part.strip_prefix("c=")).ok_or(SaslError::Malformed)?;
        let nonce = parts.next().and_then(|part| part.strip_prefix("r=")).ok_or(SaslError::Malformed)?;
        let proof = STANDARD.decode(proof).map_err(|_| SaslError::Malformed)?;
        if STANDARD.decode(header).ok().as_deref() != Some(self.header.as_bytes()) || nonce != self.nonce {
            return Err(SaslError::Malformed);
        }
        let signed = format!("{},{without_proof}", self.signed);
        let sign = |key: &[u8]| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), signed.as_bytes());
        let signature = sign(&self.secret.stored_key);
        if proof.len() != signature.as_ref().len() {
            return Ok(None);
        }
        let client_key: Vec<u8> = proof.iter().zip(signature.as_ref()).map(|(proof, sign)| proof ^ sign).collect();
        let found = digest::digest(&digest::SHA256, &client_key);
        let is_right = bool::from(found.as_ref().ct_eq(&self.secret.stored_key));
        Ok(is_right.then(|| format!("v={}", STANDARD.encode(sign(&self.secret.server_key)))))
    }
}

/// `n,[a=name],n=user,r=nonce[,extensions]`.
fn read_greeting(message: &str) -> Option<Greeting> {
    let (flag, rest) = message.split_once(',')?;
    let (acts_for, bare) = rest.split_once(',')?;
    if !matches!(flag, "n" | "y") {
        return None;
    }
    let mut parts = bare.split(',');
    let user = name(parts.next()?.strip_prefix("n=")?)?;
    let nonce = parts.next()?.strip_prefix("r=")?;
    // Acting for somebody else is not offered.
    let acts_for_itself = acts_for.is_empty()
        || acts_for.strip_prefix("a=").and_then(name).is_some_and(|other| other.eq_ignore_ascii_case(&user));
    let is_nonce = (1..=MAX_PART).contains(&nonce.len()) && nonce.bytes().all(|byte| matches!(byte, b'!'..=b'~'));
    (acts_for_itself && is_nonce).then(|| Greeting {
        user,
        header: format!("{flag},{acts_for},"),
        bare: bare.to_owned(),
        nonce: nonce.to_owned(),
    })
}

/// A name, in which `=2C` stands for a comma and `=3D` for an equals sign.
fn name(text: &str) -> Option<String> {
    let mut pieces = text.split('=');
    let mut name = pieces.next()?.to_owned();
    for piece in pieces {
        let (sign, rest) = piece.split_at_checked(2)?;
        name.push(match sign {
            "2C" => ',',
            "3D" => '=',
            _ => return None,
        });
        name.push_str(rest);
    }
    let is_sound = (1..=MAX_PART).contains(&name.len()) && !name.contains(char::is_control);
    is_sound.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of RFC 7677 §3: user `user`, password `pencil`.
    const FIRST: &[u8] = b"n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    const OWN_NONCE: &str = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    const LAST: &str = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
        p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    const PROOF: &str = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
    const SECRET: &str = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$\
        WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    fn exchange() -> Exchange {
        let greeting = Greeting::parse(FIRST).expect("the standard's own");
        assert_eq!(greeting.user, "user");
        let (exchange, challenge) = greeting.challenge(SECRET.parse().expect("a secret"), OWN_NONCE);
        assert_eq!(challenge, "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        exchange
    }

    #[test]
    fn the_example_of_the_standard_is_understood() {
        assert_eq!(exchange().finish(LAST.as_bytes()), Ok(Some(PROOF.to_owned())));
    }

    #[test]
    fn a_last_message_is_judged() {
        for (last, expected, why) in [
            (LAST.replace("dHzb", "dHzc"), Ok(None), "another proof"),
            (LAST.replace("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "AAAA"), Ok(None), "a short proof"),
            (LAST.replace("c=biws", "c=eSws"), Err(SaslError::Malformed), "another header than at first"),
            (LAST.replace("$k0", "$k1"), Err(SaslError::Malformed), "another nonce"),
            (LAST.replace(",p=", ",x=1,p="), Ok(None), "what is added is signed too"),
            ("c=biws".to_owned(), Err(SaslError::Malformed), "no proof"),
        ] {
            assert_eq!(exchange().finish(last.as_bytes()), expected, "{why}");
        }
    }

    #[test]
    fn a_first_message_says_who() {
        for (first, user, why) in [
            ("n,,n=ann,r=x", Some("ann"), "usual"),
            ("y,,n=ann,r=x", Some("ann"), "it could bind the channel, and sees that we cannot"),
            ("n,a=Ann,n=ann,r=x", Some("ann"), "for itself"),
            ("n,,n=a=2Cb=3Dc,r=x", Some("a,b=c"), "escaped"),
            ("n,a=ben,n=ann,r=x", None, "for somebody else"),
            ("p=tls-exporter,,n=ann,r=x", None, "insists on channel binding"),
            ("n,,m=ext,n=ann,r=x", None, "an extension that must be understood"),
            ("n,,n=a=2cb,r=x", None, "no such escape"),
            ("n,,n=,r=x", None, "nobody"),
            ("n,,n=ann,r=", None, "no nonce"),
            ("n,,n=ann", None, "no nonce at all"),
            ("", None, "nothing"),
        ] {
            let found = Greeting::parse(first.as_bytes()).map(|greeting| greeting.user);
            assert_eq!(found.as_deref().ok(), user, "{why}");
        }
    }

    proptest! {
        #[test]
        fn no_message_panics(first in "[nyp],(a=[a-z=2C]{0,4})?,n=[a-z=2C3D]{0,8},r=[!-~]{0,8}|\\PC{0,20}", last in "(c=biws,r=)?\\PC{0,20}(,p=[A-Za-z=]{0,8})?") {
            if let Ok(greeting) = Greeting::parse(first.as_bytes()) {
                let (exchange, _) = greeting.challenge(SECRET.parse().expect("a secret"), "x");
                prop_assert!(!matches!(exchange.finish(last.as_bytes()), Ok(Some(_))));
            }
        }
    }
}
