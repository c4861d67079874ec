//! Argument mode.

use super::trees;

#[test]
fn the_table_of_about_parsing() {
    trees(&[
        ("2", "2"),
        ("`2", "<2>"),
        ("Write-Output 2", "<Write-Output 2>"),
        ("2+2", "(+ 2 2)"),
        ("Write-Output 2+2", "<Write-Output 2+2>"),
        ("Write-Output(2+2)", "<Write-Output ((+ 2 2))>"),
        ("$a", "$a"),
        ("Write-Output $a", "<Write-Output $a>"),
        ("$a+2", "(+ $a 2)"),
        ("Write-Output $a+2", "<Write-Output ~{$a}+2~>"),
        ("$-", "<$->"),
        ("Write-Output $-", "<Write-Output $->"),
        ("a$a", "<a$a>"),
        ("Write-Output a$a", "<Write-Output ~a{$a}~>"),
        ("a'$a'", "<a$a>"),
        ("Write-Output a'$a'", "<Write-Output a$a>"),
        ("a\"$a\"", "<a$a>"),
        ("Write-Output a\"$a\"", "<Write-Output ~a{$a}~>"),
        ("a$(2)", "<a$(2)>"),
        ("Write-Output a$(2)", "<Write-Output ~a{$(2)}~>"),
        ("Write-Output !1", "<Write-Output !1>"),
        ("Write-Output (!1)", "<Write-Output ((Not 1))>"),
        ("Set-Variable AB A,B", "<Set-Variable AB [A, B]>"),
        ("Write-Output $HOME.Length-more", "<Write-Output $HOME.Length -more>"),
        ("Write-Output -- -InputObject $env:X", "<Write-Output -- -InputObject $Environment:X>"),
    ]);
}

#[test]
fn words_administrators_type_need_no_quotes() {
    trees(&[
        ("Get-Queue contoso.com#1", "<Get-Queue contoso.com#1>"),
        ("Get-Queue hub01\\Submission", "<Get-Queue hub01\\Submission>"),
        ("Get-Mailbox user@contoso.com", "<Get-Mailbox user@contoso.com>"),
        ("New-X -AddressSpaces *", "<New-X -AddressSpaces *>"),
        ("New-X -AddressSpaces *.contoso.com,SMTP:*.mil", "<New-X -AddressSpaces [*.contoso.com, SMTP:*.mil]>"),
        ("New-X -Bindings 0.0.0.0:25", "<New-X -Bindings 0.0.0.0:25>"),
        ("New-X -RemoteIPRanges 10.1.1.1,10.2.0.0/16,::1", "<New-X -RemoteIPRanges [10.1.1.1, 10.2.0.0/16, ::1]>"),
        ("New-X -SmartHosts [10.1.1.1]", "<New-X -SmartHosts [10.1.1.1]>"),
        ("New-X -SmartHosts [10.1.1.1],mx.contoso.com", "<New-X -SmartHosts [[10.1.1.1], mx.contoso.com]>"),
        ("Set-X -MaxMessageSize 35MB -Age 2.00:00:00", "<Set-X -MaxMessageSize 35MB -Age 2.00:00:00>"),
        ("Set-X -Name 007 -Every 90m -For 2d", "<Set-X -Name 007 -Every 90m -For 2d>"),
        ("Get-X -5 1..3 7z a=b a>b", "<Get-X -5 1..3 7z a=b a>b>"),
        ("Get-X /24 + - = % ? ~ ./x ../x .. .", "<Get-X /24 + - = % ? ~ ./x ../x .. .>"),
        ("Get-X if for -eq", "<Get-X if for -eq>"),
        ("Get-X C:\\logs\\$name\\x.log", "<Get-X ~C:\\logs\\{$name}\\x.log~>"),
        ("Get-X foo` bar `$x `\"", "<Get-X foo bar $x \">"),
        ("Get-X foo\"bar baz\"", "<Get-X foobar baz>"),
        ("Get-X \"foo\"bar", "<Get-X \"foo\" bar>"),
        ("Get-X https://contoso.com/a?b=c", "<Get-X https://contoso.com/a?b=c>"),
    ]);
}

