# Checks whether mail flows, for a monitoring system: one line for each check, and an exit code.
#
#   emsh examples/health-check.ps1
#   emsh examples/health-check.ps1 -MaxQueueLength 500 -MaxAge 00:30
#
# Exit codes: 0 all good, 1 something wants attention, 2 mail does not flow.
param(
    [int] $MaxQueueLength = 100,
    [timespan] $MaxAge = '01:00:00'
)

$names = 'OK', 'WARNING', 'CRITICAL'
$script:worst = 0

function Report([string] $Check, [int] $Level, [string] $Text) {
    if ($Level -gt $script:worst) { $script:worst = $Level }
    '{0,-9}{1,-12}{2}' -f $names[$Level], $Check, $Text
}

# Does a node answer at all?
try {
    $queues = @(Get-Queue -ErrorAction Stop)
}
catch {
    Report Node 2 $_.Exception.Message
    exit $script:worst
}
Report Node 0 "$($queues.Count) queues"

# Nothing may pile up.
$long = $queues | Where-Object { $_.MessageCount -gt $MaxQueueLength }
if ($long) {
    $list = ($long | ForEach-Object { "$($_.NextHopDomain) ($($_.MessageCount))" }) -join ', '
    Report Length 1 "over ${MaxQueueLength}: $list"
}
else {
    $total = ($queues | Measure-Object MessageCount -Sum).Sum
    Report Length 0 ('{0:N0} messages' -f $total)
}

# What cannot be delivered has a reason.
$failing = @($queues | Where-Object Status -eq 'Retry')
switch ($failing.Count) {
    0 { Report Retry 0 'no queue waits for another try' }
    default {
        $reasons = $failing | ForEach-Object { $_.LastError } | Where-Object { $_ } | Sort-Object -Unique
        Report Retry 1 "$_ queues: $($reasons -join '; ')"
    }
}

# Nothing may lie about for too long, and nothing may wait that has no way out.
$now = Get-Date
$old = @(Get-Message -ResultSize Unlimited | Where-Object { ($now - $_.DateReceived) -gt $MaxAge })
if ($old.Count -gt 0) { Report Age 1 "$($old.Count) messages older than $MaxAge" } else { Report Age 0 "none older than $MaxAge" }
$unreachable = ($queues | Where-Object DeliveryType -eq 'Unreachable' | Measure-Object MessageCount -Sum).Sum ?? 0
if ($unreachable) { Report Unreachable 2 "$unreachable messages have no route" } else { Report Unreachable 0 'every message has a route' }

# Somebody must answer at each door.
foreach ($tried in Test-SmtpConnectivity) {
    $level = if ("$($tried.StatusCode)" -eq 'Success') { 0 } else { 2 }
    Report Smtp $level "$($tried.ReceiveConnector) at $($tried.EndPoint): $($tried.Details)".TrimEnd(' ', ':')
}

exit $script:worst
