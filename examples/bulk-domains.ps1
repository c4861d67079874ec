# Adds, changes and removes accepted domains as a CSV file says, one row after another. A row that fails is logged and
# the next one is tried; the exit code says how many failed.
#
#   emsh examples/bulk-domains.ps1 -Path examples/domains.csv -LogPath domains.log
#   emsh examples/bulk-domains.ps1 -Path examples/domains.csv -WhatIf
#
# Columns: Action (Add, Change or Remove), Name, DomainName, DomainType.
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [ValidateNotNullOrEmpty()] [string] $Path,
    [string] $LogPath = 'bulk-domains.log'
)

function Write-Log {
    param(
        [Parameter(Mandatory, ValueFromPipeline)] [string] $Message,
        [ValidateSet('INFO', 'ERROR')] [string] $Level = 'INFO'
    )
    process {
        $line = '{0:yyyy-MM-ddTHH:mm:ss} {1,-5} {2}' -f (Get-Date), $Level, $Message
        Add-Content -Path $LogPath -Value $line -WhatIf:$false
        if ($Level -eq 'ERROR') { Write-Warning $Message } else { Write-Verbose $Message }
    }
}

if (-not (Test-Path $Path)) {
    Write-Error "There is no file '$Path'."
    exit 2
}

$done = [ordered]@{ Add = 0; Change = 0; Remove = 0; Failed = 0 }
$row = 1
foreach ($line in Import-Csv $Path) {
    $row++
    try {
        switch ($line.Action) {
            'Add' {
                $null = New-AcceptedDomain -Name $line.Name -DomainName $line.DomainName -DomainType $line.DomainType -ErrorAction Stop
            }
            'Change' {
                Set-AcceptedDomain $line.Name -DomainType $line.DomainType -ErrorAction Stop
            }
            'Remove' {
                Remove-AcceptedDomain $line.Name -Confirm:$false -ErrorAction Stop
            }
            default { throw "'$_' is not an action." }
        }
        $done[$line.Action]++
        "row ${row}: $($line.Action) $($line.Name)" | Write-Log
    }
    catch {
        $done.Failed++
        Write-Log "row ${row}: $($line.Action) $($line.Name): $($_.Exception.Message)" -Level ERROR
    }
}

$done.GetEnumerator() | ForEach-Object { '{0,-8}{1,4}' -f $_.Key, $_.Value }
exit [math]::Min($done.Failed, 100)
