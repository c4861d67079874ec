//! Arithmetic, comparison, logic, ranges: the types and values that the language reference gives.

use super::assert_prints;

#[test]
fn numbers_are_promoted() {
    assert_prints(&[
        ("1 + 1; (1 + 1).GetType().Name", "2|Int32"),
        ("(2147483647 + 1).GetType().Name; ('2147483647' - -1).GetType().Name", "Double|Double"),
        ("(9223372036854775807 + 1).GetType().Name", "Double"),
        ("(1 + 1.5).GetType().Name; (1 + 1.5d).GetType().Name", "Double|Decimal"),
        ("1.10d + 1.15d; 1.10d * 2", "2.25|2.20"),
        ("10 / 2; (10 / 2).GetType().Name; 10 / 4; 1 / 3", "5|Int32|2.5|0.3333333333333333"),
        ("7 % 3; -7 % 3; 7.5 % 2", "1|-1|1.5"),
        ("-5; - 5; +5; -(-5)", "-5|-5|5|5"),
        ("2147483647 * 2; 4GB", "4294967294|4294967296"),
        ("-2147483648; (-2147483648).GetType().Name", "-2147483648|Int32"),
        ("1e3; 1.0; 1.50; 1e20", "1000|1|1.5|1E+20"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("5 + '10'; 5 + '0x10'; 5 + '1kb'; 5 * '2.5'", "15|21|1029|12.5"),
        ("'5' + 10; '5' * 3", "510|555"),
        ("$null + 1; 1 + $null; $null + 'a'", "1|1|a"),
        ("$true + 1; [char]'a' + 1", "2|98"),
        ("$a = 5; $a += 2; $a -= 1; $a *= 3; $a /= 2; $a %= 5; $a", "4"),
        ("$i = 1; $i++; ++$i; $i; $j = $i++; $j; $i; $i--; $i", "3|3|4|3"),
        ("$n++; $n", "1"),
        ("12 -band 10; 12 -bor 3; 12 -bxor 10; -bnot 5; 1 -shl 4; 16 -shr 2", "8|15|6|-6|16|4"),
        ("1..5; 3..1; -1..1", "1|2|3|4|5|3|2|1|-1|0|1"),
        ("'a'..'e' -join ''", "abcde"),
        ("[int]::MaxValue + 1; [double]::PositiveInfinity", "2147483648|Infinity"),
        ("2 -shl 31; 1 -shl 33", "0|2"),
    ]);
}

#[test]
fn arrays_and_hashtables_add_up() {
    assert_prints(&[
        ("(1,2) + 3; ((1,2) + (3,4)).Count", "1|2|3|4"),
        ("(1,2) * 2 -join ','", "1,2,1,2"),
        ("$a = @(); $a += 1; $a += 2,3; $a.Count; $a[2]", "3|3"),
        ("$h = @{a=1} + @{b=2}; $h.Count; $h.b", "2|2"),
        (
            "@{a=1} + @{a=2}",
            "error System.ArgumentException: Item has already been added. Key in dictionary: 'a'  Key being added: 'a'",
        ),
        ("@{a=1} + 1", "error AddHashTableToNonHashTable: A hash table can only be added to another hash table."),
        ("(1,2,3)[-1]; (1,2,3)[0,2] -join ','; (1,2,3)[5] -eq $null", "3|1,3|True"),
        ("$a = 1,2,3; $a[1] = 9; $a -join ','; $a[-1..0] -join ','", "1,9,3|3,1"),
        ("$a = 1,2; $a[5] = 1", "error System.IndexOutOfRangeException: Index was outside the bounds of the array."),
        ("$null[0]", "error NullArray: Cannot index into a null array."),
        (",1 -is [array]; (,(1,2)).Count; @(@(1,2)).Count", "True|1|2"),
        ("@().Count; @($null).Count; @(5).Count; @(1,2).Count", "0|1|1|2"),
        ("'abc'[1]; 'abc'[-1]; 'abc'[0..1] -join '-'", "b|c|a-b"),
        ("(5)[0]; 'x' * 0", "5|"),
    ]);
}

#[test]
fn comparisons_follow_the_left_side() {
    assert_prints(&[
        ("1 -eq 1.0; '1' -eq 1; 1 -eq '1.0'; '1.0' -eq 1", "True|True|True|False"),
        ("'a' -eq 'A'; 'a' -ceq 'A'; 'a' -ieq 'A'; 'a' -cne 'A'", "True|False|True|True"),
        ("$null -eq $null; 0 -eq $null; '' -eq $null; $null -eq 0", "True|False|False|False"),
        ("$true -eq 'x'; $false -eq ''; $true -eq 0", "True|True|False"),
        ("5 -gt 3; 5 -ge 5; 3 -lt 5; 5 -le 4; 'b' -gt 'a'; 'B' -gt 'a'", "True|True|True|False|True|True"),
        ("10 -gt '9'; '10' -gt 9", "True|False"),
        ("5 -gt $null; $null -lt 5; -1 -lt $null", "True|True|True"),
        ("1,2,3,4 -gt 2; (1,2,3 -ne 2) -join ','", "3|4|1,3"),
        ("('apple','Bear' -like 'B*'); ('a','b' -notlike 'a').Count", "Bear|1"),
        ("'a','b' -contains 'B'; 'a','b' -ccontains 'B'; 'a' -in 'a','b'; 'c' -notin 'a','b'", "True|False|True|True"),
        ("'abc' -like 'a?c'; 'abc' -like '[a-c]bc'; 'a*c' -like 'a`*c'; 'abc' -clike 'A*'", "True|True|True|False"),
        ("[datetime]'2024-01-02' -gt '2024-01-01'", "True"),
        ("[timespan]'01:00:00' -gt '00:30:00'; [timespan]'01:00:00' -eq '1h'", "True|True"),
        ("[version]'1.10' -gt '1.9'; [version]'1.2.3' -eq [version]'1.2.3'", "True|True"),
        (
            "5 -gt 'abc'",
            "error ComparisonFailure: Could not compare \"5\" to \"abc\". Error: \"Cannot convert value \"abc\" to type \"System.Int32\". Error: \"The input string 'abc' was not in a correct format.\"\"",
        ),
        ("@{} -eq @{}; $h = @{}; $h -eq $h", "False|True"),
    ]);
}

#[test]
fn logic_stops_when_it_knows() {
    assert_prints(&[
        ("$true -and $false; $true -or $false; $true -xor $true; -not 0; !'a'", "False|True|False|True|False"),
        ("$false -and (1/0); $true -or (1/0)", "False|True"),
        ("$null ?? 'd'; 0 ?? 'd'; '' ?? 'd'", "d|0|"),
        ("$x ??= 5; $x ??= 6; $x", "5"),
        ("$true ? 'y' : 'n'; 0 ? 'y' : 'n'", "y|n"),
        ("Write-Output a && Write-Output b; Write-Output c || Write-Output d", "a|b|c"),
        (
            "Get-Failure x -EA SilentlyContinue || Write-Output saved; Get-Failure x -EA SilentlyContinue && 'no'",
            "saved",
        ),
        ("${x}?.Length; $s = 'abc'; ${s}?.Length; ${s}?[0]", "|3|a"),
        ("if (@()) {'t'} else {'f'}; if (@(0)) {'t'} else {'f'}; if (@(0,0)) {'t'} else {'f'}", "f|f|t"),
        ("if ('False') {'t'}; if ($null) {'t'} else {'f'}; if (@{}) {'t'}", "t|f|t"),
    ]);
}

#[test]
fn types_are_asked_and_tried() {
    assert_prints(&[
        (
            "5 -is [int]; 5 -is [long]; 5 -isnot [string]; 'a' -is [object]; $null -is [object]",
            "True|False|True|True|False",
        ),
        ("'5' -as [int]; 'x' -as [int]; ('x' -as [int]) -eq $null; '1.5' -as 'double'", "5||True|1.5"),
        ("@() -is [array]; @{} -is [hashtable]; {} -is [scriptblock]; [int] -is [type]", "True|True|True|True"),
        (
            "[int]; [int].Name; [string].FullName; (Get-Nothing).GetType",
            "System.Int32|Int32|System.String|error CommandNotFoundException: The term 'Get-Nothing' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.",
        ),
        ("$t = [datetime]; $t::MinValue.Year; [Foo]", "1|error TypeNotFound: Unable to find type [Foo]."),
    ]);
}
