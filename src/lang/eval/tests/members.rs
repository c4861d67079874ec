//! Properties and methods of the common types, and static members.

use super::assert_prints;

#[test]
fn text() {
    assert_prints(&[
        (
            "'Mail'.ToUpper(); 'Mail'.ToLower(); ' x '.Trim(); 'xxax'.Trim('x'); 'a.b'.Replace('.','-')",
            "MAIL|mail|x|a|a-b",
        ),
        (
            "'hello'.Substring(1,3); 'hello'.IndexOf('l'); 'hello'.LastIndexOf('l'); 'hello'.Contains('ell')",
            "ell|2|3|True",
        ),
        ("'a,b,c'.Split(','); ('a,b;c'.Split(',;')).Count; ('a,b;c'.Split([char[]]',;')).Count", "a|b|c|1|3"),
        (
            "'hello'.StartsWith('he'); 'hello'.EndsWith('LO'); 'hello'.EndsWith('LO','OrdinalIgnoreCase')",
            "True|False|True",
        ),
        ("'7'.PadLeft(3,'0'); 'ab'.PadRight(4) + '|'; 'hello'.Insert(1,'X'); 'hello'.Remove(2)", "007|ab  ||hXello|he"),
        ("'abc'.Length; 'abc'.ToCharArray()[1]; 'abc'.Count; 'x'.Equals('X'); 'a'.CompareTo('b')", "3|b|1|False|-1"),
        (
            "'abc'.Substring(5)",
            "error MethodInvocationException: Exception calling \"Substring\" with \"1\" argument(s): \"startIndex cannot be larger than length of string. (Parameter 'startIndex')\"",
        ),
        (
            "'abc'.Nope()",
            "error MethodNotFound: Method invocation failed because [System.String] does not contain a method named 'Nope'.",
        ),
        ("$null.Nope(); 'x'", "error InvokeMethodOnNull: You cannot call a method on a null-valued expression.|x"),
        ("$m = 'ToUpper'; 'a'.$m(); $p = 'Length'; 'abc'.$p; 'abc'.('Len' + 'gth')", "A|3|3"),
    ]);
}

#[test]
fn collections() {
    assert_prints(&[
        ("(1,2,3).Count; (1,2,3).Length; (1).Count; $null.Count; @().Count", "3|3|1|0|0"),
        ("(1,2,3).Contains(2); (1,2,3).IndexOf(3); [array]::IndexOf((1,2),2)", "True|2|1"),
        (
            "$l = [System.Collections.ArrayList]@(1,2); $l.Remove(1); $l.Insert(0,9); $l -join ','; $l.RemoveAt(0); $l.Count",
            "9,2|1",
        ),
        (
            "$l = [System.Collections.Generic.List[int]]::new(); $l.Add(3); $l.AddRange((1,2)); $l.Sort(); $l -join ','",
            "1,2,3",
        ),
        (
            "(1,2).Add(3)",
            "error MethodInvocationException: Exception calling \"Add\" with \"1\" argument(s): \"Collection was of a fixed size.\"",
        ),
        (
            "$h = @{a=1;b=2}; $h.ContainsKey('A'); $h.Remove('a'); $h.Count; $h.Add('c',3); $h.c; $h.Keys -join ','",
            "True|1|3|b,c",
        ),
        ("$h = [ordered]@{}; $h['x'] = 1; $h.Count; ($h.GetEnumerator() | % { \"$($_.Name)=$($_.Value)\" })", "1|x=1"),
        ("$h = @{count=5}; $h.Count; $h.Keys.Count; @{}.Values.Count", "5|1|0"),
        (
            "(1..6).Where({ $_ % 2 }); (1..6).Where({ $_ -gt 2 }, 'First', 2) -join ','; (1..3).ForEach({ $_ * 2 }) -join ','",
            "1|3|5|3,4|2,4,6",
        ),
        (
            "(1..4).Where({ $_ -gt 2 }, 'Split').Count; (1..5).Where({ $_ -eq 3 }, 'SkipUntil') -join ','; (1..5).Where({ $_ -eq 3 }, 'Until') -join ','",
            "2|3,4,5|1,2",
        ),
        (
            "('a','b').ForEach('ToUpper'); ('ab','c').Length; ('ab','c').ForEach('Length') -join ','; ('a','b').ToUpper() -join ''",
            "A|B|2|2,1|AB",
        ),
        ("$o = [pscustomobject]@{n=1},[pscustomobject]@{n=2}; $o.n -join ','; $o.nope -eq $null", "1,2|True"),
        ("$a = 3,1,2; [array]::Sort($a); $a -join ','; [array]::Reverse($a); $a -join ','", "1,2,3|3,2,1"),
        (
            "$o = [pscustomobject]@{a=1;b=2}; $o.PSObject.Properties.Name -join ','; $o.psobject.properties['a'].Value",
            "a,b|1",
        ),
    ]);
}

