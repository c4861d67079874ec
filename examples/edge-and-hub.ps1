# Mail flow between an edge server and hub servers, set up by hand as in
# "How to Configure Mail Flow Between an Edge Transport Server and Hub Transport Servers Without Using EdgeSync".
#
#   emsh --data-dir EDGE examples/edge-and-hub.ps1 -On Edge
#   emsh --data-dir HUB  examples/edge-and-hub.ps1 -On Hub
#
# Each side has a store of its own, on which a node has been started once: `emsh serve --role edge --name Edge01` and
# `emsh serve --name Hub01`. The commands are those of the procedure, with its names and addresses as defaults.
param(
    [ValidateSet('Edge', 'Hub')] [string] $On,
    [string] $EdgeName = 'Edge01',
    [string] $Password = 'not a secret'
)
$ErrorActionPreference = 'Stop'

# In place of Get-Credential, which asks a person.
$secret = ConvertTo-SecureString $Password -AsPlainText -Force

if ($On -eq 'Edge') {
    New-SendConnector -Name "To Internet" -AddressSpaces * -Usage Internet -DNSRoutingEnabled $true

    $hubcred = New-Object System.Management.Automation.PSCredential('CONTOSO\edge', $secret)
    New-SendConnector -Name "To Internal Org" -Usage Internal -AddressSpaces *.contoso.com -DNSRoutingEnabled $False -SmartHosts Hub01.contoso.com,Hub02.contoso.com -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential $hubcred

    Set-ReceiveConnector "Default internal Receive connector $EdgeName" -Name "From Internet" -Bindings 10.1.1.1:25

    New-ReceiveConnector -Name "To Internal Org" -Usage Internal -AuthMechanism TLS,BasicAuth,BasicAuthRequireTLS,ExchangeServer -Bindings 10.1.1.1:25 -RemoteIPRanges 192.168.5.10,192.168.5.20
}

if ($On -eq 'Hub') {
    $edgecred = New-Object System.Management.Automation.PSCredential('EDGE01\hub', $secret)
    New-SendConnector -Name "To Edge" -Usage Internal -AddressSpaces * -DNSRoutingEnabled $False -SmartHosts edge01.contoso.net -SourceTransportServers hub01.contoso.com,hub02.contoso.com -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential $edgecred
}
