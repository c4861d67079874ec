//! Expression mode.

use super::trees;

#[test]
fn precedence_is_about_operator_precedence() {
    trees(&[
        ("2 + 3 * 4", "(+ 2 (* 3 4))"),
        ("(2 + 3) * 4", "(* ((+ 2 3)) 4)"),
        ("10 - 4 - 3", "(- (- 10 4) 3)"),
        ("2 -gt 4 -and 1", "(And (Greater 2 4) 1)"),
        ("1 -or 0 -and 0", "(And (Or 1 0) 0)"),
        ("1 -band 3 -eq 3", "(BitAnd 1 (Equal 3 3))"),
        ("$a -eq $b + 1", "(Equal $a (+ $b 1))"),
        ("$a ?? $b + 1", "(?? $a (+ $b 1))"),
        ("$a -eq $b ?? 1", "(Equal $a (?? $b 1))"),
        ("'{0}' -f 1 + 'x'", "(+ (Format '{0}' 1) 'x')"),
        ("'{0} {1}' -f 1, 2", "(Format '{0} {1}' [1, 2])"),
        ("1..3 + 4", "(+ (.. 1 3) 4)"),
        ("1,2 + 3", "(+ [1, 2] 3)"),
        ("1 .. $n.Count", "(.. 1 $n.Count)"),
        ("-not $a -eq $b", "(Equal (Not $a) $b)"),
        ("!$a.Enabled -or !$b", "(Or (Not $a.Enabled) (Not $b))"),
        ("-join $a, 'x'", "[(Join $a), 'x']"),
        ("$a -split ',' -join ';'", "(Join (Split $a ',') ';')"),
        ("-split $a", "(Split(Insensitive) $a)"),
        ("$a -shl 1 -bor 2", "(BitOr (ShiftLeft $a 1) 2)"),
        ("-5 + -3", "(+ -5 -3)"),
        ("- $x", "(Minus $x)"),
        ("1 - -1", "(- 1 -1)"),
        ("5-3", "(- 5 3)"),
        ("$x-1", "(- $x 1)"),
        ("+$x", "(Plus $x)"),
        ("-bnot 5", "(BitNot 5)"),
        ("1 +\n2", "(+ 1 2)"),
        ("1 –eq 2", "(Equal 1 2)"),
    ]);
}

#[test]
fn operators_have_case_variants() {
    trees(&[
        ("$a -eq 1; $a -ieq 1; $a -ceq 1", "(Equal $a 1); (Equal $a 1); (Equal! $a 1)"),
        ("$a -CLike 'x*'", "(Like! $a 'x*')"),
        ("$a -notmatch 'x' -cnotin $b", "(NotIn! (NotMatch $a 'x') $b)"),
        ("$a -creplace 'a','b'", "(Replace! $a ['a', 'b'])"),
        ("$a -contains 1 -is [bool]", "(Is (Contains $a 1) [bool])"),
        ("$a -isnot [string] -and $b -as [int]", "(And (IsNot $a [string]) (As $b [int]))"),
        ("$a -in 1,2", "(In $a [1, 2])"),
        ("$a -ge 1 -or $a -clt 'x'", "(Or (GreaterOrEqual $a 1) (Less! $a 'x'))"),
    ]);
}

#[test]
fn values_of_every_kind() {
    trees(&[
        (
            "$script:x; $env:PATH; ${any name}; ${env:ProgramFiles(x86)}",
            "$Script:x; $Environment:PATH; $any name; $Environment:ProgramFiles(x86)",
        ),
        ("$?, $$, $^, $_", "[$?, $$, $^, $_]"),
        (",1", "(Comma 1)"),
        (",1,2", "[(Comma 1), 2]"),
        ("@()", "@()"),
        ("@(1; 2\n3)", "@(1; 2; 3)"),
        ("$(Get-X; 1)", "$(<Get-X>; 1)"),
        ("($a = 5)", "($a = 5)"),
        ("{ $_.X }", "{$_.X}"),
        ("{ param($a) $a }", "{param($a) $a}"),
        ("@{}", "@{}"),
        ("@{a=1; 'b c'=2\n$x=3; 5='n'}", "@{a=1, 'b c'=2, $x=3, 5='n'}"),
        ("@{ a = if ($x) { 1 } else { 2 } }", "@{a=if($x){1} else{2}}"),
        ("@{ a = Get-Date; if = 1 }", "@{a=<Get-Date>, if=1}"),
        ("[ordered]@{ a = 1 }", "ordered@{a=1}"),
        ("[pscustomobject]@{ a = 1 }", "([pscustomobject] ordered@{a=1})"),
        ("1.5d; 0x1F; 1e3; 25MB; .5", "1.5d; 0x1F; 1e3; 25MB; .5"),
    ]);
}

