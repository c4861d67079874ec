//! Pipelines, chains, assignments and calls.

use super::trees;

#[test]
fn pipelines_go_over_lines() {
    trees(&[
        ("Get-X | Where-Object { $_.A -gt 1 } | ft A, B", "<Get-X> | <Where-Object {(Greater $_.A 1)}> | <ft [A, B]>"),
        ("Get-X |\n\n Get-Y", "<Get-X> | <Get-Y>"),
        ("Get-X\n  | Get-Y\n  # then\n  | Get-Z", "<Get-X> | <Get-Y> | <Get-Z>"),
        ("Get-X\r| Get-Y", "<Get-X> | <Get-Y>"),
        ("1..3 | % { $_ } | ? { $_ }", "(.. 1 3) | <% {$_}> | <? {$_}>"),
        ("1,2 | foreach name", "[1, 2] | <foreach name>"),
        ("Get-X; Get-Y", "<Get-X>; <Get-Y>"),
        ("Get-X && Get-Y || Get-Z", "<Get-X> && <Get-Y> || <Get-Z>"),
        ("Get-X &&\n Get-Y | Get-Z", "<Get-X> && <Get-Y> | <Get-Z>"),
        ("1 && $(throw 'x')", "1 && $(throw 'x')"),
    ]);
}

#[test]
fn calls() {
    trees(&[
        ("& { 1 } a", "<& {1} a>"),
        ("& $block 1 2", "<& $block 1 2>"),
        ("& 'C:\\Program Files\\x.exe' -a", "<& 'C:\\Program Files\\x.exe' -a>"),
        ("& $h.run a", "<& $h.run a>"),
        ("& Get-X -a", "<& Get-X -a>"),
        (". ./x.ps1", "<. ./x.ps1>"),
        (". $path -a b", "<. $path -a b>"),
        (".\"x y\"", "<. \"x y\">"),
        (". { $x = 1 }", "<. {$x = 1}>"),
    ]);
}

#[test]
fn assignments() {
    trees(&[
        ("$a = 1", "$a = 1"),
        ("$a=1", "$a = 1"),
        ("$a = $b = Get-X | Get-Y", "$a = $b = <Get-X> | <Get-Y>"),
        ("$a, $b = 1, 2", "[$a, $b] = [1, 2]"),
        (
            "$a += 1; $a -= 1; $a *= 2; $a /= 2; $a %= 2; $a ??= 3",
            "$a += 1; $a -= 1; $a *= 2; $a /= 2; $a %= 2; $a ??= 3",
        ),
        ("$h.a = 1; $h['b'] = 2; $h.a.b[0] = 3", "$h.a = 1; $h['b'] = 2; $h.a.b[0] = 3"),
        ("[int]$x = '5'", "([int] $x) = '5'"),
        ("[int[]]$x, $y = 1", "[([int[]] $x), $y] = 1"),
        ("$x = if ($a) { 1 } else { 2 }", "$x = if($a){1} else{2}"),
        ("$x = foreach ($i in 1..3) { $i }", "$x = foreach($i in (.. 1 3)){$i}"),
        ("$x =\n 5", "$x = 5"),
        ("($x) = 5", "$x = 5"),
        ("$env:X = 'y'", "$Environment:X = 'y'"),
        ("$x = Get-X -a b > out.txt", "$x = <Get-X -a b 1>out.txt>"),
        ("$null = Get-X", "$null = <Get-X>"),
        ("$x = contoso.com", "$x = <contoso.com>"),
    ]);
}
