# The README's tour in one go: a domain, a mailbox, a message in and a message out.
#
#   emsh examples/first-mail.ps1                        beside a running node; -NextHopPort names a server that is there
#   emsh --standalone examples/first-mail.ps1           with a node of its own for as long as the script runs
#
# Everything is on this machine. Without a server at -NextHopPort the second message stays in its queue.
param(
    [string] $Maildirs = '/tmp/emsh-tour/mail',
    [int] $Port = 2526,
    [int] $NextHopPort = 2627
)
$ErrorActionPreference = 'Stop'

# Mail for contoso.com is ours, and Ann's goes into a Maildir.
$null = New-AcceptedDomain -Name Contoso -DomainName contoso.com
$null = New-MailboxDatabase -Name Mailboxes -MaildirPath $Maildirs
$null = New-Mailbox -Name Ann -PrimarySmtpAddress ann@contoso.com

# Programs on this machine may send to anybody; mail for fabrikam.com has a host of its own.
$null = New-SendConnector -Name 'To Fabrikam' -AddressSpaces fabrikam.com -SmartHosts 127.0.0.1 -Port $NextHopPort
$null = New-ReceiveConnector -Name Local -Bindings "127.0.0.1:$Port" -RemoteIPRanges 127.0.0.1 `
    -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers

# The node listens within a second.
foreach ($try in 1..100) {
    if (-not (Test-SmtpConnectivity | Where-Object StatusCode -ne Success)) { break }
    Start-Sleep -Milliseconds 50
}

$null = Send-SmtpMessage "127.0.0.1:$Port" -From pat@fabrikam.com -To ann@contoso.com -Subject 'Hello Ann'
$null = Send-SmtpMessage "127.0.0.1:$Port" -From ann@contoso.com -To pat@fabrikam.com -Subject 'Hello Pat'

# Both are on stable storage now, and soon delivered: what the node did is in its tracking log, what waits in its queues.
foreach ($try in 1..100) {
    if (Get-MessageTrackingLog -EventId DELIVER) { break }
    Start-Sleep -Milliseconds 50
}
Get-MessageTrackingLog | Format-Table EventId,Source,Sender,Recipients,MessageSubject
Get-Queue | Format-Table Identity,DeliveryType,Status,MessageCount,NextHopDomain
