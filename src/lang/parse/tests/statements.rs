//! Statements.

use super::trees;

#[test]
fn conditions() {
    trees(&[
        ("if ($a) { 1 }", "if($a){1}"),
        ("if($a){1}elseif($b){2}else{3}", "if($a){1} elseif($b){2} else{3}"),
        ("if ($a)\n{\n1\n}\nelse\n{\n2\n}", "if($a){1} else{2}"),
        ("if ($a -eq 1) { 1 } # c\n# d\nelseif ($b) { 2 }\n3", "if((Equal $a 1)){1} elseif($b){2}; 3"),
        ("if (Get-X -a) { } 5", "if(<Get-X -a>){}; 5"),
        ("if (($x = Get-X) -ne $null) { $x }", "if((NotEqual ($x = <Get-X>) $null)){$x}"),
        ("if ($a = 1) {}", "if($a = 1){}"),
        ("if (!($a)) {}", "if((Not ($a))){}"),
    ]);
}

#[test]
fn loops() {
    trees(&[
        ("foreach ($i in 1..3) { $i }", "foreach($i in (.. 1 3)){$i}"),
        ("foreach($q in Get-Queue -a b){$q}", "foreach($q in <Get-Queue -a b>){$q}"),
        (":outer foreach ($i in $a) { break outer }", ":outer foreach($i in $a){break outer}"),
        ("for ($i = 0; $i -lt 3; $i++) { $i }", "for($i = 0; (Less $i 3); (PostIncrement $i)){$i}"),
        ("for (;;) { break}", "for(; ; ){break}"),
        ("for ($i=0\n$i -lt 3\n$i++) {}", "for($i = 0; (Less $i 3); (PostIncrement $i)){}"),
        ("while ($true) { continue}", "while($true){continue}"),
        ("while ($line = Read-Host) { $line }", "while($line = <Read-Host>){$line}"),
        ("do { $i++ } while ($i -lt 3)", "do{(PostIncrement $i)}while((Less $i 3))"),
        ("do\n{ 1 }\nuntil ($x)", "do{1}until($x)"),
        ("foreach-object -a", "<foreach-object -a>"),
        ("break; continue", "break; continue"),
        ("break $name", "break $name"),
    ]);
}

#[test]
fn switches() {
    trees(&[
        ("switch ($x) { 1 { 'a' } 'b' { 2 } default { 3 } }", "switch Exact ($x) { 1 {'a'} 'b' {2} default {3} }"),
        ("switch -Wildcard ($x) { a* { 1; break} }", "switch Wildcard ($x) { a* {1; break} }"),
        ("switch -regex -case ($x) { '^a' { 1 } }", "switch Regex -CaseSensitive ($x) { '^a' {1} }"),
        (
            "switch ($x) { { $_ -gt 5 } { 'big' } (Get-Y) { } $z {} }",
            "switch Exact ($x) { {(Greater $_ 5)} {'big'} (<Get-Y>) {} $z {} }",
        ),
        ("switch -File ./x.txt { default { $_ } }", "switch Exact -File ./x.txt { default {$_} }"),
        (":top switch (1,2)\n{\n 1 { continue top }\n}", ":top switch Exact ([1, 2]) { 1 {continue top} }"),
        ("switch ($x) { 'default' { 1 }; b { 2 } }", "switch Exact ($x) { 'default' {1} b {2} }"),
    ]);
}

#[test]
fn errors_and_leaving() {
    trees(&[
        ("try { 1 } catch { 2 }", "try{1} catch[]{2}"),
        (
            "try { 1 }\ncatch [System.Net.WebException], [io.ioexception] { 2 }\ncatch\n{ 3 } finally { 4 }",
            "try{1} catch[System.Net.WebException, io.ioexception]{2} catch[]{3} finally{4}",
        ),
        ("try { 1 } finally { foreach ($i in 1) { break} }", "try{1} finally{foreach($i in 1){break}}"),
    ]);
    trees(&[
        ("throw 'x'", "throw 'x'"),
        ("throw", "throw"),
        ("return $a + 1", "return (+ $a 1)"),
        ("return", "return"),
        ("return ,$a", "return (Comma $a)"),
        ("exit 3", "exit 3"),
        ("if ($x) { exit }", "if($x){exit}"),
        ("return; 1", "return; 1"),
        ("return Get-X -a | Get-Y", "return <Get-X -a> | <Get-Y>"),
    ]);
}
