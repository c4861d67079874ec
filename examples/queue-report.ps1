# Reports on the queues of a server: a table on the screen, and a CSV file with one row a queue for later comparison.
#
#   emsh examples/queue-report.ps1
#   emsh examples/queue-report.ps1 -Server hub01 -MinimumMessages 10 -CsvPath queues.csv
#
# Rows are added to the CSV file when it is there, so that a job every hour makes a history.
[CmdletBinding()]
param(
    [string] $Server,
    [ValidateRange(0, 1000000)] [int] $MinimumMessages = 0,
    [string] $CsvPath
)
$ErrorActionPreference = 'Stop'

$where = @{}
if ($Server) { $where.Server = $Server }
$taken = Get-Date
$queues = @(Get-Queue @where | Where-Object { $_.MessageCount -ge $MinimumMessages })
Write-Verbose "$($queues.Count) queues with at least $MinimumMessages messages"

$rows = $queues | Sort-Object -Property @{ Expression = 'MessageCount'; Descending = $true }, NextHopDomain |
    Select-Object @{ Name = 'Taken'; Expression = { '{0:yyyy-MM-dd HH:mm}' -f $taken } },
        @{ Name = 'Queue'; Expression = { "$($_.Identity)" } },
        NextHopDomain, DeliveryType, Status, MessageCount,
        @{ Name = 'LastError'; Expression = { if ($_.LastError) { $_.LastError } else { '-' } } }

if (-not $rows) {
    Write-Output 'No queue to report.'
    return
}

$rows | Format-Table -AutoSize -Property Queue, Status,
    @{ Label = 'Messages'; Expression = { $_.MessageCount }; Alignment = 'Right'; FormatString = 'N0' },
    @{ Label = 'Why'; Expression = { $_.LastError }; Width = 60 }

$byStatus = $rows | Group-Object Status | Sort-Object Count -Descending
foreach ($group in $byStatus) {
    $sum = ($group.Group | Measure-Object MessageCount -Sum).Sum
    '{0,-12} {1,5:N0} queues {2,8:N0} messages' -f $group.Name, $group.Count, $sum
}

if ($CsvPath) {
    $rows | Export-Csv $CsvPath -Append -NoTypeInformation
    Write-Output "$(@($rows).Count) rows added to $CsvPath"
}
