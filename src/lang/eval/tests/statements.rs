//! Statements: what runs, what is put out, where control goes.

use super::{assert_prints, run};

#[test]
fn conditions_and_loops() {
    assert_prints(&[
        ("if (1 -gt 2) {'a'} elseif (2 -gt 1) {'b'} else {'c'}", "b"),
        ("foreach ($i in 1..3) { $i * 2 }; $i", "2|4|6|3"),
        ("foreach ($i in $null) {'never'}; foreach ($i in 5) {$i}; foreach ($c in @()) {'never'}", "5"),
        ("for ($i = 0; $i -lt 6; $i += 2) { $i }", "0|2|4"),
        ("for ($i, $j = 0, 5; $i -lt $j; $i++) { }; $i", "5"),
        ("$i = 3; while ($i) { $i; $i-- }", "3|2|1"),
        ("$i = 0; do { $i++; $i } while ($i -lt 2); do { $i--; $i } until ($i -le 0)", "1|2|1|0"),
        ("foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }", "1|3"),
        (
            ":o foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue o }; if ($i -eq 3) { break o }; \"$i$j\" } }",
            "11|21",
        ),
        ("$r = foreach ($i in 1..3) { $i }; $r.Count; $x = if ($true) { 1; 2 }; $x.Count", "3|2"),
        ("$e = foreach ($i in @()) { 1 }; $null -eq $e", "True"),
        (
            "foreach ($k in @{a=1}.Keys) { $k }; foreach ($p in @{a=1}.GetEnumerator()) { \"$($p.Key)=$($p.Value)\" }",
            "a|a=1",
        ),
    ]);
}

#[test]
fn switches() {
    assert_prints(&[
        ("switch (3) { 1 {'one'} 3 {'three'} 3 {'again'} default {'no'} }", "three|again"),
        ("switch (3) { 3 {'three'; break} 3 {'again'} }", "three"),
        ("switch ('B') { 'b' {'hit'} }; switch -CaseSensitive ('B') { 'b' {'hit'} default {'miss'} }", "hit|miss"),
        ("switch -Wildcard ('mail01') { 'mail*' {'mail'} '*01' {'one'} }", "mail|one"),
        ("switch -Regex ('ab12') { '^[a-z]+(\\d+)' { $Matches[1] } }", "12"),
        ("switch (1,2,3) { 2 { continue } { $_ -gt 2 } { \"big $_\" } default { \"d $_\" } }", "d 1|big 3"),
        ("switch (5) { { $_ -gt 3 } { 'gt3' } { $_ -lt 10 } { 'lt10' } }", "gt3|lt10"),
        ("$r = switch ('a','b') { 'a' {1} 'b' {2} }; $r -join ','", "1,2"),
        ("switch ($null) { $null {'null'} default {'d'} }; switch (@()) { default {'never'} }", "null"),
        ("switch ('x') { 'x' { $_ } }", "x"),
    ]);
}

#[test]
fn assignments() {
    assert_prints(&[
        ("$a = $b = 5; $a + $b", "10"),
        ("$a, $b, $c = 1, 2; \"$a $b [$c]\"", "1 2 []"),
        ("$a, $b = 1, 2, 3; \"$b\"", "2 3"),
        ("$a, $b = 1, 2; $a, $b = $b, $a; \"$a$b\"", "21"),
        ("($x = 7); $x", "7|7"),
        ("$h = @{}; $h.a = 1; $h['b'] = 2; $h.a + $h.b; $h.c -eq $null", "3|True"),
        (
            "$o = [pscustomobject]@{a=1}; $o.a = 2; $o.a; $o.b = 3",
            "2|error PropertyNotFound: The property 'b' cannot be found on this object. Verify that the property exists and can be set.",
        ),
        ("$a = 1,2,3; $b = $a; $b[0] = 9; $a[0]", "9"),
        ("$true = 1", "error VariableNotWritable: Cannot overwrite variable true because it is read-only or constant."),
        ("${odd name} = 5; ${odd name}", "5"),
        ("$x = 1; & { $x = 2; $global:x }; $x", "1|1"),
        ("$global:g = 5; function f { $script:g + 1 }; f", "6"),
    ]);
}

#[test]
fn what_is_put_out() {
    assert_prints(&[
        ("1; 'a'; $null; @(1,2); @()", "1|a||1|2"),
        ("$x = 5; $x++; $x", "6"),
        ("$l = [System.Collections.ArrayList]@(); $l.Add(1); [void]$l.Add(2); $l.Count", "0|2"),
        ("$l = [System.Collections.Generic.List[string]]::new(); $l.Add('a'); $l.Count", "1"),
        ("$(1;2); (1,2); @{a=1}.Count", "1|2|1|2|1"),
        (",(1,2)", "1 2"),
        ("$a = & {}; $a | % { 'never' }; $null | % { 'once' }; @($a).Count", "once|0"),
    ]);
}

#[test]
fn exits_and_codes() {
    for (script, code, exits) in [
        ("1", 0, false),
        ("exit 7", 7, true),
        ("exit", 0, true),
        ("function f { exit 3 }; f; 'never'", 3, true),
        ("Get-Failure x", 3, false),
        ("1 | Get-Failure", 1, false),
        ("Get-Failure x -EA SilentlyContinue", 0, false),
        ("No-Such", 3, false),
        ("1/0", 2, false),
        ("throw 'x'", 2, false),
        ("try { throw 'x' } catch { }", 0, false),
        ("Set-Thing -Nope", 2, false),
    ] {
        let (said, finished) = run(script);
        assert_eq!((finished.code, finished.exits), (code, exits), "{script} said {said:?}");
    }
}
