
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'emsh' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'emsh'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'emsh' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Run this text, print what it puts out, exit')
            [CompletionResult]::new('--command', '--command', [CompletionResultType]::ParameterName, 'Run this text, print what it puts out, exit')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of this server [default: the host''s name, upper case]')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'What this server is')
            [CompletionResult]::new('--smtp', '--smtp', [CompletionResultType]::ParameterName, 'Address of the default receive connector [default: 0.0.0.0:25, or 2525 where 25 may not be bound]')
            [CompletionResult]::new('--submission', '--submission', [CompletionResultType]::ParameterName, 'Address of the client receive connector [default: 0.0.0.0:587, or 2587]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--standalone', '--standalone', [CompletionResultType]::ParameterName, 'With -c or a script file: run a node inside this process meanwhile')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Run a transport node in the foreground; logs on stderr; SIGTERM drains and stops')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Parse and bind every command of scripts without running any; exit 2 where it fails')
            [CompletionResult]::new('sendmail', 'sendmail', [CompletionResultType]::ParameterValue, 'Take a message from standard input, as sendmail does: for cron, scripts, and as /usr/sbin/sendmail')
            [CompletionResult]::new('spool', 'spool', [CompletionResultType]::ParameterValue, 'Look at a stopped node''s spool')
            [CompletionResult]::new('docs', 'docs', [CompletionResultType]::ParameterValue, 'Write man/, completions/ and the cmdlet reference from the declarations')
            [CompletionResult]::new('Add-ADPermission', 'Add-ADPermission', [CompletionResultType]::ParameterValue, 'Give somebody a right on a receive connector, or deny it')
            [CompletionResult]::new('Add-Content', 'Add-Content', [CompletionResultType]::ParameterValue, 'Add lines to a text file')
            [CompletionResult]::new('Add-DistributionGroupMember', 'Add-DistributionGroupMember', [CompletionResultType]::ParameterValue, 'Add a recipient to a group')
            [CompletionResult]::new('Add-IPAllowListEntry', 'Add-IPAllowListEntry', [CompletionResultType]::ParameterValue, 'Add an IP allow list entry')
            [CompletionResult]::new('Add-IPBlockListEntry', 'Add-IPBlockListEntry', [CompletionResultType]::ParameterValue, 'Add an IP block list entry')
            [CompletionResult]::new('Add-Member', 'Add-Member', [CompletionResultType]::ParameterValue, 'Add properties and methods to an object')
            [CompletionResult]::new('AssembleMessage', 'AssembleMessage', [CompletionResultType]::ParameterValue, 'Write an exported message to an .eml file')
            [CompletionResult]::new('Clear-Content', 'Clear-Content', [CompletionResultType]::ParameterValue, 'Empty files')
            [CompletionResult]::new('Clear-History', 'Clear-History', [CompletionResultType]::ParameterValue, 'Forget the lines of this session')
            [CompletionResult]::new('Clear-Host', 'Clear-Host', [CompletionResultType]::ParameterValue, 'Empty the screen')
            [CompletionResult]::new('Clear-Variable', 'Clear-Variable', [CompletionResultType]::ParameterValue, 'Empty variables')
            [CompletionResult]::new('Compare-Configuration', 'Compare-Configuration', [CompletionResultType]::ParameterValue, 'Show what differs between two configurations')
            [CompletionResult]::new('Compare-Object', 'Compare-Object', [CompletionResultType]::ParameterValue, 'Compare two lists of objects')
            [CompletionResult]::new('Complete-Transaction', 'Complete-Transaction', [CompletionResultType]::ParameterValue, 'Store all changes of the open transaction at once')
            [CompletionResult]::new('Convert-Path', 'Convert-Path', [CompletionResultType]::ParameterValue, 'Give the whole path of things that are there, as text')
            [CompletionResult]::new('ConvertFrom-Csv', 'ConvertFrom-Csv', [CompletionResultType]::ParameterValue, 'Read lines of CSV as objects')
            [CompletionResult]::new('ConvertFrom-Json', 'ConvertFrom-Json', [CompletionResultType]::ParameterValue, 'Read JSON as objects')
            [CompletionResult]::new('ConvertFrom-SecureString', 'ConvertFrom-SecureString', [CompletionResultType]::ParameterValue, 'Make text of a secure string')
            [CompletionResult]::new('ConvertFrom-StringData', 'ConvertFrom-StringData', [CompletionResultType]::ParameterValue, 'Read lines of names and values')
            [CompletionResult]::new('ConvertTo-Csv', 'ConvertTo-Csv', [CompletionResultType]::ParameterValue, 'Write objects as lines of CSV')
            [CompletionResult]::new('ConvertTo-EmshCommand', 'ConvertTo-EmshCommand', [CompletionResultType]::ParameterValue, 'Write configuration objects as the commands that make them')
            [CompletionResult]::new('ConvertTo-Html', 'ConvertTo-Html', [CompletionResultType]::ParameterValue, 'Write objects as an HTML page')
            [CompletionResult]::new('ConvertTo-Json', 'ConvertTo-Json', [CompletionResultType]::ParameterValue, 'Write objects as JSON')
            [CompletionResult]::new('ConvertTo-SecureString', 'ConvertTo-SecureString', [CompletionResultType]::ParameterValue, 'Make a secure string of text')
            [CompletionResult]::new('Copy-Item', 'Copy-Item', [CompletionResultType]::ParameterValue, 'Copy files and folders')
            [CompletionResult]::new('Disable-JournalRule', 'Disable-JournalRule', [CompletionResultType]::ParameterValue, 'Stop a journal rule and keep it')
            [CompletionResult]::new('Disable-TransportAgent', 'Disable-TransportAgent', [CompletionResultType]::ParameterValue, 'Stop a transport agent and keep it')
            [CompletionResult]::new('Disable-TransportRule', 'Disable-TransportRule', [CompletionResultType]::ParameterValue, 'Stop a transport rule and keep it')
            [CompletionResult]::new('Enable-JournalRule', 'Enable-JournalRule', [CompletionResultType]::ParameterValue, 'Put a journal rule to work')
            [CompletionResult]::new('Enable-TransportAgent', 'Enable-TransportAgent', [CompletionResultType]::ParameterValue, 'Put a transport agent to work')
            [CompletionResult]::new('Enable-TransportRule', 'Enable-TransportRule', [CompletionResultType]::ParameterValue, 'Put a transport rule to work')
            [CompletionResult]::new('Export-Clixml', 'Export-Clixml', [CompletionResultType]::ParameterValue, 'Write objects to an XML file that keeps their types')
            [CompletionResult]::new('Export-Configuration', 'Export-Configuration', [CompletionResultType]::ParameterValue, 'Write the configuration to a file')
            [CompletionResult]::new('Export-Csv', 'Export-Csv', [CompletionResultType]::ParameterValue, 'Write objects to a CSV file')
            [CompletionResult]::new('Export-Message', 'Export-Message', [CompletionResultType]::ParameterValue, 'Copy a suspended message out of its queue')
            [CompletionResult]::new('ForEach-Object', 'ForEach-Object', [CompletionResultType]::ParameterValue, 'Do something for each object')
            [CompletionResult]::new('Format-List', 'Format-List', [CompletionResultType]::ParameterValue, 'Show objects as lists of their properties')
            [CompletionResult]::new('Format-Table', 'Format-Table', [CompletionResultType]::ParameterValue, 'Show objects as a table')
            [CompletionResult]::new('Format-Wide', 'Format-Wide', [CompletionResultType]::ParameterValue, 'Show one property of objects, several side by side')
            [CompletionResult]::new('Get-AcceptedDomain', 'Get-AcceptedDomain', [CompletionResultType]::ParameterValue, 'Show accepted domains')
            [CompletionResult]::new('Get-ADPermission', 'Get-ADPermission', [CompletionResultType]::ParameterValue, 'Show who may do what on a receive connector')
            [CompletionResult]::new('Get-Alias', 'Get-Alias', [CompletionResultType]::ParameterValue, 'Show other names of commands')
            [CompletionResult]::new('Get-BackPressure', 'Get-BackPressure', [CompletionResultType]::ParameterValue, 'Show what a server is short of, and what it does about it')
            [CompletionResult]::new('Get-ChildItem', 'Get-ChildItem', [CompletionResultType]::ParameterValue, 'List files and folders')
            [CompletionResult]::new('Get-Command', 'Get-Command', [CompletionResultType]::ParameterValue, 'Show which commands there are')
            [CompletionResult]::new('Get-ConfigurationHistory', 'Get-ConfigurationHistory', [CompletionResultType]::ParameterValue, 'Show who changed the configuration, when and how')
            [CompletionResult]::new('Get-Content', 'Get-Content', [CompletionResultType]::ParameterValue, 'Read a text file')
            [CompletionResult]::new('Get-Credential', 'Get-Credential', [CompletionResultType]::ParameterValue, 'Ask for a user name and a password')
            [CompletionResult]::new('Get-Date', 'Get-Date', [CompletionResultType]::ParameterValue, 'Give the date and time')
            [CompletionResult]::new('Get-DistributionGroup', 'Get-DistributionGroup', [CompletionResultType]::ParameterValue, 'Show distribution groups')
            [CompletionResult]::new('Get-DistributionGroupMember', 'Get-DistributionGroupMember', [CompletionResultType]::ParameterValue, 'Show the members of a group')
            [CompletionResult]::new('Get-DkimSigningConfig', 'Get-DkimSigningConfig', [CompletionResultType]::ParameterValue, 'Show dkim signing configs')
            [CompletionResult]::new('Get-DynamicDistributionGroup', 'Get-DynamicDistributionGroup', [CompletionResultType]::ParameterValue, 'Show dynamic distribution groups')
            [CompletionResult]::new('Get-EmailAddressPolicy', 'Get-EmailAddressPolicy', [CompletionResultType]::ParameterValue, 'Show email address policys')
            [CompletionResult]::new('Get-EventLog', 'Get-EventLog', [CompletionResultType]::ParameterValue, 'Show what the operators of a server should know of')
            [CompletionResult]::new('Get-EventLogLevel', 'Get-EventLogLevel', [CompletionResultType]::ParameterValue, 'Show how much the event log keeps of each category')
            [CompletionResult]::new('Get-ExchangeCertificate', 'Get-ExchangeCertificate', [CompletionResultType]::ParameterValue, 'Show the certificates that a node has the keys of')
            [CompletionResult]::new('Get-ExchangeDiagnosticInfo', 'Get-ExchangeDiagnosticInfo', [CompletionResultType]::ParameterValue, 'Show the state of a part of a server as XML')
            [CompletionResult]::new('Get-Health', 'Get-Health', [CompletionResultType]::ParameterValue, 'Show what is wrong with a server, and what to type next')
            [CompletionResult]::new('Get-Help', 'Get-Help', [CompletionResultType]::ParameterValue, 'Show what a command does and how it is written')
            [CompletionResult]::new('Get-History', 'Get-History', [CompletionResultType]::ParameterValue, 'List the lines of this session')
            [CompletionResult]::new('Get-IPAllowListEntry', 'Get-IPAllowListEntry', [CompletionResultType]::ParameterValue, 'Show IP allow list entrys')
            [CompletionResult]::new('Get-IPBlockListEntry', 'Get-IPBlockListEntry', [CompletionResultType]::ParameterValue, 'Show IP block list entrys')
            [CompletionResult]::new('Get-Item', 'Get-Item', [CompletionResultType]::ParameterValue, 'Give a file or folder as an object')
            [CompletionResult]::new('Get-JournalRule', 'Get-JournalRule', [CompletionResultType]::ParameterValue, 'Show journal rules')
            [CompletionResult]::new('Get-Location', 'Get-Location', [CompletionResultType]::ParameterValue, 'Tell where relative paths begin')
            [CompletionResult]::new('Get-Mailbox', 'Get-Mailbox', [CompletionResultType]::ParameterValue, 'Show mailboxes')
            [CompletionResult]::new('Get-MailboxDatabase', 'Get-MailboxDatabase', [CompletionResultType]::ParameterValue, 'Show mailbox databases')
            [CompletionResult]::new('Get-MailContact', 'Get-MailContact', [CompletionResultType]::ParameterValue, 'Show mail contacts')
            [CompletionResult]::new('Get-MailUser', 'Get-MailUser', [CompletionResultType]::ParameterValue, 'Show mail users')
            [CompletionResult]::new('Get-Member', 'Get-Member', [CompletionResultType]::ParameterValue, 'Show what objects hold')
            [CompletionResult]::new('Get-Message', 'Get-Message', [CompletionResultType]::ParameterValue, 'Show the messages in the queues of a node')
            [CompletionResult]::new('Get-MessageTrackingLog', 'Get-MessageTrackingLog', [CompletionResultType]::ParameterValue, 'Show what happened to messages')
            [CompletionResult]::new('Get-PSReadLineOption', 'Get-PSReadLineOption', [CompletionResultType]::ParameterValue, 'Show how lines are edited at the prompt')
            [CompletionResult]::new('Get-Queue', 'Get-Queue', [CompletionResultType]::ParameterValue, 'Show the queues of a node')
            [CompletionResult]::new('Get-QueueDigest', 'Get-QueueDigest', [CompletionResultType]::ParameterValue, 'Show queues added up by what they have in common')
            [CompletionResult]::new('Get-Random', 'Get-Random', [CompletionResultType]::ParameterValue, 'Choose a number or items by chance')
            [CompletionResult]::new('Get-ReceiveConnector', 'Get-ReceiveConnector', [CompletionResultType]::ParameterValue, 'Show receive connectors')
            [CompletionResult]::new('Get-Recipient', 'Get-Recipient', [CompletionResultType]::ParameterValue, 'Show mailboxes, mail users, contacts and groups')
            [CompletionResult]::new('Get-RemoteDomain', 'Get-RemoteDomain', [CompletionResultType]::ParameterValue, 'Show remote domains')
            [CompletionResult]::new('Get-SendConnector', 'Get-SendConnector', [CompletionResultType]::ParameterValue, 'Show send connectors')
            [CompletionResult]::new('Get-SenderFilterConfig', 'Get-SenderFilterConfig', [CompletionResultType]::ParameterValue, 'Show the sender filter config')
            [CompletionResult]::new('Get-SenderIdConfig', 'Get-SenderIdConfig', [CompletionResultType]::ParameterValue, 'Show the sender id config')
            [CompletionResult]::new('Get-Service', 'Get-Service', [CompletionResultType]::ParameterValue, 'Show whether the transport engine runs')
            [CompletionResult]::new('Get-SystemMessage', 'Get-SystemMessage', [CompletionResultType]::ParameterValue, 'Show system messages')
            [CompletionResult]::new('Get-Transaction', 'Get-Transaction', [CompletionResultType]::ParameterValue, 'Show the open transaction and what it would store')
            [CompletionResult]::new('Get-TransportAgent', 'Get-TransportAgent', [CompletionResultType]::ParameterValue, 'Show transport agents')
            [CompletionResult]::new('Get-TransportConfig', 'Get-TransportConfig', [CompletionResultType]::ParameterValue, 'Show the transport config')
            [CompletionResult]::new('Get-TransportPipeline', 'Get-TransportPipeline', [CompletionResultType]::ParameterValue, 'Show which transport agents act when')
            [CompletionResult]::new('Get-TransportRule', 'Get-TransportRule', [CompletionResultType]::ParameterValue, 'Show transport rules')
            [CompletionResult]::new('Get-TransportServer', 'Get-TransportServer', [CompletionResultType]::ParameterValue, 'Show transport servers')
            [CompletionResult]::new('Get-TransportService', 'Get-TransportService', [CompletionResultType]::ParameterValue, 'Show transport services')
            [CompletionResult]::new('Get-Unique', 'Get-Unique', [CompletionResultType]::ParameterValue, 'Leave out objects that equal the one before them')
            [CompletionResult]::new('Get-Variable', 'Get-Variable', [CompletionResultType]::ParameterValue, 'Show variables')
            [CompletionResult]::new('Group-Object', 'Group-Object', [CompletionResultType]::ParameterValue, 'Put objects that have the same value together')
            [CompletionResult]::new('Import-Clixml', 'Import-Clixml', [CompletionResultType]::ParameterValue, 'Read objects from an XML file that keeps their types')
            [CompletionResult]::new('Import-Configuration', 'Import-Configuration', [CompletionResultType]::ParameterValue, 'Make the configuration what a file says')
            [CompletionResult]::new('Import-Csv', 'Import-Csv', [CompletionResultType]::ParameterValue, 'Read a CSV file as objects')
            [CompletionResult]::new('Install-TransportAgent', 'Install-TransportAgent', [CompletionResultType]::ParameterValue, 'Install a transport agent')
            [CompletionResult]::new('Invoke-Command', 'Invoke-Command', [CompletionResultType]::ParameterValue, 'Run a script block')
            [CompletionResult]::new('Invoke-Expression', 'Invoke-Expression', [CompletionResultType]::ParameterValue, 'Run a text as script')
            [CompletionResult]::new('Invoke-History', 'Invoke-History', [CompletionResultType]::ParameterValue, 'Run a line of this session again')
            [CompletionResult]::new('Join-Path', 'Join-Path', [CompletionResultType]::ParameterValue, 'Make one path of several parts')
            [CompletionResult]::new('Join-String', 'Join-String', [CompletionResultType]::ParameterValue, 'Make one text of many objects')
            [CompletionResult]::new('Measure-Command', 'Measure-Command', [CompletionResultType]::ParameterValue, 'Measure how long a block takes')
            [CompletionResult]::new('Measure-Object', 'Measure-Object', [CompletionResultType]::ParameterValue, 'Count objects, and compute of their properties')
            [CompletionResult]::new('Move-Item', 'Move-Item', [CompletionResultType]::ParameterValue, 'Move files and folders')
            [CompletionResult]::new('New-AcceptedDomain', 'New-AcceptedDomain', [CompletionResultType]::ParameterValue, 'Make an accepted domain')
            [CompletionResult]::new('New-Alias', 'New-Alias', [CompletionResultType]::ParameterValue, 'Give a command another name that is new')
            [CompletionResult]::new('New-DistributionGroup', 'New-DistributionGroup', [CompletionResultType]::ParameterValue, 'Make a distribution group')
            [CompletionResult]::new('New-DkimSigningConfig', 'New-DkimSigningConfig', [CompletionResultType]::ParameterValue, 'Make a dkim signing config')
            [CompletionResult]::new('New-DynamicDistributionGroup', 'New-DynamicDistributionGroup', [CompletionResultType]::ParameterValue, 'Make a dynamic distribution group')
            [CompletionResult]::new('New-EmailAddressPolicy', 'New-EmailAddressPolicy', [CompletionResultType]::ParameterValue, 'Make an email address policy')
            [CompletionResult]::new('New-Item', 'New-Item', [CompletionResultType]::ParameterValue, 'Make a file or folder')
            [CompletionResult]::new('New-JournalRule', 'New-JournalRule', [CompletionResultType]::ParameterValue, 'Make a journal rule')
            [CompletionResult]::new('New-Mailbox', 'New-Mailbox', [CompletionResultType]::ParameterValue, 'Make a mailbox')
            [CompletionResult]::new('New-MailboxDatabase', 'New-MailboxDatabase', [CompletionResultType]::ParameterValue, 'Make a mailbox database')
            [CompletionResult]::new('New-MailContact', 'New-MailContact', [CompletionResultType]::ParameterValue, 'Make a mail contact')
            [CompletionResult]::new('New-MailUser', 'New-MailUser', [CompletionResultType]::ParameterValue, 'Make a mail user')
            [CompletionResult]::new('New-Object', 'New-Object', [CompletionResultType]::ParameterValue, 'Make an object of a type')
            [CompletionResult]::new('New-ReceiveConnector', 'New-ReceiveConnector', [CompletionResultType]::ParameterValue, 'Make a receive connector')
            [CompletionResult]::new('New-RemoteDomain', 'New-RemoteDomain', [CompletionResultType]::ParameterValue, 'Make a remote domain')
            [CompletionResult]::new('New-SendConnector', 'New-SendConnector', [CompletionResultType]::ParameterValue, 'Make a send connector')
            [CompletionResult]::new('New-SystemMessage', 'New-SystemMessage', [CompletionResultType]::ParameterValue, 'Make a system message')
            [CompletionResult]::new('New-TimeSpan', 'New-TimeSpan', [CompletionResultType]::ParameterValue, 'Make a length of time')
            [CompletionResult]::new('New-TransportRule', 'New-TransportRule', [CompletionResultType]::ParameterValue, 'Make a transport rule')
            [CompletionResult]::new('New-Variable', 'New-Variable', [CompletionResultType]::ParameterValue, 'Make a variable')
            [CompletionResult]::new('Out-Default', 'Out-Default', [CompletionResultType]::ParameterValue, 'Show objects as the end of a pipeline does')
            [CompletionResult]::new('Out-File', 'Out-File', [CompletionResultType]::ParameterValue, 'Write to a file what would be shown')
            [CompletionResult]::new('Out-Host', 'Out-Host', [CompletionResultType]::ParameterValue, 'Show objects to the person')
            [CompletionResult]::new('Out-Null', 'Out-Null', [CompletionResultType]::ParameterValue, 'Throw objects away')
            [CompletionResult]::new('Out-String', 'Out-String', [CompletionResultType]::ParameterValue, 'Give as text what would be shown')
            [CompletionResult]::new('Pop-Location', 'Pop-Location', [CompletionResultType]::ParameterValue, 'Go back to where Push-Location was called')
            [CompletionResult]::new('Push-Location', 'Push-Location', [CompletionResultType]::ParameterValue, 'Change where relative paths begin, and remember where that was')
            [CompletionResult]::new('Read-Host', 'Read-Host', [CompletionResultType]::ParameterValue, 'Ask the person for a line')
            [CompletionResult]::new('Remove-AcceptedDomain', 'Remove-AcceptedDomain', [CompletionResultType]::ParameterValue, 'Remove an accepted domain')
            [CompletionResult]::new('Remove-ADPermission', 'Remove-ADPermission', [CompletionResultType]::ParameterValue, 'Take a right on a receive connector away, or the denial of one')
            [CompletionResult]::new('Remove-Alias', 'Remove-Alias', [CompletionResultType]::ParameterValue, 'Forget other names of commands')
            [CompletionResult]::new('Remove-DistributionGroup', 'Remove-DistributionGroup', [CompletionResultType]::ParameterValue, 'Remove a distribution group')
            [CompletionResult]::new('Remove-DistributionGroupMember', 'Remove-DistributionGroupMember', [CompletionResultType]::ParameterValue, 'Take a recipient out of a group')
            [CompletionResult]::new('Remove-DkimSigningConfig', 'Remove-DkimSigningConfig', [CompletionResultType]::ParameterValue, 'Remove a dkim signing config')
            [CompletionResult]::new('Remove-DynamicDistributionGroup', 'Remove-DynamicDistributionGroup', [CompletionResultType]::ParameterValue, 'Remove a dynamic distribution group')
            [CompletionResult]::new('Remove-EmailAddressPolicy', 'Remove-EmailAddressPolicy', [CompletionResultType]::ParameterValue, 'Remove an email address policy')
            [CompletionResult]::new('Remove-IPAllowListEntry', 'Remove-IPAllowListEntry', [CompletionResultType]::ParameterValue, 'Remove an IP allow list entry')
            [CompletionResult]::new('Remove-IPBlockListEntry', 'Remove-IPBlockListEntry', [CompletionResultType]::ParameterValue, 'Remove an IP block list entry')
            [CompletionResult]::new('Remove-Item', 'Remove-Item', [CompletionResultType]::ParameterValue, 'Remove files or folders')
            [CompletionResult]::new('Remove-JournalRule', 'Remove-JournalRule', [CompletionResultType]::ParameterValue, 'Remove a journal rule')
            [CompletionResult]::new('Remove-Mailbox', 'Remove-Mailbox', [CompletionResultType]::ParameterValue, 'Remove a mailbox')
            [CompletionResult]::new('Remove-MailboxDatabase', 'Remove-MailboxDatabase', [CompletionResultType]::ParameterValue, 'Remove a mailbox database')
            [CompletionResult]::new('Remove-MailContact', 'Remove-MailContact', [CompletionResultType]::ParameterValue, 'Remove a mail contact')
            [CompletionResult]::new('Remove-MailUser', 'Remove-MailUser', [CompletionResultType]::ParameterValue, 'Remove a mail user')
            [CompletionResult]::new('Remove-Message', 'Remove-Message', [CompletionResultType]::ParameterValue, 'Delete matching messages from their queues')
            [CompletionResult]::new('Remove-ReceiveConnector', 'Remove-ReceiveConnector', [CompletionResultType]::ParameterValue, 'Remove a receive connector')
            [CompletionResult]::new('Remove-RemoteDomain', 'Remove-RemoteDomain', [CompletionResultType]::ParameterValue, 'Remove a remote domain')
            [CompletionResult]::new('Remove-SendConnector', 'Remove-SendConnector', [CompletionResultType]::ParameterValue, 'Remove a send connector')
            [CompletionResult]::new('Remove-SystemMessage', 'Remove-SystemMessage', [CompletionResultType]::ParameterValue, 'Remove a system message')
            [CompletionResult]::new('Remove-TransportRule', 'Remove-TransportRule', [CompletionResultType]::ParameterValue, 'Remove a transport rule')
            [CompletionResult]::new('Remove-Variable', 'Remove-Variable', [CompletionResultType]::ParameterValue, 'Forget variables')
            [CompletionResult]::new('Rename-Item', 'Rename-Item', [CompletionResultType]::ParameterValue, 'Give a file or folder another name')
            [CompletionResult]::new('Resolve-DnsName', 'Resolve-DnsName', [CompletionResultType]::ParameterValue, 'Look up a name in DNS')
            [CompletionResult]::new('Resolve-Path', 'Resolve-Path', [CompletionResultType]::ParameterValue, 'Give the whole path of things that are there')
            [CompletionResult]::new('Restart-Service', 'Restart-Service', [CompletionResultType]::ParameterValue, 'Restart the transport engine inside the node')
            [CompletionResult]::new('Restore-Configuration', 'Restore-Configuration', [CompletionResultType]::ParameterValue, 'Bring back the configuration of an earlier revision')
            [CompletionResult]::new('Resume-Message', 'Resume-Message', [CompletionResultType]::ParameterValue, 'Send matching suspended messages after all')
            [CompletionResult]::new('Resume-Queue', 'Resume-Queue', [CompletionResultType]::ParameterValue, 'Send again from matching queues')
            [CompletionResult]::new('Retry-Queue', 'Retry-Queue', [CompletionResultType]::ParameterValue, 'Try the next hop of matching queues now')
            [CompletionResult]::new('Rotate-DkimSigningConfig', 'Rotate-DkimSigningConfig', [CompletionResultType]::ParameterValue, 'Make the next key of a domain that signs its mail')
            [CompletionResult]::new('Select-Object', 'Select-Object', [CompletionResultType]::ParameterValue, 'Choose objects by their place, or properties of objects')
            [CompletionResult]::new('Select-String', 'Select-String', [CompletionResultType]::ParameterValue, 'Find lines in text and files')
            [CompletionResult]::new('Send-SmtpMessage', 'Send-SmtpMessage', [CompletionResultType]::ParameterValue, 'Send a message by SMTP, as a client would')
            [CompletionResult]::new('Set-AcceptedDomain', 'Set-AcceptedDomain', [CompletionResultType]::ParameterValue, 'Change an accepted domain')
            [CompletionResult]::new('Set-Alias', 'Set-Alias', [CompletionResultType]::ParameterValue, 'Give a command another name')
            [CompletionResult]::new('Set-Content', 'Set-Content', [CompletionResultType]::ParameterValue, 'Write a text file, in place of what it held')
            [CompletionResult]::new('Set-DistributionGroup', 'Set-DistributionGroup', [CompletionResultType]::ParameterValue, 'Change a distribution group')
            [CompletionResult]::new('Set-DkimSigningConfig', 'Set-DkimSigningConfig', [CompletionResultType]::ParameterValue, 'Change a dkim signing config')
            [CompletionResult]::new('Set-DynamicDistributionGroup', 'Set-DynamicDistributionGroup', [CompletionResultType]::ParameterValue, 'Change a dynamic distribution group')
            [CompletionResult]::new('Set-EmailAddressPolicy', 'Set-EmailAddressPolicy', [CompletionResultType]::ParameterValue, 'Change an email address policy')
            [CompletionResult]::new('Set-EventLogLevel', 'Set-EventLogLevel', [CompletionResultType]::ParameterValue, 'Change how much the event log keeps of a category')
            [CompletionResult]::new('Set-Item', 'Set-Item', [CompletionResultType]::ParameterValue, 'Give a variable, alias, function or variable of the environment a value')
            [CompletionResult]::new('Set-JournalRule', 'Set-JournalRule', [CompletionResultType]::ParameterValue, 'Change a journal rule')
            [CompletionResult]::new('Set-Location', 'Set-Location', [CompletionResultType]::ParameterValue, 'Change where relative paths begin')
            [CompletionResult]::new('Set-Mailbox', 'Set-Mailbox', [CompletionResultType]::ParameterValue, 'Change a mailbox')
            [CompletionResult]::new('Set-MailboxDatabase', 'Set-MailboxDatabase', [CompletionResultType]::ParameterValue, 'Change a mailbox database')
            [CompletionResult]::new('Set-MailContact', 'Set-MailContact', [CompletionResultType]::ParameterValue, 'Change a mail contact')
            [CompletionResult]::new('Set-MailUser', 'Set-MailUser', [CompletionResultType]::ParameterValue, 'Change a mail user')
            [CompletionResult]::new('Set-PSReadLineOption', 'Set-PSReadLineOption', [CompletionResultType]::ParameterValue, 'Change how lines are edited at the prompt')
            [CompletionResult]::new('Set-ReceiveConnector', 'Set-ReceiveConnector', [CompletionResultType]::ParameterValue, 'Change a receive connector')
            [CompletionResult]::new('Set-RemoteDomain', 'Set-RemoteDomain', [CompletionResultType]::ParameterValue, 'Change a remote domain')
            [CompletionResult]::new('Set-SendConnector', 'Set-SendConnector', [CompletionResultType]::ParameterValue, 'Change a send connector')
            [CompletionResult]::new('Set-SenderFilterConfig', 'Set-SenderFilterConfig', [CompletionResultType]::ParameterValue, 'Change the sender filter config')
            [CompletionResult]::new('Set-SenderIdConfig', 'Set-SenderIdConfig', [CompletionResultType]::ParameterValue, 'Change the sender id config')
            [CompletionResult]::new('Set-StrictMode', 'Set-StrictMode', [CompletionResultType]::ParameterValue, 'Make the language refuse what is not there')
            [CompletionResult]::new('Set-SystemMessage', 'Set-SystemMessage', [CompletionResultType]::ParameterValue, 'Change a system message')
            [CompletionResult]::new('Set-TransportAgent', 'Set-TransportAgent', [CompletionResultType]::ParameterValue, 'Change a transport agent')
            [CompletionResult]::new('Set-TransportConfig', 'Set-TransportConfig', [CompletionResultType]::ParameterValue, 'Change the transport config')
            [CompletionResult]::new('Set-TransportRule', 'Set-TransportRule', [CompletionResultType]::ParameterValue, 'Change a transport rule')
            [CompletionResult]::new('Set-TransportServer', 'Set-TransportServer', [CompletionResultType]::ParameterValue, 'Change a transport server')
            [CompletionResult]::new('Set-TransportService', 'Set-TransportService', [CompletionResultType]::ParameterValue, 'Change a transport service')
            [CompletionResult]::new('Set-Variable', 'Set-Variable', [CompletionResultType]::ParameterValue, 'Give a variable a value')
            [CompletionResult]::new('Show-Queue', 'Show-Queue', [CompletionResultType]::ParameterValue, 'Watch and manage the queues of a node on the whole screen')
            [CompletionResult]::new('Sort-Object', 'Sort-Object', [CompletionResultType]::ParameterValue, 'Put objects in order')
            [CompletionResult]::new('Split-Path', 'Split-Path', [CompletionResultType]::ParameterValue, 'Give one part of a path')
            [CompletionResult]::new('Start-Sleep', 'Start-Sleep', [CompletionResultType]::ParameterValue, 'Wait a while')
            [CompletionResult]::new('Start-Transaction', 'Start-Transaction', [CompletionResultType]::ParameterValue, 'Collect changes of the configuration, to store them all at once')
            [CompletionResult]::new('Start-Transcript', 'Start-Transcript', [CompletionResultType]::ParameterValue, 'Write down what is typed and shown')
            [CompletionResult]::new('Stop-Transcript', 'Stop-Transcript', [CompletionResultType]::ParameterValue, 'Stop writing down what is typed and shown')
            [CompletionResult]::new('Suspend-Message', 'Suspend-Message', [CompletionResultType]::ParameterValue, 'Keep matching messages in their queues')
            [CompletionResult]::new('Suspend-Queue', 'Suspend-Queue', [CompletionResultType]::ParameterValue, 'Stop sending from matching queues')
            [CompletionResult]::new('Tee-Object', 'Tee-Object', [CompletionResultType]::ParameterValue, 'Keep objects in a file or variable and let them go on')
            [CompletionResult]::new('Test-MailRoute', 'Test-MailRoute', [CompletionResultType]::ParameterValue, 'Show where mail to a recipient would go, and why')
            [CompletionResult]::new('Test-Path', 'Test-Path', [CompletionResultType]::ParameterValue, 'Tell whether a file, folder or variable is there')
            [CompletionResult]::new('Test-SenderId', 'Test-SenderId', [CompletionResultType]::ParameterValue, 'Show whether a server may send for a domain (SPF)')
            [CompletionResult]::new('Test-SmtpConnectivity', 'Test-SmtpConnectivity', [CompletionResultType]::ParameterValue, 'Try whether the receive connectors of a server answer')
            [CompletionResult]::new('Trace-Message', 'Trace-Message', [CompletionResultType]::ParameterValue, 'Show the whole way of one message as a tree')
            [CompletionResult]::new('Undo-Transaction', 'Undo-Transaction', [CompletionResultType]::ParameterValue, 'Drop the changes that the open transaction has collected')
            [CompletionResult]::new('Uninstall-TransportAgent', 'Uninstall-TransportAgent', [CompletionResultType]::ParameterValue, 'Uninstall a transport agent')
            [CompletionResult]::new('Update-DistributionGroupMember', 'Update-DistributionGroupMember', [CompletionResultType]::ParameterValue, 'Say who all the members of a group are')
            [CompletionResult]::new('Update-EmailAddressPolicy', 'Update-EmailAddressPolicy', [CompletionResultType]::ParameterValue, 'Give recipients the addresses that a policy makes')
            [CompletionResult]::new('Watch-Transport', 'Watch-Transport', [CompletionResultType]::ParameterValue, 'Watch messages being received, categorized and sent')
            [CompletionResult]::new('Where-Object', 'Where-Object', [CompletionResultType]::ParameterValue, 'Pass on the objects for which a condition holds')
            [CompletionResult]::new('Write-Debug', 'Write-Debug', [CompletionResultType]::ParameterValue, 'Say everything about what is done, to those who look for a fault')
            [CompletionResult]::new('Write-Error', 'Write-Error', [CompletionResultType]::ParameterValue, 'Report a fault and go on')
            [CompletionResult]::new('Write-Host', 'Write-Host', [CompletionResultType]::ParameterValue, 'Tell the person something')
            [CompletionResult]::new('Write-Information', 'Write-Information', [CompletionResultType]::ParameterValue, 'Put a line on the information stream')
            [CompletionResult]::new('Write-Output', 'Write-Output', [CompletionResultType]::ParameterValue, 'Put objects on the pipeline')
            [CompletionResult]::new('Write-Progress', 'Write-Progress', [CompletionResultType]::ParameterValue, 'Show how far long work is')
            [CompletionResult]::new('Write-Verbose', 'Write-Verbose', [CompletionResultType]::ParameterValue, 'Say more about what is done, to those who want it')
            [CompletionResult]::new('Write-Warning', 'Write-Warning', [CompletionResultType]::ParameterValue, 'Warn the person')
            break
        }
        'emsh;serve' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of this server [default: the host''s name, upper case]')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'What this server is')
            [CompletionResult]::new('--smtp', '--smtp', [CompletionResultType]::ParameterName, 'Address of the default receive connector [default: 0.0.0.0:25, or 2525 where 25 may not be bound]')
            [CompletionResult]::new('--submission', '--submission', [CompletionResultType]::ParameterName, 'Address of the client receive connector [default: 0.0.0.0:587, or 2587]')
            [CompletionResult]::new('--control', '--control', [CompletionResultType]::ParameterName, 'Also answer the control API here, by TLS with the bearer token in DATA_DIR/control.token; browsers find a console below /console, where they sign in with that token')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'emsh;check' {
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Check this text instead of files')
            [CompletionResult]::new('--command', '--command', [CompletionResultType]::ParameterName, 'Check this text instead of files')
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'emsh;sendmail' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;spool' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Read every record and say what is broken')
            [CompletionResult]::new('dump', 'dump', [CompletionResultType]::ParameterValue, 'Print every message as a JSON line: number, envelope, body')
            break
        }
        'emsh;spool;check' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'emsh;spool;dump' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'emsh;docs' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing; fail when a page differs from its declaration')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'emsh;Add-ADPermission' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Add-Content' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Add-DistributionGroupMember' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Add-IPAllowListEntry' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Add-IPBlockListEntry' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Add-Member' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;AssembleMessage' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Clear-Content' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Clear-History' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Clear-Host' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Clear-Variable' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Compare-Configuration' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Compare-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Complete-Transaction' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Convert-Path' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertFrom-Csv' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertFrom-Json' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertFrom-SecureString' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertFrom-StringData' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertTo-Csv' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertTo-EmshCommand' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertTo-Html' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertTo-Json' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ConvertTo-SecureString' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Copy-Item' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Disable-JournalRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Disable-TransportAgent' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Disable-TransportRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Enable-JournalRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Enable-TransportAgent' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Enable-TransportRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Export-Clixml' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Export-Configuration' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Export-Csv' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Export-Message' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;ForEach-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Format-List' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Format-Table' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Format-Wide' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-AcceptedDomain' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-ADPermission' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Alias' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-BackPressure' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-ChildItem' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Command' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-ConfigurationHistory' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Content' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Credential' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Date' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-DistributionGroup' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-DistributionGroupMember' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-DkimSigningConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-DynamicDistributionGroup' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-EmailAddressPolicy' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-EventLog' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-EventLogLevel' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-ExchangeCertificate' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-ExchangeDiagnosticInfo' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Health' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Help' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-History' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-IPAllowListEntry' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-IPBlockListEntry' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Item' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-JournalRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Location' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Mailbox' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-MailboxDatabase' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-MailContact' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-MailUser' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Member' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Message' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-MessageTrackingLog' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-PSReadLineOption' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Queue' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-QueueDigest' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Random' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-ReceiveConnector' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Recipient' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-RemoteDomain' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-SendConnector' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-SenderFilterConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-SenderIdConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Service' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-SystemMessage' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Transaction' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-TransportAgent' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-TransportConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-TransportPipeline' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-TransportRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-TransportServer' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-TransportService' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Unique' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Get-Variable' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Group-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Import-Clixml' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Import-Configuration' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Import-Csv' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Install-TransportAgent' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Invoke-Command' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Invoke-Expression' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Invoke-History' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Join-Path' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Join-String' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Measure-Command' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Measure-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Move-Item' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-AcceptedDomain' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-Alias' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-DistributionGroup' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-DkimSigningConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-DynamicDistributionGroup' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-EmailAddressPolicy' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-Item' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-JournalRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-Mailbox' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-MailboxDatabase' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-MailContact' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-MailUser' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-ReceiveConnector' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-RemoteDomain' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-SendConnector' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-SystemMessage' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-TimeSpan' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-TransportRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;New-Variable' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Out-Default' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Out-File' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Out-Host' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Out-Null' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Out-String' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Pop-Location' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Push-Location' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Read-Host' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-AcceptedDomain' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-ADPermission' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-Alias' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-DistributionGroup' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-DistributionGroupMember' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-DkimSigningConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-DynamicDistributionGroup' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-EmailAddressPolicy' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-IPAllowListEntry' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-IPBlockListEntry' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-Item' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-JournalRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-Mailbox' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-MailboxDatabase' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-MailContact' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-MailUser' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-Message' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-ReceiveConnector' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-RemoteDomain' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-SendConnector' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-SystemMessage' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-TransportRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Remove-Variable' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Rename-Item' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Resolve-DnsName' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Resolve-Path' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Restart-Service' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Restore-Configuration' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Resume-Message' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Resume-Queue' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Retry-Queue' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Rotate-DkimSigningConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Select-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Select-String' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Send-SmtpMessage' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-AcceptedDomain' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-Alias' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-Content' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-DistributionGroup' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-DkimSigningConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-DynamicDistributionGroup' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-EmailAddressPolicy' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-EventLogLevel' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-Item' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-JournalRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-Location' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-Mailbox' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-MailboxDatabase' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-MailContact' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-MailUser' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-PSReadLineOption' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-ReceiveConnector' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-RemoteDomain' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-SendConnector' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-SenderFilterConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-SenderIdConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-StrictMode' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-SystemMessage' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-TransportAgent' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-TransportConfig' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-TransportRule' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-TransportServer' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-TransportService' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Set-Variable' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Show-Queue' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Sort-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Split-Path' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Start-Sleep' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Start-Transaction' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Start-Transcript' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Stop-Transcript' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Suspend-Message' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Suspend-Queue' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Tee-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Test-MailRoute' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Test-Path' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Test-SenderId' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Test-SmtpConnectivity' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Trace-Message' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Undo-Transaction' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Uninstall-TransportAgent' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Update-DistributionGroupMember' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Update-EmailAddressPolicy' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Watch-Transport' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Where-Object' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Write-Debug' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Write-Error' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Write-Host' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Write-Information' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Write-Output' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Write-Progress' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Write-Verbose' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
        'emsh;Write-Warning' {
            [CompletionResult]::new('--data-dir', '--data-dir', [CompletionResultType]::ParameterName, 'Where configuration, queue and logs live')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Configuration store: sqlite:PATH [default: sqlite:DATA_DIR/organization.db]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What finished objects look like [default: tables and lists by PowerShell''s rules]')
            [CompletionResult]::new('--no-profile', '--no-profile', [CompletionResultType]::ParameterName, 'Do not run the profile script')
            [CompletionResult]::new('--no-color', '--no-color', [CompletionResultType]::ParameterName, 'No colours, whatever the terminal (also: NO_COLOR)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No talk: only results and errors')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