#[test]
fn members_calls_and_indexes() {
    trees(&[
        ("$a.b.c", "$a.b.c"),
        ("$a.$name.'x y'.\"z$q\".(1 + 1)", "$a.$name.'x y'.\"z{$q}\".((+ 1 1))"),
        ("$h.1", "$h.1"),
        ("$a.Foo()", "$a.Foo()"),
        ("$a.Foo(1, 'x', (1,2), $y[0,1])", "$a.Foo(1, 'x', ([1, 2]), $y[[0, 1]])"),
        ("$a.Where{ $_ }", "$a.Where({$_})"),
        ("$a.ForEach({ $_ }).Count", "$a.ForEach({$_}).Count"),
        ("$a.\n  Foo().\n  Bar()", "$a.Foo().Bar()"),
        ("[math]::Max(1, 2)", "[math]::Max(1, 2)"),
        ("[int]::MaxValue + 1", "(+ [int]::MaxValue 1)"),
        ("[datetime]::new(2024, 1, 1).Year", "[datetime]::new(2024, 1, 1).Year"),
        ("$a[0]; $a[-1]; $a[0..2]; $a[$i + 1]", "$a[0]; $a[-1]; $a[(.. 0 2)]; $a[(+ $i 1)]"),
        ("${a}?.b; (Get-X)?.b; ${a}?[0]", "$a?.b; (<Get-X>)?.b; $a?[0]"),
        ("1.5.ToString()", "1.5.ToString()"),
        ("'abc'.Length", "'abc'.Length"),
        ("@(1,2).Count", "@([1, 2]).Count"),
        ("$x::Empty", "$x::Empty"),
    ]);
}

#[test]
fn casts_and_types() {
    trees(&[
        ("[int]$x", "([int] $x)"),
        ("[int] '5' + 1", "(+ ([int] '5') 1)"),
        ("[string[]]$x", "([string[]] $x)"),
        ("[int][string]$x", "([int] ([string] $x))"),
        ("[int]-5", "([int] -5)"),
        ("[System.Collections.Generic.List[string]]::new()", "[System.Collections.Generic.List[string]]::new()"),
        ("[Dictionary[string,int[]]]$x", "([Dictionary[string, int[]]] $x)"),
        ("[a[[b, c],[d]]]", "[a[b, d]]"),
        ("[xml.node, system.xml]", "[xml.node]"),
        ("[string]@('a','b')[0]", "([string] @(['a', 'b'])[0])"),
        ("[char]'a', [int]\n$x", "[([char] 'a'), [int]]; $x"),
        ("$x -is [int] -and $y", "(And (Is $x [int]) $y)"),
    ]);
}

#[test]
fn steps_and_ternaries() {
    trees(&[
        ("$i++; ++$i; $i--; --$h.a", "(PostIncrement $i); (PreIncrement $i); (PostDecrement $i); (PreDecrement $h.a)"),
        ("$a ? 1 : 2", "(? $a 1 2)"),
        ("$a ? 'x' : $b ? 'y' : 'z'", "(? $a 'x' (? $b 'y' 'z'))"),
        ("($a) ?1:2", "(? ($a) 1 2)"),
        ("$a -gt 1 ?\n 'x' :\n 'y'", "(? (Greater $a 1) 'x' 'y')"),
        ("$true?2:3", "$drive-true?2:3"),
        ("1?2:3", "<1?2:3>"),
    ]);
}

#[test]
fn what_begins_no_expression_is_a_command() {
    trees(&[
        ("7z x", "<7z x>"),
        ("-foo", "<-foo>"),
        ("!foo", "<!foo>"),
        ("?{$_}", "<? {$_}>"),
        ("./x.ps1 1", "<./x.ps1 1>"),
        ("%", "<%>"),
        ("from -eq 'x' -and data", "<from -eq 'x' -and data>"),
        ("!5z", "<!5z>"),
        ("!5", "(Not 5)"),
    ]);
}
