//! Questions to the person: confirmations, parameters that are missing, credentials.

use crate::screen::{CTRL_C, Shell};

#[test]
fn removing_asks_first() {
    let mut shell = Shell::start();
    for name in ["one", "two", "three"] {
        shell.line(&format!("New-SendConnector {name} -AddressSpaces {name}.example | Out-Null"));
    }
    shell.begin_line("Remove-SendConnector one");
    shell.wait_for("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is \"Y\"):");
    assert!(
        shell.screen().contains("\nConfirm\nAre you sure you want to perform this action?\n"),
        "{}",
        shell.screen()
    );
    shell.begin_line("?");
    shell.wait_for("Y - Continue with only the next step of the operation.");
    shell.begin_line("perhaps");
    shell.wait(|screen| screen.matches("[?] Help").count() == 3);
    shell.line("n");
    assert!(shell.line("(Get-SendConnector).Count").contains("\n3\n"), "no means no");

    shell.begin_line("Get-SendConnector | Remove-SendConnector");
    shell.wait_for("[?] Help");
    shell.line("A");
    assert!(shell.line("@(Get-SendConnector).Count").contains("\n0\n"), "asked once for all");

    shell.line("New-AcceptedDomain d.example -DomainName d.example -Confirm:$false | Out-Null");
    shell.begin_line("Set-AcceptedDomain d.example -DomainType InternalRelay -Confirm");
    shell.wait_for("[?] Help");
    shell.keys(CTRL_C);
    shell.prompt();
    assert!(shell.line("(Get-AcceptedDomain d.example).DomainType").contains("\nAuthoritative\n"), "Ctrl-C means no");
}

#[test]
fn many_objects_are_asked_about_once() {
    let mut shell = Shell::start();
    shell.line("1..25 | % { New-AcceptedDomain \"c$_\" -DomainName \"d$_.example\" } | Out-Null");
    shell.begin_line("Get-AcceptedDomain | Set-AcceptedDomain -DomainType ExternalRelay");
    shell.wait_for("[Y] Yes  [N] No  [?] Help (default is \"N\"):");
    let question = "\nConfirm\nSet-AcceptedDomain is about to run on 25 objects:\n  \
                    c1, c10, c11, c12, c13, c14, c15, c16, c17, c18 and 15 more.\nDo you want to go on?\n";
    assert!(shell.screen().contains(question), "{}", shell.screen());
    shell.line("");
    let relays = "@(Get-AcceptedDomain | ? DomainType -eq ExternalRelay).Count";
    assert!(shell.line(relays).contains("\n0\n"), "what is not said is no");

    shell.begin_line("Get-AcceptedDomain | Set-AcceptedDomain -DomainType ExternalRelay");
    shell.wait_for("(default is \"N\"):");
    shell.line("y");
    assert!(shell.line(relays).contains("\n25\n"));

    shell.line("Get-AcceptedDomain | select -First 20 | Set-AcceptedDomain -DomainType InternalRelay");
    assert!(
        shell.line("@(Get-AcceptedDomain | ? DomainType -eq InternalRelay).Count").contains("\n20\n"),
        "these are few"
    );
    shell.line("clear; Get-AcceptedDomain | Set-AcceptedDomain -DomainType ExternalRelay -Confirm:$false");
    assert!(
        shell.line("@(Get-AcceptedDomain | ? DomainType -eq ExternalRelay).Count").contains("\n25\n"),
        "was told not to"
    );
    let told = shell.line("Get-AcceptedDomain | Set-AcceptedDomain -DomainType InternalRelay -WhatIf");
    assert!(told.contains("on 25 targets: c1, c10,"), "{told}");
    assert!(told.contains("DomainType: ExternalRelay → InternalRelay"), "{told}");
    assert!(told.contains("What if: 25 changes in all."), "{told}");

    shell.begin_line("Get-AcceptedDomain | Remove-AcceptedDomain");
    shell.wait_for("Remove-AcceptedDomain is about to run on 25 objects:");
    shell.wait_for("(default is \"N\"):");
    shell.line("y");
    assert!(shell.line("@(Get-AcceptedDomain).Count").contains("\n0\n"), "the one answer is for all of them");
}