#[test]
fn variables_take_members_or_become_part_of_a_word() {
    trees(&[
        ("Get-X $q.Identity $q[0].Name $q.Find(1)", "<Get-X $q.Identity $q[0].Name $q.Find(1)>"),
        ("Get-X $a/b ${a}b ${a}.b $a:x $_ $?", "<Get-X ~{$a}/b~ ~{$a}b~ $a.b $drive-a:x $_ $?>"),
        ("Get-X $_.Name, $x", "<Get-X [$_.Name, $x]>"),
        ("Get-X $a=5", "<Get-X $a =5>"),
        ("Get-X x$a.b", "<Get-X ~x{$a}.b~>"),
        ("Get-X $a. b", "<Get-X $a . b>"),
        ("Get-X [math]::PI", "<Get-X [math]::PI>"),
        ("Get-X $t::Now", "<Get-X $t::Now>"),
        ("Get-X (Get-Y).Name 'a'.Length", "<Get-X (<Get-Y>).Name 'a'.Length>"),
        ("Get-X $(1)x @(1,2)", "<Get-X $(1) x @([1, 2])>"),
        ("Get-X $a++", "<Get-X ~{$a}++~>"),
    ]);
}

#[test]
fn parameters_and_their_values() {
    trees(&[
        ("Get-X -Confirm:$false -Name: a,b c", "<Get-X -Confirm:$false -Name:[a, b] c>"),
        ("Get-X –Server hub01", "<Get-X -Server hub01>"),
        ("Get-X -Filter {Status -eq 'Retry'} -a", "<Get-X -Filter {<Status -eq 'Retry'>} -a>"),
        ("Get-X -Filter \"Status -eq 'Retry'\"", "<Get-X -Filter \"Status -eq 'Retry'\">"),
        ("Get-X -foo.bar", "<Get-X -foo .bar>"),
        ("Get-X -Foo'bar'", "<Get-X -Foobar>"),
        ("Get-X -?", "<Get-X -?>"),
        ("Get-X --foo - a--b", "<Get-X --foo - a--b>"),
        ("Get-X -- -a:b -- c", "<Get-X -- -a: b -- c>"),
        ("Get-X @splat @script:more x", "<Get-X @splat @Script:more x>"),
        ("Set-X -To @{Add='a';Remove=\"b\"}", "<Set-X -To @{Add='a', Remove=\"b\"}>"),
        ("Get-X a , b,\n c", "<Get-X [a, b, c]>"),
        ("Get-X -A a `\n  -B b", "<Get-X -A a -B b>"),
        ("Get-X a`\n  -B b", "<Get-X a -B b>"),
        ("icacls x --% /grant a:(CI) | more", "<icacls x --% /grant a:(CI) > | <more>"),
    ]);
}

#[test]
fn redirections_of_every_stream() {
    trees(&[
        ("Get-X 2>&1 3>$null > out.txt", "<Get-X 2>&1 3>$null 1>out.txt>"),
        ("Get-X *>&1", "<Get-X *>&1>"),
        ("Get-X *>> \"all $x.log\" a", "<Get-X a *>>\"all {$x}.log\">"),
        ("1 > one.txt", "1 1>one.txt"),
        ("Get-X 2>>err.txt | Out-Null", "<Get-X 2>>err.txt> | <Out-Null>"),
    ]);
}

#[test]
fn comments_end_nothing_but_the_line() {
    trees(&[
        ("Get-X a # b\nGet-Y", "<Get-X a>; <Get-Y>"),
        ("Get-X <# a\n b #> c", "<Get-X c>"),
        ("Get-X a#b #c", "<Get-X a#b>"),
        ("# only\n\n<# this #>", ""),
    ]);
}
