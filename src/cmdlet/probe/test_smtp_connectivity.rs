//! `Test-SmtpConnectivity`: whether each receive connector of a server answers where it should listen.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::dialogue::{Dialogue, own_name, refused};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::choice::choice;
use crate::model::view::view;
use crate::model::{FaultKind, IpBinding, ReceiveConnector, TransportServer};

static IDENTITY: Param<ServerId> =
    Param::new("Identity", "The server whose receive connectors are tried. Default: the node of this data directory.")
        .position(1)
        .from_pipeline()
        .from_property();

choice! {
    /// What a trial came to.
    Connectivity as "StatusCode" {
        /// It greets and answers EHLO.
        Success,
        /// Nobody listens there, or the way is blocked.
        UnableToConnect,
        /// Somebody answers who does not take mail.
        Error,
    }
}

view! {
    /// Whether one binding of a receive connector answers.
    SmtpConnectivity as "Emsh.SmtpConnectivityStatus", shown ["Server", "ReceiveConnector", "Binding", "EndPoint", "StatusCode", "Details"] {
        /// The server.
        "Server" server: String as "String";
        /// The receive connector.
        "ReceiveConnector" receive_connector: String as "String";
        /// Where it is set up to listen.
        "Binding" binding: IpBinding as "IPBinding";
        /// The address that was tried.
        "EndPoint" end_point: String as "String";
        /// Success, UnableToConnect or Error.
        "StatusCode" status_code: Connectivity as "StatusCode";
        /// The greeting, or what went wrong.
        "Details" details: String as "String";
    }
}

pub static TEST_SMTP_CONNECTIVITY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-SmtpConnectivity",
        synopsis: "Try whether the receive connectors of a server answer",
        about: "Connects to each binding of each enabled receive connector, reads the greeting and says EHLO. A binding \
                on all addresses is tried on one of them: the loopback address here, the server's name elsewhere.",
        params: &[IDENTITY.spec()],
        emits: Some(SmtpConnectivity::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Try the node of this machine", run: "Test-SmtpConnectivity" },
            Example {
                does: "Show what does not answer on any server",
                run: "Get-TransportServer | Test-SmtpConnectivity | Where-Object StatusCode -ne Success",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let home = session.home(call, &picture);
    let wanted = match call.get(&IDENTITY)? {
        Some(ServerId(name)) => Some(name),
        None => home.clone(),
    };
    let named = |server: &&TransportServer| wanted.as_deref().is_some_and(|wanted| server.is_called(wanted));
    let Some(server) = picture.organization().all::<TransportServer>().find(named) else {
        let wanted = wanted.unwrap_or_default();
        return Err(Fault::not_found("ServerNotFound", format!("There is no transport server '{wanted}'."))
            .at(call.place(&IDENTITY))
            .fix("Run Get-TransportServer to see which there are."));
    };
    let is_here = home.is_some_and(|home| server.is_called(&home));
    for connector in picture.organization().all::<ReceiveConnector>() {
        if !connector.enabled || !connector.scope.eq_ignore_ascii_case(&server.name) {
            continue;
        }
        for binding in &connector.bindings {
            let host = reached_at(*binding, is_here).map_or_else(|| server.fqdn.to_string(), |ip| ip.to_string());
            let begins_with_tls = connector.begins_with_tls(binding.address());
            let (end_point, status_code, details) = tried(call, session, &host, binding.port(), begins_with_tls)?;
            out.emit(SmtpConnectivity {
                server: server.name.clone(),
                receive_connector: format!("{}\\{}", server.name, connector.name),
                binding: *binding,
                end_point,
                status_code,
                details,
            })?;
        }
    }
    Ok(())
}

/// The address to try; `None`: whatever the server's name stands for.
fn reached_at(binding: IpBinding, is_here: bool) -> Option<IpAddr> {
    match binding.ip() {
        exact if !exact.is_unspecified() => Some(exact),
        IpAddr::V4(_) if is_here => Some(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(_) if is_here => Some(Ipv6Addr::LOCALHOST.into()),
        _ => None,
    }
}

/// Whether somebody answers; who it is, the certificate may say as it likes.
fn tried(
    call: &Call,
    session: &Session,
    host: &str,
    port: u16,
    begins_with_tls: bool,
) -> Result<(String, Connectivity, String), Fault> {
    let intended = host.parse().map_or_else(|_| format!("{host}:{port}"), |ip| SocketAddr::new(ip, port).to_string());
    let opened = match begins_with_tls {
        true => Dialogue::open_encrypted(call, session, host, port, false),
        false => Dialogue::open(call, session, host, port),
    };
    let (mut dialogue, greeting) = match opened {
        Ok(opened) => opened,
        Err(fault) if fault.kind == FaultKind::Cancelled => return Err(fault),
        Err(fault) => {
            let status =
                if fault.id == "SmtpUnreachable" { Connectivity::UnableToConnect } else { Connectivity::Error };
            return Ok((intended, status, fault.to_string()));
        }
    };
    let end_point = dialogue.peer().to_string();
    let heard = if greeting.is_success() {
        dialogue.introduce(&own_name()).and_then(|reply| {
            if reply.is_success() { Ok(greeting.to_string()) } else { Err(refused(host, "EHLO", &reply)) }
        })
    } else {
        Err(refused(host, "the conversation", &greeting))
    };
    match heard {
        Ok(details) => {
            dialogue.leave();
            Ok((end_point, Connectivity::Success, details))
        }
        Err(fault) if fault.kind == FaultKind::Cancelled => Err(fault),
        Err(fault) => Ok((end_point, Connectivity::Error, fault.to_string())),
    }
}
