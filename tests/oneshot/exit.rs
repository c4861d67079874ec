//! Exit codes: 0 all good, 1 something non-terminating failed, else the kind of the fault that ended it.

use crate::Place;

#[test]
fn the_exit_code_says_how_it_went() {
    let place = Place::new();
    for (script, code, why) in [
        ("1", 0, "all good"),
        ("Write-Warning careful", 0, "a warning is no failure"),
        ("Write-Error bad; 1", 1, "something non-terminating failed"),
        ("throw 'x'", 2, "what a script throws is invalid"),
        ("Get-Zebra", 3, "no such command"),
        ("Get-SendConnector nobody", 3, "no such object"),
        ("New-SendConnector x -AddressSpaces a.example; New-SendConnector x -AddressSpaces b.example", 5, "a conflict"),
        ("Get-Queue", 6, "no node"),
        ("try { Get-Zebra } catch { 'caught' }", 0, "what was caught has not failed"),
        ("exit 42", 42, "as asked"),
        ("Write-Error bad; exit", 0, "exit without a code is all good"),
        ("Get-Queue -Foo 1", 2, "no such parameter"),
        ("if (", 2, "no script at all"),
    ] {
        let ran = place.emsh(&["-c", script]);
        assert_eq!(ran.code, Some(code), "{why}: {script}\n{}{}", ran.out, ran.talk);
    }
}
