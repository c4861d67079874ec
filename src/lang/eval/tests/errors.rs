//! Errors: their kinds, who catches them, what remains of them.

use super::assert_prints;

#[test]
fn the_three_kinds() {
    assert_prints(&[
        ("1/0; 'next'", "error RuntimeException: Attempted to divide by zero.|next"),
        ("throw 'bad'; 'never'", "error bad: bad"),
        ("function f { throw 'in f'; 'never' }; f; 'never either'", "error in f: in f"),
        (
            "function f { 1/0; 'f goes on' }; f; 'on'",
            "error RuntimeException: Attempted to divide by zero.|f goes on|on",
        ),
        ("1,0,2 | % { 4 / $_ }", "4|error RuntimeException: Attempted to divide by zero.|2"),
        ("$ErrorActionPreference = 'Stop'; 1/0; 'never'", "error RuntimeException: Attempted to divide by zero."),
        ("$ErrorActionPreference = 'SilentlyContinue'; 1/0; Get-Failure x; 'on'; $Error.Count", "on|2"),
        ("Get-Failure x -ErrorAction Stop; 'never'", "error ThingNotFound: No thing 'x'."),
        (
            "[pscustomobject]@{Name='a'}, [pscustomobject]@{Name='b'} | Get-Failure; 'on'",
            "error ThingNotFound: No thing 'a'.|error ThingNotFound: No thing 'b'.|on",
        ),
    ]);
}

#[test]
fn try_catch_finally() {
    assert_prints(&[
        ("try { 1/0; 'never' } catch { 'caught' } finally { 'finally' }", "caught|finally"),
        ("try { 'ok' } catch { 'no' } finally { 'f' }", "ok|f"),
        ("try { throw 'msg' } catch { $_.Exception.Message; \"$_\"; $_.FullyQualifiedErrorId }", "msg|msg|msg"),
        ("try { [int]'x' } catch [System.InvalidCastException] { 'cast' } catch { 'other' }", "cast"),
        ("try { 1/0 } catch [System.DivideByZeroException] { 'zero' }", "zero"),
        (
            "try { No-Such } catch [System.Management.Automation.CommandNotFoundException] { $_.Exception.GetType().Name }",
            "CommandNotFoundException",
        ),
        ("try { 1/0 } catch [System.IO.IOException] { 'io' } catch { 'rest' }", "rest"),
        (
            "try { throw [System.ArgumentException]::new('arg') } catch [System.ArgumentException] { $_.Exception.Message }",
            "arg",
        ),
        (
            "try { throw [System.IO.FileNotFoundException]'gone' } catch [System.IO.IOException] { $_.Exception.GetType().FullName }",
            "System.IO.FileNotFoundException",
        ),
        ("try { Get-Failure x } catch { 'never' }; 'on'", "error ThingNotFound: No thing 'x'.|on"),
        ("try { Get-Failure x -EA Stop } catch { $_.CategoryInfo.Category; $_.TargetObject }", "ObjectNotFound|"),
        ("function f { try { return 1 } finally { 'f' } }; f", "1|f"),
        ("try { try { throw 'a' } catch { throw 'b' } } catch { \"$_\" }", "b"),
        ("try { try { throw 'a' } finally { 'inner' } } catch { \"$_\" }", "inner|a"),
        ("try { try { throw 'a' } catch { throw } } catch { \"again $_\" }", "again a"),
        ("foreach ($i in 1..3) { try { if ($i -eq 2) { continue }; $i } finally { \"f$i\" } }", "1|f1|f2|3|f3"),
        ("try { 1,0 | % { 1 / $_ } } catch { 'stopped' }", "1|stopped"),
        ("try { throw @{code=5} } catch { $_.TargetObject.code }", "5"),
        ("$_ = 'o'; try { throw 'x' } catch { }; $_", "o"),
        ("try { & { 1/0; 'never' } } catch { 'c' }", "c"),
        ("try { function f { Get-Failure x; 'on' }; f } catch { 'no' }", "error ThingNotFound: No thing 'x'.|on"),
    ]);
}

