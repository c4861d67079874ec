//! Quoted strings and here-strings.

use super::trees;

#[test]
fn quotes_and_what_expands_in_them() {
    trees(&[
        ("'it''s $x `n'", "'it's $x `n'"),
        ("\"say \"\"hi\"\" `\"there`\"\"", "\"say \"hi\" \"there\"\""),
        ("\"$x.y ${a b}c $env:X $($x.y)\"", "\"{$x}.y {$a b}c {$Environment:X} {$($x.y)}\""),
        ("\"`$x $ 5$ $(1 + 1)%\"", "\"$x $ 5$ {$((+ 1 1))}%\""),
        ("\"$x[0] $x::y $_\"", "\"{$x}[0] {$x}::y {$_}\""),
        ("\"a`tb`u{41}\"", "\"a\tbA\""),
        ("‘typographic’ + “double $x”", "(+ 'typographic' \"double {$x}\")"),
        ("\"$(if ($a) { 'x' } else { \"y$b\" })\"", "\"{$(if($a){'x'} else{\"y{$b}\"})}\""),
        ("\"\"", "\"\""),
        ("\"a\nb\"", "\"a\nb\""),
        ("\"$(\"a b\")\"", "\"{$(\"a b\")}\""),
        ("\"$($a -join \"\", \"\")\"", "\"{$((Join $a \", \"))}\""),
        ("\"$(')')\"", "\"{$(')')}\""),
        ("\"x $( \"\"a $( 1 ) b\"\" ) y\"", "\"x {$(\"a {$(1)} b\")} y\""),
    ]);
}

#[test]
fn here_strings_end_at_the_start_of_a_line() {
    trees(&[
        ("@'\na 'b' $c\n '@\nd\n'@", "@'@a 'b' $c\n '@\nd@'@"),
        ("@\"\na $x \"q\" $($y.z)\n\"@", "@\"@a {$x} \"q\" {$($y.z)}@\"@"),
        ("@'\n'@", "@'@@'@"),
        ("@'\r\na\r\nb\r\n'@.Length", "@'@a\r\nb@'@.Length"),
        ("@\"\n$x\n\"@", "@\"@{$x}@\"@"),
        ("@\"  \n`t\"\"\n\"@ -f 1", "(Format @\"@\t\"\"@\"@ 1)"),
        ("Get-X @'\na\n'@ b", "<Get-X @'@a@'@ b>"),
    ]);
}
