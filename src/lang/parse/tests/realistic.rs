//! Scripts as administrators write them: they parse, and a few of their turns are what they should be.

use super::trees;
use crate::lang::parse;

const REPORT: &str = r#"
<#
.SYNOPSIS
    Nightly report on queues.
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $true, Position = 0, HelpMessage = 'Where the report goes')]
    [ValidateNotNullOrEmpty()]
    [string] $Path,

    [ValidateSet('Html', 'Csv')]
    [string[]] $Format = @('Csv'),

    [int] $Threshold = 100,
    [switch] $PassThru
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$script:problems = 0

function Write-Log {
    param([Parameter(Mandatory)] [string] $Message, [string] $Level = 'INFO')
    $line = '{0:yyyy-MM-dd HH:mm:ss} [{1,-5}] {2}' -f (Get-Date), $Level, $Message
    Add-Content -Path "$Path\report.log" -Value $line
    if ($Level -ne 'INFO') { Write-Warning $line }
}

filter Select-Busy { if ($_.MessageCount -ge $Threshold -and $_.Status -notin 'Suspended', 'Ready') { $_ } }

try {
    $queues = Get-TransportServer |
        Where-Object { $_.Name -like 'hub*' } |
        ForEach-Object { Get-Queue -Server $_.Name -ErrorAction SilentlyContinue } |
        Select-Busy

    # Totals per domain
    $byDomain = @{}
    foreach ($queue in @($queues)) {
        $domain = $queue.NextHopDomain.ToLower()
        if (-not $byDomain.ContainsKey($domain)) { $byDomain[$domain] = 0 }
        $byDomain[$domain] += $queue.MessageCount
    }

    $rows = $byDomain.GetEnumerator() | Sort-Object -Property Value -Descending | Select-Object -First 10 `
        @{ Name = 'Domain'; Expression = { $_.Key } },
        @{ n = 'Messages'; e = { '{0:N0}' -f $_.Value } },
        @{ Label = 'Share'; Expression = { "$([math]::Round(100 * $_.Value / ($byDomain.Values | Measure-Object -Sum).Sum, 1))%" } }

    switch -Wildcard ($Format) {
        'H*'    { $rows | ConvertTo-Html | Out-File "$Path\queues.html" -Encoding utf8; continue }
        'Csv'   { $rows | Export-Csv -Path (Join-Path $Path 'queues.csv') -NoTypeInformation }
        default { throw "Unknown format '$_'" }
    }

    $body = @"
Report of $(Get-Date -Format "yyyy-MM-dd") on ${env:COMPUTERNAME}:
  busy queues: $($queues.Count)
  threshold:   $Threshold
"@
    Send-MailMessage -To ops@contoso.com -From "queues@$($env:USERDNSDOMAIN)" -Subject "Queues: $(@($queues).Count)" -Body $body -SmtpServer 127.0.0.1

    for ($i = 0; $i -lt $queues.Count; $i++) {
        Write-Progress -Activity 'Retrying' -PercentComplete (100 * $i / $queues.Count)
        if ($PSCmdlet.ShouldProcess($queues[$i].Identity, 'Retry')) { Retry-Queue -Identity $queues[$i].Identity -Confirm:$false 2>&1 | Out-Null }
    }
}
catch [System.IO.IOException], [System.UnauthorizedAccessException] {
    Write-Log -Message "Cannot write: $($_.Exception.Message)" -Level ERROR
    $script:problems++
}
catch {
    Write-Log "Failed at line $($_.InvocationInfo.ScriptLineNumber): $_" ERROR
    exit 1
}
finally {
    Write-Log ("Done in {0:c}" -f ((Get-Date) - $start))
}

if ($PassThru) { return $rows }
exit [int]($script:problems -gt 0)
"#;

#[test]
fn a_nightly_report() {
    let script = parse(REPORT).unwrap_or_else(|fault| panic!("{fault} {:?}", fault.at));
    let params = script.block.params.as_deref().expect("a param block");
    let names: Vec<&str> = params.iter().map(|parameter| &*parameter.name).collect();
    assert_eq!(names, ["Path", "Format", "Threshold", "PassThru"]);
    assert_eq!(script.block.end.as_ref().expect("a body").statements.len(), 8);
}

#[test]
fn lines_from_everyday_work() {
    trees(&[
        (
            r#"New-SendConnector -Name "To Internet" -AddressSpaces * -Usage Internet -SourceTransportServers hub01,hub02"#,
            r#"<New-SendConnector -Name "To Internet" -AddressSpaces * -Usage Internet -SourceTransportServers [hub01, hub02]>"#,
        ),
        (
            "Get-ReceiveConnector \"Client*\" | Set-ReceiveConnector -AuthMechanism Tls,BasicAuth -RemoteIPRanges @{Add='10.0.0.0/8';Remove='0.0.0.0-255.255.255.255'}",
            "<Get-ReceiveConnector \"Client*\"> | <Set-ReceiveConnector -AuthMechanism [Tls, BasicAuth] -RemoteIPRanges @{Add='10.0.0.0/8', Remove='0.0.0.0-255.255.255.255'}>",
        ),
        (
            "Import-Csv ./connectors.csv | % { New-SendConnector $_.Name -AddressSpaces ($_.Spaces -split ';') -Cost:([int]$_.Cost) }",
            "<Import-Csv ./connectors.csv> | <% {<New-SendConnector $_.Name -AddressSpaces ((Split $_.Spaces ';')) -Cost:(([int] $_.Cost))>}>",
        ),
        (
            "Get-Message -Filter {FromAddress -like '*@contoso.com' -and Size -gt 5MB} | Remove-Message -WithNDR $false -Confirm:$false",
            "<Get-Message -Filter {<FromAddress -like '*@contoso.com' -and Size -gt 5MB>}> | <Remove-Message -WithNDR $false -Confirm:$false>",
        ),
        (
            "$cred = New-Object System.Management.Automation.PSCredential 'relay', (ConvertTo-SecureString 'x' -AsPlainText -Force)",
            "$cred = <New-Object System.Management.Automation.PSCredential ['relay', (<ConvertTo-SecureString 'x' -AsPlainText -Force>)]>",
        ),
        (
            "Get-Queue | Sort-Object MessageCount -Descending | Format-Table Identity,@{L='Age';E={$_.LastRetryTime};Width=12} -AutoSize",
            "<Get-Queue> | <Sort-Object MessageCount -Descending> | <Format-Table [Identity, @{L='Age', E={$_.LastRetryTime}, Width=12}] -AutoSize>",
        ),
        (
            "$total = (Get-Queue -Server hub01 | Measure-Object MessageCount -Sum).Sum; \"$total waiting\"",
            "$total = (<Get-Queue -Server hub01> | <Measure-Object MessageCount -Sum>).Sum; \"{$total} waiting\"",
        ),
        (
            "[void]$list.Add(\"x\"); $h.Keys | ForEach-Object { \"$_=$($h[$_])\" }",
            "([void] $list.Add(\"x\")); $h.Keys | <ForEach-Object {\"{$_}={$($h[$_])}\"}>",
        ),
        (
            "if (!(Test-Path $file -PathType Leaf)) { throw [System.IO.FileNotFoundException]::new(\"No $file\") }",
            "if((Not (<Test-Path $file -PathType Leaf>))){throw [System.IO.FileNotFoundException]::new(\"No {$file}\")}",
        ),
        (
            "1..5 | ForEach-Object -Begin { $s = 0 } -Process { $s += $_ } -End { $s }",
            "(.. 1 5) | <ForEach-Object -Begin {$s = 0} -Process {$s += $_} -End {$s}>",
        ),
    ]);
}
