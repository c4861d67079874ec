# What happened in the last day, as a text to send or to keep: traffic, failures, queues, and what was changed by whom.
#
#   emsh examples/nightly-report.ps1 -OutFile report.txt
#   emsh examples/nightly-report.ps1 -Hours 12
param(
    [ValidateRange(1, 168)] [int] $Hours = 24,
    [string] $OutFile
)
$ErrorActionPreference = 'Stop'
$until = Get-Date
$since = $until.AddHours(-$Hours)

function Get-Section([string] $Title, [string[]] $Lines) {
    $rule = '-' * $Title.Length
    if (-not $Lines) { $Lines = @('(none)') }
    @"
$Title
$rule
$($Lines -join [Environment]::NewLine)

"@
}

$events = @(Get-MessageTrackingLog -Start $since -End $until -ResultSize Unlimited)
$count = @{}
$events | Group-Object EventId | ForEach-Object { $count["$($_.Name)"] = $_.Count }
$received = $count['RECEIVE'] ?? 0
$failed = $count['FAIL'] ?? 0
$bytes = ($events | Where-Object EventId -eq 'RECEIVE' | Measure-Object TotalBytes -Sum).Sum ?? 0

$traffic = @(
    '{0,-22}{1,10:N0}' -f 'Messages received', $received
    '{0,-22}{1,10:N0}' -f 'Deliveries failed', $failed
    '{0,-22}{1,10:P1}' -f 'Failure rate', $(if ($received) { $failed / $received } else { 0 })
    '{0,-22}{1,10:N1} KB' -f 'Volume', ($bytes / 1KB)
)
$senders = $events | Where-Object EventId -eq 'RECEIVE' | Group-Object Sender -NoElement |
    Sort-Object @{ Expression = 'Count'; Descending = $true }, Name | Select-Object -First 5 |
    ForEach-Object { '{0,6:N0}  {1}' -f $_.Count, $_.Name }
$queues = Get-Queue | Where-Object MessageCount | Sort-Object MessageCount -Descending |
    ForEach-Object { '{0,6:N0}  {1,-8} {2}' -f $_.MessageCount, $_.Status, $_.NextHopDomain }
$changes = Get-ConfigurationHistory | Where-Object { $_.When -ge $since } |
    ForEach-Object { '{0:HH:mm}  {1}' -f $_.When, $_.Command }

$report = @"
Mail report of $([Environment]::MachineName)
From $($since.ToString('yyyy-MM-dd HH:mm')) until $('{0:yyyy-MM-dd HH:mm}' -f $until)

$(Get-Section 'Traffic' $traffic)
$(Get-Section 'Busiest senders' $senders)
$(Get-Section 'Waiting' $queues)
$(Get-Section 'Changes' $changes)
"@ + @'

The figures are those of the tracking log; $Hours in the command line sets how far back it looks.
'@

if ($OutFile) {
    Set-Content -Path $OutFile -Value $report
    Write-Output "Report written to $OutFile ($(($report -split "`n").Count) lines)"
}
else { $report }