#[test]
fn dates_and_spans() {
    assert_prints(&[
        ("$d = [datetime]'2026-03-05 14:07:09'; $d.Year; $d.DayOfWeek; $d.Hour; $d.Date.Hour", "2026|Thursday|14|0"),
        (
            "$d = [datetime]'2026-01-31'; $d.AddMonths(1).ToString('yyyy-MM-dd'); $d.AddDays(-31).Month; $d.AddHours(25).Day",
            "2026-02-28|12|1",
        ),
        (
            "([datetime]'2026-03-05' - [datetime]'2026-03-01').Days; ([datetime]'2026-03-05' - [timespan]'1.00:00:00').Day",
            "4|4",
        ),
        (
            "([datetime]'2026-03-05').ToString('dd.MM.yyyy'); ([datetime]'2026-03-05').ToShortDateString()",
            "05.03.2026|03/05/2026",
        ),
        (
            "[timespan]::FromHours(1.5).TotalMinutes; (New-Object5).x; [timespan]::new(1,2,3)",
            "90|error CommandNotFoundException: The term 'New-Object5' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.|01:02:03",
        ),
        (
            "[timespan]'01:00:00' + [timespan]'00:30:00'; [timespan]'01:00:00' * 2; -[timespan]'01:00:00'",
            "01:30:00|02:00:00|-01:00:00",
        ),
        ("([timespan]'1.02:03:04').Days; ([timespan]'1.02:03:04').ToString('hh\\:mm')", "1|02:03"),
        (
            "[datetime]::new(2026,3,5).DayOfYear; [datetime]::DaysInMonth(2024,2); [datetime]::IsLeapYear(2100)",
            "64|29|False",
        ),
        (
            "[datetime]::ParseExact('05/03/2026','dd/MM/yyyy',$null).Month; ([datetime]'2026-03-05').Ticks",
            "3|639082656000000000",
        ),
    ]);
}

#[test]
fn statics() {
    assert_prints(&[
        (
            "[math]::Max(3,7); [math]::Min(2.5,1); [math]::Abs(-3); [math]::Round(2.5); [math]::Round(3.14159,2)",
            "7|1|3|2|3.14",
        ),
        (
            "[math]::Floor(2.7); [math]::Ceiling(2.1); [math]::Pow(2,10); [math]::Sqrt(16); [math]::PI",
            "2|3|1024|4|3.141592653589793",
        ),
        ("[math]::Round(2.5,'AwayFromZero'); [math]::Truncate(-2.7); [math]::Sign(-5)", "3|-2|-1"),
        (
            "[string]::IsNullOrEmpty(''); [string]::Join('-',(1,2)); [string]::new('x',3); [string]::Empty.Length",
            "True|1-2|xxx|0",
        ),
        (
            "[int]::Parse('42') + 1; [int]::MaxValue; $n = 0; [int]::TryParse('7',[ref]$n); $n; [int]::TryParse('x',[ref]$n); $n",
            "43|2147483647|True|7|False|0",
        ),
        (
            "[convert]::ToInt32('ff',16); [convert]::ToString(10,2); [convert]::ToBase64String([byte[]](1,2,3))",
            "255|1010|AQID",
        ),
        (
            "[regex]::Escape('a.b'); [regex]::IsMatch('abc','B'); [regex]::Replace('aa','a','b'); [regex]::Matches('a1b2','\\d').Count",
            "a\\.b|False|bb|2",
        ),
        ("[regex]::Match('key=val','(\\w+)=(\\w+)').Groups[2].Value; [regex]::Split('a1b','\\d') -join ','", "val|a,b"),
        ("[char]::IsDigit('5'); [char]::ToUpper('a'); [guid]::NewGuid().ToString().Length", "True|A|36"),
        (
            "[environment]::NewLine.Length; [io.path]::Combine('a','b'); [System.IO.Path]::GetExtension('x.txt')",
            "1|a/b|.txt",
        ),
        (
            "[text.encoding]::UTF8.GetBytes('é').Count; [System.Text.Encoding]::UTF8.GetString([byte[]](104,105))",
            "2|hi",
        ),
        (
            "$b = [System.Text.StringBuilder]::new(); [void]$b.Append('a').AppendLine('b'); $b.ToString().Trim(); $b.Length",
            "ab|3",
        ),
        (
            "[math]::Nope(1)",
            "error MethodNotFound: Method invocation failed because [System.Math] does not contain a method named 'Nope'.",
        ),
        ("[int]::Nope -eq $null; [datetime]::Now.Year -gt 2000", "True|True"),
    ]);
}
