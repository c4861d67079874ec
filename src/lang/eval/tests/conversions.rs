//! Casts, their results and their refusals; typed variables.

use super::assert_prints;

#[test]
fn casts_give_what_dotnet_gives() {
    assert_prints(&[
        ("[int]'42'; [int]' 42 '; [int]''; [int]'0x1F'; [int]1.5; [int]2.5; [int]'3.7'", "42|42|0|31|2|2|4"),
        ("[int]$true; [int]$null; [int][char]'A'; [char]65; [int]'1e3'", "1|0|65|A|1000"),
        ("[bool]'False'; [bool]''; [bool]0; [bool]@(1,2); [bool]$null", "True|False|False|True|False"),
        ("[string]1.0; [string]$null -eq ''; [string]@(1,2); [string]$true", "1|True|1 2|True"),
        ("[double]'1.5'; [double]'1e3'; [long]'12345678901'; [decimal]'1.50'", "1.5|1000|12345678901|1.50"),
        ("[char[]]'abc' -join ','; ([int[]]('1','2'))[1] + 1; ([string[]](1,2)).GetType().Name", "a,b,c|3|String[]"),
        ("[datetime]'2026-03-05' | % { $_.Month }; ([datetime]'3/5/2026').Day", "3|5"),
        (
            "[timespan]'1.02:03:04'; [timespan]::FromMinutes(90); ([timespan]10000000).TotalSeconds",
            "1.02:03:04|01:30:00|1",
        ),
        (
            "[guid]'{00000000-0000-0000-0000-000000000001}'; [guid]::Empty",
            "00000000-0000-0000-0000-000000000001|00000000-0000-0000-0000-000000000000",
        ),
        ("[ipaddress]'::1'; ([ipaddress]'10.0.0.1').IPAddressToString", "::1|10.0.0.1"),
        ("[version]'1.2.3'; ([version]'1.2').Build; ([version]'1.2.3').Minor", "1.2.3|-1|2"),
        ("[byte]255; [byte]'0x10'; [uint16]65535; [single]1.5", "255|16|65535|1.5"),
        ("$h = [ordered]@{b=1;a=2}; $h.Keys -join ','; $h[0]; $h.GetType().Name", "b,a|1|OrderedDictionary"),
        ("$o = [pscustomobject]@{b=1;a=2}; $o.b; \"$o\"; $o.GetType().Name", "1|@{b=1; a=2}|PSCustomObject"),
        ("[regex]'a.c'; 'xabcx' -match ([regex]'a.c')", "a.c|True"),
        ("[array]5 -is [array]; ([array]$null) -eq $null; [hashtable]@{a=1} | % { $_.a }", "True|True|1"),
        ("[void]5; [void](1,2); 'x'", "x"),
        ("([type]'int').Name; 'int' -as [type]", "Int32|System.Int32"),
    ]);
}

#[test]
fn casts_refuse_with_powershells_words() {
    for (script, says) in [
        (
            "[int]'abc'",
            "Cannot convert value \"abc\" to type \"System.Int32\". Error: \"The input string 'abc' was not in a correct format.\"",
        ),
        (
            "[byte]300",
            "Cannot convert value \"300\" to type \"System.Byte\". Error: \"Value was either too large or too small for an unsigned byte.\"",
        ),
        (
            "[int]99999999999",
            "Cannot convert value \"99999999999\" to type \"System.Int32\". Error: \"Value was either too large or too small for an Int32.\"",
        ),
        (
            "[int]@{}",
            "Cannot convert the \"System.Collections.Hashtable\" value of type \"System.Collections.Hashtable\" to type \"System.Int32\".",
        ),
        (
            "[char]'ab'",
            "Cannot convert value \"ab\" to type \"System.Char\". Error: \"String must be exactly one character long.\"",
        ),
        (
            "[datetime]'abc'",
            "Cannot convert value \"abc\" to type \"System.DateTime\". Error: \"The string 'abc' was not recognized as a valid DateTime. There is an unknown word starting at index '0'.\"",
        ),
        ("[guid]'x'", "Cannot convert value \"x\" to type \"System.Guid\". Error: \"Unrecognized Guid format.\""),
        (
            "[ipaddress]'1.2'",
            "Cannot convert value \"1.2\" to type \"System.Net.IPAddress\". Error: \"An invalid IP address was specified.\"",
        ),
        ("[datetime]$null", "Cannot convert null to type \"System.DateTime\"."),
    ] {
        let said = super::run(script).0.join("|");
        let (_, sentence) = said.split_once(": ").unwrap_or_else(|| panic!("{script} printed {said}"));
        assert_eq!(sentence, says, "{script}");
    }
}

#[test]
fn typed_variables_convert_what_they_are_given() {
    assert_prints(&[
        ("[int]$x = '5'; $x + 1; $x = '7'; $x + 1", "6|8"),
        ("[string]$s = 5; $s + 1; $s = $null; $s -eq ''", "51|True"),
        (
            "[int]$x = 1; $x = 'abc'; $x",
            "error RuntimeException: Cannot convert value \"abc\" to type \"System.Int32\". Error: \"The input string 'abc' was not in a correct format.\"|1",
        ),
        ("[datetime]$d = '2026-01-02'; $d.Year", "2026"),
        ("[string[]]$l = 1; $l.Count; $l += 2; $l[1].GetType().Name", "1|String"),
        ("function f([int]$n) { $n = '9'; $n + 1 }; f 1", "10"),
    ]);
}

#[test]
fn text_of_values_is_invariant() {
    assert_prints(&[
        ("\"$(1.5) $(1e20) $(1/3)\"", "1.5 1E+20 0.3333333333333333"),
        ("\"$([datetime]'2026-03-05 14:07:09')\"", "03/05/2026 14:07:09"),
        ("\"$(1,2,3)\"; $OFS = '-'; \"$(1,2,3)\"", "1 2 3|1-2-3"),
        ("\"$(@(1,@(2,3)))\"", "1 System.Object[]"),
        (
            "\"$(@{a=1})\"; \"$([ordered]@{})\"; \"$({ 1 + 1 })\"",
            "System.Collections.Hashtable|System.Collections.Specialized.OrderedDictionary| 1 + 1 ",
        ),
        ("\"$null|$true|$([char]'x')\"", "|True|x"),
        ("\"$([pscustomobject]@{a=1;b=$null;c=(1,2)})\"", "@{a=1; b=; c=System.Object[]}"),
    ]);
}
