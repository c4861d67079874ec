//! A disk whose fsync fails: what it was asked to keep is not acknowledged, the failed file is never trusted again, and
//! what was acknowledged before is still there.
//!
//! A small library in front of the system's makes fsync of the spool's segments fail while a file exists; the node is
//! the real one. Worse disks (torn writes, pages forgotten after a failed fsync) are simulated beside the spool.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::appear::eventually;
use crate::support::free_port;
use crate::support::hub::Hub;
use crate::support::node::Node;
use crate::support::sink::Sink;
use crate::support::smtp::{Client, message};

/// fsync and fdatasync of a spool's segment fail with EIO while the file `$BROKEN_DISK` exists; `$BROKEN_DISK.once`
/// makes one of them fail, as a kernel reports an error of the disk once and forgets it.
const LIBRARY: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_broken(int fd) {
    const char *flag = getenv("BROKEN_DISK");
    char link[64], path[4096], once[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (!flag || length < 0) return 0;
    path[length] = 0;
    if (!strstr(path, ".segment")) return 0;
    snprintf(once, sizeof once, "%s.once", flag);
    return access(flag, F_OK) == 0 || unlink(once) == 0;
}

int fdatasync(int fd) {
    if (is_broken(fd)) { errno = EIO; return -1; }
    return ((int (*)(int)) dlsym(RTLD_NEXT, "fdatasync"))(fd);
}

int fsync(int fd) {
    if (is_broken(fd)) { errno = EIO; return -1; }
    return ((int (*)(int)) dlsym(RTLD_NEXT, "fsync"))(fd);
}
"#;

fn build(folder: &Path) -> PathBuf {
    let (source, library) = (folder.join("broken.c"), folder.join("broken.so"));
    fs::write(&source, LIBRARY).expect("written");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(&source).arg("-ldl").status();
    assert!(built.expect("the linker that cargo needs").success());
    library
}

/// A hub whose disk breaks while the file `broken` is in the folder.
fn hub() -> (TempDir, Hub) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = [build(folder.path()), folder.path().join("broken")].map(|path| path.display().to_string());
    let hub = Hub::on(Node::with_environment(&[("LD_PRELOAD", &*paths[0]), ("BROKEN_DISK", &*paths[1])]));
    (folder, hub)
}

/// What the node says of a message for somebody whose next hop is away.
fn offer(hub: &Hub, subject: &str) -> Result<String, String> {
    let mut client = Client::connect(hub.relay);
    client.ask("EHLO client.example.org", "250");
    let text = message("ann@contoso.com", "ben@fabrikam.com", subject);
    client.try_mail("ann@contoso.com", &["ben@fabrikam.com"], &text).map_err(|error| error.to_string())
}

fn is_put_off(said: &Result<String, String>) -> bool {
    said.as_ref().is_err_and(|said| said.contains("\"451 4.3.0") || said.contains("\"452 4.3.1"))
}

#[test]
fn what_the_disk_does_not_keep_is_not_acknowledged_and_nothing_acknowledged_is_lost() {
    let (folder, mut hub) = hub();
    let (flag, once) = (folder.path().join("broken"), folder.path().join("broken.once"));
    let port = free_port();
    hub.send_everything_to(port);
    offer(&hub, "before").expect("the disk is well");

    // One error: whoever waited hears of it, and the log goes on in another file.
    fs::write(&once, "").expect("written");
    let refused = offer(&hub, "refused once");
    assert!(is_put_off(&refused) && !once.exists(), "{refused:?}");
    offer(&hub, "after one error").expect("a new segment");
    assert!(!hub.node.shell("Get-Health | Where-Object Area -eq Spool | ForEach-Object Health").contains("Unhealthy"));

    // It stays broken: everybody is put off, and operators are told.
    fs::write(&flag, "").expect("written");
    for number in 0..5 {
        let refused = offer(&hub, &format!("refused {number}"));
        assert!(is_put_off(&refused), "{refused:?}");
    }
    hub.becomes("(Get-Health | Where-Object Area -eq Spool).Health -eq 'Unhealthy'");
    fs::remove_file(&flag).expect("it is there");
    eventually("the spool to go on", || offer(&hub, "healed").ok());
    hub.becomes("@(Get-Health | Where-Object { $_.Area -eq 'Spool' }).Count -eq 0");

    // Broken again, and the process dies with it.
    fs::write(&flag, "").expect("written");
    assert!(is_put_off(&offer(&hub, "refused at last")));
    hub.node.kill();
    fs::remove_file(&flag).expect("it is there");
    let next = Sink::answering(port, |_| None);
    hub.node.serve(&[]);
    hub.retry();
    let mut subjects: Vec<String> = next
        .messages(3)
        .iter()
        .filter_map(|taken| taken.text.lines().find_map(|line| line.strip_prefix("Subject: ")).map(str::to_owned))
        .collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["after one error", "before", "healed"]);
    hub.becomes("(Get-Queue | Measure-Object MessageCount -Sum).Sum -eq 0");
}

#[test]
fn members_that_the_disk_does_not_keep_are_resolved_again_after_the_interval() {
    let (folder, hub) = hub();
    let flag = folder.path().join("broken");
    let (script, gate) = (folder.path().join("agent.sh"), folder.path().join("gate"));
    // Keeps what is submitted until it may go on, so that the disk can break in between.
    let text = r#"while read -r line; do
        id=${line#*id\":}; id=${id%%,*}
        while [ ! -e GATE ]; do sleep 0.05; done
        echo "{\"id\":$id,\"action\":\"continue\"}"
    done"#;
    fs::write(&script, text.replace("GATE", &gate.display().to_string())).expect("written");
    // The default is half an hour, which no test waits for.
    hub.node.configure(&format!(
        "New-DistributionGroup -Name Team -PrimarySmtpAddress team@contoso.com -Members Bob
         Set-TransportServer TEST -ResolverRetryInterval 00:00:02
         Install-TransportAgent Gate -AssemblyPath /bin/sh -Arguments '{}' -Events OnSubmittedMessage
         Enable-TransportAgent Gate",
        script.display()
    ));
    hub.send("ann@contoso.com", &["team@contoso.com"], "put off");
    fs::write(&flag, "").expect("written");
    fs::write(&gate, "").expect("written");
    hub.becomes("(Get-Message -Queue Submission).LastError -like '452 4.3.1 RESOLVER.Deferred;*'");
    fs::remove_file(&flag).expect("it is there");
    assert!(hub.messages("bob@contoso.com", 1)[0].contains("Subject: put off"));
}
