use super::*;
use crate::mail::reply::ReplyReader;
use bytes::BytesMut;
use proptest::prelude::*;

fn terms(tls: TlsUse) -> Terms {
    Terms {
        dialect: Dialect::Smtp,
        hello: "hub.contoso.com".into(),
        force_helo: false,
        tls,
        needs_require_tls: false,
        login: None,
    }
}

fn with_login(tls: TlsUse) -> Terms {
    Terms { login: Some(Credentials { user: "anna".into(), password: "secret".into() }), ..terms(tls) }
}

fn replies(text: &str) -> Vec<Reply> {
    let (mut input, mut reader) = (BytesMut::from(text), ReplyReader::new());
    std::iter::from_fn(|| reader.read(&mut input).unwrap()).collect()
}

/// Plays a server's lines (`S:`) against what we say (`C:`), `TLS` being the handshake, up to the last line, which
/// says how it ends.
fn play(terms: Terms, transcript: &str) {
    let mut opening = Opening::new(terms, Speaker::Us);
    let mut step = None;
    let mut heard = String::new();
    for line in transcript.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix("S: ") {
            heard.push_str(text);
            heard.push_str("\r\n");
            if let Some(reply) = replies(&heard).pop() {
                heard.clear();
                step = Some(opening.on_reply(&reply));
            }
            continue;
        }
        let said = match step.take().expect("the server speaks first") {
            OpeningStep::Say { line, .. } => format!("C: {}", line.trim_end()),
            OpeningStep::StartTls => {
                step = Some(opening.on_tls());
                "TLS".to_owned()
            }
            OpeningStep::Ready(capabilities) => format!("ready pipelining={}", capabilities.pipelining),
            OpeningStep::Unwelcome(unwelcome) => format!("unwelcome {} {}", unwelcome.remark, unwelcome.is_polite),
        };
        assert_eq!(said, line, "in\n{transcript}");
    }
}

#[test]
fn a_greeting_without_more() {
    play(
        terms(TlsUse::Opportunistic),
        "S: 220 mx ready
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250 PIPELINING
         ready pipelining=true",
    );
}

#[test]
fn tls_where_it_is_offered_and_everything_anew_after_it() {
    play(
        terms(TlsUse::Opportunistic),
        "S: 220 mx ready
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250-PIPELINING
         S: 250 STARTTLS
         C: STARTTLS
         S: 220 go
         TLS
         C: EHLO hub.contoso.com
         S: 250 mx
         ready pipelining=false",
    );
}

#[test]
fn servers_of_the_organization_prove_themselves() {
    play(
        terms(TlsUse::AmongServers),
        "S: 220 hub2 ready
         C: EHLO hub.contoso.com
         S: 250-hub2
         S: 250-STARTTLS
         S: 250 X-ANONYMOUSTLS
         C: X-ANONYMOUSTLS
         S: 220 go
         TLS
         C: EHLO hub.contoso.com
         S: 250-hub2
         S: 250-X-EXPS EXTERNAL
         S: 250 PIPELINING
         C: X-EXPS EXTERNAL =
         S: 235 2.7.0 ok
         ready pipelining=true",
    );
}

#[test]
fn a_server_that_does_not_know_us_gets_nothing() {
    let greeting = "S: 220 hub2 ready\nC: EHLO hub.contoso.com\n";
    let unknown =
        "unwelcome 451 4.7.3 Cannot achieve Exchange Server authentication: the server does not know this one";
    let encrypted = "S: 250-hub2\nS: 250 X-ANONYMOUSTLS\nC: X-ANONYMOUSTLS\nS: 220 go\nTLS\nC: EHLO hub.contoso.com\n";
    for rest in [
        // It is no server of ours, or lets none in.
        format!("S: 250-hub2\nS: 250 STARTTLS\n{unknown} true"),
        // Our certificate is not registered.
        format!("{encrypted}S: 250 hub2\n{unknown} true"),
        // It was a moment ago.
        format!(
            "{encrypted}S: 250-hub2\nS: 250 X-EXPS EXTERNAL\nC: X-EXPS EXTERNAL =\nS: 535 5.7.3 no\n\
             unwelcome 535 5.7.3 no true"
        ),
    ] {
        play(terms(TlsUse::AmongServers), &format!("{greeting}{rest}"));
    }
}