#[test]
fn what_remains_of_them() {
    assert_prints(&[
        (
            "1/0; $Error.Count; $Error[0].Exception.Message; $Error.Clear(); $Error.Count",
            "error RuntimeException: Attempted to divide by zero.|1|Attempted to divide by zero.|0",
        ),
        ("Get-Failure x -EA SilentlyContinue; $?; 1; $?", "False|1|True"),
        (
            "Get-Failure a -ErrorVariable e -EA SilentlyContinue; Get-Failure b -ErrorVariable +e -EA SilentlyContinue; $e.Count; \"$($e[1])\"",
            "2|No thing 'b'.",
        ),
        (
            "$r = Get-Failure a 2>&1; $r.GetType().Name; $r.FullyQualifiedErrorId",
            "ErrorRecord|ThingNotFound,Get-Failure",
        ),
        (
            "& { 'out'; Get-Failure a } 2>$null; & { Get-Failure a; 'out' } 2>&1 | % { \"<$_>\" }",
            "out|<No thing 'a'.>|<out>",
        ),
        (
            "function f { [CmdletBinding()] param() Get-Failure a; 'on' }; f -ErrorAction SilentlyContinue; f -EA Stop",
            "on|error ThingNotFound: No thing 'a'.",
        ),
        (
            "try { 1/0 } catch { $_.InvocationInfo.ScriptLineNumber; $_.InvocationInfo.Line.Trim() }",
            "1|try { 1/0 } catch { $_.InvocationInfo.ScriptLineNumber; $_.InvocationInfo.Line.Trim() }",
        ),
    ]);
}

#[test]
fn no_operator_method_or_literal_makes_more_than_fits() {
    for made in [
        "'x' * 10GB",
        "@(1) * 2000000000",
        "1..[int]::MaxValue -join ','",
        "'x'.PadLeft(1000000000)",
        "'x'.PadRight(2000000000)",
        "[string]::new('x', 2000000000)",
        "[int[]]::new(2000000000)",
        "('a' * 1MB) -replace 'a', ('b' * 1000)",
        "('a' * 1MB) -replace '(a+)', ('$1' * 1000)",
        "('a' * 1MB) -replace 'a', { 'b' * 1KB }",
        "('a' * 1MB).Replace('a', 'b' * 1000)",
        "(1..1000) -join ('x' * 1MB)",
        "[string]::Join('x' * 1MB, (1..1000))",
        "$s = 'x' * 1MB; ('{0}' * 1000) -f $s",
        "$b = [System.Text.StringBuilder]::new('a' * 1MB); $b.Replace('a', 'b' * 1000)",
    ] {
        let printed = super::run(&format!("{made}; 'after'")).0.join("|");
        let too_large = "The result would be larger than the language allows.";
        assert!(printed.starts_with("error ") && printed.contains(too_large), "{made}: {printed:.200}");
        assert!(printed.ends_with("|after"), "{made}: {printed:.200}");
    }
}

#[test]
fn recursion_and_size_are_bounded() {
    assert_prints(&[
        (
            "function f { f }; f; 'after'",
            "error CallDepthOverflow: The script failed due to call depth overflow.|after",
        ),
        (
            "$f = { & $f }; & $f; 'after'",
            "error CallDepthOverflow: The script failed due to call depth overflow.|after",
        ),
        (
            "$all = 1..2000000000; 'after'",
            "error ResultTooLarge: The result would be larger than the language allows.|after",
        ),
        (
            "'x' * 2000000000; 'after'",
            "error ResultTooLarge: The result would be larger than the language allows.|after",
        ),
        ("$o = [pscustomobject]@{a=1}; $o.a = $o; \"$o\"; $a = @(1); $a[0] = $a; \"$a\"", "@{a=}|System.Object[]"),
    ]);
}