#[test]
fn a_folder_with_something_in_it_is_asked_about() {
    let mut shell = Shell::start();
    for folder in ["one", "two", "three"] {
        std::fs::create_dir_all(shell.folder().join("asked").join(folder).join("inner")).expect("a folder");
    }
    let asked = shell.folder().join("asked");
    shell.line(&format!("Set-Location '{}'", asked.display()));
    shell.begin_line("Remove-Item one");
    shell.wait_for("(default is \"Y\"):");
    shell.line("n");
    assert!(asked.join("one/inner").is_dir(), "no means no");

    shell.begin_line("Remove-Item one");
    shell.wait_for("(default is \"Y\"):");
    shell.line("y");
    assert!(!asked.join("one").exists());

    shell.begin_line("'two', 'three' | Remove-Item");
    shell.wait_for("(default is \"Y\"):");
    shell.line("a");
    assert!(!asked.join("two").exists() && !asked.join("three").exists(), "asked once for all");
}

#[test]
fn parameters_that_are_missing_are_asked_for() {
    let mut shell = Shell::start();
    shell.begin_line("New-AcceptedDomain");
    shell.wait(|screen| screen.ends_with("Name:"));
    let asked = "\ncmdlet New-AcceptedDomain at command pipeline position 1\n\
                 Supply values for the following parameters:\n(Type !? for Help.)\nName:";
    assert!(shell.screen().contains(asked), "{}", shell.screen());
    shell.begin_line("!?");
    shell.wait(|screen| screen.matches("Name:").count() == 2);
    shell.begin_line("Our domain");
    shell.wait(|screen| screen.ends_with("DomainName:"));
    shell.line("contoso.com");
    assert!(shell.line("(Get-AcceptedDomain 'Our domain').DomainName").contains("\ncontoso.com\n"));

    shell.begin_line("function Join-All { param([Parameter(Mandatory)][string[]]$Names) $Names -join '+' }; Join-All");
    shell.wait(|screen| screen.ends_with("Names[0]:"));
    shell.begin_line("a.example");
    shell.wait(|screen| screen.ends_with("Names[1]:"));
    shell.begin_line("b.example");
    shell.wait(|screen| screen.ends_with("Names[2]:"));
    assert!(shell.line("").contains("\na.example+b.example\n"));

    shell.begin_line("function Add-Thing { param([Parameter(Mandatory)][int]$Count) $Count + 1 }; 1 | Add-Thing");
    shell.wait(|screen| screen.ends_with("Count:"));
    assert!(shell.screen().contains("cmdlet Add-Thing at command pipeline position 2"), "{}", shell.screen());
    assert!(shell.line("41").contains("\n42\n"));

    shell.begin_line("New-AcceptedDomain");
    shell.wait(|screen| screen.ends_with("Name:"));
    shell.keys(CTRL_C);
    shell.prompt();
    assert!(shell.line("6 * 7").contains("\n42\n"));
}

#[test]
fn a_password_is_not_shown_while_it_is_typed() {
    let mut shell = Shell::start();
    shell.begin_line("$c = Get-Credential");
    shell.wait(|screen| screen.ends_with("User:"));
    shell.begin_line("ann");
    shell.wait(|screen| screen.ends_with("Password for user ann:"));
    shell.keys("wrong\u{15}hunter3\u{7f}2");
    shell.wait(|screen| screen.ends_with("ann: *******"));
    shell.line("");
    let shown = shell.line("\"$($c.UserName) $($c.GetNetworkCredential().Password.Length) $($c.Password)\"");
    assert!(shown.contains("\nann 7 System.Security.SecureString\n"), "{shown}");
    assert!(!shell.written().contains("hunter2"), "on the screen at some moment");
    assert!(!shell.history().contains("hunter2"));

    shell.begin_line("Get-Credential -UserName bob");
    shell.wait(|screen| screen.ends_with("Password for user bob:"));
    shell.keys(CTRL_C);
    shell.prompt();
    assert!(shell.line("6 * 7").contains("\n42\n"));
}