#[test]
fn an_old_server_is_greeted_with_helo() {
    for reply in ["500 what?", "502 no", "550 no"] {
        let transcript = format!(
            "S: 220 mx
             C: EHLO hub.contoso.com
             S: {reply}
             C: HELO hub.contoso.com
             S: 250 mx
             ready pipelining=false"
        );
        play(terms(TlsUse::Opportunistic), &transcript);
    }
    play(
        terms(TlsUse::Required),
        "S: 220 mx
         C: EHLO hub.contoso.com
         S: 502 no
         C: HELO hub.contoso.com
         S: 250 mx
         unwelcome 451 4.7.4 TLS is required and the server does not offer it true",
    );
    play(
        Terms { force_helo: true, ..terms(TlsUse::Never) },
        "S: 220 mx
         C: HELO hub.contoso.com
         S: 250 mx
         ready pipelining=false",
    );
}

#[test]
fn tls_that_is_refused_matters_only_where_it_is_required() {
    let start = "S: 220 mx
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250 STARTTLS
         C: STARTTLS
         S: 454 4.7.0 not now";
    play(terms(TlsUse::Opportunistic), &format!("{start}\nready pipelining=false"));
    play(terms(TlsUse::Required), &format!("{start}\nunwelcome 454 4.7.0 not now true"));
    play(
        terms(TlsUse::Never),
        "S: 220 mx
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250 STARTTLS
         ready pipelining=false",
    );
}

#[test]
fn a_login_by_the_mechanism_that_is_there() {
    play(
        with_login(TlsUse::Opportunistic),
        "S: 220 mx
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250 AUTH LOGIN PLAIN
         C: AUTH PLAIN AGFubmEAc2VjcmV0
         S: 235 2.7.0 welcome
         ready pipelining=false",
    );
    play(
        with_login(TlsUse::Opportunistic),
        "S: 220 mx
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250 AUTH NTLM LOGIN
         C: AUTH LOGIN
         S: 334 VXNlcm5hbWU6
         C: YW5uYQ==
         S: 334 UGFzc3dvcmQ6
         C: c2VjcmV0
         S: 535 5.7.3 no
         unwelcome 535 5.7.3 no true",
    );
    play(
        with_login(TlsUse::Opportunistic),
        "S: 220 mx
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250 AUTH NTLM
         unwelcome 451 4.7.3 the server offers no login with name and password true",
    );
}

#[test]
fn a_login_that_never_ends_is_given_up() {
    play(
        with_login(TlsUse::Never),
        "S: 220 mx
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250 AUTH PLAIN
         C: AUTH PLAIN AGFubmEAc2VjcmV0
         S: 334 more
         C: *
         S: 501 cancelled
         unwelcome 451 4.7.3 the server asks for more than a name and a password true",
    );
}

#[test]
fn no_password_goes_out_in_clear_where_tls_is_required() {
    play(
        with_login(TlsUse::Required),
        "S: 220 mx
         C: EHLO hub.contoso.com
         S: 250-mx
         S: 250 AUTH PLAIN
         unwelcome 451 4.7.4 TLS is required and the server does not offer it true",
    );
}

#[test]
fn a_server_that_does_not_want_us_is_quoted() {
    play(terms(TlsUse::Never), "S: 554 5.7.1 go away\nunwelcome 554 5.7.1 go away true");
    play(terms(TlsUse::Never), "S: 421 busy\nunwelcome 421 4.0.0 busy false");
    play(
        terms(TlsUse::Never),
        "S: 220 mx
         C: EHLO hub.contoso.com
         S: 421 4.3.2 closing
         unwelcome 421 4.3.2 closing false",
    );
}

#[test]
fn lmtp_is_greeted_in_its_own_way() {
    play(
        Terms { dialect: Dialect::Lmtp, ..terms(TlsUse::Never) },
        "S: 220 lmtp
         C: LHLO hub.contoso.com
         S: 250-lmtp
         S: 250 PIPELINING
         ready pipelining=true",
    );
    play(
        Terms { dialect: Dialect::Lmtp, ..terms(TlsUse::Never) },
        "S: 220 mx
         C: LHLO hub.contoso.com
         S: 500 what?
         unwelcome 500 5.0.0 what? true",
    );
}

proptest! {
    #[test]
    fn no_server_makes_it_panic(codes in proptest::collection::vec(
        prop_oneof![Just(220u16), Just(250), Just(235), Just(334), Just(354), Just(421), Just(454), Just(500), 200u16..600],
        1..12), tls in any::<bool>()) {
        let mut opening = Opening::new(with_login(if tls { TlsUse::Required } else { TlsUse::Opportunistic }), Speaker::Us);
        for code in codes {
            let lines = smallvec::smallvec!["x".into(), "STARTTLS".into(), "AUTH PLAIN LOGIN".into()];
            if let OpeningStep::StartTls = opening.on_reply(&Reply { code, status: None, lines }) {
                opening.on_tls();
            }
        }
    }
}
