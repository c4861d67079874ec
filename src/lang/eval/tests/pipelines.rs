//! Pipelines, streams, redirections, common parameters.

use std::time::Duration;

use super::{assert_prints, run};

#[test]
fn objects_stream_one_at_a_time() {
    assert_prints(&[
        ("1,2 | % { \"a$_\"; $_ } | % { \"b$_\" }", "ba1|b1|ba2|b2"),
        (
            "function src { 1; Write-Trace made1; 2; Write-Trace made2 }; function Write-Trace($t) { $script:log += \"$t \" }; src | % { $script:log += \"got$_ \" }; $log",
            "got1 made1 got2 made2 ",
        ),
        ("1..5 | Select-First 2", "1|2"),
        ("1..1000000000 | Select-First 1", "1"),
        ("function endless { while ($true) { 1 } }; endless | Select-First 3", "1|1|1"),
        ("1..3 | % { $_ } | % { if ($_ -eq 2) { break }; $_ }; 'gone with it'", "1"),
        ("foreach ($i in 1,2) { 1..3 | % { if ($_ -eq 2) { continue }; \"$i$_\" } }", "11|21"),
        ("@{a=1} | % { $_.a }; 'ab' | % { $_.Length }; ,(1,2) | % { $_.Count }", "1|2|2"),
        ("(1..3 | % { $_ * 2 }).Count; $(1..3 | % { $_ })[1]", "3|2"),
    ]);
}

#[test]
fn common_parameters_are_obeyed() {
    assert_prints(&[
        ("Set-Thing x -OutVariable o | % { 'p' }; $o; $o.GetType().Name", "p|x:-1:false:None|ArrayList"),
        ("Write-Output 1 2 -OutVariable o; Write-Output 3 -OutVariable +o; $o.Count", "1|2|3|3"),
        ("Write-Output 1 2 -PipelineVariable v | % { \"$v$_\" }", "11|22"),
        (
            "Set-Thing x -wi; Set-Thing x -WhatIf:$false",
            "What if: Performing the operation \"Set\" on target \"x\".\n  Size: 1 -> 2|x:-1:false:None",
        ),
        (
            "$WhatIfPreference = $true; Set-Thing x",
            "What if: Performing the operation \"Set\" on target \"x\".\n  Size: 1 -> 2",
        ),
        (
            "Set-Thing x -Confirm; 'on'",
            "error ConfirmationNeeded: Performing the operation \"Set\" on target \"x\" needs a confirmation, and nobody is there to give it.|on",
        ),
        (
            "$VerbosePreference = 'Continue'; Set-Thing x; Set-Thing x -Verbose:$false",
            "verbose Performing the operation \"Set\" on target \"x\".|verbose setting x|x:-1:false:None|x:-1:false:None",
        ),
        (
            "Set-Thing x -Verbose 4>$null; Set-Thing x -Verbose 4>&1 | % { \"<$_>\" }",
            "x:-1:false:None|<Performing the operation \"Set\" on target \"x\".>|<setting x>|<x:-1:false:None>",
        ),
        (
            "Set-Thing x -ErrorAction Nope",
            "error CannotConvertArgumentNoMessage: Cannot bind parameter 'ErrorAction'. Cannot convert value \"Nope\" to type \"System.Management.Automation.ActionPreference\". Error: \"Unable to match the identifier name Nope to a valid enumerator name. Specify one of the following enumerator names and try again:\nSilentlyContinue, Stop, Continue, Inquire, Ignore\"",
        ),
        (
            "function f { [CmdletBinding(SupportsShouldProcess)] param() if ($PSCmdlet.ShouldProcess('t','act')) { 'did' } }; f -WhatIf; f",
            "What if: Performing the operation \"act\" on target \"t\".|did",
        ),
        (
            "function f { [CmdletBinding(SupportsShouldProcess)] param() Set-Thing y }; f -WhatIf",
            "What if: Performing the operation \"Set\" on target \"y\".\n  Size: 1 -> 2",
        ),
        (
            "function f { [CmdletBinding()] param() Set-Thing y }; f -Verbose",
            "verbose Performing the operation \"Set\" on target \"y\".|verbose setting y|y:-1:false:None",
        ),
    ]);
}

#[test]
fn names_mean_the_closest_thing() {
    assert_prints(&[
        ("function Write-Output { 'mine' }; Write-Output x; echo x", "mine|mine"),
        ("Microsoft.PowerShell.Utility\\Write-Output 5", "5"),
        ("& 'Write-Output' 5; $c = 'echo'; & $c 6", "5|6"),
        (
            "& $null",
            "error BadExpression: The expression after '&' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object.",
        ),
        (
            "./no-such-file.ps1",
            "error CommandNotFoundException: The term './no-such-file.ps1' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.",
        ),
    ]);
}

#[test]
fn objects_go_to_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.txt");
    let path = path.to_string_lossy();
    let (said, _) =
        run(&format!("Write-Output one two > '{path}'; Write-Output three >> '{path}'; Get-Failure x 2>> '{path}'"));
    assert!(said.is_empty(), "{said:?}");
    let text = std::fs::read_to_string(path.as_ref()).expect("written");
    assert!(text.starts_with("one\ntwo\nthree\n") && text.contains("No thing 'x'."), "{text:?}");
}

#[test]
fn script_files_have_scopes_and_parameters() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lib.ps1");
    std::fs::write(&path, "param($Greeting = 'hi')\nfunction Get-Lib { \"lib $Greeting\" }\n$libValue = 5\nGet-Lib")
        .expect("written");
    let path = path.to_string_lossy();
    assert_prints(&[
        (
            &format!("& '{path}'; \"<$libValue>\"; Get-Lib"),
            "lib hi|<>|error CommandNotFoundException: The term 'Get-Lib' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.",
        ),
        (&format!(". '{path}' -Greeting yo; $libValue; Get-Lib"), "lib yo|5|lib yo"),
    ]);
}

#[test]
fn ctrl_c_stops_what_runs_and_finally_still_runs() {
    let said = super::Said::default();
    let interpreter = super::Interpreter::new(
        std::sync::Arc::new(super::Few),
        std::sync::Arc::new(super::NoTerminal),
        Box::new(said.clone()),
    );
    let cancel = interpreter.cancel();
    let stopper = std::thread::spawn(move || {
        // Not before it runs: a prompt resets the handle first, and here nobody does.
        cancel.pause(Duration::from_millis(20));
        cancel.now();
    });
    let finished = interpreter.run("try { while ($true) { } } finally { 'cleaned' }; 'never'", None, &[]);
    stopper.join().expect("no panic");
    assert_eq!(*said.0.borrow(), ["cleaned"]);
    assert_eq!(finished.code, 130);
}
