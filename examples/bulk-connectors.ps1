# Creates the send connectors of a CSV file, changes and verifies all of them, and removes them.
#
#   emsh examples/bulk-connectors.ps1                          with the 1,000 partners beside it
#   emsh examples/bulk-connectors.ps1 -Path mine.csv -Keep     with a file of your own; leaves the connectors there
#
# Columns of the file: Name, AddressSpaces and SmartHosts (several with a blank between), MaxMessageSize, RequireTls.
# Needs a store that a node has been started on once.
param(
    [string] $Path = "$PSScriptRoot/bulk-connectors.csv",
    [switch] $Keep
)
$ErrorActionPreference = 'Stop'

$partners = @(Import-Csv $Path)
Write-Output "$($partners.Count) partners in the file"

foreach ($partner in $partners) {
    $null = New-SendConnector -Name $partner.Name `
        -AddressSpaces $partner.AddressSpaces.Split(' ') `
        -SmartHosts $partner.SmartHosts.Split(' ') `
        -MaxMessageSize $partner.MaxMessageSize `
        -RequireTLS ([bool]::Parse($partner.RequireTls)) `
        -Comment 'from bulk-connectors'
}
$made = @(Get-SendConnector | Where-Object Comment -eq 'from bulk-connectors')
Write-Output "$($made.Count) connectors created"

# One pipeline changes all of them: partners that require TLS get the larger limit.
$made | Where-Object RequireTLS | Set-SendConnector -MaxMessageSize 100MB -Comment 'from bulk-connectors, secure'
$changed = @(Get-SendConnector | Where-Object Comment -eq 'from bulk-connectors, secure')
Write-Output "$($changed.Count) connectors changed"

# What is stored must be what the file says.
$byName = @{}
Get-SendConnector | Where-Object Comment -like 'from bulk-connectors*' | ForEach-Object { $byName[$_.Name] = $_ }
$wrong = foreach ($partner in $partners) {
    $stored = $byName[$partner.Name]
    $hosts = ($stored.SmartHosts | ForEach-Object { "$_" }) -join ' '
    $size = if ([bool]::Parse($partner.RequireTls)) { 100MB } else { [long] ($partner.MaxMessageSize -replace 'MB', '') * 1MB }
    if ($hosts -ne $partner.SmartHosts -or $stored.MaxMessageSize.Value.ToBytes() -ne $size) { $partner.Name }
}
if ($wrong) { throw "not as the file says: $($wrong -join ', ')" }
Write-Output "$($byName.Count) connectors are as the file says"

if (-not $Keep) {
    $byName.Values | Remove-SendConnector -Confirm:$false
    $left = @(Get-SendConnector | Where-Object Comment -like 'from bulk-connectors*')
    Write-Output "$($left.Count) connectors left"
}
