//! Text: expansion, `-match`, `-replace`, `-split`, `-join`, `-f`.

use super::assert_prints;

#[test]
fn strings_expand() {
    assert_prints(&[
        ("$x = 5; \"$x ${x} $($x + 1) `$x\"; '$x'", "5 5 6 $x|$x"),
        ("$o = @{n='v'}; \"$o.n $($o.n)\"", "System.Collections.Hashtable.n v"),
        ("$a = 1,2; \"$a[0] $($a[0])\"", "1 2[0] 1"),
        ("\"a`tb`n\".Length; \"`u{41}\"; 'it''s'; \"say \"\"hi\"\"\"", "4|A|it's|say \"hi\""),
        ("@\"\nline $(1+1)\n\"quoted\"\n\"@", "line 2\n\"quoted\""),
        ("@'\n$x\n'@", "$x"),
        ("\"$($null)\" -eq ''; \"$()\" -eq ''", "True|True"),
        ("\"$(1;2)\"; \"$env:NOT_SET_HERE|\"", "1 2||"),
        ("$env:EMSH_T = 'v'; \"$env:EMSH_T\"; $env:EMSH_T = $null; \"<$env:EMSH_T>\"", "v|<>"),
    ]);
}

#[test]
fn patterns_match_and_replace() {
    assert_prints(&[
        ("'abc123' -match '(\\d+)'; $Matches[0]; $Matches[1]", "True|123|123"),
        ("'John Smith' -match '(?<first>\\w+) (?<last>\\w+)'; $Matches.first; $Matches['last']", "True|John|Smith"),
        ("'ABC' -match 'b'; 'ABC' -cmatch 'b'; 'ABC' -notmatch 'x'", "True|False|True"),
        ("'a1','b','c2' -match '\\d'", "a1|c2"),
        ("'hello' -replace 'l','L'; 'hello' -replace 'l'; 'Hello' -creplace 'h','x'", "heLLo|heo|Hello"),
        ("'John Smith' -replace '(\\w+) (\\w+)','$2, $1'; 'abc' -replace 'b','[$0]'", "Smith, John|a[b]c"),
        ("'abc' -replace 'b','$$'; 'x' -replace 'x','${0}y'; 'a' -replace '(?<n>a)','${n}${n}'", "a$c|xy|aa"),
        ("'1 2 3' -replace '\\d', { [int]$_.Value * 2 }", "2 4 6"),
        ("'a.b' -replace '.','x'; 'a.b' -replace '\\.','x'; 'a','b' -replace 'a','z'", "xxx|axb|z|b"),
        (
            "'a' -match '('",
            "error System.Text.RegularExpressions.RegexParseException: Invalid pattern '(' at offset 1. Not enough )'s.",
        ),
    ]);
}

#[test]
fn text_is_split_and_joined() {
    assert_prints(&[
        ("'a,b,c' -split ','; ('a b  c' -split ' ').Count; -split ' a  b '", "a|b|c|4|a|b"),
        ("'a1b2c' -split '\\d'; 'a,b,c' -split ',',2; 'aXbxc' -csplit 'x'", "a|b|c|a|b,c|aXb|c"),
        ("'a.b' -split '.',0,'SimpleMatch'; ('a-b' -split '(-)') -join '|'", "a|b|a|-|b"),
        ("'a,b;c' -split { $_ -eq ',' -or $_ -eq ';' }", "a|b|c"),
        ("'a','b' -join '-'; -join ('x','y'); 1..3 -join ', '; 'single' -join ','", "a-b|xy|1, 2, 3|single"),
        ("('a b','c d' -split ' ').Count", "4"),
    ]);
}

#[test]
fn format_strings_are_dotnets() {
    assert_prints(&[
        ("'{0} {1}' -f 'a','b'; '{0:N2}' -f 1234.567; '{0,5}|{0,-5}|' -f 'x'", "a b|1,234.57|    x|x    |"),
        ("'{0:X}' -f 255; '{0:D4}' -f 7; '{0:P1}' -f 0.123; '{0:00.0}' -f 3.14159", "FF|0007|12.3 %|03.1"),
        ("'{0:yyyy-MM-dd HH:mm}' -f [datetime]'2026-03-05 14:07'", "2026-03-05 14:07"),
        ("'{{{0}}}' -f 5; '{0}' -f $null; '{0}' -f (,(1,2))", "{5}||System.Object[]"),
        ("'{1} {0}' -f 1,2; \"{0:#,##0}\" -f 1234567", "2 1|1,234,567"),
        (
            "'{2}' -f 1",
            "error FormatError: Error formatting a string: Index (zero based) must be greater than or equal to zero and less than the size of the argument list..",
        ),
        (
            "(1234.5).ToString('N1'); (Get-Thing5).ToString; [string]::Format('{0}-{1}', 1, 2)",
            "1,234.5|error CommandNotFoundException: The term 'Get-Thing5' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.|1-2",
        ),
    ]);
}
